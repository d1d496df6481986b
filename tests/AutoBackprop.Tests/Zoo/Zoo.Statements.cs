using System;

namespace AutoBackprop.Tests;

// Locals, assignments and blocks.
public static partial class Zoo
{
    [Differentiable]
    public static double Reassigned(double x, double y)
    {
        var a = x * y;
        a = a * a + x;
        a = Math.Sin(a);
        y = a * y;
        x = y - x;
        return a * x * y;
    }

    [Differentiable]
    public static double Compound(double x, double y)
    {
        x += y;
        y *= x;
        x -= y * y;
        x /= 2 + y * y;
        x %= 10;
        return x * y;
    }

    [Differentiable]
    public static double CompoundWidens(float x, double y, int n)
    {
        double a = 1;
        a += x;
        a *= n;
        float f = x;
        f *= (float)y;
        f += n;
        n += 2;
        n <<= 1;
        return a * f * n;
    }

    [Differentiable]
    public static double Increments(double x, int n)
    {
        var a = x++ * x;
        var b = --x - x-- * 2;
        ++x;
        n--;
        return a * b + x * n++ + x * ++n - n;
    }

    [Differentiable]
    public static double AssignedInside(double x, double y)
    {
        double a, b;
        var c = (a = x * y) + (b = a + x) * (a = b * 2);
        return a + b * c + (x = y) * (y += x) + x * y;
    }

    [Differentiable]
    public static double Chained(double x)
    {
        double a, b, c;
        a = b = c = x * x;
        b += a *= 2;
        return a * b + c;
    }

    [Differentiable]
    public static double ReadBeforeWrite(double x) => x + (x = 2 * x) * x + (x += 1);

    [Differentiable]
    public static double Blocks(double x)
    {
        var s = 0.0;
        { var t = x * x; s += t; }
        { var t = Math.Sin(x); { var u = t * s; s += u; } s *= t; }
        { double t; t = s; s = t * x; }
        return s;
    }

    [Differentiable]
    public static double Late(double x, bool b)
    {
        double y;
        if (b) y = x * x; else y = Math.Sin(x);
        int k;
        k = b ? 2 : 3;
        return y * k;
    }

    [Differentiable]
    public static double LocalConstants(double x, double y)
    {
        const double half = 0.5, two = 2 * 1.0;
        const int n = 4;
        var (a, b) = (half, n);
        return a * x + b * y * two;
    }

    [Differentiable]
    public static double Unused(double x, double y)
    {
        var a = x * y;
        var b = Math.Exp(a);
        b = a;
        _ = b * y;
        return x * x;
    }

    [Differentiable]
    public static double Overwritten(double x, double y)
    {
        var a = Math.Exp(x);
        a = y;
        x = 3;
        return a * x;
    }

    [Differentiable]
    public static double Empty(double x)
    {
        ;
        { }
        if (x > 100) { }
        for (var i = 0; i < 3; i++) { }
        return x;
    }

    [Differentiable]
    public static double Aliases(double x)
    {
        var a = x;
        var b = a;
        a = b * b;
        b = a;
        return a + b * x;
    }

    [Differentiable]
    public static double WholeNumbers(double x, int n, long l, byte k)
    {
        var m = n * 2 + (int)l - k;
        m = m > 3 ? m / 2 : m ^ 5;
        m |= 8;
        m = -m + ~n;
        uint u = k;
        u += 3;
        return x * m + l * x - u * x * x;
    }

    [Differentiable]
    public static double Checked(double x, int n)
    {
        checked
        {
            var m = n * 1000;
            return x * unchecked(m * 3000000) * 1e-9 + x * (n + 1);
        }
    }

    [Differentiable]
    public static double Wraps(double x, int n)
    {
        var m = unchecked((n + 1) * int.MaxValue);
        unchecked { m += int.MaxValue; }
        return x * x * (m * 1e-9);
    }

    [Differentiable]
    public static double Guarded(double x, int n)
    {
        if (n < 0) throw new ArgumentOutOfRangeException(nameof(n));
        ArgumentOutOfRangeException.ThrowIfNegative(n);
        if (double.IsNaN(x)) throw new ArgumentException($"{x} is no number", nameof(x));
        return n switch { > 100 => throw new InvalidOperationException("much"), _ => x * x * n };
    }

    [Differentiable]
    public static double GuardedInside(double x, int n) => n < 100 ? Math.Sin(x) * x : throw new ArgumentException("n", nameof(n));
}
