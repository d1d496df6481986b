using Microsoft.CodeAnalysis;


namespace AutoBackprop.Generator;

/// <summary>The present value of every local, parameter and jump flag while a body is lowered.</summary>
public sealed class Environment
{
    private Dictionary<object, Value> _values = [];

    /// <summary>Key of the flag "the method has returned".</summary>
    public static readonly object Returned = new();

    /// <summary>Key of the value that will be returned.</summary>
    public static readonly object Result = new();

    /// <summary>Key of the struct or object that a method is called on, or a constructor makes.</summary>
    public static readonly object This = new();

    /// <summary>The body that runs, which tells variables of the same name apart.</summary>
    internal Activation? Current { get; set; }

    /// <summary>By a symbol, or by one of the keys above.</summary>
    public Value? this[object key]
    {
        get => _values.TryGetValue(KeyOf(key), out var value) ? value : null;
        set => _values[KeyOf(key)] = value!;
    }

    public void Remove(object key) => _values.Remove(KeyOf(key));

    /// <param name="key">As it stands in a snapshot.</param>
    internal void Forget(object key) => _values.Remove(key);

    /// <summary>What a variable of the body that runs goes by.</summary>
    internal object KeyOf(object key) => key is ISymbol symbol && Current is { } run ? run.KeyOf(symbol) : key;

    /// <summary>Objects are among them, which may change by any name.</summary>
    internal bool HasObjects => _values.Keys.Any(k => k is LocalObject.Place or ObjectRows.Row);

    public IReadOnlyDictionary<object, Value> Snapshot() => new Dictionary<object, Value>(_values);

    public void Restore(IReadOnlyDictionary<object, Value> snapshot) => _values = snapshot.ToDictionary(p => p.Key, p => p.Value);
}
