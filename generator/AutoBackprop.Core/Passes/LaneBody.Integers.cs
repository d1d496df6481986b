namespace AutoBackprop.Core;

/// <summary>Whole numbers that differ from lane to lane in no regular way: a label, the index of a maximum. They are as wide as
/// the reals beside them, so that one mask serves both.</summary>
public sealed partial class LaneBody
{
    private IrType Integers => IrType.VectorOf(Whole, Kind.Int, Lanes);
    private IrType Whole => _scalar.Kind == Kind.Double ? IrType.Other("long") : IrType.Other("int");

    private IrType VectorOf(Var target) => target.Type.Kind == Kind.Int ? Integers : _vector;

    private Expr? Integer(Expr e)
    {
        if (_spread.Stride(e) is { } stride)
            return !e.IsPure() ? null : stride.IsZero
                ? new Apply(Op.Broadcast, new Expr[] { new Apply(Op.Cast, new[] { Scalar(e) }, Whole) }, Integers)
                : Library.Sequence(Scalar(e), Scalar(stride), Whole, Integers);
        switch (e)
        {
            case Var v: return _vectors.TryGetValue(v.Id, out var known) ? known : null;
            case Apply { Op: Op.Select } s:
                return Mask(s.Args[0]) is { } mask && Integer(s.Args[1]) is { } a && Integer(s.Args[2]) is { } b
                ? Choose(mask, a, b) : null;
            case Apply { Op: Op.Add or Op.Sub or Op.Mul, Args: [var p, var q] } sum:
                return Integer(p) is { } x && Integer(q) is { } y ? new Apply(sum.Op, new[] { x, y }, Integers) : null;
            default: return null;
        }
    }

    private Expr? Compare(Apply c) => Integer(c.Args[0]) is { } a && Integer(c.Args[1]) is { } b
        ? Library.AsReals(new Apply(c.Op, new[] { a, b }, Integers), _vector)
        : null;

    /// <summary>By the mask, whatever is chosen.</summary>
    private Expr Choose(Expr mask, Expr a, Expr b) => new Apply(Op.Select, new[]
    {
        a.Type.Kind == Kind.Int ? Library.AsIntegers(mask, Integers) : mask, a, b,
    }, a.Type);

    private Expr Zero(IrType type) => type.Kind == Kind.Int ? Library.Zero(type) : Create(new Const(0, _scalar));

    // ── elements at such places ──────────────────────────────────────────────────────────────────────────────

    /// <summary>The arguments by which <c>Lanes</c> finds elements that lie anywhere; lanes that do not take this side have none.</summary>
    private List<Expr>? Anywhere(Var array, EquatableArray<Expr> indices)
    {
        if (indices.Count != 1 || Of(array) is not { Handle: { } handle, IsSame: true } || Integer(indices[0]) is not { } at) return null;
        return _mask is null ? [handle, at] : [handle, at, _mask];
    }

    private bool IsAnywhere(EquatableArray<Expr> indices) => indices.Any(i => _spread.Stride(i) is null);
}
