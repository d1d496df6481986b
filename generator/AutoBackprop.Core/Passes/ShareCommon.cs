namespace AutoBackprop.Core;

/// <summary>Computes a costly expression, and a temporary of ours, once where it is needed twice. Uses the result of an
/// operation of the user where there is one.</summary>
public sealed class ShareCommon
{
    private readonly Fresh _fresh;
    private readonly Dictionary<int, Expr> _known = [];
    private readonly Dictionary<int, Expr> _negated = [];
    private readonly SharedSides _sides = new();
    private Dictionary<Expr, Var> _values = [];
    private List<Stmt> _steps = [];

    private ShareCommon(Fresh fresh) => _fresh = fresh;

    public static Method Run(Method method)
    {
        var pass = new ShareCommon(new Fresh(method.NextId));
        var body = pass.Of(method.Body);
        return method with { Body = body, Results = method.Results.Map(pass.Known), NextId = pass._fresh.NextId };
    }

    private Expr Known(Expr expr) => expr.Rewrite(e => e is Var v && _known.TryGetValue(v.Id, out var by) ? by : null);

    private Block Of(Block block, Expr condition, bool side)
    {
        _sides.Enter(condition, side);
        var result = Of(block);
        _sides.Leave();
        return result;
    }

    private Block Of(Block block)
    {
        var (outerSteps, outerValues) = (_steps, _values);
        (_steps, _values) = ([], new(_values));
        var opened = _sides.Open();
        foreach (var step in block.Steps) Of(step);
        var result = block with { Steps = _steps };
        (_steps, _values) = (outerSteps, outerValues);
        _sides.Close(opened);
        return result;
    }

    private void Of(Stmt step)
    {
        switch (step)
        {
            case Let s: Define(s.Target, s.Value); break;
            case If s:
                var condition = Shared(Known(s.Condition));
                var choice = new If(condition, Of(s.Then, condition, true), Of(s.Else, condition, false),
                    s.Results.Map(p => p with { OnTrue = Known(p.OnTrue), OnFalse = Known(p.OnFalse) }));
                _steps.Add(choice);
                _sides.Note(choice);
                break;
            case For s:
                var carried = s.Carried.Map(c => c with { Initial = Known(c.Initial) });
                var (from, to) = (Known(s.From), Known(s.To));
                var body = Of(s.Body);
                _steps.Add(new For(s.Index, from, to, s.Step, carried.Map(c => c with { Next = Known(c.Next) }), body));
                break;
            case While s:
                carried = s.Carried.Map(c => c with { Initial = Known(c.Initial) });
                body = Of(s.Body);
                _steps.Add(new While(carried.Map(c => c with { Next = Known(c.Next) }), Known(s.Condition), body));
                break;
            default: _steps.Add(step.MapReads(Known)); break;
        }
    }

    private void Define(Var target, Expr value)
    {
        value = Known(value);
        // What a settled element holds it holds to the end.
        if (value is Apply && value.IsPure()
            || value is Load { Stability: not Stability.Volatile } load && load.Indices.All(i => i.IsPure()))
        {
            if (value is Apply apply) value = apply with { Args = Operands(apply) };
            var key = Signed(value);
            if (_values.TryGetValue(key, out var same))
            {
                if (target.IsHidden) { _known[target.Id] = same; return; }
                if (value.IsCostly()) value = same;
            }
            else if (_sides.Find(value) is { } before)
            {
                if (target.IsHidden) { _known[target.Id] = before; return; }
                value = before;
            }
            else _values[key] = target;
        }
        _sides.Note(target, value);
        if (target.IsHidden && value is Apply { Op: Op.Neg, Args: [Var of] }) _negated[target.Id] = of;
        _steps.Add(new Let(target, value));
    }

    private Expr Shared(Expr expr)
    {
        if (expr is not Apply apply || !expr.IsCostly() || !expr.IsPure()) return expr;
        var value = apply with { Args = Operands(apply) };
        if (!Rules.Of(apply.Op).IsCostly) return value;
        var key = Signed(value);
        if (_values.TryGetValue(key, out var same) || (same = _sides.Find(value)) is not null) return same;
        var temporary = _fresh.Hidden(value.Type);
        _steps.Add(new Let(temporary, value));
        return _values[key] = temporary;
    }

    /// <summary>A function of a temporary that is -x is known as one of -x, or as one of what is left of two signs.</summary>
    private Expr Signed(Expr value) => value is Apply { Type.IsReal: true, Args: [var a] } apply && !Rules.Of(apply.Op).IsOperator
        ? apply with { Args = new[] { a is Apply { Op: Op.Neg, Args: [Var w] } && _negated.TryGetValue(w.Id, out var y)
            ? y : a is Var v && _negated.TryGetValue(v.Id, out var x) ? -x : a } } : value;

    // What may not be evaluated at all is not lifted out.
    private EquatableArray<Expr> Operands(Apply apply) => apply.Op is Op.Select or Op.And or Op.Or
        ? new[] { Shared(apply.Args[0]) }.Concat(apply.Args.Skip(1)).ToArray()
        : apply.Args.Map(Shared);
}
