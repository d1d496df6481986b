using AutoBackprop.Core;

namespace AutoBackprop.Analyzers;

/// <summary>All links between the varied values of a method, both ways.</summary>
public sealed class Links
{
    private readonly Facts _facts;
    private readonly Leaves _leaves;
    private readonly Dictionary<int, List<Link>> _from = [], _to = [];
    private readonly HashSet<string> _summed = [], _gated = [];
    private readonly Dictionary<int, (Var Target, Expr A, Expr B)> _products = [];
    private readonly Dictionary<int, HashSet<string>> _cones = [];

    public Links(Facts facts)
    {
        (_facts, _leaves) = (facts, new Leaves(facts));
        foreach (var step in facts.Steps) Read(step);
        foreach (var (target, a, b) in _products.Values) Gate(target, a, b);
        foreach (var (target, a, b) in _products.Values) Multiply(target, a, b);
    }

    public IReadOnlyList<Link> From(Var value) => From(value.Id);
    public IReadOnlyList<Link> From(int value) => _from.TryGetValue(value, out var links) ? links : [];
    public IReadOnlyList<Link> To(Var value) => To(value.Id);
    public IReadOnlyList<Link> To(int value) => _to.TryGetValue(value, out var links) ? links : [];

    /// <summary>Varied, and made by an operation.</summary>
    public bool IsComputed(Expr value) => value is Var v && _facts.Activity.IsVaried(v) && !_leaves.Contains(v);

    public bool IsLeaf(Expr value) => _leaves.Contains(value);

    public string Key(Expr leaf) => _leaves.Key(leaf);

    /// <summary>The node of a value: of an element the memory that it is in.</summary>
    private Var Node(Var v) => v.Type.IsArray ? _facts.Values.Arrays.Root(v) : v;

    private void Add(Expr from, Var to, LinkKind kind, Form? form = null, Stmt? loop = null)
    {
        foreach (var v in from.Variables())
        {
            if (!v.Type.Scalar.IsReal || !_facts.Activity.IsVaried(v)) continue;
            var link = new Link(Node(v), Node(to), kind, form, loop);
            Add(_from, link.From.Id, link);
            Add(_to, link.To.Id, link);
        }
    }

    private static void Add(Dictionary<int, List<Link>> lists, int key, Link link)
    {
        if (!lists.TryGetValue(key, out var list)) lists[key] = list = [];
        list.Add(link);
    }

    private void Read(Stmt step)
    {
        switch (step)
        {
            case Let { Target: { Type.IsReal: true } target } s when !Formed(target): Define(target, s.Value); break;
            case If s:
                foreach (var p in s.Results.Where(p => p.Target.Type.IsReal && !Formed(p.Target)))
                {
                    Add(p.OnTrue, p.Target, LinkKind.Same);
                    Add(p.OnFalse, p.Target, LinkKind.Same);
                }
                break;
            case For or While:
                foreach (var c in step.Carries().Where(c => c.Variable.Type.IsReal))
                {
                    Add(c.Initial, c.Variable, LinkKind.Same);
                    Add(c.Next, c.Variable, LinkKind.Same, loop: step);
                    Add(c.Initial, c.Result, LinkKind.Same);
                    Add(c.Next, c.Result, LinkKind.Same);
                }
                break;
            case Store { Array: Var array } s: Add(s.Value, array, LinkKind.Same); break;
            case Accumulate { Array: Var array } s: Sum(s.Value); Add(s.Value, array, LinkKind.Term); break;
            case Call s:
                foreach (var to in s.Results.Concat(s.Args.SelectMany(a => a.Variables()).Where(v => v.Type.IsArray)))
                    foreach (var argument in s.Args.Where(a => !a.Equals(to))) Add(argument, to, LinkKind.Other);
                break;
        }
    }

    /// <summary>An activation or a loss hides how it is written.</summary>
    private bool Formed(Var target)
    {
        if (_facts.Forms.OfDefinition(target) is not { } form
            || !form.Row.Analytic.IsActivation && form.Row.Analytic.Loss is null && !form.IsWrittenOut) return false;
        var kind = form.Row.Analytic.IsActivation ? LinkKind.Activated : form.Row.Analytic.Loss is null ? LinkKind.Other : LinkKind.Judged;
        foreach (var input in form.Argument is Var whole ? new[] { whole } : Inputs(form)) Add(input, target, kind, form);
        foreach (var other in form.Others)
        {
            if (form.Row.Analytic.Loss is not null) Sum(other);
            Add(other, target, form.Row.Analytic.Loss is null ? LinkKind.Other : LinkKind.Judged, form);
        }
        return true;
    }

    /// <summary>What the writing out reads, where it never wrote down the argument itself (the z of 1 / (1 + Exp(-w * x)) is w *
    /// x).</summary>
    private IEnumerable<Var> Inputs(Form form)
    {
        var parts = new HashSet<int>(form.Parts.Append(form.Value).Select(p => p.Id));
        return form.Parts.Append(form.Value).Select(_facts.Values.Definition).OfType<Let>().SelectMany(l => l.Value.Variables())
            .Where(v => v.Type.IsReal && !parts.Contains(v.Id)).Distinct();
    }

    private void Define(Var target, Expr value)
    {
        switch (value)
        {
            case Var: Add(value, target, LinkKind.Same); break;
            // In place, one operation after the other: not all that the memory ever held.
            case Load { Array: Var array }: Add(_facts.Values.Stored(target) ?? array, target, LinkKind.Same); break;
            case Apply { Op: Op.Cast or Op.Plus, Args: [var x] }: Add(x, target, LinkKind.Same); break;
            case Apply { Op: Op.Neg, Args: [var x] }: Add(x, target, LinkKind.Scaled); break;
            case Apply { Op: Op.Select, Args: [_, var a, var b] }: Add(a, target, LinkKind.Same); Add(b, target, LinkKind.Same); break;
            case Apply { Op: Op.Add or Op.Sub, Args: [var a, var b] }:
                Sum(a);
                Sum(b);
                Add(a, target, LinkKind.Term);
                Add(b, target, LinkKind.Term);
                break;
            case Apply { Op: Op.Mul, Args: [var a, var b] }: _products[target.Id] = (target, a, b); break;
            case Apply { Op: Op.Div, Args: [var a, var b] } when !_facts.Activity.IsVaried(b): Add(a, target, LinkKind.Scaled); break;
            case Apply a:
                foreach (var x in a.Args) Add(x, target, LinkKind.Other, _facts.Forms.OfDefinition(target));
                break;
        }
    }

    private void Sum(Expr term)
    {
        if (_leaves.Contains(term)) _summed.Add(_leaves.Key(term));
    }

    // ── products: weight times signal, or signal times signal ────────────────────────────────────────────────

    private void Multiply(Var target, Expr a, Expr b)
    {
        if (IsComputed(a) && IsComputed(b)) Both(LinkKind.Gated);
        else if (IsComputed(a)) Add(a, target, !_leaves.Contains(b) ? LinkKind.Scaled : IsSignal(b, a) ? LinkKind.Gated : LinkKind.Weighed);
        else if (IsComputed(b)) Add(b, target, !_leaves.Contains(a) ? LinkKind.Scaled : IsSignal(a, b) ? LinkKind.Gated : LinkKind.Weighed);
        else Both(_facts.Values.Behind(a) is Const || _facts.Values.Behind(b) is Const ? LinkKind.Scaled : LinkKind.Weighed);

        void Both(LinkKind kind)
        {
            Add(a, target, kind);
            Add(b, target, kind);
        }
    }

    /// <summary>No weight: it is added elsewhere, a gate multiplies it, or the other factor is made of it (x * Sigmoid(w * x)).</summary>
    private bool IsSignal(Expr leaf, Expr other) =>
        _leaves.Key(leaf) is var key && (_summed.Contains(key) || _gated.Contains(key) || Cone((Var)other).Contains(key));

    // ── gates: f * c + i * g, whose state c may be a parameter ───────────────────────────────────────────────

    /// <summary>Where a sum has a sigmoid times a signal, its other sigmoids multiply signals, too.</summary>
    private void Gate(Var product, Expr a, Expr b)
    {
        var leaf = _leaves.Contains(a) ? a : _leaves.Contains(b) ? b : null;
        if (leaf is not null && IsGate(ReferenceEquals(leaf, a) ? b : a)
            && Addends(product).Any(t => IsComputed(t.A) && IsComputed(t.B) && (IsGate(t.A) || IsGate(t.B))))
            _gated.Add(_leaves.Key(leaf));
    }

    /// <summary>A sigmoid, or what it leaves of 1.</summary>
    private bool IsGate(Expr value) => IsComputed(value)
        && (_facts.FormsOf(value).Any(f => f.Row is { Analytic.IsProbability: true, Analytic.Saturates: true, Analytic.LargestSlope: < 1 })
        || _facts.Values.Operation(value) is Apply { Op: Op.Sub, Args: [var one, var rest] }
            && _facts.Values.Behind(one) is Const { Value: 1 } && IsGate(rest));

    /// <summary>The other products of the sum that a product is a term of. What has another use besides is no part of a sum.</summary>
    private IEnumerable<(Var Target, Expr A, Expr B)> Addends(Var product)
    {
        var top = product;
        while (From(top) is [{ Loop: null, Passes: true, To.Type.IsArray: false } up]) top = up.To;
        var pending = new Stack<Var>([top]);
        while (pending.Count > 0)
        {
            var now = pending.Pop();
            if (!now.Equals(product) && _products.TryGetValue(now.Id, out var term)) yield return term;
            else
                foreach (var link in To(now))
                    if (link is { Loop: null, Passes: true } && !link.From.Type.IsArray && From(link.From).Count == 1)
                        pending.Push(link.From);
        }
    }

    /// <summary>Of what a value is made within an iteration.</summary>
    private HashSet<string> Cone(Var value)
    {
        if (_cones.TryGetValue(value.Id, out var known)) return known;
        var (cone, seen, pending) = (new HashSet<string>(), new HashSet<int> { value.Id }, new Stack<Var>([value]));
        while (pending.Count > 0)
        {
            var now = pending.Pop();
            if (_leaves.Contains(now)) cone.Add(_leaves.Key(now));
            if (_products.TryGetValue(now.Id, out var product))
                foreach (var factor in new[] { product.A, product.B }.OfType<Var>())
                    if (seen.Add(factor.Id)) pending.Push(factor);
            foreach (var link in To(now))
                if (link.Loop is null && seen.Add(link.From.Id)) pending.Push(link.From);
        }
        return _cones[value.Id] = cone;
    }
}
