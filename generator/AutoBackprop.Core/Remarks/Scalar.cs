namespace AutoBackprop.Core;

/// <summary>Why an innermost loop of a gradient runs one element at a time; the answer whether is that of <see cref="Lanes"/>
/// and <see cref="Vectorise"/>.</summary>
public static class Scalar
{
    /// <summary>The innermost loops of a method that stay scalar in its gradient, forward or on the way back, each once, with the
    /// reason in words and the value it is about.</summary>
    public static IEnumerable<(Stmt Loop, string Reason, Var? About)> Loops(Method primal)
    {
        var loops = primal.Body.AllSteps().Where(IsLoop).ToList();
        if (loops.All(l => l is For counted && IsShort(counted))) yield break;
        var seeded = !primal.Results.Any(r => r.Type.IsReal);
        var own = new HashSet<int>(loops.SelectMany(l => l.Enters()).Select(v => v.Id));
        var forward = Pipeline.Differentiate(primal, seeded).Body.AllSteps().Where(s => IsLoop(s) && s.Enters().Any(v => own.Contains(v.Id))).ToLookup(Mirror);

        var method = Pipeline.Scalar(primal, seeded);
        var inLanes = new HashSet<int>(Lanes.In(method).Select(l => l.Index.Id));
        var (fresh, arrays, told) = (new Fresh(method.NextId), new Arrays(method), new HashSet<int>());
        foreach (var loop in method.Body.AllSteps())
        {
            if (!IsLoop(loop) || loop.Blocks().Any(b => b.Block.AllSteps().Any(IsLoop)) || loop is For lane && inLanes.Contains(lane.Index.Id)) continue;
            var isOwn = loop.Enters().Any(v => own.Contains(v.Id));
            if ((isOwn ? loop : Mirror(loop) == 0 ? null : forward[Mirror(loop)].FirstOrDefault()) is not { } user) continue;
            if (Reason(loop, fresh, arrays) is var (reason, about) && told.Add(user.Enters()[0].Id)) yield return (user, isOwn ? reason : "on the way back " + reason, about);
        }
    }

    private static bool IsLoop(Stmt step) => step is For or While;

    // The number that a loop of the forward sweep shares with its twin on the way back; 0 where one loop runs both.
    private static int Mirror(Stmt loop) => loop.Blocks()[0].Block.Mirror;

    // Not worth a remark.
    private static bool IsShort(For loop) => loop is { From: Const a, To: Const b } && Math.Abs(b.Value - a.Value) < 8;

    private static bool Computes(For loop) => loop.Body.AllSteps().Any(s => s is Let { Target.Type.IsReal: true } or Store or Accumulate) || loop.Carried.Any(c => c.Variable.Type.IsReal);

    private static (string, Var?)? Reason(Stmt step, Fresh fresh, Arrays arrays) => step switch
    {
        While => ("how often it runs is known only when it ends", null),
        For loop when !IsShort(loop) && Computes(loop) && !Vectorise.Can(loop, fresh, arrays) => Reason(loop, arrays),
        _ => null,
    };

    private static (string, Var?) Reason(For loop, Arrays arrays)
    {
        var steps = loop.Body.AllSteps().ToList();
        if (loop.Step is not (1 or -1)) return ($"its index moves by {loop.Step}, so that elements do not lie side by side", null);
        foreach (var step in steps)
        {
            if (step is Call c) return ($"it calls '{c.Callee.Name.Split('.', ':').Last()}'", null);
            if (step is Execute or Throw) return ("it does more than compute", null);
            if (step is Let { Target: var target, Value: var value } && Unknown(value) is { } function) return ($"{function} has no vector form", target);
        }
        foreach (var c in loop.Carried)
            if (c.Variable.Type.IsReal && !Independence.IsSum(c, loop.Body)) return ($"{Named(c.Variable, "a value")} builds on the iteration before, and is no plain sum or extreme", c.Variable);
        var definitions = steps.OfType<Let>().GroupBy(l => l.Target.Id).ToDictionary(g => g.Key, g => (Expr?)g.First().Value);
        foreach (var carried in loop.Carried) definitions[carried.Variable.Id] = null;
        foreach (var (array, index, about) in steps.SelectMany(Accesses))
            if (Affine.Of(index, loop.Index, definitions) is not { Coefficient: >= -1 and <= 1 }) return ($"the elements of {Named(array, "an array")} that it touches do not lie side by side", about);
        if (steps.OfType<Let>().Select(l => l.Target.Type).Where(t => t.IsReal).Distinct().Count() > 1) return ("it mixes float and double", null);
        if (Clash(steps, arrays) is var (memory, read)) return ($"an iteration reads elements of {Named(memory, "an array")} that others write", read);
        if (Meeting(steps, arrays) is { } shared) return ($"iterations add to the same elements of {Named(shared, "an array")}", null);
        if (steps.OfType<If>().Any(s => s.Blocks().Any(b => b.Block.AllSteps().Any(x => x is Store or Accumulate)))) return ("a branch in it writes memory", null);
        return ("its iterations may touch the same elements, or its branches do more than choose", null);
    }

    /// <summary>An array that the loop writes, and a value that it reads from another element of it.</summary>
    private static (Var Array, Var Read)? Clash(List<Stmt> steps, Arrays arrays)
    {
        foreach (var (array, index) in steps.SelectMany(s => s switch { Store { Array: Var a } w => [(a, w.Indices)], Accumulate { Array: Var a } w => [(a, w.Indices)], _ => Enumerable.Empty<(Var, EquatableArray<Expr>)>() }))
            foreach (var let in steps.OfType<Let>())
                if (let.Value is Load { Array: Var other } load && arrays.Root(other).Equals(arrays.Root(array)) && !load.Indices.Equals(index)) return (array, let.Target);
        return null;
    }

    /// <summary>An array that one iteration adds to at two places.</summary>
    private static Var? Meeting(List<Stmt> steps, Arrays arrays) => steps.OfType<Accumulate>().Where(s => s.Array is Var)
        .GroupBy(s => arrays.Root(s.Array).Id).FirstOrDefault(g => g.Select(s => s.Indices).Distinct().Count() > 1)?.First().Array as Var;

    private static string Named(Var v, string otherwise) => v.IsHidden ? otherwise : $"'{v.Word}'";

    private static string? Unknown(Expr value) => value is Apply { Type.IsReal: true } a && Rules.Of(a.Op) is { IsOperator: false } row && !row.Expansion.Takes([.. a.Args]) ? $"'{row.Spelling}'"
        : value.Children().Select(Unknown).FirstOrDefault(u => u is not null);

    private static IEnumerable<(Var Array, Expr Index, Var? About)> Accesses(Stmt step) => step switch
    {
        Let { Value: Load { Array: Var a, Indices: [.., var i] } } let => [(a, i, let.Target)],
        Store { Array: Var a, Indices: [.., var i] } s => [(a, i, s.Value as Var)],
        Accumulate { Array: Var a, Indices: [.., var i] } s => [(a, i, s.Value as Var)],
        _ => [],
    };
}
