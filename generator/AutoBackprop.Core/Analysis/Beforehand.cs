namespace AutoBackprop.Core;

/// <summary>Whole numbers of a method as they are known before it runs: in terms of its parameters.</summary>
public sealed class Beforehand
{
    private readonly Lengths _lengths;
    private readonly HashSet<int> _parameters;
    private readonly Method _method;

    public Beforehand(Method method)
    {
        (_method, _lengths) = (method, new Lengths(method));
        _parameters = [.. method.Parameters.Where(p => p.Role == Role.Primal).Select(p => p.Id)];
    }

    /// <summary>Null where more than that decides.</summary>
    public Expr? Of(Expr number)
    {
        if (number is Const) return number;
        // A gradient is as long as what it belongs to.
        var resolved = Identities.Simplify(_lengths.Resolved(number).Rewrite(e =>
            e is Apply { Op: Op.Length, Args: [Var array] } && _method.OfGradient(array) is { } of ? Ops.Length(of) : null));
        return IsKnown(resolved) && resolved.Size() <= 200 ? resolved : null;
    }

    private bool IsKnown(Expr e) => e switch
    {
        Const => true,
        Var v => v.Type.Kind is Kind.Int && _parameters.Contains(v.Id),
        Apply { Op: Op.Length, Args: [Var array] } => _parameters.Contains(array.Id) && array.Type is { Rank: 1, Element.IsArray: false },
        // It is asked before it is known that nothing is divided by zero.
        Apply { Op: Op.Div or Op.Rem, Type.Kind: Kind.Int, Args: [_, not Const { Value: > 0 }] } => false,
        Apply a => a.Args.All(IsKnown),
        _ => false,
    };
}
