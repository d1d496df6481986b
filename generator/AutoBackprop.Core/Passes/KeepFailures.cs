namespace AutoBackprop.Core;

/// <summary>Code that can throw is not dead: where nobody needs its value, or not in any case, it becomes a step of its own. First of all
/// passes, on the user's code alone: what the sweeps compute once more has not thrown before.</summary>
public sealed class KeepFailures
{
    private readonly Failing _failing;
    private readonly HashSet<int> _live;
    private readonly Sides _sides;

    private KeepFailures(Method method) => (_failing, _live, _sides) = (new Failing(method), RemoveDead.Live(method), new Sides(method));

    public static Method Run(Method method) => method with { Body = new KeepFailures(method).Of(method.Body, [], []) };

    /// <param name="touched">Elements that are touched before, or in this block in any case.</param>
    /// <param name="ends">What the block hands on at its end, and to what.</param>
    private Block Of(Block block, HashSet<(Expr, EquatableArray<Expr>)> touched, IReadOnlyList<(Expr Value, bool IsLive)> ends)
    {
        touched = [.. touched];
        foreach (var step in block.Steps)
            if (Effects.Place(step) is var (array, indices) && IsLive(step)) touched.Add((array, Plain(indices)));
        var steps = new List<Stmt>();
        foreach (var step in block.Steps)
            // A window that is chosen among others is looked up again where it is used.
            if (step is Let { Value: Slice window }
                && ends.Any(e => e.IsLive && e.Value is Var
                && (e.Value.Equals(window.Start) || e.Value.Equals(window.Length)))) steps.Add(step);
            else Of(step, steps, touched);
        foreach (var end in ends)
            if (!end.IsLive && _failing.Can(end.Value)) steps.Add(Failing.Evaluate(end.Value));
        return steps.Count == block.Steps.Count && steps.Zip(block.Steps, ReferenceEquals).All(same => same)
            ? block : block with { Steps = steps };
    }

    private void Of(Stmt step, List<Stmt> steps, HashSet<(Expr, EquatableArray<Expr>)> touched)
    {
        switch (step)
        {
            case Let { Value: Load load } s when !IsLive(s):
                if (_failing.Can(load) && touched.Add((load.Array, Plain(load.Indices))))
                    steps.Add(Failing.Evaluate(load with { Indices = Plain(load.Indices), Type = load.Array.Type.Element! }));
                steps.Add(step);
                break;
            case Let s when !IsLive(s) && s.Value.IsPure() && _failing.Can(s.Value):
                steps.Add(Failing.Evaluate(s.Value));
                steps.Add(step);
                break;
            case Allocate s when !_live.Contains(s.Array.Id) && _failing.Can(s):
                steps.Add(Failing.Check(s));
                steps.Add(step);
                break;
            case If s:
                var choice = s with
                {
                    Then = Of(s.Then, touched, [.. s.Results.Select(p => (p.OnTrue, _live.Contains(p.Target.Id)))]),
                    Else = Of(s.Else, touched, [.. s.Results.Select(p => (p.OnFalse, _live.Contains(p.Target.Id)))]),
                };
                if (IsDead(choice, s.Results.Select(p => p.Target)) && _failing.Can(s.Condition)) steps.Add(Failing.Evaluate(s.Condition));
                steps.Add(Same(s, choice));
                break;
            case For s:
                Enter(s.Carried, steps);
                var loop = s with { Body = Of(s.Body, touched, Nexts(s.Carried)) };
                if (IsDead(loop, s.Carried.Select(c => c.Result)))
                    foreach (var bound in new[] { s.From, s.To }.Where(_failing.Can)) steps.Add(Failing.Evaluate(bound));
                steps.Add(Same(s, loop));
                break;
            case While s:
                Enter(s.Carried, steps);
                var body = Of(s.Body, touched, Nexts(s.Carried));
                if (IsDead(s with { Body = body }, s.Carried.Select(c => c.Result)) && _failing.Can(s.Condition))
                    body = body with { Steps = body.Steps.Prepend(Failing.Evaluate(s.Condition)).ToArray() };
                steps.Add(Same(s, s with { Body = body }));
                break;
            default: steps.Add(step); break;
        }
    }

    private bool IsLive(Carried c) => _live.Contains(c.Variable.Id) || _live.Contains(c.Result.Id);

    private void Enter(EquatableArray<Carried> carried, List<Stmt> steps)
    {
        foreach (var c in carried)
            if (!IsLive(c) && _failing.Can(c.Initial)) steps.Add(Failing.Evaluate(c.Initial));
    }

    private IReadOnlyList<(Expr, bool)> Nexts(EquatableArray<Carried> carried) => [.. carried.Select(c => (c.Next, IsLive(c)))];

    private static Stmt Same(Stmt old, Stmt step) =>
        old.Blocks().Zip(step.Blocks(), (a, b) => ReferenceEquals(a.Block, b.Block)).All(same => same) ? old : step;

    // A temporary of ours that one branch needs is computed there.
    private bool IsLive(Stmt step) => step is not Let s || _live.Contains(s.Target.Id) && !(s.Target.IsHidden && _sides.IsChosen(s.Target));

    private bool IsDead(Stmt step, IEnumerable<Var> results) =>
        !results.Any(r => _live.Contains(r.Id)) && !step.Blocks().SelectMany(b => b.Block.AllSteps()).Any(Effects.IsNeeded);

    // All members of an element are there or none.
    private static EquatableArray<Expr> Plain(EquatableArray<Expr> indices) => indices.Where(i => i is not Field).ToArray();
}
