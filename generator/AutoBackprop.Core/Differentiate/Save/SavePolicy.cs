namespace AutoBackprop.Core;

/// <summary>Decides how the backward sweep comes by the values of the forward sweep that are out of scope there. What is cheap is
/// computed again; what a loop would overwrite goes onto storage; what a branch defines is handed out of the branch.</summary>
public sealed class SavePolicy
{
    /// <summary>Operations that may be done again rather than stored: what a store and a load cost, too.</summary>
    private const int MostAgain = 6;

    /// <summary>Index arithmetic comes with the rest, up to this size.</summary>
    private const int LargestIndex = 16;

    private sealed record Scope(int Mirror, Scope? Parent, bool InLoop, int Depth, Nest? Nest = null);

    private readonly Fresh _fresh;
    private readonly Dictionary<int, Var> _indexTwins;
    private readonly Arrays _arrays;
    private readonly bool _isApart;
    private readonly SavePlan _plan = new();
    private readonly Dictionary<int, (Scope Scope, Stmt? By, int Order)> _definitions = [];
    private readonly Dictionary<int, (Store Store, Scope Scope)> _stored = [];
    private int _order;

    private SavePolicy(Fresh fresh, Dictionary<int, Var> indexTwins, Arrays arrays, bool isApart) =>
        (_fresh, _indexTwins, _arrays, _isApart) = (fresh, indexTwins, arrays, isApart);

    /// <param name="apart">Parameters, when the backward sweep is a method of its own: then nothing of the forward sweep is in
    /// scope.</param>
    public static SavePlan Of(Block forward, Block backward, Fresh fresh, Dictionary<int, Var> indexTwins, Arrays arrays,
        IReadOnlyList<Var>? apart)
    {
        var policy = new SavePolicy(fresh, indexTwins, arrays, apart is not null);
        var root = new Scope(0, null, apart is not null, 0);
        foreach (var p in apart ?? []) policy._definitions[p.Id] = (root, null, policy._order++);
        policy.Define(forward, root);
        foreach (var read in backward.AllSteps().SelectMany(s => s.ReadsAround())) policy.Need(read);
        policy.Decide();
        return policy._plan;
    }

    private bool IsInScope(Scope scope) => scope.Parent is null && !_isApart;

    private bool IsThere(Var v) => !_definitions.TryGetValue(v.Id, out var of) || IsInScope(of.Scope);

    // ── where values are defined ─────────────────────────────────────────────────────────────────────────────

    private void Define(Block block, Scope scope, Stmt? top = null)
    {
        foreach (var step in block.Steps)
        {
            if (step is Store { IsLast: true, Value: Var stored } store) _stored[stored.Id] = (store, scope);
            foreach (var (inner, _) in step.Blocks())
            {
                var within = new Scope(inner.Mirror, scope, scope.InLoop || step is not If, scope.Depth + 1,
                    NestOf(step, scope, top ?? step));
                foreach (var v in step.Enters()) _definitions[v.Id] = (within, null, _order++);
                Define(inner, within, top ?? step);
            }
            foreach (var v in step.Defines()) _definitions[v.Id] = (scope, step, _order++);
        }
    }

    private Nest? NestOf(Stmt step, Scope scope, Stmt top)
    {
        if (step is If) return scope.Nest is { } nest ? nest with { IsBranch = true } : null;
        if (_isApart || step is not For { Step: 1 or -1 } loop || scope.InLoop && scope.Nest is null or { IsBranch: true }) return null;
        var trips = AtRoot(loop.Trips());
        if (trips is null || AtRoot(loop.From) is not { } from) return null;
        if (trips is not (Const { Value: >= 0 } or Apply { Op: Op.Length }))
            trips = new Apply(Op.Max, new[] { trips, Const.Int(0) }, IrType.Int);
        return scope.Nest is { } outer
            ? outer with { Loops = outer.Loops.Append(loop).ToArray(), Starts = outer.Starts.Append(from).ToArray(),
                Trips = outer.Trips.Append(trips).ToArray() }
            : new Nest(top, new[] { loop }, new[] { from }, new[] { trips }, false);
    }

    /// <summary>Index arithmetic over what the outermost block defines; null where it is more than that.</summary>
    private Expr? AtRoot(Expr expr)
    {
        switch (expr)
        {
            case Const: return expr;
            case Var v when IsThere(v): return v;
            case Var v: return _definitions[v.Id].By is Let { Value: var value } ? AtRoot(value) : null;
            case Apply { Op: Op.Add or Op.Sub or Op.Mul or Op.Max or Op.Min or Op.Length, Type.Kind: Kind.Int } apply:
                var args = apply.Args.Map(AtRoot);
                return args.All(a => a is not null) ? apply with { Args = args.Map(a => a!) } : null;
            default: return null;
        }
    }

    // ── what is needed, and how it comes ─────────────────────────────────────────────────────────────────────

    private void Need(Expr read)
    {
        if (read is Var v) Need(v);
        else if (read is Apply { Op: Op.Length, Args: [Var array] } && !HasName(array)) Need(LengthOf(array));
        else foreach (var child in read.Children()) Need(child);
    }

    /// <summary>In the backward sweep, where memory of a block that has ended is not there any more.</summary>
    private bool HasName(Var array) => IsThere(array) || _definitions[array.Id].By switch
    {
        Allocate => CanKeep(array),
        Call => false,
        Let { Value: var value } => value.Variables().Where(v => v.Type.IsArray).All(HasName),
        _ => true,
    };

    private Var LengthOf(Var array)
    {
        if (_plan.Lengths.TryGetValue(array.Id, out var known)) return known;
        var length = _plan.Lengths[array.Id] = _fresh.Hidden(IrType.Int);
        _definitions[length.Id] = (_definitions[array.Id].Scope, new Let(length, Ops.Length(array)), _order++);
        return length;
    }

    private void Need(Var v)
    {
        if (!_definitions.TryGetValue(v.Id, out var d) || IsInScope(d.Scope) || _indexTwins.ContainsKey(v.Id)) return;
        if (!_plan.Needed.TryGetValue(d.Scope.Mirror, out var list)) _plan.Needed[d.Scope.Mirror] = list = [];
        list[d.Order] = v;
    }

    /// <summary>Outer scopes first: what they need decides what inner ones find there.</summary>
    private void Decide()
    {
        var decided = new HashSet<int>();
        while (_plan.Needed.Values.SelectMany(n => n.Values).Where(v => !decided.Contains(v.Id))
            .OrderBy(v => _definitions[v.Id].Scope.Depth)
                     .ThenByDescending(v => _definitions[v.Id].Order).FirstOrDefault() is { } v)
        {
            decided.Add(v.Id);
            // A span cannot be kept; what its window needs can.
            var budget = v.Type.IsArray ? int.MaxValue : MostAgain;
            if (ComputeAgain(v, ref budget) || ReadAgain(v)) continue;
            if (v.Type.IsArray) NameAgain(v);
            else Store(v, _definitions[v.Id].Scope);
        }
    }

    private void Store(Var v, Scope scope)
    {
        if (scope.Nest is { } nest && v.Type.Kind is Kind.Double or Kind.Float or Kind.Int or Kind.Bool)
            _plan.Elements[v.Id] = (_fresh.Named("kept_" + v.Name, IrType.SpanOf(v.Type), Role.Kept), nest);
        else if (scope.InLoop) _plan.Stacks[v.Id] = _fresh.Named("kept_" + v.Name, IrType.StackOf(v.Type), Role.Kept);
        else Export(v, scope);
    }

    private void Export(Var v, Scope scope)
    {
        var inner = v;
        for (var s = scope; s.Parent is not null; s = s.Parent)
        {
            if (!_plan.Exports.TryGetValue(s.Mirror, out var list)) _plan.Exports[s.Mirror] = list = [];
            list.Add(inner);
            inner = _plan.Exported[inner.Id] = _fresh.Version(v);
        }
    }

    private bool ComputeAgain(Var v, ref int budget)
    {
        if (_plan.Again.ContainsKey(v.Id)) return true;
        if (_definitions[v.Id].By is Allocate)
        {
            if (!KeepArray(v)) return false;
            Need(v);
            return true;
        }
        if (_definitions[v.Id].By is not Let { Value: var value } || value.IsCostly() && !IsReadable(value) || (budget -= Cost(value)) < 0)
            return false;
        foreach (var read in value.Variables())
            if (!IsAvailable(read, ref budget)) return false;
        Need(v);
        _plan.Again[v.Id] = value;
        return true;
    }

    private bool IsAvailable(Var v, ref int budget)
    {
        if (IsThere(v) || _indexTwins.ContainsKey(v.Id)) return true;
        var d = _definitions[v.Id];
        return _plan.Needed.TryGetValue(d.Scope.Mirror, out var needed) && needed.ContainsKey(d.Order) || ComputeAgain(v, ref budget);
    }

    /// <summary>Of computing it again: what a store and a load would cost, too. Indices and names of arrays come with the rest.</summary>
    private static int Cost(Expr value) => value switch
    {
        { Type.IsArray: true } => 0,
        { Type.Kind: Kind.Int } => value.Size() > LargestIndex ? value.Size() : 0,
        Load => 1,
        _ => value.Size() + 1,
    };

    /// <summary>The name of an array whose memory is still there.</summary>
    private void NameAgain(Var v)
    {
        if (_definitions[v.Id].By is not Let { Value: var value }) throw new InvalidOperationException($"{v} is not there any more");
        foreach (var read in value.Variables()) Need(read);
        _plan.Again[v.Id] = value;
    }

    /// <summary>The value lies in an array that nobody writes any more: it can be read from there.</summary>
    private bool ReadAgain(Var v)
    {
        if (!_stored.TryGetValue(v.Id, out var store) || !_definitions[v.Id].Scope.Equals(store.Scope)) return false;
        var load = new Load(store.Store.Array, store.Store.Indices, v.Type, Stability.Settled);
        var budget = MostAgain;
        if (!IsReadable(load) || !load.Variables().All(r => IsAvailable(r, ref budget))) return false;
        _plan.Again[v.Id] = load;
        return true;
    }

    /// <summary>An element that still holds what it held, in memory that is still there. A window is computed again in any case.</summary>
    private bool IsReadable(Expr value) => value is Slice
        || value is Load { Stability: not Stability.Volatile } load && !load.Indices.Any(i => i.IsCostly())
            && (_arrays.MergedWith(_arrays.Root(load.Array)) is [var only]
                ? IsThere(only) || KeepArray(only) : _arrays.MergedWith(_arrays.Root(load.Array)).All(IsThere));

    private bool KeepArray(Var array)
    {
        if (_plan.Arrays.ContainsKey(array.Id)) return true;
        if (!CanKeep(array)) return false;
        var (scope, memory, _) = _definitions[array.Id];
        _plan.Arrays[array.Id] = (_fresh.Named("kept_" + array.Name, array.Type, Role.Kept), scope.Nest!, (Allocate)memory!);
        return true;
    }

    private bool CanKeep(Var array) => _definitions.TryGetValue(array.Id, out var d) && d is { By: Allocate memory, Scope.Nest: not null }
        && !_arrays.Grows(array) && memory.Length.Variables().All(IsThere);
}
