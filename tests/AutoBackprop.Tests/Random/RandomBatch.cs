using System.Text.RegularExpressions;

namespace AutoBackprop.Tests;

/// <summary>The text of one random method with its helpers.</summary>
internal sealed record RandomMethod(string Name, int Seed, bool ReturnsPair, string Text);

/// <summary>Random methods that are compiled together, with double and the generator, and with <see cref="Dual"/>.</summary>
internal sealed class RandomBatch
{
    private const string Common = """
        public static class Tick { public static int Count; public static void Note(int n) => Count += n + 1; }
        public static partial class Program
        {
            private static readonly R Rate = 0.3;
            private const double Half = 0.5;

        """;

    private readonly List<RandomMethod> _methods;
    private readonly List<(RandomMethod Method, string Why)> _problems = [];
    private readonly Compiled _real;
    private readonly Compiled _dual;

    public RandomBatch(IEnumerable<RandomMethod> methods)
    {
        _methods = [.. methods];
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
        _dual = Compiled.From(["using R = AutoBackprop.Tests.Dual; using M = AutoBackprop.Tests.Dual; using A = AutoBackprop.Tests.Dual; using G = AutoBackprop.Tests.Dual;\n"
            + Regex.Replace(Text, "([@A-Za-z0-9_]+)ǃ", "M.Plain($1)")], generate: false, strict: false);
    }

    public int Compared { get; private set; }
    public int Skipped { get; private set; }

    private string Text => Common + string.Concat(_methods.Select(m => m.Text)) + "}\n";

    private Compiled WithReals() => Compiled.From(
        ["using R = System.Double; using M = System.Math; using A = AutoBackprop.Activations; using G = AutoBackprop.Gradients;\n" + Text.Replace("ǃ", "")], strict: false);

    public string Generated(RandomMethod method) => _real.Generated.FirstOrDefault(g => g.Text.Contains($" {method.Name}Backward(")).Text ?? "";

    public IEnumerable<(RandomMethod Method, string Why)> Problems(int points)
    {
        foreach (var method in _methods)
        {
            string? why;
            try { why = Compare(new Random(method.Seed), method.Name, method.ReturnsPair, points); }
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

    private string? Compare(Random random, string name, bool pair, int points)
    {
        var value = pair ? null : Delegate<Func<double, double, double, int, bool, double>>(_real, name);
        var values = pair ? Delegate<Func<double, double, double, int, bool, (double, double)>>(_real, name) : null;
        var gradient = pair ? null : Delegate<Func<double, double, double, int, bool, (double, double, double, double)>>(_real, name + "Gradient");
        var backward = pair ? null : Delegate<Backward>(_real, name + "Backward");
        var pairBackward = pair ? Delegate<PairBackward>(_real, name + "Backward") : null;
        var tick = _real.Assembly.GetType("Tick")!.GetField("Count")!;
        for (var point = 0; point < points; point++)
        {
            double[] at = [.. Enumerable.Range(0, 3).Select(_ => random.NextDouble() * 4 - 2)];
            var (n, b) = (random.Next(0, 5), random.Next(2) == 0);
            (double, double) seeds = (random.NextDouble() + 0.5, pair ? random.NextDouble() + 0.5 : 0);
            Dual[] expected = [.. Enumerable.Range(0, 3).Select(i => Forward(name, pair, at, i, n, b, seeds))];
            if (expected.Any(e => !double.IsFinite(e.Value) || !double.IsFinite(e.Tangent) || e.Scale > 1e9)) { Skipped++; continue; }

            tick.SetValue(null, 0);
            var v = pair ? Weighted(values!(at[0], at[1], at[2], n, b), seeds) : value!(at[0], at[1], at[2], n, b);
            var ticks = (int)tick.GetValue(null)!;
            var where = $"at ({at[0]:R}, {at[1]:R}, {at[2]:R}, {n}, {(b ? "true" : "false")})";

            if (!pair)
            {
                tick.SetValue(null, 0);
                var (computed, x, y, z) = gradient!(at[0], at[1], at[2], n, b);
                if ((int)tick.GetValue(null)! != ticks) return $"Gradient has {tick.GetValue(null)} effects, the method {ticks}, {where}";
                if (!computed.Equals(v)) return $"Gradient returns {computed:R}, the method {v:R}, {where}";
                if (!(expected[0].Value / seeds.Item1 is var dual && Math.Abs(dual - v) <= 1e-13 * Math.Abs(v))) return $"Oracle returns {dual:R}, the method {v:R}, {where}";
                if (Wrong([x, y, z], [.. expected.Select(e => e with { Tangent = e.Tangent / seeds.Item1 })]) is { } wrong) return $"Gradient {wrong} {where}";
            }
            double[] g = [1, 2, 3];
            tick.SetValue(null, 0);
            var again = pair
                ? Weighted(pairBackward!(at[0], at[1], at[2], n, b, seeds, ref g[0], ref g[1], ref g[2]), seeds)
                : backward!(at[0], at[1], at[2], n, b, seeds.Item1, ref g[0], ref g[1], ref g[2]);
            if ((int)tick.GetValue(null)! != ticks) return $"Backward has {tick.GetValue(null)} effects, the method {ticks}, {where}";
            if (!again.Equals(v)) return $"Backward returns {again:R}, the method {v:R}, {where}";
            if (Wrong([g[0] - 1, g[1] - 2, g[2] - 3], expected) is { } bad) return $"Backward {bad} {where}";
            Compared += 3;
        }
        return null;
    }

    private Dual Forward(string name, bool pair, double[] at, int direction, int n, bool b, (double First, double Second) seeds)
    {
        Dual Of(int i) => new(at[i], i == direction ? 1 : 0, i == direction ? 1 : 0);
        if (!pair) return seeds.First * Delegate<Func<Dual, Dual, Dual, int, bool, Dual>>(_dual, name)(Of(0), Of(1), Of(2), n, b);
        var (first, second) = Delegate<Func<Dual, Dual, Dual, int, bool, (Dual, Dual)>>(_dual, name)(Of(0), Of(1), Of(2), n, b);
        return seeds.First * first + seeds.Second * second;
    }

    private static double Weighted((double First, double Second) values, (double First, double Second) by) => values.First * by.First + values.Second * by.Second;

    private static string? Wrong(double[] actual, Dual[] expected)
    {
        for (var i = 0; i < actual.Length; i++)
            if (!(Math.Abs(actual[i] - expected[i].Tangent) <= 1e-9 * Math.Abs(expected[i].Tangent) + 1e-12 * (1 + expected[i].Scale)))
                return $"is wrong by {"xyz"[i]}: {actual[i]:R}, forward mode says {expected[i].Tangent:R},";
        return null;
    }

    private static T Delegate<T>(Compiled compiled, string name) where T : Delegate => compiled.Method("Program", name).CreateDelegate<T>();

    private delegate double Backward(double x, double y, double z, int n, bool b, double gradResult, ref double gradX, ref double gradY, ref double gradZ);

    private delegate (double, double) PairBackward(
        double x, double y, double z, int n, bool b, (double, double) gradResult, ref double gradX, ref double gradY, ref double gradZ);
}
