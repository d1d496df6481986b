using System.Runtime.CompilerServices;
using AutoBackprop.Core;

namespace AutoBackprop.Analyzers;

/// <summary>Who defines and who reads each variable of a normalised method, and what is only another name for what.</summary>
public sealed class Values
{
    private readonly Dictionary<int, Stmt> _definitions = [];
    private readonly Dictionary<int, List<Stmt>> _uses = [];
    private readonly Dictionary<int, List<Stmt>> _writes = [];
    private readonly Dictionary<Stmt, Stmt?> _around = new(Identity.Instance);
    private readonly Dictionary<Stmt, int> _positions = new(Identity.Instance);
    private readonly HashSet<int> _parameters;

    public Values(Method method)
    {
        Method = method;
        Arrays = new Arrays(method);
        _parameters = [.. method.Parameters.Select(p => p.Id)];
        Enter(method.Body, null);
    }

    public Method Method { get; }
    public Arrays Arrays { get; }

    private void Enter(Block block, Stmt? around)
    {
        foreach (var step in block.Steps)
        {
            _around[step] = around;
            _positions[step] = _positions.Count;
            foreach (var v in step.Defines().Concat(step.Enters())) _definitions[v.Id] = step;
            foreach (var v in step.ReadsAround().SelectMany(r => r.Variables()).Distinct()) Add(_uses, v.Id, step);
            foreach (var array in Effects.Written(step)) Add(_writes, Arrays.Root(array).Id, step);
            foreach (var (inner, _) in step.Blocks()) Enter(inner, step);
        }
    }

    private static void Add(Dictionary<int, List<Stmt>> lists, int key, Stmt step)
    {
        if (!lists.TryGetValue(key, out var list)) lists[key] = list = [];
        list.Add(step);
    }

    // ── one step ─────────────────────────────────────────────────────────────────────────────────────────────

    /// <summary>The step that defines a variable; null for a parameter.</summary>
    public Stmt? Definition(Var v) => _definitions.TryGetValue(v.Id, out var step) ? step : null;

    /// <summary>The steps that read a variable, at the ends of their blocks included.</summary>
    public IReadOnlyList<Stmt> Uses(Var v) => _uses.TryGetValue(v.Id, out var list) ? list : [];

    /// <summary>The steps that write into the memory of an array, under whatever name.</summary>
    public IReadOnlyList<Stmt> Writes(Expr array) => _writes.TryGetValue(Arrays.Root(array).Id, out var list) ? list : [];

    /// <summary>The loop or choice that a step stands in.</summary>
    public Stmt? Around(Stmt step) => _around.TryGetValue(step, out var outer) ? outer : null;

    /// <summary>The loops around a step, innermost first.</summary>
    public IEnumerable<Stmt> Loops(Stmt? step)
    {
        for (step = step is null ? null : Around(step); step is not null; step = Around(step))
            if (step is For or While) yield return step;
    }

    public bool IsParameter(Var v) => _parameters.Contains(v.Id);

    /// <summary>The operation that computes a value, behind plain copies of it (locals, casts, elements with one writer).
    /// The value itself where there is none.</summary>
    public Expr Behind(Expr expr)
    {
        for (var i = 0; i < 64; i++)
        {
            if (Copied(expr) is not { } next) break;
            expr = next;
        }
        return expr;
    }

    private Expr? Copied(Expr expr) => (expr is Var v ? Definition(v) is Let let ? let.Value : null : expr) switch
    {
        Var or Const => expr is Var w ? ((Let)Definition(w)!).Value : null,
        Apply { Op: Op.Cast, Type.IsReal: true, Args: [{ Type.Kind: Kind.Double or Kind.Float or Kind.Int } inner] } => inner,
        Apply { Op: Op.Plus, Args: [var inner] } => inner,
        // Gradients.Stop: the same value.
        Opaque { IsPure: true, Args: [{ Type.IsReal: true } stopped] } o when o.Text == Opaque.Hole(0) => stopped,
        Load load => Reaching(load, expr is Var r ? Definition(r) : null)?.Value,
        _ => null,
    };

    /// <summary>What an element that is read was stored with, earlier in the method or the iteration; null where that may be
    /// one of several values.</summary>
    public Expr? Stored(Var element) => Definition(element) is Let { Value: Load load } let && Writes(load.Array) is { Count: > 0 } writes
        ? Last(load, let, writes)?.Value : null;

    /// <summary>The one store whose value an element is read with; null where that may be one of several, or where what is read here is
    /// what it stored in an earlier round.</summary>
    private Store? Reaching(Load load, Stmt? at)
    {
        var writes = Writes(load.Array);
        return writes is [Store only] && (at is null || _positions[only] < _positions[at])
            ? only : at is null || writes.Count == 0 ? null : Last(load, at, writes);
    }

    private Store? Last(Load load, Stmt at, IReadOnlyList<Stmt> writes)
    {
        var loops = new HashSet<Stmt>(Loops(at), Identity.Instance);
        var now = _positions[at];
        // What is written later in a loop is read in its next round, unless it is this very element.
        if (writes.Any(w => _positions[w] > now && Loops(w).Any(loops.Contains)
            && !(w is Store s && Sweeps(s) && s.Indices.Equals(load.Indices)))) return null;
        foreach (var write in writes.Where(w => _positions[w] < now).Reverse())
        {
            if (write is not Store store || !IsSameWindow(store.Array, load.Array, 8)) return null;
            if (Loops(store).Any(loops.Contains) && !store.Indices.Equals(load.Indices)) return null;
            if (Sweeps(store) || store.Indices.Equals(load.Indices)) return store;
            if (store.Indices is not [Const] || load.Indices is not [Const]) return null;
        }
        return null;
    }

    private bool IsSameWindow(Expr a, Expr b, int depth) => depth > 0 && (Named(a), Named(b)) switch
    {
        (Slice x, Slice y) => IsSame(x.Start, y.Start) && IsSameWindow(x.Array, y.Array, depth - 1),
        (Load x, Load y) => x.Indices.Count == y.Indices.Count && x.Indices.Zip(y.Indices, (i, j) => IsSame(i, j)).All(same => same)
            && IsSameWindow(x.Array, y.Array, depth - 1),
        (var x, var y) => x.Equals(y),
    };

    // What an array variable names: a window, a row, or, behind plain copies, itself.
    private Expr Named(Expr array)
    {
        for (var i = 0; i < 64 && array is Var v && Definition(v) is Let { Value: Var or Slice or Load } let; i++) array = let.Value;
        return array;
    }

    // A loop that writes the element of its index.
    private bool Sweeps(Store store) => Around(store) is For loop && store.Indices is [Var index] && index.Equals(loop.Index);

    /// <summary>The operation that computes a value: <see cref="Behind"/>, and its definition there.</summary>
    public Expr Operation(Expr expr) => Behind(expr) is Var v ? Definition(v) is Let let ? let.Value : v : Behind(expr);

    // ── many ways ────────────────────────────────────────────────────────────────────────────────────────────

    /// <summary>Where a value may come from, unchanged: through locals, branches, loops, tuples and arrays. Each is a constant, or
    /// a variable that is a parameter, an index, the result of a call, an element that nobody here wrote, or the result of an
    /// operation.</summary>
    /// <param name="isSource">Where to stop, besides.</param>
    public IReadOnlyList<Expr> Sources(Expr expr, Func<Var, bool>? isSource = null)
    {
        var (seen, sources) = (new HashSet<int>(), new List<Expr>());
        Visit(expr);
        return sources;

        void Visit(Expr e)
        {
            if (e is not Var v) { sources.Add(e); return; }
            if (!seen.Add(v.Id)) return;
            if (isSource?.Invoke(v) == true) { sources.Add(v); return; }
            switch (Definition(v))
            {
                case Let { Value: Load load } when Writes(load.Array) is { Count: > 0 } writes:
                    if (IsParameter(Arrays.Root(load.Array)) || writes.Any(w => w is not Store)) sources.Add(v);
                    foreach (var store in writes.OfType<Store>()) Visit(store.Value);
                    break;
                case Let { Value: Apply { Op: Op.Select, Args: [_, var a, var b] } }: Visit(a); Visit(b); break;
                case Let { Value: var value } when Copied(v) is not null:
                    Visit(value is Apply or Opaque ? value.Children().First() : value); break;
                case If choice:
                    var phi = choice.Results.First(p => p.Target.Equals(v));
                    Visit(phi.OnTrue);
                    Visit(phi.OnFalse);
                    break;
                case For or While when Definition(v)!.Carries()
                    .FirstOrDefault(c => c.Variable.Equals(v) || c.Result.Equals(v)) is { } carried:
                    Visit(carried.Initial);
                    Visit(carried.Next);
                    break;
                default: sources.Add(v); break;
            }
        }
    }

    /// <summary>Where a value goes, unchanged: the steps that compute with it, branch on it, return it (null) or hand it to a call;
    /// each with the name under which they read it.</summary>
    public IReadOnlyList<(Stmt? Step, Var As)> Consumers(Var value)
    {
        var (seen, consumers) = (new HashSet<int>(), new List<(Stmt?, Var)>());
        Visit(value);
        return consumers;

        void Visit(Var v)
        {
            if (!seen.Add(v.Id)) return;
            if (Method.Results.Any(r => r.Equals(v))) consumers.Add((null, v));
            foreach (var step in Uses(v)) Pass(step, v);
        }

        void Pass(Stmt step, Var v)
        {
            switch (step)
            {
                case Let { Value: var copy } let when copy.Equals(v) || Copied(let.Target) is not null && copy is Apply:
                    Visit(let.Target); break;
                case Let { Value: Apply { Op: Op.Select } s } let when !s.Args[0].Variables().Contains(v): Visit(let.Target); break;
                case If s when !s.Condition.Variables().Contains(v):
                    foreach (var p in s.Results.Where(p => p.OnTrue.Equals(v) || p.OnFalse.Equals(v))) Visit(p.Target);
                    break;
                case For or While when step.Carries().Where(c => c.Initial.Equals(v) || c.Next.Equals(v))
                    .ToList() is { Count: > 0 } carried:
                    foreach (var c in carried) { Visit(c.Variable); Visit(c.Result); }
                    break;
                case Store { Array: Var array } s when s.Value.Equals(v):
                    if (IsParameter(Arrays.Root(array))) consumers.Add((step, v));
                    foreach (var read in Reads(array)) Visit(read);
                    break;
                default: consumers.Add((step, v)); break;
            }
        }
    }

    /// <summary>The elements read from the memory of an array.</summary>
    public IEnumerable<Var> Reads(Expr array)
    {
        var root = Arrays.Root(array);
        return Method.Body.AllSteps().OfType<Let>().Where(l => l.Value is Load { Array: Var a } && Arrays.Root(a).Equals(root))
            .Select(l => l.Target);
    }

    /// <summary>Whether two values are the same by their making.</summary>
    /// <param name="anyIndex">Elements of one array count as the same.</param>
    public bool IsSame(Expr a, Expr b, bool anyIndex = false, int depth = 24)
    {
        if (a.Equals(b)) return true;
        if (depth == 0) return false;
        // Before looking at what was stored: that would forget the index.
        if (Read(a) is { } p && Read(b) is { } q && Arrays.Root(p.Array).Equals(Arrays.Root(q.Array)))
            return anyIndex || p.Indices.Count == q.Indices.Count
                && p.Indices.Zip(q.Indices, (i, j) => IsSame(i, j, false, depth - 1)).All(same => same);
        (a, b) = (Behind(a), Behind(b));
        if (a.Equals(b)) return true;
        return (Operation(a), Operation(b)) switch
        {
            (Apply x, Apply y) => x.Op == y.Op && x.Args.Count == y.Args.Count
                && x.Args.Zip(y.Args, (m, n) => IsSame(m, n, anyIndex, depth - 1)).All(same => same),
            (Load x, Load y) => anyIndex && Arrays.Root(x.Array).Equals(Arrays.Root(y.Array)),
            _ => false,
        };
    }

    /// <summary>The element that a value is read from, whoever wrote it.</summary>
    public Load? Element(Expr expr) => Read(expr) ?? Operation(expr) as Load;

    private Load? Read(Expr expr)
    {
        for (var i = 0; i < 64 && expr is Var v && Definition(v) is Let { Value: var value }; i++) expr = value;
        return expr as Load;
    }

    private sealed class Identity : IEqualityComparer<Stmt>
    {
        public static readonly Identity Instance = new();

        public bool Equals(Stmt? a, Stmt? b) => ReferenceEquals(a, b);
        public int GetHashCode(Stmt step) => RuntimeHelpers.GetHashCode(step);
    }
}
