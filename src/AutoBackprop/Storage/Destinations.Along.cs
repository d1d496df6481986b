namespace AutoBackprop;

/// <summary>What is only read beside a parameter, a direction or a tangent: it need not lie apart.</summary>
public static partial class Destinations
{
    /// <summary>The part of <paramref name="tangent"/> that belongs to a parameter of <paramref name="length"/> elements.</summary>
    /// <exception cref="ArgumentException">It is shorter.</exception>
    public static ReadOnlySpan<T> Along<T>(ReadOnlySpan<T> tangent, int length, string name)
    {
        if (tangent.Length < length) throw Wrong($"Holds {tangent.Length} elements; its parameter has {length}.", name);
        return tangent[..length];
    }

    /// <summary>The part of <paramref name="tangent"/> that belongs to a parameter of <paramref name="length"/> elements.</summary>
    /// <exception cref="ArgumentException">It is shorter.</exception>
    public static Span<T> Along<T>(Span<T> tangent, int length, string name)
    {
        if (tangent.Length < length) throw Wrong($"Holds {tangent.Length} elements; its parameter has {length}.", name);
        return tangent[..length];
    }

    /// <summary>The part of <paramref name="tangent"/> that belongs to a parameter of <paramref name="length"/> elements.</summary>
    /// <exception cref="ArgumentException">It is shorter.</exception>
    public static Span<T> Along<T>(T[]? tangent, int length, string name) => Along(tangent.AsSpan(), length, name);

    /// <summary>A tangent of two dimensions has the shape of its parameter.</summary>
    /// <exception cref="ArgumentException">It has another shape.</exception>
    public static void Along<T>(T[,] tangent, T[,] parameter, string name)
    {
        Given(tangent, name);
        if (tangent.GetLength(0) != parameter.GetLength(0) || tangent.GetLength(1) != parameter.GetLength(1))
            throw Wrong($"Is {tangent.GetLength(0)} × {tangent.GetLength(1)}; its parameter is {parameter.GetLength(0)} × {parameter.GetLength(1)}.", name);
    }

    /// <summary>A jagged tangent has rows of the lengths of its parameter's.</summary>
    /// <exception cref="ArgumentException">It has another shape.</exception>
    public static void Along<T>(T[][] tangent, T[][] parameter, string name)
    {
        Given(tangent, name);
        if (tangent.Length != parameter.Length) throw Wrong($"Has {tangent.Length} rows; its parameter has {parameter.Length}.", name);
        for (var i = 0; i < tangent.Length; i++)
            if (tangent[i] is null || tangent[i].Length != parameter[i].Length)
                throw Wrong($"Row {i} has another length than its parameter's.", name);
    }
}
