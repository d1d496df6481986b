namespace AutoBackprop.Core;

/// <summary>What a step does to memory, its inner blocks left out: the one place that knows it. Memory goes by the array that is
/// named (static members), or by the root of that (<see cref="Arrays"/>), which others may name, too.</summary>
public sealed class Effects(Arrays arrays)
{
    // ── by root ──────────────────────────────────────────────────────────────────────────────────────────────

    /// <summary>It may change elements.</summary>
    public bool Writes(Stmt step, Var root) =>
        Written(step).Any(a => arrays.Root(a).Equals(root)) || arrays.IsInFields(root) && ReachesFields(step);

    /// <summary>What it does depends on elements.</summary>
    public bool Reads(Stmt step, Var root) =>
        Read(step).Any(a => arrays.Root(a).Equals(root)) || arrays.IsInFields(root) && ReachesFields(step);

    public bool Touches(Stmt step, Var root) => Writes(step, root) || Reads(step, root);

    /// <summary>The roots that it touches by name.</summary>
    public IEnumerable<Var> Roots(Stmt step) => Touched(step).Select(arrays.Root);

    /// <summary>It, or a step inside it, may change elements.</summary>
    public bool WritesAnywhere(Stmt step, Var root) => step.Self().Any(s => Writes(s, root));

    /// <summary>It, or a step inside it, does more with the array than to give it another name or to ask how long it is.</summary>
    public bool Mentions(Stmt step, Var root) =>
        step is not Let { Target.Type.IsArray: true, Value: Var or Slice } && step.ReadsAround().Any(e => Mentions(e, root))
        || step.Blocks().Any(b => b.Block.Steps.Any(s => Mentions(s, root)));

    public bool Mentions(Expr e, Var root) => e is not Apply { Op: Op.Length }
        && (e is Var { Type.IsArray: true } v ? arrays.Root(v).Equals(root) : e.Children().Any(c => Mentions(c, root)));

    // ── by name ──────────────────────────────────────────────────────────────────────────────────────────────

    public static IEnumerable<Expr> Written(Stmt step) => step switch
    {
        Store s => [s.Array],
        Grow s => [s.Array],
        Accumulate s => [s.Array],
        Product s => [s.C.Array],
        Call s => s.Args.Where((a, i) => IsSome(a) && s.Callee.UseOf(i) != Use.Reads),
        Execute s => Exposed(s.Code),
        Let { Value: Opaque code } => Exposed(code),
        Chunked s => s.Args.Where((_, i) => s.Writes[i]).SelectMany(Chosen),
        _ => [],
    };

    public static IEnumerable<Expr> Read(Stmt step) => step switch
    {
        Let { Value: Load load } => [load.Array],
        // Of the element that it adds to no more is known than that it is another one afterwards.
        Accumulate s => [s.Array],
        Product s => s.Sets ? [s.A.Array, s.B.Array] : [s.A.Array, s.B.Array, s.C.Array],
        Call s => s.Args.Where((a, i) => IsSome(a) && s.Callee.UseOf(i) != Use.Overwrites),
        Execute s => Named(s.Code),
        Let { Value: Opaque code } => Named(code),
        Chunked s => s.Args.Where(IsSome).SelectMany(Chosen),
        _ => [],
    };

    public static IEnumerable<Expr> Touched(Stmt step) => step switch
    {
        Store or Accumulate or Grow => Written(step),
        Call s => s.Args.Where(IsSome),
        Product s => [s.A.Array, s.B.Array, s.C.Array],
        _ => Read(step),
    };

    /// <summary>The one element that a step touches.</summary>
    public static (Expr Array, EquatableArray<Expr> Indices)? Place(Stmt step) => step switch
    {
        Store s => (s.Array, s.Indices),
        Accumulate s => (s.Array, s.Indices),
        Let { Value: Load l } => (l.Array, l.Indices),
        _ => null,
    };

    /// <summary>Code of the user runs that may get at arrays by itself, in fields.</summary>
    public static bool ReachesFields(Stmt step) => step switch
    {
        Call s => s.Callee.ReachesFields,
        Execute s => s.Code.ReachesFields,
        Let { Value: Opaque code } => code.ReachesFields,
        _ => false,
    };

    /// <summary>It is there for more than the values that it defines.</summary>
    public static bool IsNeeded(Stmt step) => step switch
    {
        Let { Value: var value } => !value.IsPure() && value is not Load,
        If or For or While or Comment or Push or Pop or Allocate or Grow => false,
        _ => true,
    };

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

    private static IEnumerable<Expr> Chosen(Expr memory) =>
        memory is Apply { Op: Op.Select } choice ? choice.Args.Skip(1).SelectMany(Chosen) : [memory];

    private static IEnumerable<Expr> Named(Opaque code) => code.Variables().Where(v => v.Type.IsArray);

    /// <summary>The step leaves something beside the values that it defines.</summary>
    public static bool Remain(Stmt step) =>
        step is Push or Pop or Store or Accumulate or Product or Execute or Chunked or Call { Callee.Sweep: Sweep.Backward };
}
