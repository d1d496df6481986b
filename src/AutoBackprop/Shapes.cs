using System.Runtime.CompilerServices;

namespace AutoBackprop;

/// <summary>Checks of the span operations, made before anything is written.</summary>
internal static class Shapes
{
    /// <summary>As many elements as another argument has.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void Same(int length, int expected, string name)
    {
        if (length != expected) ThrowLength(length, expected, name);
    }

    /// <summary>A row-major matrix of this shape.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void Matrix(int length, int rows, int columns, string name)
    {
        if (rows < 0 || columns < 0 || length != (long)rows * columns) ThrowMatrix(length, rows, columns, name);
    }

    /// <summary>Whole rows of this many columns.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void Rows(int length, int columns, string name)
    {
        if (columns == 0 ? length != 0 : length % columns != 0) ThrowRows(length, columns, name);
    }

    public static void NotEmpty(int length, string name)
    {
        if (length == 0) throw new ArgumentException("Must not be empty.", name);
    }

    /// <summary>An index into so many.</summary>
    public static void Index(int index, int count, string name)
    {
        if ((uint)index >= (uint)count) throw new ArgumentOutOfRangeException(name, index, $"Must be at least 0 and less than {count}.");
    }

    /// <summary>What is written must not lie in the memory of what is read.</summary>
    [NoGradient, MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void Apart<T>(ReadOnlySpan<T> written, ReadOnlySpan<T> read, string name)
    {
        if (written.Overlaps(read)) ThrowOverlap(name);
    }

    /// <summary>An operation by element: as many, and elsewhere or in the same place.</summary>
    [NoGradient, MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void Elementwise<T>(ReadOnlySpan<T> written, ReadOnlySpan<T> read, string name)
    {
        Same(written.Length, read.Length, name);
        if (written.Overlaps(read, out var offset) && offset != 0) ThrowOverlap(name);
    }

    private static void ThrowLength(int length, int expected, string name) =>
        throw new ArgumentException($"Holds {length} elements; {expected} are needed.", name);

    private static void ThrowMatrix(int length, int rows, int columns, string name) =>
        throw new ArgumentException($"Holds {length} elements; {rows} × {columns} are needed.", name);

    private static void ThrowRows(int length, int columns, string name) =>
        throw new ArgumentException($"Holds {length} elements, which are no whole rows of {columns}.", name);

    private static void ThrowOverlap(string name) => throw new ArgumentException("Overlaps an argument that is read.", name);
}
