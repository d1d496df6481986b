namespace AutoBackprop.Core;

/// <summary>Which columns of matrices of derivatives belong to a parameter.</summary>
/// <param name="Matrix">The matrix; -1 where there is none.</param>
/// <param name="Numbers">Of an array of structs: the numbers of an element that have a column, in order.</param>
public sealed record MatrixColumns(int Matrix, EquatableArray<ElementNumber> Numbers)
{
    /// <summary>Of one element of an array: the parameter that it is an element of; else -1.</summary>
    public int Array { get; init; } = -1;

    /// <summary>Which element it is.</summary>
    public int At { get; init; }

    /// <summary>Of an array whose elements are parameters themselves.</summary>
    public bool IsSplit { get; init; }
}

/// <summary>A number in a struct that is an element of an array.</summary>
public sealed record ElementNumber(Field At, IrType Type);
