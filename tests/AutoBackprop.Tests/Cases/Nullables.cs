#pragma warning disable AB0008 // what decides alone has no gradient
using AutoBackprop;

namespace Cases;

/// <summary>'T?' of numbers and structs, made in the body or handed in as a constant.</summary>
public static partial class Nullables
{
    public record struct P(double X, double Y);

    static P? Find(double x, double y) => x > 0 ? new P(x, y) : null;
    static double? Root(double x) => x > 0 ? Math.Sqrt(x) : null;
    static float? RootOf(float x) => x > 0 ? MathF.Sqrt(x) : null;

    [Differentiable, Case("0.3, 0.4"), Case("-0.3, 0.4", ZeroIsRight = true)]
    public static double Pattern(double x, double y) => Find(x, y) is { } p ? p.X * p.Y : 0;

    [Differentiable, Case("0.3"), Case("-0.3", ZeroIsRight = true)]
    public static double OrElse(double x) => Root(x) ?? 2;

    [Differentiable, Case("0.3"), Case("-0.3", ZeroIsRight = true)]
    public static float OrElseOfFloats(float x) => RootOf(x) ?? 2;

    [Differentiable, Case("0.3"), Case("-0.3", ZeroIsRight = true)]
    public static double Asked(double x)
    {
        var r = Root(x);
        if (r.HasValue) return r.Value * 3;
        return 1;
    }

    [Differentiable, Case("0.3"), Case("-0.3", ZeroIsRight = true)]
    public static double Best(double x)
    {
        double? best = null;
        for (var i = 0; i < 3; i++)
        {
            var v = x * i;
            if (best is null || v > best) best = v;
        }
        return best!.Value;
    }

    [Differentiable, Case("0.3"), Case("-0.3")]
    public static double Typed(double x) => Root(x) is double d && d > 0.1 ? d * d : x;

    [Differentiable, Case("0.3, 0.5"), Case("0.3, null")]
    public static double Constant(double x, [NoGradient] double? k) => k is { } v ? x * v : x * x;

    [Differentiable, Case("0.3, 0.5"), Case("0.3, null")]
    public static double ConstantOrElse(double x, [NoGradient] double? k = null) => x * (k ?? x) + (k.HasValue ? k.Value : 0);

    [Differentiable, Case("0.3, 1"), Case("0.3, null")]
    public static double Count(double x, int? n)
    {
        var s = x;
        for (var i = 0; i < (n ?? 3); i++) s *= x;
        return s + n.GetValueOrDefault();
    }

    [Differentiable, Case("0.3, 0.4"), Case("-0.3, 0.4", ZeroIsRight = true)]
    public static double Negated(double x, double y)
    {
        if (Find(x, y) is not { X: > 0.1 } p) return 0;
        return p.X * p.Y;
    }

    [Differentiable, Case("0.3, 0.4"), Case("-0.3, 0.4", ZeroIsRight = true)]
    public static double Member(double x, double y)
    {
        var r = Find(x, y)?.X;
        return r ?? 1;
    }

    [Differentiable, Case("0.3, 0.4"), Case("-0.3, 0.4")]
    public static double Lifted(double x, double y)
    {
        double? a = x;
        var c = a / Root(x);
        return c ?? y * y;
    }

    [Differentiable, Case("0.3, 0.4"), Case("0.1, 0.4"), Case("-0.3, 0.4", ZeroIsRight = true)]
    public static double Switched(double x, double y) => Find(x, y) switch
    {
        null => 0,
        { X: < 0.2 } p => p.X,
        var p => p.Value.Y,
    };

    [Differentiable, Case("0.3, 0.4"), Case("-0.3, 0.4"), Case("-0.3, -0.4", ZeroIsRight = true)]
    public static double Nearest(double x, double y)
    {
        var best = double.MaxValue;
        P? hit = null;
        foreach (var p in new[] { new P(x, y), new P(y, x) })
        {
            if (p.X <= 0) continue;
            if (p.X * p.X < best)
            {
                best = p.X * p.X;
                hit = p;
            }
        }
        return hit is { } h ? h.X * h.Y : 0;
    }

    [Differentiable, Case("0.3"), Case("-0.3", Grad = "0")]
    public static double Demanded(double x) => Root(x)!.Value * 2;

    [Differentiable, Case("0.3"), Case("-0.3")]
    public static double AssignedIfNull(double x)
    {
        var r = Root(x);
        r ??= x * x;
        return (double)r * x;
    }

    public sealed class Settings
    {
        public double? Limit { get; init; }
        public double Scale { get; init; } = 2;
    }

    static readonly Settings Given = new() { Limit = 0.2 };

    [Differentiable, Case("0.3"), Case("0.1")]
    public static double OfSettings(double x)
    {
        var s = x * Given.Scale;
        if (Given.Limit is { } limit && x > limit) s += (x - limit) * x;
        return s * (Given?.Limit ?? 1);
    }
}
