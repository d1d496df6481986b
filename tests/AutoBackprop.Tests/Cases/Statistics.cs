using System;
using AutoBackprop;
using MathNet.Numerics;
namespace Cases;
/// <summary>What statistics is made of: Γ, the beta function, quantiles, Bessel functions, and the same of another library.</summary>
public static partial class Statistics
{
    [Case("3.7", Grad = "1.1671535393615113")]
    [Case("0.1", Grad = "-10.423754940411076")]
    [Case("-1.5", Grad = "0.7031566406452432")]
    [Case("1", Value = 0, Grad = "-0.5772156649015329")]
    [Case("0", Value = double.PositiveInfinity, Grad = "-Infinity", NoDifferences = true)]
    [Differentiable] public static double G(double x) => Special.LogGamma(x);
    [Case("3.7")]
    [Case("-1.5")]
    [Differentiable] public static double G2(double x) => GGradient(x).GradX;
    [Case("3.7")]
    [Case("0.3")]
    [Differentiable] public static double G3(double x) => G2Gradient(x).GradX;
    [Case("3.7")]
    [Case("-1.6")]
    [Differentiable] public static double G4(double x) => G3Gradient(x).GradX;
    [Case("2.5")]
    [Differentiable] public static float Single(float x) => Special.LogGamma(x) * Special.Digamma(x) + Special.Trigamma(x);

    [Case("2.5, 1.5")]
    [Case("1e8, 1", Value = -18.420680743952367, Grad = "-1e-08, -18.997896413853898", NoDifferences = true)]
    [Case("1e15, 3", Grad = "-2.999999999999997e-15, -33.61599205981222", NoDifferences = true)]
    [Case("1, 1", Value = 0, Grad = "-1, -1")]
    [Differentiable] public static double B(double a, double b) => Special.LogBeta(a, b);
    [Case("2.5, 1.5")]
    [Case("1e4, 1", Grad = "1e-08, -9.999500016666667e-05")]
    [Differentiable] public static double Baa(double a, double b) => BGradient(a, b).GradA;
    [Case("2.5, 1.5")]
    [Differentiable] public static double Baaa(double a, double b) => BaaGradient(a, b).GradA;

    [Case("0.3")]
    [Case("-0.99")]
    [Case("1", Value = double.PositiveInfinity, Grad = "Infinity", NoDifferences = true)]
    [Differentiable] public static double E(double x) => Special.ErfInverse(x);
    [Case("0.3")]
    [Case("-0.9")]
    [Differentiable] public static double E2(double x) => EGradient(x).GradX;
    [Case("0.025")]
    [Case("1e-300", Value = -37.0470962993612, Grad = "2.697304465042612e+298", NoDifferences = true)]
    [Differentiable] public static double Q(double p) => Special.NormalQuantile(p);
    [Case("0.2")]
    [Differentiable] public static double Q2(double p) => QGradient(p).GradP;

    [Case("0", Value = 1, Grad = "0", ZeroIsRight = true)]
    [Case("2.5")]
    [Case("-20")]
    [Differentiable] public static double I0(double x) => Special.BesselI0(x);
    [Case("0", Value = 0, Grad = "0.5")]
    [Case("2.5")]
    [Differentiable] public static double I1(double x) => Special.BesselI1(x);
    [Case("0", Value = 0.5, Grad = "0", ZeroIsRight = true)]
    [Case("2.5")]
    [Differentiable] public static double I1x(double x) => I1Gradient(x).GradX;
    [Case("0", Value = 0, Grad = "0.375")]
    [Case("2.5")]
    [Differentiable] public static double I1xx(double x) => I1xGradient(x).GradX;
    [Case("-3, 2.5")]
    [Case("5, -1.5")]
    [Differentiable] public static double I(int n, double x) => Special.BesselI(n, x) * Special.Polygamma(n < 0 ? 2 : n, 2 + x);
    [Case("2, 3.5, 0.25")]
    [Differentiable] public static double D(int n, double a, double b) => Special.PolygammaDifference(n, a, b) * b;

    /// <summary>A negative binomial likelihood.</summary>
    [Case("[3, 0, 7], 1.5, 0.4")]
    [Differentiable] public static double Counts([NoGradient] double[] counts, double shape, double p)
    {
        var sum = 0.0;
        foreach (var n in counts) sum += Special.LogGamma(n + shape) - Special.LogGamma(n + 1) - Special.LogGamma(shape) + shape * Math.Log(p) + n * Special.LogP1(-p);
        return sum;
    }

    [Case("2.3, 0.7")]
    [Differentiable] public static double Theirs(double x, double y) => SpecialFunctions.GammaLn(x) * y + SpecialFunctions.DiGamma(x * y) - SpecialFunctions.BetaLn(x, y);
    [Case("0.3, 0.7")]
    [Differentiable] public static double TheirErrors(double x, double y) => SpecialFunctions.Erf(x) * SpecialFunctions.ErfInv(y) + SpecialFunctions.Erfc(x * y);
    [Case("0.3, 0.7")]
    [Differentiable] public static double TheirOthers(double x, double y) =>
        SpecialFunctions.Logistic(x) * SpecialFunctions.BesselI0(y) + SpecialFunctions.BesselI1(x * y) + SpecialFunctions.Log1p(x) * SpecialFunctions.Expm1(y) * SpecialFunctions.Hypotenuse(x, y);
    [Case("2.3, 0.7")]
    [Differentiable] public static double TheirSecond(double x, double y) => TheirsGradient(x, y).GradX;
    [Case("1.3")]
    [Differentiable] public static float TheirSingle(float x) => (float)SpecialFunctions.GammaLn(x) * x;
    [Case("[0.5, -1, 2], 1.5")]
    [Differentiable] public static double TheirLoop(double[] x, double a)
    {
        var sum = 0.0;
        for (var i = 0; i < x.Length; i++) sum += SpecialFunctions.Erf(a * x[i]);
        return sum;
    }
}
