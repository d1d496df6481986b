using System.Numerics;
using AutoBackprop;

namespace Cases;

#pragma warning disable AB0008, AB0009, AB0101, AB0103, AB0303, AB0304, AB0305

/// <summary>goto to a statement further down.</summary>
public static partial class JumpsForward
{
    public static partial class OutOfLoops
    {
        [Differentiable, Case("1.3, 0.7")] public static double F(double x, double y) { var s = 0.0; for (var i = 0; i < 4; i++) { for (var j = 0; j < 4; j++) { if (i * j > 4) goto done; s += x * i * y + j * s * 0.1; } } s *= 100; done: return s * x; }
    }

    public static partial class TwoLabels
    {
        [Differentiable, Case("1.3, 0.7")] public static double F(double x, double y) { var s = x; var n = 0; foreach (var v in new[] { x, y, 3.0 }) { if (v > 2) { s *= v; goto found; } if (v < 0) goto none; n++; } none: s += 1; found: s *= y; return s + n; }
    }

    public static partial class PastReturns
    {
        static double G(double x, double y) { var s = x; for (var i = 0; i < 3; i++) { if (s > 2) goto done; s += y; for (var j = 0; j < 2; j++) if (s * j > 1.9) goto half; s *= 1.1; } if (x > 1.35) return 7 * x; s *= 100; half: s /= 2; if (y > 0.75) return s; done: return s * x; }
        [Differentiable, Case("1.3, 0.7")] public static double F(double x, double y) => G(x, y) + G(x + 0.1, y) * G(0.2, y) + G(0.1 * x, 0.1 * y) + G(0.3, y + 0.2);
    }

    public static partial class InLoops
    {
        [Differentiable, Case("1.3, 0.7")] public static double F(double x, double y) { var s = 0.0; for (var k = 0; k < 3; k++) { for (var i = 0; i < 3; i++) { if (i * k == 2) goto next; s += x * i + y * k; } s *= y; next: s += x; } return s; }
    }
}
