using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;

namespace AutoBackprop.Benchmarks.Arrays;

/// <summary>What one core can do at most: multiplications and additions on registers alone, sixteen that do not wait for each other.</summary>
public static class MultiplyAddPeak
{
    /// <summary>Floating-point operations of one call.</summary>
    public const double Operations = 2.0 * Trips * 16 * 16;

    private const int Trips = 20_000;

    [MethodImpl(MethodImplOptions.AggressiveOptimization | MethodImplOptions.NoInlining)]
    public static float Run()
    {
        var (x, y) = (Vector512.Create(1f), Vector512.Create(0.5f));
        Vector512<float> a0 = x, a1 = x, a2 = x, a3 = x, a4 = x, a5 = x, a6 = x, a7 = x, b0 = x, b1 = x, b2 = x, b3 = x, b4 = x, b5 = x, b6 = x, b7 = x;
        for (var i = 0; i < Trips; i++)
        {
            a0 = Vector512.MultiplyAddEstimate(a0, y, x); a1 = Vector512.MultiplyAddEstimate(a1, y, x);
            a2 = Vector512.MultiplyAddEstimate(a2, y, x); a3 = Vector512.MultiplyAddEstimate(a3, y, x);
            a4 = Vector512.MultiplyAddEstimate(a4, y, x); a5 = Vector512.MultiplyAddEstimate(a5, y, x);
            a6 = Vector512.MultiplyAddEstimate(a6, y, x); a7 = Vector512.MultiplyAddEstimate(a7, y, x);
            b0 = Vector512.MultiplyAddEstimate(b0, y, x); b1 = Vector512.MultiplyAddEstimate(b1, y, x);
            b2 = Vector512.MultiplyAddEstimate(b2, y, x); b3 = Vector512.MultiplyAddEstimate(b3, y, x);
            b4 = Vector512.MultiplyAddEstimate(b4, y, x); b5 = Vector512.MultiplyAddEstimate(b5, y, x);
            b6 = Vector512.MultiplyAddEstimate(b6, y, x); b7 = Vector512.MultiplyAddEstimate(b7, y, x);
        }
        return Vector512.Sum(a0 + a1 + a2 + a3 + a4 + a5 + a6 + a7 + b0 + b1 + b2 + b3 + b4 + b5 + b6 + b7);
    }
}
