using System.Reflection;

namespace AutoBackprop.Tests;

/// <summary>Random methods over arrays: their gradients against differences.</summary>
public class ArrayProgramTests
{
    private delegate double Value(ReadOnlySpan<double> a, double[] b, ReadOnlySpan<double> c, double k);

    private delegate (double Value, double GradK) Gradient(
        ReadOnlySpan<double> a, double[] b, ReadOnlySpan<double> c, double k, Span<double> gradA, Span<double> gradB, Span<double> gradC);

    public static TheoryData<int> Seeds => ProgramSeeds.Of(batches: 7);

    [Theory, MemberData(nameof(Seeds))]
    public void Gradients_agree_with_differences(int first)
    {
        var programs = Enumerable.Range(first, ProgramSeeds.Batch).ToDictionary(seed => seed, seed => ArrayProgram.Of($"F{seed}", seed));
        var wrong = new List<string>();
        var generated = Generate(programs.Values);
        foreach (var errors in generated.Errors.GroupBy(e => e.Location.SourceTree?.FilePath).ToList())
        {
            // The others are still to be looked at.
            var seed = programs.Keys.FirstOrDefault(seed => errors.Key?.Contains($"F{seed}.", StringComparison.Ordinal) ?? false, -1);
            wrong.Add($"seed {seed}: {errors.First()}\n{programs.GetValueOrDefault(seed)}");
            programs.Remove(seed);
        }
        if (wrong.Count > 0) generated = Generate(programs.Values);

        var methods = generated.Load().GetType("Programs")!.GetMethods(BindingFlags.Static | BindingFlags.NonPublic).ToDictionary(m => m.Name);
        foreach (var (seed, text) in programs)
            if (Check(methods[$"F{seed}"].CreateDelegate<Value>(), methods[$"F{seed}Gradient"].CreateDelegate<Gradient>(), seed) is { } error)
                wrong.Add($"seed {seed}: {error}\n{text}");
        Assert.True(wrong.Count == 0, $"from seed {first} on:\n{string.Join("\n", wrong)}");
    }

    private static Generated Generate(IEnumerable<string> programs) =>
        Compile.Generate($"using System; using AutoBackprop; public static partial class Programs\n{{\n{string.Join("\n", programs)}}}\n");

    private static string? Check(Value f, Gradient gradient, int seed)
    {
        foreach (var n in (int[])[1, 2, 3, 7, 8, 9, 17, 26])
        {
            var all = ArrayCheck.Data(3 * n + 1, seed * 100 + n);
            double Of(double[] v) => f(v.AsSpan(0, n), v[n..(2 * n)], v.AsSpan(2 * n, n), v[3 * n]);
            var g = new double[3 * n + 1];
            double value;
            try
            {
                (value, g[3 * n]) = gradient(all.AsSpan(0, n), all[n..(2 * n)], all.AsSpan(2 * n, n), all[3 * n], g.AsSpan(0, n), g.AsSpan(n, n), g.AsSpan(2 * n, n));
            }
            catch (Exception e) when (e is IndexOutOfRangeException or ArgumentException or NullReferenceException or InvalidOperationException)
            {
                return $"n = {n}: {e.GetType().Name} {e.Message}";
            }
            if (ArrayCheck.Differs(Of, all, value, g, 3 * n + 1) is { } wrong) return $"n = {n}: {wrong}";
        }
        return null;
    }
}
