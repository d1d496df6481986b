using System.Reflection;
using System.Runtime.Loader;
using Microsoft.CodeAnalysis;

namespace AutoBackprop.Tests;

/// <summary>Calls with arrays across assemblies, of long methods, and those that must be refused.</summary>
public sealed class ArrayCallTests
{
    private delegate double Gradient(double[] w, double[] x, Span<double> gradW, Span<double> gradX);

    private const string Library = """
        namespace Library;
        public static partial class Layers
        {
            [AutoBackprop.Differentiable] public static double Score(double[] w, System.ReadOnlySpan<double> x) { var s = 0.0; for (var i = 0; i < w.Length; i++) s += System.Math.Sin(w[i]) * x[i]; return s; }
            [AutoBackprop.Differentiable] public static void Mix(double k, System.ReadOnlySpan<double> x, System.Span<double> y) { for (var i = 0; i < y.Length; i++) y[i] = y[i] * x[i] + k; }
            [AutoBackprop.Differentiable] public static void Fill(System.ReadOnlySpan<double> x, System.Span<double> y) { for (var i = 0; i < y.Length; i++) y[i] = System.Math.Exp(x[i]); }
            [AutoBackprop.Differentiable] public static void Spoil(double[] y) { for (var i = 0; i < y.Length; i++) y[i] *= y[i]; }
        }
        """;

    private const string UsesLibrary = """
        using System; using Library;
        public static partial class Application
        {
            [AutoBackprop.Differentiable]
            public static double F(double[] w, double[] x)
            {
                Span<double> y = new double[w.Length];
                Layers.Fill(x, y);
                var s = Layers.Score(w, y);
                for (var t = 0; t < 3; t++) { Layers.Mix(s, w, y); s = 0.3 * Layers.Score(x, y); }
                Layers.Fill(w, y);
                return s * Layers.Score(w, x) + Layers.Score(x, y);
            }
        }
        """;

    private static void Check(Assembly assembly)
    {
        var type = assembly.GetType("Application")!;
        var f = type.GetMethod("F")!.CreateDelegate<Func<double[], double[], double>>();
        var gradient = type.GetMethod("FGradient")!.CreateDelegate<Gradient>();
        foreach (var n in (int[])[0, 1, 2, 5, 8, 21])
        {
            var both = ArrayCheck.Data(2 * n, n);
            var grad = new double[2 * n];
            double Value(double[] v) => f(v[..n], v[n..]);
            var value = gradient(both[..n], both[n..], grad.AsSpan(0, n), grad.AsSpan(n));
            Assert.Null(ArrayCheck.Differs(Value, both, value, grad, 42));
        }
    }

    [Fact]
    public void Gradients_flow_through_arrays_of_another_assembly()
    {
        var (library, reference) = Build(Library);
        var application = Compile.Generate(Compile.Of(UsesLibrary).AddReferences(reference));
        Assert.Empty(application.Errors);
        Check(Load(application.Compilation, library));
    }

    [Theory]
    [InlineData(false, 1e-11)]
    [InlineData(true, 5e-4)]
    public void What_another_assembly_does_with_arrays_gives_what_it_gives_in_ones_own(bool single, double tolerance)
    {
        var (uses, does) = single ? (ArrayFloatTests.Float(UsesLibrary), ArrayFloatTests.Float(Library)) : (UsesLibrary, Library);
        var (library, reference) = Build(does);
        var foreign = FlatMethod.In(Load(Compile.Generate(Compile.Of(uses).AddReferences(reference)).Compilation, library).GetType("Application")!);
        var own = FlatMethod.In(Load(Compile.Generate(uses, does).Compilation).GetType("Application")!);
        Assert.Equal(["FGradient", "FBackward"], foreign.Keys);
        foreach (var (name, method) in foreign)
            foreach (var n in Agreement.Lengths)
                foreach (var x in Agreement.Planted(method.Count(n), n))
                    Agreement.Check($"{name}, {n}, of {Agreement.Text(x)}", method.Derivative(x, n).All, own[name].Derivative(x, n).All, tolerance);
    }

    [Fact]
    public void A_long_method_is_called_and_not_inlined()
    {
        var lines = string.Join("\n", Enumerable.Range(0, 90).Select(k => $"for (var i = 0; i < y.Length; i++) y[i] = Math.Sin(y[i] * {1 + k % 3}.5 + w[i] * {k % 2}) * 0.9 + 0.1 * w[i];"));
        var application = Compile.Generate(Compile.Of($$"""
            using System;
            public static partial class Application
            {
                private static double Long(double[] w, Span<double> y)
                {
                    {{lines}}
                    return y.Length > 0 ? y[0] * y[^1] : 0;
                }

                [AutoBackprop.Differentiable]
                public static double F(double[] w, double[] x)
                {
                    Span<double> y = stackalloc double[x.Length];
                    x.CopyTo(y);
                    var s = Long(w, y) + Long(x, y);
                    foreach (var v in y) s += v;
                    return s;
                }
            }
            """));
        Assert.Empty(application.Errors);
        Assert.Contains("Long_Backward", application.Text, StringComparison.Ordinal);
        Check(Load(application.Compilation));
    }

    [Fact]
    public void A_rule_for_arrays_is_used_where_the_method_only_reads_them()
    {
        var application = Compile.Generate(Compile.Of("""
            using System; using AutoBackprop;
            public static partial class Application
            {
                private static double Inner(double[] w, double[] x) { var s = 0.0; for (var i = 0; i < w.Length; i++) s += w[i] * x[i]; return s; }

                [DerivativeOf(typeof(Application), nameof(Inner))]
                private static double InnerBackward(double[] w, double[] x, double gradResult, Span<double> gradW, Span<double> gradX)
                {
                    for (var i = 0; i < w.Length; i++) { gradW[i] += gradResult * x[i]; gradX[i] += gradResult * w[i]; }
                    return Inner(w, x);
                }

                [Differentiable] public static double F(double[] w, double[] x) => Math.Sin(Inner(w, x)) * Inner(w, w) + (w.Length > 3 ? Inner(x, x) : 0);
            }
            """));
        Assert.Empty(application.Errors);
        Assert.Contains("InnerBackward", application.Text, StringComparison.Ordinal);
        Check(Load(application.Compilation));
    }

    [Theory]
    [InlineData("Library.Layers.Spoil(x);")]                                                          // an array that it may write
    [InlineData("var t = new double[3]; Library.Layers.Score(t, x);")]                               // borrowed memory is no array
    [InlineData("Own(x);")]
    public void What_cannot_be_given_back_as_it_was_is_refused(string statement)
    {
        var (_, reference) = Build(Library);
        var application = Compile.Generate(Compile.Of($$"""
            using AutoBackprop;
            public static partial class Application
            {
                private static void Own(double[] y) { for (var i = 0; i < y.Length; i++) y[i] *= y[i]; }
                [DerivativeOf(typeof(Application), nameof(Own))] private static void OwnBackward(double[] y, System.Span<double> gradY) { }
                [Differentiable] public static double F(double[] x) { {{statement}} return x[0]; }
            }
            """).AddReferences(reference));
        Assert.Empty(application.Errors);
        Assert.Contains("NotSupportedException", application.Text, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("double Rec(double x, int n) => n == 0 ? x : Math.BitIncrement(Rec(x, n - 1));")]    // AB0003
    [InlineData("double Rec(double x, int n) => n == 0 ? x : Table.Of(Rec(x, n - 1))[0];")]
    public void A_gradient_lost_inside_a_method_that_calls_itself_is_no_secret(string helper)
    {
        var application = Compile.Generate(Compile.Of($$"""
            using System; using AutoBackprop;
            public static class Table { public static System.Collections.Generic.Dictionary<int, double> Of(double x) => new() { [0] = x }; }
            public static partial class Application
            {
                private static {{helper}}
                [Differentiable] public static double F(double x) => Rec(x, 3);
            }
            """));
        Assert.Contains("NotSupportedException", application.Text, StringComparison.Ordinal);
    }

    private static (byte[] Image, MetadataReference Reference) Build(string source)
    {
        using var image = new MemoryStream();
        var result = Compile.Generate(Compile.Of(source).WithAssemblyName("Library")).Compilation.Emit(image);
        Assert.True(result.Success, string.Join("\n", result.Diagnostics));
        return (image.ToArray(), MetadataReference.CreateFromImage(image.ToArray()));
    }

    private static Assembly Load(Compilation compilation, byte[]? library = null)
    {
        using var image = new MemoryStream();
        Assert.True(compilation.Emit(image).Success);
        image.Position = 0;
        var context = LoadContext.New();
        if (library is not null) context.LoadFromStream(new MemoryStream(library));
        return context.LoadFromStream(image);
    }
}
