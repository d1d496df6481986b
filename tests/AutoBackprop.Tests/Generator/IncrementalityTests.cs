using AutoBackprop.Generator;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.Diagnostics;
using Microsoft.CodeAnalysis.Text;

namespace AutoBackprop.Tests;

/// <summary>What an edit makes the generator do again: nothing, unless it changes the meaning of a method.</summary>
public sealed class IncrementalityTests
{
    private const string Square = """
        using AutoBackprop;

        static partial class Model
        {
            [Differentiable]
            public static double Square(double x)
            {
                var y = x * x;
                return y;
            }

            static double Other(double x) => x + 1;
        }
        """;

    [Theory]
    [InlineData("a comment", "x * x;", "x * x; // squared", IncrementalStepRunReason.Cached)]
    [InlineData("a comment above", "static partial class Model", "// the model\nstatic partial class Model", IncrementalStepRunReason.Cached)]
    [InlineData("spacing", "x * x;", "x  *  (x)\n;", IncrementalStepRunReason.Cached)]
    [InlineData("another method", "x + 1", "x + 2", IncrementalStepRunReason.Cached)]
    [InlineData("a method added", "static double Other", "static int More() => 3;\n\n    static double Other", IncrementalStepRunReason.Cached)]
    [InlineData("a type added", "using AutoBackprop;", "using AutoBackprop;\n\nclass More;", IncrementalStepRunReason.Cached)]
    [InlineData("a using added", "using AutoBackprop;", "using System;\nusing AutoBackprop;", IncrementalStepRunReason.Cached)]
    [InlineData("var spelled out", "var y", "double y", IncrementalStepRunReason.Cached)]
    [InlineData("the attribute spelled out", "[Differentiable]", "[AutoBackprop.DifferentiableAttribute()]", IncrementalStepRunReason.Cached)]
    [InlineData("the formula", "x * x;", "x * x * x;", IncrementalStepRunReason.Modified)]
    [InlineData("the name of a local", "var y = x * x;\n        return y;", "var z = x * x;\n        return z;", IncrementalStepRunReason.Modified)]
    [InlineData("the accessibility", "public static double Square", "internal static double Square", IncrementalStepRunReason.Modified)]
    [InlineData("what is said of it", "    [Differentiable]", "    /// <summary>The square.</summary>\n    [Differentiable]", IncrementalStepRunReason.Modified)]
    [InlineData("what is asked for", "[Differentiable]", "[Differentiable(Derivatives.Backward)]", IncrementalStepRunReason.Modified)]
    public void Only_a_change_of_meaning_emits_again(string edit, string from, string to, IncrementalStepRunReason expected)
    {
        var project = new WarmProject(Square);
        project.Edit(0, from, to);
        Assert.Equal([("Model.Square.g.cs", expected)], project.Emitted);
        Assert.True(project.IsAsIfNew(), edit);
    }

    [Fact]
    public void A_file_without_differentiable_methods_does_not_matter()
    {
        var project = new WarmProject(Square, "class Elsewhere { int F() => 1; }");
        project.Edit(1, "=> 1", "=> 2");
        Assert.Equal([("Model.Square.g.cs", IncrementalStepRunReason.Cached)], project.Emitted);
        project.Add("class AThirdFile;");
        Assert.Equal([("Model.Square.g.cs", IncrementalStepRunReason.Cached)], project.Emitted);
    }

    [Fact]
    public void The_lowered_method_compares_equal_although_it_is_lowered_again()
    {
        var project = new WarmProject(Square);
        project.Edit(0, "x * x;", "x*x;");
        Assert.Contains(Assert.Single(project.Reasons("Lowered")).Reason, new[] { IncrementalStepRunReason.Unchanged, IncrementalStepRunReason.Cached });
    }

    [Fact]
    public void Of_two_methods_only_the_edited_one_is_emitted_again()
    {
        var project = new WarmProject(Square, Square.Replace("Square", "Cube").Replace("static double Other(double x) => x + 1;", ""));
        project.Edit(1, "x * x", "x * x * x");
        Assert.Equal([("Model.Cube.g.cs", IncrementalStepRunReason.Modified), ("Model.Square.g.cs", IncrementalStepRunReason.Cached)], project.Emitted);

        project = new WarmProject(Square.Replace("static double Other", "[Differentiable] public static double Other"));
        project.Edit(0, "x + 1", "x + 2");
        Assert.Equal([("Model.Other.g.cs", IncrementalStepRunReason.Modified), ("Model.Square.g.cs", IncrementalStepRunReason.Cached)], project.Emitted);
    }

    /// <summary>Reached from the method in file 0, changed in file 1.</summary>
    [Theory]
    [InlineData("the body of a helper", "Helper.Twice(x)", "static class Helper { public static double Twice(double x) => x + x; }", "x + x", "x * x")]
    [InlineData("a helper of a helper", "Helper.Twice(x)", "static class Helper { public static double Twice(double x) => Once(x) + x; static double Once(double x) => x; }", "=> x;", "=> x * x;")]
    [InlineData("a better overload", "Helper.Twice(x)", "static class Helper { public static double Twice(object x) => 1; }", "}", "    public static double Twice(double x) => 2 * x; }")]
    [InlineData("a constant", "x * Helper.Scale", "static class Helper { public const double Scale = 2; }", "= 2", "= 3")]
    [InlineData("a constant of a constant", "x * Helper.Scale", "static class Helper { public const double Scale = 2 * Unit; const double Unit = 4; }", "Unit = 4", "Unit = 5")]
    [InlineData("an enum member", "x * (int)Kind.B", "enum Kind { A, B }", "A, B", "A, C, B")]
    [InlineData("a default value", "Helper.Scaled(x)", "static class Helper { public static double Scaled(double x, double by = 2) => x * by; }", "by = 2", "by = 3")]
    [InlineData("a type that hides ours", "Math.Sin(x)", "static class Elsewhere { public static double Sin(double x) => x; }", "Elsewhere", "Math")]
    [InlineData("a rule is added", "Math.BitIncrement(x) * x", "static partial class Model { static double Rule(double x, double gradResult, ref double gradX) => x; }", "static double", "[AutoBackprop.DerivativeOf(typeof(System.Math), \"BitIncrement\")] static double")]
    [InlineData("a global using", "Sin(x)", "static class Mine { public static double Sin(double x) => x * x; }", "static class", "global using static Mine; static class")]
    [InlineData("the generated name is taken", "x * x", "static partial class Model { static double More(double x) => x; }", "More", "SquareGradient")]
    [InlineData("a property gets its own body", "x * (p.Y + 1)", "struct P { public double X { get; } public double Y => 1; }", "get;", "get => 1;")]
    [InlineData("a helper is marked", "Helper.Twice(x) + x", "static class Helper { public static double Twice(double x) => x + x; }", "public", "[AutoBackprop.NoGradient] public")]
    public void A_change_elsewhere_that_matters_is_seen(string edit, string expression, string other, string from, string to)
    {
        var project = new WarmProject(Square.Replace("x * x", expression).Replace("double Square(double x)", expression.Contains("p.") ? "double Square(double x, P p)" : "double Square(double x)").Replace("using AutoBackprop;", "using AutoBackprop;\nusing System;"), other);
        var before = project.Texts;
        project.Edit(1, from, to);
        Assert.True(project.IsAsIfNew(), edit);
        Assert.NotEqual(before, project.Texts);
    }

    [Fact]
    public void Output_is_the_same_byte_for_byte_in_every_run()
    {
        var sources = new[] { Square, Square.Replace("Square", "Cube").Replace("Other", "More").Replace("x * x", "System.Math.Sin(x) * x / (1 + x * x)") };
        var first = Compile.Generate(sources).Texts;
        Assert.Equal(first, Compile.Generate(sources).Texts);
        Assert.Equal(first, Compile.Generate([.. sources.Reverse()]).Texts);
    }

    [Fact]
    public void What_an_edit_left_alone_is_not_lowered_again()
    {
        const string Source = "using AutoBackprop; static partial class M { [Differentiable] static double F(double x) => x * G(x); "
            + "static double G(double x) => x + 1; [Differentiable] static double H(double x) => 2 * x; }";
        var tree = CSharpSyntaxTree.ParseText(Source, Compile.Parsing, "OfThisTestAlone.cs", System.Text.Encoding.UTF8);
        var before = Compile.Of().AddSyntaxTrees(tree);
        Assert.Equal((false, true), Kept("2 * x", "3 * x"));
        Assert.Equal((true, false), Kept("x + 1", "x + 2"));
        Assert.Equal((true, true), Kept("G(double x)", "G(double y)"));

        // Of F and H, whether they were lowered again.
        (bool, bool) Kept(string from, string to)
        {
            var text = tree.GetText().WithChanges(new TextChange(new TextSpan(Source.IndexOf(from, StringComparison.Ordinal), from.Length), to));
            var after = before.ReplaceSyntaxTree(tree, tree.WithChangedText(text));
            var known = Lowered(before);
            var found = Lowered(after);
            return (!ReferenceEquals(known[0], found[0]), !ReferenceEquals(known[1], found[1]));
        }
        static List<Lowered?> Lowered(Compilation compilation) =>
            [.. GeneratedMembers.Annotated(compilation.SyntaxTrees.First()).Select(m => LoweringCache.Lower(m, compilation, default)?.Lowered)];
    }

    /// <summary>What was lowered before the edit is told where it stands now.</summary>
    [Theory]
    [InlineData("a line above", "public static double Other", "// more\n    public static double Other")]
    [InlineData("a method above", "x - 1", "(x -\n 1) * 2")]
    [InlineData("a helper above, which is read", "=> 2 * x", "=> 2 *\n\n x + 1")]
    [InlineData("a helper above, which is not read", "=> 3 * x", "=> 3 *\n\n x")]
    public async Task What_an_edit_left_alone_is_reported_where_it_stands_now(string edit, string from, string to)
    {
        var project = new WarmProject("""
            using System; using System.Linq; using AutoBackprop;

            static partial class Model
            {
                static double Twice(double x) => 2 * x;
                static double Thrice(double x) => 3 * x;
                [Differentiable] public static double Other(double x) => x - 1;

                [Differentiable]
                public static double Loss(double[] x, double w, double target, double unused)
                {
                    var z = Twice(w) * x[0];
                    var h = Activations.Sigmoid(z); // hidden
                    var p = Activations.Sigmoid(h * w + x[1]);
                    var sum = x.Select(v => Math.Exp(v)).Sum();
                    if (p == target) return Math.Log(sum);
                    return (p - target) * (p - target) + Math.Sqrt(Math.Abs(w - h)) + Math.Floor(w) * Math.Log(1 + Math.Exp(z));
                }

                [Differentiable] public static double Refused(double x) => Math.BitIncrement(x) + Inner(x);
                static double Inner(double x) { try { return x; } catch { return 1; } }
            }
            """);
        Assert.NotEmpty(await project.Said());
        for (var round = 0; round < 3; round++)
        {
            project.Edit(0, from, to);
            Assert.True(await project.SaysAllAsIfNew(), $"{edit}:\n{string.Join("\n", await project.Said())}");
            project.Edit(0, to, from);
            Assert.True(await project.SaysAllAsIfNew(), $"{edit} taken back");
        }
    }

    [Fact]
    public void A_deleted_method_leaves_nothing_behind()
    {
        var project = new WarmProject(Square);
        project.Edit(0, "[Differentiable]", "");
        Assert.Empty(project.Texts);
        project.Edit(0, "public static double Square", "[Differentiable] public static double Square");
        Assert.Single(project.Texts);
        Assert.True(project.IsAsIfNew());
    }
}

/// <summary>A warm driver and the files it watches.</summary>
internal sealed class WarmProject
{
    private GeneratorDriver _driver = Compile.Driver(trackSteps: true);
    private CSharpCompilation _compilation;
    private Compilation _generated;

    public WarmProject(params string[] sources)
    {
        _generated = _compilation = Compile.Of(sources);
        Run();
    }

    public IReadOnlyDictionary<string, string> Texts => Generated.TextsOf(_driver.GetRunResult());

    /// <summary>Files that the last run considered, with the reason.</summary>
    public IEnumerable<(string Hint, IncrementalStepRunReason Reason)> Emitted => Reasons("Emitted")
        .Select(o => ((((string Hint, string, string?))o.Value).Hint, o.Reason)).Order();

    public IEnumerable<(object Value, IncrementalStepRunReason Reason)> Reasons(string step) =>
        _driver.GetRunResult().Results[0].TrackedSteps[step].SelectMany(s => s.Outputs);

    public string Source(int file) => _compilation.SyntaxTrees[file].GetText().ToString();

    /// <summary>Replaces text as an editor does: what is not touched keeps its nodes.</summary>
    public void Edit(int file, string from, string to)
    {
        var text = _compilation.SyntaxTrees[file].GetText();
        var at = text.ToString().IndexOf(from, StringComparison.Ordinal);
        Assert.True(at >= 0, $"no '{from}'");
        Change(file, new TextChange(new TextSpan(at, from.Length), to));
    }

    public void Change(int file, TextChange change)
    {
        var tree = _compilation.SyntaxTrees[file];
        _compilation = _compilation.ReplaceSyntaxTree(tree, tree.WithChangedText(tree.GetText().WithChanges(change)));
        Run();
    }

    /// <summary>Replaces a whole file, all of its nodes included.</summary>
    public void Reparse(int file, string source)
    {
        var tree = _compilation.SyntaxTrees[file];
        _compilation = _compilation.ReplaceSyntaxTree(tree, CSharpSyntaxTree.ParseText(source, (CSharpParseOptions)tree.Options, tree.FilePath, tree.GetText().Encoding));
        Run();
    }

    public void Add(string source)
    {
        _compilation = _compilation.AddSyntaxTrees(CSharpSyntaxTree.ParseText(source, Compile.Parsing, $"File{_compilation.SyntaxTrees.Length}.cs", System.Text.Encoding.UTF8));
        Run();
    }

    public void Set(CSharpCompilationOptions options)
    {
        _compilation = _compilation.WithOptions(options);
        Run();
    }

    /// <summary>A driver and a compilation without a past come to the same files.</summary>
    public bool IsAsIfNew() => Difference() is null;

    /// <summary>The first text that a cold driver writes otherwise, with that.</summary>
    public string? Difference()
    {
        var cold = Compile.Of(_compilation.SyntaxTrees.Select(t => t.GetText().ToString())).WithOptions(_compilation.Options);
        var texts = Compile.Generate(cold).Texts.ToList();
        if (texts.SequenceEqual(Texts)) return null;
        var (warm, other) = (Texts.Except(texts).FirstOrDefault(), texts.Except(Texts).FirstOrDefault());
        return $"warm:\n{warm}\ncold:\n{other}";
    }

    /// <summary>The analyzers take over what the generator has lowered; they say the same as without a past, and without the
    /// generator, at the same places.</summary>
    public async Task<bool> SpeaksAsIfNew()
    {
        var cold = Compile.Generate(Compile.Of(_compilation.SyntaxTrees.Select(t => t.GetText().ToString())).WithOptions(_compilation.Options)).Compilation;
        var said = await Said(cold);
        return said.SequenceEqual(await Said(_generated)) && said.SequenceEqual(await Said(Reparsed(cold)));
    }

    // The generator has not seen these nodes: the analyzers lower them themselves, with the generated code there.
    private static CSharpCompilation Reparsed(CSharpCompilation compilation) => compilation.RemoveAllSyntaxTrees().AddSyntaxTrees(
        compilation.SyntaxTrees.Select(t => CSharpSyntaxTree.ParseText(t.GetText(), (CSharpParseOptions)t.Options, t.FilePath)));

    private static Task<List<string>> Said(Compilation compilation) => Said(compilation, new Analyzers.LoweringAnalyzer(), new Analyzers.RuleAnalyzer());

    private static async Task<List<string>> Said(Compilation compilation, params DiagnosticAnalyzer[] analyzers) =>
        [.. (await Compile.Diagnostics(compilation, analyzers)).Select(d =>
            $"{d} {string.Join(", ", d.AdditionalLocations)} {string.Join(", ", d.Properties.OrderBy(p => p.Key, StringComparer.Ordinal))}").Order(StringComparer.Ordinal)];

    /// <summary>What all analyzers say.</summary>
    public Task<List<string>> Said() => Said(_generated, Every);

    /// <summary>They say the same of files without a past.</summary>
    public async Task<bool> SaysAllAsIfNew() => (await Said(_generated, Every)).SequenceEqual(await Said(Reparsed((CSharpCompilation)_generated), Every));

    private static readonly DiagnosticAnalyzer[] Every = [.. typeof(Analyzers.LoweringAnalyzer).Assembly.GetTypes()
        .Where(t => t.IsSubclassOf(typeof(DiagnosticAnalyzer)) && !t.IsAbstract).Select(t => (DiagnosticAnalyzer)Activator.CreateInstance(t)!)];

    private void Run() => _driver = _driver.RunGeneratorsAndUpdateCompilation(_compilation, out _generated, out _);
}
