namespace AutoBackprop.Core;

/// <summary>Elements of a matrix that lies row by row: row · columns + column.</summary>
public static class RowMajor
{
    /// <summary>The number of columns, where the index names the row of one loop and the column of another that runs over all of
    /// them.</summary>
    /// <param name="definitions">What the loops' bodies define.</param>
    public static Expr? Columns(Expr index, Var row, For column, IReadOnlyDictionary<int, Expr?> definitions) =>
        Affine.Of(index, column.Index, definitions) is { Coefficient: 1, Rest: Apply { Op: Op.Mul, Args: [var a, var b] } }
        && Range(column) is { } n && Affine.Of(n, column.Index, definitions) is { Coefficient: 0, Rest: var columns }
        && (a.Equals(row) && b.Equals(columns) || b.Equals(row) && a.Equals(columns)) ? columns : null;

    /// <summary>n of a loop over 0, 1, …, n - 1, in whichever direction.</summary>
    public static Expr? Range(For loop) => loop switch
    {
        { Step: 1, From: Const { Value: 0 } } => loop.To,
        { Step: -1, To: Const { Value: -1 }, From: Apply { Op: Op.Sub, Args: [var n, Const { Value: 1 }] } } => n,
        { Step: -1, To: Const { Value: -1 }, From: Const c } => Const.Int((int)c.Value + 1),
        _ => null,
    };
}
