#pragma warning disable
using AutoBackprop;

namespace Cases;

/// <summary>Literals in the place of variables: what the compiler would refuse to compute, the program computes as before.</summary>
public static partial class ConstantsInPlace
{
    private static double At(ReadOnlySpan<double> w, int i, int j, double x) { int h = (i * 73856093 ^ j * 19349663) & 3; return w[h] * x; }
    [Case("[1, 2, 3, 4], 0.5")]
    [Differentiable]
    public static double Hash(ReadOnlySpan<double> w, double x) => At(w, 100, 200, x);

    private static double Wrap(double x, int i) => x * (i * i * i);
    [Case("0.5")]
    [Differentiable]
    public static double Cubed(double x) => Wrap(x, 100000);

    private static double Neg(double x, int i) => x * -i + x * (i - 1);
    [Case("0.5", NoDifferences = true, Grad = "-1")]
    [Differentiable]
    public static double Least(double x) => Neg(x, int.MinValue);

    private static double Div(double x, int i, int n) => n == 0 ? x : x * (i / n);
    [Case("0.5")]
    [Differentiable]
    public static double ByZero(double x) => Div(x, 3, 0) + Div(x, 7, 2);

    private static double DivGuard(double x, int i, int n) { if (n == 0) return x * x; return x * (i % n) + i / n; }
    [Case("0.5")]
    [Differentiable]
    public static double ByZero2(double x) => DivGuard(x, 3, 0) + DivGuard(x, 7, 2);

    private static double Shift(double x, int i, int n) => x * (i << n) + x * (i >> n) + x * (i >>> n);
    [Case("0.5")]
    [Differentiable]
    public static double Shifts(double x) => Shift(x, 1 << 30, 3) + Shift(x, -5, 33);

    private static double Longs(double x, long i) => x * (i * i * i) + (int)(i * 4) * x;
    [Case("0.5")]
    [Differentiable]
    public static double Long(double x) => Longs(x, 5000000000L);

    private static double Cast(double x, int i) => x * (byte)i + x * (short)(i * 3) + x * (uint)i + x * (char)i;
    [Case("0.5")]
    [Differentiable]
    public static double Casts(double x) => Cast(x, -70000);

    private static double RealCast(double x, double big) => x * (int)Math.Min(big, 1e9) + x * (uint)(int)Math.Max(big, -4) * 1e-9;
    [Case("0.5")]
    [Differentiable]
    public static double RealCasts(double x) => RealCast(x, 3.5) + RealCast(x, -2.5);

    private static double Checked(double x, int i) { try0(); return x * unchecked(i * i) + x * checked(i + 1); static void try0() { } }
    [Case("0.5")]
    [Differentiable]
    public static double CheckedOnes(double x) => Checked(x, 1000000);

    private static double Pick(double x, int i) { if (i > 3) x *= 2; else x *= 3; while (i > 3) { x += 1; i--; } return x; }
    [Case("0.5")]
    [Differentiable]
    public static double Dead(double x) => Pick(x, 2) + Pick(x, 5);

    private static double Elem(double x, int i) { Span<double> w = stackalloc double[3]; w[1] = x; return i < 3 ? w[i] : x; }
    [Case("0.5")]
    [Differentiable]
    public static double Elems(double x) => Elem(x, 1) + Elem(x, 5) + Elem(x, 0);

    private static double Uints(double x, uint h) { h ^= h << 13; h ^= h >> 17; h *= 2654435761u; return x * (h & 7); }
    [Case("0.5")]
    [Differentiable]
    public static double Uint(double x) => Uints(x, 4000000000u) + Uints(x, 7);

    private static double Ulongs(double x, ulong h) { h = h * 6364136223846793005UL + 1442695040888963407UL; return x * (h >> 60); }
    [Case("0.5")]
    [Differentiable]
    public static double Ulong(double x) => Ulongs(x, 12345678901234567890UL);

    private const int Big = int.MaxValue;
    private static double Plus(double x, int i) => x * (i + Big) + (i * Big & 15);
    [Case("0.5")]
    [Differentiable]
    public static double Consts(double x) => Plus(x, 1) + Plus(x, 2);

    [Case("0.5")]
    [Differentiable]
    public static double Locals(double x) { int a = int.MaxValue, b = 2; var c = a + b; var d = a * b; a -= -1; return x * c + d * x + a * x; }

    private static double Enums(double x, DayOfWeek d) => x * (int)(d + 3) + x * (d - DayOfWeek.Monday);
    [Case("0.5")]
    [Differentiable]
    public static double Enum(double x) => Enums(x, DayOfWeek.Sunday);
    private static double StringAt(double x, string s, int i) => i < s.Length ? x * s[i] : x;
    [Case("0.5")]
    [Differentiable]
    public static double Strings(double x) => StringAt(x, "abc", 1) + StringAt(x, "abc", 7);
    private static double Index(double x, int n) { int k = 7 / n; return x * k; }
    [Case("0.5")]
    [Differentiable]
    public static double NonZero(double x) => Index(x, 2);
}
