namespace AutoBackprop.Core;

/// <summary>Writes the steps of a <see cref="StructuredRule"/>.</summary>
public sealed class StructuredBody(Fresh fresh)
{
    public List<Stmt> Steps { get; private set; } = [];

    public Expr Element(Expr array, params Expr[] indices) => Name(new Load(array, indices, array.Type.Element!));

    /// <summary>An operation, named, with operands that are.</summary>
    public Expr Name(Expr value)
    {
        if (value.IsAtom) return value;
        if (value is Apply { Type.IsReal: true } a) value = a with { Args = a.Args.Map(Name) };
        var target = fresh.Hidden(value.Type);
        Steps.Add(new Let(target, value));
        return target;
    }

    public void Store(Expr array, Expr index, Expr value) => Steps.Add(new Store(array, new[] { index }, Name(value)));

    public void Each(Expr array, Action<Var> body) => Loop(Ops.Length(array), body);

    public void Loop(Expr count, Action<Var> body)
    {
        var index = fresh.Hidden(IrType.Int);
        Steps.Add(new For(index, Const.Int(0), count, 1, default, Inside(() => body(index))));
    }

    public Expr Sum(Expr count, IrType type, Func<Var, Expr> summand) => Fold(count, new Const(0, type), (sum, i) => sum + summand(i));

    public Expr Sum(Expr array, Func<Expr, Expr> summand) => Sum(Ops.Length(array), array.Type.Element!, i => summand(Element(array, i)));

    public Expr Sum(Expr x, Expr y, Func<Expr, Expr, Expr> summand) =>
        Sum(Ops.Length(x), x.Type.Element!, i => summand(Element(x, i), Element(y, i)));

    /// <summary>Each element of a matrix, by its column and its place; a row is as long as the other array.</summary>
    public void Rows(Expr matrix, Expr row, Action<Var, Expr> body) =>
        Loop(Ops.Length(matrix) / Ops.Length(row), i => Each(row, j => body(j, i * Ops.Length(row) + j)));

    public Expr Greatest(Expr array) => Fold(Ops.Length(array), new Const(double.NegativeInfinity, array.Type.Element!),
        (greatest, i) => Ops.Call(Op.Max, greatest, Element(array, i)));

    /// <summary>A choice by which only one side is computed.</summary>
    public Expr Choose(Expr condition, Func<Expr> onTrue, Expr onFalse)
    {
        var (result, value) = (fresh.Hidden(onFalse.Type), onFalse);
        var then = Inside(() => value = Name(onTrue()));
        Steps.Add(new If(condition, then, Block.Empty, new[] { new Phi(result, value, onFalse) }));
        return result;
    }

    /// <summary>The same of several values.</summary>
    public Expr[] Choose(Expr condition, Func<Expr[]> onTrue, Func<Expr[]> onFalse)
    {
        Expr[] a = [], b = [];
        var then = Inside(() => a = [.. onTrue().Select(Name)]);
        var otherwise = Inside(() => b = [.. onFalse().Select(Name)]);
        var type = a.Concat(b).Select(e => e.Type).FirstOrDefault(t => t != IrType.Untyped) ?? IrType.Untyped;
        var results = a.Select(_ => fresh.Hidden(type)).ToArray();
        Steps.Add(new If(condition, then, otherwise, results.Select((r, i) => new Phi(r, a[i].As(type), b[i].As(type))).ToArray()));
        return results;
    }

    public void Refuse(Expr condition, Expr exception) =>
        Steps.Add(new If(condition, new Block(new Stmt[] { new Throw(exception) }), Block.Empty, default));

    private Expr Fold(Expr count, Const initial, Func<Expr, Var, Expr> next)
    {
        var (index, variable, result) = (fresh.Hidden(IrType.Int), fresh.Hidden(initial.Type), fresh.Hidden(initial.Type));
        var end = (Expr)variable;
        var body = Inside(() => end = Name(next(variable, index)));
        Steps.Add(new For(index, Const.Int(0), count, 1, new[] { new Carried(variable, initial, end, result) }, body));
        return result;
    }

    private Block Inside(Action body)
    {
        var outer = Steps;
        Steps = [];
        body();
        var block = new Block(Steps);
        Steps = outer;
        return block;
    }
}
