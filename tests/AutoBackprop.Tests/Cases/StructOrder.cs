using System;
using AutoBackprop;

namespace Cases;

/// <summary>Members of structs, whole structs and initialisers in the order of C#.</summary>
public static partial class StructOrder
{
    public struct P { public double X, Y; public int N; public P(double x, double y) { X = x; Y = y; N = 0; } }
    public struct Q { public P A, B; }
    public record struct R(double U, double V) { public double W { get; set; } }

    [Case("[1, 2, 3], 0")]
    [Differentiable]
    public static double FieldsOfElements(ReadOnlySpan<double> x, int i)
    {
        Span<P> p = stackalloc P[3];
        p[i++].X = x[i] * x[0];
        p[i++].Y += x[i] + p[0].X;
        p[i--].X = x[i] * (p[i].X = x[i]);
        p[i].N += i++;
        return p[0].X * p[1].Y + p[2].X * p[1].X + p[1].N + i;
    }

    [Case("[1, 2, 3], 0")]
    [Differentiable]
    public static double NestedFields(ReadOnlySpan<double> x, int i)
    {
        var q = new Q[2];
        q[i++].A.X = x[i];
        q[i].B.Y = q[--i].A.X * x[i];
        q[i++].A = new P(x[i], q[i].B.Y);
        q[i].B.X += q[i].B.Y *= x[2];
        (q[0].A.X, q[i].B) = (q[i].B.Y, q[0].A);
        return q[0].A.X * q[0].A.Y + q[1].B.X * q[1].B.Y;
    }

    [Case("2, 3")]
    [Differentiable]
    public static double FieldsOfLocals(double x, double y)
    {
        P p = default, o = new P(x, y);
        p.X = o.X * (p.Y = o.Y);
        p.Y += p.X *= p.Y = x;
        p.X -= (p = o).Y;
        (p.X, p.Y) = (p.Y, p.X * 2);
        o.X = p.X++ * p.X;
        (p, o) = (o, p);
        return p.X * p.Y + o.X * o.Y;
    }

    // The old value of p.X is that before p is replaced; the store goes to the new p.
    [Case("2, 3")]
    [Differentiable]
    public static double FieldAndWhole(double x, [NoGradient] double y)
    {
        var p = new P(x, y);
        p.X += (p = new P(y, x)).Y;
        p.Y = (p = new P(p.X, p.X * y)).X;
        return p.X * p.Y;
    }

    [Case("2, 3")]
    [Differentiable]
    public static double WholeAsValue(double x, double y)
    {
        P a, b;
        a = b = new P(x * y, y);
        a.X = (b = new P(a.X, x)).Y * b.X;
        var c = (a = b) with { X = a.Y * (b.Y = x) };
        return a.X * a.Y + b.X * b.Y + c.X * c.Y;
    }

    [Case("2, 3")]
    [Differentiable]
    public static double Initialisers(double x, double y)
    {
        double t = x;
        var p = new P(t *= y, t += x) { X = t *= 2, Y = t + (t = 1) };
        var r = new R(t = x * x, t * y) { W = t *= y };
        r = r with { U = t + r.V, W = t = r.U * r.W };
        var q = new Q { A = p, B = new P(t, t = y) };
        return p.X * p.Y + r.U * r.V * r.W + q.A.X * q.B.X * q.B.Y + t;
    }

    [Case("2, 3")]
    [Differentiable]
    public static double ArrayInitialisers(double x, double y)
    {
        double t = x;
        var a = new[] { t *= y, t, t = x * t };
        Span<double> b = [t = a[0] + t, a[1] *= t, a[1] = t * 2, a[1]];
        Span<double> c = stackalloc double[] { t++, t, ++t * b[0]-- };
        var d = new double[3] { c[0] += t, c[0], b[0] };
        return a[0] + a[1] * a[2] * 0.1 + b[0] * b[1] * 0.01 + b[2] * b[3] + c[0] * c[1] * c[2] + d[0] * d[1] * d[2];
    }

    [Case("[1, 2, 3], 0")]
    [Differentiable]
    public static double TupleElements(ReadOnlySpan<double> x, int i)
    {
        Span<(double A, double B)> m = stackalloc (double, double)[3];
        m[i++] = (x[i], x[i] * x[0]);
        m[i].A = m[i - 1].B * (m[i].B = x[2]);
        m[i++] = m[i - 2];
        m[i].A -= m[--i].B + i;
        (m[0].A, m[0].B) = m[i];
        (m[i], i) = (m[2], 0);
        return m[0].A * m[0].B + m[1].A * m[2].A + m[1].B + i;
    }

    private static P Twice(Span<P> p, int i) { p[i].X *= 2; return p[i]; }

    [Case("2, 3")]
    [Differentiable]
    public static double OldValueOfField(double x, double y)
    {
        Span<P> p = [new P(x, y), new P(y, x)];
        p[0].X += Twice(p, 0).Y;
        p[1].X = p[1].X * Twice(p, 1).X + p[1].X;
        p[0].X *= Twice(p, 0).X;
        return p[0].X * p[1].X;
    }

    [Case("2, 3")]
    [Differentiable]
    public static double Properties(double x, double y)
    {
        var r = new R(x, y);
        r.W = r.U * (r.U = y);
        r.W += r.W *= r.U;
        r.U++;
        double t = r.U-- + --r.U * r.W;
        return t * r.U + r.W;
    }
}
