namespace AutoBackprop.Tests.Programs;

/// <summary>Where a program is run: ordinary numbers, and points with exact zeros, where guards decide.</summary>
internal sealed record ProgramPoint(int Length, double[] Start, int[] Whole, int Seed)
{
    private static readonly int[] Lengths = [4, 9, 5, 17, 37];

    public static IEnumerable<ProgramPoint> Of(ProgramSource program)
    {
        var hasMemory = program.Parameters.Any(p => p.IsMemory || p.Passing == Passing.Length);
        for (var at = 0; at < (hasMemory ? 5 : 4); at++)
        {
            var random = new Random(program.Seed * 7 + at);
            var n = Lengths[at];
            var (zeros, equals) = (at == 1 ? 40 : at == 2 ? 15 : 0, at == 3);
            double[] start = [.. Enumerable.Range(0, program.Inputs(n)).Select(_ => random.Next(100) < zeros ? 0 : equals
                ? random.Next(-4, 5) * 0.5 : random.NextDouble() * 3 - 1.5)];
            // Numbers that a float holds, where one may be meant.
            if (program.IsSingle) for (var i = 0; i < start.Length; i++) start[i] = (float)start[i];
            int[] whole = [n, .. program.Parameters.Where(p => p.Passing is Passing.Int or Passing.Bool).Select(p =>
                p.Passing == Passing.Bool ? random.Next(2) : random.Next(0, 5)),
                .. program.Parameters.Any(p => p.Passing == Passing.Ints) ? Enumerable.Range(0, n).Select(_ => random.Next(n)) : []];
            yield return new(n, start, whole, random.Next());
        }
    }

    public double[] Seeds(int count)
    {
        var random = new Random(Seed);
        return [.. Enumerable.Range(0, count).Select(_ => (float)(random.NextDouble() * 2 - 1))];
    }

    public override string ToString() => $"at ({string.Join(", ", Start.Select(v => $"{v:R}"))}) with {string.Join(", ", Whole)}";
}
