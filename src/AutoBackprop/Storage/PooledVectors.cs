using System.Buffers;
using System.ComponentModel;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;

namespace AutoBackprop;

/// <summary>An array of vectors that generated code borrows for a while: a temporary of eight or sixteen iterations that run at
/// once, one per lane. It begins at a cache line, since a vector across two of them costs two accesses.</summary>
/// <typeparam name="T">Element type of the vectors.</typeparam>
[EditorBrowsable(EditorBrowsableState.Never)]
public struct PooledVectors<T> : IDisposable where T : unmanaged
{
    private const int Line = 64;

    // Called, not inlined: a method may borrow many, and the JIT inlines nothing more where variables have become too many.
    private readonly int _length;
    private readonly int _start;
    private byte[]? _memory;

    /// <summary>Borrows <paramref name="length"/> vectors.</summary>
    /// <param name="length">How many.</param>
    /// <param name="clear">They are zero at first; else they have to be written before they are read.</param>
    /// <exception cref="OverflowException"><paramref name="length"/> is negative, as for <c>new T[length]</c>.</exception>
    [MethodImpl(MethodImplOptions.NoInlining)]
    public PooledVectors(int length, bool clear = true)
    {
        if (length < 0) throw new OverflowException();
        _length = length;
        if (length == 0) return;
        _memory = ArrayPool<byte>.Shared.Rent(checked((length + 1) * Line));
        // A compacting collection may move the array: then it is only slower.
        _start = (int)(-Marshal.UnsafeAddrOfPinnedArrayElement(_memory, 0) & (Line - 1));
        if (clear) Span.Clear();
    }

    /// <summary>The vectors.</summary>
    public readonly Span<Vector512<T>> Span =>
        _memory is null ? default : MemoryMarshal.CreateSpan(ref Unsafe.As<byte, Vector512<T>>(ref _memory[_start]), _length);

    /// <summary>Gives the memory back; once is enough, twice does no harm.</summary>
    [MethodImpl(MethodImplOptions.NoInlining)]
    public void Dispose()
    {
        if (_memory is not { } memory) return;
        _memory = null;
        ArrayPool<byte>.Shared.Return(memory);
    }
}
