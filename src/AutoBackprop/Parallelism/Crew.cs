using System.Runtime.CompilerServices;
using System.Runtime.ExceptionServices;

namespace AutoBackprop;

/// <summary>Threads that take one chunk after the other, in order, until none is left.</summary>
/// <param name="chunks">How many.</param>
/// <param name="options">The caller's.</param>
/// <param name="frame">Where the frame lies, on the stack of the thread that waits.</param>
/// <param name="body">A chunk.</param>
internal sealed unsafe class Crew<TFrame>(int chunks, ParallelOptions? options, nint frame, Chunks.Body<TFrame> body)
    where TFrame : allows ref struct
{
    private static readonly ParallelOptions AllCores = new();

    private readonly Lock _lock = new();
    private int _taken;
    private int _failed = int.MaxValue;
    private ExceptionDispatchInfo? _failure;
    private volatile bool _cancelled;

    public void Run(int threads)
    {
        Parallel.For(0, threads, options is null ? AllCores
            : new() { MaxDegreeOfParallelism = options.MaxDegreeOfParallelism, TaskScheduler = options.TaskScheduler }, Take);
        _failure?.Throw();
        if (_cancelled) options!.CancellationToken.ThrowIfCancellationRequested();
    }

    private void Take(int thread)
    {
        while (Interlocked.Increment(ref _taken) - 1 is var chunk && chunk < chunks)
        {
            // Chunks before one that failed have been taken already, and end.
            if (chunk > Volatile.Read(ref _failed)) return;
            if (options is { CancellationToken.IsCancellationRequested: true })
            {
                _cancelled = true;
                return;
            }
            try
            {
                Chunks.RunOne(chunk, chunks, ref Unsafe.AsRef<TFrame>((void*)frame), body);
            }
            catch (Exception failure)
            {
                Fail(chunk, failure);
            }
        }
    }

    private void Fail(int chunk, Exception failure)
    {
        lock (_lock)
        {
            if (chunk > _failed) return;
            _failed = chunk;
            _failure = ExceptionDispatchInfo.Capture(failure);
        }
    }
}
