using System.Diagnostics;
using System.Reflection;
using AutoBackprop.Core;
using Xunit.Abstractions;

namespace AutoBackprop.Tests;

/// <summary>Random methods over matrices: their gradients against differences, against the sweeps before any optimisation, and
/// against forward mode.</summary>
public class ArrayNestProgramTests(ITestOutputHelper output)
{
    private delegate double Value(ReadOnlySpan<double> x, Span<double> y, double[] w, ReadOnlySpan<double> p, double[] q, int[] label, int n, int d, ref double r, out double o);

    private delegate (double Value, double GradR) Gradient(
        ReadOnlySpan<double> x, Span<double> y, double[] w, ReadOnlySpan<double> p, double[] q, int[] label, int n, int d, ref double r, out double o,
        Span<double> gradX, Span<double> gradY, Span<double> gradW, Span<double> gradP, Span<double> gradQ);

    private delegate double Backward(
        ReadOnlySpan<double> x, Span<double> y, double[] w, ReadOnlySpan<double> p, double[] q, int[] label, int n, int d, ref double r, out double o, double gradResult,
        Span<double> gradX, Span<double> gradY, Span<double> gradW, Span<double> gradP, Span<double> gradQ, ref double gradR, ref double gradO);

    private const double GradResult = 0.7, GradO = -0.4, GradR = 0.3;

    private static readonly (int N, int D)[] Sizes = [(1, 1), (3, 2), (2, 9), (8, 3), (17, 2), (20, 17)];

    public static TheoryData<int> Seeds => ProgramSeeds.Of(batches: 5);

    [Theory, MemberData(nameof(Seeds))]
    public void Gradients_agree_with_differences_with_the_plain_sweeps_and_with_forward_mode(int first)
    {
        var programs = Enumerable.Range(first, ProgramSeeds.Batch).ToDictionary(seed => $"F{seed}", seed => NestProgram.Of($"F{seed}", seed));
        var wrong = new List<string>();
        var source = Source(programs.Values);
        var clock = Stopwatch.StartNew();
        var fast = Compiled.From([source], strict: false);
        foreach (var errors in fast.Errors.GroupBy(e => e.Location.SourceTree))
        {
            // The others are still to be looked at.
            var name = programs.Keys.FirstOrDefault(name => errors.Key is { } tree && (tree.ToString() is var text) && (text.Contains($" {name}Gradient(", StringComparison.Ordinal) || text.Contains($" {name}Backward(", StringComparison.Ordinal)), "");
            wrong.Add($"{name}: {errors.First()}\n{programs.GetValueOrDefault(name)}");
            programs.Remove(name);
        }
        if (wrong.Count > 0) fast = Compiled.From([source = Source(programs.Values)], strict: false);

        output.WriteLine($"compiled after {clock.Elapsed.TotalSeconds:f1} s");
        var models = fast.Methods.ToDictionary(m => m.Method.Name, m => m.Lowered);
        foreach (var (name, lowered) in models.Where(m => m.Value.Model?.Body is null || m.Value.Rejections.Any(r => r.IsError)))
        {
            wrong.Add($"{name} is refused: {string.Join(", ", lowered.Rejections.Select(r => $"{r.Descriptor.Id} {string.Join(" ", r.Arguments)}"))}\n{programs[name]}");
            programs.Remove(name);
        }
        var evaluators = programs.Keys.Select((name, i) => (name, Evaluators: new Evaluators(models[name].Model!, i))).ToDictionary(p => p.name, p => p.Evaluators);
        var plain = Compiled.From([source, .. evaluators.Values.Select(e => e.Source), .. programs.Keys.Select(name => GradientFile.Write(models[name].Model!, optimised: false))], generate: false, strict: false);
        output.WriteLine($"written plainly after {clock.Elapsed.TotalSeconds:f1} s");
        foreach (var e in evaluators.Values) e.Bind(plain.Assembly);

        foreach (var (name, text) in programs)
            if (new Case(name, fast.Assembly, plain.Assembly, models[name].Model!, evaluators[name]).Wrong(int.Parse(name[1..])) is { } error)
                wrong.Add($"{name}: {error}\n{text}");
        output.WriteLine($"{ProgramSeeds.Batch} programs from seed {first} on compared after {clock.Elapsed.TotalSeconds:f1} s");
        Assert.True(wrong.Count == 0, $"{wrong.Count} of the programs from seed {first} on fail.\n{string.Join("\n", wrong.OrderBy(w => w.Length))}");
    }

    private static string Source(IEnumerable<string> programs) => $"public static partial class Programs\n{{\n{NestProgram.Helpers}{string.Join("\n", programs)}}}\n";

    /// <summary>One program, compiled in both ways.</summary>
    private sealed class Case(string name, Assembly fast, Assembly plain, Model model, Evaluators evaluators)
    {
        private readonly Value _f = Of<Value>(fast, name);
        private readonly bool _hasGradient = NestProgram.HasGradient(int.Parse(name[1..]));

        private static T Of<T>(Assembly assembly, string name) where T : Delegate =>
            assembly.GetType("Programs")!.GetMethod(name, BindingFlags.Static | BindingFlags.NonPublic | BindingFlags.Public)!.CreateDelegate<T>();

        public string? Wrong(int seed)
        {
            foreach (var (n, d) in Sizes)
            {
                var arguments = new Arguments(n, d, ArrayCheck.Data(2 * n * d + d * d + d + n + 1, seed * 100 + n));
                try
                {
                    if (ByDifferences(arguments) is { } a) return $"n = {n}, d = {d}: {a}";
                    if (ByPlainSweeps(arguments) is { } b) return $"n = {n}, d = {d}, plain sweeps: {b}";
                    if (n * d is > 4 and < 30 && ByForwardMode(arguments) is { } c) return $"n = {n}, d = {d}, forward mode: {c}";
                }
                catch (Exception e) when (e is IndexOutOfRangeException or ArgumentException or NullReferenceException or InvalidOperationException or NotSupportedException or InvalidCastException)
                {
                    return $"n = {n}, d = {d}: {e.GetType().Name} {e.Message} {e.StackTrace?.Split('\n')[0]}";
                }
            }
            return null;
        }

        /// <summary>Value and gradient: of the result, or of all that it leaves behind, weighted.</summary>
        private (double Value, double[] Gradient) Run(Assembly assembly, Arguments a) =>
            _hasGradient ? a.Run(Of<Gradient>(assembly, name + "Gradient")) : a.Run(Of<Backward>(assembly, name + "Backward"));

        private string? ByDifferences(Arguments a)
        {
            var (value, gradient) = Run(fast, a);
            return ArrayCheck.Differs(v => _hasGradient ? a.With(v).Run(_f) : a.With(v).Weighted(_f), a.All, value, gradient, 12);
        }

        private string? ByPlainSweeps(Arguments a)
        {
            var ((value, gradient), (plainValue, plainGradient)) = (Run(fast, a), Run(plain, a));
            return Differs([value, .. gradient], [plainValue, .. plainGradient]);
        }

        private string? ByForwardMode(Arguments a)
        {
            if (!_hasGradient) return null;
            var (value, gradient) = Run(fast, a);
            var direction = ArrayCheck.Data(a.All.Length, a.All.Length);
            var result = new Interpreter(model.Callees.ToDictionary(c => c.Name), evaluators).Run(model.Body!, a.Lanes(direction))[0];
            var slope = gradient.Zip(direction, (g, t) => g * t).Sum();
            var size = 1 + gradient.Zip(direction, (g, t) => Math.Abs(g * t)).Sum();
            if (!(Math.Abs(value - result.Real) <= 1e-10 * Math.Max(1, Math.Abs(value)))) return $"value {value:R}, interpreted {result.Real:R}";
            return Math.Abs(slope - result.Tangent) <= 1e-8 * size ? null : $"slope {slope:R}, forward {result.Tangent:R}";
        }

        private static string? Differs(double[] actual, double[] expected)
        {
            var size = expected.Where(double.IsFinite).Append(1).Max(Math.Abs);
            for (var i = 0; i < actual.Length; i++)
                if (!(actual[i].Equals(expected[i]) || Math.Abs(actual[i] - expected[i]) <= 1e-9 * size)) return $"[{i}]: {actual[i]:R}, plain {expected[i]:R}";
            return null;
        }
    }

    /// <summary>All arguments, packed into one array: x, y, w, p, q, r.</summary>
    private sealed class Arguments(int n, int d, double[] all)
    {
        private readonly int[] _ends = [n * d, 2 * n * d, 2 * n * d + d * d, 2 * n * d + d * d + d, 2 * n * d + d * d + d + n];
        private readonly int[] _label = [.. Enumerable.Range(0, n).Select(i => i * 7 % d)];

        public double[] All => all;

        public Arguments With(double[] other) => new(n, d, other);

        private double[] Part(double[] from, int k) => from[(k == 0 ? 0 : _ends[k - 1])..(k < 5 ? _ends[k] : ^0)];

        public double Run(Value f)
        {
            var r = all[^1];
            return f(Part(all, 0), Part(all, 1), Part(all, 2), Part(all, 3), Part(all, 4), _label, n, d, ref r, out _);
        }

        /// <summary>All that it leaves behind, weighted.</summary>
        public double Weighted(Value f)
        {
            var (r, y, q) = (all[^1], Part(all, 1), Part(all, 4));
            var value = f(Part(all, 0), y, Part(all, 2), Part(all, 3), q, _label, n, d, ref r, out var o);
            return Sum(value, y, q, r, o);
        }

        private static double Sum(double value, double[] y, double[] q, double r, double o) =>
            GradResult * value + GradO * o + GradR * r + y.Select((v, i) => v * Weight(i)).Sum() + q.Select((v, i) => v * Weight(i + 3)).Sum();

        private static double Weight(int i) => Math.Cos(i);

        public (double Value, double[] Gradient) Run(Gradient f)
        {
            var g = new double[all.Length];
            Array.Fill(g, 7);
            var r = all[^1];
            (var value, g[^1]) = f(Part(all, 0), Part(all, 1), Part(all, 2), Part(all, 3), Part(all, 4), _label, n, d, ref r, out _,
                g.AsSpan(0, _ends[0]), g.AsSpan(_ends[0].._ends[1]), g.AsSpan(_ends[1].._ends[2]), g.AsSpan(_ends[2].._ends[3]), g.AsSpan(_ends[3].._ends[4]));
            return (value, g);
        }

        // What is written has one gradient, in both directions; q only where the method writes it.
        public (double Value, double[] Gradient) Run(Backward f)
        {
            var g = new double[all.Length];
            var (y, q, r, gradR, gradO) = (Part(all, 1), Part(all, 4), all[^1], GradR, GradO);
            for (var i = 0; i < y.Length; i++) g[_ends[0] + i] = Weight(i);
            for (var i = 0; i < q.Length; i++) g[_ends[3] + i] = Weight(i + 3);
            var value = f(Part(all, 0), y, Part(all, 2), Part(all, 3), q, _label, n, d, ref r, out var o, GradResult,
                g.AsSpan(0, _ends[0]), g.AsSpan(_ends[0].._ends[1]), g.AsSpan(_ends[1].._ends[2]), g.AsSpan(_ends[2].._ends[3]), g.AsSpan(_ends[3].._ends[4]), ref gradR, ref gradO);
            g[^1] = gradR;
            return gradO == 0 ? (Sum(value, y, q, r, o), g) : throw new InvalidOperationException($"the gradient of an out parameter is {gradO:R}");
        }

        public Lane[] Lanes(double[] tangents)
        {
            Lane Numbers(int k)
            {
                var (values, slopes) = (Part(all, k), Part(tangents, k));
                return new Lane(new Window([.. values.Zip(slopes, (v, t) => new Lane(v, t))], 0, values.Length));
            }
            var label = new Lane(new Window([.. _label.Select(l => new Lane(l))], 0, n));
            return [Numbers(0), Numbers(1), Numbers(2), Numbers(3), Numbers(4), label, new Lane(n), new Lane(d), new Lane(all[^1], tangents[^1]), new Lane(0.0)];
        }
    }
}
