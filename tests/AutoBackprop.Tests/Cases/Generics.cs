using System.Numerics;
using AutoBackprop;

namespace Cases;

public readonly record struct PairOf<V>(V X, V Y) where V : INumber<V> { public V Dot() => X * X + Y * Y; public V Sum => X + Y; public static PairOf<V> operator +(PairOf<V> a, PairOf<V> b) => new(a.X + b.X, a.Y + b.Y); }
public interface IKernel { static abstract double Eval(double x); double Scale(double x); }
public readonly struct Gauss : IKernel { public static double Eval(double x) => Math.Exp(-x * x); public double Scale(double x) => 3 * x * x; }
public static class Peak<T> where T : struct, IFloatingPointIeee754<T> { public static T Lorentz(T x, T centre, T width) { var z = (x - centre) / width; return T.One / (T.One + z * z); } }
public static partial class Generics
{
    static V Pick<V>(bool first, V a, V b) => first ? a : b;
    static T Sum<T>(ReadOnlySpan<T> values) where T : INumber<T> { var sum = T.Zero; foreach (var v in values) sum += v; return sum; }
    static T Soft<T>(T x) where T : IFloatingPointIeee754<T> { var e = T.Exp(x); if (x > T.CreateChecked(30)) return x; return T.Log(T.One + e) + T.Pi * T.Max(x, T.Zero) - -x; }
    static double With<TKernel>(TKernel k, double x) where TKernel : IKernel => TKernel.Eval(x) * k.Scale(x);
    static T Power<T>(T x, int n) where T : IMultiplyOperators<T, T, T>, IMultiplicativeIdentity<T, T> { var r = T.MultiplicativeIdentity; for (var i = 0; i < n; i++) r *= x; return r; }
    [Differentiable][Case("1.3, 0.7")] public static double Helper(double x, double y) => Pick(x > 0, x * y, y) * x;
    [Differentiable][Case("1.3, 0.7")] public static double Struct(double x, double y) => new PairOf<double>(x, y).Dot() + new PairOf<double>(x, y).Sum;
    [Differentiable][Case("1.3, 0.7")] public static float Single(float x, float y) => new PairOf<float>(x, y).Dot();
    [Differentiable][Case("1.3, 0.7")] public static double Operator(double x, double y) { var p = new PairOf<double>(x, y) + new PairOf<double>(y, 2); return p.X * p.Y; }
    [Differentiable][Case("[1, 2, 3, 4, 5, 6, 7, 8, 9]")] public static double Span(ReadOnlySpan<double> x) => Sum(x) * Sum(x);
    [Differentiable][Case("1.3")][Case("40")] public static double Math1(double x) => Soft(x);
    [Differentiable][Case("1.3")] public static float Math2(float x) => Soft(x);
    [Differentiable][Case("1.3, 0.4")] public static double Static(double x, double y) => Peak<double>.Lorentz(x, y, 2);
    [Differentiable][Case("1.3")] public static double Kernel(double x) => With(new Gauss(), x);
    [Differentiable][Case("1.3, 3")] public static double Powers(double x, int n) => Power(x, n);
    [Differentiable][Case("1.3, 0.7")] public static double Tuple(double x, double y) { var (a, b) = Pick(x > y, (x, y), (y, x)); return a * a * b; }
}
