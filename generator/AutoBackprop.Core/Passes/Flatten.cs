namespace AutoBackprop.Core;

/// <summary>A step of a body without branches, and when it counts; null: always.</summary>
public sealed record Guarded(Stmt Step, Expr? Condition);

/// <summary>A body without branches: both sides are computed, and one is selected.</summary>
public static class Flatten
{
    /// <summary>Null where a side does more than compute and write.</summary>
    public static IReadOnlyList<Guarded>? Run(Block body, Verdict verdict)
    {
        var steps = new List<Guarded>();
        return Add(body, steps, null, verdict) ? steps : null;
    }

    private static bool Add(Block block, List<Guarded> steps, Expr? condition, Verdict verdict)
    {
        foreach (var step in block.Steps)
            switch (step)
            {
                case Let s when condition is null || s.Value.IsPure() || s.Value is Load: steps.Add(new Guarded(s, condition)); break;
                case Store or Accumulate: steps.Add(new Guarded(step, condition)); break;
                case Comment: break;
                case If s:
                    if (!Add(s.Then, steps, Both(condition, s.Condition), verdict)) return false;
                    if (!Add(s.Else, steps, Both(condition, Ops.Not(s.Condition)), verdict)) return false;
                    foreach (var p in s.Results)
                        steps.Add(new Guarded(new Let(p.Target, Ops.Select(s.Condition, p.OnTrue, p.OnFalse)), null));
                    break;
                case Call s: return verdict.No($"it calls '{s.Callee.Name.Split('.', ':').Last()}'");
                case Let: return verdict.No("a branch in it does more than choose");
                case For or While: return verdict.No("it has a loop inside");
                default: return verdict.No("it does more than compute");
            }
        return true;
    }

    private static Expr Both(Expr? a, Expr b) => a is null ? b : Ops.And(a, b);
}
