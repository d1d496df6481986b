using System.Runtime.CompilerServices;

namespace AutoBackprop;

/// <summary>Where the elements of a matrix lie: (i, j) is <c>i · Row + j · Column</c> behind the first. Sizes are the caller's
/// business.</summary>
internal readonly ref struct Matrix<T>(ref T first, nint row, nint column)
{
    public readonly ref T First = ref first;
    public nint Row { get; } = row;
    public nint Column { get; } = column;

    public Matrix<T> Transposed => new(ref First, Column, Row);

    /// <summary>The part that begins there.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public Matrix<T> At(nint i, nint j) => new(ref Unsafe.Add(ref First, i * Row + j * Column), Row, Column);
}
