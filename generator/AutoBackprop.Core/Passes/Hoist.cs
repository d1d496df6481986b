namespace AutoBackprop.Core;

/// <summary>An array that a loop would borrow anew in every iteration is borrowed once, before the loop, and cleared where it
/// has to be.</summary>
public static class Hoist
{
    public static Method Run(Method method) => method with { Body = Of(method.Body) };

    private static Block Of(Block block) => block with { Steps = block.Steps.SelectMany(Of).ToArray() };

    private static IEnumerable<Stmt> Of(Stmt step)
    {
        switch (step)
        {
            case If s: return [s with { Then = Of(s.Then), Else = Of(s.Else) }];
            case For s:
                var (body, moved) = Out(s, Of(s.Body));
                return [.. moved, s with { Body = body }];
            case While s:
                (body, moved) = Out(s, Of(s.Body));
                return [.. moved, s with { Body = body }];
            default: return [step];
        }
    }

    private static (Block Body, List<Stmt> Moved) Out(Stmt loop, Block body)
    {
        var inside = new HashSet<int>(body.AllSteps().SelectMany(s => s.Defines().Concat(s.Enters())).Concat(loop.Enters())
            .Select(v => v.Id));
        var moved = new List<Stmt>();
        var steps = new List<Stmt>();
        var checkedLengths = new HashSet<Expr>();
        foreach (var step in body.Steps)
        {
            if (step is not Allocate memory || memory.Length.Variables().Any(v => inside.Contains(v.Id))) { steps.Add(step); continue; }
            // The loop may not run at all; if it does, a negative length is an error.
            if (!Failing.IsNatural(memory.Length) && checkedLengths.Add(memory.Length)) steps.Add(Failing.Check(memory));
            moved.Add(memory with { IsFilled = true, Length = Failing.IsNatural(memory.Length)
                ? memory.Length : new Apply(Op.Max, new[] { memory.Length, Const.Int(0) }, IrType.Int) });
            if (!memory.IsFilled) steps.Add(Ops.Clear(memory.Array));
        }
        return (body with { Steps = steps }, moved);
    }
}
