using AutoBackprop.Core;

namespace AutoBackprop.Analyzers;

/// <summary>Whether values, and the slopes of what computes them, stay finite.</summary>
public sealed class Finiteness(Facts facts)
{
    private const int Depth = 16;

    /// <summary>The singularities of an operation, for the exponent it has.</summary>
    public IEnumerable<Singularity> Of(Apply value)
    {
        if (!Rules.Of(value.Op).Analytic.IsPower) return Rules.Of(value.Op).Derivative.Singularities;
        if (facts.Values.Behind(value.Args[1]) is not Const { Value: var n } || n >= 1 && n == Math.Floor(n) || n == 0) return [];
        return [new(0, 0, HasValue: n > 0, Domain: n == Math.Floor(n) ? 0 : 1) { HasSlope = n > 1 }];
    }

    /// <summary>The point that an operand reaches, as far as its range tells.</summary>
    public bool Reaches(Var target, Singularity point)
    {
        var range = facts.Range(target, point.Argument);
        return range.Contains(point.At) || point.Domain > 0 && range.Low < point.At || point.Domain < 0 && range.High > point.At;
    }

    /// <summary>An exponential whose argument may be too large. Taking the maximum off bounds it.</summary>
    public bool CanOverflow(Var target) => facts.Values.Definition(target) is Let { Value: Apply { Args: [var argument, ..] } a }
        && Rules.Of(a.Op).Derivative.OverflowsBeyond is { } limit && facts.Range(target, 0).High > Limit(limit, a.Type)
            && !IsShifted(argument);

    public static double Limit(double beyond, IrType type) => type.Kind == Kind.Float ? beyond / 8 : beyond;

    /// <summary>x - max(x), or what a shift by some maximum looks like.</summary>
    public bool IsShifted(Expr argument) => IsShifted(argument, 8);

    private bool IsShifted(Expr argument, int depth) => depth > 0 && facts.Values.Operation(argument) switch
    {
        Apply { Op: Op.Sub, Args: [var x, var shift] } => IsUpperBound(shift) || IsShifted(x, depth - 1),
        Apply { Op: Op.Add or Op.Mul or Op.Div, Args: [var a, ..] } => IsShifted(a, depth - 1),
        // In several steps, in place.
        Load => facts.Values.Sources(argument).Where(s => !s.Equals(argument)).Any(s => IsShifted(s, depth - 1)),
        _ => false,
    };

    private bool IsUpperBound(Expr e) => facts.FormsOf(e).Any(f => f.Row.Analytic.IsUpperBound)
        || facts.Values.Operation(e) is Apply a && Rules.Of(a.Op).Analytic.IsUpperBound;

    /// <summary>An operation within this value that may not be finite, or whose slope may not; null if all are.</summary>
    public Var? Trouble(Expr expr) => Trouble(expr, Depth);

    private Var? Trouble(Expr expr, int depth)
    {
        if (depth == 0 || facts.Values.Behind(expr) is not Var v
            || facts.Values.Definition(v) is not Let { Value: Apply { Type.IsReal: true } a }) return null;
        if (Of(a).Any(p => Reaches(v, p)) || CanOverflow(v)) return v;
        return a.Args.Select(x => Trouble(x, depth - 1)).FirstOrDefault(t => t is not null);
    }
}
