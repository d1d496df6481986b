namespace AutoBackprop.Core;

/// <summary>What an array variable of the body names.</summary>
/// <param name="Array">The array outside the loop.</param>
/// <param name="Handle">The variable to use where it is the same in all lanes; for an array of one iteration, its vectors.</param>
/// <param name="Row">Row of the first lane, if it is one of an array of arrays; the others are <paramref name="Rows"/> apart.</param>
/// <param name="Offset">Start of a window in the first lane; the others are <paramref name="Stride"/> apart.</param>
internal sealed record LaneMemory(Var Array, Var? Handle, bool IsPrivate, Expr? Row, Expr Rows, Expr Offset, Expr Stride, Expr? Length)
{
    public bool IsSame => Rows.IsZero && Stride.IsZero;
}
