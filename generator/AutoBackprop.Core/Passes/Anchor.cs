namespace AutoBackprop.Core;

/// <summary>A loop over vectors finds its elements from where each row begins: the sums and checks of an index are made once, before
/// the loop. Needs loops that ask beforehand whether all their elements exist (<see cref="Vectorise"/>).</summary>
public sealed class Anchor
{
    private readonly Fresh _fresh;

    private Anchor(Fresh fresh) => _fresh = fresh;

    public static Method Run(Method method)
    {
        var pass = new Anchor(new Fresh(method.NextId));
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

    private static bool IsVector(Stmt step) => step is Let { Value: Load { Type.Lanes: > 1, Array.Type.Element.Lanes: 1 } } or Store { Value.Type.Lanes: > 1, Array.Type.Element.Lanes: 1 };

    /// <summary>A row, and a number of elements behind its beginning.</summary>
    private static (Expr Start, int More) Parts(Expr offset) => offset switch
    {
        Const c => (Const.Int(0), (int)c.Value),
        Apply { Op: "Add", Args: [var a, Const c] } => (a, (int)c.Value),
        Apply { Op: "Sub", Args: [var a, Const c] } => (a, -(int)c.Value),
        _ => (offset, 0),
    };

    private IEnumerable<Stmt> Loop(For loop)
    {
        var definitions = loop.Body.Steps.OfType<Let>().ToDictionary(l => l.Target.Id, l => (Expr?)l.Value);
        var anchors = new Dictionary<(Var, Expr), Let>();

        (Expr Array, EquatableArray<Expr> Indices) At(Expr memory, EquatableArray<Expr> indices)
        {
            if (memory is not Var array || definitions.ContainsKey(array.Id) || indices is not [var index]
                || Affine.Of(index, loop.Index, definitions) is not { Coefficient: 1, Rest: var rest } || !rest.IsPure()) return (memory, indices);
            var (start, more) = Parts(rest);
            if (!anchors.TryGetValue((array, start), out var anchor))
            {
                // Where the loop does not run, the row need not exist.
                Expr from = start is Const ? start : Ops.Select(loop.Step > 0 ? loop.From < loop.To : loop.From > loop.To, start, Const.Int(0));
                var name = _fresh.Named(array.IsHidden ? "#row" + array.Id : array.Name + (start is Const ? "_ref" : "_row"), IrType.ReferenceTo(array.Type.Element!));
                anchors[(array, start)] = anchor = new Let(name, new Slice(array, from, Const.Int(0), name.Type));
            }
            return (anchor.Target, new[] { Identities.Simplify(loop.Index + Const.Int(more)) });
        }

        var steps = loop.Body.Steps.Map(step =>
        {
            if (!IsVector(step)) return step;
            if (step is Let { Value: Load load } let)
            {
                var (array, indices) = At(load.Array, load.Indices);
                return let with { Value = load with { Array = array, Indices = indices } };
            }
            var store = (Store)step;
            var (to, place) = At(store.Array, store.Indices);
            return store with { Array = to, Indices = place };
        });
        return [.. anchors.Values, loop with { Body = loop.Body with { Steps = steps } }];
    }
}
