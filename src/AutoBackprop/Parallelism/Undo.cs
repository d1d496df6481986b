using System.Buffers;
using System.ComponentModel;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;

namespace AutoBackprop;

/// <summary>Keeps what memory holds until a call has done its work: if it does not end, the memory is as it was. For generated
/// code.</summary>
[EditorBrowsable(EditorBrowsableState.Never)]
public static class Undo
{
    /// <summary>Of a span.</summary>
    /// <param name="memory">What will be written.</param>
    /// <param name="isSafe">The call is known to end once it has begun to write there.</param>
    public static Undo<T> Of<T>(Span<T> memory, bool isSafe = false) => isSafe ? default : new(memory);

    /// <summary>Of an array.</summary>
    /// <inheritdoc cref="Of{T}(Span{T}, bool)"/>
    public static Undo<T> Of<T>(T[]? memory, bool isSafe = false) => isSafe ? default : new(memory);

    /// <summary>Of an array of two dimensions.</summary>
    /// <inheritdoc cref="Of{T}(Span{T}, bool)"/>
    public static Undo<T> Of<T>(T[,] memory, bool isSafe = false) => isSafe ? default
        : new(MemoryMarshal.CreateSpan(ref Unsafe.As<byte, T>(ref MemoryMarshal.GetArrayDataReference(memory)), memory.Length));

    /// <summary>Of rows.</summary>
    /// <inheritdoc cref="Of{T}(Span{T}, bool)"/>
    public static UndoRows<T> Of<T>(T[][] memory, bool isSafe = false) => isSafe ? default : new(memory);
}

/// <summary>Memory that is set back where <see cref="Done"/> was not called. For generated code.</summary>
[EditorBrowsable(EditorBrowsableState.Never)]
public ref struct Undo<T> : IDisposable
{
    private readonly Span<T> _memory;
    private T[]? _before;

    internal Undo(Span<T> memory)
    {
        _memory = memory;
        _before = ArrayPool<T>.Shared.Rent(memory.Length);
        memory.CopyTo(_before);
    }

    /// <summary>What has been written stays.</summary>
    public void Done()
    {
        if (_before is { } before) ArrayPool<T>.Shared.Return(before, RuntimeHelpers.IsReferenceOrContainsReferences<T>());
        _before = null;
    }

    /// <summary>Sets the memory back, unless the work is done.</summary>
    public void Dispose()
    {
        if (_before is not { } before) return;
        before.AsSpan(0, _memory.Length).CopyTo(_memory);
        Done();
    }
}

/// <summary>The same of rows. For generated code.</summary>
[EditorBrowsable(EditorBrowsableState.Never)]
public ref struct UndoRows<T> : IDisposable
{
    private readonly T[][] _rows;
    private T[]? _before;

    internal UndoRows(T[][] rows)
    {
        _rows = rows;
        _before = ArrayPool<T>.Shared.Rent(rows.Sum(row => row.Length));
        var at = 0;
        foreach (var row in rows)
        {
            row.CopyTo(_before, at);
            at += row.Length;
        }
    }

    /// <summary>What has been written stays.</summary>
    public void Done()
    {
        if (_before is { } before) ArrayPool<T>.Shared.Return(before, RuntimeHelpers.IsReferenceOrContainsReferences<T>());
        _before = null;
    }

    /// <summary>Sets the rows back, unless the work is done.</summary>
    public void Dispose()
    {
        if (_before is not { } before) return;
        var at = 0;
        foreach (var row in _rows)
        {
            before.AsSpan(at, row.Length).CopyTo(row);
            at += row.Length;
        }
        Done();
    }
}
