namespace AutoBackprop.Core;

/// <summary>Hands values of the forward sweep to the backward sweep, which runs where they are out of scope.</summary>
public static class Save
{
    /// <param name="indexTwins">Indices of loops, and what they are called on the way back.</param>
    /// <param name="apart">Parameters, when the backward sweep is a method of its own: then nothing of the forward sweep is in
    /// scope.</param>
    public static (Block Forward, Block Backward) Run(
        Block forward, Block backward, Fresh fresh, Dictionary<int, Var> indexTwins, Arrays arrays, IReadOnlyList<Var>? apart = null)
    {
        var plan = SavePolicy.Of(forward, backward, fresh, indexTwins, arrays, apart);
        forward = SaveInsert.Into(forward, plan, fresh, apart);
        return (forward, SaveRestore.Into(backward, plan, fresh, indexTwins, apart is not null));
    }
}
