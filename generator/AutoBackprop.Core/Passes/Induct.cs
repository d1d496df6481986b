namespace AutoBackprop.Core;

/// <summary>A position that a counted loop moves on, by a constant or by as much as a loop inside it runs, is computed from the
/// indices instead of carried: then the backward sweep need not keep it, and an element it names is known to lie beside the last.</summary>
public sealed class Induct
{
    private readonly Fresh _fresh;
    private readonly List<For> _around = [];
    private readonly Dictionary<int, Expr?> _definitions = [];

    private Induct(Method method) => _fresh = new Fresh(method.NextId);

    public static Method Run(Method method)
    {
        var pass = new Induct(method);
        var body = pass.Of(method.Body);
        return method with { Body = body, NextId = pass._fresh.NextId };
    }

    private Block Of(Block block)
    {
        var steps = new List<Stmt>();
        foreach (var step in block.Steps)
        {
            if (step is Let { Target.Type.Kind: Kind.Int, Value: Apply or Var or Const } let) _definitions[let.Target.Id] = let.Value;
            switch (step)
            {
                case If s: steps.Add(s with { Then = Of(s.Then), Else = Of(s.Else) }); break;
                case While s: steps.Add(s with { Body = Of(s.Body) }); break;
                case For s: Counted(s, steps); break;
                default: steps.Add(step); break;
            }
        }
        return block with { Steps = steps };
    }

    private void Counted(For loop, List<Stmt> steps)
    {
        _around.Add(loop);
        loop = loop with { Body = Of(loop.Body) };
        _around.RemoveAt(_around.Count - 1);
        if (loop.Step != 1 || !loop.Body.AllSteps().Any(s => s is Store or Accumulate or Let { Value: Load })) { steps.Add(loop); return; }

        var (carried, entering, after) = (new List<Carried>(), new List<Stmt>(), new List<Stmt>());
        foreach (var c in loop.Carried)
        {
            if (c.Variable.Type.Kind != Kind.Int || Step(c, loop) is not { } step || At(c.Initial, loop, step, loop.Index) is not { } value
                || At(c.Initial, loop, step, IsNatural(Linear.Of(loop.To - loop.From, _definitions))
                    ? loop.To : new Apply(Op.Max, new[] { loop.To, loop.From }, IrType.Int)) is not { } last)
            {
                carried.Add(c);
                continue;
            }
            entering.Add(new Let(c.Variable, value));
            after.Add(new Let(c.Result, last));
            _definitions[c.Result.Id] = last;
        }
        steps.Add(loop with { Carried = carried, Body = loop.Body with { Steps = entering.Concat(loop.Body.Steps).ToArray() } });
        steps.AddRange(after);
    }

    /// <summary>By how much the position moves, in terms of the loop's index and of what lies outside.</summary>
    private Linear? Step(Carried c, For loop)
    {
        var next = Linear.Of(c.Next, _definitions);
        if (next.Of(c.Variable) != 1) return null;
        var step = next.Without(c.Variable);
        var inside = new HashSet<int>(loop.Body.AllSteps().SelectMany(s => s.Defines().Concat(s.Enters()))
            .Concat(loop.Carried.Select(x => x.Variable)).Select(v => v.Id));
        return step.Variables.Any(v => inside.Contains(v.Id)) || step.Without(loop.Index).Variables.Contains(loop.Index) ? null : step;
    }

    /// <summary>Initial + Σ (a t + b), t from From to before this index.</summary>
    private static Expr? At(Expr initial, For loop, Linear step, Expr index)
    {
        var a = step.Of(loop.Index);
        if (a != 0 && loop.From is not Const { Value: 0 }) return null;
        if (step.Without(loop.Index).Text() is not { } each || Math.Abs(a) > int.MaxValue) return null;
        var trips = Identities.Simplify(index - loop.From);
        var sum = each is Const { Value: 0 } ? initial : initial + (each is Const { Value: 1 } ? trips : trips * each);
        // Half of t (t - 1), which is even; shifted as an unsigned number it has one bit more.
        Expr half = new Apply(Op.Ushr, new[] { index * (index - 1), Const.Int(1) }, IrType.Int);
        if (a != 0) sum = a > 0 ? sum + (a == 1 ? half : half * Const.Int((int)a)) : sum - (a == -1 ? half : half * Const.Int((int)-a));
        return Identities.Simplify(sum);
    }

    /// <summary>Never below zero, whichever iterations of the loops around run.</summary>
    private bool IsNatural(Linear number)
    {
        foreach (var loop in _around.AsEnumerable().Reverse())
        {
            var times = number.Of(loop.Index);
            if (times == 0) continue;
            if (loop.Step != 1) return false;
            number = number.Without(loop.Index).Plus(Linear.Of(times > 0 ? loop.From : loop.To - 1, _definitions), times);
        }
        return number is { IsConstant: true, Constant: >= 0 };
    }
}
