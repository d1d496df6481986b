using System.Diagnostics;
using System.Text;
using System.Numerics;
using AutoBackprop;

namespace Cases;

#pragma warning disable AB0008, AB0009, AB0101, AB0103, AB0303, AB0304, AB0305

/// <summary>Guards against null, members that are private, text that is kept.</summary>
public static partial class GuardsAndLogs
{
    public static partial class NullGuards
    {
        static double G(double[]? w, double x) { if (w is null || w.Length == 0) throw new ArgumentNullException(nameof(w)); if (w == null) return 0; return w[0] * x; }
        static double H(double[] w, IReadOnlyList<double> l, Func<double, double> f) { ArgumentNullException.ThrowIfNull(w); ArgumentNullException.ThrowIfNull(l); ArgumentNullException.ThrowIfNull(f); return f(w[0]) * l[0]; }
        [Differentiable, Case("1.3, 0.7")] public static double F(double x, double y) => G([y], x) + H([x], [y, x], v => v * y);
    }

    public static partial class NullCoalesceThrow
    {
        record P(double[]? W);
        static double G(P p, double x) { var w = p.W ?? throw new InvalidOperationException(); return w[0] * x; }
        [Differentiable, Case("1.3, 0.7")] public static double F(double x, double y) => G(new P([y]), x);
    }

    public static partial class ThrowIfs
    {
        static double G(double[] w, string name, double s) { ArgumentNullException.ThrowIfNull(w); ArgumentException.ThrowIfNullOrEmpty(name); ArgumentOutOfRangeException.ThrowIfNegativeOrZero(s); ArgumentOutOfRangeException.ThrowIfGreaterThan(w.Length, 5); return w[0] * s; }
        [Differentiable, Case("1.3, 0.7")] public static double F(double x, double y) { ArgumentOutOfRangeException.ThrowIfNegative(x); ArgumentOutOfRangeException.ThrowIfLessThan(y, 0); return G([x, y], "n", y); }
    }

    public static partial class StringBuilderLog
    {
        [Differentiable, Case("1.3, 0.7")] public static double F(double x, double y) { var log = new StringBuilder(); var s = x; for (var i = 0; i < 3; i++) { s = s * y + i; log.AppendLine($"{i}: {s:F3}"); } Debug.WriteLine(log.ToString()); return s; }
    }

    public static partial class PrivateNested
    {
        class Curve { static double Knot(int i) => i * 0.5; private static readonly double[] W = [1, 2]; double Own(int i) => W[i % 2]; public double At(double t) { var s = 0.0; for (var i = 0; i < 3; i++) s += Own(i) * Math.Exp(-t * Knot(i)); return s; } }
        static readonly Curve curve = new();
        [Differentiable, Case("1.3, 0.7")] public static double F(double x, double y) => curve.At(x) * y;
    }
}
