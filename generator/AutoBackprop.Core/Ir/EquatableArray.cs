using System.Collections;

namespace AutoBackprop.Core;

/// <summary>An immutable array with value equality, so that records that hold one compare by meaning.</summary>
public readonly struct EquatableArray<T> : IEquatable<EquatableArray<T>>, IReadOnlyList<T>
{
    private readonly T[]? _items;

    public EquatableArray(T[] items) => _items = items;

    public int Count => _items?.Length ?? 0;
    public T this[int index] => _items![index];

    public bool Equals(EquatableArray<T> other)
    {
        if (ReferenceEquals(_items, other._items)) return true;
        if (Count != other.Count) return false;
        for (var i = 0; i < Count; i++)
            if (!EqualityComparer<T>.Default.Equals(this[i], other[i])) return false;
        return true;
    }

    public override bool Equals(object? obj) => obj is EquatableArray<T> other && Equals(other);

    public override int GetHashCode()
    {
        var hash = 17;
        foreach (var item in this) hash = unchecked(hash * 31 + (item?.GetHashCode() ?? 0));
        return hash;
    }

    public EquatableArray<TOut> Map<TOut>(Func<T, TOut> map)
    {
        var result = new TOut[Count];
        for (var i = 0; i < Count; i++) result[i] = map(this[i]);
        return new(result);
    }

    // Faster than those of Enumerable: nothing is boxed.
    public bool Any(Func<T, bool> holds)
    {
        foreach (var item in this)
            if (holds(item)) return true;
        return false;
    }

    public bool All(Func<T, bool> holds)
    {
        foreach (var item in this)
            if (!holds(item)) return false;
        return true;
    }

    public Enumerator GetEnumerator() => new(_items ?? []);
    IEnumerator<T> IEnumerable<T>.GetEnumerator() => ((IEnumerable<T>)(_items ?? [])).GetEnumerator();
    IEnumerator IEnumerable.GetEnumerator() => (_items ?? []).GetEnumerator();

    public struct Enumerator(T[] items)
    {
        private int _at = -1;

        public readonly T Current => items[_at];
        public bool MoveNext() => ++_at < items.Length;
    }

    public static implicit operator EquatableArray<T>(T[] items) => new(items);
    public static implicit operator EquatableArray<T>(List<T> items) => new([.. items]);
}
