using AutoBackprop.Analyzers;
using AutoBackprop.Core;

namespace AutoBackprop.Tests.Analysis;

/// <summary>Every value leads back to the expression that computes it.</summary>
public sealed class OriginTests
{
    [Theory]
    [InlineData("static double F(double x) => 1 + Math.Sin(2 * x);", "Sin", "Math.Sin(2 * x)")]
    [InlineData("static double F(double x) { var t = (Math.Sin(x)); return t * t; }", "Sin", "Math.Sin(x)")]
    [InlineData("static double F(double x) { var t = 1.0; t *= x; return t; }", "Mul", "t *= x")]
    [InlineData("static double F(double x) { var (a, b) = (Math.Sin(x), 2.0); return a * b; }", "Sin", "Math.Sin(x)")]
    [InlineData("static double F(double[] x) { var s = 0.0; for (int i = 0; i < x.Length; i++) { s += Math.Sin(x[i]); } return s; }", "Sin", "Math.Sin(x[i])")]
    [InlineData("static double F(double x) => x > 0 ? Math.Sin(x) : 0;", "Sin", "Math.Sin(x)")]
    [InlineData("static double F(double x) => G(x) + 1; static double G(double y) => 3 * Math.Sin(y);", "Sin", "Math.Sin(y)")]
    [InlineData("static double F(double x) => G(x) + 1; static double G(double y) => H(y) * 2; static double H(double y) { if (y > 0) return Math.Sin(y * y); return y; }", "Sin", "Math.Sin(y * y)")]
    public void Of_an_operation(string method, string operation, string source)
    {
        var facts = Known.Of(method);
        var (target, _, _) = facts.Facts.Operations.First(o => o.Value.Op == operation);
        Assert.Equal(source, facts.Source(target));
    }

    [Fact]
    public void Through_calls_from_the_outside_in()
    {
        var facts = Known.Of("static double F(double x) => G(x) + 1; static double G(double y) => H(y) * 2; static double H(double z) => Math.Sin(z);");
        var (target, _, _) = facts.Facts.Operations.First(o => o.Value.Op == "Sin");
        Assert.Equal(["G(x)", "H(y)", "Math.Sin(z)"], facts.Origins.Of(target)!.Path.Select(n => n.ToString()));
    }

    [Fact]
    public void Every_value_of_the_Zoo_has_one()
    {
        foreach (var (method, lowered) in Compiled.From(ZooBuild.Sources, generate: false).Methods)
        {
            var facts = MethodFacts.Of(lowered);
            if (facts is null) continue;
            foreach (var step in facts.Facts.Steps)
                foreach (var v in step.Defines().Where(v => v.Type.IsReal && !facts.Origins.IsDerived(v))) Assert.True(facts.Origins.Of(v) is not null, $"{method}: {step}");
        }
    }
}
