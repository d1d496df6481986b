namespace AutoBackprop.Core;

/// <summary>A loop over vectors finds its elements from where each row begins: the sums and checks of an index are made once, before
/// the loop. Needs loops that ask beforehand whether all their elements exist (<see cref="Vectorise"/>).</summary>
public sealed class Anchor
{
    private readonly Fresh _fresh;
    private readonly Arrays _arrays;
    private readonly Dictionary<int, Expr> _numbers;

    private Anchor(Method method)
    {
        (_fresh, _arrays) = (new Fresh(method.NextId), new Arrays(method));
        _numbers = method.Body.AllSteps().OfType<Let>().Where(l => l.Target.Type.Kind == Kind.Int)
            .ToDictionary(l => l.Target.Id, l => l.Value);
    }

    public static Method Run(Method method)
    {
        var pass = new Anchor(method);
        var body = pass.Of(method.Body);
        return method with { Body = body, NextId = pass._fresh.NextId };
    }

    private Block Of(Block block) => block with { Steps = block.Steps.SelectMany(Of).ToArray() };

    private IEnumerable<Stmt> Of(Stmt step) => step switch
    {
        If s => [s with { Then = Of(s.Then), Else = Of(s.Else) }],
        While s => [s with { Body = Of(s.Body) }],
        For s when s.Body.Steps.Any(IsVector) && s.Body.Steps.All(b => b is Let or Store or Comment) => Loop(s),
        For s => [s with { Body = Of(s.Body) }],
        _ => [step],
    };

    private static bool IsVector(Stmt step) => step is Let { Value: Load { Type.Lanes: > 1,
        Array.Type.Element.Lanes: 1 } } or Store { Value.Type.Lanes: > 1, Array.Type.Element.Lanes: 1 };

    /// <summary>A row, and a number of elements behind its beginning.</summary>
    private static (Expr Start, int More) Parts(Expr offset) => offset switch
    {
        Const c => (Const.Int(0), (int)c.Value),
        Apply { Op: Op.Add, Args: [var a, Const c] } => (a, (int)c.Value),
        Apply { Op: Op.Sub, Args: [var a, Const c] } => (a, -(int)c.Value),
        _ => (offset, 0),
    };

    private IEnumerable<Stmt> Loop(For loop)
    {
        var definitions = loop.Body.Steps.OfType<Let>().ToDictionary(l => l.Target.Id, l => (Expr?)l.Value);
        var anchors = new Dictionary<(Var, Expr), Let>();
        var distances = new RowDistances(loop, loop.Body.Steps.Where(IsVector).Select(Row).OfType<(Var, Expr, int)>()
            .Select(r => (r.Item1, r.Item2)).Distinct(),
            _arrays.Windows.Of, e => e is Apply { Op: Op.Length } || e.Equals(Columns(loop)), _fresh);

        (Var Array, Expr Start, int More)? Row(Stmt step)
        {
            var (memory, indices) = Effects.Place(step)!.Value;
            if (memory is not Var array || definitions.ContainsKey(array.Id) || indices is not [var index]
                || Affine.Of(index, loop.Index, definitions) is not { Coefficient: 1, Rest: var rest } || !rest.IsPure()) return null;
            var (start, more) = Parts(rest);
            return (array, start, more);
        }

        (Var Array, EquatableArray<Expr> Indices)? At(Stmt step)
        {
            if (Row(step) is not var (array, start, more)) return null;
            var index = loop.Index;
            if (distances.Of(array, start) is var (first, other)) (start, index) = (first, other ?? index);
            if (!anchors.TryGetValue((array, start), out var anchor))
            {
                // Where the loop does not run, the row need not exist.
                Expr from = start is Const ? start
                    : Ops.Select(loop.Step > 0 ? loop.From < loop.To : loop.From > loop.To, start, Const.Int(0));
                var type = IrType.ReferenceTo(array.Type.Element!);
                var name = array.IsHidden ? _fresh.Hidden("row" + array.Id, type)
                    : _fresh.Beside(array, array.Name + (start is Const ? "_ref" : "_row"), type);
                anchors[(array, start)] = anchor = new Let(name, new Slice(array, from, Const.Int(0), name.Type));
            }
            return (anchor.Target, new[] { Identities.Simplify(index + Const.Int(more)) });
        }

        var steps = loop.Body.Steps.Map(step => !IsVector(step) || At(step) is not var (row, place) ? step : step switch
        {
            Let { Value: Load load } let => let with { Value = load with { Array = row, Indices = place } },
            Store store => store with { Array = row, Indices = place },
            _ => step,
        });
        return [.. anchors.Values, loop with { Body = loop.Body with { Steps = distances.Indices.Concat(steps).ToArray() } }];
    }

    /// <summary>How far a loop over whole vectors from 0 goes if all its elements exist.</summary>
    private Expr? Columns(For loop) =>
        loop is { From: Const { Value: 0 }, To: Var end } && Value(end) is Apply { Op: Op.BitAnd, Args: [Var middle, _] }
        && Value(middle) is Apply { Op: Op.Select, Args: [_, var columns, Const { Value: 0 }] } ? columns : null;

    private Expr? Value(Var v) => _numbers.TryGetValue(v.Id, out var value) ? value : null;
}
