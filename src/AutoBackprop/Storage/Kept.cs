using System.Buffers;
using System.ComponentModel;
using System.Runtime.CompilerServices;

namespace AutoBackprop;

/// <summary>What a forward sweep keeps for the backward sweep, last in first out: a stack in pooled memory that grows.
/// For generated code.</summary>
/// <remarks>A mutable struct: pass it by reference, never copy it, or two owners return one array. The default value is an empty
/// stack. C# does not pass a <c>using</c> variable by reference; there, dispose in a <c>finally</c>.</remarks>
[EditorBrowsable(EditorBrowsableState.Never)]
public struct Kept<T> : IDisposable
{
    private const int SmallestArray = 64;

    private T[]? _items;
    private int _count;

    /// <summary>How many values are kept.</summary>
    public readonly int Count => _count;

    /// <summary>Keeps a value.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public void Push(T value)
    {
        var items = _items;
        var count = _count;
        if (items is null || (uint)count >= (uint)items.Length) items = Grow();
        items[count] = value;
        _count = count + 1;
    }

    /// <summary>Takes the last value back.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public T Pop()
    {
        var items = _items;
        var last = _count - 1;
        if (items is null || (uint)last >= (uint)items.Length) return ThrowEmpty();
        _count = last;
        return items[last];
    }

    /// <summary>Returns the memory to the pool. Doing so twice is harmless.</summary>
    public void Dispose()
    {
        if (_items is { } items) Return(items);
        this = default;
    }

    [MethodImpl(MethodImplOptions.NoInlining)]
    private T[] Grow()
    {
        var old = _items;
        var size = old is null ? SmallestArray : (int)Math.Min(2L * old.Length, Array.MaxLength);
        var items = ArrayPool<T>.Shared.Rent(size);
        if (old is not null)
        {
            old.AsSpan().CopyTo(items);
            Return(old);
        }

        return _items = items;
    }

    // References are cleared, so that the pool keeps nobody's objects alive.
    private static void Return(T[] items) =>
        ArrayPool<T>.Shared.Return(items, RuntimeHelpers.IsReferenceOrContainsReferences<T>());

    private static T ThrowEmpty() => throw new InvalidOperationException("Nothing is kept.");
}
