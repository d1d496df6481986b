using System.Buffers;
using System.ComponentModel;
using System.Runtime.CompilerServices;

namespace AutoBackprop;

/// <summary>An array that generated code borrows for a while: the place of a <c>new T[n]</c> that does not leave the method.</summary>
/// <typeparam name="T">Element type.</typeparam>
[EditorBrowsable(EditorBrowsableState.Never)]
public struct Pooled<T> : IDisposable where T : unmanaged
{
    // Called, not inlined: a method may borrow many, and the JIT inlines nothing more where variables have become too many.
    private readonly int _length;
    private T[]? _array;

    /// <summary>Borrows <paramref name="length"/> elements, all zero unless <paramref name="clear"/> is false.</summary>
    /// <exception cref="OverflowException"><paramref name="length"/> is negative, as for <c>new T[length]</c>.</exception>
    [MethodImpl(MethodImplOptions.NoInlining)]
    public Pooled(int length, bool clear = true)
    {
        if (length < 0) throw new OverflowException();
        _length = length;
        _array = ArrayPool<T>.Shared.Rent(length);
        if (clear) _array.AsSpan(0, length).Clear();
    }

    /// <summary>The elements.</summary>
    public readonly Span<T> Span => _array.AsSpan(0, _length);

    /// <summary>Gives the array back; once is enough, twice does no harm.</summary>
    [MethodImpl(MethodImplOptions.NoInlining)]
    public void Dispose()
    {
        if (_array is not { } array) return;
        _array = null;
        ArrayPool<T>.Shared.Return(array);
    }
}
