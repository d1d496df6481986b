using System;
using AutoBackprop;

namespace Cases;

/// <summary>Arrays of a branch that change places: on the way back their lengths are asked for, when they are not there any more.</summary>
public static partial class LengthsOfBranches
{
    [Case("[1, 2], 3, 4, 0")]
    [Case("[1, 2], 3, 4, 1")]
    [Case("[1, 2], 3, 4, 2")]
    [Differentiable]
    public static double LastOfSwapped(double[] u, double x, double y, int k)
    {
        var v = 0;
        if (k < 1) u[1] = Math.Sin(y);
        else if (k == 1)
        {
            double[] last = [x * y, y, x], next = [y * y, x * x, 2];
            last[0] *= u[v++ & 1];
            for (var i = 0; i < 3; i++) (last, next) = (next, last);
            x += last[^1] * next[^2];
        }
        return u[v] + x;
    }

    [Case("[1, 2, 3], 3, 4")]
    [Case("[1, 2, 3], 2, 2")]
    [Case("[1, 2, 3], 0, 1")]
    [Differentiable]
    public static double OfOtherLengths(ReadOnlySpan<double> u, int n, int m)
    {
        if (n < 1) return u[0];
        if (m < 3) return u[1] * u[1];
        double[] a = new double[n], b = new double[m];
        a[^1] = u[0];
        b[^1] = u[1];
        for (var i = 0; i < m; i++)
        {
            a[^1] += u[2] * b[0] * a[^1];
            b[0] += a[0] + u[1];
            (a, b) = (b, a);
        }
        return a[^1] * b[^1] + a[0];
    }

    [Case("[1, 2, 3], 3, 4")]
    [Differentiable]
    public static double InLoop(ReadOnlySpan<double> u, int n, int m)
    {
        var sum = u[0];
        for (var k = 0; k < m; k++)
        {
            if (k == 1) sum *= sum;
            else
            {
                double[] a = new double[n + k], b = new double[m];
                a[^1] = u[0] * sum;
                b[^1] = u[1];
                while (a[^1] < 4)
                {
                    a[^1] += u[2] * b[^1];
                    (a, b) = (b, a);
                }
                sum = Math.Sin(0.1 * a[^1] - b[^1]);
            }
        }
        return sum;
    }
}
