using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;

namespace AutoBackprop.Benchmarks;

/// <summary>What the figures were measured on, and what would spoil them.</summary>
public static class Machine
{
    public static void Print()
    {
        var bits = Vector512.IsHardwareAccelerated ? 512 : Vector256.IsHardwareAccelerated ? 256 : 128;
        Console.WriteLine($"{RuntimeInformation.FrameworkDescription}, {RuntimeInformation.ProcessArchitecture}, {bits}-bit vectors, {Environment.ProcessorCount} processors");

        // On one processor the runtime waits ten times as long before it optimises, and a benchmark measures code that is not.
        if (Environment.ProcessorCount == 1 && Environment.GetEnvironmentVariable("DOTNET_TC_DelaySingleProcMultiplier") != "1")
            Console.WriteLine("On one processor set DOTNET_TC_DelaySingleProcMultiplier=1, or these are figures of unoptimised code.");
#if DEBUG
        Console.WriteLine("Built without -c Release: these are figures of unoptimised code.");
#endif
    }
}
