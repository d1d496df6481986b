using AutoBackprop.Core;

namespace AutoBackprop.Analyzers;

/// <summary>One attempt to read a value as a template of <see cref="Forms"/>.</summary>
internal sealed class Matching(Values values, Recognition recognition)
{
    // X and Y.
    private (Bound? X, Bound? Y) _holes;
    private bool _inSum;

    private sealed record Bound(Expr Value, bool InSum);

    /// <summary>The values that the template wrote out.</summary>
    public List<Var> Parts { get; } = [];

    public Expr? Of(Var hole) => (hole.Id == Forms.X.Id ? _holes.X : _holes.Y)?.Value;

    public bool Matches(Expr template, Expr value)
    {
        var (holes, parts) = (_holes, Parts.Count);
        if (Try(template, value)) return true;
        _holes = holes;
        Parts.RemoveRange(parts, Parts.Count - parts);
        return false;
    }

    private bool Try(Expr template, Expr value)
    {
        switch (template)
        {
            case Const c: return values.Behind(value) is Const k && k.Value == c.Value;
            case Var hole: return Bind(hole, value);
            case Apply { Op: Op.Neg, Args: [var inner] }: return Negative(value) is { } opposite ? Matches(inner, opposite) :
                inner is Var whole && Bind(whole, -value);
            case Apply { Op: Op.Select, Args: [var condition, var a, var b] }:
                return recognition.Choice(value) is var (c2, x, y) && Noted(value)
                    && (Matches(condition, c2) && Matches(a, x) && Matches(b, y)
                        || Matches(condition, Ops.Not(c2)) && Matches(a, y) && Matches(b, x));
            case Apply { Op: Op.Gt, Args: [var greater, var less] }:
                return recognition.Order(value) is var (g, l) && Matches(greater, g) && Matches(less, l);
            case Apply t: return Direct(t, value) || ByForm(t, value);
            default: return false;
        }
    }

    private bool Direct(Apply t, Expr value)
    {
        if (values.Operation(value) is not Apply v || v.Op != t.Op || v.Args.Count != t.Args.Count) return false;
        Noted(value);
        if (t.Op is Op.Add or Op.Mul or Op.Max && Both(t.Args[0], v.Args[1], t.Args[1], v.Args[0])) return true;
        return t.Args.Count == 2 ? Both(t.Args[0], v.Args[0], t.Args[1], v.Args[1]) : t.Args.Zip(v.Args, Matches).All(ok => ok);
    }

    private bool Both(Expr t1, Expr v1, Expr t2, Expr v2)
    {
        var holes = _holes;
        if (Matches(t1, v1) && Matches(t2, v2)) return true;
        _holes = holes;
        return false;
    }

    private bool ByForm(Apply t, Expr value)
    {
        if (recognition.Of(value) is not { } form || form.Row.Name != t.Op) return false;
        Noted(value);
        Parts.AddRange(form.Parts);
        var outer = _inSum;
        _inSum |= form.Row.Analytic.IsReduction;
        var matches = Matches(t.Args[0], form.Argument) && t.Args.Skip(1).Zip(form.Others, Matches).All(ok => ok)
            && t.Args.Count <= 1 + form.Others.Count;
        _inSum = outer;
        return matches;
    }

    private bool Bind(Var hole, Expr value)
    {
        var isX = hole.Id == Forms.X.Id;
        if ((isX ? _holes.X : _holes.Y) is { } bound) return values.IsSame(bound.Value, value, anyIndex: bound.InSum || _inSum);
        _holes = isX ? (new(value, _inSum), _holes.Y) : (_holes.X, new(value, _inSum));
        return true;
    }

    private bool Noted(Expr value)
    {
        if (values.Behind(value) is Var v) Parts.Add(v);
        return true;
    }

    /// <summary>The opposite of a value that is written with a minus.</summary>
    private Expr? Negative(Expr value) => values.Operation(value) switch
    {
        Const { Value: < 0 } c => c with { Value = -c.Value },
        Apply { Op: Op.Neg, Args: [var a] } => a,
        Apply { Op: Op.Sub, Args: [Const { Value: 0 }, var a] } => a,
        Apply { Op: Op.Sub, Args: [var a, var b] } when Negative(a) is { } minusA => minusA + b,
        Apply { Op: Op.Sub, Args: [var a, var b] } => b - a,
        Apply { Op: Op.Mul or Op.Div, Args: [var a, var b] } product when Negative(a) is { } minusA
            && values.Operation(a) is not Apply { Op: Op.Sub } => product with { Args = new[] { minusA, b } },
        Apply { Op: Op.Mul, Args: [var a, var b] } product when Negative(b) is { } minusB
            && values.Operation(b) is not Apply { Op: Op.Sub } => product with { Args = new[] { a, minusB } },
        _ => null,
    };
}
