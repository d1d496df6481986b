using AutoBackprop.Core;

namespace AutoBackprop.Tests;

/// <summary>Part of an array of the IR.</summary>
internal sealed record Window(Lane[] Items, int Start, int Length)
{
    /// <summary>The array that it stands for, if it came from outside.</summary>
    public Array? Origin { get; init; }

    /// <summary>Of an element of a matrix.</summary>
    public int Place(int row, int column) => column >= 0 && column < Origin!.GetLength(1) ? row * Origin.GetLength(1) + column : -1;


    public static Window Zeros(int length, IrType element)
    {
        object zero = element.Kind switch { Kind.Double => 0.0, Kind.Float => 0f, Kind.Int => 0, _ => false };
        return new([.. Enumerable.Repeat(new Lane(zero), length)], 0, length);
    }

    public ref Lane this[int index] => ref Items[index >= 0 && index < Length ? Start + index : throw new IndexOutOfRangeException()];

    public Window Slice(int start, int length) =>
        start >= 0 && length >= 0 && start + length <= Length ? this with { Start = Start + start, Length = length } : throw new ArgumentOutOfRangeException(nameof(start));

    /// <summary>For code outside of the interpreter. What does not hold numbers is only asked for its extent there.</summary>
    /// <param name="along">So far in the direction of the tangents.</param>
    public Array ToArray(IrType type, double along = 0)
    {
        if (type is not { Rank: 1, Element.IsReal: true }) return Origin is { } origin && origin.Length == Length ? origin : throw new NotSupportedException(type.Name);
        var numbers = Items.AsSpan(Start, Length).ToArray().Select(l => l.Real + (along == 0 ? 0 : along * l.Tangent));
        return type.Element.Kind == Kind.Float ? numbers.Select(v => (float)v).ToArray() : numbers.ToArray();
    }
}
