using System.Numerics;
using AutoBackprop;

namespace Cases;

#pragma warning disable AB0008, AB0009, AB0101, AB0103, AB0303, AB0304, AB0305

/// <summary>What is there or not, and members that are functions.</summary>
public static partial class SmallQuestions
{
    public static partial class NullConditional
    {
        sealed class Config { public double A { get; set; } = 1; public Config? Inner { get; set; } }
        [Differentiable, Case("1.3, 0.7")] public static double F(double x, double y) { var c = new Config { A = x, Inner = new Config { A = y } }; return (c.Inner?.A ?? 0) * (c.Inner?.Inner?.A ?? c.A); }
    }

    public static partial class Decons
    {
        readonly record struct Cmplx(double Re, double Im) { public static implicit operator Cmplx((double, double) t) => new(t.Item1, t.Item2); public void Deconstruct(out double r) => r = Math.Sqrt(Re * Re + Im * Im); }
        [Differentiable, Case("1.3, 0.7")] public static double F(double x, double y) { Cmplx c = (x, y); var (re, im) = c; return re * im * x; }
    }

    public static partial class StaticFuncProperty
    {
        static Func<double, double> Act => Math.Tanh; static double Twice(double a) => 2 * a;
        [Differentiable, Case("1.3, 0.7")] public static double F(double x, double y) { Func<double, double> f = x > 1 ? Math.Sin : Twice; return Act(f(x)) * y; }
    }

    public static partial class NullableDouble2
    {
        static double? Root(double a) => a < 0 ? null : Math.Sqrt(a);
        [Differentiable, Case("1.3, 0.7")] public static double F(double x, double y) { double? best = null; foreach (var v in new[] { x, y, -1.0 }) { var r = Root(v); if (r is null) continue; if (best is null || r.Value > best) best = r; } return best.HasValue ? best.Value * y : 0; }
    }
}
