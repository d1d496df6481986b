namespace AutoBackprop.Core;

/// <summary>Some iterations of a loop, step by step in turn; their inner loops become one.</summary>
public sealed class JammedRows
{
    private const int Count = 4;

    private readonly LoopNest _nest;
    private readonly Fresh _fresh;
    private readonly Arrays _arrays;
    private readonly For _outer;
    private readonly Var _index;
    private readonly Rename[] _rows;

    public JammedRows(LoopNest nest, Fresh fresh, Arrays arrays)
    {
        (_nest, _outer, _fresh, _arrays) = (nest, nest.Outer, fresh, arrays);
        _index = fresh.Version(_outer.Index);
        _rows = [.. Enumerable.Range(0, Count).Select(_ => new Rename(fresh.Version))];
    }

    /// <summary>How many reads and additions the rows have in common.</summary>
    public int Shared { get; private set; }

    public For Together()
    {
        var sums = _outer.Carried.Map(c => c with { Variable = _fresh.Version(c.Variable), Result = _fresh.Version(c.Result) });
        for (var row = 0; row < Count; row++)
        {
            // Always in rising order, so that what lies apart lies in the same order.
            Place(row, _outer.Step > 0 ? row : row + 1 - Count);
            // Sums run in any order: each row begins its own.
            for (var i = 0; i < sums.Count; i++)
                _rows[row].Substitute(_outer.Carried[i].Variable, row == 0 ? sums[i].Variable : new Const(0, sums[i].Variable.Type));
        }
        var steps = new List<Stmt>();
        foreach (var step in _outer.Body.Steps)
            if (step is For inner) steps.Add(Fused(inner));
            else Share(_rows.Select(r => (step, r)), steps, root => Writes(_outer.Body, root));
        var nexts = _outer.Carried.Map(c => _rows.Select(r => r.Of(c.Next)).Aggregate((a, b) => a + b));
        return new For(_index, _outer.From, _outer.To, Count * _outer.Step,
            Enumerable.Range(0, sums.Count).Select(i => sums[i] with { Next = nexts[i] }).ToArray(), new Block(steps));
    }

    /// <summary>The same where a row builds on what the rows before it have found: that part of each row comes last, row after
    /// row.</summary>
    public For InTurn()
    {
        var carried = _outer.Carried.Map(c => c with { Variable = _fresh.Version(c.Variable), Result = _fresh.Version(c.Result) });
        for (var row = 0; row < Count; row++) Place(row, row * _outer.Step);
        var steps = new List<Stmt>();
        foreach (var step in _outer.Body.Steps.Where(s => !_nest.BuildsOn(s)))
            if (step is For inner) steps.Add(Fused(inner));
            else Share(_rows.Select(r => (step, r)), steps, root => Writes(_outer.Body, root));
        var found = carried.Map(c => (Expr)c.Variable);
        foreach (var row in _rows)
        {
            for (var i = 0; i < found.Count; i++) row.Substitute(_outer.Carried[i].Variable, found[i]);
            steps.AddRange(_outer.Body.Steps.Where(_nest.BuildsOn).Select(row.Of));
            found = _outer.Carried.Map(c => row.Of(c.Next));
        }
        return new For(_index, _outer.From, _outer.To, Count * _outer.Step,
            Enumerable.Range(0, carried.Count).Select(i => carried[i] with { Next = found[i] }).ToArray(), new Block(steps));
    }

    private void Place(int row, int ahead) =>
        _rows[row].Substitute(_outer.Index, ahead == 0 ? _index : Identities.Simplify(_index + Const.Int(ahead)));

    /// <summary>The jammed loop as far as whole groups of rows go, then the rest.</summary>
    public Stmt[] Split(For jammed)
    {
        var isUp = _outer.Step > 0;
        var count = Identities.Simplify(isUp ? _outer.To - _outer.From : _outer.From - _outer.To);
        if (count is not Apply { Op: Op.Length }) count = new Apply(Op.Max, new[] { count, Const.Int(0) }, IrType.Int);
        Expr whole = new Apply(Op.BitAnd, new[] { count, Const.Int(-Count) }, IrType.Int);
        var middle = _fresh.Hidden(IrType.Int);
        return
        [
            new Let(middle, Identities.Simplify(isUp ? _outer.From + whole : _outer.From - whole)),
            jammed with { To = middle },
            _outer with { From = middle, Carried = Enumerable.Range(0, _outer.Carried.Count)
                .Select(i => _outer.Carried[i] with { Initial = jammed.Carried[i].Result }).ToArray() },
        ];
    }

    private For Fused(For inner)
    {
        var index = _fresh.Version(inner.Index);
        var carried = new List<Carried>();
        foreach (var row in _rows)
        {
            row.Substitute(inner.Index, index);
            foreach (var c in inner.Carried)
            {
                var (initial, variable) = (row.Of(c.Initial), _fresh.Version(c.Variable));
                row.Substitute(c.Variable, variable);
                carried.Add(new Carried(variable, initial, c.Next, c.Result));
            }
        }
        var steps = new List<Stmt>();
        foreach (var row in _rows) Share(inner.Body.Steps.Select(s => (s, row)), steps, root => Writes(inner.Body, root));
        var body = new Block(Gathered(steps));
        for (var i = 0; i < carried.Count; i++)
        {
            var row = _rows[i / inner.Carried.Count];
            var result = _fresh.Version(carried[i].Result);
            carried[i] = carried[i] with { Next = row.Of(carried[i].Next), Result = result };
            row.Substitute(inner.Carried[i % inner.Carried.Count].Result, result);
        }
        return new For(index, _nest.Fixed(inner.From)!, _nest.Fixed(inner.To)!, inner.Step, carried.ToArray(), body);
    }

    private bool Writes(Block body, Var root) => body.AllSteps().Any(s => new Effects(_arrays).Writes(s, root));

    /// <summary>The steps in the names of their rows; a value that an earlier one has computed is not computed again.</summary>
    private void Share(IEnumerable<(Stmt Step, Rename Row)> copies, List<Stmt> steps, Func<Var, bool> isWritten)
    {
        var known = steps.OfType<Let>().GroupBy(l => l.Value).ToDictionary(g => g.Key, g => g.First().Target);
        foreach (var (step, row) in copies)
        {
            if (step is Let { Target.Type.IsArray: false } let)
            {
                var value = row.Of(let.Value);
                var isMemory = value is Load load && !isWritten(_arrays.Root(load.Array));
                if (known.TryGetValue(value, out var same) && (isMemory || value.IsPure()))
                {
                    row.Substitute(let.Target, same);
                    if (isMemory) Shared++;
                    continue;
                }
                var target = _fresh.Version(let.Target);
                row.Substitute(let.Target, target);
                steps.Add(new Let(target, value));
                if (isMemory || value.IsPure()) known[value] = target;
            }
            else steps.Add(row.Of(step));
        }
    }

    /// <summary>What several rows add to one element is added up first.</summary>
    private List<Stmt> Gathered(List<Stmt> steps)
    {
        var result = new List<Stmt>();
        var sums = new Dictionary<(Expr, EquatableArray<Expr>), Accumulate>();
        foreach (var step in steps)
        {
            if (step is not Accumulate sum || steps.Any(s => s is Let or Store && new Effects(_arrays).Touches(s, _arrays.Root(sum.Array))))
            {
                result.Add(step);
                continue;
            }
            var place = (sum.Array, sum.Indices);
            if (sums.TryGetValue(place, out var before)) Shared++;
            sums[place] = before is null ? sum : sum with { Value = before.Value + sum.Value };
        }
        return [.. result, .. sums.Values];
    }
}
