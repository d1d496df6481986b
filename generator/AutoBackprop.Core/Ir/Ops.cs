namespace AutoBackprop.Core;

/// <summary>Builds expressions; literals take the type of the operand beside them.</summary>
public static class Ops
{
    public static Expr Unary(string op, Expr a) => new Apply(op, new[] { a }, a.Type);

    public static Expr Binary(string op, Expr a, Expr b)
    {
        var type = Common(a, b);
        return new Apply(op, new[] { a.As(type), b.As(type) }, type);
    }

    public static Expr Compare(string op, Expr a, Expr b)
    {
        var type = Common(a, b);
        return new Apply(op, new[] { a.As(type), b.As(type) }, IrType.Bool);
    }

    /// <summary>Condition ? a : b; the branch not taken is not evaluated.</summary>
    public static Expr Select(Expr condition, Expr a, Expr b)
    {
        var type = Common(a, b);
        return new Apply(Op.Select, new[] { condition, a.As(type), b.As(type) }, type);
    }

    /// <summary>A value that is proportional to a weight: 0 where the weight is, also beside what is infinite.</summary>
    public static Expr Weighted(Expr weight, Expr value) => Binary(Op.Weighted, weight, value);

    public static Expr Call(string op, params Expr[] args)
    {
        var type = args.Select(a => a.Type).FirstOrDefault(t => t != IrType.Untyped && t.IsReal) ?? IrType.Untyped;
        return new Apply(op, args.Select(a => a.As(type)).ToArray(), type);
    }

    /// <summary>Sets all of it to zero.</summary>
    public static Execute Clear(Expr array) =>
        new(new Opaque($"{Opaque.Hole(0)}.Clear()", new[] { array }, IrType.Other("void")) { IsRepeatable = true });

    /// <summary>What is cleared; null for another step.</summary>
    public static Var? Cleared(Stmt step) => step is Execute { Code.Args: [Var array] } && step.Equals(Clear(array)) ? array : null;

    public static Expr Length(Expr array) => new Apply(Op.Length, new[] { array }, IrType.Int);

    public static Expr Cast(IrType type, Expr a) => a.Type == type ? a : new Apply(Op.Cast, new[] { a }, type);
    public static Expr Not(Expr a) => a switch
    {
        Const { Value: 0 } => Const.True,
        Const => Const.False,
        Apply { Op: Op.Not } not => not.Args[0],
        _ => new Apply(Op.Not, new[] { a }, IrType.Bool),
    };

    public static Expr And(Expr a, Expr b) => a switch
    {
        Const { Value: 0 } => a,
        Const => b,
        _ when b is Const { Value: 1 } => a,
        _ => new Apply(Op.And, new[] { a, b }, IrType.Bool),
    };

    public static Expr Or(Expr a, Expr b) => a switch
    {
        Const { Value: 0 } => b,
        Const => a,
        _ when b is Const { Value: 0 } => a,
        _ => new Apply(Op.Or, new[] { a, b }, IrType.Bool),
    };

    /// <summary>Gives literals of a formula, and only those, their type.</summary>
    public static Expr As(this Expr expr, IrType type) => expr.Type != IrType.Untyped ? expr : expr switch
    {
        Const c => c with { Type = type },
        Apply a => a with { Args = a.Args.Map(arg => arg.As(type)), Type = type },
        _ => expr,
    };

    private static IrType Common(Expr a, Expr b) => a.Type != IrType.Untyped ? a.Type : b.Type;
}
