using AutoBackprop.Core;

namespace AutoBackprop.Generator;

/// <summary>What an expression of the user lowers to: a scalar, or a tuple taken apart.</summary>
public sealed class Value
{
    private Value(Expr? scalar, Value[] items) => (Scalar, Items) = (scalar, items);

    public Expr? Scalar { get; }
    public Value[] Items { get; }
    public bool IsTuple => Scalar is null;

    public static Value Of(Expr scalar) => new(scalar, []);
    public static Value Tuple(IEnumerable<Value> items) => new(null, [.. items]);

    public IEnumerable<Expr> Leaves => Scalar is { } scalar ? [scalar] : Items.SelectMany(i => i.Leaves);

    public Value Map(Func<Expr, Expr> map) => Scalar is { } scalar ? Of(map(scalar)) : Tuple(Items.Select(i => i.Map(map)));

    /// <summary>The same shape with these leaves.</summary>
    public Value With(IEnumerable<Expr> leaves)
    {
        var next = leaves.GetEnumerator();
        return Map(_ => { next.MoveNext(); return next.Current; });
    }

    public static implicit operator Value(Expr scalar) => Of(scalar);
}
