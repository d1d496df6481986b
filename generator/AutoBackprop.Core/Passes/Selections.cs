namespace AutoBackprop.Core;

/// <summary>Values that a loop carries and that each iteration keeps or replaces, all by the same comparison: a maximum, and
/// which iteration it comes from.</summary>
/// <param name="Key">What is compared.</param>
/// <param name="Largest">The larger one replaces the smaller.</param>
/// <param name="Last">Among equal ones a later iteration replaces an earlier one.</param>
/// <param name="Extreme">The key is computed by Max or Min: NaN stays, and zeros have signs.</param>
/// <param name="Others">What is replaced together with the key.</param>
public sealed record Selection(Carried Key, bool Largest, bool Last, bool Extreme, IReadOnlyList<Carried> Others)
{
    /// <summary>Which iteration was chosen.</summary>
    public Carried? Index => Others.FirstOrDefault(c => c.Variable.Type.Kind == Kind.Int);

    public bool Contains(int variable) => variable == Key.Variable.Id || Others.Any(o => o.Variable.Id == variable);
}

/// <summary>Sorts what a flat loop carries into sums and selections.</summary>
public sealed class Selections
{
    private readonly Dictionary<int, Expr> _definitions = [];
    private readonly For _loop;
    private readonly List<Selection> _all = [];
    private readonly HashSet<int> _ways = [];    // from what is carried to what is carried next

    private Selections(For loop, IReadOnlyList<Guarded> steps)
    {
        _loop = loop;
        foreach (var let in steps.Select(s => s.Step).OfType<Let>()) _definitions[let.Target.Id] = let.Value;
    }

    public IReadOnlyList<Selection> All => _all;

    public bool Contains(Carried c) => _all.Any(s => s.Contains(c.Variable.Id));

    /// <summary>The variable holds what was selected so far, or is on the way to it.</summary>
    public bool IsSelected(Var v) => v.Type.Kind == Kind.Int && DependsOnCarried(v);

    /// <summary>Null where something is neither.</summary>
    public static Selections? Of(For loop, IReadOnlyList<Guarded> steps, Verdict verdict)
    {
        var selections = new Selections(loop, steps);
        var rest = loop.Carried.Where(c => !selections.IsSum(c, steps)).ToList();
        var choices = rest.Select(selections.ChoiceOf).ToList();
        foreach (var choice in choices.OfType<Choice>().Where(c => c.IsKey))
        {
            var others = choices.OfType<Choice>()
                .Where(o => !o.IsKey && choice.Of.Variable.Equals(o.Key) && o.Under == choice.Under && o.Compared!.Equals(choice.Compared))
                .ToList();
            if (others.Any(o => o.Largest != choice.Largest) || others.Select(o => o.Last).Distinct().Count() > 1)
                return No(choice.Of, "is replaced by more than one comparison");
            var last = others.Count > 0 ? others[0].Last : choice.Last;
            if (!choice.IsExtreme && last != choice.Last) return No(choice.Of, "is replaced by more than one comparison");
            selections._all.Add(new Selection(choice.Of, choice.Largest, last, choice.IsExtreme, [.. others.Select(o => o.Of)]));
        }
        if (rest.FirstOrDefault(c => !selections.Contains(c)) is { } chained)
            return No(chained, "builds on the iteration before, and is no plain sum or extreme");
        if (!selections.AreReadHereOnly(steps)) return No(rest[0], "goes into more than the comparison that replaces it");
        // Which of several equal ones it is only the index can say.
        return selections._all.Find(s => s.Others.Count > 0 && s.Index is null) is not { } lost ? selections
            : No(lost.Key, "takes others along, and which of several equal ones that was cannot be told without its index");

        Selections? No(Carried c, string what) => verdict.No<Selections>($"{LoopFacts.Named(c.Variable, "a value")} {what}", c.Variable);
    }

    /// <summary>What was selected so far goes into nothing but the selections.</summary>
    private bool AreReadHereOnly(IReadOnlyList<Guarded> steps)
    {
        var selected = _loop.Carried.Where(Contains).ToList();
        bool Reads(Expr e) => selected.Any(c => DependsOn(e, c.Variable));
        return steps.All(s => (s.Condition is null || !Reads(s.Condition))
            && (s.Step is Let { Target.Id: var id } && _ways.Contains(id) || !s.Step.Reads().Any(Reads)))
            && _loop.Carried.All(c => Contains(c) || !Reads(c.Next));
    }

    // ── sums ─────────────────────────────────────────────────────────────────────────────────────────────────

    /// <summary>Next = Variable + …, perhaps only where a condition holds, and nothing else reads the variable.</summary>
    private bool IsSum(Carried c, IReadOnlyList<Guarded> steps)
    {
        var chain = new HashSet<int> { c.Variable.Id };
        if (!c.Variable.Type.IsReal || !Adds(c.Next, c, chain)) return false;
        bool Reads(Expr e) => e.Variables().Any(v => chain.Contains(v.Id));
        return steps.All(s => (s.Condition is null || !Reads(s.Condition))
            && (s.Step is Let { Target.Id: var id } && chain.Contains(id) || !s.Step.Reads().Any(Reads)))
            && _loop.Carried.All(o => o.Variable.Equals(c.Variable) || !Reads(o.Next));
    }

    private bool Adds(Expr e, Carried c, HashSet<int> chain)
    {
        if (e.Equals(c.Variable)) return true;
        if (e is Var v)
        {
            if (!_definitions.TryGetValue(v.Id, out var value)) return false;
            chain.Add(v.Id);
            return Adds(value, c, chain);
        }
        bool Depends(Expr x) => DependsOn(x, c.Variable);
        return e switch
        {
            Apply { Op: Op.Add, Args: [var a, var b] } => !Depends(b) ? Adds(a, c, chain) : !Depends(a) && Adds(b, c, chain),
            Apply { Op: Op.Sub, Args: [var a, var b] } => !Depends(b) && Adds(a, c, chain),
            Apply { Op: Op.Select, Args: [var condition, var a, var b] } => !Depends(condition) && Adds(a, c, chain) && Adds(b, c, chain),
            _ => false,
        };
    }

    private bool DependsOn(Expr e, Var variable) =>
        e.Variables().Any(v => v.Equals(variable) || _definitions.TryGetValue(v.Id, out var value) && DependsOn(value, variable));

    // ── choices ──────────────────────────────────────────────────────────────────────────────────────────────

    /// <summary>How one carried variable is chosen.</summary>
    private sealed record Choice(Carried Of, Var Key, Expr? Compared, bool Largest, bool Last, bool IsExtreme, string Under)
    {
        public bool IsKey => Of.Variable.Equals(Key);
    }

    private Choice? ChoiceOf(Carried c) => ChoiceOf(c, Resolve(c.Next), "");

    // Under: the conditions that must hold besides, as text.
    private Choice? ChoiceOf(Carried c, Expr next, string under)
    {
        if (next is not Apply apply) return null;
        if (IsExtreme(apply) && apply.Args is [var a, var b])
        {
            var other = IsOwn(a, c) ? b : IsOwn(b, c) ? a : null;
            return other is null || DependsOnCarried(other)
                ? null : new Choice(c, c.Variable, Deep(other), Rules.Of(apply.Op).Expansion.Extreme > 0, true, true, under);
        }
        if (apply is not { Op: Op.Select, Args: [var condition, var yes, var no] }) return null;
        condition = Resolve(condition);
        var keepsOnTrue = IsOwn(yes, c);
        if (!keepsOnTrue && !IsOwn(no, c)) return null;
        var value = keepsOnTrue ? no : yes;

        // A condition that has nothing to do with what is carried only leaves iterations out.
        if (!DependsOnCarried(condition))
            return ChoiceOf(c, Resolve(value), $"{under} {(keepsOnTrue ? "!" : "")}{Dump.Text(Deep(condition))}");
        if (condition is Apply { Op: Op.And, Args: [var p, var q] } && !keepsOnTrue)
        {
            var (outer, inner) = !DependsOnCarried(p) ? (p, q) : (q, p);
            if (DependsOnCarried(outer)) return null;
            return ChoiceOf(c, Ops.Select(Resolve(inner), value, no), $"{under} {Dump.Text(Deep(outer))}");
        }
        if (DependsOnCarried(value) || condition is not Apply { Op: Op.Gt or Op.Lt or Op.Ge or Op.Le, Args: [var x, var y] } compare)
            return null;
        var (left, right) = (Carried(x), Carried(y));
        if ((left is null) == (right is null)) return null;
        var compared = left is null ? x : y;
        if (DependsOnCarried(compared)) return null;

        // Replaced where: compared (relation) key.
        var relation = left is null ? compare.Op : compare.Op switch { Op.Gt => Op.Lt, Op.Lt => Op.Gt, Op.Ge => Op.Le, _ => Op.Ge };
        if (keepsOnTrue) relation = relation switch { Op.Gt => Op.Le, Op.Lt => Op.Ge, Op.Ge => Op.Lt, _ => Op.Gt };
        var key = (left ?? right)!;
        // "Not greater" is also true of NaN, which then hides what was before it, unless the key shows it.
        if (keepsOnTrue && (key.Equals(c.Variable) || !IsExtreme(Resolve(_loop.Carried.First(k => k.Variable.Equals(key)).Next))))
            return null;
        if (key.Equals(c.Variable) && !Deep(value).Equals(Deep(compared))) return null;
        return new Choice(c, key, Deep(compared), relation is Op.Gt or Op.Ge, relation is Op.Ge or Op.Le, false, under);
    }

    private static bool IsExtreme(Expr e) => e is Apply { Type.IsReal: true } a && Rules.Of(a.Op).Expansion.Extreme != 0;

    private bool IsOwn(Expr e, Carried c) => Resolve(e).Equals(c.Variable);

    private Var? Carried(Expr e) => Resolve(e) is Var v && _loop.Carried.Any(c => c.Variable.Equals(v)) ? v : null;

    private Expr Resolve(Expr e)
    {
        while (e is Var v && _definitions.TryGetValue(v.Id, out var value) && value is not Load)
        {
            _ways.Add(v.Id);
            e = value;
        }
        return e;
    }

    /// <summary>With everything that the body defines put in.</summary>
    private Expr Deep(Expr e) =>
        e.Rewrite(x => x is Var v && _definitions.TryGetValue(v.Id, out var value) && value is not Load ? Deep(value) : null);

    private bool DependsOnCarried(Expr e) => e.Variables().Any(v =>
        _loop.Carried.Any(c => c.Variable.Equals(v)) || _definitions.TryGetValue(v.Id, out var value) && DependsOnCarried(value));
}
