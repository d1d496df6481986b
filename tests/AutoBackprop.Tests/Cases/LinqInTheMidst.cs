using AutoBackprop;

namespace Cases;

#pragma warning disable AB0008, AB0009

/// <summary>Who asks for some elements of a sequence after a lambda that changes a variable, where LINQ runs it for the same ones whatever
/// LINQ it is. What is refused of these stands among the declarations.</summary>
public static partial class LinqInTheMidst
{
    [Differentiable, Case("[1, 3.1, 2.2, 4.3], 1.5")]
    public static double StartOfNumbered(double[] p, double w)
    {
        var n = w;
        var s = p.Select((e, i) => n += e * i).Take(2).Sum();
        return s * n;
    }

    [Differentiable, Case("[1, 3.1, 2.2, 4.3], 1.5")]
    public static double CountOfStart(double[] p, double w)
    {
        var n = w;
        var s = p.Select(e => n += e).Take(3).Count();
        return s * n;
    }

    [Differentiable, Case("[1, 3.1, 2.2, 4.3], 1.5")]
    public static double LastThatHolds(double[] p, double w)
    {
        var n = w;
        var s = p.Select(e => n += e).Where(e => e > 2.7).Last();
        return s * n;
    }

    [Differentiable, Case("[1, 3.1, 2.2, 4.3], 1.5")]
    public static double ElementThatHolds(double[] p, double w)
    {
        var n = w;
        var s = p.Select(e => n += e).Where(e => e > 2.7).ElementAt(1);
        return s * n;
    }

    [Differentiable, Case("[1, 3.1, 2.2, 4.3], 1.5")]
    public static double RestOfRest(double[] p, double w)
    {
        var n = w;
        var s = p.Select(e => n += e).SkipWhile(e => e < 5).Skip(1).Sum();
        return s * n;
    }

    [Differentiable, Case("[1, 3.1, 2.2, 4.3], 1.5")]
    public static double FirstIfAny(double[] p, double w)
    {
        var n = w;
        var s = p.Select(e => n += e).FirstOrDefault();
        return s * n;
    }

    [Differentiable, Case("[1, 3.1, 2.2, 4.3], 1.5")]
    public static double FirstBy(double[] p, double w)
    {
        var n = w;
        var s = p.Select(e => n += e).First(e => e > 3);
        return s * n;
    }

    [Differentiable, Case("[1, 3.1, 2.2, 4.3], 1.5")]
    public static double LastBy(double[] p, double w)
    {
        var n = w;
        var s = p.Select(e => n += e).Last(e => e > 3);
        return s * n;
    }

    [Differentiable, Case("[1, 3.1, 2.2, 4.3], 1.5")]
    public static double AnyBy(double[] p, double w)
    {
        var n = w;
        var s = p.Select(e => n += e).Any(e => e > 3) ? 1 : 2;
        return s * n;
    }

    [Differentiable, Case("[1, 3.1, 2.2, 4.3], 1.5")]
    public static double AllBy(double[] p, double w)
    {
        var n = w;
        var s = p.Select(e => n += e).All(e => e > 3) ? 1 : 2;
        return s * n;
    }

    [Differentiable, Case("[1, 3.1, 2.2, 4.3], 1.5")]
    public static double RestOfFiltered(double[] p, double w)
    {
        var n = w;
        var s = p.Where(e => (n += e) > 4).Skip(1).Sum();
        return s * n;
    }

    [Differentiable, Case("[1, 3.1, 2.2, 4.3], 1.5")]
    public static double CountOfFiltered(double[] p, double w)
    {
        var n = w;
        var s = p.Where(e => (n += e) > 4).Count();
        return s * n;
    }

    [Differentiable, Case("[1, 3.1, 2.2, 4.3], 1.5")]
    public static double AnyFiltered(double[] p, double w)
    {
        var n = w;
        var s = p.Where(e => (n += e) > 4).Any() ? 1 : 2;
        return s * n;
    }

    [Differentiable, Case("[1, 3.1, 2.2, 4.3], 1.5")]
    public static double RestOfMany(double[] p, double w)
    {
        var n = w;
        var s = p.SelectMany(e => new[] { n += e, e }).Skip(3).Sum();
        return s * n;
    }

    [Differentiable, Case("[1, 3.1, 2.2, 4.3], 1.5")]
    public static double LastOfMany(double[] p, double w)
    {
        var n = w;
        var s = p.SelectMany(e => new[] { n += e, e }).Last();
        return s * n;
    }

    [Differentiable, Case("[1, 3.1, 2.2, 4.3], 1.5")]
    public static double Extreme(double[] p, double w)
    {
        var n = w;
        var s = p.Select(e => n += e).MaxBy(e => -e);
        return s * n;
    }

    [Differentiable, Case("[1, 3.1, 2.2, 4.3], 1.5")]
    public static double Folded(double[] p, double w)
    {
        var n = w;
        var s = p.Select(e => n += e).Aggregate((a, b) => a * b);
        return s * n;
    }

    [Differentiable, Case("[1, 3.1, 2.2, 4.3], 1.5")]
    public static double Contained(double[] p, double w)
    {
        var n = w;
        var s = p.Select(e => n += e).Contains(5.5) ? 1 : 2;
        return s * n;
    }

    [Differentiable, Case("[1, 3.1, 2.2, 4.3], 1.5")]
    public static double OnlyBy(double[] p, double w)
    {
        var n = w;
        var s = p.Select(e => n += e).Single(e => e > 10);
        return s * n;
    }

    [Differentiable, Case("[1, 3.1, 2.2, 4.3], 1.5")]
    public static double FoundFromTheEnd(double[] p, double w)
    {
        var n = w;
        var s = Array.FindLast(p, e => (n += e * w) > 3) * p.ToList().FindLast(e => (n += e) > 9);
        return s * n;
    }

    [Differentiable]
    [Case("[1, 3.1, 2.2, 4.3], 1.5")]
    public static double LargestOnTheWay(double[] p, double w)
    {
        var n = w;
        var s = p.Select(e => n += e).MaxBy(e => n = w - 0.3 * n + e) + p.Where(e => (n += e) > 5).MinBy(e => e * n);
        return s * n;
    }

    [Differentiable]
    [Case("[1, 3.1, 2.2, 4.3], 1.5")]
    public static double OrderedTwice(double[] p, double w)
    {
        var n = w;
        var s = 0.0;
        foreach (var e in p.OrderBy(e => (n += e) > 6 ? 1 : 0).ThenBy(e => n = e - 0.5 * n)) s = 0.5 * s + e * n;
        return s * n;
    }

    [Differentiable]
    [Case("[1, 3.1, 2.2, 4.3], 1.5")] [Case("[1], 1.5")]
    public static double LastOfZipped(double[] p, double w)
    {
        var n = w;
        var s = p.Zip(p, (a, b) => n += a * b).Last() + p.Where(e => e > w).Select(e => e * w).LastOrDefault();
        return s * n;
    }

    public readonly record struct Point(double X, double Y);

    [Differentiable]
    [Case("[1, 2.1, 3.1, 4.2], 0.7")]
    public static double StructOnTheWay(double[] p, double w)
    {
        var n = w;
        var (s, t) = (p.Select(e => new Point(e, n = 1.2 * n + e)).MinBy(q => q.Y * w), p.Select(e => (e, n *= 0.9)).MaxBy(q => q.Item2));
        return s.X * s.Y * t.e + n;
    }

    [Differentiable]
    [Case("[1, 2.1, 3.1, 4.2], 0.7")]
    public static double LargestInALoop(double[] p, double w)
    {
        var n = w;
        for (var i = 0; i < 3; i++)
        {
            p[i] = 0.1 * p[1..].Select(e => n += e * w).MinBy(e => -e * n);
            w += 0.01 * p[i];
        }
        return p.Sum() * n;
    }

    [Differentiable]
    [Case("[1, 2.1, 3.1, 4.2], 0.7")]
    public static double OrderedThrice(double[] p, double w)
    {
        var n = w;
        var s = 0.0;
        foreach (var e in p.OrderByDescending(e => (n += e) > 4 ? 1 : 0).ThenBy(e => (int)(n = n * 0.9 + e)).ThenByDescending(e => n -= e))
            s = 0.5 * s + e * n;
        return s * n;
    }
}
