namespace AutoBackprop.Core;

/// <summary>Tangents of memory.</summary>
public sealed partial class Forward
{
    private bool IsActiveMemory(Expr array) =>
        array.Type.IsArray && array.Type.Scalar is { IsReal: true } or { Kind: Kind.Other } && _activity.IsActive(_arrays.Root(array));

    private Var Shadow(Expr array) => _shadows.Of(array);

    /// <summary>What quoted code may have overwritten is constant.</summary>
    private IEnumerable<Stmt> Forgotten(Stmt step)
    {
        foreach (var array in Effects.Written(step).Where(IsActiveMemory).Distinct())
        {
            var shadow = array switch
            {
                Slice window => window with { Array = Shadow(window.Array), Type = IrType.SpanOf(window.Type.Element!) },
                Load row => row with { Array = Shadow(row.Array) },
                _ => (Expr)Shadow(array),
            };
            if (shadow is not Var name) yield return new Let(name = _fresh.Hidden(shadow.Type), shadow);
            yield return name.Type is { Rank: 1, Element: { IsArray: false } element }
                ? Each(Ops.Length(name), i => [new Store(name, new Expr[] { i }, new Const(0, element))])
                : Library.Clear(name);
        }
    }

    /// <summary>Of C += A B: C' += A' B and C' += A B'.</summary>
    private IEnumerable<Stmt> Of(Product s)
    {
        Strided Along(Strided matrix) => matrix with { Array = Shadow(matrix.Array) };
        var (c, sets) = (Along(s.C), s.Sets);
        if (_activity.IsActive(_arrays.Root(s.A.Array)))
        {
            yield return s with { A = Along(s.A), C = c, Sets = sets };
            sets = false;
        }
        if (_activity.IsActive(_arrays.Root(s.B.Array))) yield return s with { B = Along(s.B), C = c, Sets = sets };
    }

    private For Each(Expr length, Func<Var, Stmt[]> body)
    {
        var index = _fresh.Hidden(IrType.Int);
        return new For(index, Const.Int(0), length, 1, default, new Block(body(index)));
    }

    private Var Copy(Var array, List<Stmt> steps)
    {
        var element = array.Type.Element!;
        var copy = _fresh.Hidden(IrType.SpanOf(element));
        steps.Add(new Allocate(copy, Ops.Length(array), IsFilled: true));
        steps.Add(Each(Ops.Length(array), i =>
        {
            var value = _fresh.Hidden(element);
            return [new Let(value, new Load(array, new Expr[] { i }, element)), new Store(copy, new Expr[] { i }, value)];
        }));
        return copy;
    }

    private Var Zeros(Var like, List<Stmt> steps)
    {
        if (like.Type is not { Rank: 1, Element: { IsArray: false } element })
        {
            var shape = _fresh.Hidden(like.Type);
            steps.Add(new Let(shape, Library.Like(like)));
            return shape;
        }
        var zeros = _fresh.Hidden(IrType.SpanOf(element));
        steps.Add(new Allocate(zeros, Ops.Length(like)));
        return zeros;
    }
}
