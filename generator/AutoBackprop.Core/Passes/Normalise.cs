namespace AutoBackprop.Core;

/// <summary>One operation on reals per step, its operands variables or constants. A choice between expressions becomes
/// a choice between blocks, so that the derivative of the branch not taken is never evaluated.</summary>
public sealed class Normalise
{
    private readonly Fresh _fresh;
    private readonly Action<Var, Expr, Stmt>? _defined;
    private readonly Action<Stmt, Stmt>? _replaced;
    private List<Stmt> _steps = [];
    private Stmt _now = new Comment("");

    private Normalise(Fresh fresh, Action<Var, Expr, Stmt>? defined, Action<Stmt, Stmt>? replaced) =>
        (_fresh, _defined, _replaced) = (fresh, defined, replaced);

    public static Method Run(Method method) => Run(method, null, null);

    /// <param name="defined">Hears which expression of which step a variable now stands for.</param>
    /// <param name="replaced">Hears which step took the place of another.</param>
    public static Method Run(Method method, Action<Var, Expr, Stmt>? defined, Action<Stmt, Stmt>? replaced)
    {
        var pass = new Normalise(new Fresh(method.NextId), defined, replaced);
        pass.Steps(method.Body);
        var results = method.Results.Map(pass.Atom);
        return method with { Body = new Block(pass._steps), Results = results, NextId = pass._fresh.NextId };
    }

    private void Steps(Block block)
    {
        foreach (var step in block.Steps) Step(step);
    }

    private void Step(Stmt step)
    {
        var outer = _now;
        _now = step;
        Take(step);
        // Last, so that what the step needed stands before it.
        if (_steps.Count > 0) _replaced?.Invoke(step, _steps[_steps.Count - 1]);
        _now = outer;
    }

    private void Take(Stmt step)
    {
        switch (step)
        {
            case Let s: Define(s.Target, s.Value); break;
            case If s: Choose(s); break;
            case For s:
                var carried = s.Carried.Map(c => c with { Initial = Atom(c.Initial) });
                _steps.Add(s with { Carried = Inside(s.Body, carried, c => c.Next, (c, next) => c with { Next = next }, out var body),
                    Body = body });
                break;
            case While s:
                carried = s.Carried.Map(c => c with { Initial = Atom(c.Initial) });
                _steps.Add(s with { Carried = Inside(s.Body, carried, c => c.Next, (c, next) => c with { Next = next }, out body),
                    Body = body });
                break;
            case Call s: _steps.Add(s with { Args = s.Args.Map(Atom) }); break;
            case Push s: _steps.Add(s with { Value = Atom(s.Value) }); break;
            case Store s: _steps.Add(s with { Value = Atom(s.Value) }); break;
            case Accumulate s: _steps.Add(s with { Value = Atom(s.Value) }); break;
            case Comment: break;
            default: _steps.Add(step); break;
        }
    }

    private void Choose(If s)
    {
        // The backward sweep asks again; a costly question gets a name.
        var condition = s.Condition;
        if (condition.IsCostly())
        {
            condition = _fresh.Hidden(IrType.Bool);
            _steps.Add(new Let((Var)condition, s.Condition));
            _defined?.Invoke((Var)condition, s.Condition, s);
        }
        var results = Inside(s.Then, s.Results, p => p.OnTrue, (p, v) => p with { OnTrue = v }, out var then);
        results = Inside(s.Else, results, p => p.OnFalse, (p, v) => p with { OnFalse = v }, out var @else);
        _steps.Add(new If(condition, then, @else, results));
    }

    /// <summary>Normalises an inner block together with what is read at its end.</summary>
    private EquatableArray<T> Inside<T>(Block block, EquatableArray<T> ends, Func<T, Expr> read, Func<T, Expr, T> with, out Block inner)
    {
        var outer = _steps;
        _steps = [];
        Steps(block);
        var result = ends.Map(e => with(e, Atom(read(e))));
        inner = block with { Steps = _steps };
        _steps = outer;
        return result;
    }

    private void Define(Var target, Expr value)
    {
        _defined?.Invoke(target, value, _now);
        if (value is Apply { Op: Op.Weighted, Args: [var weight, var product] })
        {
            // Where both say something, the product does: it is what is differentiated.
            var (w, p) = (Atom(weight), Atom(product));
            _steps.Add(new Let(target, Ops.Select(Ops.Or(Ops.Compare(Op.Ne, w, 0), Ops.Not(new Apply(Op.IsNaN, new[] { p }, IrType.Bool))),
                p, 0)));
        }
        else if (value is Apply { Op: Op.Select, Type.IsReal: true } select && !(select.Args[1].IsAtom && select.Args[2].IsAtom))
            Choose(new If(select.Args[0], Block.Empty, Block.Empty, new[] { new Phi(target, select.Args[1], select.Args[2]) }));
        else
            _steps.Add(new Let(target, Operands(value)));
    }

    private Expr Operands(Expr value) => value is Apply { Type.IsReal: true } a ? a with { Args = a.Args.Map(Atom) } : value;

    // Only reals are taken apart: no derivative flows through an index or a condition.
    private Expr Atom(Expr expr)
    {
        if (expr.IsAtom || !expr.Type.IsReal) return expr;
        var temporary = _fresh.Hidden(expr.Type);
        Define(temporary, expr);
        return temporary;
    }
}
