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

    // In operations, a hundredth to a third of a nanosecond each: less is not worth the way to another core and back.
    private const double Smallest = 1_000_000, EachAtLeast = 250_000;

    // So many operations pay for an element of a chunk's own sums, in each lane of a vector: it is cleared, written once more, and added.
    // With less of them few chunks must do, with much less one.
    private const double OfElement = 8_000, OfElementAtLeast = 2_000;
    private const int Few = 4;

    private static readonly ParallelOptions AllCores = new();

    [ThreadStatic]
    private static ParallelOptions? t_cores;

    [ThreadStatic]
    private static bool t_eager;

    /// <summary>For tests: what this thread calls is worth chunks, however little it does.</summary>
    internal static bool IsEager
    {
        get => t_eager;
        set => t_eager = value;
    }

    /// <summary>How many chunks a loop is worth; one for little work.</summary>
    /// <param name="trips">Iterations.</param>
    /// <param name="work">Operations of each, about.</param>
    /// <param name="elements">Elements that each chunk has for its own sums.</param>
    public static int Count(int trips, double work, double elements)
    {
        var total = trips * work;
        if (!(total >= Smallest) || trips < 2) return t_eager ? Math.Clamp(trips, 1, 5) : 1;
        var chunks = Math.Min(Math.Min(Most, trips), total / EachAtLeast);
        if (elements > 0)
        {
            if (total < OfElementAtLeast * elements) return 1;
            chunks = Math.Min(chunks, Math.Min(MostMemory / (sizeof(double) * elements), Math.Max(Few, total / (OfElement * elements))));
        }
        // Few of them should go evenly into two, four or eight cores.
        return !(chunks >= 2) ? 1 : chunks < 32 ? 1 << BitOperations.Log2((uint)chunks) : (int)chunks;
    }

    /// <summary>No loop of a method that does so much work, about, is worth more than one chunk.</summary>
    public static bool IsSmall(double work) => !(work >= Smallest) && !t_eager;

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

    /// <summary>The same options for what cannot be undone any more.</summary>
    [return: System.Diagnostics.CodeAnalysis.NotNullIfNotNull(nameof(options))]
    public static ParallelOptions? Uncancelled(ParallelOptions? options) => options is not { CancellationToken.CanBeCanceled: true } ? options
        : new() { MaxDegreeOfParallelism = options.MaxDegreeOfParallelism, TaskScheduler = options.TaskScheduler };

    /// <summary>Large products of matrices run on several cores until what this returns is disposed of.</summary>
    public static Scope Enter(ParallelOptions? options)
    {
        var outer = t_cores;
        t_cores = Uncancelled(options) ?? AllCores;
        return new(outer);
    }

    /// <summary>On which cores large products run; null for this thread alone.</summary>
    internal static ParallelOptions? Cores => t_cores;

    /// <summary>Where products run on several cores. For generated code.</summary>
    public readonly ref struct Scope : IDisposable
    {
        private readonly ParallelOptions? _outer;

        internal Scope(ParallelOptions? outer) => _outer = outer;

        /// <summary>The end of it.</summary>
        public void Dispose() => t_cores = _outer;
    }

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
            RunOne(chunk, chunks, ref frame, body);
        }
    }

    /// <summary>Runs a chunk. Its products are its own business, on whichever thread it runs; a loop that is one chunk is the
    /// method's.</summary>
    internal static void RunOne<TFrame>(int chunk, int chunks, ref TFrame frame, Body<TFrame> body) where TFrame : allows ref struct
    {
        if (chunks == 1 || t_cores is not { } outer)
        {
            body(chunk, ref frame);
            return;
        }
        t_cores = null;
        try
        {
            body(chunk, ref frame);
        }
        finally
        {
            t_cores = outer;
        }
    }

    /// <summary>Adds the sums of all chunks to what they belong to, in pairs, pairs of pairs, and so on.</summary>
    public static void Total<T>(Span<T> sums, Span<T> into, int chunks, ParallelOptions? options) where T : unmanaged, INumber<T>
    {
        if (chunks == 1 || into.Length == 0) return;
        var frame = new Totals<T> { Sums = sums, Into = into, Chunks = chunks, Parts = sums.Length < 1 << 15 ? 1 : 16 };
        Run(frame.Parts, Uncancelled(options), ref frame, static (int part, ref Totals<T> of) => of.Add(part));
    }

    /// <summary>The sum of what each chunk has summed up.</summary>
    public static T Sum<T>(Span<T> sums, int chunks) where T : unmanaged, INumber<T> => chunks == 1 ? sums[0]
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
