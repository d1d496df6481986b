using AutoBackprop.Core;

namespace AutoBackprop.Tests.Analysis;

/// <summary>Where values can lie.</summary>
public sealed class RangeTests
{
    /// <summary>An expression of x and y, and an interval as it is written in mathematics.</summary>
    [Theory]
    [InlineData("x * x", "[0, ∞)")]
    [InlineData("1 + x * x", "[1, ∞)")]
    [InlineData("Math.Sqrt(1 + x * x)", "[1, ∞)")]
    [InlineData("Math.Exp(-x * x)", "(0, 1]")]
    [InlineData("Math.Exp(x)", "(0, ∞)")]
    [InlineData("Math.Exp(-0.5 * (x - y) * (x - y))", "(0, 1]")]
    [InlineData("Math.Exp(-(x - y) * (x - y) / (2 * y * y))", "(0, 1]")]
    [InlineData("x != 0 ? x * x : 1", "(0, ∞)")]
    [InlineData("Math.Log(2 + x * x)", "[0.6931471805599453, ∞)")]
    [InlineData("Activations.Sigmoid(x)", "(0, 1)")]
    [InlineData("1 - Activations.Sigmoid(x)", "(0, 1)")]
    [InlineData("1 / (1 + Math.Exp(-x))", "(0, 1)")]
    [InlineData("1 / (1 + x * x)", "(0, 1]")]
    [InlineData("Math.Abs(x) + 0.5", "[0.5, ∞)")]
    [InlineData("Math.Max(x, 1e-9)", "[1E-09, ∞)")]
    [InlineData("Math.Clamp(x, 0.25, 0.75)", "[0.25, 0.75]")]
    [InlineData("Math.Pow(x, 2)", "[0, ∞)")]
    [InlineData("Math.Pow(x, 3)", "(-∞, ∞)")]
    [InlineData("Math.Cosh(x)", "[1, ∞)")]
    [InlineData("Math.Sin(x) * 2", "[-2, 2]")]
    [InlineData("x > 0 ? x : 0", "[0, ∞)")]
    [InlineData("x > 0 ? x : 1", "(0, ∞)")]
    [InlineData("x > 1 && y > 2 ? x + y : 3", "[3, ∞)")]
    [InlineData("x == 0 ? 1 : Math.Abs(x)", "(0, ∞)")]
    [InlineData("x / y", "(-∞, ∞)")]
    public void Of_an_expression(string expression, string range) => Assert.Equal(range, RangeOf($"static double F(double x, double y) => {expression};"));

    [Theory]
    [InlineData("static double F(double[] x) { var s = 0.0; foreach (var e in x) s += e * e; return s; }", "[0, ∞)")]
    [InlineData("static double F(double[] x) { var s = 1.0; foreach (var e in x) s += e * e; return Math.Sqrt(s); }", "[1, ∞)")]
    [InlineData("static double F(double x) { if (x <= 0) throw new ArgumentException(); return Math.Sqrt(x); }", "(0, ∞)")]
    [InlineData("static double F(double x) { ArgumentOutOfRangeException.ThrowIfNegative(1); return x < 1 ? 1 : x; }", "[1, ∞)")]
    [InlineData("static double F(double[] x) { var h = new double[x.Length]; for (int i = 0; i < x.Length; i++) h[i] = Math.Exp(x[i]); return h[0]; }", "(0, ∞)")]
    [InlineData("static double F(double[] x) { var h = new double[x.Length]; h[0] = Math.Exp(x[0]); return h[1]; }", "[0, ∞)")]
    [InlineData("static double F(double[] x) { Span<double> h = stackalloc double[2]; h[0] = 2 + x[0] * x[0]; h[1] = 3; return h[1]; }", "[2, ∞)")]
    [InlineData("static double F(double x) { var d = 1.0; for (int i = 0; i < 9; i++) d = d * 2; return d + x * x; }", "[1, ∞)")]
    [InlineData("static double F(double x) { var n = 0.0; while (n < 5) n += 1 + x * x; return n; }", "[0, ∞)")]
    [InlineData("static double F(double[] x) { var s = 0.0; foreach (var e in x) s += Math.Exp(e); return s; }", "[0, ∞)")]
    public void Of_a_method(string method, string range) => Assert.Equal(range, RangeOf(method));

    private static string RangeOf(string method)
    {
        var facts = Known.Of(method);
        var r = facts.Facts.Ranges.Of(facts.Result());
        return $"{(r.IsOpenLow || double.IsInfinity(r.Low) ? '(' : '[')}{Text(r.Low)}, {Text(r.High)}{(r.IsOpenHigh || double.IsInfinity(r.High) ? ')' : ']')}";
    }

    private static string Text(double end) => double.IsPositiveInfinity(end) ? "∞" : double.IsNegativeInfinity(end) ? "-∞" : end.ToString("R", System.Globalization.CultureInfo.InvariantCulture);
}
