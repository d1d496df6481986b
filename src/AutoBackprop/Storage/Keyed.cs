using System.ComponentModel;

namespace AutoBackprop;

/// <summary>For generated code: the keys of a dictionary whose values lie in memory, in the order in which they came; the number of a key
/// is the place of its value.</summary>
/// <typeparam name="TKey">What values are looked up by.</typeparam>
/// <param name="comparer">Tells keys apart; null for the usual way.</param>
[EditorBrowsable(EditorBrowsableState.Never)]
public sealed class Keyed<TKey>(IEqualityComparer<TKey>? comparer = null)
    where TKey : notnull
{
    private readonly Dictionary<TKey, int> _numbers = new(comparer);
    private readonly List<TKey> _keys = [];

    /// <summary>All of them.</summary>
    public IReadOnlyList<TKey> Keys => _keys;

    /// <summary>The key with a number.</summary>
    public TKey this[int number] => _keys[number];

    /// <summary>The number of a key; -1 where there is none.</summary>
    public int Find(TKey key) => _numbers.TryGetValue(key, out var number) ? number : -1;

    /// <summary>The number of a key that is there.</summary>
    /// <exception cref="KeyNotFoundException">It is not there.</exception>
    public int Of(TKey key) => _numbers[key];

    /// <summary>The number of a key, which is there from now on.</summary>
    public int Put(TKey key)
    {
        if (_numbers.TryAdd(key, _keys.Count)) _keys.Add(key);
        return _numbers[key];
    }

    /// <summary>The number of a new key.</summary>
    /// <exception cref="ArgumentException">It is there already.</exception>
    public int Add(TKey key)
    {
        _numbers.Add(key, _keys.Count);
        _keys.Add(key);
        return _keys.Count - 1;
    }
}
