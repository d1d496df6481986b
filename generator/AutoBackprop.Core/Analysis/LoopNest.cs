namespace AutoBackprop.Core;

/// <summary>A loop with flat inner loops, and whether its iterations may run side by side.</summary>
public sealed class LoopNest
{
    private readonly Arrays _arrays;

    public LoopNest(For outer, Arrays arrays)
    {
        (Outer, _arrays) = (outer, arrays);
        foreach (var step in outer.Body.AllSteps())
        {
            foreach (var v in step.Defines().Concat(step.Enters())) Definitions[v.Id] = null;
            if (step is Let let) Definitions[let.Target.Id] = let.Value;
        }
        foreach (var c in outer.Carried) Definitions[c.Variable.Id] = null;
        Inner = outer.Body.Steps.OfType<For>().ToList();
        foreach (var c in outer.Carried) _late.Add(c.Variable.Id);
        foreach (var step in outer.Body.Steps.Where(BuildsOn))
            foreach (var v in step.Defines()) _late.Add(v.Id);
    }

    private readonly HashSet<int> _late = [];                        // known only after the iterations before

    public For Outer { get; }
    public List<For> Inner { get; }

    /// <summary>What the loop's body defines; null for what is more than a plain value.</summary>
    public Dictionary<int, Expr?> Definitions { get; } = [];

    /// <summary>The steps of several iterations may be done in turn: the first of each, the second of each, …</summary>
    public bool IsJammable => Outer.Step is 1 or -1 && Inner.Count > 0
        && Outer.Body.Steps.All(s => s is For inner ? IsFlat(inner.Body) && IsFixed(inner) : IsPlain(s))
        && Outer.Carried.All(c => c.Variable.Type.IsReal && LoopFacts.IsSum(c, Outer.Body))
        && new LoopFacts(Outer, _arrays).RunsInTurn(Inner, Definitions) is null;

    /// <summary>Iterations that build on each other do so at the end, with what loops over memory that nobody writes have found.</summary>
    public bool IsJammableInTurn => Outer.Step is 1 or -1 && Inner.Count > 0
        && Outer.Body.Steps.All(s => s is For inner
            ? !BuildsOn(s) && inner.Body.Steps.All(IsCheap) && IsFixed(inner) : s is Comment || IsCheap(s));

    /// <summary>The step reads what the iterations before have found.</summary>
    public bool BuildsOn(Stmt step) =>
        step.Self().SelectMany(s => s.ReadsAround()).SelectMany(r => r.Variables()).Any(v => _late.Contains(v.Id));

    private static bool IsCheap(Stmt step) => step is Let s && (s.Value is Load || s.Value.IsPure() && IsCheap(s.Value));

    private static bool IsCheap(Expr e) =>
        !(e is Apply a && Rules.Of(a.Op) is { IsCostly: true, Expansion.Extreme: 0 }) && e.Children().All(IsCheap);

    private static bool IsFlat(Block body) => body.Steps.All(IsPlain);

    private static bool IsPlain(Stmt step) => step switch
    {
        Let s => s.Value is Load || s.Value.IsPure(),
        Store or Accumulate or Comment => true,
        If s => IsFlat(s.Then) && IsFlat(s.Else),
        _ => false,
    };

    /// <summary>Every iteration of the outer loop runs it over the same range.</summary>
    private bool IsFixed(For inner) => inner.Step is 1 or -1 && Fixed(inner.From) is not null && Fixed(inner.To) is not null;

    /// <summary>The expression in terms of what lies outside the outer loop.</summary>
    public Expr? Fixed(Expr expr) => Affine.Of(expr, Outer.Index, Definitions) is { Coefficient: 0 } place ? place.Rest : null;
}
