using System.Runtime.Intrinsics;

namespace AutoBackprop.Tests;

/// <summary>Which random programs a run looks at: other ones in every configuration of CI, so that a whole run of it sees four times as
/// many. ARRAY_SEED: from this seed on; ARRAY_BATCHES: so many batches.</summary>
internal static class ProgramSeeds
{
    public const int Batch = 25;

    private const int Apart = 100_000;

#if DEBUG
    private const int Configuration = 0;
#else
    private static readonly int Configuration = Vector512.IsHardwareAccelerated ? 1 : Vector256.IsHardwareAccelerated ? 2 : 3;
#endif

    /// <summary>The first seed of each batch.</summary>
    public static TheoryData<int> Of(int batches) =>
        [.. Enumerable.Range(0, Setting("ARRAY_BATCHES", batches)).Select(b => Setting("ARRAY_SEED", Configuration * Apart) + b * Batch)];

    private static int Setting(string name, int usual) => int.TryParse(Environment.GetEnvironmentVariable(name), out var value) ? value : usual;
}
