namespace GradBench.Protocol;

/// <summary>A matrix of few numbers, row after row.</summary>
/// <param name="Rows">Where each row begins among the numbers, and at last how many there are.</param>
/// <param name="Cols">The column of each number.</param>
public sealed record SparseMatrix(int[] Rows, int[] Cols, double[] Vals)
{
    /// <summary>The first entries of each list and its last one: so much crosses the protocol.</summary>
    public SparseMatrix Shortened(int count) =>
        new([.. Rows[..count], Rows[^1]], [.. Cols[..count], Cols[^1]], [.. Vals[..count], Vals[^1]]);
}
