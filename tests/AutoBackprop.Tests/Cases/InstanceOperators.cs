using System;
using AutoBackprop;

namespace Cases;

/// <summary>Operators that are methods of a struct and change the variable they stand beside.</summary>
public static partial class InstanceOperators
{
    public struct Counter
    {
        public int N;
        public void operator +=(int k) => N += k;
        public void operator ++() => N++;
        public static Counter operator *(Counter c, int k) { c.N *= k; return c; }
    }

    public struct Sum
    {
        public double V;
        public int N;
        public void operator +=(double v) { V += v; N++; }
        public void operator *=(Sum o) => V *= o.V;
        public void operator ++() => V++;
        public static Sum operator -(Sum a, Sum b) => new Sum { V = a.V - b.V };
    }

    [Case("2", Value = 6, Grad = "3")]
    [Differentiable]
    public static double Counted(double x)
    {
        Counter c = default;
        c += 3;
        return x * c.N;
    }

    // a copy keeps its own count
    [Case("2", Value = 102, Grad = "87")]
    [Differentiable]
    public static double Copied(double x)
    {
        Counter c = default;
        c += 3;
        var d = c;
        c += 4;
        c *= 2;
        d += c.N;
        c++;
        ++d;
        return x * c.N + d.N * x * x;
    }

    [Case("2", Value = 728, Grad = "364")]
    [Differentiable]
    public static double CountedInLoop(double x)
    {
        Counter c = default;
        for (int i = 0; i < 3; i++)
        {
            c += i;
            x *= c.N + 1;
            if (i == 1) c += 10;
        }
        return x * c.N;
    }

    [Case("2, 3", Value = -3638, Grad = "-7484, -3742")]
    [Differentiable]
    public static double Summed(double x, double y)
    {
        Sum c = default;
        c += x;
        c += y * c.V;
        var d = c;
        d *= c;
        c++;
        ++d;
        c -= d;
        return c.V * d.V + c.N + d.N;
    }

    [Case("2, 3", Value = 540, Grad = "288, 468")]
    [Differentiable]
    public static double Elements(double x, double y)
    {
        Span<Sum> c = [new Sum { V = x }, new Sum { V = y }];
        int i = 0;
        c[i++] += c[i].V;
        c[i--] *= c[i];
        c[i]++;
        c[0] *= c[0];
        return c[0].V * c[1].V;
    }
}
