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
    private int _length;
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

    /// <summary>Makes room for <paramref name="length"/> elements: what was there is there still, what is new is anything.</summary>
    /// <returns>The elements, which may lie elsewhere from now on.</returns>
    public Span<T> Grow(int length)
    {
        if (_array is null || length > _array.Length) Enlarge(length);
        _length = _array!.Length;
        return _array;
    }

    [MethodImpl(MethodImplOptions.NoInlining)]
    private void Enlarge(int length)
    {
        var old = _array;
        var array = ArrayPool<T>.Shared.Rent((int)Math.Min(Math.Max(length, 2L * (old?.Length ?? 0)), Array.MaxLength));
        if (old is not null)
        {
            old.AsSpan().CopyTo(array);
            ArrayPool<T>.Shared.Return(old);
        }

        _array = array;
    }

    /// <summary>Gives the array back; once is enough, twice does no harm.</summary>
    [MethodImpl(MethodImplOptions.NoInlining)]
    public void Dispose()
    {
        if (_array is not { } array) return;
        _array = null;
        ArrayPool<T>.Shared.Return(array);
    }
}
