using System;

namespace AutoBackprop.Tests;

// for, while and do.
public static partial class Zoo
{
    [Differentiable]
    public static double PowerByLoop(double x, int n)
    {
        var p = 1.0;
        for (var i = 0; i < n; i++) p *= x;
        return p;
    }

    [Differentiable]
    public static double SumOfSines(double x, int n)
    {
        var s = 0.0;
        for (int i = 1; i <= n; i++) s += Math.Sin(i * x) / i;
        return s;
    }

    [Differentiable]
    public static double Downwards(double x, int n)
    {
        for (var i = n; i > 0; i--) x = Math.Sin(x) * i;
        for (var i = n; i >= -1; --i) x += x * x * 0.1;
        return x;
    }

    [Differentiable]
    public static double Strides(double x, int n)
    {
        var s = x;
        for (var i = 1; i < n * 3; i += 2) s = s * 0.9 + Math.Cos(s * i);
        for (var i = n; i > -n; i -= 3) s *= 1 + 0.1 * i * x;
        for (var i = 0; i <= 7; i += 4) s -= i * Math.Sin(s);
        return s;
    }

    [Differentiable]
    public static double FromTo(double x, int from, int to)
    {
        var s = 1.0;
        for (var i = from - 2; i < to; i++) s *= Math.Sin(s + i * x);
        return s;
    }

    [Differentiable]
    public static double NestedLoops(double x, double y, int n)
    {
        var s = 0.0;
        for (var i = 0; i < n; i++)
        {
            var row = x;
            for (var j = i; j < n; j++) { row = Math.Sin(row) * y + j; s += row * x; }
            y = 0.5 * y + 0.1 * Math.Cos(row);
        }
        return s * y;
    }

    [Differentiable]
    public static double ThreeDeep(double x, int n)
    {
        var s = x;
        for (var i = 0; i < n; i++)
            for (var j = 0; j <= i; j++)
                for (var k = j; k > 0; k--)
                    s = Math.Sin(s + k * x) * 1.5;
        return s;
    }

    [Differentiable]
    public static double Fibonacci(double x, double y, int n)
    {
        for (var i = 0; i < n; i++) (x, y) = (y, 0.5 * x + 0.3 * y * y);
        return y;
    }

    [Differentiable]
    public static double Swapping(double x, double y, double z, int n)
    {
        for (var i = 0; i < n; i++)
        {
            (x, y) = (y, x);
            (x, y, z) = (z * 0.9, x, y * 1.1);
            x *= y;
        }
        return x - 2 * y + 3 * z;
    }

    [Differentiable]
    public static double Delayed(double x, int n)
    {
        double last = 0, beforeLast = 1;
        for (var i = 0; i < n; i++)
        {
            var next = Math.Sin(last) + beforeLast * x;
            beforeLast = last;
            last = next;
        }
        return last * beforeLast;
    }

    [Differentiable]
    public static double While(double x)
    {
        var s = x;
        while (Math.Abs(s) > 0.3) s = s * 0.5 * Math.Cos(s);
        return s * x;
    }

    [Differentiable]
    public static double Do(double x, int n)
    {
        var i = 0;
        do { x = Math.Sin(x) + x * x * 0.1; i++; } while (i < n && x < 3);
        return x;
    }

    [Differentiable]
    public static double DoOnce(double x)
    {
        do { x *= x; } while (false);
        return x;
    }

    [Differentiable]
    public static double BreakAndContinue(double x, int n)
    {
        var s = 1.0;
        for (var i = 0; ; i++)
        {
            if (i > n) break;
            if (i % 2 == 1) continue;
            s *= Math.Sin(s + i);
            if (s < -0.5) { s += x; break; }
            s += x * i;
        }
        return s * x;
    }

    [Differentiable]
    public static double ReturnFromInside(double x, int n)
    {
        for (var i = 0; i < n; i++)
            for (var j = 0; j < 3; j++)
            {
                x = x * 1.2 + 0.1 * j;
                if (x > 1.7) return x * x * i;
                if (x < -1.9) break;
            }
        return Math.Sin(x);
    }

    [Differentiable]
    public static double WhileTrue(double x)
    {
        var count = 0;
        while (true)
        {
            x = Math.Cos(x) * 1.5;
            if (++count > 4) return x * count;
            if (x < 0.2) break;
        }
        return x * x;
    }

    [Differentiable]
    public static double ConditionCounts(double x, int n)
    {
        var s = 0.0;
        while (n-- > 0 && (s += x) < 2.5) s *= Math.Sin(s);
        return s * x;
    }

    [Differentiable]
    public static double IndexChanges(double x, int n)
    {
        for (var i = 0; i < n * 2; i++)
        {
            if (x > 0) i++;
            x = Math.Cos(x + i);
        }
        return x;
    }

    [Differentiable]
    public static double LimitChanges(double x, int n)
    {
        for (var i = 0; i < n; i++) { x = Math.Sin(x) + i; if (x > 1) n--; }
        return x;
    }

    [Differentiable]
    public static double TwoIndices(double x, int n)
    {
        var s = 0.0;
        for (int i = 0, j = n; i < j; i++, j--) s += Math.Sin(x * i) * j;
        return s;
    }

    [Differentiable]
    public static double IndexFromOutside(double x, int n)
    {
        int i;
        for (i = 0; i < n; i += 1) x = Math.Sin(x * 2);
        return x * i;
    }

    [Differentiable]
    public static double LongIndex(double x, int n)
    {
        var s = 0.0;
        for (long i = 0; i < n; i++) s += Math.Pow(x, 2) * i;
        for (double t = 0; t < 1; t += 0.25) s += t * Math.Cos(x * t);
        return s;
    }

    [Differentiable]
    public static double RealIndex([On(-2, 2)] double x, double step)
    {
        var s = 0.0;
        for (var t = x; t < 2; t += 0.5 + step * step) s += t * t;
        return s;
    }

    [Differentiable]
    public static double TripsFromReal(double x)
    {
        var s = x;
        for (var i = 0; i < (int)Math.Min(x * x * 3, 9); i++) s += 0.1 * Math.Sin(s * i);
        return s;
    }

    [Differentiable]
    public static double NeverRuns(double x, int n)
    {
        for (var i = 0; i < n - 10; i++) x *= x;
        while (n > 100) { x = Math.Exp(x); n--; }
        return 2 * x;
    }

    [Differentiable]
    public static double ChoicesInside(double x, double y, int n)
    {
        for (var i = 0; i < n; i++)
        {
            if (x > y) { x -= 0.3 * y; if (i > 1) y *= x; }
            else if (i % 2 == 0) y = Math.Sin(y) + x;
            else { var t = x; x = y * 0.7; y = t; }
        }
        return x * y;
    }

    [Differentiable]
    public static double SameNames(double x, int n)
    {
        for (var i = 0; i < n; i++) { var t = x * i; x += Math.Sin(t); }
        for (var i = 0; i < n; i++) { var t = Math.Cos(x); x += t * i; }
        { var i = 3 * x; x *= i; }
        return x;
    }

    [Differentiable]
    public static double Gated(double x, int n, bool on)
    {
        var wasBig = on;
        for (var i = 0; i < n; i++)
        {
            if (wasBig) x = Math.Sin(x) * 2;
            wasBig = x > 0.5 || on && i == 2;
            if (!wasBig) x += 0.7 * x * x;
        }
        return x;
    }

    [Differentiable]
    public static double OutsideUsedInside(double x, double y, int n)
    {
        var k = x * y;
        var s = 0.0;
        for (var i = 0; i < n; i++) { s += k * i; for (var j = 0; j < 2; j++) s *= y; }
        return s + k;
    }

    [Differentiable]
    public static double LastOne(double x, int n)
    {
        var last = x;
        for (var i = 1; i < n; i++) last = x * i;
        return last * last;
    }

    [Differentiable]
    public static double Collatz(double x, int n)
    {
        n += 5;
        while (n != 1) { x = n % 2 == 0 ? Math.Sin(x) : x * 1.1; n = n % 2 == 0 ? n / 2 : 3 * n + 1; }
        return x;
    }

    [Differentiable]
    public static float SingleLoop(float x, int n)
    {
        var s = 0f;
        for (var i = 0; i < n; i++) { s += x / (i + 1); x *= MathF.Cos(s); }
        return s * x;
    }

    [Differentiable]
    public static double ThrowsAfterLoop(double x, int n)
    {
        for (var i = 0; i < n; i++) x = Math.Sin(x) * 1.5;
        if (n > 1000) throw new ArgumentException("too many", nameof(n));
        return x;
    }
}
