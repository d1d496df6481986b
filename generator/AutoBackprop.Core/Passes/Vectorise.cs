namespace AutoBackprop.Core;

/// <summary>Innermost loops whose iterations meet only in sums run on <c>Vector512</c>, a vector of elements at a time; what is
/// left over, and what lies outside its array, runs in the loop as it was.</summary>
public sealed class Vectorise
{
    private readonly Fresh _fresh;
    private readonly Arrays _arrays;

    private Vectorise(Method method) =>
        (_fresh, _arrays) = (new Fresh(method.NextId), new Arrays(method));

    public static Method Run(Method method)
    {
        var pass = new Vectorise(method);
        var body = pass.Of(method.Body);
        return method with { Body = body, NextId = pass._fresh.NextId };
    }

    public static bool IsIn(Method method) => method.Body.AllSteps().Any(s => s is Let { Target.Type.Lanes: > 1 });

    private Block Of(Block block) => block with { Steps = block.Steps.SelectMany(Of).ToArray() };

    private IEnumerable<Stmt> Of(Stmt step) => step switch
    {
        If s => [s with { Then = Of(s.Then), Else = Of(s.Else) }],
        While s => [s with { Body = Of(s.Body) }],
        For { Step: 1 or -1 } s when Flatten(s.Body) is { } flat => Loop(s, s with { Body = flat }),
        For s => [s with { Body = Of(s.Body) }],
        _ => [step],
    };

    /// <summary>The body without branches: both sides are computed, and one is selected. Null where a side does more than compute.</summary>
    private static Block? Flatten(Block body)
    {
        var steps = new List<Stmt>();
        return Flatten(body, steps, null) ? new Block(steps) : null;
    }

    private static bool Flatten(Block block, List<Stmt> steps, Expr? condition)
    {
        foreach (var step in block.Steps)
            switch (step)
            {
                case Let s when condition is null || s.Value.IsPure() && s.Value is not Load: steps.Add(s); break;
                case Store when condition is null: steps.Add(step); break;
                case Accumulate s: steps.Add(condition is null ? s : s with { Value = Ops.Select(condition, s.Value, new Const(0, s.Value.Type)) }); break;
                case If s:
                    if (!Flatten(s.Then, steps, condition is null ? s.Condition : Ops.And(condition, s.Condition))) return false;
                    if (!Flatten(s.Else, steps, condition is null ? Ops.Not(s.Condition) : Ops.And(condition, Ops.Not(s.Condition)))) return false;
                    foreach (var p in s.Results) steps.Add(new Let(p.Target, Ops.Select(s.Condition, p.OnTrue, p.OnFalse)));
                    break;
                default: return false;
            }
        return true;
    }

    private IEnumerable<Stmt> Loop(For loop, For flat)
    {
        // Sums run in any order.
        var (low, high) = loop.Step > 0 ? (loop.From, loop.To) : (Identities.Simplify(loop.To + 1), Identities.Simplify(loop.From + 1));
        if (low is Const a && high is Const b && b.Value - a.Value < 16) return [loop];
        if (!loop.Carried.All(c => Independence.IsSum(c, flat.Body))) return [loop];
        var body = new VectorBody(flat, _fresh, _arrays);
        if (!body.Translate()) return [loop];

        var middle = _fresh.Hidden(IrType.Int);
        var count = Identities.Simplify(high - low);
        if (low is not Const { Value: 0 } || !IsLength(high)) count = new Apply("Max", new[] { count, Const.Int(0) }, IrType.Int);
        Expr whole = new Apply("BitAnd", new[] { count, Const.Int(-body.Lanes) }, IrType.Int);
        var guard = body.Guard(low, high);
        var end = Identities.Simplify(low + whole);

        var sums = loop.Carried.Select((c, i) => new Let(_fresh.Hidden(c.Variable.Type), c.Initial + new Apply("SumLanes", new Expr[] { body.Carried[i].Result }, c.Variable.Type))).ToList();
        return
        [
            .. body.Before,
            new Let(middle, guard is Const { Value: 1 } ? end : Ops.Select(guard, end, low)),
            new For(body.Index, low, middle, body.Lanes, body.Carried, new Block(body.Steps)),
            .. sums,
            loop with { From = middle, To = high, Step = 1, Carried = loop.Carried.Select((c, i) => c with { Initial = sums[i].Target }).ToArray() },
        ];
    }

    private static bool IsLength(Expr e) => e is Apply { Op: "Length" };
}
