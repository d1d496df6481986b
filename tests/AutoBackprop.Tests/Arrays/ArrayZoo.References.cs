#pragma warning disable AB0008, AB0101, AB0102, AB0103, AB0104, AB0105, AB0303, AB0304, AB0306, AB0205, AB0401, AB0402, AB0403
namespace AutoBackprop.Tests;

/// <summary>Methods that leave results in their parameters.</summary>
internal static partial class ArrayZoo
{
    private struct Particle
    {
        public double At, Speed;
    }

    private static void Both(double x, out double s, out double c)
    {
        s = Math.Sin(x);
        c = Math.Cos(x) * s;
    }

    private static void Decay(ref double h, double x, ref double total)
    {
        h = Math.Tanh(h + x);
        total = 0.9 * total + h * h;
        if (total > 0.8)
        {
            total *= 0.5;
            return;
        }
        h *= 0.9;
    }

    private static void Times(ref double v, double k) => v *= k;

    private static void Move(ref Particle p, double force)
    {
        p.Speed = Math.Sin(p.Speed + force);
        p = new Particle { At = 0.5 * p.At + p.Speed, Speed = p.Speed };
    }

    private static bool IsLess(double a, ref double least)
    {
        if (a >= least) return false;
        least = a;
        return true;
    }

    private static int Next(ref int at, double x, out double y)
    {
        at++;
        y = x * at;
        return at;
    }

    [Differentiable]
    internal static double SinesAndCosines(ReadOnlySpan<double> x)
    {
        var t = 0.0;
        foreach (var v in x)
        {
            Both(v, out var s, out var c);
            t += s * c;
        }
        Both(t, out t, out _);
        return t;
    }

    [Differentiable]
    internal static double TwoReferences(ReadOnlySpan<double> x)
    {
        var (h, t) = (0.1, 0.0);
        for (var i = 0; i < x.Length; i++) Decay(ref h, x[i], ref t);
        return h + t;
    }

    [Differentiable]
    internal static double ElementsByReference(ReadOnlySpan<double> x)
    {
        var y = new double[x.Length];
        for (var i = 0; i < x.Length; i++)
        {
            y[i] = x[i];
            Times(ref y[i], x[(i + 1) % x.Length]);
        }
        var s = 0.0;
        foreach (var v in y) s += v * v;
        return s;
    }

    [Differentiable]
    internal static double StructByReference(ReadOnlySpan<double> x)
    {
        var p = new Particle { At = 1.0, Speed = 0.1 };
        for (var i = 0; i < x.Length; i++)
        {
            Move(ref p, x[i]);
            Times(ref p.At, 0.9);
        }
        return p.At * p.Speed;
    }

    [Differentiable]
    internal static double LeastOfSquares(ReadOnlySpan<double> x)
    {
        var (least, found) = (10.0, 0);
        foreach (var v in x)
            if (IsLess(v * v, ref least)) found++;
        return least * found;
    }

    [Differentiable]
    internal static double PositionByReference(ReadOnlySpan<double> x)
    {
        var (at, s) = (0, 0.0);
        while (at < x.Length)
        {
            var k = Next(ref at, x[at], out var y);
            s += y / k;
        }
        return s * s;
    }
}
