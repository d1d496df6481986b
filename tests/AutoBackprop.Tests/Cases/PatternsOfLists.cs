using System.Numerics;
using AutoBackprop;

namespace Cases;

#pragma warning disable AB0008, AB0009, AB0101, AB0103, AB0303, AB0304, AB0305

/// <summary>Patterns on arrays, spans and lists.</summary>
public static partial class PatternsOfLists
{
    public static partial class ListPattern
    {
        [Differentiable, Case("1.3, 0.7")] public static double F(double x, double y) { int[] a = [1, 2, 3]; return a is [var f, .., var l] ? f * x + l * y : 0; }
    }

    public static partial class ListPatternActive
    {
        [Differentiable, Case("1.3, 0.7")] public static double F(double x, double y) { double[] a = [x, y, x * y]; return a is [var f, .. var m, var l] ? f * l + m[0] : 0; }
    }

    public static partial class ListPatternRec
    {
        static double Sum(ReadOnlySpan<double> v) => v switch { [] => 0, [var a] => a * a, [var a, .. var rest] => a * a + Sum(rest) };
        [Differentiable, Case("1.3, 0.7")] public static double F(double x, double y) => Sum([x, y, 2]);
    }

    public static partial class NullGuardsList
    {
        static double G(List<double> w, double x) { if (w is not { Count: > 0 }) throw new ArgumentException("empty"); if (w != null) x *= 2; return w![0] * x; }
        [Differentiable, Case("1.3, 0.7")] public static double F(double x, double y) => G([y], x) + G(new List<double> { x, y }, y);
    }
}
