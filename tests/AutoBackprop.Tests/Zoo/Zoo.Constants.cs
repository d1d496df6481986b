using System;

namespace AutoBackprop.Tests;

// What gradients do not pass, and what they pass by a rule written by hand.
public static partial class Zoo
{
    /// <summary>Counts what runs for its effect.</summary>
    public static int Effects;

    private static int Next() => ++Effects;
    private static double Rate(int n) { Effects++; return 0.5 * n; }
    private static (double, int) Setting(int n) { Effects++; return (n * 0.25, n + 1); }
    private static int Level => Effects++ > -1 ? 3 : 0;
    [NoGradient] private static void Log(double x, string what) { Effects += what.Length; _ = x; }
    [NoGradient] private static double Measured(double x) => Math.Exp(x);

    [Differentiable] public static double NoGradientParameter(double x, [NoGradient] double y) => x * y + y * y;
    [Differentiable, NoDifferences] public static double NoGradientMethod(double x) => x * Measured(x);
    [Differentiable, NoDifferences] public static double Stopped(double x, double y) => x * Gradients.Stop(x * y) + Gradients.Stop(y) + Gradients.Stop(2.0) * y;
    [Differentiable] public static float StoppedSingle(float x) => x * Gradients.Stop(x);
    [Differentiable, NoDifferences] public static double StoppedInLoop(double x, int n) { var s = x; for (var i = 0; i < n; i++) s = s * 0.5 + Gradients.Stop(s) * x; return s; }

    [Differentiable]
    public static double CallsOfConstants(double x, int n)
    {
        var r = Rate(n);
        var (a, b) = Setting(n);
        Log(x * x, "xx");
        if (Next() > -1) x *= r;
        for (var i = 0; i < n; i++) x = Math.Sin(x) + Rate(i) * a;
        return x * b * Level;
    }

    [Differentiable]
    public static double EffectsOnOnePath(double x, int n)
    {
        if (x > 0 && Next() > 0) { Log(x, "a"); return x * x; }
        for (var i = 0; i < n; i++) { if (x < -1 && i == 2) break; Effects++; }
        return n > 2 || Next() < 0 ? x : x * x * x;
    }

    [Differentiable]
    public static double Unneeded(double x, int n)
    {
        Rate(n);
        _ = Rate(n);
        var unused = Rate(n);
        var a = x * Rate(n);
        return x;
    }

    [Differentiable] public static double Text(double x, string s) => x * s.Length + s.IndexOf('c') * x * x + (string.IsNullOrEmpty(s) ? 1 : x);
    [Differentiable] public static double Others(double x, long l, byte k, Season season, bool b) => x * l + x * x * k + (int)season * x + (b ? x : 0);
    [Differentiable] public static double Dates(double x, int n) => x * new DateTime(2000 + n, 1, 1).DayOfYear + new Version(n, 2).Minor * x * DateTime.UnixEpoch.Year;
    [Differentiable] public static double Convertible(double x, int n) => x * double.Parse("1.5", System.Globalization.CultureInfo.InvariantCulture) + Convert.ToDouble(n) * x * x;

    // ── rules written by hand ────────────────────────────────────────────────────────────────────────────────

    /// <summary>A function whose hand-written gradient is right, but is not what its body would give: it tells them apart by the count.</summary>
    private static double Soft(double x, [NoGradient] double k) => x / (1 + k * Math.Abs(x));

    public static int RulesRun;

    [DerivativeOf(typeof(Zoo), nameof(Soft))]
    private static double SoftBackward(double x, double k, double gradResult, ref double gradX)
    {
        RulesRun++;
        gradX += gradResult / ((1 + k * Math.Abs(x)) * (1 + k * Math.Abs(x)));
        return Soft(x, k);
    }

    /// <summary>Another's method, which has no source here.</summary>
    [DerivativeOf(typeof(double), nameof(double.BitIncrement))]
    private static double BitIncrementBackward(double x, double gradResult, ref double gradX)
    {
        gradX += gradResult;
        return double.BitIncrement(x);
    }

    /// <summary>In the place of a row of the table.</summary>
    [DerivativeOf(typeof(Math), nameof(Math.Cbrt))]
    private static double CbrtBackward(double d, double gradResult, ref double gradD)
    {
        RulesRun++;
        var y = Math.Cbrt(d);
        gradD += gradResult / (3 * y * y);
        return y;
    }

    private static double Product(double x, double y) => x * y;

    [DerivativeOf(typeof(Zoo), nameof(Product))]
    private static double ProductBackward(double x, double y, double gradResult, ref double gradX, ref double gradY)
    {
        gradX += gradResult * y;
        gradY += gradResult * x;
        return x * y;
    }

    [Differentiable, NoDifferences] public static double RuleOfOurs(double x, double k) => Soft(x * x, Gradients.Stop(k)) * x;
    [Differentiable] public static double RuleForOthers(double x) => double.BitIncrement(x) * x;
    [Differentiable] public static double RuleInPlaceOfRow([On(0.5, 3)] double x) => Math.Cbrt(x) * x;
    [Differentiable] public static double RuleInLoop(double x, double y, int n) { for (var i = 0; i < n; i++) { if (x > y) x = Product(x, y) - Soft(x, 0.5); else y = Soft(y, 2) * x; } return x * y; }
    [Differentiable] public static double RuleOnSame(double x) => Product(x, x) + Product(x, 2) + Product(3, 4);
}
