using System;
using AutoBackprop;
namespace Cases;
/// <summary>Second and third derivatives through rules with special cases.</summary>
public static partial class SecondOfRules
{
    [Differentiable] public static double P(double x, double n) => Math.Pow(x, n);
    [Case("0, 2", Value = 0, Grad = "2, 0", NoDifferences = true)]
    [Case("1.5, 2.5")]
    [Differentiable] public static double P2(double x, double n) => PGradient(x, n).GradX;
    [Case("0, 3", Grad = "6, 0", NoDifferences = true)]
    [Case("1.5, 2.5")]
    [Differentiable] public static double P3(double x, double n) => P2Gradient(x, n).GradX;
    [Case("1.5, 0")]
    [Case("2, 1")]
    [Differentiable] public static double PByN(double x, double n) => PGradient(x, n).GradN;
    [Case("1.5, 0", Grad = "0, 0.6666666666666666")]
    [Differentiable] public static double PByX(double x, double n) => PGradient(x, n).GradX;
    [Differentiable] public static double H(double x, double y) => double.Hypot(x, y);
    [Case("3, 4")]
    [Case("0, 4")]
    [Case("0, 0", Grad = "0, 0", NoDifferences = true, ZeroIsRight = true)]
    [Differentiable] public static double H2(double x, double y) => HGradient(x, y).GradX;
    [Case("3, 4")]
    [Case("0, 4")]
    [Differentiable] public static double H3(double x, double y) => H2Gradient(x, y).GradX;
    [Differentiable] public static double A(double y, double x) => Math.Atan2(y, x);
    [Case("3, 4")]
    [Case("0, 4")]
    [Case("3, 0")]
    [Differentiable] public static double A2(double y, double x) => AGradient(y, x).GradY;
    [Case("3, 4")]
    [Case("0, 4")]
    [Differentiable] public static double A3(double y, double x) => A2Gradient(y, x).GradX;
    [Differentiable] public static double C(double x, double l, double h) => x * Math.Clamp(x * x, l, h);
    [Case("0.5, -1, 1")]
    [Case("2, -1, 1")]
    [Differentiable] public static double C2(double x, double l, double h) => CGradient(x, l, h).GradX;
    [Differentiable] public static double Ce(double p, double t) => Losses.CrossEntropy(p, t);
    [Case("0.5, 0", Value = 0, Grad = "0, -2")]
    [Case("0.5, 1")]
    [Case("0, 0", Value = 0, Grad = "0, 0", NoDifferences = true, ZeroIsRight = true)]
    [Differentiable] public static double Ce2(double p, double t) => CeGradient(p, t).GradP;
    [Differentiable] public static double Bce(double p, double t) => Losses.BinaryCrossEntropy(p, t);
    [Case("0.25, 0", Grad = "1.7777777777777777, -5.333333333333333")]
    [Case("0.25, 1")]
    [Differentiable] public static double Bce2(double p, double t) => BceGradient(p, t).GradP;
    [Differentiable] public static double R(double x, double a) => Activations.LeakyRelu(x, a) * x + Activations.Relu(x) * x + Activations.Elu(x, a) * x;
    [Case("2, 0.3")]
    [Case("-2, 0.3")]
    [Differentiable] public static double R2(double x, double a) => RGradient(x, a).GradX;
    [Case("2, 0.3", ZeroIsRight = true)]
    [Case("-2, 0.3")]
    [Differentiable] public static double R3(double x, double a) => R2Gradient(x, a).GradX;
    [Differentiable] public static double Hu(double y, double t, double d) => Losses.Huber(y, t, d);
    [Case("2, 1.5, 1")]
    [Case("2, -1.5, 1")]
    [Differentiable] public static double Hu2(double y, double t, double d) => HuGradient(y, t, d).GradY;
    [Differentiable] public static double M(double x, double y) => x % y;
    [Case("7.5, 2")]
    [Differentiable] public static double M2(double x, double y) { var g = MGradient(x, y); return g.GradX * x + g.GradY * y; }
    [Differentiable] public static float Pf(float x, [NoGradient] float n) => MathF.Pow(x, n);
    [Case("0, 2", Grad = "2", NoDifferences = true)]
    [Differentiable] public static float Pf2(float x, [NoGradient] float n) => PfGradient(x, n).GradX;
    [Differentiable] public static double Ro(double x) => double.RootN(x, 3) * Math.Abs(x);
    [Case("2")]
    [Differentiable] public static double Ro2(double x) => RoGradient(x).GradX;
    [Differentiable]
    public static double L(ReadOnlySpan<double> x, [NoGradient] double n)
    {
        double s = 0;
        for (int i = 0; i < x.Length; i++) s += Math.Pow(x[i], n);
        return s;
    }
    // the row of the Hessian that a loop on vectors gives
    [Case("[0, 1, 0, 2, 0, 3, 0, 1, 0, 1, 1, 1, 0, 0, 0, 1, 2, 0, 1, 0], 2", Grad = "2, 2, 2, 2, 2, 2, 2, 2, 2, 2, 2, 2, 2, 2, 2, 2, 2, 2, 2, 2", NoDifferences = true)]
    [Differentiable]
    public static double L2(ReadOnlySpan<double> x, [NoGradient] double n)
    {
        Span<double> g = stackalloc double[x.Length];
        LGradient(x, n, g);
        double s = 0;
        for (int i = 0; i < g.Length; i++) s += g[i];
        return s;
    }
}
