#pragma warning disable
using AutoBackprop;

namespace Cases;

/// <summary>Names of ours that the user has taken: parameters of helpers, locals, types, members.</summary>
public static partial class NamesTaken
{
    // a parameter named seed of a recursive helper
    [Case("1.5, 3", Value = 3.375)]
    [Differentiable]
    public static double SeedOfHelper(double x, int n) => Power(x, n, 1.0);
    private static double Power(double x, int n, double seed) => n == 0 ? seed : x * Power(x, n - 1, seed);

    [Case("1.5, 0.5, 3")]
    [Differentiable]
    public static double SeedsOfHelper(double x, double y, int n) => Power2(x, n, y, y * 2, 1);
    private static double Power2(double seed0, int n, double seed, double seed1, double grad_result) => n == 0 ? seed * seed1 * grad_result : seed0 * Power2(seed0, n - 1, seed, seed1 * seed0, grad_result);

    [Case("1.5, 3")]
    [Differentiable]
    public static double TapeOfHelper(double x, int n) => WithTape(x, n);
    private static double WithTape(double tape, int n) => n == 0 ? 1 : Math.Sin(tape) * WithTape(tape * tape, n - 1);

    [Case("[1, 2, 3], 0.5")]
    [Differentiable]
    public static double Pooled(ReadOnlySpan<double> x, double y)
    {
        var w = new double[x.Length];
        double pooled_w = y * y, pooled_w_ = 2;
        for (int i = 0; i < x.Length; i++) w[i] = x[i] * pooled_w * pooled_w_;
        double s = 0;
        for (int i = 0; i < x.Length; i++) s += w[i] * w[i] + pooled_w;
        return s;
    }

    [Case("0.5, 0.25")]
    [Differentiable]
    public static double GradX(double x, double grad_x)
    {
        double grad_y = x * grad_x, kept_x = grad_y * 3, trips = 2, result = 1, t1 = x, old_x = 5;
        for (int i = 0; i < 3; i++)
        {
            var keep = kept_x;
            kept_x = Math.Sin(kept_x) * x + trips + grad_y;
            grad_y = keep * result + t1;
            old_x = x * kept_x;
            (t1, result) = (result, t1 * old_x);
        }
        return grad_y * grad_x + kept_x * result + t1 + old_x;
    }

    [Case("[1, 2, 3, 4], 0.5")]
    [Differentiable]
    public static double GradW(ReadOnlySpan<double> w, double gradW)
    {
        double seed = 1, seed0 = 2, value = 3, Value = 4;
        foreach (var grad_w in w) { seed *= grad_w; seed0 += Math.Exp(gradW * grad_w) * value; value += Value * grad_w; }
        return seed * seed0 + value + Value;
    }

    [Case("[1, 2, 3, 4]")]
    [Differentiable]
    public static double KeptX(ReadOnlySpan<double> x)
    {
        double kept_s = 0, s = 1, tape = 0;
        int i0 = 0;
        while (s < 20)
        {
            kept_s += s * x[i0 % x.Length];
            s *= 1 + 0.1 * Math.Sin(kept_s) + 0.25 * x[i0 % x.Length];
            tape += s * kept_s;
            i0++;
        }
        return tape * 1e-6 + kept_s;
    }

    [Case("[1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14, 15, 16, 17, 18, 19], 0.5")]
    [Differentiable]
    public static double VectorNames(ReadOnlySpan<double> x, double Vector512)
    {
        double sum = 0, lane = 1, Lanes = 2, i = 0;
        for (int n = 0; n < x.Length; n++) { sum += Math.Exp(-x[n] * Vector512) * lane; i += x[n] * Lanes; }
        return sum + i;
    }

    [Case("[1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14, 15, 16, 17, 18, 19], 0.5")]
    [Differentiable]
    public static double LocalNames(ReadOnlySpan<double> x, double y)
    {
        double Math = 0, Activations = 1, Vector512 = 2, VectorMath = y;
        for (int MemoryMarshal = 0; MemoryMarshal < x.Length; MemoryMarshal++) { Math += System.Math.Exp(-x[MemoryMarshal] * VectorMath) * Activations; Vector512 += x[MemoryMarshal] * VectorMath; }
        return Math + Vector512;
    }
}
public static partial class NestedTape
{
    [Case("1.5, 3")]
    [Differentiable]
    public static double F(double x, int n) => Power(x, n);
    private static double Power(double x, int n) => n == 0 ? 1 : Math.Sin(x) * Power(x * x, n - 1);
    private struct F_Tape { public int X; }
    private static void F_Power(int x) { }
    private static int F_Power_Forward => 2;
    private static class F_Power_Backward { }
}
public static partial class MemberTape
{
    [Case("1.5, 3")]
    [Differentiable]
    public static double F(double x, int n) => Power(x, n) + F_Tape() * 0;
    private static double Power(double x, int n) => n == 0 ? 1 : Math.Sin(x) * Power(x * x, n - 1);
    private static double F_Tape() => 1;
    [Differentiable]
    public static double F_Power(double x) => x * x;
}
// types of the user with our names
public static partial class TypesNamed
{
    public static class Math { public static double Exp(double x) => x; public static double Pi = 3; }
    public struct Vector512 { public int X; public static int Create(double x) => 1; }
    public static class Activations { public static double Sigmoid(double x) => x * 2; }
    public static class VectorMath { }
    public static class Lanes { }
    public static class MemoryMarshal { }
    public static class Unsafe { }
    public static class Storage { }
    public static class System { public static class Math { } }
    public static class Destinations { }
    public static class Special { }
    public static class Losses { }

    [Case("[1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14, 15, 16, 17, 18, 19], 0.5")]
    [Differentiable]
    public static double F(ReadOnlySpan<double> x, double y)
    {
        double s = 0;
        for (int i = 0; i < x.Length; i++) s += global::System.Math.Exp(-x[i] * y) + Math.Exp(y) + Activations.Sigmoid(x[i]);
        return s + global::AutoBackprop.Activations.Sigmoid(s) + global::System.Math.Sin(y);
    }
}
public class BaseOfNames { protected static double Math => 2; protected static void Vector512() { } }
public partial class DerivedNames : BaseOfNames
{
    [Case("[1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14, 15, 16, 17, 18, 19], 0.5")]
    [Differentiable]
    public static double F(ReadOnlySpan<double> x, double y)
    {
        double s = 0;
        for (int i = 0; i < x.Length; i++) s += System.Math.Exp(-x[i] * y);
        return s + System.Math.Sin(y) * Math;
    }
}
