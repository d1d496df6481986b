using AutoBackprop;

namespace Cases;

/// <summary>Lambdas in code that no gradient passes.</summary>
public static partial class QuotedLambdas
{
    static readonly List<double> Times = [0.5, 1, 2, 4];
    static int Limit(int k) => k * 2;
    [Differentiable][Case("1.3, 2")] public static double Find(double x, [NoGradient] double t) { var i = Times.FindIndex(v => v >= t); return x * x * i; }
    [Differentiable][Case("1.3, 3")] public static double Count(double x, int n) { var i = Enumerable.Range(0, 10).Count(k => k % n == 0 && Limit(k) < 15); return x * x * i; }
    [Differentiable][Case("1.3, 3")] public static double Nested(double x, int n) { var i = Times.Where(v => Times.Any(w => Math.Abs(w - v) < n && w != v)).Count(); return x * x * i; }
    [Differentiable][Case("1.3")] public static double Stop(double x) { var i = Times.FindIndex(v => v >= Gradients.Stop(x)); return x * x * i; }
}
