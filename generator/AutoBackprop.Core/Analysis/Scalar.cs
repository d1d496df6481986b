namespace AutoBackprop.Core;

/// <summary>Why an innermost loop is not taken by <see cref="Vectorise"/>; the answer whether is the vectoriser's own.</summary>
public static class Scalar
{
    /// <summary>Each innermost loop of a method that stays scalar, with the reason in words and the value it is about.</summary>
    public static IEnumerable<(Stmt Loop, string Reason, Var? About)> Loops(Method primal)
    {
        var method = ReplaceScalars.Run(Pipeline.Prepare(primal));
        var (fresh, arrays) = (new Fresh(method.NextId), new Arrays(method));
        foreach (var step in method.Body.AllSteps())
        {
            if (step is not (For or While) || step.Blocks().Any(b => b.Block.AllSteps().Any(s => s is For or While))) continue;
            if (step is While) yield return (step, "how often it runs is known only when it ends", null);
            else if (step is For loop && !IsShort(loop) && !Vectorise.Can(loop, fresh, arrays) && Computes(loop)) yield return Reason(loop, arrays);
        }
    }

    // Not worth a remark.
    private static bool IsShort(For loop) => loop is { From: Const a, To: Const b } && Math.Abs(b.Value - a.Value) < 8;

    private static bool Computes(For loop) => loop.Body.AllSteps().Any(s => s is Let { Target.Type.IsReal: true } or Store or Accumulate) || loop.Carried.Any(c => c.Variable.Type.IsReal);

    private static (Stmt, string, Var?) Reason(For loop, Arrays arrays)
    {
        var steps = loop.Body.AllSteps().ToList();
        if (loop.Step is not (1 or -1)) return (loop, $"its index moves by {loop.Step}, so that elements do not lie side by side", null);
        foreach (var step in steps)
        {
            if (step is Call c) return (loop, $"it calls '{c.Callee.Name.Split('.', ':').Last()}'", null);
            if (step is Execute or Throw) return (loop, "it does more than compute", null);
            if (step is Let { Target: var target, Value: var value } && Unknown(value) is { } function) return (loop, $"{function} has no vector form", target);
        }
        foreach (var c in loop.Carried)
            if (c.Variable.Type.IsReal && !Independence.IsSum(c, loop.Body)) return (loop, $"'{c.Variable.Name}' needs its value of the iteration before, and is no plain sum or extreme", c.Variable);
        var definitions = steps.OfType<Let>().GroupBy(l => l.Target.Id).ToDictionary(g => g.Key, g => (Expr?)g.First().Value);
        foreach (var carried in loop.Carried) definitions[carried.Variable.Id] = null;
        foreach (var (array, index, about) in steps.SelectMany(Accesses))
            if (Affine.Of(index, loop.Index, definitions) is not { Coefficient: >= -1 and <= 1 }) return (loop, $"the elements of '{array.Name}' that it touches do not lie side by side", about);
        if (steps.OfType<Let>().Select(l => l.Target.Type).Where(t => t.IsReal).Distinct().Count() > 1) return (loop, "it mixes float and double", null);
        if (Clash(steps, arrays) is var (memory, read)) return (loop, $"an iteration reads elements of '{memory.Name}' that others write", read);
        if (steps.OfType<If>().Any(s => s.Blocks().Any(b => b.Block.AllSteps().Any(x => x is Store or Accumulate)))) return (loop, "a branch in it writes memory", null);
        return (loop, "its iterations may touch the same elements, or its branches do more than choose", null);
    }

    /// <summary>An array that the loop writes, and a value that it reads from another element of it.</summary>
    private static (Var Array, Var Read)? Clash(List<Stmt> steps, Arrays arrays)
    {
        foreach (var (array, index) in steps.SelectMany(s => s switch { Store { Array: Var a } w => [(a, w.Indices)], Accumulate { Array: Var a } w => [(a, w.Indices)], _ => Enumerable.Empty<(Var, EquatableArray<Expr>)>() }))
            foreach (var let in steps.OfType<Let>())
                if (let.Value is Load { Array: Var other } load && arrays.Root(other).Equals(arrays.Root(array)) && !load.Indices.Equals(index)) return (array, let.Target);
        return null;
    }

    private static string? Unknown(Expr value) => value is Apply { Type.IsReal: true } a && Rules.Of(a.Op) is { IsOperator: false } row && !row.HasVectorForm([.. a.Args]) ? $"'{row.Spelling}'"
        : value.Children().Select(Unknown).FirstOrDefault(u => u is not null);

    private static IEnumerable<(Var Array, Expr Index, Var? About)> Accesses(Stmt step) => step switch
    {
        Let { Value: Load { Array: Var a, Indices: [.., var i] } } let => [(a, i, let.Target)],
        Store { Array: Var a, Indices: [.., var i] } s => [(a, i, s.Value as Var)],
        Accumulate { Array: Var a, Indices: [.., var i] } s => [(a, i, s.Value as Var)],
        _ => [],
    };
}
