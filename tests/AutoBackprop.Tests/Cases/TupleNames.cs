using System;
using AutoBackprop;

namespace Cases;

/// <summary>Tuples of one kind that call their elements differently.</summary>
public static partial class TupleNames
{
    private static void Fill(Span<(double U, double V)> m, double x, double y) { m[0].U = x; m[0].V += y * m[0].U; }
    private static double Sum(ReadOnlySpan<(double P, (double Q, int N) R)> m) => m[0].P * m[0].R.Q + m[1].R.Q * m[1].R.N;

    [Case("2, 3")]
    [Differentiable]
    public static double Renamed(double x, double y)
    {
        Span<(double A, double B)> m = stackalloc (double, double)[3];
        Fill(m, x, y);
        Span<(double C, double D)> w = m[..2];
        w[1].C = w[0].D * w[0].C;
        var z = w[1..];
        z[0].D -= z[0].C;
        (double, double)[] k = [(x, y)];
        Fill(k, y, x);
        (double A, double B)[] named = new (double, double)[2];
        named[1].A = k[0].Item2;
        return m[0].A * m[1].B + m[1].A + k[0].Item1 * k[0].Item2 + named[1].A;
    }

    [Case("2, 3")]
    [Differentiable]
    public static double Nested(double x, double y)
    {
        (double A, (double, int))[] m = [(x, (y, 1)), (y, (x * y, 2))];
        m[1].Item2.Item1 *= m[0].A++;
        Span<(double, (double B, int K))> s = m;
        s[0].Item2.B += s[1].Item1 * s[1].Item2.K;
        return Sum(m) * Sum(s);
    }
}
