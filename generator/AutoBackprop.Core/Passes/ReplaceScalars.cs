namespace AutoBackprop.Core;

/// <summary>Elements that every iteration of an innermost loop adds to become sums, added once after the loop.</summary>
public static class ReplaceScalars
{
    public static Method Run(Method method)
    {
        var fresh = new Fresh(method.NextId);
        var arrays = new Arrays(method);
        var body = Of(method.Body, fresh, arrays);
        return method with { Body = body, NextId = fresh.NextId };
    }

    private static Block Of(Block block, Fresh fresh, Arrays arrays) =>
        block with { Steps = block.Steps.SelectMany(s => Of(s, fresh, arrays)).ToArray() };

    private static IEnumerable<Stmt> Of(Stmt step, Fresh fresh, Arrays arrays) => step switch
    {
        If s => [s with { Then = Of(s.Then, fresh, arrays), Else = Of(s.Else, fresh, arrays) }],
        While s => [s with { Body = Of(s.Body, fresh, arrays) }],
        For s when s.Body.Steps.All(b => b is Let or Store or Accumulate) => Innermost(s, fresh, arrays),
        For s => [s with { Body = Of(s.Body, fresh, arrays) }],
        _ => [step],
    };

    private static IEnumerable<Stmt> Innermost(For loop, Fresh fresh, Arrays arrays)
    {
        var definitions = loop.Body.Steps.OfType<Let>().ToDictionary(l => l.Target.Id, l => (Expr?)l.Value);
        foreach (var c in loop.Carried) definitions[c.Variable.Id] = null;
        var effects = new Effects(arrays);
        Expr? Fixed(Stmt step) => step is Accumulate { Array: Var array, Indices: [var index] } && !definitions.ContainsKey(array.Id)
            && Affine.Of(index, loop.Index, definitions) is { Coefficient: 0 } place ? place.Rest : null;
        // Whatever touches the memory adds to a place of it that stays: then the order is nothing to anybody.
        bool IsOnlySummed(Var array) => loop.Body.Steps.Where(s => effects.Touches(s, arrays.Root(array))).All(s => Fixed(s) is not null);
        var (body, carried, after) = (new List<Stmt>(), loop.Carried.ToList(), new List<Stmt>());
        foreach (var step in loop.Body.Steps)
        {
            if (step is not Accumulate { Array: Var array } sum || Fixed(sum) is not { } place || !IsOnlySummed(array))
            {
                body.Add(step);
                continue;
            }
            var variable = fresh.Hidden(sum.Value.Type);
            var next = fresh.Version(variable);
            var result = fresh.Version(variable);
            body.Add(new Let(next, variable + sum.Value));
            carried.Add(new Carried(variable, new Const(0, variable.Type), next, result));
            after.Add(new Accumulate(array, new[] { place }, result));
        }
        return after.Count == 0 ? [loop]
            // No iteration, no element: the index need not exist.
            : [loop with { Body = loop.Body with { Steps = body }, Carried = carried },
               new If(loop.Step > 0 ? loop.From < loop.To : loop.From > loop.To, new Block(after), Block.Empty, default)];
    }
}
