using System.Collections.Immutable;
using System.ComponentModel;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;

namespace AutoBackprop;

/// <summary>What generated code cannot say as the user's code does: constants that the compiler must not compute with, since an
/// overflow or a division by zero would be an error where variables wrap or throw; names that a pattern binds.</summary>
[EditorBrowsable(EditorBrowsableState.Never)]
public static class RunTime
{
    /// <summary>The same value, which is no constant.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static T Value<T>(T value) => value;

    /// <summary>The elements of a list, where they are; it must not grow meanwhile.</summary>
    /// <exception cref="ArgumentNullException">There is none.</exception>
    public static Span<T> Elements<T>(List<T>? list, string name) =>
        CollectionsMarshal.AsSpan(list ?? throw new ArgumentNullException(name));

    /// <summary>The elements of a list: where they are, if that is an array; else a copy.</summary>
    /// <exception cref="ArgumentNullException">There is none.</exception>
    public static ReadOnlySpan<T> Elements<T>(IReadOnlyList<T>? list, string name) => list switch
    {
        null => throw new ArgumentNullException(name),
        T[] array => array,
        List<T> items => CollectionsMarshal.AsSpan(items),
        ImmutableArray<T> array => array.AsSpan(),
        _ => list.ToArray(),
    };

    /// <summary>A new list of these elements.</summary>
    public static List<T> List<T>(ReadOnlySpan<T> elements)
    {
        var list = new List<T>();
        list.AddRange(elements);
        return list;
    }

    /// <summary>The object as what a pattern has found it to be; nothing where it has not.</summary>
    public static T As<T>(object? value) => value is T known ? known : default!;
}
