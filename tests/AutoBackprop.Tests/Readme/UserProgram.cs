using System.Collections.Immutable;
using System.Globalization;
using System.Reflection;
using AutoBackprop.Generator;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;

namespace AutoBackprop.Tests.Readme;

/// <summary>The one file of a new console project that has the package installed. Runs alone: it takes the console.</summary>
[CollectionDefinition(nameof(UserProgram), DisableParallelization = true)]
public sealed class UserProgram
{
    // What <ImplicitUsings> gives to a console project.
    private const string ImplicitUsings = """
        global using System;
        global using System.Collections.Generic;
        global using System.IO;
        global using System.Linq;
        global using System.Net.Http;
        global using System.Threading;
        global using System.Threading.Tasks;
        """;

    private static readonly CSharpParseOptions ParseOptions = new(LanguageVersion.Latest);
    private static readonly ImmutableArray<MetadataReference> References =
        [.. ((string)AppContext.GetData("TRUSTED_PLATFORM_ASSEMBLIES")!).Split(Path.PathSeparator)
            .Where(path => Path.GetFileName(path) is var file && (file.StartsWith("System.", StringComparison.Ordinal) || file == "AutoBackprop.dll"))
            .Select(path => MetadataReference.CreateFromFile(path))];

    /// <summary>The compilation with what the generator adds to it.</summary>
    public static Compilation Compile(string code)
    {
        var program = CSharpSyntaxTree.ParseText(code, ParseOptions, "Program.cs");
        var hasStatements = program.GetCompilationUnitRoot().Members.Any(SyntaxKind.GlobalStatement);
        var compilation = CSharpCompilation.Create("Program", [program, CSharpSyntaxTree.ParseText(ImplicitUsings, ParseOptions)], References,
            new(hasStatements ? OutputKind.ConsoleApplication : OutputKind.DynamicallyLinkedLibrary, nullableContextOptions: NullableContextOptions.Enable));

        CSharpGeneratorDriver.Create([new GradientGenerator().AsSourceGenerator()], parseOptions: ParseOptions)
            .RunGeneratorsAndUpdateCompilation(compilation, out var complete, out _);
        return complete;
    }

    /// <returns>What it prints.</returns>
    public static string Run(Compilation compilation)
    {
        using var assembly = new MemoryStream();
        Assert.Empty(compilation.Emit(assembly).Diagnostics.Where(d => d.Severity == DiagnosticSeverity.Error));
        if (Assembly.Load(assembly.ToArray()).EntryPoint is not { } main) return "";

        var (console, culture) = (Console.Out, CultureInfo.CurrentCulture);
        using var printed = new StringWriter();
        try
        {
            Console.SetOut(printed);
            CultureInfo.CurrentCulture = CultureInfo.InvariantCulture;
            main.Invoke(null, [Array.Empty<string>()]);
        }
        finally
        {
            Console.SetOut(console);
            CultureInfo.CurrentCulture = culture;
        }
        return printed.ToString();
    }
}
