using System;
using AutoBackprop;

namespace Cases;

/// <summary>A method of a struct works on the variable that it is called on.</summary>
public static partial class Receivers
{
    public struct Counter
    {
        public double Sum; public int N;
        public void Add(double v) { Sum += v; N++; }
        public double Push(double v) { Add(v); Add(v * Sum); return Sum; }
        public readonly double Mean() => Sum / N;
        public readonly double Dot(in Counter o) => Sum * o.Sum;
        public double Mix(ref Counter o) { Sum += o.Sum; o.Sum *= Sum; return Sum; }
        public double Take(ref double v) { Sum += v; v *= Sum; return v; }
        public double From(Span<Counter> all) { all[0].Sum += Sum; Sum *= 2; return all[0].Sum; }
        public double Next => Sum += 1;
        public Counter Twice() { Sum *= 2; return this; }
        public static Counter operator ++(Counter c) { c.Sum += 1; c.N++; return c; }
        public static Counter operator +(Counter c, double v) { c.Add(v); return c; }
        public static Counter operator *(in Counter a, in Counter b) { var c = a; c.Sum *= b.Sum; return c; }
    }
    public struct Outer { public Counter A, B; public void Step(double v) { A.Add(v); B.Add(A.Sum * v); } }

    [Case("2, 3")]
    [Differentiable]
    public static double Locals(double x, double y)
    {
        Counter c = default;
        c.Add(x);
        double r = c.Push(y) + c.Sum * c.Push(c.Sum);
        var d = c;
        d.Add(x);
        r += c.Sum + d.Sum * c.Twice().Sum + c.Mean() * c.N + c.Next * c.Next;
        d.Twice().Add(100);
        return r + d.Sum;
    }

    [Case("2, 3")]
    [Differentiable]
    public static double ReadInTheCall(double x, double y)
    {
        Counter c = default, d = default;
        c.Add(x); d.Add(y);
        double r = c.Push(c.Push(y)) + c.Dot(c = d) + c.Dot(d + x);
        r += c.Mix(ref d) + d.Mix(ref c) * c.Sum;
        return r * 1e-2;
    }

    [Case("2, 3")]
    [Differentiable]
    public static double Aliases(double x, double y)
    {
        Counter c = default;
        c.Add(x); c.Add(y);
        double r = c.Mix(ref c) + c.Sum;
        return r * 1e-2;
    }

    [Case("2, 3, 3")]
    [Differentiable]
    public static double InLoops(double x, double y, int n)
    {
        Outer o = default;
        for (int i = 0; i < n; i++)
        {
            o.Step(x);
            o.A.Add(y * i);
            if (i > 0) o.B.Push(o.A.Sum);
        }
        int k = 0;
        while (k++ < n) o.Step(o.A.Next * 0.1);
        return o.A.Mean() + o.B.Sum * 1e-3;
    }

    [Case("2, 3")]
    [Differentiable]
    public static double Elements(double x, double y)
    {
        Span<Counter> c = stackalloc Counter[3];
        int i = 0;
        c[i++].Add(x);
        c[i++].Push(y + c[0].Push(y));
        double r = c[--i].Push(c[i].Sum) + c[0].Mix(ref c[1]);
        r += c[0].From(c) + c[1].From(c) * c[0].Sum + c[1].Mix(ref c[1]);
        r += c[2].Take(ref c[1].Sum);
        c[2]++;
        c[2] += x;
        foreach (ref var e in c) e.Add(x);
        foreach (var e in c) r += e.Sum;
        return r * 1e-3 + c[2].N;
    }

    [Case("2, 3")]
    [Differentiable]
    public static double Operators(double x, double y)
    {
        Counter c = default;
        c += x;
        var d = c++;
        var e = ++c;
        c += c.Sum * (c = d).Sum;
        var f = c * (c = e) + (c *= d).Sum;
        return c.Sum * d.Sum + e.Sum * c.N + f.Sum * y;
    }

    // a copy of it, where it cannot be changed
    private static double Copies(in Counter c) { c.Add(1); return c.Sum * c.Twice().Sum; }

    [Case("2, 3")]
    [Differentiable]
    public static double Unchangeable(double x, double y)
    {
        Counter c = default;
        c.Add(x);
        double r = Copies(in c) + Copies(c + y);
        Counter[] all = [c, c + y];
        foreach (var e in all) { e.Add(5); r += e.Sum; }
        ReadOnlySpan<Counter> view = all;
        view[1].Add(7);
        ref readonly Counter q = ref all[0];
        q.Add(2);
        all[0].Add(3);
        return r * view[1].Sum + c.Sum * q.Sum;
    }

    [Case("2, 3")]
    [Differentiable]
    public static double Parameter(double x, double y) => Inner(new Outer { A = new Counter { Sum = x }, B = new Counter { Sum = y, N = 1 } }, y);

    private static double Inner(Outer o, double v)
    {
        o.Step(v);
        ref Counter a = ref o.A;
        a.Push(v);
        o.A.Mix(ref o.B);
        return a.Sum * o.B.Sum + o.A.N;
    }
}
