using System.Text;

namespace AutoBackprop.Tests;

/// <summary>A random method and its helpers. The text is written once and compiled twice: R, M, A and G stand for double and its
/// functions, or for <see cref="Dual"/> and its own; xǃ is the plain number in x.</summary>
internal sealed partial class RandomProgram
{
    // Names that generated code would like to have itself are among them.
    private static readonly string[] Names =
        ["u", "v", "w", "s", "t", "r", "grad_x", "grad_u", "kept_u", "t1", "t2", "old_u", "value", "result", "Value", "@class", "trips", "gradX", "seed0", "c1", "c2", "d1", "d2", "e1", "e2"];

    private readonly Random _random;
    private readonly int _number;
    private readonly StringBuilder _text = new();
    private readonly List<(string Name, int Reals, bool ReturnsPair)> _callable = [];
    private ProgramScope _scope = new(null);
    private int _indent = 1;
    private int _budget;
    private bool _returnsPair;
    private int _fresh;

    private RandomProgram(int seed, int number) => (_random, _number) = (new Random(seed), number);

    public static RandomMethod Write(int seed, int number)
    {
        var program = new RandomProgram(seed, number);
        program.Helpers();
        var pair = program.Chance(10);
        program.Main(pair);
        return new RandomMethod($"F{number}", seed, program._text.ToString());
    }

    private void Main(bool pair)
    {
        // What other assemblies cannot call has a gradient alone.
        Function($"[Differentiable] {(pair || Chance(40) ? "public" : "internal")} static {Result(pair)} F{_number}(R x, R y, R z, int n, bool b)",
            pair, Chance(6) ? Next(18, 30) : Next(4, 12), [("x", RandomKind.Real), ("y", RandomKind.Real), ("z", RandomKind.Real), ("n", RandomKind.Int), ("b", RandomKind.Bool)]);
    }

    private void Helpers()
    {
        for (var i = Next(0, 3); i > 0; i--)
        {
            var name = $"H{_number}_{i}";
            var pair = Chance(30);
            _self = Chance(25) ? (name, pair) : null;
            Function($"private static {Result(pair)} {name}(R p, {(Chance(20) ? "in " : "")}R q, int k{(Chance(30) ? " = 2" : "")})",
                pair, Next(2, 6), [("p", RandomKind.Real), ("q", RandomKind.Real), ("k", RandomKind.Int)], parametersAssignable: false);
            _self = null;
            _callable.Add((name, 2, pair));
        }
        if (Chance(20)) Recursive();
        if (Chance(10)) MutuallyRecursive();
    }

    private void Recursive()
    {
        var name = $"Rec{_number}";
        _callable.Add((name, 2, false));
        _scope = Parameters(("p", RandomKind.Real), ("q", RandomKind.Real), ("k", RandomKind.Int));
        _callable.RemoveAt(_callable.Count - 1);
        var (a, b, c) = (Small(1), Small(1), Real(1));
        Line($"private static R {name}(R p, R q, int k) => k <= 0 || k > 4 ? {a} : M.Sin({c}) * {name}({b}, p, k - 1) + 0.5 * {name}(q, 0.5 * p, k - 2);");
        _callable.Add((name, 2, false));
    }

    private void MutuallyRecursive()
    {
        _scope = Parameters(("p", RandomKind.Real), ("q", RandomKind.Real), ("k", RandomKind.Int));
        var (odd, even) = ($"Odd{_number}", $"Even{_number}");
        Line($"private static R {odd}(R p, R q, int k) => k <= 0 || k > 5 ? {Small(1)} : M.Cos({even}({Small(1)}, q, k - 1));");
        Line($"private static R {even}(R p, R q, int k) {{ if (k <= 0 || k > 5) return {Small(1)}; R o = {odd}(q, {Small(1)}, k - 1); return o * p - q; }}");
        _callable.Add((odd, 2, false));
        _callable.Add((even, 2, false));
    }

    private static string Result(bool pair) => pair ? "(R, R)" : "R";

    private static ProgramScope Parameters(params (string Name, RandomKind Kind)[] parameters)
    {
        var scope = new ProgramScope(null);
        foreach (var (name, kind) in parameters) scope.Declare(name, kind, isAssignable: false);
        return scope;
    }

    private void Function(string head, bool returnsPair, int budget, (string Name, RandomKind Kind)[] parameters, bool parametersAssignable = true)
    {
        (_returnsPair, _budget) = (returnsPair, budget);
        Line(head);
        _scope = new ProgramScope(null);
        foreach (var (name, kind) in parameters) _scope.Declare(name, kind, parametersAssignable);
        Line("{");
        _indent++;
        if (_self is not null) Line($"if (k <= 0 || k > 4) return {(returnsPair ? "(p, 0.5 * q)" : "p")};");
        if (Chance(15)) LocalFunction();
        while (_budget > 0) Statement();
        Line(Return());
        _indent--;
        Line("}");
        _local = null;
    }

    /// <summary>A static local function, written first so that everything may call it.</summary>
    private void LocalFunction()
    {
        var name = $"Local{_number}_{_fresh++}";
        var self = _self;
        _self = null;
        var (outer, pair, budget) = (_scope, _returnsPair, _budget);
        Function($"static R {name}(R a, R c)", false, 2, [("a", RandomKind.Real), ("c", RandomKind.Real)]);
        (_scope, _returnsPair, _budget) = (outer, pair, budget);
        (_local, _self) = (name, self);
    }

    private string? _local;

    /// <summary>The helper that is being written may call itself, once.</summary>
    private (string Name, bool ReturnsPair)? _self;

    private string Return() => _returnsPair ? $"return ({Real(2)}, {Real(2)});" : $"return {Real(3)};";

    // ── chance ───────────────────────────────────────────────────────────────────────────────────────────────

    private int Next(int from, int before) => _random.Next(from, before);
    private bool Chance(int percent) => _random.Next(100) < percent;
    private T Any<T>(IReadOnlyList<T> list) => list[_random.Next(list.Count)];

    private RandomLocal? Local(RandomKind kind, bool assignable = false)
    {
        var list = _scope.Visible.Where(l => l.Kind == kind && (!assignable || l.IsAssignable)).ToList();
        return list.Count == 0 ? null : Any(list);
    }

    private string NewName()
    {
        var free = Names.Where(_scope.IsFree).ToList();
        return free.Count > 0 && Chance(90) ? Any(free) : $"a{_fresh++}";
    }

    private void Line(string text) => _text.Append(' ', _indent * 4).AppendLine(text);
}
