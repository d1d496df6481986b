namespace AutoBackprop.Tests;

/// <summary>What calls leave to the garbage collector.</summary>
internal static class Allocated
{
    private const int Attempts = 10;

    /// <summary>Managed bytes of so many calls, after as many that warm up.</summary>
    /// <remarks>The pool that they rent from is everyone's: a collection trims it and other threads take from it at any time. So the least of some attempts counts;
    /// a call that allocates does so in each of them.</remarks>
    public static long By(Action run, int calls = 5)
    {
        var least = long.MaxValue;
        for (var i = 0; i < Attempts && least != 0; i++) least = Math.Min(least, Once(run, calls));
        return least;
    }

    private static long Once(Action run, int calls)
    {
        for (var i = 0; i < calls; i++) run();
        var before = GC.GetAllocatedBytesForCurrentThread();
        for (var i = 0; i < calls; i++) run();
        return GC.GetAllocatedBytesForCurrentThread() - before;
    }
}
