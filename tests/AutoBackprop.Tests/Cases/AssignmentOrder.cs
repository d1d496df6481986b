using System;
using AutoBackprop;

namespace Cases;

/// <summary>Operands of the target first, then the old value of a compound target, then the right side, then the store.</summary>
public static partial class AssignmentOrder
{
    [Case("[1, 2, 3], 0")]
    [Differentiable]
    public static double ArrayElement(double[] x, int i)
    {
        var m = new double[3];
        m[i++] = x[i] * x[i++];
        m[i] = x[i - 1];
        return m[0] * m[0] + m[2] * i;
    }

    [Case("[1, 2, 3], 0", Tolerance = 1e-4)]
    [Differentiable]
    public static float Singles(ReadOnlySpan<float> x, int i)
    {
        Span<float> m = stackalloc float[3];
        m[i++] = x[i] * x[i];
        m[i++] += x[i];
        m[--i] *= x[i--];
        return m[0] * m[0] + m[1];
    }

    [Case("[1, 2, 3], 0")]
    [Differentiable]
    public static double InPlace(Span<double> x, int i)
    {
        x[i++] = x[i] * x[i - 1];
        x[i] -= x[++i] * x[0];
        return x[0] * x[1];
    }

    [Case("[1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14, 15, 16, 17, 18, 19, 20]")]
    [Differentiable]
    public static double Shifted(ReadOnlySpan<double> x)
    {
        Span<double> m = stackalloc double[20];
        int i = 0, k = 0;
        while (i < 19) m[i++] = x[i] * x[k++];
        double s = 0;
        for (int j = 0; j < 20; j++) s += m[j] * m[j];
        return s * 0.001;
    }

    [Case("[1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14, 15, 16, 17, 18, 19, 20]")]
    [Differentiable]
    public static double Compaction(ReadOnlySpan<double> x)
    {
        Span<double> m = stackalloc double[20];
        int n = 0;
        for (int j = 0; j < x.Length; j++)
            if (j % 3 != 1) m[n++] = x[j] * n;
        double s = 0;
        for (int j = 0; j < n; j++) s += m[j] * m[j];
        return s * 0.001;
    }

    // a loop that shifts in place: reads x[i], written in the next round
    [Case("[1, 2, 3, 4, 5]")]
    [Differentiable]
    public static double Recurrence(Span<double> x)
    {
        for (int i = 0; i < x.Length - 1;) x[i++] = x[i] * x[i] * 0.1;
        return x[0] + x[3] * x[4];
    }

    [Case("2, 3")]
    [Differentiable]
    public static double CompoundOfAssigned(double x, double y)
    {
        x += x = y;                 // x0 + y
        y *= y + (y = x);           // y0 (y0 + x)
        y -= (x *= 2) * (y = 3);
        return x * y;
    }

    private static double Bump(Span<double> w) { w[0] *= 3; return w[1]; }

    [Case("2, 5")]
    [Differentiable]
    public static double OldValueOfElement(double x, double y)
    {
        Span<double> w = stackalloc double[2];
        w[0] = x; w[1] = y;
        w[0] += Bump(w);            // x + y, not 3 x + y
        w[1] -= Bump(w) * w[0];
        w[0] *= Bump(w);
        return w[0] * w[1];
    }

    [Case("2, 5")]
    [Differentiable]
    public static double OldValueOfElementNested(double x, double y)
    {
        Span<double> w = [x, y];
        w[0] += w[0] += w[0] *= y;
        w[1] += (w[1] = x) * (w[1] = x * y);
        return w[0] * w[1];
    }

    [Case("[1, 2, 3, 4], 1")]
    [Differentiable]
    public static double AddInBranch(Span<double> x, int k)
    {
        x[0] += k > 0 ? (x[0] = x[1]) * x[0] : x[2];
        x[1] += k > 0 && (x[1] = x[2]) > 0 ? x[1] : x[3];
        return x[0] * x[1] * x[2];
    }

    [Case("[1, 2, 3, 4], 1")]
    [Differentiable]
    public static double IndexInAssignment(Span<double> x, int k)
    {
        x[k = 2] = x[k] * x[k - 1];
        x[k -= 1] += x[k + (k = 1)] * x[k];
        x[x[0] > 0 ? k++ : k] *= x[k];
        return x[1] * x[2] + x[k];
    }

    [Case("2, 3, 5")]
    [Differentiable]
    public static double Chained(double a, double b, double c)
    {
        Span<double> m = stackalloc double[4];
        int i = 0;
        m[i++] = m[i++] = m[i] = a * b;
        m[i] += c;
        m[i++] *= m[--i - 1] -= c;
        a = b = c = a * m[2];
        return m[0] * m[1] + m[2] * a + b * c;
    }

    [Case("2, 3")]
    [Differentiable]
    public static double IncrementAsValue(double x, double y)
    {
        double t = x++ * x + ++x * y;
        t += x-- - --x * y++;
        t *= y++ + ++y;
        Span<double> m = [x, y];
        int i = 0;
        t += m[i++]++ * m[i--]--;
        t += ++m[i++] * --m[i--] * m[i]-- * m[i];
        return t + m[0] * m[1];
    }

    [Case("[1, 2, 3], 0")]
    [Differentiable]
    public static double Tuples(ReadOnlySpan<double> x, int i)
    {
        Span<double> m = stackalloc double[4];
        (m[i++], m[i++]) = (x[i], x[i - 1] * x[0]);
        (i, m[i]) = (0, x[i] * x[0]);
        (m[i], (m[i + 1], i)) = (m[i + 1] * 2, (m[i] * m[2], 3));
        return m[0] * m[1] + m[2] * 3 + i;
    }

    [Case("2, 3")]
    [Differentiable]
    public static double TupleSwaps(double a, double b)
    {
        (a, b) = (b, a * b);
        Span<double> m = [a, b, a + b];
        (m[0], m[1]) = (m[1], m[0]);
        (m[0], m[1], m[2]) = (m[2] * a, m[0] * b, m[1]);
        ((a, b), m[0]) = ((m[0], m[1]), a * m[2]);
        return a * b + m[0] * m[1] * m[2];
    }

    [Case("2, 3")]
    [Differentiable]
    public static double TupleValue(double a, double b)
    {
        var t = (a, b) = (b * b, a);
        var (c, d) = t;
        double e, f;
        (e, f) = (c, d) = (d * a, c);
        return a * b + c * d * e + f;
    }

    // the targets' operands are evaluated before the values, in which i changes
    [Case("[1, 2, 3, 4], 0")]
    [Differentiable]
    public static double TupleTargetsFirst(Span<double> x, int i)
    {
        (x[i], x[i + 1]) = (x[i = 2] * 2, x[i + 1] * 3);
        (x[i], i) = (x[i] * x[0], i = 1);
        return x[0] * x[1] + x[2] * x[3] + x[i];
    }

    [Case("2, 3")]
    [Differentiable]
    public static double InIndex(double x, double y)
    {
        Span<double> m = stackalloc double[3];
        int i;
        m[i = 1] = x;
        m[i += 1] = y * m[i -= 1];
        m[i = i > 0 ? 0 : 2] = m[2] * m[1] + i;
        return m[0] * m[1] + m[2];
    }

    [Case("2, 3")]
    [Differentiable]
    public static double InArguments(double x, double y)
    {
        double z;
        double r = Math.Pow(z = x * y, z /= 4) + Math.Atan2(z, z *= x) * Math.Max(z, z = z * 2);
        return r * z + Math.FusedMultiplyAdd(z, z = x, z);
    }

    [Case("2, 3")]
    [Differentiable]
    public static double InConditions(double x, double y)
    {
        double z = 0;
        if ((z = x * y) > 3 && (z += x) > 3) z *= z;
        else z = 1;
        double r = (z -= y) > 0 ? z * (z = x) : z;
        if ((r > 0 || (z = 100) > 0) && z < 50) r += z;
        return (r *= 0.5) < 1e9 ? r + z : 0;
    }

    [Case("[0.5, 1.5, 2.5, 0.25], 3")]
    [Differentiable]
    public static double InSwitch(ReadOnlySpan<double> x, int n)
    {
        int i = 0; double s = 0, v = 1;
        while (i < n)
            s += i++ switch { 0 => v = x[i], 1 when (v *= x[i]) > 0 => v * v, _ => (v = x[i]) * v };
        return s * v;
    }

    [Case("[0.5, 1.5, 2.5, 0.25]")]
    [Differentiable]
    public static double ForHeads(ReadOnlySpan<double> x)
    {
        double s = 0, v;
        int i;
        for (i = 0, v = x[0]; i < x.Length; s += v * (v = x[i]), i++) ;
        for (; (v *= 0.5) > 0.01; s += v) s *= 1 + v;
        do s *= v = x[--i]; while (i > 1);
        return s * v;
    }

    // what is overwritten was read before
    [Case("[1, 2, 3], 0.5, 0")]
    [Case("[1, 2, 3], 0.5, 1")]
    [Differentiable]
    public static double ReadBetween(Span<double> w, double x, int n)
    {
        w[0] = x;
        double a = w[n];
        w[0] = x * x;
        return a * w[0] + w[n];
    }
}
