namespace AutoBackprop.Core;

/// <summary>What an expression costs, by the rows of its operations.</summary>
public static class Costs
{
    /// <summary>Better kept than computed twice.</summary>
    public static bool IsCostly(this Expr expr) => expr switch
    {
        Apply a => Rules.Of(a.Op).IsCostly || a.Args.Any(IsCostly),
        Opaque { Args.Count: 0, IsPure: true } => false,
        Load { IsStable: true } l => l.Indices.Any(IsCostly),
        Slice s => s.Start.IsCostly() || s.Length.IsCostly(),
        Opaque or Load => true,
        _ => false,
    };
}
