using AutoBackprop.Generator;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;

namespace AutoBackprop.Tests;

/// <summary>What is generated compiles for a project that says LangVersion 12, too, where arrays become spans only by a conversion.</summary>
public sealed class OlderLanguageTests
{
    private const string Usings = "global using System; global using System.Collections.Generic; global using System.Linq; global using AutoBackprop;";

    private static readonly string[] Cases = ["BestRows", "LinqInTheMidst", "LinqSequences", "OrdersByText", "SlicesOfOneArray", "SortedByComparisons"];

    [Fact]
    public void It_compiles_as_older_CSharp()
    {
        var parsing = new CSharpParseOptions(LanguageVersion.CSharp12);
        var folder = Repository.PathTo("tests", "AutoBackprop.Tests", "Cases");
        var trees = Cases.Select(c => Path.Combine(folder, $"{c}.cs")).Append(Path.Combine(folder, "Runner", "CaseAttribute.cs"))
            .Select(f => CSharpSyntaxTree.ParseText(File.ReadAllText(f), parsing, f)).Prepend(CSharpSyntaxTree.ParseText(Usings, parsing));
        var compilation = CSharpCompilation.Create("Older", trees, Compile.References, Compile.Options);
        var generated = Compile.Generate(compilation, CSharpGeneratorDriver.Create([new GradientGenerator().AsSourceGenerator()], parseOptions: parsing));

        var texts = generated.Run.GeneratedTrees;
        Assert.True(texts.Length > 60, $"only {texts.Length} files were generated");
        Assert.DoesNotContain(generated.Compilation.GetDiagnostics(),
            d => d is { Severity: DiagnosticSeverity.Error, Location.SourceTree: { } tree } && texts.Contains(tree));
    }
}
