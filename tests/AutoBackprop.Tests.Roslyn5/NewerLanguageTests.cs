using AutoBackprop.Analyzers;

namespace AutoBackprop.Tests;

/// <summary>C# that the oldest compiler we run in does not know yet.</summary>
public sealed class NewerLanguageTests
{
    [Theory]
    [InlineData("extension(double a) { [Differentiable] public static double {|AB0010:F|}(double x) => x; }")]
    [InlineData("extension(double a) { [Differentiable] public double {|AB0010:F|}(double x) => x; }")]
    [InlineData("extension(double a) { public double G(double x) => x; } [Differentiable] static double F(double x) => {|AB0003:x.G(1)|};")]
    [InlineData("class P { public int X { get => field; set; } = 1; } [Differentiable] static double F(double x, P p) => x * p.X;")]
    [InlineData("class P { public P? Q; public int X; } [Differentiable] static double F(double x, P p) { {|AB0002:p?.Q = null|}; return x; }")]
    [InlineData("struct C { public int N; public void operator +=(int k) => N += k; } [Differentiable] static double F(double x) { C c = default; c += 3; return x * c.N; }")]
    [InlineData("class C { public double V; public void operator +=(double v) => V += v; } [Differentiable] static double F(double x, C c) { {|AB0002:c += x|}; return x; }")]
    public Task Newer_constructs_are_refused_or_kept(string member) => Compile.Analyze<LoweringAnalyzer>($"using AutoBackprop;\nstatic partial class Model {{ {member} }}");
}
