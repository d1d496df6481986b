using System;

namespace AutoBackprop.Tests;

public enum Season { Spring, Summer, Autumn, Winter }

// if, switch, patterns and conditional expressions.
public static partial class Zoo
{
    [Differentiable]
    public static double IfElse(double x, double y)
    {
        double r;
        if (x > y) r = x * x; else r = x * y;
        return r * x;
    }

    [Differentiable]
    public static double IfOnly(double x, double y)
    {
        var r = x;
        if (x * y > 0.3) r *= y;
        if (r < y) { r += y * y; y = r; }
        return r * y;
    }

    [Differentiable]
    public static double ElseIf(double x)
    {
        if (x < -1) return Math.Exp(x);
        else if (x < 0) return x * x;
        else if (x < 1) return Math.Sin(x);
        return 2 * x;
    }

    [Differentiable]
    public static double EarlyReturns(double x, double y, int n)
    {
        if (n == 0) return x;
        var z = x * y;
        if (z > 0)
        {
            if (n == 1) return z * z;
            z += x;
        }
        else
        {
            z -= y;
            if (n > 3) return Math.Sin(z);
        }
        return z * y;
    }

    [Differentiable]
    public static double Nested(double x, double y, bool b)
    {
        var r = 0.0;
        if (x > 0)
        {
            r = x;
            if (b) { r += y; if (y > 0) r *= y; else r -= x; }
            else r = y * y;
        }
        else if (b) r = x * y * y;
        return r * r + x;
    }

    [Differentiable] public static double Ternaries(double x, double y) => (x > y ? x * x : y < 0 ? Math.Exp(y) : x) * (x > 0 ? 2 : 3) + (y > 0 ? x : 1);

    [Differentiable] public static double TernaryOfConditions(double x, bool b, bool c) => (b ? x > 0 : c) ? x * x : 3 * x;

    [Differentiable]
    public static double ShortCircuit(double x, double y, int n)
    {
        var k = 0;
        var b = x > 0 && k++ < n || y > 0 && (k += 2) > 1;
        if (b & n > 2 | k == 0 ^ x > y) x *= y;
        return !b ? x * k : x * x * k;
    }

    [Differentiable]
    public static double ConditionAssigns(double x, double y)
    {
        double a;
        if ((a = x * y) > 0.1 && (x = a + 1) > y) return a * x;
        return a - x;
    }

    [Differentiable]
    public static double Switch(double x, int n)
    {
        switch (n)
        {
            case 0: return x;
            case 1: case 2: x *= x; break;
            case 3: { var y = Math.Sin(x); x = y * x; break; }
            case > 4: x = 3; break;
            default: x += 1; break;
        }
        x *= 2;
        return x * x;
    }

    [Differentiable]
    public static double DefaultFirst(double x, int n)
    {
        switch (n)
        {
            default: x = Math.Cos(x); break;
            case 2: x *= 3; break;
            case 4: return x * x;
        }
        return x * x * x;
    }

    [Differentiable]
    public static double SwitchGuards(double x, double y, int n)
    {
        switch (n)
        {
            case 1 when x > y: return x * y;
            case > 2 when y > 0: x = y * y; break;
            case < 2: x = -x; break;
            case var m when m == 2 && x > 0: x *= m; break;
        }
        return x * x + y;
    }

    [Differentiable]
    public static double SwitchOnReal(double x)
    {
        switch (x)
        {
            case > 1: return x * x;
            case < -1: x = -x; break;
            case 0: return 7 * x;
            case >= 0 and < 0.5: x *= 3; break;
        }
        return Math.Sin(x);
    }

    [Differentiable]
    public static double SwitchOnString(double x, string s, char c = 'b') => s switch { "a" => x, "b" => x * x, _ => c == 'b' ? 2 * x : -x };

    [Differentiable]
    public static double SwitchInLoop(double x, int n)
    {
        for (var i = 0; i < n; i++)
            switch (i % 3)
            {
                case 0: x += 0.5; break;
                case 1: if (x > 2) continue; x *= 1.1; break;
                default: if (x > 3) return x; x = Math.Sin(x) + 1; break;
            }
        return x * x;
    }

    [Differentiable] public static double SwitchExpression(double x, int n) => n switch { 0 => x, 1 or 2 => x * x, > 3 => Math.Sin(x), _ => 1 };

    [Differentiable]
    public static double SwitchExpressionOnReal(double x, double y) =>
        x switch { double.NaN => 0, > 1 => x * y, < -1 and > -1.5 => y, not (> 0 or < -1) => Math.Sin(x), _ => x } * y;

    [Differentiable]
    public static double SwitchExpressionOnTuple(double x, double y, int n, bool b) => (n, b, x > y) switch
    {
        (0, _, true) => x,
        (_, true, false) => y * x,
        (1 or 2, var c, var d) when c || d => x * x,
        (var k, _, _) => k * y,
    };

    [Differentiable]
    public static double SwitchOnSeason(double x, Season season) => season switch
    {
        Season.Spring => x * 2,
        Season.Summer => x * x,
        Season.Autumn when x > 0 => Math.Sin(x),
        _ => -x,
    };

    [Differentiable]
    public static double Patterns(double x, double y, int n)
    {
        if (x is > 0 and < 1) x *= 2;
        if (n is 1 or 3 or > 4) x += y;
        if (y is not (< 0.5 and > -0.5)) y = x * y;
        if ((x, n) is ( > 0, 2)) x = y;
        if (x * y is var z && z > 0.2) return z * x;
        return x - y;
    }

    // The side that does not run has no finite slope there.
    [Differentiable] public static double SafeDivision(double x, double y) => x != 0 ? y * x / x : 0;
    [Differentiable] public static double SafeLogarithm(double x, int n) => n > 100 ? Math.Log(x - 1000) + Math.Sqrt(-1 - x * x) : x * x;
    [Differentiable] public static double SafeRoot(double x, double y) => x > 5 ? Math.Sqrt(x - 5) * y / (x - x) : y * y;

    [Differentiable]
    public static double SafeInLoop(double x, int n)
    {
        var s = x;
        for (var i = 0; i < n; i++) s += i > 100 ? Math.Log(-1 - s * s) : s * 0.5;
        return s;
    }

    [Differentiable]
    public static double BothSides(double x, double y)
    {
        double a = x, b = y;
        if (x > y) { a = y; b = x * x; } else { b = x; a = y * y; }
        if (a > b) (a, b) = (b, a);
        return a * a - b;
    }

    [Differentiable]
    public static double Throwing(double x, int n)
    {
        double y;
        if (n < 50) y = x * x;
        else if (n == 60) { y = x; throw new InvalidOperationException(); }
        else throw new ArgumentException("n", nameof(n));
        return y * x;
    }
}
