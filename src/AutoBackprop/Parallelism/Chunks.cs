using System.ComponentModel;
using System.Numerics;
using System.Runtime.CompilerServices;

namespace AutoBackprop;

/// <summary>Loops in chunks of iterations that run on several cores. How many chunks there are, and which iterations belong to which, depends
/// on the work alone, never on the machine. For generated code.</summary>
[EditorBrowsable(EditorBrowsableState.Never)]
public static class Chunks
{
    /// <summary>One chunk.</summary>
    /// <param name="chunk">Which.</param>
    /// <param name="frame">What all of them are handed, on the stack of the caller.</param>
    public delegate void Body<TFrame>(int chunk, ref TFrame frame) where TFrame : allows ref struct;

    /// <summary>More chunks are never made.</summary>
    public const int Most = 64;

    /// <summary>The memory, in bytes, that sums of chunks take at most.</summary>
    public const int MostMemory = 64 << 20;

    // In operations, a tenth to a third of a nanosecond each: less is not worth the way to another core and back.
    private const double Smallest = 300_000, EachAtLeast = 50_000;

    // An element of a chunk's own sums is cleared, written once more and added: so many operations.
    private const double OfElement = 60;

    /// <summary>How many chunks a loop is worth; one for little work.</summary>
    /// <param name="trips">Iterations.</param>
    /// <param name="work">Operations of each, about.</param>
    /// <param name="elements">Elements that each chunk has for its own sums.</param>
    public static int Count(int trips, double work, double elements)
    {
        var total = trips * work;
        if (!(total >= Smallest) || trips < 2) return 1;
        var chunks = Math.Min(Math.Min(Most, trips), total / EachAtLeast);
        if (elements > 0) chunks = Math.Min(chunks, Math.Min(MostMemory / (sizeof(double) * elements), total / (OfElement * elements)));
        return chunks >= 2 ? (int)chunks : 1;
    }

    /// <summary>The first iteration of a chunk; of the one behind the last, how many there are. Chunks begin where whole vectors do, if
    /// they are large enough.</summary>
    public static int Begin(int chunk, int chunks, int trips)
    {
        var each = trips / chunks;
        var unit = each >= 1024 ? 64 : each >= 32 ? 16 : 1;
        return chunk == chunks ? trips : (int)((long)(trips / unit) * chunk / chunks) * unit;
    }

    /// <summary>Elements for the sums of all chunks; none where one chunk adds to the memory itself.</summary>
    public static int Room(int chunks, int length) => chunks > 1 ? checked(chunks * length) : 0;

    /// <summary>A call begins: one that was cancelled before does not.</summary>
    public static void Start(ParallelOptions? options) => options?.CancellationToken.ThrowIfCancellationRequested();

    /// <summary>Runs every chunk. What one throws is thrown here, as it was; of several, what the first one by number throws.</summary>
    /// <remarks>The frame stays on the stack of the caller, who waits: other threads read it there. References in it are kept up to date
    /// by the garbage collector, for they lie on a stack; nothing has to be pinned.</remarks>
    public static unsafe void Run<TFrame>(int chunks, ParallelOptions? options, ref TFrame frame, Body<TFrame> body)
        where TFrame : allows ref struct
    {
        var cores = options is { MaxDegreeOfParallelism: > 0 and var most } ? most : Environment.ProcessorCount;
        if (chunks > 1 && cores > 1)
        {
            new Crew<TFrame>(chunks, options, (nint)Unsafe.AsPointer(ref frame), body).Run(Math.Min(chunks, cores));
            return;
        }
        for (var chunk = 0; chunk < chunks; chunk++)
        {
            if (chunk > 0) Start(options);
            body(chunk, ref frame);
        }
    }

    /// <summary>Adds the sums of all chunks to what they belong to, in pairs, pairs of pairs, and so on.</summary>
    public static void Total<T>(Span<T> sums, Span<T> into, int chunks, ParallelOptions? options) where T : unmanaged, INumber<T>
    {
        if (chunks == 1 || into.Length == 0) return;
        var frame = new Totals<T> { Sums = sums, Into = into, Chunks = chunks, Parts = sums.Length < 1 << 15 ? 1 : 16 };
        // What has come so far is not cancelled any more.
        options = options is null ? null
            : new() { MaxDegreeOfParallelism = options.MaxDegreeOfParallelism, TaskScheduler = options.TaskScheduler };
        Run(frame.Parts, options, ref frame, static (int part, ref Totals<T> of) => of.Add(part));
    }

    /// <summary>The sum of what each chunk has summed up.</summary>
    public static T Sum<T>(ReadOnlySpan<T> sums, int chunks) where T : unmanaged, INumber<T> => chunks == 1 ? sums[0]
        : Sum(sums, chunks - chunks / 2) + Sum(sums[(chunks - chunks / 2)..], chunks / 2);

    private ref struct Totals<T> where T : unmanaged, INumber<T>
    {
        private const int Block = 128;

        public Span<T> Sums, Into;
        public int Chunks, Parts;

        public readonly void Add(int part)
        {
            var (from, to) = (Begin(part, Parts, Into.Length), Begin(part + 1, Parts, Into.Length));
            for (var start = from; start < to; start += Block)
            {
                var length = Math.Min(Block, to - start);
                for (var apart = 1; apart < Chunks; apart *= 2)
                    for (var chunk = 0; chunk + apart < Chunks; chunk += 2 * apart)
                        Add(Of(chunk, start, length), Of(chunk + apart, start, length));
                Add(Into.Slice(start, length), Of(0, start, length));
            }
        }

        private readonly Span<T> Of(int chunk, int start, int length) => Sums.Slice(chunk * Into.Length + start, length);

        private static void Add(Span<T> to, ReadOnlySpan<T> from)
        {
            var i = 0;
            for (; i <= to.Length - Vector<T>.Count; i += Vector<T>.Count)
                (new Vector<T>(to[i..]) + new Vector<T>(from[i..])).CopyTo(to[i..]);
            for (; i < to.Length; i++) to[i] += from[i];
        }
    }
}
