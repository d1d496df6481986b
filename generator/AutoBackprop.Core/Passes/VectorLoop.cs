namespace AutoBackprop.Core;

/// <summary>The loops that take the place of one loop.</summary>
public sealed class VectorLoop(VectorBody body, Fresh fresh)
{
    private const int LongestToRepeat = 24, MostToRepeat = 3;

    private readonly List<Stmt> _steps = [];

    /// <summary>Null where the body has no vector form.</summary>
    public IReadOnlyList<Stmt>? Steps()
    {
        var loop = body.Loop;
        // Sums run in any order.
        var (low, high) = loop.Step > 0 ? (loop.From, loop.To) : (Identities.Simplify(loop.To + 1), Identities.Simplify(loop.From + 1));
        var count = Identities.Simplify(high - low);
        if (count is Const { Value: var trips } && trips < body.Lanes)
            return body.Verdict.No<List<Stmt>>($"a vector has {body.Lanes} elements, and it runs {trips} times");

        var middle = fresh.Hidden(IrType.Int);
        var last = fresh.Hidden(IrType.Int);
        var carried = body.Enter(body.Start);
        if (Overlapping(low, middle, last, carried) is not { } tail) return null;
        var isRepeated = body.Functions <= MostToRepeat && body.Steps.Count <= LongestToRepeat;
        var main = isRepeated ? Whole(low, middle, carried, out carried) : [];
        if (isRepeated) tail = Overlapping(((For)main[^1]).To, middle, last, carried)!;
        if (body.Memory.Guard(low, high) is not { } guard) return null;
        if (body.Selections.All.Any(s => s.Extreme) && !body.Memory.IsRepeatable)
            return body.Verdict.No<List<Stmt>>("it seeks an extreme and changes memory, and with NaN among its values it would have to run twice");

        if (count is not Const) guard = Ops.And(count >= Const.Int(body.Lanes), guard);
        _steps.AddRange(body.Before);
        _steps.Add(new Let(middle, guard is Const { Value: 1 } ? high : Ops.Select(guard, high, low)));
        _steps.AddRange(main);
        _steps.Add(new Let(last, Identities.Simplify(middle - Const.Int(body.Lanes))));
        _steps.Add(tail);
        Rest(tail, middle, low, high);
        return _steps;
    }

    /// <summary>Whole vectors, for a body so short that the mask would be felt; two at a time where sums and extremes would
    /// wait for the vector before.</summary>
    private List<Stmt> Whole(Expr low, Var middle, EquatableArray<Carried> carried, out EquatableArray<Carried> after)
    {
        var index = fresh.Version(body.Loop.Index);
        var isPaired = body.Functions <= 1;
        var stride = body.Lanes * (isPaired ? 2 : 1);
        var first = new VectorBlock(body, index, null, carried);
        var sets = first.Translate()!.Value.ToList();
        var steps = first.Steps;
        if (isPaired)
        {
            var second = new VectorBlock(body, index + Const.Int(body.Lanes), null, body.Enter(body.Start));
            sets.AddRange(second.Translate()!.Value);
            // In turns: a load then never waits for a store that only looks as if it went to the same place.
            steps = [.. steps.Zip(second.Steps, (a, b) => new[] { a, b }).SelectMany(both => both)];
        }
        var end = fresh.Hidden(IrType.Int);
        List<Stmt> result =
        [
            new Let(end, Identities.Simplify(low
                + new Apply(Op.BitAnd, new[] { Identities.Simplify(middle - low), Const.Int(-stride) }, IrType.Int))),
        ];
        var loop = new For(index, low, end, stride, sets.ToArray(), new Block(steps));
        result.Add(loop);
        var results = sets.Take(carried.Count).ToDictionary(c => c.Variable.Id, c => (Expr)c.Result);
        if (isPaired) results = Join([.. sets.Take(carried.Count)], [.. sets.Skip(carried.Count)]);
        after = carried.Map(c => new Carried(fresh.Version(c.Variable), results[c.Variable.Id], c.Next, fresh.Version(c.Variable)));
        return result;
    }

    /// <summary>One vector from two: their sum, or lane by lane the one to be selected.</summary>
    private Dictionary<int, Expr> Join(IReadOnlyList<Carried> first, IReadOnlyList<Carried> second)
    {
        var pairs = body.Loop.Carried.Select((c, i) =>
            (Of: c.Variable.Id, Id: first[i].Variable.Id, A: first[i].Result, B: second[i].Result)).ToList();
        var joined = pairs.ToDictionary(p => p.Id, p => (Expr)new Apply(Op.Add, new[] { p.A, p.B }, p.A.Type));
        foreach (var selection in body.Selections.All)
        {
            var key = pairs.First(p => p.Of == selection.Key.Variable.Id);
            Expr better = Lanewise(selection.Largest ? Op.Gt : Op.Lt, key.B, key.A);
            if (selection.Index is { } index)
            {
                var at = pairs.First(p => p.Of == index.Variable.Id);
                better = Lanewise(Op.Or, better, Lanewise(Op.And, Lanewise(Op.Eq, key.B, key.A),
                    Lanewise(selection.Last == body.Loop.Step > 0 ? Op.Gt : Op.Lt, at.B, at.A)));
            }
            foreach (var p in pairs.Where(p => selection.Contains(p.Of))) joined[p.Id] = Lanewise(Op.Select, better, p.B, p.A);
            if (selection.Extreme) joined[key.Id] = Lanewise(selection.Largest ? Op.Max : Op.Min, key.A, key.B);
        }
        return joined;
    }

    private Expr Lanewise(string op, params Expr[] args) => new Apply(op, args, body.Vector);

    private For? Overlapping(Expr from, Var middle, Var last, EquatableArray<Carried> carried)
    {
        var (index, at, mask) = (fresh.Version(body.Loop.Index), fresh.Hidden(IrType.Int), fresh.Hidden(body.Vector));
        var block = new VectorBlock(body, at, mask, carried);
        if (block.Translate() is not { } next) return null;
        var done = new Apply(Op.Broadcast, new[] { Ops.Cast(body.Scalar, index - at) }, body.Vector);
        Stmt[] steps =
        [
            new Let(at, new Apply(Op.Min, new Expr[] { index, last }, IrType.Int)),
            new Let(mask, new Apply(Op.Ge, new Expr[] { body.Iota, done }, body.Vector)),
            .. block.Steps,
        ];
        return new For(index, from, middle, body.Lanes, next, new Block(steps));
    }

    /// <summary>From vectors to numbers, and the loop as it was for what is left. Where NaN turns up among values of which the
    /// largest is sought, all is left: who wins beside it depends on the order.</summary>
    private void Rest(For vectors, Var middle, Expr low, Expr high)
    {
        var loop = body.Original;
        var values = new Dictionary<int, Expr>();
        var results = loop.Carried.Select((c, i) => (c, Lanes: vectors.Carried[i].Result)).ToDictionary(p => p.c.Variable.Id, p => p.Lanes);
        foreach (var c in loop.Carried.Where(c => !body.Selections.Contains(c)))
        {
            Expr sum = new Apply(Op.SumLanes, new Expr[] { results[c.Variable.Id] }, c.Variable.Type);
            values[c.Variable.Id] = Name(c.Initial.IsZero ? sum : c.Initial + sum);
        }

        Expr? again = null;
        foreach (var selection in body.Selections.All)
        {
            var key = results[selection.Key.Variable.Id];
            var at = selection.Index is { } index ? results[index.Variable.Id] : key;
            if (selection.Index is not null || !selection.Extreme)
            {
                var lane = Name(new Apply(selection.Largest ? Op.LargestLane : Op.SmallestLane,
                    new Expr[] { key, at, selection.Last == loop.Step > 0 ? Const.True : Const.False }, IrType.Int));
                foreach (var c in selection.Extreme ? selection.Others : selection.Others.Append(selection.Key))
                    values[c.Variable.Id] = Name(Ops.Cast(c.Variable.Type, new Apply(Op.Lane, new[] { results[c.Variable.Id], lane },
                        body.Scalar)));
            }
            if (!selection.Extreme) continue;
            var extreme = Name(new Apply(selection.Largest ? Op.MaxLanes : Op.MinLanes, new Expr[] { key }, body.Scalar));
            values[selection.Key.Variable.Id] = extreme;
            var isNaN = new Apply(Op.IsNaN, new Expr[] { extreme }, IrType.Bool);
            again = again is null ? isNaN : Ops.Or(again, isNaN);
        }

        var from = loop.Step > 0 ? middle : (Expr)Ops.Select(Ops.Compare(Op.Eq, middle, high), loop.To, loop.From);
        if (again is not null)
        {
            again = Name(again);
            from = Ops.Select(again, loop.From, from);
            foreach (var c in loop.Carried) values[c.Variable.Id] = Ops.Select(again, c.Initial, values[c.Variable.Id]);
        }
        _steps.Add(loop with { From = from is Var ? from : Name(from),
            Carried = loop.Carried.Map(c => c with { Initial = values[c.Variable.Id] }) });
    }

    private Var Name(Expr value)
    {
        var variable = fresh.Hidden(value.Type);
        _steps.Add(new Let(variable, value));
        return variable;
    }
}
