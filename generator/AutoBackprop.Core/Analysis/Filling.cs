namespace AutoBackprop.Core;

/// <summary>Which arrays a block fills before it reads them, so that what they held before does not matter.</summary>
public sealed class Filling(Arrays arrays)
{
    private readonly Effects _effects = new(arrays);

    /// <summary>A loop over the whole array stores every element before anything reads one; or all that touches it stands in a
    /// loop of which each iteration does so.</summary>
    public bool IsFirst(Var root, Block body)
    {
        // One of several is not all of them.
        if (arrays.MergedWith(root).Count > 1) return false;
        for (var i = 0; i < body.Steps.Count; i++)
        {
            var step = body.Steps[i];
            if (!_effects.Mentions(step, root)) continue;
            if (Fills(step, root)) return true;
            return step is For or While && !body.Steps.Skip(i + 1).Any(s => _effects.Mentions(s, root))
                && IsFirst(root, step.Blocks().First().Block);
        }
        return false;
    }

    /// <summary>The same for certain, even where no loop around runs at all.</summary>
    public bool IsOverwritten(Var root, Block body) =>
        body.Steps.FirstOrDefault(s => _effects.Mentions(s, root)) is { } first && Fills(first, root);

    private bool Fills(Stmt step, Var root) => step switch
    {
        For fill => Fills(fill, root),
        Call call => call.Args.Where(a => a.Type.IsArray && arrays.Root(a).Equals(root)).ToList() is [Var only]
            && arrays.IsAlias(only, root)
            && call.Callee.UseOf(call.Args.ToList().IndexOf(only)) == Use.Overwrites,
        _ => false,
    };

    private bool Fills(For fill, Var root) => fill is { Step: 1, From: Const { Value: 0 } } && Covers(fill.To, root)
        && fill.Body.Steps.Any(s =>
            s is Store { Array: Var a, Indices: [var index] } && arrays.IsAlias(a, root) && index.Equals(fill.Index))
        && !fill.Body.AllSteps().Any(s => s is not Store && s.Blocks().FirstOrDefault().Block is null && _effects.Mentions(s, root));

    /// <summary>The index of a loop, in either direction, is that of every element of an array so long.</summary>
    public static bool Covers(For loop, Var memory, Expr length) => loop.Step switch
    {
        1 => loop.From is Const { Value: 0 } && IsEnd(loop.To, memory, length),
        -1 => loop.To is Const { Value: -1 } && IsEnd(Identities.Simplify(loop.From + 1), memory, length),
        _ => false,
    };

    private static bool IsEnd(Expr end, Var memory, Expr length) => end.Equals(length) || end.Equals(Ops.Length(memory));

    private bool Covers(Expr to, Var root) =>
        to is Apply { Op: Op.Length, Args: [Var array] } && arrays.IsAlias(array, root)
            || arrays.LengthOf(root) is { } length && length.Equals(to);
}
