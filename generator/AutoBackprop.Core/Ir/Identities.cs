namespace AutoBackprop.Core;

/// <summary>Rewrites that change no bit of any result, one a line.</summary>
public static class Identities
{
    public static Expr Simplify(Expr expr) => expr.Children().All(c => c.IsAtom) ? Once(expr) : Once(expr switch
    {
        Apply a => a with { Args = a.Args.Map(Simplify) },
        Opaque o => o with { Args = o.Args.Map(Simplify) },
        Load l => l with { Indices = l.Indices.Map(Simplify) },
        Slice s => s with { Start = Simplify(s.Start), Length = Simplify(s.Length) },
        _ => expr,
    });

    private static Expr Once(Expr expr) => expr is not Apply apply ? expr : Fold(apply) ?? (apply.Type.Kind switch
    {
        Kind.Double or Kind.Float => Real(apply),
        Kind.Int => Integer(apply),
        Kind.Bool => Truth(apply),
        _ => apply,
    });

    private static Expr Real(Apply apply) => apply switch
    {
        { Op: Op.Mul, Args: [var a, Const { Value: 1 }] } => a,
        { Op: Op.Mul, Args: [Const { Value: 1 }, var a] } => a,
        { Op: Op.Mul, Args: [var a, Const { Value: -1 }] } => -a,
        { Op: Op.Mul, Args: [Const { Value: -1 }, var a] } => -a,
        { Op: Op.Div, Args: [var a, Const { Value: 1 }] } => a,
        { Op: Op.Sub, Args: [var a, Const { Value: 0, IsNegativeZero: false }] } => a,
        { Op: Op.Add, Args: [var a, Apply { Op: Op.Neg, Args: [var b] }] } => a - b,
        { Op: Op.Sub, Args: [var a, Apply { Op: Op.Neg, Args: [var b] }] } => a + b,
        { Op: Op.Neg, Args: [Apply { Op: Op.Neg, Args: [var a] }] } => a,
        { Op: Op.Neg, Args: [Apply { Op: Op.Sub, Args: [Const { Value: 0 }, var a] }] } => apply,
        // Only in adjoints, the primal shares a * b before; exact but for subnormals and the last binade.
        { Op: Op.Add, Args: [Apply { Op: Op.Mul, Args: [var a, var b] } m, var n] } when m.Equals(n) => 2 * a * b,
        { Op: Op.Add, Args: [var a, var b] } when a.Equals(b) => 2 * a,
        { Op: Op.Select, Args: [var c, var a, var b] } => Select(c, a, b) ?? apply,
        { Op: Op.Cast, Args: [var a] } when a.Type == apply.Type => a,
        _ => apply,
    };

    private static Expr Integer(Apply apply) => apply switch
    {
        { Op: Op.Add, Args: [Const { Value: 0 }, var a] } => a,
        { Op: Op.Add, Args: [var a, Const { Value: 0 }] } => a,
        { Op: Op.Sub, Args: [var a, Const { Value: 0 }] } => a,
        { Op: Op.Mul, Args: [var a, Const { Value: 1 }] } => a,
        { Op: Op.Mul, Args: [Const { Value: 1 }, var a] } => a,
        { Op: Op.Mul, Args: [Const { Value: 0 } zero, var a] } when a.IsPure() => zero,
        { Op: Op.Mul, Args: [var a, Const { Value: 0 } zero] } when a.IsPure() => zero,
        { Op: Op.Div, Args: [var a, Const { Value: 1 }] } => a,
        { Op: Op.Add, Args: [Apply { Op: Op.Add, Args: [var a, Const c] }, Const d] } => Plus(a, c.Value + d.Value) ?? apply,
        { Op: Op.Add, Args: [Apply { Op: Op.Sub, Args: [var a, Const c] }, Const d] } => Plus(a, d.Value - c.Value) ?? apply,
        { Op: Op.Sub, Args: [Apply { Op: Op.Add, Args: [var a, Const c] }, Const d] } => Plus(a, c.Value - d.Value) ?? apply,
        { Op: Op.Sub, Args: [Apply { Op: Op.Sub, Args: [var a, Const c] }, Const d] } => Plus(a, -c.Value - d.Value) ?? apply,
        { Op: Op.Add, Args: [var a, Const { Value: < 0 and > int.MinValue } c] } => a - Const.Int(-(int)c.Value),
        { Op: Op.Select, Args: [var c, var a, var b] } => Select(c, a, b) ?? apply,
        { Op: Op.Cast, Args: [var a] } when a.Type == apply.Type => a,
        _ => apply,
    };

    // Sums beyond int stay as they are written: they overflow at run time.
    private static Expr? Plus(Expr a, double sum) =>
        Math.Abs(sum) > int.MaxValue ? null : sum == 0 ? a : sum > 0 ? a + new Const(sum, IrType.Int) : a - new Const(-sum, IrType.Int);

    private static Expr Truth(Apply apply) => apply switch
    {
        { Op: Op.Not, Args: [var a] } => Ops.Not(a),
        { Op: Op.And, Args: [var a, var b] } => Ops.And(a, b),
        { Op: Op.Or, Args: [var a, var b] } => Ops.Or(a, b),
        { Op: Op.Select, Args: [var c, Const { Value: not 0 }, var b] } => Ops.Or(c, b),
        { Op: Op.Select, Args: [var c, var a, Const { Value: 0 }] } => Ops.And(c, a),
        { Op: Op.Select, Args: [var c, Const { Value: 0 }, var b] } => Ops.And(Ops.Not(c), b),
        { Op: Op.Select, Args: [var c, var a, Const] } => Ops.Or(Ops.Not(c), a),
        { Op: Op.Select, Args: [var c, var a, var b] } => Select(c, a, b) ?? apply,
        _ => apply,
    };

    private static Expr? Select(Expr condition, Expr a, Expr b) => condition switch
    {
        Const { Value: 0 } => b,
        Const => a,
        _ when a.Equals(b) && a.IsAtom => a,
        Apply { Op: Op.Not, Args: [var c] } => Ops.Select(c, b, a),
        _ => null,
    };

    /// <summary>Operations on constants, in the precision of their type.</summary>
    private static Expr? Fold(Apply apply)
    {
        if (apply.Args.Count is 0 or > 2 || !apply.Args.All(a => a is Const)) return null;
        var (x, y) = (((Const)apply.Args[0]).Value, apply.Args.Count == 2 ? ((Const)apply.Args[1]).Value : 0);
        double? value = apply.Op switch
        {
            Op.Add => x + y,
            Op.Sub => x - y,
            Op.Mul => x * y,
            Op.Div when apply.Type.IsReal => x / y,
            Op.Neg => -x,
            Op.Cast when apply.Type.IsReal => x,
            _ => null,
        };
        bool? truth = apply.Op switch
        {
            Op.Gt => x > y,
            Op.Lt => x < y,
            Op.Ge => x >= y,
            Op.Le => x <= y,
            Op.Eq => x == y,
            Op.Ne => x != y,
            _ => null,
        };
        if (truth is { } known) return known ? Const.True : Const.False;
        return (apply.Type.Kind, value) switch
        {
            (Kind.Double, { } v) => new Const(v, apply.Type),
            (Kind.Float, { } v) => new Const((float)v, apply.Type),
            (Kind.Int, { } v) when v is >= int.MinValue and <= int.MaxValue => new Const(v + 0.0, apply.Type),
            _ => null,
        };
    }
}
