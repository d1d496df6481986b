
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

    public Value? this[object key]
    {
        get => _values.TryGetValue(key, out var value) ? value : null;
        set => _values[key] = value!;
    }

    public IReadOnlyDictionary<object, Value> Snapshot() => new Dictionary<object, Value>(_values);

    public void Restore(IReadOnlyDictionary<object, Value> snapshot) => _values = snapshot.ToDictionary(p => p.Key, p => p.Value);
}
