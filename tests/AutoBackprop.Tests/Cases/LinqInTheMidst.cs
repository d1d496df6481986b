using AutoBackprop;

namespace Cases;

#pragma warning disable AB0008, AB0009

/// <summary>Who asks for an element in the midst of a sequence, or for its end, after a lambda that changes a variable: which elements it
/// runs for is LINQ's affair. What is refused of these stands among the declarations.</summary>
public static partial class LinqInTheMidst
{
    [Differentiable, Case("[1, 3.1, 2.2, 4.3], 1.5")]
    public static double Of23(double[] p, double w)
    {
        var n = w;
        var s = p.Select((e, i) => n += e * i).Take(2).Sum();
        return s * n;
    }

    [Differentiable, Case("[1, 3.1, 2.2, 4.3], 1.5")]
    public static double Of24(double[] p, double w)
    {
        var n = w;
        var s = p.Select(e => n += e).Take(2).Last();
        return s * n;
    }

    [Differentiable, Case("[1, 3.1, 2.2, 4.3], 1.5")]
    public static double Of25(double[] p, double w)
    {
        var n = w;
        var s = p.Select(e => n += e).Skip(1).Take(2).Last();
        return s * n;
    }

    [Differentiable, Case("[1, 3.1, 2.2, 4.3], 1.5")]
    public static double Of26(double[] p, double w)
    {
        var n = w;
        var s = p.Select(e => n += e).Take(3).Skip(1).Sum();
        return s * n;
    }

    [Differentiable, Case("[1, 3.1, 2.2, 4.3], 1.5")]
    public static double Of27(double[] p, double w)
    {
        var n = w;
        var s = p.Select(e => n += e).Skip(1).ElementAt(1);
        return s * n;
    }

    [Differentiable, Case("[1, 3.1, 2.2, 4.3], 1.5")]
    public static double Of28(double[] p, double w)
    {
        var n = w;
        var s = p.Select(e => n += e).Take(3).Any() ? 1 : 2;
        return s * n;
    }

    [Differentiable, Case("[1, 3.1, 2.2, 4.3], 1.5")]
    public static double Of29(double[] p, double w)
    {
        var n = w;
        var s = p.Select(e => n += e).Skip(1).Any() ? 1 : 2;
        return s * n;
    }

    [Differentiable, Case("[1, 3.1, 2.2, 4.3], 1.5")]
    public static double Of30(double[] p, double w)
    {
        var n = w;
        var s = p.Select(e => n += e).Take(3).Count();
        return s * n;
    }

    [Differentiable, Case("[1, 3.1, 2.2, 4.3], 1.5")]
    public static double Of38(double[] p, double w)
    {
        var n = w;
        var s = p.Select(e => n += e).Where(e => e > 2.7).Last();
        return s * n;
    }

    [Differentiable, Case("[1, 3.1, 2.2, 4.3], 1.5")]
    public static double Of39(double[] p, double w)
    {
        var n = w;
        var s = p.Select(e => n += e).Where(e => e > 2.7).ElementAt(1);
        return s * n;
    }

    [Differentiable, Case("[1, 3.1, 2.2, 4.3], 1.5")]
    public static double Of42(double[] p, double w)
    {
        var n = w;
        var s = p.Select(e => n += e).SkipWhile(e => e < 5).Skip(1).Sum();
        return s * n;
    }

    [Differentiable, Case("[1, 3.1, 2.2, 4.3], 1.5")]
    public static double Of46(double[] p, double w)
    {
        var n = w;
        var s = p.Select(e => n += e).Select(e => e * n).Skip(2).Sum();
        return s * n;
    }

    [Differentiable, Case("[1, 3.1, 2.2, 4.3], 1.5")]
    public static double Of47(double[] p, double w)
    {
        var n = w;
        var s = p.Select(e => n += e).Select(e => e * n).Last();
        return s * n;
    }

    [Differentiable, Case("[1, 3.1, 2.2, 4.3], 1.5")]
    public static double Of48(double[] p, double w)
    {
        var n = w;
        var s = Enumerable.Range(0, 4).Select(i => n += p[i]).Skip(2).Sum();
        return s * n;
    }

    [Differentiable, Case("[1, 3.1, 2.2, 4.3], 1.5")]
    public static double Of50(double[] p, double w)
    {
        var n = w;
        var s = Enumerable.Repeat(w, 4).Select(e => n += e).Skip(2).Sum();
        return s * n;
    }

    [Differentiable, Case("[1, 3.1, 2.2, 4.3], 1.5")]
    public static double Of51(double[] p, double w)
    {
        var n = w;
        var s = Enumerable.Repeat(w, 4).Select(e => n += e).Last();
        return s * n;
    }

    [Differentiable, Case("[1, 3.1, 2.2, 4.3], 1.5")]
    public static double Of52(double[] p, double w)
    {
        var n = w;
        var s = p.ToList().Select(e => n += e).Skip(2).Sum();
        return s * n;
    }

    [Differentiable, Case("[1, 3.1, 2.2, 4.3], 1.5")]
    public static double Of53(double[] p, double w)
    {
        var n = w;
        var s = p.ToList().Select(e => n += e).Last();
        return s * n;
    }

    [Differentiable, Case("[1, 3.1, 2.2, 4.3], 1.5")]
    public static double Of54(double[] p, double w)
    {
        var n = w;
        var s = p.Select(e => n += e).FirstOrDefault();
        return s * n;
    }

    [Differentiable, Case("[1, 3.1, 2.2, 4.3], 1.5")]
    public static double Of55(double[] p, double w)
    {
        var n = w;
        var s = p.Select(e => n += e).LastOrDefault();
        return s * n;
    }

    [Differentiable, Case("[1, 3.1, 2.2, 4.3], 1.5")]
    public static double Of57(double[] p, double w)
    {
        var n = w;
        var s = p.Select(e => n += e).First(e => e > 3);
        return s * n;
    }

    [Differentiable, Case("[1, 3.1, 2.2, 4.3], 1.5")]
    public static double Of58(double[] p, double w)
    {
        var n = w;
        var s = p.Select(e => n += e).Last(e => e > 3);
        return s * n;
    }

    [Differentiable, Case("[1, 3.1, 2.2, 4.3], 1.5")]
    public static double Of59(double[] p, double w)
    {
        var n = w;
        var s = p.Select(e => n += e).Any(e => e > 3) ? 1 : 2;
        return s * n;
    }

    [Differentiable, Case("[1, 3.1, 2.2, 4.3], 1.5")]
    public static double Of60(double[] p, double w)
    {
        var n = w;
        var s = p.Select(e => n += e).All(e => e > 3) ? 1 : 2;
        return s * n;
    }

    [Differentiable, Case("[1, 3.1, 2.2, 4.3], 1.5")]
    public static double Of61(double[] p, double w)
    {
        var n = w;
        var s = p.Where(e => (n += e) > 4).Skip(1).Sum();
        return s * n;
    }

    [Differentiable, Case("[1, 3.1, 2.2, 4.3], 1.5")]
    public static double Of62(double[] p, double w)
    {
        var n = w;
        var s = p.Where(e => (n += e) > 4).Count();
        return s * n;
    }

    [Differentiable, Case("[1, 3.1, 2.2, 4.3], 1.5")]
    public static double Of63(double[] p, double w)
    {
        var n = w;
        var s = p.Where(e => (n += e) > 4).Any() ? 1 : 2;
        return s * n;
    }

    [Differentiable, Case("[1, 3.1, 2.2, 4.3], 1.5")]
    public static double Of64(double[] p, double w)
    {
        var n = w;
        var s = p.SelectMany(e => new[] { n += e, e }).Skip(3).Sum();
        return s * n;
    }

    [Differentiable, Case("[1, 3.1, 2.2, 4.3], 1.5")]
    public static double Of65(double[] p, double w)
    {
        var n = w;
        var s = p.SelectMany(e => new[] { n += e, e }).Last();
        return s * n;
    }

    [Differentiable, Case("[1, 3.1, 2.2, 4.3], 1.5")]
    public static double Of66(double[] p, double w)
    {
        var n = w;
        var s = p.Select(e => n += e).Chunk(2).Skip(1).Sum(c => c[0]);
        return s * n;
    }

    [Differentiable, Case("[1, 3.1, 2.2, 4.3], 1.5")]
    public static double Of68(double[] p, double w)
    {
        var n = w;
        var s = p.Select(e => n += e).MaxBy(e => -e);
        return s * n;
    }

    [Differentiable, Case("[1, 3.1, 2.2, 4.3], 1.5")]
    public static double Of71(double[] p, double w)
    {
        var n = w;
        var s = p.OrderBy(e => n += e).First();
        return s * n;
    }

    [Differentiable, Case("[1, 3.1, 2.2, 4.3], 1.5")]
    public static double Of72(double[] p, double w)
    {
        var n = w;
        var s = p.OrderBy(e => n += e).Skip(1).Sum();
        return s * n;
    }

    [Differentiable, Case("[1, 3.1, 2.2, 4.3], 1.5")]
    public static double Of73(double[] p, double w)
    {
        var n = w;
        var s = p.Select(e => n += e).Aggregate((a, b) => a * b);
        return s * n;
    }

    [Differentiable, Case("[1, 3.1, 2.2, 4.3], 1.5")]
    public static double Of74(double[] p, double w)
    {
        var n = w;
        var s = p.Select(e => n += e).Skip(1).Average();
        return s * n;
    }

    [Differentiable, Case("[1, 3.1, 2.2, 4.3], 1.5")]
    public static double Of75(double[] p, double w)
    {
        var n = w;
        var s = p.Select(e => n += e).Contains(5.5) ? 1 : 2;
        return s * n;
    }

    [Differentiable, Case("[1, 3.1, 2.2, 4.3], 1.5")]
    public static double Of76(double[] p, double w)
    {
        var n = w;
        var s = p.Select(e => n += e).Single(e => e > 10);
        return s * n;
    }
}
