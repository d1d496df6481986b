namespace AutoBackprop.Core;

/// <summary>What every pass must leave: each variable defined once and before it is read, types that fit, memory that may be
/// written. Tests ask after every pass; the generator does not.</summary>
public sealed class Verify
{
    private readonly List<string> _problems = [];
    private readonly Dictionary<int, Var> _defined = [];
    private readonly HashSet<int> _inScope = [];
    private readonly HashSet<int> _allocated = [];
    private readonly Dictionary<int, Var> _storages = [];

    private Verify() { }

    /// <summary>What is wrong with a method; nothing if it is as it should be.</summary>
    public static IReadOnlyList<string> Problems(Method method)
    {
        var verify = new Verify();
        if (method.IsActive.Count != method.Parameters.Count) verify.Say("a parameter is neither active nor constant");
        foreach (var parameter in method.Parameters) verify.Define(parameter);
        verify.Visit(method.Body);
        foreach (var result in method.Results) verify.Read(result, "the result");
        foreach (var v in verify._defined.Values.Concat(verify._storages.Values).Where(v => v.Id >= method.NextId))
            verify.Say($"{v} is above NextId {method.NextId}");
        foreach (var v in method.Zeroed.Concat(method.Covered.Select(c => c.Array)).Where(v => method.OfGradient(v) is null))
            verify.Say($"{v} is nobody's gradient");
        return verify._problems;
    }

    private void Say(string problem) => _problems.Add(problem);

    // ── what is defined where ────────────────────────────────────────────────────────────────────────────────

    private void Define(Var v)
    {
        if (_defined.ContainsKey(v.Id)) Say($"{v} is defined twice");
        _defined[v.Id] = v;
        _inScope.Add(v.Id);
    }

    private void Visit(Block block)
    {
        foreach (var step in block.Steps)
        {
            foreach (var read in step.Reads()) Read(read, Name(step));
            foreach (var (inner, atEnd) in step.Blocks())
                Inside(step.Enters(), () =>
                {
                    // It is asked before the body runs.
                    if (step is While { Condition: var condition }) Read(condition, "the condition of a loop");
                    Visit(inner);
                    foreach (var read in step is While w ? w.Carried.Select(c => c.Next) : atEnd) Read(read, $"the end of {Name(step)}");
                });
            Fits(step);
            foreach (var v in step.Defines()) Define(v);
            if (step is Throw && !ReferenceEquals(step, block.Steps[block.Steps.Count - 1])) Say("a step follows a throw");
        }
    }

    private void Inside(IEnumerable<Var> entered, Action visit)
    {
        var outside = new HashSet<int>(_inScope);
        foreach (var v in entered) Define(v);
        visit();
        _inScope.IntersectWith(outside);
    }

    private static string Name(Stmt step) => step switch
    {
        Let s => $"{s.Target} = {Dump.Text(s.Value)}",
        For s => $"the loop over {s.Index}",
        _ => step.GetType().Name,
    };

    private void Read(Expr expr, string where)
    {
        if (expr is Var v)
        {
            if (!_inScope.Contains(v.Id)) Say($"{v} is not defined where {where} reads it");
            else if (!(_defined.TryGetValue(v.Id, out var known) && known.Equals(v)))
                Say($"{where} reads {v} otherwise than it was defined");
        }
        if (expr.Type == IrType.Untyped) Say($"{Dump.Text(expr)} has no type in {where}");
        if (expr is Apply { Op: var op } apply && Rules.Of(op).Arity is > 0 and var arity && apply.Args.Count != arity)
            Say($"{op} has {apply.Args.Count} arguments in {where}");
        if (expr is Load load) Element(load.Array, load.Indices, load.Type, where);
        foreach (var child in expr.Children()) Read(child, where);
    }

    // ── what fits together ───────────────────────────────────────────────────────────────────────────────────

    private void Fits(Stmt step)
    {
        switch (step)
        {
            case Let s: Same(s.Target.Type, s.Value.Type, Name(s)); break;
            case If s:
                Same(IrType.Bool, s.Condition.Type, "a condition");
                foreach (var p in s.Results)
                {
                    Ends(p.Target.Type, p.OnTrue, s.Then, $"{p.Target} after a branch");
                    Ends(p.Target.Type, p.OnFalse, s.Else, $"{p.Target} after a branch");
                }
                break;
            case For s:
                foreach (var bound in new[] { s.Index, s.From, s.To }) Same(IrType.Int, bound.Type, Name(s));
                if (s.Step == 0) Say($"{Name(s)} stands still");
                Carries(s.Carried);
                break;
            case While s:
                Same(IrType.Bool, s.Condition.Type, "the condition of a loop");
                Carries(s.Carried);
                break;
            case Allocate s:
                _allocated.Add(s.Array.Id);
                Same(IrType.Int, s.Length.Type, $"the length of {s.Array}");
                break;
            case Grow s:
                Same(IrType.Int, s.Length.Type, $"the length of {s.Array}");
                if (!_allocated.Contains(s.Array.Id)) Say($"{s.Array} grows, and is no array of ours");
                break;
            case Store s: Writes(s.Array, s.Indices, s.Value); break;
            case Accumulate s: Writes(s.Array, s.Indices, s.Value); break;
            case Push s:
                Storage(s.Storage);
                Same(s.Storage.Type.Element!, s.Value.Type, $"a push on {s.Storage}");
                break;
            case Pop s:
                Storage(s.Storage);
                Same(s.Storage.Type.Element!, s.Target.Type, $"a pop of {s.Storage}");
                break;
            case Call s:
                if (s.Callee.Sweep == Sweep.Value && s.Args.Count != s.Callee.IsActive.Count)
                    Say($"a call of {s.Callee.Name} has {s.Args.Count} arguments");
                if (s.Results.Count != s.Callee.ResultTypes.Count) Say($"a call of {s.Callee.Name} has {s.Results.Count} results");
                foreach (var (result, type) in s.Results.Zip(s.Callee.ResultTypes, (r, t) => (r, t)))
                    Same(type, result.Type, $"a result of {s.Callee.Name}");
                break;
        }
    }

    // Nothing comes out of a branch that throws.
    private void Ends(IrType type, Expr value, Block branch, string where)
    {
        if (branch.IsEmpty || branch.Steps[branch.Steps.Count - 1] is not Throw) Same(type, value.Type, where);
    }

    private void Carries(EquatableArray<Carried> carried)
    {
        foreach (var c in carried)
            foreach (var value in new[] { c.Initial, c.Next, c.Result })
                Same(c.Variable.Type, value.Type, $"{c.Variable} carried by a loop");
    }

    private void Storage(Var storage)
    {
        if (storage.Type.ArrayKind != ArrayKind.Stack) Say($"{storage} is no storage");
        if (_storages.TryGetValue(storage.Id, out var known) && !known.Equals(storage)) Say($"{storage} is two storages");
        _storages[storage.Id] = storage;
    }

    private void Writes(Expr array, EquatableArray<Expr> indices, Expr value)
    {
        Element(array, indices, value.Type, $"a store into {Dump.Text(array)}");
        if (array.Type.IsReadOnly) Say($"{Dump.Text(array)} can only be read");
    }

    private void Element(Expr array, EquatableArray<Expr> indices, IrType type, string where)
    {
        if (array.Type is not { IsArray: true, Element: { } element }) { Say($"{Dump.Text(array)} has no elements in {where}"); return; }
        if (indices.Count == 0) { Say($"an element without an index in {where}"); return; }
        var isMember = indices[indices.Count - 1] is Field;
        if (indices.Count - (isMember ? 1 : 0) != array.Type.Rank) Say($"{Dump.Text(array)} has {array.Type.Rank} dimensions in {where}");
        foreach (var index in indices.Where(i => i is not Field)) Same(IrType.Int, index.Type, $"an index of {where}");
        if (isMember) return;
        if (type.Lanes == element.Lanes) Same(element, type, where);
        else if (type.Kind != element.Kind) Say($"{type} is no vector of {element} in {where}");
    }

    private void Same(IrType expected, IrType actual, string where)
    {
        if (expected != actual && !IsConverted(expected, actual)) Say($"{actual} where {expected} belongs, in {where}");
    }

    // What C# converts by itself: an array becomes a span, a span one that can only be read. A reference is null or not, whatever the
    // compiler knows of it.
    private static bool IsConverted(IrType to, IrType from) => to.Kind == Kind.Other && from.Kind == Kind.Other
        || to.IsArray && from.IsArray && to.Rank == from.Rank && Equals(to.Element, from.Element)
            && (to.ArrayKind, from.ArrayKind) is (ArrayKind.Span, ArrayKind.Managed) or (ArrayKind.ReadOnlySpan,
                ArrayKind.Managed or ArrayKind.Span);
}
