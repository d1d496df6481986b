namespace AutoBackprop.Tests;

/// <summary>Numbers to run two builds of a gradient on, NaN and infinities among them, and whether the two agree.</summary>
internal static class Agreement
{
    private static readonly double[] Odd = [double.NaN, double.PositiveInfinity, double.NegativeInfinity];

    /// <summary>Around the lengths of vectors, and one for which arrays are pooled.</summary>
    public static IEnumerable<int> Lengths => Enumerable.Range(0, 81).Append(1000);

    /// <summary>Ordinary numbers, and then a few odd ones among them.</summary>
    public static IEnumerable<double[]> Planted(int n, int seed)
    {
        yield return ArrayCheck.Data(n, 7 * n + seed);
        var random = new Random(n + seed);
        for (var round = 0; round < (n == 0 ? 0 : n > 80 ? 2 : 3); round++)
        {
            var x = ArrayCheck.Data(n, 7 * n + seed);
            for (var k = random.Next(1, 3); k > 0; k--) x[random.Next(n)] = Odd[random.Next(Odd.Length)];
            yield return x;
        }
    }

    public static string Text(double[] x) => x.Length > 30 ? $"{x.Length}, {string.Join(", ", x.Select((v, i) => (v, i)).Where(p => !double.IsFinite(p.v)).Select(p => $"{p.v} at {p.i}"))}" : $"[{string.Join(", ", x)}]";

    public static void Check(string what, double[] actual, double[] expected, double tolerance)
    {
        Assert.Equal(expected.Length, actual.Length);
        var size = expected.Where(double.IsFinite).Append(1).Max(Math.Abs);
        for (var i = 0; i < actual.Length; i++)
            Assert.True(actual[i].Equals(expected[i]) || Math.Abs(actual[i] - expected[i]) <= tolerance * size, $"{what} [{i}]: {actual[i]:R}, plain {expected[i]:R}");
    }

    /// <summary>Forward mode takes differences of each operation, which say nothing beside a kink: then other numbers have to agree.</summary>
    /// <param name="complaint">Of a length and a seed: what does not agree, or null.</param>
    public static void CheckForward(Func<int, int, string?> complaint)
    {
        var beside = 0;
        foreach (var n in Lengths.Where(n => n <= 80))
        {
            List<string?> complaints = [];
            do complaints.Add(complaint(n, n + 1000 * complaints.Count));
            while (complaints[^1] is not null && complaints.Count < 4);
            Assert.True(complaints[^1] is null, string.Join("\n", complaints));
            if (complaints.Count > 1) beside++;
        }
        // That is rare; what often disagrees is wrong.
        Assert.InRange(beside, 0, 16);
    }
}
