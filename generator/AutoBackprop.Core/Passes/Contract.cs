namespace AutoBackprop.Core;

/// <summary>On vectors a product that is added to something becomes one operation, as most machines have it; it may round once
/// instead of twice. Last of all: what it leaves no other pass takes apart.</summary>
public static class Contract
{
    public static Method Run(Method method) => method with { Body = Of(method.Body), Results = method.Results.Map(Of) };

    private static Block Of(Block block) => block with { Steps = block.Steps.Map(Of) };

    private static Stmt Of(Stmt step) => step switch
    {
        Let s => s with { Value = Of(s.Value) },
        If s => new If(Of(s.Condition), Of(s.Then), Of(s.Else), s.Results.Map(p =>
            p with { OnTrue = Of(p.OnTrue), OnFalse = Of(p.OnFalse) })),
        For s => s with { Carried = Of(s.Carried), Body = Of(s.Body) },
        While s => s with { Condition = Of(s.Condition), Carried = Of(s.Carried), Body = Of(s.Body) },
        Accumulate { Value.Type.Lanes: > 1 } s when Terms(s.Value).Any(t => t is Apply { Op: Op.Mul }) =>
            new Store(s.Array, s.Indices, Of(Terms(s.Value).Reverse()
                .Aggregate((Expr)new Load(s.Array, s.Indices, s.Value.Type), (sum, term) => term + sum))),
        _ => step.MapReads(Of),
    };

    // What is in memory comes first, so that each product is added on the way.
    private static IEnumerable<Expr> Terms(Expr e) => e is Apply { Op: Op.Add, Args: [var a, var b] } ? Terms(a).Concat(Terms(b)) : [e];

    private static EquatableArray<Carried> Of(EquatableArray<Carried> carried) =>
        carried.Map(c => c with { Initial = Of(c.Initial), Next = Of(c.Next) });

    private static Expr Of(Expr expr) => expr.Rewrite(e => e switch
    {
        Apply { Op: Op.Add, Type: { Lanes: > 1, IsReal: true }, Args: [Apply { Op: Op.Mul, Args: [var x, var y] },
            not Apply { Op: Op.Neg } and var z] } a => MulAdd(a, x, y, z),
        Apply { Op: Op.Add, Type: { Lanes: > 1, IsReal: true }, Args: [var z, Apply { Op: Op.Mul, Args: [var x, var y] }] } a =>
            MulAdd(a, x, y, z),
        _ => null,
    });

    private static Expr MulAdd(Apply sum, Expr x, Expr y, Expr z) =>
        new Apply(Op.MultiplyAddEstimate, new[] { Of(x), Of(y), Of(z) }, sum.Type);
}
