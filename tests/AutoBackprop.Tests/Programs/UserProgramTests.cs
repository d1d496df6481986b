using System.Diagnostics;
using Xunit.Abstractions;

namespace AutoBackprop.Tests.Programs;

/// <summary>Random programs as users write them: value, memory, effects and exceptions against the method itself, gradients against
/// forward mode over the same source. AUTOBACKPROP_LONG: 20,000 programs over numbers and 10,000 over arrays; AUTOBACKPROP_PROGRAMS: so
/// many of each; AUTOBACKPROP_SEED: from this one on; AUTOBACKPROP_FAILURES: a file for all that fail.</summary>
public class UserProgramTests(ITestOutputHelper output)
{
    // Compiled together: more of them cost less each, up to here.
    private const int Batch = 100;

    private static readonly string Forward = Repository.PathTo("tests", "AutoBackprop.Tests", "Programs", "Forward");

    [Fact]
    public void Programs_over_numbers_agree_with_themselves_and_with_forward_mode() =>
        Check("numbers", ProgramGenerator.Scalar, usual: 500, many: 20_000);

    [Fact]
    public void Programs_over_arrays_agree_with_themselves_and_with_forward_mode() =>
        Check("arrays", ProgramGenerator.Arrays, usual: 300, many: 10_000);

    private void Check(string what, Func<int, ProgramSource> write, int usual, int many)
    {
        var watch = Stopwatch.StartNew();
        var isLong = Environment.GetEnvironmentVariable("AUTOBACKPROP_LONG") is not null;
        var (seed, count) = (Setting("AUTOBACKPROP_SEED", 1), Setting("AUTOBACKPROP_PROGRAMS", isLong ? many : usual));
        var (compared, skipped) = (0, 0);
        List<(ProgramSource Program, Verdict Verdict, string Why)> all = [];
        for (var first = 0; first < count; first += Batch)
        {
            var batch = new ProgramBatch(Enumerable.Range(seed + first, Math.Min(Batch, count - first)).Select(write), new Product(),
                Forward);
            all.AddRange(batch.Verdicts);
            compared += batch.Compared;
            skipped += batch.Skipped;
        }
        var refused = all.Where(v => v.Verdict == Verdict.Refused).ToList();
        output.WriteLine($"{all.Count} programs over {what} from seed {seed} on, {compared} runs of a gradient compared, {skipped} points at kinks without, "
            + $"{refused.Count} programs refused, {watch.Elapsed.TotalSeconds:F0} s");
        foreach (var reason in refused.GroupBy(r => r.Why.Split(" at «")[0]).OrderByDescending(g =>
            g.Count())) output.WriteLine($"  {reason.Count()}: {reason.Key}");

        var failed = all.Where(v => v.Verdict is Verdict.Wrong or Verdict.Illegal or Verdict.Oracle).ToList();
        if (failed.Count > 0) Assert.Fail($"seed {seed}: {failed.Count} programs over {what} of {all.Count} fail. {Explain(failed)}");
        // A generator that is refused finds nothing.
        Assert.True(refused.Count <= all.Count / 4, $"{refused.Count} programs of {all.Count} are refused");
        Assert.True(skipped <= compared / 4, $"{skipped} points lie at kinks, {compared} runs were compared");
    }

    private static string Explain(List<(ProgramSource Program, Verdict Verdict, string Why)> failed)
    {
        var shortest = failed.OrderBy(f => f.Program.Text.Length).First();
        if (Environment.GetEnvironmentVariable("AUTOBACKPROP_FAILURES") is { } file)
            File.WriteAllText(file, string.Join("\n\n", failed.Select(f =>
                $"seed {f.Program.Seed}: {f.Verdict} {f.Why}\n{f.Program.Text}")));
        if (shortest.Verdict != Verdict.Wrong) return $"Seed {shortest.Program.Seed}: {shortest.Verdict} {shortest.Why}\n{shortest.Program.Text}";
        var (program, why, generated) = ProgramReducer.Reduce(shortest.Program, shortest.Why, new Product(), Forward,
            TimeSpan.FromSeconds(60));
        return $"The shortest, of seed {program.Seed}, made smaller: {why}\n{program.Text}\n{generated}";
    }

    private static int Setting(string name, int usual) => int.TryParse(Environment.GetEnvironmentVariable(name), out var value) ? value
        : usual;
}
