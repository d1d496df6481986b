using System.Reflection;
using System.Runtime.Loader;
using AutoBackprop.Core;
using AutoBackprop.Generator;
using AutoBackprop.Tests.Programs;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace AutoBackprop.Tests.Duals;

/// <summary>The files of the cases compiled once more, in memory: as they are or on floats, with other gradients or on dual numbers.</summary>
internal static class CaseFiles
{
    private const string Usings = "global using System; global using System.Collections.Generic; global using System.IO; "
        + "global using System.Linq; global using System.Threading; global using System.Threading.Tasks;";

    private static readonly CSharpParseOptions Parse = new(LanguageVersion.Preview);
    private static readonly CSharpCompilationOptions Options = new(OutputKind.DynamicallyLinkedLibrary,
        optimizationLevel: OptimizationLevel.Release, nullableContextOptions: NullableContextOptions.Annotations, allowUnsafe: true);
    private static readonly string Cases = Repository.PathTo("tests", "AutoBackprop.Tests", "Cases");
    private static readonly string Forward = Repository.PathTo("tests", "AutoBackprop.Tests", "Programs", "Forward");

    private static readonly Lazy<CSharpCompilation> Doubles = new(() => Compilable(Of("Doubles", Trees(Cases).Append(Attributes))));
    private static readonly Lazy<CSharpCompilation> Singles = new(() => Compilable(Copied(Doubles.Value, "Singles", SingleCopy.Of)));

    private static readonly Lazy<Assembly> DualsOfDoubles = new(() => ForwardMode(Doubles.Value));
    private static readonly Lazy<Assembly> DualsOfSingles = new(() => ForwardMode(Singles.Value));
    private static readonly Lazy<Assembly> Plain = new(() => Load(Differentiated(Doubles.Value, optimised: false)));
    private static readonly Lazy<Assembly> OnFloats = new(() => Load(Differentiated(Singles.Value, optimised: true)));
    private static readonly Lazy<Assembly> Seconds = new(() => Load(Differentiated(
        Copied(Doubles.Value, "Seconds", SecondCopy.Of), optimised: true)));

    private static SyntaxTree Attributes => Tree(File.ReadAllText(Path.Combine(Cases, "Runner", "CaseAttribute.cs")), "CaseAttribute.cs");

    /// <summary>Every case on dual numbers.</summary>
    public static Assembly OnDuals => DualsOfDoubles.Value;

    /// <summary>Every case on dual numbers in the place of floats.</summary>
    public static Assembly OnDualFloats => DualsOfSingles.Value;

    /// <summary>Gradients that nothing has optimised.</summary>
    public static Assembly Unoptimised => Plain.Value;

    /// <summary>Every case on floats.</summary>
    public static Assembly Floats => OnFloats.Value;

    /// <summary>With products with the Hessian.</summary>
    public static Assembly SecondDerivatives => Seconds.Value;

    private static IEnumerable<SyntaxTree> Trees(string folder) =>
        Directory.GetFiles(folder, "*.cs").Order(StringComparer.Ordinal).Select(f => Tree(File.ReadAllText(f), Path.GetFileName(f)))
            // a language newer than the compiler in these tests
            .Where(t => t.GetDiagnostics().All(d => d.Severity != DiagnosticSeverity.Error));

    private static SyntaxTree Tree(string text, string path) => CSharpSyntaxTree.ParseText(text, Parse, path);

    private static CSharpCompilation Of(string name, IEnumerable<SyntaxTree> trees, string usings = "") =>
        CSharpCompilation.Create(name + Guid.NewGuid().ToString("N"), trees.Prepend(Tree(Usings + usings, "Usings.cs")),
            Compiled.References, Options);

    private static CSharpCompilation Copied(CSharpCompilation from, string name, Func<SyntaxTree, Compilation, SyntaxNode> copy) =>
        Of(name, from.SyntaxTrees.Where(t => t.FilePath != "Usings.cs")
            .Select(t => t.FilePath == "CaseAttribute.cs" ? t : Tree(copy(t, from).ToFullString(), t.FilePath)));

    // ── gradients ────────────────────────────────────────────────────────────────────────────────────────────

    private static CSharpCompilation Differentiated(CSharpCompilation input, bool optimised)
    {
        var texts = from tree in input.SyntaxTrees
                    where CaseOracleTests.IsOfField(tree)
                    let model = input.GetSemanticModel(tree)
                    from syntax in tree.GetRoot().DescendantNodes().OfType<MemberDeclarationSyntax>()
                    let symbol = (model.GetDeclaredSymbol(syntax) as IPropertySymbol)?.GetMethod ?? model.GetDeclaredSymbol(syntax) as IMethodSymbol
                    where symbol is not null && Symbols.Has(symbol.AssociatedSymbol ?? symbol, Symbols.Differentiable)
                    from lowered in All(Lowering.Lower(symbol, syntax, input, default))
                    where lowered.Model is { Body: not null }
                    select Tree(GradientFile.Write(lowered.Model!, optimised), $"{symbol.Name}.g.cs");
        return input.AddSyntaxTrees(texts.ToList());
    }

    private static IEnumerable<Lowered> All(Lowered? lowered)
    {
        for (; lowered is not null; lowered = lowered.Other) yield return lowered;
    }

    // ── dual numbers ─────────────────────────────────────────────────────────────────────────────────────────

    private static Assembly ForwardMode(CSharpCompilation input) => Load(Of("Duals",
        input.SyntaxTrees.Where(t => t.FilePath != "Usings.cs")
            .Select(t => t.FilePath == "CaseAttribute.cs" ? t : Tree(DualCopy.Of(t, input).ToFullString(), t.FilePath)).Concat(Trees(Forward)),
        "global using AutoBackprop.Tests.Programs.Forward;"));

    private static Assembly Load(CSharpCompilation compilation)
    {
        using var stream = new MemoryStream();
        for (var tries = 0; ; tries++)
        {
            var result = compilation.Emit(stream);
            if (result.Success) break;
            stream.SetLength(0);
            var errors = result.Diagnostics.Where(d => d.Severity == DiagnosticSeverity.Error).ToList();
            if (tries == 6) throw new InvalidOperationException(string.Join("\n", errors.Take(10)));
            compilation = LeftOut.From(compilation, errors);
        }
        stream.Position = 0;
        return LoadContext.New(compilation.AssemblyName).LoadFromStream(stream);
    }

    // The members that are still to be generated are missing.
    private static CSharpCompilation Compilable(CSharpCompilation compilation)
    {
        for (var tries = 0; tries < 6; tries++)
        {
            var errors = compilation.GetDiagnostics().Where(d => d.Severity == DiagnosticSeverity.Error && !IsOfGenerated(d)).ToList();
            if (errors.Count == 0) break;
            compilation = LeftOut.From(compilation, errors);
        }
        return compilation;
    }

    private static bool IsOfGenerated(Diagnostic error) => error.Location.SourceTree is { } tree
        && tree.GetRoot().FindNode(error.Location.SourceSpan).FirstAncestorOrSelf<BaseMethodDeclarationSyntax>() is { } method
        && method.DescendantNodes().OfType<SimpleNameSyntax>().Any(n => n.Identifier.Text is { } name
            && new[] { "Gradient", "Backward", "Tangent", "Hessian", "HessianVector", "Jacobian" }.Any(s =>
                name.Length > s.Length && name.EndsWith(s, StringComparison.Ordinal)));
}
