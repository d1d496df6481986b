namespace AutoBackprop.Core;

/// <summary>A method in the making that runs the body of another, or a derivative of it, several times, and writes matrices. The
/// first time it does all that the body does; then what it writes are copies, and what is there for its effect alone is left out.</summary>
public sealed class Rounds
{
    private readonly Method _method;
    private readonly Arrays _arrays;
    private readonly Dictionary<Var, Var> _initial = [], _given = [];
    private readonly Dictionary<int, (Stmt Step, Expr Value)> _done = [];
    private readonly List<UnitDirection> _directions = [];

    /// <param name="parameters">So many of the parameters are those of the user's method, and elements of them.</param>
    /// <param name="isOneMatrix">All columns belong to one matrix, those of what is written, too.</param>
    /// <param name="isSafe">The values have been computed: elements that they need are there.</param>
    public Rounds(Method method, int parameters, bool isOneMatrix, bool isSafe = false)
    {
        (_method, _arrays, Fresh) = (method, new Arrays(method), new Fresh(method.NextId));
        var all = method.Parameters.Take(parameters)
            .Select((p, i) => (Of: p, IsActive: method.IsActive[i], Columns: ColumnsOf(i, isOneMatrix))).ToList();
        Own = [.. all.Where(p => p.Columns.Array < 0).Select(p => p.Of)];
        var elements = all.Where(p => p.Columns.Array >= 0).ToLookup(p => p.Columns.Array);
        foreach (var matrix in all.Take(Own.Count).Select((p, i) => (p.Of, p.IsActive, p.Columns, Number: i))
            .Where(p => (p.IsActive || p.Columns.IsSplit) && p.Columns.Matrix >= 0 && (isOneMatrix || !IsWritten(p.Of)))
                .GroupBy(p => p.Columns.Matrix).OrderBy(g => g.Key))
        {
            var types = matrix.SelectMany(c => Numbers(c.Of).Select(n => n.Type).DefaultIfEmpty(c.Of.Type.Scalar)).ToList();
            var memory = Fresh.Named("matrix", IrType.SpanOf(types.Find(e => e.Kind == Kind.Double) ?? types[0]), Role.Auxiliary);
            Expr width = Const.Int(0);
            var inputs = new List<(Var Of, Expr First, Expr Count, Expr? IsThere)>();
            foreach (var p in matrix)
            {
                var (first, count) = (width, Count(p.Of));
                if (!p.Columns.IsSplit) inputs.Add((p.Of, first, count, null));
                foreach (var e in elements[p.Number])
                {
                    inputs.Add((e.Of, Identities.Simplify(first + Const.Int(e.Columns.At)), Const.Int(1),
                        isSafe ? Ops.Compare(Op.Gt, Ops.Length(p.Of), Const.Int(e.Columns.At)) : null));
                    _elements[e.Of] = new Load(p.Of, new Expr[] { Const.Int(e.Columns.At) }, e.Of.Type);
                    _given[e.Of] = Element(p.Of, e.Columns.At, e.Of.Type, isSafe);
                }
                width = Named(first + count, Before);
            }
            Inputs.AddRange(inputs.Select(i => new Input(i.Of, memory, i.First, i.Count, width) { IsThere = i.IsThere }));
            Matrices.Add(memory);
            if (matrix.Any(p => p.Columns.IsSplit)) Gaps.Add(memory);
        }
    }

    private readonly Dictionary<Var, Load> _elements = [];

    private Var Element(Var array, int at, IrType type, bool isSafe)
    {
        var (element, read) = (Fresh.Hidden(type), Fresh.Hidden(type));
        var load = new Load(array, new Expr[] { Const.Int(at) }, type);
        Before.Add(isSafe ? new If(Ops.Compare(Op.Gt, Ops.Length(array), Const.Int(at)), new Block(new Stmt[] { new Let(read, load) }),
            Block.Empty, new[] { new Phi(element, read, new Const(0, type)) })
            : new Let(element, load));
        return element;
    }

    /// <summary>What a parameter is handed.</summary>
    public Expr Given(Var parameter) => _given.TryGetValue(parameter, out var element) ? element : parameter;

    private MatrixColumns ColumnsOf(int parameter, bool isOneMatrix) =>
        _method.Columns.Count > 0 ? _method.Columns[parameter] : new MatrixColumns(isOneMatrix ? 0 : parameter, default);

    private EquatableArray<ElementNumber> Numbers(Var parameter) =>
        Own.IndexOf(parameter) is >= 0 and var i && i < _method.Columns.Count ? _method.Columns[i].Numbers : default;

    /// <summary>What a method that only stores, unconditionally, in known places of what it writes leaves there; null where it does
    /// more.</summary>
    public IReadOnlyList<Store>? Known(Var written)
    {
        var stores = _method.Body.Steps.OfType<Store>().Where(s => s.Array.Equals(written) && s.Indices is [Const]).ToList();
        return _method.Body.AllSteps().Count(s => s.Reads().SelectMany(r => r.Variables()).Contains(written)) == stores.Count
            && !_method.Results.SelectMany(r => r.Variables()).Contains(written)
                && stores.Select(s => s.Indices[0]).Distinct().Count() == stores.Count ? stores : null;
    }

    /// <summary>More rounds follow the first: what the body overwrites is kept as it was.</summary>
    /// <param name="except">What is not written again.</param>
    public void Repeat(IReadOnlyCollection<Var>? except = null)
    {
        foreach (var p in Own.Where(p => IsWritten(p) && except?.Contains(p) != true))
            if (!new Filling(_arrays).IsOverwritten(p, _method.Body)) _initial[p] = Copy(p, Before);
    }

    /// <summary>A parameter that has columns in a matrix.</summary>
    /// <param name="First">Its first column.</param>
    /// <param name="Width">Columns of the whole matrix.</param>
    public sealed record Input(Var Of, Var Matrix, Expr First, Expr Count, Expr Width)
    {
        /// <summary>The column is there; null where it must be.</summary>
        public Expr? IsThere { get; init; }

        public Expr At(Expr row, Expr column) => Identities.Simplify(row * Width + First + column);
    }

    public Fresh Fresh { get; }
    public List<Var> Own { get; }
    public List<Var> Matrices { get; } = [];
    public List<Input> Inputs { get; } = [];

    /// <summary>Matrices with columns that are nobody's.</summary>
    public List<Var> Gaps { get; } = [];

    /// <summary>What the method begins with.</summary>
    public List<Stmt> Before { get; } = [];

    public bool IsWritten(Var parameter) => parameter.Type.IsArray && _arrays.IsWritten(parameter);

    /// <summary>The whole, with what came of the first round.</summary>
    public Method Finished(Method primal, List<Stmt> steps, EquatableArray<Expr> results) => Unread.Run(UnitDirections.Run(primal with
    {
        Parameters = Own.Concat(Matrices).ToArray(),
        IsActive = Own.Concat(Matrices).Select(_ => true).ToArray(),
        Body = new Block(Before.Concat(steps).ToArray()),
        Results = results,
        NextId = Fresh.NextId,
        Destinations = default, Zeroed = default, Columns = default, SweepsApart = default,
    }, _directions));

    /// <summary>The steps of a method, of these arguments.</summary>
    public EquatableArray<Expr> First(Method derived, IEnumerable<Expr> arguments, List<Stmt> steps)
    {
        var rename = Renamed(derived, arguments);
        foreach (var step in derived.Body.Steps)
        {
            steps.Add(rename.Of(step));
            foreach (var v in step.Defines()) _done[v.Id] = (step, rename.Of(v));
        }
        return derived.Results.Map(rename.Of);
    }

    /// <summary>The same once more, without what has been done: effects, questions, and what would come out as before.</summary>
    public EquatableArray<Expr> Again(Method derived, IEnumerable<Expr> arguments, List<Stmt> steps)
    {
        var rename = Renamed(derived, arguments);
        var same = new HashSet<int>(Own.Where(p => !IsWritten(p)).Concat(_given.Keys).Select(p => p.Id));
        foreach (var step in Quiet(derived.Body).Steps)
        {
            var defined = step.Defines();
            if (defined.Length > 0 && defined.All(v => _done.TryGetValue(v.Id, out var done) && IsAlike(done.Step, step))
                && (IsAsked(step) || IsSame(step, same)))
                foreach (var v in defined)
                {
                    rename.Substitute(v, _done[v.Id].Value);
                    same.Add(v.Id);
                }
            else steps.Add(rename.Of(step));
        }
        return derived.Results.Map(rename.Of);
    }

    // An element, or the number that stands for it.
    private bool IsAlike(Stmt done, Stmt step) => done.Equals(step)
        || step is Let { Value: Var number } && _elements.TryGetValue(number, out var load) && done is Let { Value: Load read }
            && load.Array.Equals(read.Array) && load.Indices.Equals(read.Indices);

    /// <summary>It only computes, and reads nothing that has changed.</summary>
    private static bool IsSame(Stmt step, HashSet<int> same)
    {
        var inside = step.Self().SelectMany(s => s.Defines().Concat(s.Enters())).Select(v => v.Id).ToList();
        return step.Self().All(s => s is If or For or While or Comment
            || s is Let { Value: Load or Opaque { IsPure: true } or not Opaque } let && (let.Value is Load || let.Value.IsPure())
                || s is Let { Value: Opaque { IsRepeatable: true } } && !Effects.Written(s).Any())
            && step.Self().SelectMany(s => s.ReadsAround()).SelectMany(r => r.Variables())
                .All(v => same.Contains(v.Id) || inside.Contains(v.Id));
    }

    private Rename Renamed(Method derived, IEnumerable<Expr> arguments)
    {
        var rename = new Rename(Fresh.Version);
        foreach (var (parameter, argument) in derived.Parameters.Zip(arguments, (p, a) => (p, a))) rename.Substitute(parameter, argument);
        return rename;
    }

    private static Block Quiet(Block block) => block with
    {
        Steps = block.Steps.Where(s => s is not Execute || Effects.Written(s).Any()).Select(s => s.MapBlocks(Quiet)).ToArray(),
    };

    /// <summary>Nobody knows what it would answer the next time.</summary>
    private static bool IsAsked(Stmt step) => step is Let { Value: Opaque { IsPure: false } code } && !code.IsRepeatable;

    /// <summary>Steps that do, or tell, another thing when they run again. What is asked once, outside of all loops and branches, is
    /// remembered.</summary>
    public static IEnumerable<Stmt> Once(Method method)
    {
        var arrays = new Arrays(method);
        var asked = method.Body.Steps.Where(IsAsked).ToList();
        var hasFields = method.Body.AllSteps().Any(s => s is Let { Target: { Type.IsArray: true } array } && arrays.IsInFields(array));
        return method.Body.AllSteps().Where(s => IsAsked(s) && !asked.Contains(s)
            || s is Execute e && (hasFields && e.Code.ReachesFields || Effects.Written(s).Any() && !e.Code.IsRepeatable)
            || Effects.Written(s).Any(a => arrays.IsInFields(arrays.Root(a))));
    }

    /// <summary>The user's parameters, copies of those that are written.</summary>
    public Dictionary<Var, Expr> Copies(List<Stmt> steps, IReadOnlyCollection<Var>? except = null) =>
        Own.Concat(_given.Keys).ToDictionary(p => p, p =>
        !IsWritten(p) || except?.Contains(p) == true
            ? Given(p) : _initial.TryGetValue(p, out var initial) ? Copy(initial, steps) : Zeros(p, steps));

    /// <summary>One number of an input.</summary>
    /// <param name="Number">Its column among those of the input.</param>
    /// <param name="Indices">Where it lies in the array.</param>
    public sealed record Column(Input Of, Expr Number, EquatableArray<Expr> Indices, IrType Type);

    /// <summary>Rounds for all numbers of inputs; one does several of them beside a single run of the body.</summary>
    public void Each(List<Stmt> steps, IEnumerable<Input> inputs, Action<IReadOnlyList<Column>, List<Stmt>> round)
    {
        // A call hands one direction to what it calls.
        var (numbers, elements) = _method.Body.AllSteps().Any(s => s is Call) ? (1, 1) : (8, 2);
        var single = inputs.Where(i => !i.Of.Type.IsArray).ToList();
        for (var i = 0; i < single.Count; i += numbers)
            round([.. single.Skip(i).Take(numbers).Select(s => new Column(s, Const.Int(0), default, s.Of.Type))], steps);
        foreach (var input in inputs.Where(i => i.Of.Type.IsArray)) Each(input, elements, steps, round);
    }

    private void Each(Input input, int together, List<Stmt> steps, Action<IReadOnlyList<Column>, List<Stmt>> round)
    {
        var (of, numbers) = (input.Of, Numbers(input.Of));
        Column At(Expr index) => new(input, index, new[] { index }, of.Type.Scalar);
        if (numbers.Count > 0)
            steps.Add(Loop(Const.Int(0), Ops.Length(of), (index, body) =>
            {
                for (var k = 0; k < numbers.Count; k++)
                    round([new Column(input, Named(index * Const.Int(numbers.Count) + Const.Int(k), body),
                    new Expr[] { index, numbers[k].At }, numbers[k].Type)], body);
            }));
        else if (together == 1) steps.Add(Loop(Const.Int(0), input.Count, (index, body) => round([At(index)], body)));
        else
        {
            // Of an odd number the one in the middle comes twice, with the same result.
            var part = Named(new Apply(Op.Div, new[] { input.Count + Const.Int(1), Const.Int(2) }, IrType.Int), steps);
            var second = Named(input.Count - part, steps);
            steps.Add(Loop(Const.Int(0), part, (index, body) => round([At(index), At(Named(index + second, body))], body)));
        }
    }

    private For Loop(Expr from, Expr to, Action<Var, List<Stmt>> body)
    {
        var (index, steps) = (Fresh.Hidden(IrType.Int), new List<Stmt>());
        body(index, steps);
        return new For(index, from, to, 1, default, new Block(steps));
    }

    // ── memory ───────────────────────────────────────────────────────────────────────────────────────────────

    public static bool IsFlat(Var array) => array.Type is { Rank: 1, Element.IsArray: false };

    public Expr Count(Var parameter) => !parameter.Type.IsArray ? Const.Int(1)
        : Named(IsFlat(parameter) ? Ops.Length(parameter) * Const.Int(Math.Max(Numbers(parameter).Count, 1)) : Library.Count(parameter),
            Before);

    public Expr Named(Expr value, List<Stmt> steps)
    {
        value = Identities.Simplify(value);
        if (value.IsAtom) return value;
        var name = Fresh.Hidden(value.Type);
        steps.Add(new Let(name, value));
        return name;
    }

    public Var Zeros(Var like, List<Stmt> steps)
    {
        var zeros = Fresh.Hidden(IsFlat(like) ? IrType.SpanOf(like.Type.Element!) : like.Type);
        steps.Add(IsFlat(like) ? new Allocate(zeros, Ops.Length(like)) : new Let(zeros, Library.Like(like)));
        return zeros;
    }

    /// <summary>Memory for the derivatives of a row by an array: its place in the matrix, where it fits in there, else memory of the same
    /// shape.</summary>
    public Var Zeros(Input input, Expr row, List<Stmt> steps)
    {
        if (!IsInPlace(input)) return Zeros(input.Of, steps);
        var place = Fresh.Hidden(input.Matrix.Type);
        steps.Add(new Let(place, new Slice(input.Matrix, Named(input.At(row, Const.Int(0)), steps), input.Count, place.Type)));
        return place;
    }

    /// <summary>What of a row does not stand in the matrix yet.</summary>
    public Stmt[] Gathered(Input input, Var gradient, Expr row) =>
        IsInPlace(input) ? [] : [Spread(gradient, input.Of, input.Matrix, input.At(row, Const.Int(0)), Const.Int(1))];

    private static bool IsInPlace(Input input) => IsFlat(input.Of) && input.Of.Type.Element!.Equals(input.Matrix.Type.Element);

    private Var Copy(Var array, List<Stmt> steps)
    {
        if (!IsFlat(array))
        {
            var other = Zeros(array, steps);
            steps.Add(Library.Add(array, other));
            return other;
        }
        var copy = Fresh.Hidden(IrType.SpanOf(array.Type.Element!));
        steps.Add(new Allocate(copy, Ops.Length(array), IsFilled: true));
        steps.Add(Elements(array, (i, value) => new Store(copy, new[] { i }, value)));
        return copy;
    }

    public For Elements(Var array, Func<Expr, Expr, Stmt> each)
    {
        var (index, value) = (Fresh.Hidden(IrType.Int), Fresh.Hidden(array.Type.Element!));
        return new For(index, Const.Int(0), Ops.Length(array), 1, default,
            new Block(new Stmt[] { new Let(value, new Load(array, new Expr[] { index }, value.Type)), each(index, value) }));
    }

    /// <summary>One number in memory gets a value.</summary>
    public static Stmt Set(Var array, Column at, double value) =>
        IsFlat(array) ? new Store(array, at.Indices, new Const(value, at.Type))
            : Library.SetComponent(array, at.Number, new Const(value, at.Type));

    public static Store Into(Var matrix, Expr place, Expr value) =>
        new(matrix, new[] { Identities.Simplify(place) }, Ops.Cast(matrix.Type.Element!, value)) { IsOwn = true };

    /// <summary>An array of numbers.</summary>
    public bool IsRow(Input input) => input.Of.Type is { IsArray: true } && IsFlat(input.Of) && input.Of.Type.Element!.IsReal;

    /// <summary>What an input is multiplied by: 1 for the element with this number in each group of so many.</summary>
    public Expr Comb(Input input, int width, int number, List<Stmt> steps) =>
        Direction(input.Of, index =>
            Ops.Compare(Op.Eq, new Apply(Op.Rem, new[] { index, Const.Int(width) }, IrType.Int), Const.Int(number)), steps);

    /// <summary>Of each group of rows go to the matrix the derivatives by one element, of the group of elements with the same
    /// number.</summary>
    public For Diagonal(Var tangent, Input input, Expr first, int rows, int width, int number)
    {
        var (row, value, column) = (Fresh.Hidden(IrType.Int), Fresh.Hidden(tangent.Type.Element!), Fresh.Hidden(IrType.Int));
        Expr group = rows == 1 ? row : new Apply(Op.Div, new Expr[] { row, Const.Int(rows) }, IrType.Int);
        return new For(row, Const.Int(0), Ops.Length(tangent), 1, default, new Block(new Stmt[]
        {
            new Let(column, Identities.Simplify(group * Const.Int(width) + Const.Int(number))),
            new If(Ops.Compare(Op.Lt, column, input.Count), new Block(new Stmt[]
            {
                new Let(value, new Load(tangent, new Expr[] { row }, value.Type)),
                Into(input.Matrix, input.At(first + row, column), value),
            }), Block.Empty, default),
        }));
    }

    /// <summary>What an input is multiplied by: 1 for one of its numbers, 0 for the others. Each round has its own, so that rounds can run
    /// side by side.</summary>
    public Expr Direction(Column at, List<Stmt> round)
    {
        var input = at.Of;
        if (!input.Of.Type.IsArray) return new Const(1, input.Of.Type);
        if (!IsFlat(input.Of) || !input.Of.Type.Element!.IsReal)
        {
            var zeros = Zeros(input.Of, round);
            round.Add(Set(zeros, at, 1));
            return zeros;
        }
        var direction = Direction(input.Of, index => Ops.Compare(Op.Eq, index, at.Number), round);
        _directions.Add(new UnitDirection(direction, input.Of, at.Number));
        return direction;
    }

    private Var Direction(Var of, Func<Expr, Expr> isOne, List<Stmt> steps)
    {
        var type = of.Type.Element!;
        var (direction, index, value) = (Fresh.Hidden(IrType.SpanOf(type)), Fresh.Hidden(IrType.Int), Fresh.Hidden(type));
        steps.Add(new Allocate(direction, Ops.Length(of), IsFilled: true));
        steps.Add(new For(index, Const.Int(0), Ops.Length(of), 1, default, new Block(new Stmt[]
        {
            new Let(value, Ops.Select(isOne(index), new Const(1, type), new Const(0, type))),
                new Store(direction, new Expr[] { index }, value),
        })));
        return direction;
    }

    /// <summary>The numbers that memory of the form of a parameter holds go to a matrix, so far apart from each other.</summary>
    public Stmt Spread(Var array, Var of, Var matrix, Expr first, Expr stride)
    {
        if (!IsFlat(array)) return Library.Spread(array, matrix, first, stride);
        Stmt To(Expr number, Expr value) => Into(matrix, first + number * stride, value);
        var numbers = Numbers(of);
        if (numbers.Count == 0) return Elements(array, To);
        var index = Fresh.Hidden(IrType.Int);
        return new For(index, Const.Int(0), Ops.Length(array), 1, default, new Block(numbers.SelectMany((n, k) =>
        {
            var value = Fresh.Hidden(n.Type);
            return new Stmt[] { new Let(value, new Load(array, new Expr[] { index, n.At }, n.Type)),
                To(index * Const.Int(numbers.Count) + Const.Int(k), value) };
        }).ToArray()));
    }
}
