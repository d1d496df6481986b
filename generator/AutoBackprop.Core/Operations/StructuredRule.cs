namespace AutoBackprop.Core;

/// <summary>What a library method on spans does, said in the IR: the analyzers put it in the place of the call, and so see
/// through it as through a loop of the user.</summary>
/// <param name="Method">"Linear.MatVec".</param>
/// <param name="Meaning">Its effect, for these arguments; the result if it has one.</param>
public sealed record StructuredRule(string Method, int Arity, Func<StructuredBody, Expr[], Expr?> Meaning)
{
    /// <summary>Lengths that the library insists on, each with what it must be. Null where the library computes it otherwise when numbers
    /// are very large, very small or far apart: then nobody may compute it as it is said here.</summary>
    public Func<Expr[], IEnumerable<(Expr Length, Expr Needed)>>? Fits { get; init; }

    /// <summary>What it writes may be what it reads, element by element.</summary>
    public bool IsInPlace { get; init; }

    /// <summary>The arrays are as long as one another.</summary>
    public static IEnumerable<(Expr, Expr)> Alike(Expr[] args)
    {
        var arrays = args.Where(a => a.Type.IsArray).Select(Ops.Length).ToList();
        return arrays.Skip(1).Select(length => (length, arrays[0]));
    }
}
