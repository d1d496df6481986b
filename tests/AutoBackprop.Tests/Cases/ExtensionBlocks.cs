#pragma warning disable
using AutoBackprop;

namespace Cases;

/// <summary>Members of extension blocks, and spreads of collection expressions.</summary>
public static class A2Extensions
{
    extension(double x)
    {
        public double Cube2() => x * x * x;
        public double Half2 => x / 2;
        public double Plus(double y) => x + y * x;
        public static double Twice2(double y) => 2 * y;
        public static double Tau2 => 6.25;
        public static double Square2(double y) { var z = y; return z * z; }
    }
    extension(ReadOnlySpan<double> xs)
    {
        public double Total() { double s = 0; foreach (var v in xs) s += v; return s; }
        public double First => xs[0];
        public int Count2 => xs.Length;
    }
    extension(int n)
    {
        public int Doubled => 2 * n;
        public static int Seven => 7;
        public static int Eight() => 8;
    }
    extension(Math)
    {
        public static double Cube3(double x) => x * x * x;
    }
    extension(A2Vec v)
    {
        public double Norm2 => v.X * v.X + v.Y * v.Y;
        public double Dot2(A2Vec w) => v.X * w.X + v.Y * w.Y;
    }
}
public struct A2Vec(double x, double y) { public double X = x, Y = y; }
public static partial class Modern
{
    [Case("2", Value = 8, Grad = "12")] [Differentiable] public static double Block(double x) => x.Cube2();
    [Case("2", Value = 1, Grad = "0.5")] [Differentiable] public static double BlockProperty(double x) => x.Half2;
    [Case("2, 3", Value = 8, Grad = "4, 2")] [Differentiable] public static double BlockArgument(double x, double y) => x.Plus(y);
    [Case("2", Value = 8, Grad = "8")] [Differentiable] public static double Static(double x) => double.Twice2(x * x);
    [Case("2", Value = 12.5, Grad = "6.25")] [Differentiable] public static double Tau(double x) => x * double.Tau2;
    [Case("2", Value = 4, Grad = "4")] [Differentiable] public static double Square(double x) => double.Square2(x);
    [Case("2", Value = 9, Grad = "0")] [Differentiable] public static double StaticConstant(double x) => double.Square2(3) + 0 * x;
    [Case("2, 4", Value = 16, Grad = "8")] [Differentiable] public static double IntProperty(double x, int n) => x * n.Doubled;
    [Case("2", Value = 30, Grad = "15")] [Differentiable] public static double IntStatic(double x) => x * (int.Seven + int.Eight());
    [Case("2", Value = 8, Grad = "12")] [Differentiable] public static double OnStaticType(double x) => Math.Cube3(x);
    [Case("[1, 2, 3]", Value = 9, Grad = "4, 1, 1")] [Differentiable] public static double OnSpan(ReadOnlySpan<double> x) => x.Total() + x.First * x.Count2;
    [Case("2, 3", Value = 20, Grad = "6, 7")] [Differentiable] public static double OnStruct(double x, double y) { var v = new A2Vec(x, y); return v.Norm2 + v.Dot2(new A2Vec(2, 1)); }
    [Case("[1, 2, 3], 4", Value = 46, Grad = "4, 4, 5, 14")]
    [Differentiable]
    public static double SpreadElement(ReadOnlySpan<double> x, double y)
    {
        Span<double> all = [.. x, y * y];
        return all[0] * y + all[1] * y + all[^2] * (y + 1) + all[3] + x.Length;
    }
    [Case("[1, 2, 3], 4")]
    [Differentiable]
    public static double SpreadTwice(ReadOnlySpan<double> x, double y)
    {
        double[] all = [y, .. x, y * y, .. x[1..]];
        double s = 0;
        for (int i = 0; i < all.Length; i++) s += all[i] * all[i] * i;
        return s;
    }
    [Case("[1, 2, 3], 4")]
    [Differentiable]
    public static double SpreadInt(ReadOnlySpan<double> x, int n)
    {
        ReadOnlySpan<int> k = [0, n];
        Span<int> all = [.. k, 2];
        return x[all[2]] * all[1];
    }
    [Case("[1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14, 15, 16, 17], 0.5")]
    [Differentiable]
    public static double SpreadLong(ReadOnlySpan<double> x, double y)
    {
        Span<double> all = [.. x, .. x, y];
        double s = 0;
        foreach (var v in all) s += v * v;
        return s;
    }
    [Case("[1, 2, 3], 4")]
    [Differentiable]
    public static double SpreadPassed(ReadOnlySpan<double> x, double y) => Sum([.. x, y]) * y;
    private static double Sum(params ReadOnlySpan<double> xs) { double s = 0; foreach (var v in xs) s += v; return s; }
    [Case("2, 3", Value = 14)] [Differentiable] public static double Params(double x, double y) => Sum(x * x, x * y, Sum(), Sum(x) * 2);
}
