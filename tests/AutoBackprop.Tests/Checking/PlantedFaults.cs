using System.Reflection;
using Microsoft.CodeAnalysis;

namespace AutoBackprop.Tests;

/// <summary>Twenty faults that a check of derivatives must find: wrong rules, and members as a generator with a fault would write them.</summary>
internal static class PlantedFaults
{
    /// <summary>Eight rules by hand that are wrong, and one that is right.</summary>
    public const string Rules = """
        using System;
        using AutoBackprop;

        public static partial class Faulty
        {
            private static double Cube(double x) => x * x * x;
            [DerivativeOf(typeof(Faulty), nameof(Cube))] private static double CubeRule(double x, double g, ref double gradX) { gradX += 2 * g * x * x; return x * x * x; }
            [Differentiable] public static double Factor(double x) => Cube(x);

            private static double Minus(double x, double y) => x - y * y;
            [DerivativeOf(typeof(Faulty), nameof(Minus))] private static double MinusRule(double x, double y, double g, ref double gradX, ref double gradY) { gradX += g; gradY += 2 * g * y; return x - y * y; }
            [Differentiable] public static double Sign(double x, double y) => Minus(x, y);

            private static double Twice(double x) => 2 * x;
            [DerivativeOf(typeof(Faulty), nameof(Twice))] private static double TwiceRule(double x, double g, ref double gradX) { gradX += g; return 2 * x; }
            [Differentiable] public static double WithoutTwo(double x) => x * x + Twice(x) + Math.Sin(x) * Twice(x);

            private static double Square(double x) => x * x;
            [DerivativeOf(typeof(Faulty), nameof(Square))] private static double SquareRule(double x, double g, ref double gradX) { gradX += 2 * x; return x * x; }
            [Differentiable] public static double WithoutSeed(double x) => 3 * Square(x);

            private static double Bend(double x) => Math.Exp(x);
            [DerivativeOf(typeof(Faulty), nameof(Bend))] private static double BendRule(double x, double g, ref double gradX) { gradX += Math.Abs(g) * Math.Exp(x); return Math.Exp(x); }
            [Differentiable] public static double LosesTheSign(double x) => -Bend(x);

            private static double Norm(ReadOnlySpan<double> w) { var s = 0.0; foreach (var v in w) s += v * v; return s; }
            [DerivativeOf(typeof(Faulty), nameof(Norm))] private static double NormRule(ReadOnlySpan<double> w, double g, Span<double> gradW) { for (var i = 0; i < w.Length - 1; i++) gradW[i] += 2 * g * w[i]; return Norm(w); }
            [Differentiable] public static double LosesTheLast(double[] w) => Norm(w);

            private static double Swap(double x, double y) => x * Math.Cos(y);
            [DerivativeOf(typeof(Faulty), nameof(Swap))] private static double SwapRule(double x, double y, double g, ref double gradX, ref double gradY) { gradY += g * Math.Cos(y); gradX -= g * x * Math.Sin(y); return x * Math.Cos(y); }
            [Differentiable] public static double Swapped(double x, double y) => Swap(x, y);

            private static float Half(float x) => MathF.Sqrt(x * x + 1);
            [DerivativeOf(typeof(Faulty), nameof(Half))] private static float HalfRule(float x, float g, ref float gradX) { gradX += g * x; return MathF.Sqrt(x * x + 1); }
            [Differentiable] public static float InSingle(float x) => Half(x);

            private static double Good(double x) => x * x;
            [DerivativeOf(typeof(Faulty), nameof(Good))] private static double GoodRule(double x, double g, ref double gradX) { gradX += 2 * g * x; return x * x; }
            [Differentiable] public static double Right(double x) => Good(x);
        }
        """;

    // What a generator writes, with a term lost here and there.
    private const string Members = """
        using System;
        using System.CodeDom.Compiler;
        using AutoBackprop;

        public static class Faulty
        {
            [Differentiable] public static double Element(double[] w) { var s = 0.0; for (var i = 0; i < w.Length; i++) s += w[i] * w[i]; return s; }
            [GeneratedCode("", null)] public static double ElementGradient(double[] w, Span<double> gradW) { for (var i = 0; i < w.Length; i++) gradW[i] = i == 1 ? 0 : 2 * w[i]; return Element(w); }

            [Differentiable] public static double LostTerm(double x) => x * x + Math.Sin(x);
            [GeneratedCode("", null)] public static (double, double) LostTermGradient(double x) => (LostTerm(x), 2 * x);

            [Differentiable] public static double LostValue(double x) => x * x;
            [GeneratedCode("", null)] public static (double, double) LostValueGradient(double x) => (x, 2 * x);

            [Differentiable] public static double Unfilled(double[] w) => w.Length > 0 ? w[0] : 0;
            [GeneratedCode("", null)] public static double UnfilledGradient(double[] w, Span<double> gradW) { if (w.Length > 0) gradW[0] = 1; return Unfilled(w); }

            [Differentiable] public static double Sets(double x) => x * x;
            [GeneratedCode("", null)] public static double SetsBackward(double x, double g, ref double gradX) { gradX = 2 * g * x; return x * x; }

            [Differentiable] public static void Written(double[] y, double x) { for (var i = 0; i < y.Length; i++) y[i] = x; }
            [GeneratedCode("", null)] public static void WrittenBackward(double[] y, double x, Span<double> gradY, ref double gradX) { Written(y, x); foreach (var g in gradY) gradX += g; }

            [Differentiable] public static double Throws(double x) => x * x;
            [GeneratedCode("", null)] public static (double, double) ThrowsGradient(double x) => throw new IndexOutOfRangeException();

            [Differentiable] public static double Along(double x, double y) => x * y;
            [GeneratedCode("", null)] public static (double, double) AlongTangent(double x, double tangentX, double y, double tangentY) => (x * y, x * tangentY);

            [Differentiable] public static double Second(double x, double y) => x * x * y;
            [GeneratedCode("", null)] public static (double, double, double, double, double) SecondHessianVector(double x, double y, double dx, double dy) =>
                (x * x * y, 2 * x * y, 2 * y * dx, x * x, 2 * x * dx);

            [Differentiable] public static double Matrix(double x, double y) => x * x * y;
            [GeneratedCode("", null)] public static double MatrixHessian(double x, double y, Span<double> hessian) { hessian[0] = 2 * y; hessian[1] = 2 * x; hessian[2] = 0; hessian[3] = 0; return x * x * y; }

            [Differentiable] public static (double, double) Rows(double x, double y) => (x * y, x + y);
            [GeneratedCode("", null)] public static (double, double) RowsJacobian(double x, double y, Span<double> jacobianX, Span<double> jacobianY) { jacobianX[0] = y; jacobianX[1] = 1; jacobianY[0] = 1; jacobianY[1] = x; return Rows(x, y); }

            [Differentiable] public static double Plain(double x) => Math.Exp(x);
            [GeneratedCode("", null)] public static double PlainValue(double x) => 1 + x + x * x / 2;

            [Differentiable] public static double Right(double x) => x * x;
            [GeneratedCode("", null)] public static (double, double) RightGradient(double x) => (x * x, 2 * x);
        }
        """;

    public static Assembly WithoutGenerator()
    {
        using var image = new MemoryStream();
        var result = Compile.Of(Members).Emit(image);
        Assert.True(result.Success, string.Join("\n", result.Diagnostics.Where(d => d.Severity == DiagnosticSeverity.Error)));
        image.Position = 0;
        return LoadContext.New().LoadFromStream(image);
    }
}
