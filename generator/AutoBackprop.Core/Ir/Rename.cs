namespace AutoBackprop.Core;

/// <summary>Copies a block, with new variables for its own and substitutes for what it reads from outside.</summary>
public sealed class Rename(Func<Var, Var> define)
{
    private readonly Dictionary<int, Expr> _map = [];
    private readonly Dictionary<int, Var> _lengths = [];

    public void Substitute(Var variable, Expr by) => _map[variable.Id] = by;

    /// <summary>The array is not there, its length is.</summary>
    public void SubstituteLength(Var array, Var by) => _lengths[array.Id] = by;

    public Expr Of(Expr expr) => expr.Rewrite(e => e is Var v && _map.TryGetValue(v.Id, out var by) ? by
        : e is Apply { Op: Op.Length, Args: [Var array] } && _lengths.TryGetValue(array.Id, out var length) ? Of(length) : null);

    public Block Of(Block block) => block with { Steps = block.Steps.Map(Of) };

    public Stmt Of(Stmt step) => step switch
    {
        Let s => Then(Of(s.Value), value => new Let(Define(s.Target), value)),
        If s => OfIf(s),
        For s => OfFor(s),
        While s => OfWhile(s),
        Execute s => new Execute((Opaque)Of(s.Code)),
        Throw s => new Throw(Of(s.Exception)),
        Call s => Then(s.Args.Map(Of), args => s with { Args = args, Results = s.Results.Map(Define) }),
        Push s => new Push(Storage(s.Storage), Of(s.Value)),
        Pop s => new Pop(Define(s.Target), Storage(s.Storage)),
        Allocate s => Then(Of(s.Length), length => s with { Array = Define(s.Array), Length = length }),
        Grow s => new Grow((Var)Of(s.Array), Of(s.Length)),
        Store s => s with { Array = Of(s.Array), Indices = s.Indices.Map(Of), Value = Of(s.Value) },
        Accumulate s => new Accumulate(Of(s.Array), s.Indices.Map(Of), Of(s.Value)),
        Product s => s.Map(Of),
        Chunked s => s.MapReads(Of),
        _ => step,
    };

    private Stmt OfIf(If s)
    {
        var condition = Of(s.Condition);
        var (then, @else) = (Of(s.Then), Of(s.Else));
        return new If(condition, then, @else,
            s.Results.Map(p => new Phi(p.Target, Of(p.OnTrue), Of(p.OnFalse))).Map(p => p with { Target = Define(p.Target) }));
    }

    private Stmt OfFor(For s)
    {
        var (from, to, move) = (Of(s.From), Of(s.To), s.Move?.Map(Of));
        var entered = Enter(s.Carried);
        var index = Define(s.Index);
        var body = Of(s.Body);
        return new For(index, from, to, s.Step, Leave(s.Carried, entered), body) { Move = move, IsRebuild = s.IsRebuild };
    }

    private Stmt OfWhile(While s)
    {
        var entered = Enter(s.Carried);
        var condition = Of(s.Condition);
        var body = Of(s.Body);
        return new While(Leave(s.Carried, entered), condition, body);
    }

    private EquatableArray<Carried> Enter(EquatableArray<Carried> carried) =>
        carried.Map(c => c with { Initial = Of(c.Initial) }).Map(c => c with { Variable = Define(c.Variable) });

    private EquatableArray<Carried> Leave(EquatableArray<Carried> old, EquatableArray<Carried> entered)
    {
        var nexts = old.Map(c => Of(c.Next));
        return Enumerable.Range(0, old.Count)
            .Select(i => entered[i] with { Next = nexts[i], Result = Define(old[i].Result) }).ToArray();
    }

    private Var Define(Var variable)
    {
        var renamed = define(variable);
        _map[variable.Id] = renamed;
        return renamed;
    }

    // Storage is declared by its first use.
    private Var Storage(Var storage) => _map.TryGetValue(storage.Id, out var known) ? (Var)known : Define(storage);

    private static TOut Then<TIn, TOut>(TIn value, Func<TIn, TOut> next) => next(value);
}
