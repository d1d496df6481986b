using System.Text.RegularExpressions;

namespace AutoBackprop.Tests;

/// <summary>The text of one random method with its helpers.</summary>
internal sealed record RandomMethod(string Name, int Seed, string Text);

/// <summary>Random methods that are compiled together: with double, or float, and the generator, and with <see cref="Dual"/>.</summary>
internal sealed partial class RandomBatch
{
    private const string Common = """
        public static class Tick { public static int Count; public static void Note(int n) => Count += n + 1; }
        public static partial class Program
        {
            private static readonly R Rate = 0.3;
            private const double Half = 0.5;

        """;

    private readonly bool _single;
    private readonly List<RandomMethod> _methods;
    private readonly List<(RandomMethod Method, string Why)> _problems = [];
    private readonly Compiled _real;
    private readonly Compiled _dual;

    public RandomBatch(IEnumerable<RandomMethod> methods, bool single)
    {
        (_methods, _single) = ([.. methods], single);
        _real = WithReals();
        // What does not compile is a problem of its own; the others are compared without it.
        var broken = _real.Errors.Where(e => e.Location.SourceTree is { } tree && !_real.Input.SyntaxTrees.Contains(tree))
            .GroupBy(e => e.Location.SourceTree!.ToString()).ToDictionary(g => g.Key, g => string.Join("\n", g.Take(3)));
        foreach (var m in _methods)
            if (broken.TryGetValue(Generated(m), out var errors)) _problems.Add((m, errors));
        if (_problems.Count > 0)
        {
            foreach (var (m, _) in _problems) _methods.Remove(m);
            _real = WithReals();
        }
        var dual = File.ReadAllText(Repository.PathTo("tests", "AutoBackprop.Tests", "Oracle", "Dual.cs"));
        _dual = Compiled.From(
            [InPrecision(dual), "using R = AutoBackprop.Tests.Dual; using M = AutoBackprop.Tests.Dual; using A = AutoBackprop.Tests.Dual; using G = AutoBackprop.Tests.Dual;\n"
                + PlainNumber().Replace(Text, "M.Plain($1)")], generate: false, strict: false);
    }

    public int Compared { get; private set; }
    public int Skipped { get; private set; }

    private string Text => InPrecision(Common + string.Concat(_methods.Select(m => m.Text)) + "}\n");

    private string InPrecision(string text) => !_single ? text
        : Literal().Replace(text, "$0f").Replace("double", "float").Replace("Math.", "MathF.");

    private Compiled WithReals() => Compiled.From(
        [(_single ? "using R = System.Single; using M = System.MathF;" : "using R = System.Double; using M = System.Math;")
            + "using A = AutoBackprop.Activations; using G = AutoBackprop.Gradients;\n" + Text.Replace("ǃ", "")], strict: false);

    public string Generated(RandomMethod method) => _real.Generated.FirstOrDefault(g => g.Text.Contains($" {method.Name}Gradient(") || g.Text.Contains($" {method.Name}Backward(")).Text ?? "";

    public IEnumerable<(RandomMethod Method, string Why)> Problems(int points)
    {
        var cases = MethodCase.In(_real.Assembly.GetType("Program")!).ToDictionary(c => c.Name.Split('.', '(')[1]);
        foreach (var method in _methods)
        {
            string? why;
            try { why = Compare(new Random(method.Seed), cases[method.Name], method, points); }
            catch (NotSupportedException) { why = Rejection(method.Name); }
            catch (Exception e) when (!e.Message.Contains("errors:")) { why = e.ToString(); }
            if (why is not null) _problems.Add((method, why));
        }
        return _problems;
    }

    private string Rejection(string name)
    {
        var rejection = _real.Methods.First(m => m.Method.Name == name).Lowered.Rejections.First(r => r.IsError);
        var line = rejection.Location.SourceTree!.GetText().Lines[rejection.Location.GetLineSpan().StartLinePosition.Line];
        return $"{rejection.Descriptor.Id} {string.Join(" ", rejection.Arguments)} at {line.ToString().Trim()}";
    }

    private string? Compare(Random random, MethodCase method, RandomMethod source, int points)
    {
        var vectors = Generated(source).Contains("Vector512");
        var tick = _real.Assembly.GetType("Tick")!.GetField("Count")!;
        for (var point = 0; point < points; point++)
        {
            var at = method.Draw(random);
            double[] seeds = [random.NextDouble() + 0.5, random.NextDouble() + 0.5];
            Dual[][] forward = [.. Enumerable.Range(0, 3).Select(i => Forward(source.Name, at, i))];
            if (forward.Any(f => f.Any(e => !double.IsFinite(e.Value) || !double.IsFinite(e.Tangent) || e.Scale > (_single ? 1e3 : 1e9)))) { Skipped++; continue; }

            var value = Counted(() => method.Value(at), out var effects);
            var where = $"at ({string.Join(", ", at.Select(a => a is bool b ? b ? "true" : "false" : $"{a:R}"))})";
            if (!forward[0].Select(f => f.Value).SequenceEqual(value.Select(Convert.ToDouble))) return $"Oracle returns {forward[0][0].Value:R}, the method {value[0]:R}, {where}";

            if (method.HasGradient)
            {
                var (computed, gradient) = Counted(() => method.Gradient(at), out var ticks);
                if (ticks != effects) return $"Gradient has {ticks} effects, the method {effects}, {where}";
                if (!Same(computed, value[0], vectors)) return $"Gradient returns {computed:R}, the method {value[0]:R}, {where}";
                if (Wrong(gradient, [.. forward.Select(f => f[0])]) is { } wrong) return $"Gradient {wrong} {where}";
            }
            Compared += 3;
            if (!method.HasBackward) continue;
            var (again, destinations) = Counted(() => method.Backward(at, seeds, [1, 2, 3]), out var counted);
            if (counted != effects) return $"Backward has {counted} effects, the method {effects}, {where}";
            if (!again.Zip(value, (a, v) => Same(a, v, vectors)).All(same => same)) return $"Backward returns {again[0]:R}, the method {value[0]:R}, {where}";
            Dual[] expected = [.. forward.Select((f, i) => new Dual(0,
                i + 1 + f.Select((r, k) => (_single ? (float)seeds[k] : seeds[k]) * r.Tangent).Sum(), f.Select((r, k) => seeds[k] * r.Scale).Sum()))];
            if (Wrong(destinations, expected) is { } bad) return $"Backward {bad} {where}";
        }
        return null;

        T Counted<T>(Func<T> run, out int effects)
        {
            tick.SetValue(null, 0);
            var result = run();
            effects = (int)tick.GetValue(null)!;
            return result;
        }
    }

    // A loop that runs on vectors may sum in another order.
    private bool Same(object actual, object expected, bool vectors) => vectors
        ? Math.Abs(Convert.ToDouble(actual) - Convert.ToDouble(expected)) <= (_single ? 1e-5 : 1e-12) * Math.Max(1, Math.Abs(Convert.ToDouble(expected)))
        : actual.Equals(expected);

    private Dual[] Forward(string name, object[] at, int direction)
    {
        var type = _dual.Assembly.GetType(typeof(Dual).FullName!)!;
        object real(double value) => _single ? (object)(float)value : value;
        object[] args = [.. at.Select((a, i) => i > 2 ? a : Activator.CreateInstance(type, a, real(i == direction ? 1 : 0), real(i == direction ? 1 : 0))!)];
        return [.. MethodCase.Leaves(_dual.Method("Program", name).Invoke(null, args)!).Select(d => new Dual(Part(d, "Value"), Part(d, "Tangent"), Part(d, "Scale")))];

        double Part(object dual, string part) => Convert.ToDouble(type.GetProperty(part)!.GetValue(dual));
    }

    private string? Wrong(object[] actual, Dual[] expected)
    {
        var (relative, absolute) = _single ? (2e-4, 5e-5) : (1e-9, 1e-12);
        for (var i = 0; i < actual.Length; i++)
            if (!(Math.Abs(Convert.ToDouble(actual[i]) - expected[i].Tangent) <= relative * Math.Abs(expected[i].Tangent) + absolute * (1 + expected[i].Scale)))
                return $"is wrong by {"xyz"[i]}: {actual[i]:R}, forward mode says {expected[i].Tangent:R},";
        return null;
    }

    [GeneratedRegex("([@A-Za-z0-9_]+)ǃ")] private static partial Regex PlainNumber();

    [GeneratedRegex(@"(?<![\w.])\d+\.\d+")] private static partial Regex Literal();
}
