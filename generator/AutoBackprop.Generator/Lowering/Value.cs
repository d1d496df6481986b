using AutoBackprop.Core;

namespace AutoBackprop.Generator;

/// <summary>What an expression of the user lowers to: a leaf (a scalar, an array, or something that stays whole), or a tuple,
/// struct or object taken apart.</summary>
public sealed class Value
{
    private Value(Expr? scalar, Value[] items, Expr? whole = null) => (Scalar, Items, Whole) = (scalar, items, whole);

    public Expr? Scalar { get; }
    public Value[] Items { get; }

    /// <summary>The object itself, where there is one.</summary>
    public Expr? Whole { get; }

    public bool IsTuple => Scalar is null;

    public static Value Of(Expr scalar) => new(scalar, []);
    public static Value Tuple(IEnumerable<Value> items, Expr? whole = null) => new(null, [.. items], whole);

    public IEnumerable<Expr> Leaves => Scalar is { } scalar ? [scalar] : Items.SelectMany(i => i.Leaves);

    public Value Map(Func<Expr, Expr> map) => Scalar is { } scalar ? Of(map(scalar)) : Tuple(Items.Select(i => i.Map(map)), Whole);

    /// <summary>The same shape with these leaves; another object, if it is one.</summary>
    public Value With(IEnumerable<Expr> leaves)
    {
        var next = leaves.GetEnumerator();
        return Taken(this);

        Value Taken(Value value)
        {
            if (value.IsTuple) return Tuple(value.Items.Select(Taken));
            next.MoveNext();
            return next.Current;
        }
    }

    public bool HasShapeOf(Value other) => IsTuple == other.IsTuple && Items.Length == other.Items.Length
        && Items.Zip(other.Items, (a, b) => a.HasShapeOf(b)).All(same => same);

    public static implicit operator Value(Expr scalar) => Of(scalar);
}
