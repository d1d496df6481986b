namespace AutoBackprop.Core;

/// <summary>The backward sweep reads values of the forward sweep that are out of scope there. What is cheap is computed
/// again; what a loop would overwrite goes onto storage; what a branch defines is handed out of the branch.</summary>
/// <param name="apart">Parameters, when the backward sweep is a method of its own: then nothing of the forward sweep is in scope.</param>
public sealed partial class Keep(Fresh fresh, Dictionary<int, Var> indexTwins, Arrays arrays, IEnumerable<Var>? apart = null)
{
    /// <param name="Nest">The loops around it, outermost first, if all their trips are known before the first.</param>
    private sealed record Scope(int Mirror, Scope? Parent, bool InLoop, int Depth, Nest? Nest = null);

    /// <param name="Top">The step of the outermost block that it is part of.</param>
    /// <param name="IsBranch">A branch lies between the innermost loop and here.</param>
    private sealed record Nest(Stmt Top, EquatableArray<For> Loops, EquatableArray<Expr> Starts, EquatableArray<Expr> Trips, bool IsBranch);

    private readonly Dictionary<int, (Scope Scope, Stmt? By, int Order)> _definitions = [];
    private readonly Dictionary<int, SortedDictionary<int, Var>> _needed = [];     // by mirror, by order of definition
    private readonly Dictionary<int, (Store Store, Scope Scope)> _stored = [];
    private readonly Dictionary<int, Expr> _again = [];
    private readonly Dictionary<int, Var> _storage = [];
    private readonly Dictionary<int, (Var Array, Nest Nest)> _elements = [];   // kept in an array: one element per trip
    private readonly Dictionary<int, Var> _bases = [];                               // by mirror: where the trips of an inner loop begin
    private readonly Dictionary<int, Let> _starts = [];
    private readonly Dictionary<int, List<Var>> _exports = [];                       // by mirror of a branch
    private readonly Dictionary<int, Var> _exported = [];                            // how a branch's value is called outside
    private int _order;

    public (Block Forward, Block Backward) Run(Block forward, Block backward)
    {
        var root = new Scope(0, null, apart is not null, 0);
        foreach (var p in apart ?? []) _definitions[p.Id] = (root, null, _order++);
        Define(forward, root);
        foreach (var v in FreeReads(backward)) Need(v);
        Settle();
        return (Entered(KeepIn(forward), apart ?? []), ReadBack(backward));
    }

    private bool IsInScope(Scope scope) => scope.Parent is null && apart is null;

    private Nest? NestOf(Stmt step, Scope scope, Stmt top)
    {
        if (step is If) return scope.Nest is { } nest ? nest with { IsBranch = true } : null;
        if (apart is not null || step is not For { Step: 1 or -1 } loop || scope.InLoop && scope.Nest is null or { IsBranch: true }) return null;
        var trips = AtRoot(Identities.Simplify(loop.Step > 0 ? loop.To - loop.From : loop.From - loop.To));
        if (trips is null || AtRoot(loop.From) is not { } from) return null;
        if (trips is not (Const { Value: >= 0 } or Apply { Op: Op.Length })) trips = new Apply(Op.Max, new[] { trips, Const.Int(0) }, IrType.Int);
        return scope.Nest is { } outer
            ? outer with { Loops = outer.Loops.Append(loop).ToArray(), Starts = outer.Starts.Append(from).ToArray(), Trips = outer.Trips.Append(trips).ToArray() }
            : new Nest(top, new[] { loop }, new[] { from }, new[] { trips }, false);
    }

    /// <summary>Index arithmetic over what the outermost block defines; null where it is more than that.</summary>
    private Expr? AtRoot(Expr expr)
    {
        switch (expr)
        {
            case Const: return expr;
            case Var v when !_definitions.TryGetValue(v.Id, out var d) || IsInScope(d.Scope): return v;
            case Var v: return _definitions[v.Id].By is Let { Value: var value } ? AtRoot(value) : null;
            case Apply { Op: Op.Add or Op.Sub or Op.Mul or Op.Max or Op.Min or Op.Length, Type.Kind: Kind.Int } apply:
                var args = apply.Args.Map(AtRoot);
                return args.All(a => a is not null) ? apply with { Args = args.Map(a => a!) } : null;
            default: return null;
        }
    }

    private void Define(Block block, Scope scope, Stmt? top = null)
    {
        foreach (var step in block.Steps)
        {
            if (step is Store { IsLast: true, Value: Var stored } store) _stored[stored.Id] = (store, scope);
            foreach (var (inner, _) in step.Blocks())
            {
                var within = new Scope(inner.Mirror, scope, scope.InLoop || step is not If, scope.Depth + 1, NestOf(step, scope, top ?? step));
                foreach (var v in step.Enters()) _definitions[v.Id] = (within, null, _order++);
                Define(inner, within, top ?? step);
            }
            foreach (var v in step.Defines()) _definitions[v.Id] = (scope, step, _order++);
        }
    }

    private static IEnumerable<Var> FreeReads(Block backward) => backward.AllReads();

    private void Need(Var v)
    {
        if (!_definitions.TryGetValue(v.Id, out var d) || IsInScope(d.Scope) || indexTwins.ContainsKey(v.Id)) return;
        if (!_needed.TryGetValue(d.Scope.Mirror, out var list)) _needed[d.Scope.Mirror] = list = [];
        list[d.Order] = v;
    }

    /// <summary>Decides, outer scopes first: compute again, or keep.</summary>
    private void Settle()
    {
        var settled = new HashSet<int>();
        while (_needed.Values.SelectMany(n => n.Values).Where(v => !settled.Contains(v.Id)).OrderBy(v => _definitions[v.Id].Scope.Depth)
                     .ThenByDescending(v => _definitions[v.Id].Order).FirstOrDefault() is { } v)
        {
            settled.Add(v.Id);
            var scope = _definitions[v.Id].Scope;
            // A span cannot be kept; what its window needs can.
            var budget = v.Type.IsArray ? int.MaxValue : 6;
            if (Recompute(v, ref budget) || FromMemory(v)) continue;
            if (v.Type.IsArray) { RecomputeAll(v); continue; }
            if (scope.Nest is { } nest && v.Type.Kind is Kind.Double or Kind.Float or Kind.Int or Kind.Bool)
                _elements[v.Id] = (fresh.Named("kept_" + v.Name, IrType.SpanOf(v.Type), Role.Kept), nest);
            else if (scope.InLoop) _storage[v.Id] = fresh.Named("kept_" + v.Name, IrType.StackOf(v.Type), Role.Kept);
            else Export(v, scope);
        }
    }

    private readonly Dictionary<int, bool> _recomputed = [];

    private bool Recompute(Var v, ref int budget)
    {
        if (_recomputed.TryGetValue(v.Id, out var known) && known) return true;
        if (_definitions[v.Id].By is Allocate)
        {
            if (!KeepArray(v)) return false;
            Need(v);
            return true;
        }
        if (_definitions[v.Id].By is not Let { Value: var value } || value.IsCostly() && !IsReadable(value) || (budget -= Cost(value)) < 0) return false;
        foreach (var read in value.Variables())
            if (!IsAvailable(read, ref budget)) return false;
        Need(v);
        return _recomputed[v.Id] = true;
    }

    /// <summary>Of computing it again: what a store and a load would cost, too. Indices and names of arrays come with the rest.</summary>
    private static int Cost(Expr value) => value switch
    {
        { Type.IsArray: true } => 0,
        { Type.Kind: Kind.Int } => value.Size() > 16 ? value.Size() : 0,
        Load => 1,
        _ => value.Size() + 1,
    };

    /// <summary>An element that still holds what it held, in memory that is still there. A window is computed again in any case.</summary>
    private bool IsReadable(Expr value) => value is Slice
        || value is Load { Stability: not Stability.Volatile } load && !load.Indices.Any(i => i.IsCostly())
            && (arrays.MergedWith(arrays.Root(load.Array)) is [var only] ? IsThere(only) || KeepArray(only) : arrays.MergedWith(arrays.Root(load.Array)).All(IsThere));

    private bool IsThere(Var array) => !_definitions.TryGetValue(array.Id, out var of) || IsInScope(of.Scope);

    private void RecomputeAll(Var v)
    {
        if (_definitions[v.Id].By is not Let { Value: var value }) throw new InvalidOperationException($"{v} is not there any more");
        foreach (var read in value.Variables()) Need(read);
        _recomputed[v.Id] = true;
    }

    /// <summary>The value lies in an array that nobody writes any more: it can be read from there.</summary>
    private bool FromMemory(Var v)
    {
        if (!_stored.TryGetValue(v.Id, out var store) || !_definitions[v.Id].Scope.Equals(store.Scope)) return false;
        var load = new Load(store.Store.Array, store.Store.Indices, v.Type, Stability.Settled);
        var budget = 6;
        if (!IsReadable(load) || !load.Variables().All(r => IsAvailable(r, ref budget))) return false;
        _again[v.Id] = load;
        return _recomputed[v.Id] = true;
    }

    private bool IsAvailable(Var v, ref int budget)
    {
        if (!_definitions.TryGetValue(v.Id, out var d) || IsInScope(d.Scope) || indexTwins.ContainsKey(v.Id)) return true;
        return _needed.TryGetValue(d.Scope.Mirror, out var needed) && needed.ContainsKey(d.Order) || Recompute(v, ref budget);
    }

    private void Export(Var v, Scope scope)
    {
        var inner = v;
        for (var s = scope; s.Parent is not null; s = s.Parent)
        {
            if (!_exports.TryGetValue(s.Mirror, out var list)) _exports[s.Mirror] = list = [];
            list.Add(inner);
            inner = _exported[inner.Id] = fresh.Version(v);
        }
    }

    // ── the forward sweep keeps ──────────────────────────────────────────────────────────────────────────────

    private Block KeepIn(Block block)
    {
        var steps = new List<Stmt>();
        foreach (var step in block.Steps)
        {
            steps.AddRange(Room(step));
            if (step is For loop && BaseOf(loop) is { } start) steps.Add(start);
            steps.Add(step switch
            {
                Allocate s when _arraysKept.ContainsKey(s.Array.Id) => Part(s.Array, null, s.Array),
                If s => KeepIn(s),
                For s => s with { Body = Entered(KeepIn(s.Body), s.Enters()) },
                While s => s with { Body = Entered(KeepIn(s.Body), s.Enters()) },
                _ => step,
            });
            if (apart is null) steps.AddRange(Pushes(step.Defines()));
        }
        // Calls in the block keep their own: what the block keeps has to lie above that.
        if (apart is not null && !(steps.Count > 0 && steps[^1] is Throw)) steps.AddRange(Pushes(block.Steps.SelectMany(s => s.Defines())));
        return block with { Steps = steps };
    }

    private Block Entered(Block body, IEnumerable<Var> entered) => body with
    {
        Steps = apart is null ? Pushes(entered).Concat(body.Steps).ToArray() : body.Steps.Concat(Pushes(entered)).ToArray(),
    };

    private IEnumerable<Stmt> Pushes(IEnumerable<Var> defined) =>
        defined.Where(v => _storage.ContainsKey(v.Id)).Select(v => new Push(_storage[v.Id], v))
            .Concat<Stmt>(defined.Where(v => _elements.ContainsKey(v.Id)).Select(v => new Store(_elements[v.Id].Array, new[] { Position(_elements[v.Id].Nest, _bases) }, v)));

    /// <summary>The arrays for what the loops of this step keep.</summary>
    private IEnumerable<Stmt> Room(Stmt step) => _elements.Where(e => ReferenceEquals(e.Value.Nest.Top, step)).OrderBy(e => e.Key)
        .Select(e => new Allocate(e.Value.Array, e.Value.Nest.Trips.Aggregate((a, b) => Identities.Simplify(a * b)), IsFilled: true, IsKept: true)).Concat(RoomForArrays(step));

    private static Expr Trip(Nest nest, int at) =>
        Identities.Simplify(nest.Loops[at].Step > 0 ? nest.Loops[at].Index - nest.Starts[at] : nest.Starts[at] - nest.Loops[at].Index);

    /// <summary>The number of a trip, counted through all the loops of the nest.</summary>
    private static Expr Position(Nest nest, Dictionary<int, Var> bases)
    {
        var trip = Trip(nest, nest.Loops.Count - 1);
        return bases.TryGetValue(nest.Loops[nest.Loops.Count - 1].Body.Mirror, out var start) ? Identities.Simplify(start + trip) : trip;
    }

    /// <summary>Where the trips of an inner loop begin, if something is kept there.</summary>
    private Let? BaseOf(For loop)
    {
        if (loop.Body.Mirror == 0 || _elements.Values.Select(e => e.Nest).Concat(_arraysKept.Values.Select(k => k.Nest)).FirstOrDefault(n => n.Loops.Any(l => ReferenceEquals(l, loop))) is not { } nest) return null;
        var at = 0;
        while (!ReferenceEquals(nest.Loops[at], loop)) at++;
        if (at == 0) return null;
        var before = Trip(nest, at - 1);
        if (_bases.TryGetValue(nest.Loops[at - 1].Body.Mirror, out var start)) before = start + before;
        return _starts[loop.Body.Mirror] = new Let(_bases[loop.Body.Mirror] = fresh.Hidden(IrType.Int), Identities.Simplify(before * nest.Trips[at]));
    }

    private If KeepIn(If s)
    {
        var then = KeepIn(s.Then);
        var @else = KeepIn(s.Else);
        var results = s.Results.ToList();
        if (_exports.TryGetValue(s.Then.Mirror, out var fromThen) && s.Then.Mirror != 0)
            results.AddRange(fromThen.Select(v => new Phi(_exported[v.Id], v, Default(v.Type))));
        if (_exports.TryGetValue(s.Else.Mirror, out var fromElse) && s.Else.Mirror != 0)
            results.AddRange(fromElse.Select(v => new Phi(_exported[v.Id], Default(v.Type), v)));
        return new If(s.Condition, then, @else, results);
    }

    private static Expr Default(IrType type) =>
        type.Kind is Kind.Other or Kind.Array ? new Opaque($"default({type.Name})!", new([]), type, IsPure: true) : new Const(0, type);

    // ── the backward sweep reads back ────────────────────────────────────────────────────────────────────────

    private Block ReadBack(Block backward)
    {
        var rename = new Rename(v => v);
        foreach (var twin in indexTwins) rename.Substitute(new Var("", twin.Key, IrType.Int), twin.Value);
        return ReadBack(backward, rename);
    }

    private Block ReadBack(Block block, Rename rename)
    {
        var steps = new List<Stmt>();
        // A loop by trip number defines its index first; what is computed again may read it.
        var rest = block.Steps.ToList();
        if (rest.Count > 0 && rest[0] is Let first && indexTwins.Values.Contains(first.Target)) { steps.Add(rename.Of(first)); rest.RemoveAt(0); }

        if ((block.Mirror != 0 || apart is not null) && _needed.TryGetValue(block.Mirror, out var needed))
        {
            foreach (var v in needed.Values.Where(v => !_recomputed.ContainsKey(v.Id)))
            {
                if (_elements.TryGetValue(v.Id, out var element))
                {
                    var back = fresh.Version(v);
                    steps.Add(new Let(back, new Load(element.Array, new[] { rename.Of(Position(element.Nest, _bases)) }, v.Type)));
                    rename.Substitute(v, back);
                }
                else if (_arraysKept.ContainsKey(v.Id))
                {
                    var back = fresh.Version(v);
                    steps.Add(Part(v, rename, back));
                    rename.Substitute(v, back);
                }
                else if (_storage.TryGetValue(v.Id, out var storage))
                {
                    var back = fresh.Version(v);
                    steps.Add(new Pop(back, storage));
                    rename.Substitute(v, back);
                }
                else
                {
                    var outermost = v;
                    while (_exported.TryGetValue(outermost.Id, out var further)) outermost = further;
                    rename.Substitute(v, outermost);
                }
            }
            foreach (var v in needed.Values.Where(v => _recomputed.ContainsKey(v.Id)))
            {
                var again = fresh.Version(v);
                steps.Add(new Let(again, rename.Of(_again.TryGetValue(v.Id, out var load) ? load : ((Let)_definitions[v.Id].By!).Value)));
                rename.Substitute(v, again);
            }
        }
        foreach (var step in rest)
        {
            // The twin of an inner loop counts from the same place.
            if (step is For { Body.Mirror: var mirror } && mirror != 0 && _starts.TryGetValue(mirror, out var start))
            {
                var again = fresh.Version(start.Target);
                steps.Add(new Let(again, rename.Of(start.Value)));
                rename.Substitute(start.Target, again);
            }
            steps.Add(step switch
            {
                If s => Choose(s, rename),
                For s => Loop(s, rename),
                _ => rename.Of(step),
            });
        }
        return block with { Steps = steps };
    }

    private If Choose(If s, Rename rename)
    {
        var condition = rename.Of(s.Condition);
        var then = ReadBack(s.Then, rename);
        var @else = ReadBack(s.Else, rename);
        return new If(condition, then, @else, s.Results.Map(p => new Phi(p.Target, rename.Of(p.OnTrue), rename.Of(p.OnFalse))));
    }

    private For Loop(For s, Rename rename)
    {
        var (from, to) = (rename.Of(s.From), rename.Of(s.To));
        var initial = s.Carried.Map(c => rename.Of(c.Initial));
        var body = ReadBack(s.Body, rename);
        return new For(s.Index, from, to, s.Step,
            Enumerable.Range(0, s.Carried.Count).Select(i => s.Carried[i] with { Initial = initial[i], Next = rename.Of(s.Carried[i].Next) }).ToArray(), body);
    }
}
