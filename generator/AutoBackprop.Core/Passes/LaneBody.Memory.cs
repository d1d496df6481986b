namespace AutoBackprop.Core;

/// <summary>Memory in lanes: arrays of one iteration become arrays of vectors; an element of each iteration's own is gathered
/// and scattered; what all iterations add to is summed lane by lane.</summary>
public sealed partial class LaneBody
{
    private static readonly Expr None = Const.Int(0);

    private readonly Dictionary<int, LaneMemory> _memories = [];
    private readonly LaneSums _sums;

    /// <summary>Some element lies apart from its neighbour's, and is not gathered beforehand.</summary>
    public bool Scatters { get; private set; }

    private LaneMemory Of(Var array) =>
        _memories.TryGetValue(array.Id, out var known) ? known : new LaneMemory(array, array, false, null, None, None, None, null);

    private bool Name(Let s)
    {
        switch (s.Value)
        {
            case Var alias:
                _memories[s.Target.Id] = Of(alias);
                if (Of(alias).Handle is { } same) _numbers[s.Target.Id] = same;
                return true;
            case Slice { Array: Var whole } window: return Window(s.Target, Of(whole), window);
            case Load { Array: Var rows, Indices: [var index] } row when Of(rows) is { IsSame: true, IsPrivate: false, Handle: { } handle,
                Row: null } m && _mask is null:
                if (_spread.IsUniform(index))
                {
                    Number(s.Target, row with { Array = handle, Indices = new[] { Scalar(index) } });
                    _memories[s.Target.Id] = m with { Handle = _numbers[s.Target.Id], Row = Scalar(index) };
                    return true;
                }
                if (!Rows.IsLaneRow(s.Target)) return false;
                _memories[s.Target.Id] = m with { Handle = null, Row = Scalar(index), Rows = Const.Int(1) };
                return true;
            case Opaque { IsPure: true } code when _spread.IsUniform(code) && _mask is null:
            case Opaque when _spread.IsUniform(s.Value) && IsReadOnce(s):
                Number(s.Target, Scalar(s.Value));
                _memories[s.Target.Id] = new LaneMemory(_numbers[s.Target.Id], _numbers[s.Target.Id], false, null, None, None, None, null);
                return true;
            default: return false;
        }
    }

    private bool Window(Var target, LaneMemory m, Slice window)
    {
        if (_mask is not null || !_spread.IsUniform(window.Length) || _spread.Stride(window.Start) is not { } stride) return false;
        var (start, length) = (Scalar(window.Start), Scalar(window.Length));
        var offset = Identities.Simplify(m.Offset + start);
        if (m.Handle is { } handle && stride.IsZero)
        {
            var name = _fresh.Version(target, m.IsPrivate ? handle.Type : target.Type);
            _numbers[target.Id] = name;
            _broadcasts.Define(name, _steps);
            _steps.Add(new Let(name, new Slice(handle, start, length, name.Type)));
            _memories[target.Id] = m with { Handle = name, Offset = offset };
            return true;
        }
        if (m.IsPrivate || m.Row is not null) return false;
        _steps.Add(Run("Check", m.Length ?? Ops.Length(m.Array), start, Scalar(stride), length, Const.Int(Lanes)));
        _memories[target.Id] = m with { Handle = null, Offset = offset, Stride = Identities.Simplify(m.Stride + Scalar(stride)),
            Length = length };
        return true;
    }

    private bool Provide(Allocate s)
    {
        if (!_spread.IsUniform(s.Length)) return false;
        var isAlike = _spread.IsAlike(s.Array);
        var memory = _fresh.Version(s.Array, s.Array.Type.Element!.IsReal && !isAlike ? IrType.SpanOf(_vector) : s.Array.Type);
        _steps.Add(s with { Array = memory, Length = Scalar(s.Length) });
        _numbers[s.Array.Id] = memory;
        _broadcasts.Define(memory, _steps);
        _memories[s.Array.Id] = new LaneMemory(isAlike ? memory : s.Array, memory, !isAlike, null, None, None, None, null);
        return true;
    }

    private bool Clear(Var array) => _mask is null && _spread.IsPrivate(array) && Of(array).Handle is { } handle && Done(Ops.Clear(handle));

    private Expr? LengthOf(Var array) => !_memories.TryGetValue(array.Id, out var m) ? null
        : m.Handle is { } handle ? Ops.Length(handle) : m.Length ?? (m.Rows.IsZero ? null : Rows.WidthOf(m.Array));

    // ── elements ─────────────────────────────────────────────────────────────────────────────────────────────

    /// <summary>The arguments by which <c>Lanes</c> finds the elements of all lanes; null where that cannot be said.</summary>
    private List<Expr>? Apart(Var array, EquatableArray<Expr> indices)
    {
        var m = Of(array);
        var strides = indices.Select(_spread.Stride).ToList();
        if (m.IsPrivate || strides.Any(s => s is null)) return null;
        var at = indices.Select(Scalar).ToList();
        if (indices.Count == 2) return m.Row is null ? [m.Array, at[0], Scalar(strides[0]!), at[1], Scalar(strides[1]!)] : null;
        // In a window an index could leave it without leaving the array.
        if (m.Length is not null && !IsWithin(indices[0], array)) return null;
        var place = Identities.Simplify(m.Offset + at[0]);
        var stride = Identities.Simplify(m.Stride + Scalar(strides[0]!));
        if (m.Row is { } row) { Scatters = true; return [m.Array, row, m.Rows, place, stride]; }
        if (stride is Const { Value: 1 }) return [m.Array, place];
        Scatters = true;
        return [m.Array, place, stride];
    }

    /// <summary>An index that runs through this very array, so that every element it names exists.</summary>
    private bool IsWithin(Expr index, Var array) => Rows.LoopOf(index) is { } loop && LaneRows.UpTo(loop) is var end
        && (end.Equals(Ops.Length(array)) || Of(array).Length is { } length && length.Equals(Scalar(end))
            || _arrays.LengthOf(array) is { } allocated && allocated.Equals(end));

    private bool IsSame(Var array, EquatableArray<Expr> indices) =>
        Of(array) is { IsSame: true, Handle: not null } && indices.All(_spread.IsUniform);

    private bool Read(Var target, Load load)
    {
        var array = (Var)load.Array;
        if (target.Type == IrType.Int && !_spread.IsUniform(target))
            return _mask is null && Apart(array, load.Indices) is { Count: 2 or 3 } labels
                && Define(target, Library.Lanes(_scalar.Kind == Kind.Double ? "Longs" : "Ints",
                    [labels[0], labels[1], labels.Count == 3 ? labels[2] : Const.Int(1)], Integers, load.IsStable));
        if (IsAnywhere(load.Indices))
            return target.Type == _scalar && Anywhere(array, load.Indices) is { } places
                && Define(target, Library.Lanes("Load", places, _vector, load.IsStable));
        if (Of(array).IsPrivate || IsSame(array, load.Indices))
        {
            if (!load.Indices.All(_spread.IsUniform)) return false;
            var element = new Load(Of(array).Handle!, load.Indices.Map(Scalar), load.Type, load.Stability);
            if (!Of(array).IsPrivate || !load.Type.IsReal) { Number(target, element); return true; }
            return Define(target, element with { Type = _vector });
        }
        if (target.Type != _scalar) return false;
        if (Rows.PlaceOf(target) is var (buffer, inRow))
            return Define(target, new Load(buffer, new[] { Scalar(inRow) }, _vector, Stability.Settled));
        // Elements of the lanes that do not take this side need not exist.
        if ((_mask is null ? Apart(array, load.Indices) : Anywhere(array, load.Indices)) is not { } place) return false;
        return Define(target, Library.Lanes("Load", place, _vector, load.IsStable));
    }

    private bool Write(Var array, EquatableArray<Expr> indices, Expr value)
    {
        if (_spread.IsAlike(array)) return Done(new Store(Of(array).Handle!, indices.Map(Scalar), Scalar(value)));
        if (Of(array) is { IsPrivate: true, Handle: { } vectors })
        {
            if (!indices.All(_spread.IsUniform)) return false;
            var at = indices.Map(Scalar);
            if (!value.Type.IsReal)
            {
                if (_mask is not null || !_spread.IsUniform(value) || !_spread.IsUniform(array)) return false;
                return Done(new Store(vectors, at, Scalar(value)));
            }
            if (Vector(value) is not { } stored) return false;
            return Done(new Store(vectors, at, _mask is null ? stored : Chosen(stored, new Load(vectors, at, _vector))));
        }
        if (_mask is not null || IsSame(array, indices) || Apart(array, indices) is not { } place) return false;
        if (value.Type.Kind == Kind.Int)
        {
            if (place.Count > 3 || Integer(value) is not { } whole) return false;
            return Done(Run("Store", place[0], place[1], place.Count == 3 ? place[2] : Const.Int(1), whole));
        }
        if (value.Type != _scalar || Vector(value) is not { } v) return false;
        return Done(Run("Store", [.. place, v]));
    }

    private bool Add(Var array, EquatableArray<Expr> indices, Expr value)
    {
        if (_spread.IsAlike(array)) return Done(new Accumulate(Of(array).Handle!, indices.Map(Scalar), Scalar(value)));
        if (Vector(value) is not { } added) return false;
        if (IsAnywhere(indices))
        {
            if (Anywhere(array, indices) is not { } places) return false;
            return Done(Run("Add", [.. places, added]));
        }
        if (_mask is not null) added = Lanewise(Op.Select, _mask, added, Create(new Const(0, _scalar)));
        if (Of(array) is { IsPrivate: true, Handle: { } vectors })
        {
            if (!indices.All(_spread.IsUniform)) return false;
            return Done(new Accumulate(vectors, indices.Map(Scalar), added));
        }
        if (!IsSame(array, indices))
        {
            var isMasked = _mask is not null && !(indices is [var index] && IsWithin(index, array));
            if ((isMasked ? Anywhere(array, indices) : Apart(array, indices)) is not { } place) return false;
            return Done(Run("Add", [.. place, added]));
        }
        var m = Of(array);
        var at = indices.Select(Scalar).ToList();
        at[^1] = Identities.Simplify(m.Offset + at[^1]);
        if (m.Row is { } row) at.Insert(0, row);
        return Done(Run("Add", [_sums.Of(m.Array), m.Array, .. at, added]));
    }

    private Expr Chosen(Expr value, Load old) => Lanewise(Op.Select, _mask!, value, Named(old));

    private static Execute Run(string method, params Expr[] args) => Library.LanesDo(method, args);

    // ── around the loop ──────────────────────────────────────────────────────────────────────────────────────

    /// <summary>What the vector loop needs before it, once its end is known.</summary>
    public IEnumerable<Stmt> Before(Var middle)
    {
        var trips = Identities.Simplify(middle - _loop.From);
        foreach (var buffer in Rows.Buffers) yield return buffer;
        foreach (var sums in _sums.Memory(trips)) yield return sums;
        foreach (var step in _broadcasts.Before) yield return step;
    }

    public IEnumerable<Stmt> After => _sums.Totals;
}
