using System.ComponentModel;
using System.Numerics;
using System.Runtime.CompilerServices;

namespace AutoBackprop;

/// <summary>Checks that generated code makes before it writes anything: a gradient fits its parameter and lies apart from
/// everything else.</summary>
[EditorBrowsable(EditorBrowsableState.Never)]
public static partial class Destinations
{
    /// <summary>What must not be null.</summary>
    /// <param name="value">A parameter, or a member of one.</param>
    /// <param name="name">Its path: a parameter's name, and behind a point those of members.</param>
    /// <exception cref="ArgumentNullException">It is.</exception>
    public static T Given<T>(T? value, string name) where T : class =>
        value ?? throw (name.IndexOf('.') is >= 0 and var end
            ? new ArgumentNullException(name[..end], $"{name} is null.") : new ArgumentNullException(name));

    /// <summary>The part of <paramref name="gradient"/> that belongs to a parameter of <paramref name="length"/> elements; the rest is left
    /// alone.</summary>
    /// <exception cref="ArgumentException">It is shorter.</exception>
    public static Span<T> Fitting<T>(Span<T> gradient, int length, string name)
    {
        if (gradient.Length < length) throw Wrong($"Holds {gradient.Length} elements; its parameter has {length}.", name);
        return gradient[..length];
    }

    /// <summary>A gradient of two dimensions has the shape of its parameter.</summary>
    /// <exception cref="ArgumentException">It has another shape, or is the parameter itself.</exception>
    public static void Fitting<T>(T[,] gradient, T[,] parameter, string name)
    {
        Given(gradient, name);
        if (gradient.GetLength(0) != parameter.GetLength(0) || gradient.GetLength(1) != parameter.GetLength(1))
            throw Wrong($"Is {gradient.GetLength(0)} × {gradient.GetLength(1)}; its parameter is {parameter.GetLength(0)} × {parameter.GetLength(1)}.", name);
        if (ReferenceEquals(gradient, parameter)) throw Wrong("Is its own parameter.", name);
    }

    /// <summary>A jagged gradient has rows of the lengths of its parameter's.</summary>
    /// <exception cref="ArgumentException">It has another shape, or shares a row with the parameter.</exception>
    public static void Fitting<T>(T[][] gradient, T[][] parameter, string name)
    {
        Given(gradient, name);
        if (gradient.Length != parameter.Length) throw Wrong($"Has {gradient.Length} rows; its parameter has {parameter.Length}.", name);
        for (var i = 0; i < gradient.Length; i++)
        {
            if (gradient[i] is null || gradient[i].Length != parameter[i].Length)
                throw Wrong($"Row {i} has another length than its parameter's.", name);
            if (gradient[i].AsSpan().Overlaps(parameter[i])) throw Wrong($"Row {i} is its parameter's.", name);
        }
    }

    /// <summary>What an operation writes begins where what it reads begins, or lies apart.</summary>
    /// <exception cref="ArgumentException">It overlaps otherwise.</exception>
    public static void InPlace<T>(string name, ReadOnlySpan<T> written, ReadOnlySpan<T> read)
    {
        if (written.Overlaps(read, out var offset) && offset != 0) throw Wrong("Overlaps another argument.", name);
    }

    /// <summary>Two arrays of several dimensions, one of which is written, are not the same.</summary>
    /// <exception cref="ArgumentException">They are.</exception>
    public static void Apart(string name, Array array, Array other)
    {
        if (ReferenceEquals(array, other)) throw Wrong("Is another argument, too.", name);
    }

    /// <summary>Sets to zero what lies behind the first rows · columns elements.</summary>
    public static void ClearBehind<T>(Span<T> gradient, int rows, int columns)
    {
        var covered = (long)Math.Max(rows, 0) * Math.Max(columns, 0);
        if (covered < gradient.Length) gradient[(int)covered..].Clear();
    }

    /// <summary>What is evaluated for nothing else than that it may throw.</summary>
    public static void Evaluated<T>(T value) where T : allows ref struct { }

    /// <summary>Two arguments of one operation are as long as one another.</summary>
    /// <exception cref="ArgumentException">They are not.</exception>
    public static void SameLength(int length, int expected, string name)
    {
        if (length != expected) throw new ArgumentException($"Holds {length} elements; {expected} are needed.", name);
    }

    /// <summary>There are as many adjoints as the result has elements.</summary>
    /// <exception cref="ArgumentException">There are not.</exception>
    public static void SameLength<T>(ReadOnlySpan<T> adjoints, int length, [CallerArgumentExpression(nameof(adjoints))] string name = "") =>
        SameLength(adjoints.Length, length, name);

    /// <summary>The adjoints of a result, as the caller has handed them in, where they are added to.</summary>
    /// <exception cref="ArgumentException">There are more or fewer of them than the result has elements.</exception>
    public static void Seeded<T>(ReadOnlySpan<T> adjoints, Span<T> into, [CallerArgumentExpression(nameof(adjoints))] string name = "")
    {
        SameLength(adjoints.Length, into.Length, name);
        adjoints.CopyTo(into);
    }

    /// <summary>What is to be written has room for so many elements.</summary>
    /// <exception cref="ArgumentException">It has not.</exception>
    public static void Room(int length, int needed, string name)
    {
        if (length < needed) throw new ArgumentException($"Holds {length} elements; {needed} are needed.", name);
    }

    /// <summary>An argument has elements.</summary>
    /// <exception cref="ArgumentException">It has none.</exception>
    public static void NotEmpty(int length, string name)
    {
        if (length == 0) throw new ArgumentException("Must not be empty.", name);
    }

    /// <summary>Zeros of the shape of an array: a gradient that nobody asks for.</summary>
    public static T[,] Like<T>(T[,] array) => new T[array.GetLength(0), array.GetLength(1)];

    /// <summary>Zeros of the shape of an array: a gradient that nobody asks for.</summary>
    public static T[][] Like<T>(T[][] array) => Array.ConvertAll(array, row => new T[row.Length]);

    /// <summary>Adds a gradient that had to lie apart to the one it belongs to.</summary>
    public static void Add<T>(T[,] from, T[,] to) where T : IAdditionOperators<T, T, T>
    {
        for (var i = 0; i < to.GetLength(0); i++)
            for (var j = 0; j < to.GetLength(1); j++) to[i, j] += from[i, j];
    }

    /// <summary>Adds a gradient that had to lie apart to the one it belongs to.</summary>
    public static void Add<T>(T[][] from, T[][] to) where T : IAdditionOperators<T, T, T>
    {
        for (var i = 0; i < to.Length; i++)
            for (var j = 0; j < to[i].Length; j++) to[i][j] += from[i][j];
    }

    /// <summary>An object that receives a gradient is no other argument.</summary>
    /// <exception cref="ArgumentException">It is.</exception>
    public static void Apart(string name, object gradient, object other)
    {
        if (ReferenceEquals(gradient, other)) throw Wrong("Is another argument, too.", name);
    }

    /// <summary>Sets every element to zero.</summary>
    public static void Clear<T>(T[,] gradient) => Array.Clear(gradient);

    /// <summary>Sets every element to zero.</summary>
    public static void Clear<T>(T[][] gradient)
    {
        foreach (var row in gradient) Array.Clear(row);
    }

    // A member is named in the message, its parameter as the culprit.
    private static ArgumentException Wrong(string message, string name) =>
        name.IndexOf('.') is >= 0 and var end
            ? new ArgumentException($"{name}: {message}", name[..end]) : new ArgumentException(message, name);
}
