namespace AutoBackprop.Core;

/// <summary>Ways through the IR.</summary>
public static class Walk
{
    public static EquatableArray<Expr> Children(this Expr expr) => expr switch
    {
        Apply a => a.Args,
        Opaque o => o.Args,
        Load l => new[] { l.Array }.Concat(l.Indices).ToArray(),
        Slice s => new[] { s.Array, s.Start, s.Length },
        _ => default,
    };

    /// <summary>Every variable that the expression reads, as often as it reads it.</summary>
    public static List<Var> Variables(this Expr expr)
    {
        var found = new List<Var>();
        Collect(expr, found);
        return found;
    }

    private static void Collect(Expr expr, List<Var> found)
    {
        if (expr is Var v) found.Add(v);
        else foreach (var child in expr.Children()) Collect(child, found);
    }

    /// <summary>What a step itself reads, its inner blocks left out.</summary>
    public static Expr[] Reads(this Stmt step) => step switch
    {
        Let s => [s.Value],
        If s => [s.Condition],
        For s => [s.From, s.To, .. s.Carried.Select(c => c.Initial)],
        While s => [.. s.Carried.Select(c => c.Initial)],
        Execute s => [s.Code],
        Throw s => [s.Exception],
        Call s => [.. s.Args],
        Push s => [s.Value],
        Allocate s => [s.Length],
        Grow s => [s.Array, s.Length],
        Store s => [s.Array, .. s.Indices, s.Value],
        Accumulate s => [s.Array, .. s.Indices, s.Value],
        Product s => [.. s.Parts],
        Part s => [.. s.Inputs],
        Chunked s => [s.Count, .. s.Args, s.Cores],
        _ => [],
    };

    /// <summary>What a step itself reads, with what is read at the end of its inner blocks.</summary>
    public static IEnumerable<Expr> ReadsAround(this Stmt step) =>
        step is If or For or While ? step.Reads().Concat(step.Blocks().SelectMany(b => b.AtEnd)) : step.Reads();

    /// <summary>What a step defines for the steps after it.</summary>
    public static Var[] Defines(this Stmt step) => step switch
    {
        Let s => [s.Target],
        If s => [.. s.Results.Select(p => p.Target)],
        For s => [.. s.Carried.Select(c => c.Result)],
        While s => [.. s.Carried.Select(c => c.Result)],
        Call s => [.. s.Results],
        Pop s => [s.Target],
        Allocate s => [s.Array],
        Part s => [.. s.Results],
        _ => [],
    };

    /// <summary>The inner blocks of a step, each with what is read at its end.</summary>
    public static (Block Block, IEnumerable<Expr> AtEnd)[] Blocks(this Stmt step) => step switch
    {
        If s => [(s.Then, s.Results.Select(p => p.OnTrue)), (s.Else, s.Results.Select(p => p.OnFalse))],
        For s => [(s.Body, s.Carried.Select(c => c.Next))],
        While s => [(s.Body, s.Carried.Select(c => c.Next).Append(s.Condition))],
        _ => [],
    };

    /// <summary>The same step around other blocks.</summary>
    public static Stmt MapBlocks(this Stmt step, Func<Block, Block> map) => step switch
    {
        If s => s with { Then = map(s.Then), Else = map(s.Else) },
        For s => s with { Body = map(s.Body) },
        While s => s with { Body = map(s.Body) },
        _ => step,
    };

    /// <summary>What a loop hands from iteration to iteration.</summary>
    public static EquatableArray<Carried> Carries(this Stmt step) => step switch { For s => s.Carried, While s => s.Carried, _ => default };

    /// <summary>What a step defines inside its blocks before their first step.</summary>
    public static Var[] Enters(this Stmt step) => step switch
    {
        For s => [.. s.Carried.Select(c => c.Variable), s.Index],
        While s => [.. s.Carried.Select(c => c.Variable)],
        _ => [],
    };

    /// <summary>The step and all steps inside it.</summary>
    public static IEnumerable<Stmt> Self(this Stmt step) => new[] { step }.Concat(step.Blocks().SelectMany(b => b.Block.AllSteps()));

    /// <summary>All steps, outer before inner.</summary>
    public static List<Stmt> AllSteps(this Block block)
    {
        var found = new List<Stmt>(block.Steps.Count);
        Collect(block, found);
        return found;
    }

    private static void Collect(Block block, List<Stmt> found)
    {
        foreach (var step in block.Steps)
        {
            found.Add(step);
            if (step is If or For or While)
                foreach (var (inner, _) in step.Blocks()) Collect(inner, found);
        }
    }

    /// <summary>Everything read anywhere in the block.</summary>
    public static IEnumerable<Var> AllReads(this Block block) => block.AllSteps().SelectMany(ReadsAround).SelectMany(Variables);

    /// <summary>A step without blocks, and not a definition by <see cref="Let"/>, over other values.</summary>
    public static Stmt MapReads(this Stmt step, Func<Expr, Expr> map) => step switch
    {
        Execute s => new Execute((Opaque)map(s.Code)),
        Throw s => new Throw(map(s.Exception)),
        Call s => s with { Args = s.Args.Map(map) },
        Push s => s with { Value = map(s.Value) },
        Allocate s => s with { Length = map(s.Length) },
        Grow s => new Grow((Var)map(s.Array), map(s.Length)),
        Store s => s with { Array = map(s.Array), Indices = s.Indices.Map(map), Value = map(s.Value) },
        Accumulate s => new Accumulate(map(s.Array), s.Indices.Map(map), map(s.Value)),
        Product s => s.Map(map),
        Chunked s => s with { Count = map(s.Count), Args = s.Args.Map(map), Cores = map(s.Cores) },
        _ => step,
    };

    /// <summary>Number of operations.</summary>
    public static int Size(this Expr expr) => expr.IsAtom ? 0 : 1 + expr.Children().Sum(Size);

    public static int Size(this Block block) => block.AllSteps().Sum(s => 1 + s.Reads().Sum(Size));

    /// <summary>The numbers of all variables that the block defines.</summary>
    public static IEnumerable<int> Defined(this Block block) =>
        block.AllSteps().SelectMany(s => s.Defines().Concat(s.Enters())).Select(v => v.Id);

    /// <summary>May be evaluated again, later, or not at all.</summary>
    public static bool IsPure(this Expr expr) =>
        expr is not Opaque { IsPure: false } and not Load { IsStable: false } && expr.Children().All(IsPure);

    /// <summary>The same expression over other leaves.</summary>
    public static Expr Rewrite(this Expr expr, Func<Expr, Expr?> map) => map(expr) ?? expr switch
    {
        Apply a => a.Args.All(x => x.IsAtom && map(x) is null) ? a : a with { Args = a.Args.Map(x => x.Rewrite(map)) },
        Opaque o => o with { Args = o.Args.Map(x => x.Rewrite(map)) },
        Load l => l with { Array = l.Array.Rewrite(map), Indices = l.Indices.Map(x => x.Rewrite(map)) },
        Slice s => new Slice(s.Array.Rewrite(map), s.Start.Rewrite(map), s.Length.Rewrite(map), s.Type),
        _ => expr,
    };
}
