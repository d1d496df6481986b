using System.Runtime.CompilerServices;
using AutoBackprop.Core;

namespace AutoBackprop.Analyzers;

/// <summary>Where each value of a normalised method can lie: intervals, through loops and branches. What a branch asked, or a
/// guard threw on, holds where it leads. Parameters are any number.</summary>
public sealed class Ranges
{
    private const int Rounds = 4;

    private readonly Values _values;
    private readonly Dictionary<int, Interval> _known = [];
    private readonly Dictionary<int, Interval[]> _arguments = [];
    private readonly Dictionary<int, Interval> _memory = [];
    private readonly Dictionary<Stmt, Fact?> _before = new(Identity.Instance);
    private readonly Dictionary<Stmt, (Fact? OfThen, Fact? OfElse)> _ends = new(Identity.Instance);
    private Fact? _facts, _atEnd;
    private bool _changed;

    public Ranges(Values values)
    {
        _values = values;
        for (var round = 0; round < Rounds; round++)
        {
            _changed = false;
            _facts = null;
            Walk(values.Method.Body, widen: round > 0);
            // What is stored late is read early by the next iteration.
            if (!_changed) break;
        }
    }

    /// <summary>Of a value where it is defined.</summary>
    public Interval Of(Expr expr) => expr switch
    {
        Const c => Interval.Point(c.Value),
        Var v => _known.TryGetValue(v.Id, out var range) ? range : Interval.All,
        Apply a => Apply(a, a.Args.Select(Of).ToArray()),
        Opaque { Args: [var inner] } o when o.Text == Opaque.Hole(0) => Of(inner),
        _ => Interval.All,
    };

    /// <summary>Of an operand of an operation, at that operation.</summary>
    public Interval OfArgument(Var operation, int argument) =>
        _arguments.TryGetValue(operation.Id, out var ranges) && argument < ranges.Length ? ranges[argument] : Interval.All;

    /// <summary>Of a value where these facts hold.</summary>
    public Interval Of(Expr expr, Fact? facts) => Refined(expr, Of(expr), facts);

    /// <summary>What is known where a step runs.</summary>
    public Fact? Before(Stmt step) => _before.TryGetValue(step, out var facts) ? facts : null;

    /// <summary>What is known at the end of a branch, or of the method.</summary>
    public Fact? AtEnd(If choice, bool ofThen) => !_ends.TryGetValue(choice, out var ends) ? null : ofThen ? ends.OfThen : ends.OfElse;

    public Fact? AtEnd() => _atEnd;

    /// <summary>Of an operation with other operands than it has.</summary>
    public static Interval Of(Apply operation, params double[] operands) => Apply(operation, [.. operands.Select(Interval.Point)]);

    // ── steps ────────────────────────────────────────────────────────────────────────────────────────────────

    private void Walk(Block block, bool widen)
    {
        var outer = _facts;
        foreach (var step in block.Steps)
        {
            _before[step] = _facts;
            switch (step)
            {
                case Let s:
                    if (s.Value is Apply { Type.IsReal: true } a) _arguments[s.Target.Id] = [.. a.Args.Select(Here)];
                    Set(s.Target, Value(s));
                    break;
                case Store { Array: Var array } s: Write(array, Here(s.Value), widen); break;
                case Accumulate { Array: Var array } s: Write(array, Memory(array) + Here(s.Value), widen); break;
                case Call s:
                    foreach (var array in s.Args.SelectMany(x => x.Variables()).Where(v => v.Type.IsArray))
                        Write(array, Interval.All, widen);
                    break;
                case If s: Choose(s, widen); break;
                case For or While: Loop(step); break;
            }
        }
        _atEnd = _facts;
        // What a guard let through holds to the end of its block.
        _facts = outer;
    }

    private void Choose(If s, bool widen)
    {
        var outer = _facts;
        Assume(s.Condition, true);
        Walk(s.Then, widen);
        _facts = _atEnd;
        var (onTrue, ofThen) = (s.Results.Map(p => Here(p.OnTrue)), _atEnd);
        _facts = outer;
        Assume(s.Condition, false);
        Walk(s.Else, widen);
        _facts = _atEnd;
        var onFalse = s.Results.Map(p => Here(p.OnFalse));
        _ends[s] = (ofThen, _atEnd);
        _facts = outer;

        var (thenEnds, elseEnds) = (Ends(s.Then), Ends(s.Else));
        for (var i = 0; i < s.Results.Count; i++)
            Set(s.Results[i].Target, thenEnds ? onFalse[i] : elseEnds ? onTrue[i] : onTrue[i].Join(onFalse[i]));
        if (thenEnds) Assume(s.Condition, false);
        else if (elseEnds) Assume(s.Condition, true);
    }

    private static bool Ends(Block block) => block.Steps.Any(s => s is Throw);

    private void Loop(Stmt loop)
    {
        var carried = loop.Carries();
        var ranges = carried.Select(c => Here(c.Initial)).ToArray();
        if (loop is For f) Set(f.Index, Index(f));
        for (var round = 0; round < Rounds; round++)
        {
            for (var i = 0; i < ranges.Length; i++) Set(carried[i].Variable, ranges[i]);
            var outer = _facts;
            if (loop is While w) Assume(w.Condition, true);
            Walk(loop.Blocks().First().Block, widen: round > 0);
            var next = carried.Select(c => Here(c.Next)).ToArray();
            _facts = outer;
            var joined = ranges.Zip(next, (r, n) => round == 0 ? r.Join(n) : r.Join(n).Widen(r)).ToArray();
            if (joined.SequenceEqual(ranges)) break;
            ranges = round == Rounds - 2 ? joined.Select((j, i) => j == ranges[i] ? j : Interval.All).ToArray() : joined;
        }
        for (var i = 0; i < ranges.Length; i++) Set(carried[i].Result, ranges[i]);
    }

    private Interval Index(For f) => f.Step > 0 ? new(Here(f.From).Low, Here(f.To).High - 1) : new(Here(f.To).Low + 1, Here(f.From).High);

    private void Set(Var v, Interval range)
    {
        if (_known.TryGetValue(v.Id, out var before) && before == range) return;
        _known[v.Id] = range;
    }

    // ── memory: one interval for all elements of an array ────────────────────────────────────────────────────

    private void Write(Var array, Interval range, bool widen)
    {
        var root = _values.Arrays.Root(array);
        var before = Memory(root);
        var after = _memory.ContainsKey(root.Id) || !IsFilled(root) ? before.Join(range) : range;
        if (after == before && _memory.ContainsKey(root.Id)) return;
        _memory[root.Id] = widen ? after.Widen(before) : after;
        _changed = true;
    }

    private Interval Memory(Var array)
    {
        var root = _values.Arrays.Root(array);
        if (_memory.TryGetValue(root.Id, out var known)) return known;
        return _values.Definition(root) is Allocate ? Interval.Point(0) : Interval.All;
    }

    /// <summary>Every element is stored before one is read: what the array held at first, nobody sees.</summary>
    private bool IsFilled(Var root) =>
        _values.Writes(root).All(w => w is Store) && _values.Writes(root).OfType<Store>().Any(s => s.Indices is [Var index]
            && _values.Loops(s).FirstOrDefault() is For { From: Const { Value: 0 }, Step: 1 } loop && loop.Index.Equals(index)
                && _values.Around(s) == (Stmt)loop && Covers(loop.To, root))
        || _values.Definition(root) is Allocate { Length: Const length } && Enumerable.Range(0, (int)Math.Min(length.Value, 64)).All(i =>
            _values.Writes(root).OfType<Store>().Any(s => s.Indices is [Const at] && at.Value == i));

    private bool Covers(Expr to, Var root)
    {
        var length = _values.Operation(to);
        return length is Apply { Op: Op.Length, Args: [Var array] } && _values.Arrays.Root(array).Equals(root)
            || _values.Arrays.LengthOf(root) is { } allocated && (allocated.Equals(to) || _values.IsSame(allocated, to));
    }

    // ── values ───────────────────────────────────────────────────────────────────────────────────────────────

    private Interval Value(Let s) => Refined(s.Target, s.Value switch
    {
        Load { Array: Var array } => Memory(array),
        Apply { Op: Op.Mul or Op.Div, Type.IsReal: true } product => Product(product),
        Apply { Op: Op.Select, Args: [var c, var a, var b] } => Choice(c, a, b),
        Apply a => Apply(a, [.. a.Args.Select(Here)]),
        var value => Here(value),
    });

    /// <summary>Factors that are the same make a square, wherever they stand: -0.5 * d * d is never positive.</summary>
    private Interval Product(Apply product)
    {
        var (factors, divisors, minus) = (new List<Expr>(), new List<Expr>(), false);
        Collect(product, factors, divisors, 12);
        var result = (Of(factors) / Of(divisors));
        return minus ? -result : result;

        void Collect(Expr e, List<Expr> over, List<Expr> under, int depth)
        {
            switch (depth == 0 ? e : _values.Operation(e))
            {
                case Apply { Op: Op.Mul, Type.IsReal: true, Args: [var a, var b] }:
                    Collect(a, over, under, depth - 1); Collect(b, over, under, depth - 1); break;
                case Apply { Op: Op.Div, Type.IsReal: true, Args: [var a, var b] }:
                    Collect(a, over, under, depth - 1); Collect(b, under, over, depth - 1); break;
                case Apply { Op: Op.Neg, Args: [var a] }: minus = !minus; Collect(a, over, under, depth - 1); break;
                default: over.Add(e); break;
            }
        }

        Interval Of(List<Expr> all)
        {
            var range = Interval.Point(1);
            while (all.Count > 0)
            {
                var first = all[0];
                all.RemoveAt(0);
                var same = all.FindIndex(e => _values.IsSame(first, e));
                if (same >= 0) all.RemoveAt(same);
                range *= same >= 0 ? Here(first).Square() : Here(first);
            }
            return range;
        }
    }

    private Interval Choice(Expr condition, Expr a, Expr b)
    {
        var outer = _facts;
        Assume(condition, true);
        var onTrue = Here(a);
        _facts = outer;
        Assume(condition, false);
        var onFalse = Here(b);
        _facts = outer;
        return onTrue.Join(onFalse);
    }

    private static Interval Apply(Apply a, Interval[] args)
    {
        var row = Rules.Of(a.Op);
        var range = row.Analytic.Range ?? Interval.All;
        if (row.Analytic.Bounds is { } bounds && args.Length == row.Arity) return range.Meet(bounds(args));
        return row.Analytic.Increasing is { } increasing && args.Length == 1 ? range.Meet(args[0].Map(increasing)) : range;
    }

    /// <summary>Where a value lies at this place.</summary>
    private Interval Here(Expr expr) => Refined(expr, Of(expr));

    private Interval Refined(Expr expr, Interval range) => Refined(expr, range, _facts);

    private Interval Refined(Expr expr, Interval range, Fact? facts)
    {
        if (expr is Const) return range;
        for (var fact = facts; fact is not null; fact = fact.Before)
            if (fact.Value.Equals(expr) || _values.IsSame(fact.Value, expr)) range = range.Meet(fact.Range);
        return range;
    }

    // ── what is asked ────────────────────────────────────────────────────────────────────────────────────────

    private void Assume(Expr condition, bool holds)
    {
        if (condition is Var v && _values.Definition(v) is Let let) condition = let.Value;
        switch (condition)
        {
            case Apply { Op: Op.Not, Args: [var inner] }: Assume(inner, !holds); break;
            case Apply { Op: Op.And, Args: [var a, var b] } when holds: Assume(a, true); Assume(b, true); break;
            case Apply { Op: Op.Or, Args: [var a, var b] } when !holds: Assume(a, false); Assume(b, false); break;
            case Apply { Op: Op.Eq, Args: [var a, var b] } when holds: Narrow(a, Here(b)); Narrow(b, Here(a)); break;
            case Apply { Op: Op.Ne, Args: [var a, var b] }: Assume(new Apply(Op.Eq, new[] { a, b }, IrType.Bool), !holds); break;
            case Apply { Op: Op.Eq, Args: [var a, Const c] }: Exclude(a, c.Value); break;
            case Apply { Op: Op.Gt, Args: [var a, var b] }: Above(holds ? a : b, holds ? b : a, strict: holds); break;
            case Apply { Op: Op.Ge, Args: [var a, var b] }: Above(holds ? a : b, holds ? b : a, strict: !holds); break;
            case Apply { Op: Op.Lt, Args: [var a, var b] }: Above(holds ? b : a, holds ? a : b, strict: holds); break;
            case Apply { Op: Op.Le, Args: [var a, var b] }: Above(holds ? b : a, holds ? a : b, strict: !holds); break;
        }
    }

    private void Above(Expr greater, Expr less, bool strict)
    {
        var (high, low) = (Here(greater), Here(less));
        Narrow(greater, new Interval(low.Low, double.PositiveInfinity) { IsOpenLow = strict || low.IsOpenLow });
        Narrow(less, new Interval(double.NegativeInfinity, high.High) { IsOpenHigh = strict || high.IsOpenHigh });
    }

    // An end that is excluded opens the interval.
    private void Exclude(Expr value, double number)
    {
        var range = Here(value);
        if (number == 0) Narrow(value, range with { IsWithoutZero = true });
        if (range.Low == number) Narrow(value, range with { IsOpenLow = true });
        if (range.High == number) Narrow(value, range with { IsOpenHigh = true });
    }

    private void Narrow(Expr value, Interval range)
    {
        if (value is not Const && range != Interval.All) _facts = new Fact(value, range, _facts);
    }

    /// <summary>What holds of a value at a place, and what was known before.</summary>
    public sealed record Fact(Expr Value, Interval Range, Fact? Before);

    private sealed class Identity : IEqualityComparer<Stmt>
    {
        public static readonly Identity Instance = new();

        public bool Equals(Stmt? a, Stmt? b) => ReferenceEquals(a, b);
        public int GetHashCode(Stmt step) => RuntimeHelpers.GetHashCode(step);
    }
}
