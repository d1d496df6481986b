using System.Reflection;

namespace AutoBackprop.Tests.Programs;

/// <summary>One program at several points: the method itself against what was generated, and that against forward mode.</summary>
internal sealed class ProgramRun(ProgramSource program, Assembly real, Assembly dual, Assembly mode, string generated)
{
    private delegate void Forward(double[] start, double[] direction, int[] k, double[] value, double[] tangent, double[] scale);

    private readonly Action<double[], int[], double[]> _value = Of<Action<double[], int[], double[]>>(real, program, "Value");
    private readonly Forward _forward = Of<Forward>(dual, program, "Forward");
    private readonly FieldInfo _trace = real.GetType("Trace")!.GetField("Sum")!;
    private readonly PropertyInfo _kinked = mode.GetType("AutoBackprop.Tests.Programs.Forward.Dual")!.GetProperty("Kinked")!;
    private readonly bool _vectors = generated.Contains("Vector512") || program.Text.Contains("Linear.")
        || program.Text.Contains("TensorPrimitives.");

    public ProgramSource Program => program;
    public int Compared { get; private set; }
    public int Skipped { get; private set; }

    private static T Of<T>(Assembly assembly, ProgramSource program, string name) where T : Delegate =>
        assembly.GetType($"Call{program.Name}")!.GetMethod(name)!.CreateDelegate<T>();

    public (Verdict Verdict, string Why) Judge()
    {
        var gradient = program.HasGradient ? Of<Action<double[], int[], double[], double[]>>(real, program, "Gradient") : null;
        var backward = Of<Action<double[], int[], double[], double[]>>(real, program, "Backward");
        foreach (var point in ProgramPoint.Of(program))
        {
            var (outputs, inputs) = (program.Outputs(point.Length), program.Inputs(point.Length));
            var value = new double[outputs];
            var thrown = Run(() => _value(point.Start, point.Whole, value), out var effects);
            if (thrown is not null)
            {
                foreach (var (name, sweep) in new[] { ("Gradient", gradient), ("Backward", backward) })
                    if (sweep is not null && Run(() => sweep(point.Start, point.Whole, new double[outputs], new double[outputs + inputs]),
                        out _) is var other && other != thrown)
                        return (Verdict.Wrong, $"{name} throws {other ?? "nothing"}, the method {thrown}, {point}");
                continue;
            }

            var (slopes, scales, again, unlike) = Slopes(point, outputs, inputs);
            if (again is null) return (Verdict.Oracle, $"forward mode throws {unlike}, the method does not, {point}");
            if (Differs(again, value, isOther: true) is { } mismatch) return (Verdict.Oracle, $"forward mode runs otherwise: {mismatch}, {point}");
            var isSmooth = slopes is not null;
            if (!isSmooth) Skipped++;

            if (gradient is not null && Check("Gradient", gradient, new double[inputs], k => (Slope(slopes!, k, 0), scales![k][0]), i =>
                i) is { } one) return (Verdict.Wrong, one);
            var seeds = point.Seeds(outputs);
            var at = Places(point.Length);
            if (Check("Backward", backward, [.. seeds], k =>
                (slopes![k].Zip(seeds, (s, w) => s * w).Sum(), scales![k].Zip(seeds, (s, w) => s * Math.Abs(w)).Sum()), i =>
                    at[i]) is { } two) return (Verdict.Wrong, two);

            string? Check(string name, Action<double[], int[], double[], double[]> sweep, double[] g, Func<int,
                (double Slope, double Scale)> expected, Func<int, int> place)
            {
                var computed = new double[outputs];
                if (Run(() => sweep(point.Start, point.Whole, computed, g),
                    out var ticks) is { } unwanted) return $"{name} throws {unwanted}, the method does not, {point}";
                if (ticks != effects) return $"{name} has other effects than the method, {point}";
                // Rounding that grows without bound says nothing.
                var isWild = _vectors && scales is not null && scales.Any(s => s.Any(v => !(v < 1e8)));
                if (!isWild && Differs(computed, value) is { } other) return $"{name} has another value: {other}, {point}";
                Compared++;
                for (var k = 0; isSmooth && k < inputs; k++)
                {
                    var (slope, scale) = expected(k);
                    if (!double.IsFinite(slope) || !(scale < (program.IsSingle ? 1e3 : 1e8))) continue;
                    var (relative, absolute) = program.IsSingle ? (5e-4, 1e-4) : (1e-9, 1e-11);
                    if (!(Math.Abs(g[place(k)] - slope) <= relative * Math.Abs(slope) + absolute * (1 + scale)))
                        return $"{name} is wrong by {Input(k, point.Length)}: {g[place(k)]:R}, forward mode says {slope:R}, {point}";
                }
                return null;
            }
        }
        return (Verdict.Fine, "");

        static double Slope(double[][] slopes, int k, int result) => slopes[k][result];
    }

    /// <summary>Which input a place of the gradient belongs to; on the way back each output has a place.</summary>
    private int[] Places(int n)
    {
        List<int> places = [];
        var at = program.Results;
        foreach (var p in program.Parameters)
        {
            places.AddRange(Enumerable.Range(at, p.Inputs(n)));
            at += p.Outputs(n);
        }
        return [.. places];
    }

    private string Input(int k, int n)
    {
        foreach (var p in program.Parameters)
        {
            if (k < p.Inputs(n)) return p.IsMemory ? $"{p.Name}[{k}]" : p.Name;
            k -= p.Inputs(n);
        }
        return "?";
    }

    private (double[][]? Slopes, double[][]? Scales, double[]? Value, string Thrown) Slopes(ProgramPoint point, int outputs, int inputs)
    {
        var (slopes, scales) = (new double[inputs][], new double[inputs][]);
        double[] value = new double[outputs];
        _kinked.SetValue(null, false);
        for (var k = 0; k < Math.Max(1, inputs); k++)
        {
            var (direction, tangent, scale) = (new double[inputs], new double[outputs], new double[outputs]);
            if (inputs > 0) direction[k] = 1;
            try { _forward(point.Start, direction, point.Whole, value, tangent, scale); }
            catch (Exception e) when (e is not OutOfMemoryException) { return (null, null, null, e.GetType().Name); }
            if (inputs > 0) (slopes[k], scales[k]) = (tangent, scale);
        }
        return (bool)_kinked.GetValue(null)! ? (null, scales, value, "") : (slopes, scales, value, "");
    }

    // Vectors sum in another order, and forward mode has other functions of them.
    private string? Differs(double[] actual, double[] expected, bool isOther = false)
    {
        var size = expected.Where(double.IsFinite).Select(Math.Abs).Append(1).Max();
        for (var i = 0; i < actual.Length; i++)
            if (!actual[i].Equals(expected[i]) && !((_vectors || isOther)
                && Math.Abs(actual[i] - expected[i]) <= (program.IsSingle ? 1e-5 : 1e-12) * size))
                return $"{(i < program.Results ? "result" : $"output {i - program.Results}")} {actual[i]:R} instead of {expected[i]:R}";
        return null;
    }

    private string? Run(Action run, out int effects)
    {
        _trace.SetValue(null, 0);
        string? thrown = null;
        try { run(); }
        catch (Exception e) when (e is not OutOfMemoryException) { thrown = e.GetType().Name; }
        effects = (int)_trace.GetValue(null)!;
        return thrown;
    }
}
