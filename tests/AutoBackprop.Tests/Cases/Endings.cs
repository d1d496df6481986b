using AutoBackprop;

namespace Cases;

/// <summary>goto case.</summary>
public static partial class GoToCase
{
    static double G(int m, double v) { switch (m) { case 0: v *= v; goto case 1; case 1: v += 1; break; case 2: if (v > 1) goto default; v *= 3; break; default: v = v * v * v; break; } return v; }
    [Differentiable][Case("1.3, 0")][Case("1.3, 1")][Case("1.3, 2")][Case("0.3, 2")][Case("0.3, 5")] public static double F(double x, int m) => G(m, x) * x;
    [Differentiable][Case("1.3, 0")][Case("1.3, 1")][Case("1.3, 2")] public static double Ret(double x, int m) { switch (m) { case 0: x *= 2; if (x > 2) goto case 2; x *= 5; break; case 1: goto case 0; case 2: return x * x; } return x + 1; }
    [Differentiable][Case("1.3, 3")] public static double Loop(double x, int n) { var s = 0.0; for (var i = 0; i < n; i++) { switch (i) { case 0: s += x; goto case 1; case 1: s *= x; break; case 2: s += 1; continue; } s += x; } return s; }
}

/// <summary>finally, lock, using.</summary>
public static partial class Endings
{
    static int calls; static readonly object Gate = new();
    sealed class Timer : IDisposable { public static int Ended; public void Dispose() => Ended++; }
    [Differentiable][Case("1.3, 0.7")] public static double Finally(double x, double y) { try { return x * y * y; } finally { calls++; } }
    [Differentiable][Case("1.3, 0.7")] public static double Lock(double x, double y) { var s = x; lock (Gate) { s *= y; } return s * s; }
    [Differentiable][Case("1.3, 0.7")] public static double Using(double x, double y) { using var t = new Timer(); var s = x * y; return s * s; }
    [Differentiable][Case("1.3, 0.7")] public static double UsingBlock(double x, double y) { var s = x; using (new Timer()) { s *= y; } return s * s; }
    [Differentiable][Case("1.3, 0.7")] public static double Loop(double x, double y) { var s = 0.0; for (var i = 0; i < 3; i++) { try { if (i == 1) continue; s += x * i; } finally { calls++; } s *= y; } return s; }

    // A ref struct need not be IDisposable.
    ref struct Span(int n) { public static int Ended; public int N = n; public void Dispose() => Ended += N; }
    static readonly System.Threading.Lock Entrance = new();
    [Differentiable][Case("1.3, 0.7")] public static double Scope(double x, double y) { using (Entrance.EnterScope()) { x *= y; } return x * x; }
    [Differentiable][Case("1.3, 0.7")] public static double RefStruct(double x, double y) { using var t = new Span(3); x *= y; return x * x; }
    static double Held(double x) { using var t = Entrance.EnterScope(); return x * x; }
    [Differentiable][Case("1.3, 0.7")] public static double InHelper(double x, double y) => Held(x) * Held(x * y);
}
