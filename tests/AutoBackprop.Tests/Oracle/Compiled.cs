using System.Reflection;
using System.Runtime.Loader;
using AutoBackprop.Core;
using AutoBackprop.Generator;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace AutoBackprop.Tests;

/// <summary>Source compiled and loaded in memory, with the generator in the compilation.</summary>
public sealed class Compiled
{
    internal static readonly MetadataReference[] References =
        [.. ((string)AppContext.GetData("TRUSTED_PLATFORM_ASSEMBLIES")!).Split(Path.PathSeparator)
            .Where(p => Path.GetFileName(p) is var name && (name.StartsWith("System.", StringComparison.Ordinal) || name is "netstandard.dll" or "mscorlib.dll" or "Microsoft.CSharp.dll" or "MathNet.Numerics.dll"))
            .Append(typeof(DifferentiableAttribute).Assembly.Location).Select(p => MetadataReference.CreateFromFile(p))];

    private IReadOnlyList<Diagnostic>? _errors;
    private Assembly? _assembly;

    private Compiled(CSharpCompilation input, Compilation output) => (Input, Output) = (input, output);

    /// <summary>The user's part alone.</summary>
    public CSharpCompilation Input { get; }

    /// <summary>With what was generated.</summary>
    public Compilation Output { get; }

    public Assembly Assembly => Errors.Count == 0 ? _assembly! : throw new InvalidOperationException(Explain(Errors));

    /// <summary>What lowering makes of each [Differentiable] method.</summary>
    public IEnumerable<(IMethodSymbol Method, Lowered Lowered)> Methods =>
        from tree in Input.SyntaxTrees
        let model = Input.GetSemanticModel(tree)
        from syntax in tree.GetRoot().DescendantNodes().OfType<MethodDeclarationSyntax>()
        let symbol = model.GetDeclaredSymbol(syntax)
        where symbol is not null && Symbols.Has(symbol, Symbols.Differentiable)
        select (symbol, Lowering.Lower(symbol, syntax, Input, default));

    /// <summary>The generated files, by the name of the file.</summary>
    public IEnumerable<(string Name, string Text)> Generated => Output.SyntaxTrees.Except(Input.SyntaxTrees)
        .Select(t => (Path.GetFileName(t.FilePath), t.ToString()));

    /// <summary>What the compiler has against it; nothing once it is loaded.</summary>
    public IReadOnlyList<Diagnostic> Errors
    {
        get
        {
            if (_errors is null) Load();
            return _errors!;
        }
    }

    public MethodInfo Method(string type, string name) => Assembly.GetType(type, throwOnError: true)!
        .GetMethod(name, BindingFlags.Static | BindingFlags.Public | BindingFlags.NonPublic)
        ?? throw new MissingMethodException(type, name);

    public static Compiled From(
        IEnumerable<string> sources, OptimizationLevel level = OptimizationLevel.Release, bool checkOverflow = false,
        NullableContextOptions nullable = NullableContextOptions.Enable, bool generate = true, bool strict = true)
    {
        var parse = new CSharpParseOptions(LanguageVersion.Latest);
        var options = new CSharpCompilationOptions(OutputKind.DynamicallyLinkedLibrary, optimizationLevel: level,
            checkOverflow: checkOverflow, nullableContextOptions: nullable, generalDiagnosticOption: strict ? ReportDiagnostic.Error : ReportDiagnostic.Default);
        var usings = "global using System; global using AutoBackprop;";
        var trees = sources.Prepend(usings).Select((s, i) => CSharpSyntaxTree.ParseText(s, parse, $"source{i}.cs")).ToArray();
        var input = CSharpCompilation.Create("Compiled" + Guid.NewGuid().ToString("N"), trees, References, options);
        if (!generate) return new Compiled(input, input);

        var driver = CSharpGeneratorDriver.Create([new GradientGenerator().AsSourceGenerator()], parseOptions: parse);
        driver.RunGeneratorsAndUpdateCompilation(input, out var output, out var problems);
        if (!problems.IsEmpty) throw new InvalidOperationException($"The generator reports errors:\n{string.Join("\n", problems)}\n{trees[^1]}");
        return new Compiled(input, output);
    }

    private void Load()
    {
        using var stream = new MemoryStream();
        var result = Output.Emit(stream);
        _errors = [.. result.Diagnostics.Where(d => d.Severity == DiagnosticSeverity.Error)];
        if (!result.Success) return;
        stream.Position = 0;
        _assembly = LoadContext.New(Output.AssemblyName).LoadFromStream(stream);
    }

    private static string Explain(IReadOnlyList<Diagnostic> errors)
    {
        var first = errors.Select(e => e.Location.SourceTree).FirstOrDefault(t => t is not null);
        return $"{errors.Count} errors:\n{string.Join("\n", errors.Take(10))}\n{first}";
    }
}
