using System;
using System.Collections.Generic;
using AutoBackprop;

namespace Cases;

/// <summary>Structs without real numbers, which methods change: a copy changes alone, a variable keeps its change.</summary>
public static partial class CopiesOfStructs
{
    public struct N
    {
        public int K;
        public N(int k) => K = k;
        public void Add(int n) => K += n;
        public int Next() => ++K;
        public readonly int Twice() => 2 * K;
        public int Plus(int n) => K + n;
        public int Own { get => K++; set => K = value; }
        public int this[int i] { get => K += i; set => K = value + i; }
        public static N operator +(N a, int k) { a.Add(k); return a; }
    }

    public struct M { public N Count; public double X; public void Grow(int n) { Count.Add(n); X *= Count.K; } }

    public struct Outer(N inner) { public N Inner = inner; }

    internal sealed class Box { public readonly N Fixed = new(2); public N Free; }

    internal static N Shared;

    private static readonly N Still = new(3);

    private static double Help(N n, double x) { n.Add(5); return n.K * x; }
    private static double HelpIn(in N n, double x) { n.Add(5); return n.K * x; }
    private static double HelpRef(ref N n, double x) { n.Add(5); return n.K * x; }
    private static double Give(N n, double x, out N m) { m = n; m.Add(2); n.Add(7); return n.K * x; }
    private static N Same(N n, double x) { n.Add(x > 0 ? 1 : 2); return n; }

    [Case("2, 3")]
    [Differentiable]
    public static double Argument(double x, int k)
    {
        var n = new N(k);
        return Help(n, x) + 10 * n.K * x + Help(n, x * x);
    }

    [Case("2, 3")]
    [Differentiable]
    public static double ArgumentIn(double x, int k)
    {
        var n = new N(k);
        return HelpIn(n, x) + 10 * HelpIn(in n, x) + 100 * n.K * x;
    }

    [Case("2, 3")]
    [Differentiable]
    public static double ArgumentByReference(double x, int k)
    {
        var n = new N(k);
        return HelpRef(ref n, x) + 10 * HelpRef(ref n, x) + 100 * n.K * x;
    }

    [Case("2, 3")]
    [Differentiable]
    public static double GivenBack(double x, int k)
    {
        var n = new N(k);
        var y = Give(n, x, out var m);
        var s = Same(m, x);
        s.Add(3);
        return y + 10 * n.K * x + 100 * m.K * x * x + 1000 * s.K * x;
    }

    [Case("2, 3")]
    [Differentiable]
    public static double Assigned(double x, int k)
    {
        var a = new N(k);
        var b = a;
        b.Add(4);
        var c = b;
        c.Add(1);
        a = c;
        c.Add(1);
        return x * (a.K + 10 * b.K + 100 * c.K);
    }

    [Case("2, 3")]
    [Differentiable]
    public static double Results(double x, int k)
    {
        var a = new N(k);
        var y = a.Next() * x + a.Next() * x * x;
        var b = a;
        return y + b.Next() * x + a.K + b.K * a.Twice() * x;
    }

    [Case("2, 3, true")]
    [Case("2, 3, false")]
    [Differentiable]
    public static double Branches(double x, int k, bool isFirst)
    {
        N a = new(k), b = new(1);
        if (isFirst) a.Add(1);
        else b = a;
        b.Add(2);
        (a, b) = (b, a);
        a.Add(4);
        return x * (a.K + 10 * b.K);
    }

    [Case("2, 3")]
    [Differentiable]
    public static double Loop(double x, int k)
    {
        var a = new N(0);
        var last = a;
        var sum = 0.0;
        for (var i = 0; i < k; i++)
        {
            last = a;
            a.Add(i + 1);
            sum += x * (a.K + 10 * last.K);
        }
        while (a.Next() < 10) sum *= x;
        return sum + last.K * x;
    }

    [Case("[1, 2, 3], 2")]
    [Differentiable]
    public static double Elements(ReadOnlySpan<double> x, int k)
    {
        var n = new N[3];
        n[0] = new N(k);
        n[1] = n[0];
        n[1].Add(1);
        var b = n[1];
        b.Add(1);
        foreach (var e in n)
        {
            var copy = e;
            copy.Add(50);
        }
        return x[0] * n[0].K + x[1] * n[1].K + x[2] * (b.K + n[2].K);
    }

    [Case("2, 3")]
    [Differentiable]
    public static double Members(double x, int k)
    {
        var m = new M { Count = new N(k), X = x };
        var o = m;
        o.Count.Add(1);
        var n = m.Count;
        n.Add(10);
        m.Grow(2);
        return m.X * m.Count.K + 10 * o.X * o.Count.K + n.K * x;
    }

    [Case("2, 3")]
    [Differentiable]
    public static double Tuples(double x, int k)
    {
        var t = (A: new N(k), X: x);
        var u = t;
        u.A.Add(1);
        var (n, y) = t;
        n.Add(10);
        t.A.Add(100);
        return x * t.A.K + y * (u.A.K + n.K);
    }

    [Case("2, 3")]
    [Differentiable]
    public static double Properties(double x, int k)
    {
        var n = new N(k);
        var m = n;
        var y = n.Own * x + n.Own * x * x;
        return y + n[3] * x + n.K * x + 100 * m.K * x;
    }

    [Case("2, 3")]
    [Differentiable]
    public static double Operators(double x, int k)
    {
        var n = new N(k);
        var m = n + 2;
        m += 3;
        return x * (n.K + 10 * m.K);
    }

    [Case("2")]
    [Differentiable]
    public static double ReadOnlyFields(double x)
    {
        Still.Add(4);
        return x * Still.K + x * x * Still.Next() + Still.Next();
    }

    [Case("2, 3")]
    [Differentiable]
    public static double OfTheLanguage(double x, int k)
    {
        var list = new List<int>();
        list.Add(k);
        list.Add(4);
        var e = list.GetEnumerator();
        var f = e;
        var sum = 0.0;
        while (e.MoveNext()) sum = sum * x + e.Current;
        f.MoveNext();
        return sum + f.Current * x;
    }

    [Case("2, 3")]
    [Differentiable]
    public static double LocalReference(double x, int k)
    {
        N a = new(k), b = a;
        ref var r = ref a;
        r.Add(2);
        var c = r;
        c.Add(7);
        return x * (a.K + 10 * b.K + 100 * c.K);
    }

    [Case("2, 3")]
    [Differentiable]
    public static double ArgumentsThatChangeIt(double x, int k)
    {
        var n = new N(k);
        var m = n;
        n.Add(n.Next() + n.Next());
        return x * (n.K + m.K) + n.Plus(n.Next()) * x * x;
    }

    [Case("2, 3")]
    [Differentiable]
    public static double InsideOthers(double x, int k)
    {
        var o = new Outer(new N(k));
        var p = o;
        o.Inner.Add(3);
        p.Inner.Add(p.Inner.Next());
        var b = new Box();
        b.Fixed.Add(5);
        b.Free.Add(k);
        b.Free.Add(k);
        Shared = default;
        Shared.Add(k);
        var s = Shared;
        s.Add(1);
        Shared.Add(2);
        return x * (o.Inner.K + 10 * p.Inner.K + 100 * b.Fixed.K) + x * x * (b.Free.K + Shared.K + s.K);
    }

    [Case("[1, 2, 3], 2")]
    [Differentiable]
    public static double ForEach(ReadOnlySpan<double> x, int k)
    {
        var list = new N[3];
        list[1] = new N(k);
        var sum = 0.0;
        foreach (var n in list)
        {
            n.Add(k);
            sum += n.K * x[0];
        }
        for (var i = 0; i < 3; i++)
        {
            list[i].Add(i);
            sum += list[i].K * x[i];
        }
        return sum;
    }
}
