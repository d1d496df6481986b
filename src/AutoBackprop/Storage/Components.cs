using System.ComponentModel;
using System.Numerics;

namespace AutoBackprop;

/// <summary>The numbers of an array of several dimensions one after the other, as the columns of a matrix of derivatives count
/// them.</summary>
[EditorBrowsable(EditorBrowsableState.Never)]
public static class Components
{
    /// <summary>How many there are.</summary>
    public static int Count<T>(T[,] array) => array.Length;

    /// <summary>How many there are.</summary>
    public static int Count<T>(T[][] array)
    {
        var count = 0;
        foreach (var row in array) count += row.Length;
        return count;
    }

    /// <summary>Sets one of them.</summary>
    public static void Set<T>(T[,] array, int index, T value) => array[index / array.GetLength(1), index % array.GetLength(1)] = value;

    /// <summary>Sets one of them.</summary>
    public static void Set<T>(T[][] array, int index, T value)
    {
        foreach (var row in array)
        {
            if (index < row.Length)
            {
                row[index] = value;
                return;
            }
            index -= row.Length;
        }
    }

    /// <summary>Writes them to a matrix, so far apart from each other.</summary>
    public static void Spread<T, TMatrix>(T[,] array, Span<TMatrix> matrix, int first, int stride) where T : INumberBase<T> where TMatrix
        : INumberBase<TMatrix>
    {
        foreach (var value in array)
        {
            matrix[first] = TMatrix.CreateTruncating(value);
            first += stride;
        }
    }

    /// <summary>Writes them to a matrix, so far apart from each other.</summary>
    public static void Spread<T, TMatrix>(T[][] array, Span<TMatrix> matrix, int first, int stride) where T : INumberBase<T> where TMatrix
        : INumberBase<TMatrix>
    {
        foreach (var row in array)
            foreach (var value in row)
            {
                matrix[first] = TMatrix.CreateTruncating(value);
                first += stride;
            }
    }
}
