using System.Collections.Immutable;
using System.Globalization;
using System.Text;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.Text;

namespace AutoBackprop.Benchmarks.Editing;

/// <summary>A compilation of many [Differentiable] methods of twenty lines, ten to a file, as an editor holds it.</summary>
public sealed class SyntheticProject
{
    private const int MethodsPerFile = 10;

    private static readonly CSharpParseOptions ParseOptions = new(LanguageVersion.Latest);
    private static readonly CSharpCompilationOptions Options = new(OutputKind.DynamicallyLinkedLibrary, nullableContextOptions: NullableContextOptions.Enable);
    private static readonly ImmutableArray<MetadataReference> References =
        [.. ((string)AppContext.GetData("TRUSTED_PLATFORM_ASSEMBLIES")!).Split(Path.PathSeparator)
            .Where(path => Path.GetFileName(path) is var file && (file.StartsWith("System.", StringComparison.Ordinal) || file == "AutoBackprop.dll"))
            .Select(path => MetadataReference.CreateFromFile(path))];

    private SyntheticProject(Compilation compilation) => Compilation = compilation;

    public Compilation Compilation { get; }

    public static SyntheticProject Of(int methods)
    {
        var trees = Enumerable.Range(0, (methods + MethodsPerFile - 1) / MethodsPerFile)
            .Select(file => CSharpSyntaxTree.ParseText(File(file, Math.Min(MethodsPerFile, methods)), ParseOptions, $"Model{file}.cs"));
        return new(CSharpCompilation.Create("Synthetic", trees, References, Options));
    }

    /// <summary>The project after a keystroke: one of its files has a new text, parsed as an editor parses it. All else is shared.</summary>
    public (SyntheticProject Project, SyntaxTree Edited) With(Edit edit)
    {
        var tree = Compilation.SyntaxTrees.ElementAt(edit.File);
        var edited = tree.WithChangedText(edit.Apply(tree.GetText()));
        return (new(Compilation.ReplaceSyntaxTree(tree, edited)), edited);
    }

    /// <summary>Twenty lines with what such methods have: products, functions, a branch, a loop, an activation.</summary>
    private static SourceText File(int file, int methods)
    {
        var text = new StringBuilder("using AutoBackprop;\n\npublic static partial class Model").Append(file).Append("\n{\n");
        for (var m = 0; m < methods; m++)
            text.Append(CultureInfo.InvariantCulture, $$"""
                    [Differentiable]
                    public static double Loss{{m}}(double a, double b, double c, double d)
                    {
                        var rate = {{file * MethodsPerFile + m}}.25;
                        var s0 = a * b;
                        var s1 = c * d;
                        var s2 = s0 + rate * s1;
                        var s3 = System.Math.Sin(s2);
                        var s4 = System.Math.Exp(-s0 * s0);
                        var s5 = s3 * s4 + d;
                        if (s5 > 0)
                            s5 = s5 * s5;
                        else
                            s5 = a - s5;
                        var sum = 0.5;
                        for (var i = 0; i < 4; i++)
                            sum = sum * b + s5;
                        var s6 = Activations.Tanh(sum);
                        var s7 = s6 * a + s1 / (1 + d * d);
                        return s7;
                    }


                """);
        return SourceText.From(text.Append("}\n").ToString(), Encoding.UTF8);
    }
}
