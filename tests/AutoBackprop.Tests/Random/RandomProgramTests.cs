using System.Diagnostics;
using Xunit.Abstractions;

namespace AutoBackprop.Tests;

/// <summary>Gradients of random programs against forward mode by operators. AUTOBACKPROP_SEED: other programs;
/// AUTOBACKPROP_PROGRAMS: how many; AUTOBACKPROP_FAILURES: a file for all that fail.</summary>
public class RandomProgramTests(ITestOutputHelper output)
{
    private const int Batch = 100, Points = 4;

    [Fact]
    public void Gradients_of_random_programs_agree_with_forward_mode()
    {
        var watch = Stopwatch.StartNew();
        var (seed, count) = (Setting("AUTOBACKPROP_SEED", 20260801), Setting("AUTOBACKPROP_PROGRAMS", 200));
        var problems = new List<(RandomMethod Method, string Why)>();
        var (compared, skipped) = (0, 0);
        for (var first = 0; first < count; first += Batch)
        {
            var single = IsSingle(first);
            var batch = new RandomBatch(Enumerable.Range(first, Math.Min(Batch, count - first)).Select(i => RandomProgram.Write(seed + i, i)), single);
            problems.AddRange(batch.Problems(Points));
            compared += batch.Compared;
            skipped += batch.Skipped;
            output.WriteLine($"{watch.Elapsed.TotalSeconds:F1} s");
        }
        output.WriteLine($"{count} programs, {compared} gradients compared, {skipped} points skipped, {watch.Elapsed.TotalSeconds:F1} s");
        if (problems.Count > 0) Assert.Fail($"seed {seed}: {problems.Count} programs of {count} fail; the shortest, made smaller:\n{Explain(problems)}");
        Assert.True(skipped < compared / 20, $"{skipped} points of {compared} were skipped");
    }

    private static string Explain(List<(RandomMethod Method, string Why)> problems)
    {
        var texts = new List<string>();
        var file = Environment.GetEnvironmentVariable("AUTOBACKPROP_FAILURES");
        // One of each kind first.
        var order = problems.OrderBy(p => p.Method.Text.Length).GroupBy(p => Reducer.Kind(p.Why)).SelectMany(g => g.Select((p, i) => (i, p))).OrderBy(p => p.i).Select(p => p.p);
        foreach (var (method, why) in order.Take(file is null ? 1 : Setting("AUTOBACKPROP_REDUCE", 5)))
        {
            var (smaller, reason, generated) = Reducer.Reduce(method, why, IsSingle(int.Parse(method.Name[1..])), Points, TimeSpan.FromSeconds(20));
            texts.Add($"{smaller.Name} (seed {smaller.Seed}): {reason}\n{smaller.Text}\n{generated}");
        }
        if (file is not null) File.WriteAllText(file, string.Join("\n\n", problems.Select(p => p.Why.Split('\n')[0]).Concat(texts)));
        return texts[0];
    }

    // One batch in five.
    private static bool IsSingle(int number) => number / Batch % 5 == 4;

    private static int Setting(string name, int usual) => int.TryParse(Environment.GetEnvironmentVariable(name), out var value) ? value : usual;
}
