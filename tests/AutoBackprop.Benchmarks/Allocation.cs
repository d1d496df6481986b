namespace AutoBackprop.Benchmarks;

/// <summary>What a call leaves to the garbage collector.</summary>
public static class Allocation
{
    /// <summary>Bytes of one call, of which there have been some before.</summary>
    public static long Of(Action call)
    {
        var before = GC.GetAllocatedBytesForCurrentThread();
        call();
        return GC.GetAllocatedBytesForCurrentThread() - before;
    }
}
