using System.Diagnostics.Tracing;

namespace AutoBackprop.Tests;

/// <summary>Counts the elements that a thread borrows from the shared array pools, as these report them. While it listens every
/// thread pays for the report: not beside tests that measure allocation, see <see cref="Alone"/>.</summary>
internal sealed class RentedMemory : EventListener
{
    private const int BufferRented = 1;

    [ThreadStatic] private static long s_elements;

    /// <summary>Elements of all arrays borrowed while it runs, given back or not.</summary>
    public static long By(Action run)
    {
        using var listener = new RentedMemory();
        run(); // whatever grows once
        s_elements = 0;
        run();
        return s_elements;
    }

    protected override void OnEventSourceCreated(EventSource source)
    {
        if (source.Name == "System.Buffers.ArrayPoolEventSource") EnableEvents(source, EventLevel.Verbose);
    }

    // Raised on the thread that borrows: bufferId, bufferSize, poolId, bucketId.
    protected override void OnEventWritten(EventWrittenEventArgs written)
    {
        if (written.EventId == BufferRented) s_elements += (int)written.Payload![1]!;
    }
}
