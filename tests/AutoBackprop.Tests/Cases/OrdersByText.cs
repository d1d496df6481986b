using AutoBackprop;

namespace Cases;

#pragma warning disable AB0008, AB0009, AB0101, AB0103, AB0303, AB0304, AB0305

/// <summary>Active values in an order by what is no number.</summary>
public static partial class OrdersByText
{
    [Differentiable, Case("[0.3, -1.2, 0.8, 0.1]")] public static double A(double[] x) { var words = new[] { "d", "a", "c", "b" }; return words.Zip(x).OrderBy(p => p.First).Select((p, i) => p.Second * i * p.Second).Sum(); }
    [Differentiable, Case("[0.3, -1.2, 0.8, 0.1]")] public static double B(double[] x) { string[] words = ["d", "a", "c", "b"]; return words.Zip(x).OrderBy(p => p.First).First().Second; }
    [Differentiable, Case("[0.3, -1.2, 0.8, 0.1]")] public static double H(double[] x) { var k = new[] { "a", "b", "c", "d" }; return k.Select((n, i) => (n, x[i])).OrderBy(p => p.n).Sum(p => p.Item2 * p.Item2); }
    [Differentiable, Case("[0.3, -1.2, 0.8, 0.1]")] public static double I(double[] x) { var k = new[] { "a", "b", "c", "d" }; return k.Zip(x, (n, v) => (n, v)).OrderBy(p => p.n).Sum(p => p.v * p.v); }
}
