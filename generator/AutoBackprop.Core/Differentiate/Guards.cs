namespace AutoBackprop.Core;

/// <summary>What keeps slopes that are no finite numbers from where they do not count: paths that did not run, roots of 0.</summary>
public sealed class Guards(Demand demand, Steepness steepness)
{
    /// <summary>Whatever path runs, somebody asks for the adjoint.</summary>
    public bool IsCertain(Expr value) => value is Var v && demand.IsCertain(v);

    /// <summary>On a path that did not run, no slope counts.</summary>
    public Expr Over(Let step, Expr g, Expr contribution) =>
        !demand.IsCertain(step.Target) && steepness.MayBreak(step, contribution) ? Ops.Weighted(g, contribution) : contribution;

    /// <summary>A root at 0 makes an adjoint infinite. What made the product under it 0 (a factor that is 0, an exponential that
    /// underflows) also makes it constant in the other factors: 0 wins.</summary>
    public void Underflow(Let step, Apply apply, Expr[] contributions)
    {
        if (Rules.Of(apply.Op) is not { Derivative.IsProduct: true } and not { Derivative.VanishesFarOut: true }
            || !steepness.IsUnderRoot(step.Target)) return;
        for (var i = 0; i < contributions.Length; i++)
            contributions[i] = apply switch
            {
                { Op: Op.Mul, Args: [var a, var b] } => a.Equals(b) ? contributions[i] : Ops.Weighted(i == 0 ? b : a, contributions[i]),
                { Op: Op.Div } => i == 0 ? contributions[i] : Ops.Weighted(step.Target, contributions[i]),
                _ => Ops.Weighted(step.Target, contributions[i]),
            };
    }

    /// <summary>Nothing that ran asked for the result: its rule is not asked either, whatever it would make of 0.</summary>
    public static Stmt[] IfAsked(IEnumerable<Expr> received, Stmt[] pulled, Var[] gradients, out Var[] outward, Fresh fresh,
        Func<int> mirror)
    {
        Expr[] asked = [.. received.OfType<Var>().Select(g => Ops.Compare(Op.Ne, g, 0))];
        outward = gradients;
        if (asked.Length == 0) return pulled;
        outward = [.. gradients.Select(g => fresh.Hidden(g.Type))];
        var results = outward.Select((g, i) => new Phi(g, gradients[i], new Const(0, g.Type))).ToArray();
        return [new If(asked.Aggregate(Ops.Or), new Block(pulled, mirror()), Block.Empty with { Mirror = mirror() }, results)];
    }
}
