using System;
using AutoBackprop;

namespace Cases;

/// <summary>What many directions at once have to do right: memory that is the same in all of them and memory that is not, and rows that depend
/// on few elements each.</summary>
public static partial class Directions
{
    [Differentiable, Case("\"r:1:1\", [1, 0.5, -0.75], \"r:4:1\""), Case("\"r:9:1\", [1, 0.5, -0.75], \"r:4:1\""), Case("\"r:15:1\", [1, 0.5, -0.75], \"r:5:1\""), Case("\"r:16:1\", [1, 0.5, -0.75], \"r:3:1\""), Case("\"r:35:1\", [1, 0.5, -0.75], \"r:20:1\"")]
    public static void Chain(ReadOnlySpan<double> p, [NoGradient] double[] turns, Span<double> y)
    {
        Span<double> turned = new double[4], places = new double[4 * p.Length], scales = new double[3];
        for (var i = 0; i < turns.Length; i++) scales[i] = turns[i] * turns[i];
        for (var k = 0; k < p.Length; k++)
        {
            turned.Clear();
            if (k % 2 == 0) turned[0] = Math.Sin(p[k]);
            else turned[3] = scales[k % 3] * p[k];
            if (p[k] > 0) turned[1] = p[k] * p[k];
            else turned[2] = Math.Exp(p[k]);
            scales[1] += 0.01;
            var place = places.Slice(4 * k, 4);
            for (var i = 0; i < 4; i++)
            {
                place[i] = turned[i] * scales[0];
                if (k > 0) place[i] += 0.5 * places[4 * (k - 1) + i] * scales[1];
            }
        }
        for (var i = 0; i < y.Length; i++) y[i] += places[4 * (p.Length - 1) + i % 4] * y[i];
    }

    [Differentiable, Case("\"r:17:1\", \"r:6:1\""), Case("\"r:5:1\", \"r:6:1\"")]
    public static float Single(float[] p, float[] w)
    {
        var memory = new float[p.Length];
        var sum = 0f;
        foreach (var v in w)
        {
            Array.Clear(memory);
            for (var i = 0; i < p.Length; i++) memory[i] += v * p[i];
            for (var i = 1; i < p.Length; i++) memory[i] += memory[i - 1] * v;
            sum += memory[^1] * memory[^1];
        }
        return sum;
    }

    /// <summary>Two elements and three rows in each iteration.</summary>
    [Differentiable, Case("[1, 2, 3, 4, 5, 6], 0.5, \"r:9:1\""), Case("\"r:40:1\", 0.5, \"r:60:1\""), Case("\"r:7:1\", 0.5, \"r:12:1\""), Case("[], 0.5, []", ZeroIsRight = true), Case("\"r:4:1\", 0.5, [1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12]")]
    public static void Pairs(ReadOnlySpan<double> x, double k, Span<double> y)
    {
        for (var i = 0; i < x.Length / 2; i++)
        {
            var (a, b) = (x[2 * i], x[2 * i + 1]);
            for (var j = 0; j < 3; j++) y[3 * i + j] = a * k + Math.Sin(b) * (j + a);
        }
    }

    [Differentiable, Case("\"r:20:1\", \"r:20:1\", \"r:20:1\"")]
    public static double EachFromItsOwn(ReadOnlySpan<double> x, ReadOnlySpan<double> w, Span<double> y)
    {
        for (var i = 0; i < x.Length; i++) y[i] = Math.Exp(x[i]) * w[i];
        var sum = 0.0;
        for (var i = 0; i < w.Length; i++) sum += w[i] * w[i];
        return sum;
    }

    /// <summary>The last element of an iteration is the first of the next one.</summary>
    [Differentiable, Case("\"r:13:1\", \"r:6:1\"")]
    public static void Neighbours(ReadOnlySpan<double> x, Span<double> y)
    {
        for (var i = 0; i < y.Length; i++) y[i] = x[2 * i] * x[2 * i + 2];
    }

    /// <summary>Rows meet where the loop adds up.</summary>
    [Differentiable, Case("\"r:12:1\", \"r:13:1\"")]
    public static void Sums(ReadOnlySpan<double> x, Span<double> y)
    {
        var sum = 0.0;
        for (var i = 0; i < x.Length; i++)
        {
            sum += x[i] * x[i];
            y[i] = sum;
        }
    }

    /// <summary>What the iterations wrote is read again.</summary>
    [Differentiable, Case("\"r:12:1\", \"r:12:1\"")]
    public static void ReadAgain(ReadOnlySpan<double> x, Span<double> y)
    {
        for (var i = 0; i < x.Length; i++) y[i] = x[i] * x[i];
        for (var i = 1; i < x.Length; i++) y[i] = y[i] * y[i - 1];
    }

    /// <summary>Rows of which iterations write the same one.</summary>
    [Differentiable, Case("\"r:12:1\", \"r:14:1\"")]
    public static void Overlapping(ReadOnlySpan<double> x, Span<double> y)
    {
        for (var i = 0; i < x.Length; i++)
            for (var j = 0; j < 3; j++) y[i + j] = x[i] * (1 + j);
    }

    /// <summary>Through memory that belongs to all iterations.</summary>
    [Differentiable, Case("\"r:12:1\", \"r:12:1\"")]
    public static void Remembered(ReadOnlySpan<double> x, Span<double> y)
    {
        Span<double> last = stackalloc double[1];
        for (var i = 0; i < x.Length; i++)
        {
            y[i] = last[0] + x[i];
            last[0] = x[i] * x[i];
        }
    }
}
