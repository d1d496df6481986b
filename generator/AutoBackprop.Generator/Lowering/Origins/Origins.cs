using System.Runtime.CompilerServices;
using AutoBackprop.Core;
using Microsoft.CodeAnalysis;

namespace AutoBackprop.Generator;

/// <summary>Where each value of a lowered method comes from: a table beside the model, for the analyzers alone. Expressions and
/// steps are known by reference, variables by their number.</summary>
public sealed class Origins
{
    private readonly Dictionary<object, Origin> _nodes = new(Identity.Instance);
    private readonly Dictionary<int, Origin> _variables = [];
    private readonly HashSet<object> _derived = new(Identity.Instance);
    private readonly HashSet<int> _derivedVariables = [];

    public Origin? Of(Expr expr) => expr is Var v ? Of(v) : _nodes.TryGetValue(expr, out var origin) ? origin : null;
    public Origin? Of(Var variable) => _variables.TryGetValue(variable.Id, out var origin) ? origin : null;
    /// <summary>It is of a derivative that we made: the user wrote nothing like it.</summary>
    public bool IsDerived(Var variable) => _derivedVariables.Contains(variable.Id);
    public Origin? Of(Stmt step) => _nodes.TryGetValue(step, out var origin) ? origin : null;

    // ── while lowering: the innermost operation speaks first ─────────────────────────────────────────────────

    internal void Note(Value value, SyntaxNode node)
    {
        foreach (var leaf in value.Leaves)
            if (leaf is Var v) Add(v, Here(node));
            // Constants are shared.
            else if (leaf is not Const) Add(leaf, Here(node));
    }

    // Calls of bodies that are lowered in place, from the outermost.
    private readonly List<Origin> _calls = [];

    /// <summary>What is noted from now on was reached through this call.</summary>
    internal void Enter(SyntaxNode call) => _calls.Add(Here(call));

    internal void Leave() => _calls.RemoveAt(_calls.Count - 1);

    private Origin Here(SyntaxNode node) => new(node, _calls.Count == 0 ? null : _calls[_calls.Count - 1]);

    /// <param name="method">The method on spans that the step belongs to.</param>
    internal void Note(Stmt step, SyntaxNode node, string? method = null)
    {
        if (_derived.Contains(step) || _nodes.ContainsKey(step)) return;
        _nodes[step] = Here(node) with { Method = method };
        foreach (var inner in step.Blocks().SelectMany(b => b.Block.Steps)) Note(inner, node, method);
    }

    /// <summary>A step that we made, of a derivative: what there is to say is said where the user wrote what is differentiated.</summary>
    internal void NoteDerived(Stmt step)
    {
        foreach (var inner in step.Self())
        {
            _derived.Add(inner);
            foreach (var v in inner.Defines().Concat(inner.Enters())) _derivedVariables.Add(v.Id);
        }
    }

    /// <summary>A step of a called method and its copy in the caller.</summary>
    internal void NoteCopy(Origins callee, Stmt from, Stmt to, SyntaxNode call)
    {
        if (callee._derived.Contains(from))
        {
            NoteDerived(to);
            return;
        }
        if (callee.Of(from) is { } step) Add(to, step.From(call));
        NoteCopies(callee, from.Reads(), to.Reads(), call);
        NoteCopies(callee, from.Defines().Concat(from.Enters()), to.Defines().Concat(to.Enters()), call);
        foreach (var (a, b) in from.Blocks().Zip(to.Blocks(), (a, b) => (a, b)))
        {
            foreach (var (s, t) in a.Block.Steps.Zip(b.Block.Steps, (s, t) => (s, t))) NoteCopy(callee, s, t, call);
            NoteCopies(callee, a.AtEnd, b.AtEnd, call);
        }
    }

    internal void NoteCopies(Origins callee, IEnumerable<Expr> from, IEnumerable<Expr> to, SyntaxNode call)
    {
        foreach (var (a, b) in from.Zip(to, (a, b) => (a, b)))
        {
            if (a is Const || b is Const || a.GetType() != b.GetType()) continue;
            if (callee.Of(a) is { } origin) Add(b, origin.From(call));
            NoteCopies(callee, a.Children(), b.Children(), call);
        }
    }

    /// <summary>A step that takes the place of another.</summary>
    internal void NoteRebuilt(Stmt from, Stmt to)
    {
        if (Of(from) is not { } origin) return;
        Add((object)to, origin);
        foreach (var v in to.Defines()) Add(v, origin);
    }

    private void Add(Expr expr, Origin origin)
    {
        if (expr is Var v) { if (!_variables.ContainsKey(v.Id) && !_derivedVariables.Contains(v.Id)) _variables[v.Id] = origin; }
        else Add((object)expr, origin);
    }

    private void Add(object key, Origin origin)
    {
        if (!_nodes.ContainsKey(key)) _nodes[key] = origin;
    }

    // ── afterwards ───────────────────────────────────────────────────────────────────────────────────────────

    /// <summary>The method as <see cref="Normalise"/> leaves it, and where its values come from.</summary>
    public (Method Method, Origins Origins) Normalised(Method method)
    {
        var origins = new Origins();
        foreach (var p in _nodes) origins._nodes[p.Key] = p.Value;
        foreach (var p in _variables) origins._variables[p.Key] = p.Value;
        origins._derivedVariables.UnionWith(_derivedVariables);
        var normal = Normalise.Run(method,
            (target, value, within) =>
            {
                if (_derived.Contains(within))
                {
                    origins._derivedVariables.Add(target.Id);
                    return;
                }
                var origin = (value is Var ? null : Of(value)) ?? Of(target) ?? Of(within);
                if (origin is not null) origins._variables[target.Id] = origin;
            },
            (from, to) =>
            {
                if (_derived.Contains(from)) origins._derived.Add(to);
                else if (Of(from) is { } origin) origins.Add(to, origin);
            });
        origins.Complete(normal.Body, null);
        return (normal, origins);
    }

    /// <summary>What a loop or branch hands on comes from there; so does what we have put in ourselves.</summary>
    private void Complete(Block block, Origin? around)
    {
        foreach (var step in block.Steps)
        {
            if (_derived.Contains(step) || step.Defines().Any(v => _derivedVariables.Contains(v.Id))
                || (Of(step) ?? around) is not { } origin) continue;
            Add((object)step, origin);
            foreach (var v in step.Defines().Concat(step.Enters())) Add(v, origin);
            foreach (var (inner, _) in step.Blocks()) Complete(inner, origin);
        }
    }

    /// <summary>Steps that took the place of a call come from there.</summary>
    public void NoteExpansion(Stmt call, IReadOnlyList<Stmt> steps)
    {
        if (Of(call) is not { } origin) return;
        foreach (var step in steps.SelectMany(s => new[] { s }.Concat(s.Blocks().SelectMany(b => b.Block.AllSteps()))))
        {
            Add((object)step, origin);
            foreach (var v in step.Defines().Concat(step.Enters())) Add(v, origin);
        }
    }

    private sealed class Identity : IEqualityComparer<object>
    {
        public static readonly Identity Instance = new();

        bool IEqualityComparer<object>.Equals(object? a, object? b) => ReferenceEquals(a, b);
        int IEqualityComparer<object>.GetHashCode(object o) => RuntimeHelpers.GetHashCode(o);
    }
}
