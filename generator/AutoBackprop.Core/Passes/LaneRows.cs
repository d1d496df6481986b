namespace AutoBackprop.Core;

/// <summary>Rows: what each iteration reads again and again at places of its own is gathered once, into a row of vectors.</summary>
public sealed class LaneRows(For loop, Fresh fresh, Spread spread, HashSet<int> inside, IrType vector)
{
    private static readonly Expr None = Const.Int(0);

    /// <param name="Array">The array outside the loop.</param>
    /// <param name="Start">Where the row of an iteration starts, by the loop's index; which row it is, of an array of rows.</param>
    private sealed record Row(Var Array, Expr Start, Expr Stride, Expr Width, Var Buffer)
    {
        public int Reads { get; set; }
        public bool IsReread { get; set; }
        public bool IsUsed => Reads > 1 || IsReread;
    }

    private readonly Dictionary<int, Expr?> _definitions = LoopFacts.IndexDefinitions(loop);
    private readonly List<Row> _rows = [];
    private readonly Dictionary<int, Row> _rowOfRead = [];
    private readonly Dictionary<int, Expr> _placeInRow = [];
    private readonly Dictionary<int, Var> _widths = [];
    private readonly Dictionary<int, For> _loops = [];
    private readonly Dictionary<int, Let> _arrayNames = [];

    public void Find()
    {
        foreach (var step in loop.Body.AllSteps())
        {
            if (step is For f) _loops[f.Index.Id] = f;
            if (step is Let { Target.Type.IsArray: true } s)
                _arrayNames[s.Target.Id] = s.Value is Var same && _arrayNames.TryGetValue(same.Id, out var first) ? first : s;
        }
        FindRows(loop.Body, []);
        foreach (var read in _rowOfRead.Where(r => !r.Value.IsUsed).Select(r => r.Key).ToList()) _rowOfRead.Remove(read);
    }

    /// <summary>The place of a read in the row of its iteration; null where it is in none.</summary>
    public (Var Buffer, Expr Place)? PlaceOf(Var read) =>
        _rowOfRead.TryGetValue(read.Id, out var row) ? (row.Buffer, _placeInRow[read.Id]) : null;

    /// <summary>Memory for the rows.</summary>
    public IEnumerable<Stmt> Buffers => _rows.Where(r => r.IsUsed).Select(row =>
        new Allocate(row.Buffer, row.Width is Const ? row.Width : new Apply(Op.Max, new[] { row.Width, Const.Int(0) }, IrType.Int),
            IsFilled: true));

    private void FindRows(Block block, List<For> around)
    {
        foreach (var step in block.Steps)
        {
            if (step is Let { Target.Type.IsReal: true, Value: Load { IsStable: true, Array: Var array } load } read)
                FindRow(read.Target, array, load, around);
            foreach (var (inner, _) in step.Blocks()) FindRows(inner, step is For f ? [.. around, f] : around);
        }
    }

    private void FindRow(Var target, Var array, Load load, List<For> around)
    {
        var index = load.Indices[load.Indices.Count - 1];
        foreach (var inner in around.AsEnumerable().Reverse())
        {
            if (Affine.Of(index, inner.Index, _definitions) is not { Coefficient: 1 } place || !IsNatural(inner.Index)
                || Outside(UpTo(inner)) is not { } width || RowOf(array, load, place.Rest, width) is not { } row) continue;
            row.Reads++;
            row.IsReread |= around.Count > 1;
            _rowOfRead[target.Id] = row;
            _placeInRow[target.Id] = inner.Index;
            return;
        }
    }

    private Row? RowOf(Var array, Load load, Expr rest, Expr width)
    {
        Expr start, stride;
        if (_arrayNames.TryGetValue(array.Id, out var name))
        {
            // The row of an iteration in an array of rows; its window in an array.
            if (name.Value is Load { Array: Var rows } && IsLaneRow(array) && rest.IsZero && width.Equals(Outside(Ops.Length(array))))
                (array, start, stride) = (rows, None, None);
            else if (name.Value is Slice { Array: Var whole } window && !inside.Contains(whole.Id) && rest.IsZero
                && width.Equals(Outside(window.Length)) && Resolve(window.Start) is { } from
                && spread.Stride(window.Start) is { } step && Outside(step) is { } apart) (array, start, stride) = (whole, from, apart);
            else return null;
        }
        else if (inside.Contains(array.Id)) return null;
        else if (load.Indices.Count == 2)
        {
            if (!rest.IsZero || Affine.Of(load.Indices[0], loop.Index, _definitions) is not { Coefficient: 1, Rest: Const { Value: 0 } })
                return null;
            (start, stride) = (None, None);
        }
        else if (spread.Stride(load.Indices[0]) is { IsZero: false } step && Outside(step) is { } apart && Resolve(rest) is { } from)
            (start, stride) = (from, apart);
        else return null;

        var known = _rows.FirstOrDefault(r =>
            r.Array.Equals(array) && r.Start.Equals(start) && r.Stride.Equals(stride) && r.Width.Equals(width));
        if (known is null) _rows.Add(known = new Row(array, start, stride, width,
            fresh.Named("row_" + array.Name, IrType.SpanOf(vector), Role.Auxiliary)));
        return known;
    }

    /// <summary>Written by the loop's index and what is known before the loop; null where that cannot be.</summary>
    private Expr? Resolve(Expr e) =>
        Affine.Of(e, loop.Index, _definitions) is { } line && line.Rest.Variables().All(v => !inside.Contains(v.Id))
        ? Identities.Simplify(line.Coefficient == 0 ? line.Rest : line.Rest + line.Coefficient * (Expr)loop.Index)
        : e is Var v && _definitions.TryGetValue(v.Id, out var value) ? value is null ? null : Resolve(value)
        : e is Apply { Op: Op.Add or Op.Sub or Op.Mul } a && a.Args.Select(Resolve).ToList() is var args && args.All(x => x is not null)
            ? Identities.Simplify(a with { Args = args.ToArray()! })
        : e.Equals(loop.Index) || !inside.Overlaps(e.Variables().Select(x => x.Id)) ? e : null;

    /// <summary>The same value as it is known before the loop; null where the body makes it.</summary>
    public Expr? Outside(Expr e)
    {
        if (e is Var v && _definitions.TryGetValue(v.Id, out var value)) return value is null ? null : Outside(value);
        if (e is Apply { Op: Op.Length, Args: [Var array] })
        {
            if (!inside.Contains(array.Id)) return e;
            return IsLaneRow(array) ? WidthOf((Var)((Load)_arrayNames[array.Id].Value).Array) : null;
        }
        if (e is Apply a && a.Type.Kind == Kind.Int && a.Args.Select(Outside).ToList() is var args)
            return args.All(x => x is not null) ? Identities.Simplify(a with { Args = args.ToArray()! }) : null;
        return e.Variables().Any(x => inside.Contains(x.Id)) ? null : e;
    }

    // ── what is known of inner indices ───────────────────────────────────────────────────────────────────────

    public static Expr UpTo(For inner) => Identities.Simplify(inner.Step > 0 ? inner.To : inner.From + 1);

    /// <summary>The loop of the body that runs through natural numbers by this index; null if it is none.</summary>
    public For? LoopOf(Expr index) => index is Var v && _loops.TryGetValue(v.Id, out var inner) && IsNatural(v) ? inner : null;

    /// <summary>Never below zero.</summary>
    private bool IsNatural(Expr e) => e switch
    {
        Const c => c.Value >= 0,
        Var v when _loops.TryGetValue(v.Id, out var inner) => inner.Step switch
        {
            1 => IsNatural(inner.From),
            -1 => inner.To is Const { Value: -1 } || IsNatural(Identities.Simplify(inner.To + 1)),
            _ => false,
        },
        Var v when _definitions.TryGetValue(v.Id, out var value) => value is not null && IsNatural(value),
        Apply { Op: Op.Add, Args: [var a, var b] } => IsNatural(a) && IsNatural(b),
        Apply { Op: Op.Length } => true,
        _ => false,
    };

    // ── rows of an array of arrays ───────────────────────────────────────────────────────────────────────────

    public bool IsLaneRow(Var array) =>
        _arrayNames.TryGetValue(array.Id, out var name) && name.Value is Load { Array: Var rows, Indices: [var index] }
        && !inside.Contains(rows.Id) && Affine.Of(index, loop.Index, _definitions) is { Coefficient: 1, Rest: Const { Value: 0 } };

    /// <summary>How long the rows are, if they are equally long; else -1, and no lane runs.</summary>
    public Var WidthOf(Var rows) => _widths.TryGetValue(rows.Id, out var known)
        ? known : _widths[rows.Id] = fresh.Named("width_" + rows.Name, IrType.Int, Role.Auxiliary);

    /// <summary>What the guard asks.</summary>
    public IEnumerable<Stmt> Known
    {
        get
        {
            foreach (var rows in _arrayNames.Values.Where(s => IsLaneRow(s.Target)).Select(s => (Var)((Load)s.Value).Array).Distinct())
                yield return new Let(WidthOf(rows), Library.Lanes("Width", [rows, loop.From, loop.To], IrType.Int));
        }
    }

    public Expr Guard
    {
        get
        {
            Expr guard = Const.True;
            foreach (var width in _widths.Values) guard = Ops.And(guard, width >= None);
            foreach (var row in _rows.Where(r => r.IsUsed && !r.Array.Type.Element!.IsArray))
            {
                var first = Identities.Simplify(row.Start.Rewrite(e => e.Equals(loop.Index) ? loop.From : null));
                Expr[] args = row.Array.Type.Rank == 2 ? [row.Array, loop.From, loop.To, row.Width]
                    : [Ops.Length(row.Array), first, row.Stride, Identities.Simplify(loop.To - loop.From), row.Width];
                guard = Ops.And(guard, Library.Lanes("Cover", args, IrType.Bool));
            }
            return guard;
        }
    }

    /// <summary>The loops that gather the rows of a group.</summary>
    public IEnumerable<Stmt> Fills(Var first)
    {
        foreach (var row in _rows.Where(r => r.IsUsed))
        {
            var at = fresh.Hidden(IrType.Int);
            var start = row.Start.Rewrite(e => e.Equals(loop.Index) ? first : null);
            Expr[] place = row.Array.Type.Rank == 2 || row.Array.Type.Element!.IsArray ? [row.Array, first, Const.Int(1), at, None]
                : row.Stride is Const { Value: 1 }
                    ? [row.Array, Identities.Simplify(start + at)] : [row.Array, Identities.Simplify(start + at), row.Stride];
            var element = fresh.Hidden(vector);
            yield return new For(at, None, row.Width, 1, default, new Block(new Stmt[]
            {
                new Let(element, Library.Lanes("Load", place, vector)),
                new Store(row.Buffer, new[] { (Expr)at }, element),
            }));
        }
    }
}
