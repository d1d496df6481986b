namespace AutoBackprop.Core;

/// <summary>A loop without operations that vectors have no method for, as far as they can be put together from others. What two of
/// them have in common, as a sigmoid the gate and its slope, is computed once.</summary>
public sealed class Unfold
{
    private readonly Fresh _fresh;
    private Dictionary<Expr, Var> _values = [];
    private List<Stmt> _steps = [];

    private Unfold(Fresh fresh) => _fresh = fresh;

    public static For Run(For loop, Fresh fresh) =>
        loop.Body.AllSteps().Prepend(loop).Any(s => s.ReadsAround().Any(IsFolded)) ? new Unfold(fresh).Of(loop) : loop;

    private static bool IsFolded(Expr e) => e is Apply a && Meaning(a) is not null || e.Children().Any(IsFolded);

    private static Expr? Meaning(Apply a) =>
        Rules.Of(a.Op) is { Expansion: { Vector: null, Meaning: { } meaning } } ? meaning([.. a.Args]) : null;

    private For Of(For s)
    {
        var (body, next) = Of(s.Body, s.Carried.Select(c => c.Next));
        return s with { Body = body, Carried = s.Carried.Select((c, i) => c with { Next = next[i] }).ToArray() };
    }

    private (Block, Expr[]) Of(Block block, IEnumerable<Expr> ends)
    {
        var (steps, values) = (_steps, _values);
        (_steps, _values) = ([], new(_values));
        foreach (var step in block.Steps) _steps.Add(Of(step));
        Expr[] last = [.. ends.Select(Spell)];
        var result = block with { Steps = _steps };
        (_steps, _values) = (steps, values);
        return (result, last);
    }

    private Stmt Of(Stmt step)
    {
        switch (step)
        {
            case Let { Value: Load or Slice } or While: return step;
            case Let s:
                var value = Spell(s.Value);
                if (IsShared(value)) _values[value] = s.Target;
                return s with { Value = value };
            case If s:
                var condition = Spell(s.Condition);
                var (then, onTrue) = Of(s.Then, s.Results.Select(p => p.OnTrue));
                var (@else, onFalse) = Of(s.Else, s.Results.Select(p => p.OnFalse));
                return new If(condition, then, @else, s.Results.Select((p, i) => p with { OnTrue = onTrue[i], OnFalse = onFalse[i] })
                    .ToArray());
            case For s: return Of(s with { Carried = s.Carried.Map(c => c with { Initial = Spell(c.Initial) }) });
            default: return step.MapReads(Spell);
        }
    }

    private Expr Spell(Expr e)
    {
        if (e is not Apply a) return e;
        var apply = a with { Args = a.Args.Map(Spell) };
        if (_values.TryGetValue(apply, out var known)) return known;
        if (Meaning(apply) is null) return apply;
        // What a formula mentions twice it mentions by name.
        apply = apply with { Args = apply.Args.Map(Name) };
        return Spell(Shared(Meaning(apply)!));
    }

    /// <summary>With names for the functions in a formula.</summary>
    private Expr Shared(Expr formula) => formula is not Apply a ? formula : Named(a with { Args = a.Args.Map(Shared) });

    private Expr Named(Apply a) => IsShared(a) ? Name(Spell(a)) : a;

    private static bool IsShared(Expr e) => e is Apply { Type.IsReal: true } a && !Rules.Of(a.Op).IsOperator && a.IsPure();

    private Expr Name(Expr e)
    {
        if (e.IsAtom) return e;
        if (_values.TryGetValue(e, out var known)) return known;
        var name = _fresh.Hidden(e.Type);
        _steps.Add(new Let(name, e));
        return _values[e] = name;
    }
}
