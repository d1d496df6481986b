using System;
using System.Collections.Generic;
using System.Linq;

namespace AutoBackprop.Tests.Programs.Forward;

/// <summary>What LINQ has for double and float, and for nothing else.</summary>
public static class Sequences
{
    public static Dual Sum(this IEnumerable<Dual> values) => values.Aggregate((Dual)0, (a, v) => a + v);
    public static Dual Sum<T>(this IEnumerable<T> values, Func<T, Dual> of) => values.Select(of).Sum();

    public static Dual Average(this IEnumerable<Dual> values)
    {
        var all = values.ToList();
        return all.Count == 0 ? throw new InvalidOperationException() : all.Sum() / all.Count;
    }

    public static Dual Average<T>(this IEnumerable<T> values, Func<T, Dual> of) => values.Select(of).Average();

    public static Dual Max(this IEnumerable<Dual> values) => Extreme(values, (v, best) => v.CompareTo(best) > 0, x => x.Value);
    public static Dual Max<T>(this IEnumerable<T> values, Func<T, Dual> of) => values.Select(of).Max();
    public static Dual Min(this IEnumerable<Dual> values) => Extreme(values, (v, best) => v.CompareTo(best) < 0, x => x.Value);
    public static Dual Min<T>(this IEnumerable<T> values, Func<T, Dual> of) => values.Select(of).Min();

    // The sum of floats is one of doubles, as .NET has it.
    public static DualF Sum(this IEnumerable<DualF> values) => (DualF)values.Select(v => (Dual)v).Sum();
    public static DualF Sum<T>(this IEnumerable<T> values, Func<T, DualF> of) => values.Select(of).Sum();
    public static DualF Average(this IEnumerable<DualF> values) => (DualF)values.Select(v => (Dual)v).Average();
    public static DualF Average<T>(this IEnumerable<T> values, Func<T, DualF> of) => values.Select(of).Average();
    public static DualF Max(this IEnumerable<DualF> values) => Extreme(values, (v, best) => v.CompareTo(best) > 0, x => x.Value);
    public static DualF Max<T>(this IEnumerable<T> values, Func<T, DualF> of) => values.Select(of).Max();
    public static DualF Min(this IEnumerable<DualF> values) => Extreme(values, (v, best) => v.CompareTo(best) < 0, x => x.Value);
    public static DualF Min<T>(this IEnumerable<T> values, Func<T, DualF> of) => values.Select(of).Min();

    // Two of one value, or one that is no number: which of them has the slope is a convention.
    private static T Extreme<T>(IEnumerable<T> values, Func<T, T, bool> isBetter, Func<T, double> number)
    {
        var all = values.ToList();
        if (all.Count == 0) throw new InvalidOperationException();
        var best = all.Aggregate((a, v) => isBetter(v, a) ? v : a);
        Dual.Smooth(0, all.Count(v => number(v) == number(best)) == 1 && all.All(v => !double.IsNaN(number(v))));
        return best;
    }
}
