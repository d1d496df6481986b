namespace AutoBackprop.Core;

/// <summary>Which memory a step touches, by the names it uses for it.</summary>
public static class Memory
{
    /// <summary>What the step itself may write, its inner blocks left out.</summary>
    public static IEnumerable<Expr> Writes(this Stmt step) => step switch
    {
        Store s => [s.Array],
        Accumulate s => [s.Array],
        Product s => [s.C.Array],
        Call s => s.Args.Where((a, i) => IsSome(a) && s.Callee.UseOf(i) != Use.Reads),
        Execute s => Exposed(s.Code),
        Let { Value: Opaque code } => Exposed(code),
        _ => [],
    };

    /// <summary>What the step itself reads or writes.</summary>
    public static IEnumerable<Expr> Touches(this Stmt step) => step switch
    {
        Store or Accumulate => step.Writes(),
        Let { Value: Load load } => [load.Array],
        Product s => s.Parts.Where(p => p.Type.IsArray),
        Call s => s.Args.Where(IsSome),
        Execute or Let { Value: Opaque } => step.Reads().SelectMany(r => r.Variables()).Where(v => v.Type.IsArray),
        _ => [],
    };

    /// <summary>The step and all steps inside it.</summary>
    public static IEnumerable<Stmt> Self(this Stmt step) => new[] { step }.Concat(step.Blocks().SelectMany(b => b.Block.AllSteps()));

    // The gradient that a rule may leave out is no memory.
    private static bool IsSome(Expr argument) => argument.Type.IsArray && argument is not Opaque { Args.Count: 0 };

    // Code that nobody looks into may write what it is given. What is pure writes nothing.
    private static IEnumerable<Expr> Exposed(Opaque code) => code.IsPure ? [] : code.Args.SelectMany(Handed);

    private static IEnumerable<Expr> Handed(Expr expr) => expr switch
    {
        Var { Type.IsArray: true } => [expr],
        Opaque { IsPure: true, Type.Name: Opaque.Memory } => [],
        Load { Type.IsArray: true } l => [l],
        Slice s => [s],
        Opaque => expr.Children().SelectMany(Handed),
        _ => [],
    };
}
