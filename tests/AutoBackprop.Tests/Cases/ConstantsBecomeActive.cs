using AutoBackprop;

namespace Cases;

/// <summary>Constants that become active in a branch or loop, and choices between such.</summary>
public static partial class ConstantsBecomeActive
{
    static readonly double[] Table = [1, 2, 3];

    [Differentiable, Case("[0.3, 0.2, 0.5], true"), Case("[0.3, 0.2, 0.5], false")]
    public static double ArrayOrField(double[] w, bool own)
    {
        var t = own ? w : Table;
        return t[0] * t[1] * w[2];
    }

    [Differentiable, Case("[0.3, 0.2, 0.5], true"), Case("[0.3, 0.2, 0.5], false")]
    public static double AssignedInBranch(double[] w, bool own)
    {
        var t = Table;
        if (own) t = w;
        var s = 0.0;
        foreach (var v in t) s += v * v * w[0];
        return s;
    }

    [Differentiable, Case("[0.3, 0.2, 0.5], 2"), Case("[0.3, 0.2, 0.5], 0", ZeroIsRight = true)]
    public static double Rebuilt(double[] w, int n)
    {
        var t = Table;
        for (var i = 0; i < n; i++) t = t.Select(v => v * w[i]).ToArray();
        return t.Sum();
    }

    public record struct S(double X, double V);

    [Differentiable, Case("0.3, [1, 2], 3")]
    public static double StructInLoop(double k, [NoGradient] S start, int n)
    {
        var s = start;
        for (var i = 0; i < n; i++) s = new S(s.X + s.V * k, s.V - s.X * k);
        return s.X * s.V;
    }

    public sealed record O(double X, double V);

    [Differentiable, Case("0.3, [1, 2], 3")]
    public static double RecordInLoop(double k, [NoGradient] O start, int n)
    {
        var s = start;
        for (var i = 0; i < n; i++) s = new O(s.X + s.V * k, s.V - s.X * k);
        return s.X * s.V;
    }

    [Differentiable, Case("0.3, [1, 2], 3"), Case("0.3, [1, 2], 0")]
    public static float RecordUntil(float k, [NoGradient] O start, int n)
    {
        var s = start;
        while (n-- > 0)
        {
            if (s.V < 0) break;
            s = s with { V = s.V - s.X * k };
        }
        return (float)(s.X * s.V) * k;
    }

    [Differentiable, Case("0.3, [1, 2], true"), Case("0.3, [1, 2], false")]
    public static double Chosen(double k, [NoGradient] O start, bool b)
    {
        var s = b ? start : new O(k, k * k);
        return s.X * s.V + k;
    }

    [Differentiable, Case("0.3, [1, 2], true"), Case("0.3, [1, 2], false")]
    public static double With(double k, [NoGradient] O start, bool b)
    {
        var s = start;
        if (b) s = s with { X = k * k };
        return s.X * s.V + k;
    }

    [Differentiable, Case("0.3, [1, 2], 1"), Case("0.3, [1, 2], 2"), Case("0.3, [1, 2], 3")]
    public static double Switched(double k, [NoGradient] S start, int n)
    {
        var s = n switch { 1 => start, 2 => new S(k, 1), _ => default };
        return s.X * s.V + k;
    }
}
