using System.Buffers;
using System.ComponentModel;

namespace AutoBackprop;

/// <summary>Orders of elements, which generated code sorts by keys.</summary>
[EditorBrowsable(EditorBrowsableState.Never)]
public static class Permutations
{
    /// <summary>Sorts numbers of elements by the keys of these; what is equal stays in order. NaN is smaller than all else.</summary>
    /// <param name="order">Numbers of elements.</param>
    /// <param name="keys">By number.</param>
    /// <param name="isDescending">The largest key comes first.</param>
    public static void Sort<T>(Span<int> order, ReadOnlySpan<T> keys, bool isDescending) where T : IComparable<T>
    {
        var rented = ArrayPool<int>.Shared.Rent(order.Length);
        Span<int> from = order, to = rented.AsSpan(0, order.Length);
        for (var width = 1; width < order.Length; width *= 2)
        {
            for (var start = 0; start < order.Length; start += 2 * width)
                Merge(from, to, start, Math.Min(start + width, order.Length), Math.Min(start + 2 * width, order.Length), keys,
                    isDescending);
            var sorted = to;
            to = from;
            from = sorted;
        }
        if (from != order) from.CopyTo(order);
        ArrayPool<int>.Shared.Return(rented);
    }

    private static void Merge<T>(ReadOnlySpan<int> from, Span<int> to, int start, int middle, int end, ReadOnlySpan<T> keys,
        bool isDescending) where T : IComparable<T>
    {
        var (left, right) = (start, middle);
        for (var i = start; i < end; i++)
        {
            var takesLeft = left < middle && (right >= end || Compare(keys[from[left]], keys[from[right]], isDescending) <= 0);
            to[i] = takesLeft ? from[left++] : from[right++];
        }
    }

    private static int Compare<T>(T a, T b, bool isDescending) where T : IComparable<T> => isDescending ? b.CompareTo(a) : a.CompareTo(b);
}
