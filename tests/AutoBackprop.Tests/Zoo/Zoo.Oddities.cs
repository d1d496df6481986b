using System;

namespace AutoBackprop.Tests;

// Idioms and corners that fit in no other file.
public static partial class Zoo
{
    private const double NoNumber = double.NaN, Largest = double.PositiveInfinity;

    public static double Memory;

    private static double Remember(double x) { Memory = x; return x; }

    [Differentiable] public static double CountsDown(double x, int n) { for (var i = n; i-- > 0;) x = Math.Sin(x) + 0.1 * i; return x; }
    [Differentiable] public static double WhileCountsDown(double x, int n) { while (--n >= 0) x = Math.Cos(x) * n; return x; }
    [Differentiable] public static double UntilEqual(double x, int n) { for (var i = 0; i != n; i++) x = Math.Sin(x) * 1.1; return x; }
    [Differentiable] public static double StepSpelledOut(double x, int n) { for (var i = 0; i < n; i = i + 1) x = x * 0.9 + Math.Sin(x * i); return x; }
    [Differentiable] public static double LimitOnTheLeft(double x, int n) { for (var i = 0; n > i; ++i) x = Math.Sin(x) + i; return x; }
    [Differentiable] public static double UnsignedIndex(double x, byte k) { for (uint i = 0; i < k; i++) x = Math.Sin(x + i); for (ulong l = 3; l > 0; l >>= 1) x += 0.1 * l; return x; }
    [Differentiable] public static double NotCountedAfterAll(double x, int n) { for (var i = 0; i < n; i++) { x = Math.Sin(x) * 2; if (x < 0) i += 2; else if (x > 1.5) n -= 1; } return x; }
    [Differentiable] public static double NoConditionNoStep(double x) { var i = 0; for (; ; ) { x = Math.Sin(x) + 0.2; if (++i == 3) break; } return x; }
    [Differentiable] public static double ContinueInWhile(double x, int n) { while (n-- > 0) { if (n % 2 == 0) continue; x = x * x * 0.3 + n; } return x; }
    [Differentiable] public static double ContinueInDo(double x, int n) { do { x = Math.Sin(x) * 1.3; if (x > 0.5) continue; x -= 0.2; } while (n-- > 0); return x; }
    [Differentiable] public static double BreakFromInner(double x, int n) { for (var i = 0; i < n; i++) { for (var j = 0; ; j++) { if (j > i) break; x = Math.Cos(x + j); } if (x < -0.9) break; } return x; }
    [Differentiable] public static double NotANumberInSight(double x) => x > Largest ? NoNumber * x : x < -Largest ? Largest : x is double.NaN ? NoNumber : x * x;
    [Differentiable] public static double IsNumber(double x) => double.IsNaN(x) || double.IsInfinity(x) ? 0 : double.IsNegative(x) ? -x * x : double.IsInteger(x) ? x : x * 3;
    [Differentiable] public static double Letters(double x, char c) => x * (c - 'a') + (char.IsLetter(c) ? x * x : 0) + (c == 'b' ? x : -x) + (int)c * x;
    [Differentiable] public static double DefaultValues(double x) { double d = default; int i = default; var s = default(float); return x * x + d + i + s + nameof(x).Length * x + sizeof(int) * x; }
    [Differentiable] public static double ThrowsText(double x, string s) => s is null ? throw new ArgumentNullException(nameof(s)) : s.Length > 100 ? throw new ArgumentException("long: " + s + s.Length + $"{x:F2}") : x * s.Length;
    [Differentiable] public static double ReadsMemory(double x, int n) { Remember(3); var a = Memory; Remember(5); var s = x * a; for (var i = 0; i < n; i++) { Remember(i); s += Memory * x * x; } return s * Memory; }
    [Differentiable] public static double Captures(double x) { const double k = 3; const int n = 2; return Inner(x) + Inner(2 * x); static double Inner(double v) => v * v * k * n; }
    [Differentiable] public static double Discards(double x, int n) { _ = x * n; (_, var y) = (x, x * x); _ = Math.Sin(y); return y * n; }
    [Differentiable] public static double Shifts(double x, int n) => x * (1 << n) + x * (-17 >> 1) + x * (-17 >>> 28) + x * (n & 3 | 4 ^ n) * (~n);
    [Differentiable] public static double Wide(double x, long l) => x * (l * 3000000000L) * 1e-9 + x * (l / 2) + x * (ulong)l + x * (short)l + x * (sbyte)(l + 1);
    [Differentiable] public static double ConditionalChain(double x, bool a, bool b, bool c) => (a ? b ? x : x * x : c ? Math.Sin(x) : b ? 3 * x : 1) * (a && !b || c ? x : 2);
    [Differentiable] public static double EqualReals(double x, double y) => x == y ? x * 3 : x != -y ? x * y : y;
    [Differentiable] public static double DeepParentheses(double x) => ((((((x + 1) * 2) - 3) / (((2 + (x * x)))))) - -(-(+x)));
    [Differentiable] public static double SubtractsNegative(double x, double y) => x - -y - (-x) - (- -y) + -1 * x - -1 * y - (x + -y);
    [Differentiable] public static double DividesByConstant(double x) => x / 3 + x / 0.1 + 1 / (x * x + 1) / 2 + 6 / 4 * x + 6 / 4.0 * x;
    [Differentiable] public static double AssignsParameterInLoop(double x, double y, int n) { for (var i = 0; i < n; i++) { var t = x; x = y; y = t + 0.1 * x * y; if (y > 1) y = x; } return x - y; }
    [Differentiable] public static double SameCallTwice(double x) => Math.Exp(Math.Sin(x)) * Math.Exp(Math.Sin(x)) + Math.Exp(Math.Sin(x));
    [Differentiable] public static double SharedAcrossBranches(double x, bool b) { var s = Math.Exp(x); if (b) return Math.Exp(x) * x; return s + Math.Exp(x) * 2; }
    [Differentiable] public static double DeadBranch(double x, int n) { if (n > 100) { var y = Math.Log(-1 - x * x); for (var i = 0; i < n; i++) y *= x; return y; } return x * x; }
    [Differentiable] public static double GuardThenLoop(double x, int n) { if (n > 50) throw new ArgumentException("n"); var s = 0.0; for (var i = 0; i < n; i++) { if (i > 60) throw new InvalidOperationException(); s += x * s + x; } return s; }
    [Differentiable] public static double LoopsInARow(double x, int n) { var a = x; for (var i = 0; i < n; i++) a = Math.Sin(a); var b = a; for (var i = 0; i < n; i++) b = Math.Cos(b) * a; for (var i = n; i > 0; i--) a = a * b * 0.5 + x; return a + b; }
    [Differentiable] public static double ChoiceOfLoops(double x, int n, bool b) { if (b) for (var i = 0; i < n; i++) x = Math.Sin(x) * 1.2; else while (x > 0.1 && n-- > 0) x *= Math.Cos(x); return x * x; }
    [Differentiable] public static double LoopInBranchInLoop(double x, int n) { for (var i = 0; i < n; i++) { if (x > 0) { for (var j = 0; j < i; j++) { x = Math.Sin(x); if (x > 0.8) break; } } else x = 0.7 - x * 0.5; } return x; }
}
