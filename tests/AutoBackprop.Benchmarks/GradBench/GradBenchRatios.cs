using System.Diagnostics;

namespace AutoBackprop.Benchmarks.GradBench;

/// <summary>What a gradient costs as a multiple of its objective in plain C#.</summary>
public static class GradBenchRatios
{
    private const double Agreement = 1e-8, SecondsPerTurn = 0.002, SecondsInAll = 6;

    /// <param name="folder">Of inputs and expected outputs, or null for random inputs.</param>
    /// <param name="only">Part of the name of a workload.</param>
    public static void Print(string? folder, string? only = null)
    {
        Console.WriteLine(folder is null ? "\nNo --data: random numbers in the shapes of GradBench." : $"\nData and expected outputs of GradBench; agreement within {Agreement:g1} is required.");
        var table = new Table("Value and gradient of GradBench's workloads, turn by turn with their values, milliseconds",
            "workload", "gradient, min", "primal, min", "ratio of minima", "of medians", "target", "bytes allocated", "deviation");
        foreach (var workload in new Workloads(folder).All().Where(w => only is null || w.Name.Contains(only, StringComparison.Ordinal))) Add(workload);
        table.Print();
        PrintModes([.. new Workloads(folder).All().Where(w => only is null || w.Name.Contains(only, StringComparison.Ordinal))]);

        void Add(Workload workload)
        {
            if (Math.Abs(workload.Gradient() - workload.Primal()) > 1e-9 * Math.Abs(workload.Primal())) throw new InvalidOperationException($"'{workload.Name}' computes something else.");
            var deviation = workload.Deviation?.Invoke();
            if (deviation > Agreement) throw new InvalidOperationException($"'{workload.Name}' is {deviation:g2} from the expected output.");

            var clock = Stopwatch.StartNew();
            workload.Primal();
            var seconds = clock.Elapsed.TotalSeconds;
            var calls = (int)Math.Clamp(SecondsPerTurn / seconds, 1, 1000);
            var rounds = (int)Math.Clamp(SecondsInAll / (2 * calls * seconds), 7, 300);
            var samples = Interleaved.Measure(rounds, [() => Repeat(calls, workload.Gradient), () => Repeat(calls, workload.Primal)]);

            table.Add(workload.Name, $"{samples[0].Minimum / calls * 1e3:f3}", $"{samples[1].Minimum / calls * 1e3:f3}",
                $"{samples[0].Minimum / samples[1].Minimum:f2}", $"{samples[0].Median / samples[1].Median:f2}", $"at most {workload.Target:f2}", $"{Allocation.Of(() => workload.Gradient())}", deviation is { } known ? $"{known:g2}" : "");
        }
    }

    private static void PrintModes(IReadOnlyList<Workload> workloads)
    {
        var table = new Table("The other modes, milliseconds, and as multiples: the value of the plain objective, the tangent of the value, the Hessian-vector product of the gradient",
            "workload", "value, min", "ratio", "target", "tangent, min", "ratio", "target", "Hessian-vector, min", "ratio", "target", "bytes allocated");
        foreach (var workload in workloads)
        {
            if (workload.Modes is not { } modes) continue;
            Func<double>[] runs = [workload.Primal, modes.Value, modes.Tangent, workload.Gradient, modes.HessianVector];
            if (runs.Any(r => Math.Abs(r() - workload.Primal()) > 1e-9 * Math.Abs(workload.Primal()))) throw new InvalidOperationException($"'{workload.Name}' computes something else in another mode.");
            var clock = Stopwatch.StartNew();
            workload.Primal();
            var seconds = clock.Elapsed.TotalSeconds;
            var calls = (int)Math.Clamp(SecondsPerTurn / seconds, 1, 1000);
            var minima = Interleaved.Measure((int)Math.Clamp(SecondsInAll / (3 * calls * seconds), 7, 300), [.. runs.Select(r => (Action)(() => Repeat(calls, r)))]).Select(s => s.Minimum / calls * 1e3).ToList();
            table.Add(workload.Name, $"{minima[1]:f3}", $"{minima[1] / minima[0]:f2}", "at most 0.35", $"{minima[2]:f3}", $"{minima[2] / minima[1]:f2}", $"at most {modes.Target:f2}",
                $"{minima[4]:f3}", $"{minima[4] / minima[3]:f2}", "at most 2.50", $"{runs.Skip(1).Sum(r => Allocation.Of(() => r()))}");
        }
        table.Print();
    }

    private static void Repeat(int calls, Func<double> run)
    {
        for (var i = 0; i < calls; i++) run();
    }
}
