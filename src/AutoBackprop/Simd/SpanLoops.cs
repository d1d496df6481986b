using System.Numerics;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;

namespace AutoBackprop;

/// <summary>The loops of the span operations on vectors. Lengths are the caller's business.</summary>
internal static class SpanLoops
{
    /// <summary>Σ xᵢ yᵢ, on two sums at once.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization | MethodImplOptions.NoInlining)]
    public static T Dot<T>(ReadOnlySpan<T> x, ReadOnlySpan<T> y) where T : unmanaged, INumber<T>
    {
        ref var a = ref MemoryMarshal.GetReference(x);
        ref var b = ref MemoryMarshal.GetReference(y);
        var (even, odd) = (Vector512<T>.Zero, Vector512<T>.Zero);
        var i = 0;
        for (; i <= x.Length - 2 * Vector512<T>.Count; i += 2 * Vector512<T>.Count)
        {
            even = MatrixTile.MultiplyAdd(Vector512.LoadUnsafe(ref a, (nuint)i), Vector512.LoadUnsafe(ref b, (nuint)i), even);
            odd = MatrixTile.MultiplyAdd(Vector512.LoadUnsafe(ref a, (nuint)(i + Vector512<T>.Count)),
                Vector512.LoadUnsafe(ref b, (nuint)(i + Vector512<T>.Count)), odd);
        }
        for (; i <= x.Length - Vector512<T>.Count; i += Vector512<T>.Count)
            even = MatrixTile.MultiplyAdd(Vector512.LoadUnsafe(ref a, (nuint)i), Vector512.LoadUnsafe(ref b, (nuint)i), even);
        var sum = Vector512.Sum(even + odd);
        for (; i < x.Length; i++) sum += x[i] * y[i];
        return sum;
    }

    /// <summary>Σ xᵢ.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization | MethodImplOptions.NoInlining)]
    public static T Sum<T>(ReadOnlySpan<T> x) where T : unmanaged, INumber<T>
    {
        ref var a = ref MemoryMarshal.GetReference(x);
        var total = Vector512<T>.Zero;
        var i = 0;
        for (; i <= x.Length - Vector512<T>.Count; i += Vector512<T>.Count) total += Vector512.LoadUnsafe(ref a, (nuint)i);
        var sum = Vector512.Sum(total);
        for (; i < x.Length; i++) sum += x[i];
        return sum;
    }

    /// <summary>max xᵢ, NaN where one is; -∞ of none.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization | MethodImplOptions.NoInlining)]
    public static T Largest<T>(ReadOnlySpan<T> x) where T : unmanaged, IFloatingPointIeee754<T>
    {
        ref var a = ref MemoryMarshal.GetReference(x);
        var largest = Vector512.Create(T.NegativeInfinity);
        var i = 0;
        for (; i <= x.Length - Vector512<T>.Count; i += Vector512<T>.Count)
            largest = Vector512.Max(largest, Vector512.LoadUnsafe(ref a, (nuint)i));
        var max = T.NegativeInfinity;
        for (var lane = 0; lane < Vector512<T>.Count; lane++) max = T.Max(max, largest[lane]);
        for (; i < x.Length; i++) max = T.Max(max, x[i]);
        return max;
    }

    /// <summary>√Σ xᵢ². Where the squares overflow, or are too small for their type, the elements are scaled by a power of two.</summary>
    public static T Norm<T>(ReadOnlySpan<T> x) where T : unmanaged, IFloatingPointIeee754<T>
    {
        var squares = Dot(x, x);
        // Squares that were lost are lost beside a sum of this size, too.
        if (T.IsNormal(squares * (T.BitIncrement(T.One) - T.One)) || T.IsNaN(squares)) return T.Sqrt(squares);
        var largest = T.Zero;
        foreach (var element in x) largest = T.MaxMagnitude(largest, element);
        largest = T.Abs(largest);
        if (largest == T.Zero || !T.IsFinite(largest)) return largest;
        var exponent = T.ILogB(largest);
        var sum = T.Zero;
        foreach (var element in x)
        {
            var scaled = T.ScaleB(element, -exponent);
            sum += scaled * scaled;
        }
        return T.ScaleB(T.Sqrt(sum), exponent);
    }

    /// <summary>y += k x / divisor, without overflow or underflow on the way.</summary>
    public static void AddQuotients<T>(T k, ReadOnlySpan<T> x, T divisor, Span<T> y) where T : unmanaged, IFloatingPointIeee754<T>
    {
        var factor = k / divisor;
        if (T.IsNormal(factor)) AddScaled(factor, x, y);
        else for (var i = 0; i < x.Length; i++) y[i] += k * (x[i] / divisor);
    }

    /// <summary>k in equal shares to those elements of y where x is the value.</summary>
    public static void AddShares<T>(T k, ReadOnlySpan<T> x, T value, Span<T> y) where T : unmanaged, IFloatingPointIeee754<T>
    {
        var share = k / T.CreateChecked(x.Count(value));
        for (var i = 0; i < x.Length; i++)
            if (x[i] == value) y[i] += share;
    }

    /// <summary>y += k x.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization | MethodImplOptions.NoInlining)]
    public static void AddScaled<T>(T k, ReadOnlySpan<T> x, Span<T> y) where T : unmanaged, INumber<T>
    {
        ref var a = ref MemoryMarshal.GetReference(x);
        ref var b = ref MemoryMarshal.GetReference(y);
        var factor = Vector512.Create(k);
        var i = 0;
        for (; i <= x.Length - Vector512<T>.Count; i += Vector512<T>.Count)
            MatrixTile.MultiplyAdd(factor, Vector512.LoadUnsafe(ref a, (nuint)i), Vector512.LoadUnsafe(ref b, (nuint)i))
                .StoreUnsafe(ref b, (nuint)i);
        for (; i < x.Length; i++) y[i] += k * x[i];
    }

    /// <summary>y += k.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization | MethodImplOptions.NoInlining)]
    public static void Add<T>(T k, Span<T> y) where T : unmanaged, INumber<T>
    {
        ref var b = ref MemoryMarshal.GetReference(y);
        var term = Vector512.Create(k);
        var i = 0;
        for (; i <= y.Length - Vector512<T>.Count; i += Vector512<T>.Count)
            (Vector512.LoadUnsafe(ref b, (nuint)i) + term).StoreUnsafe(ref b, (nuint)i);
        for (; i < y.Length; i++) y[i] += k;
    }

    /// <summary>y = k x; y may be x.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization | MethodImplOptions.NoInlining)]
    public static void Scale<T>(T k, ReadOnlySpan<T> x, Span<T> y) where T : unmanaged, INumber<T>
    {
        ref var a = ref MemoryMarshal.GetReference(x);
        ref var b = ref MemoryMarshal.GetReference(y);
        var i = 0;
        for (; i <= y.Length - Vector512<T>.Count; i += Vector512<T>.Count)
            (Vector512.LoadUnsafe(ref a, (nuint)i) * k).StoreUnsafe(ref b, (nuint)i);
        for (; i < y.Length; i++) y[i] = k * x[i];
    }

    /// <summary>z += x (y + k).</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization | MethodImplOptions.NoInlining)]
    public static void AddProducts<T>(ReadOnlySpan<T> x, ReadOnlySpan<T> y, T k, Span<T> z) where T : unmanaged, INumber<T>
    {
        ref var a = ref MemoryMarshal.GetReference(x);
        ref var b = ref MemoryMarshal.GetReference(y);
        ref var c = ref MemoryMarshal.GetReference(z);
        var term = Vector512.Create(k);
        var i = 0;
        for (; i <= z.Length - Vector512<T>.Count; i += Vector512<T>.Count)
            MatrixTile.MultiplyAdd(Vector512.LoadUnsafe(ref a, (nuint)i), Vector512.LoadUnsafe(ref b, (nuint)i) + term,
                Vector512.LoadUnsafe(ref c, (nuint)i)).StoreUnsafe(ref c, (nuint)i);
        for (; i < z.Length; i++) z[i] += x[i] * (y[i] + k);
    }

    /// <summary>y = exp(x - shift); returns the sum. y may be empty.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization | MethodImplOptions.NoInlining)]
    public static T Exponentials<TExp, T>(ReadOnlySpan<T> x, Span<T> y, T shift) where TExp : IVectorFunction<T> where T
        : unmanaged, INumber<T>
    {
        ref var a = ref MemoryMarshal.GetReference(x);
        var total = Vector512<T>.Zero;
        var i = 0;
        for (; i <= x.Length - Vector512<T>.Count; i += Vector512<T>.Count)
        {
            var e = TExp.Of(Vector512.LoadUnsafe(ref a, (nuint)i) - Vector512.Create(shift));
            if (!y.IsEmpty) e.StoreUnsafe(ref MemoryMarshal.GetReference(y), (nuint)i);
            total += e;
        }
        var sum = Vector512.Sum(total);
        if (i == x.Length) return sum;
        var rest = TExp.Of(Padded(x[i..]) - Vector512.Create(shift));
        for (var lane = 0; lane < x.Length - i; lane++) sum += rest[lane];
        if (!y.IsEmpty) rest.CopyTo(y[i..], x.Length - i);
        return sum;
    }

    /// <summary>y += k exp(x - shift).</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization | MethodImplOptions.NoInlining)]
    public static void AddExponentials<TExp, T>(T k, ReadOnlySpan<T> x, T shift, Span<T> y) where TExp : IVectorFunction<T> where T
        : unmanaged, INumber<T>
    {
        ref var a = ref MemoryMarshal.GetReference(x);
        ref var b = ref MemoryMarshal.GetReference(y);
        var i = 0;
        for (; i <= x.Length - Vector512<T>.Count; i += Vector512<T>.Count)
            MatrixTile.MultiplyAdd(Vector512.Create(k), TExp.Of(Vector512.LoadUnsafe(ref a, (nuint)i) - Vector512.Create(shift)),
                Vector512.LoadUnsafe(ref b, (nuint)i)).StoreUnsafe(ref b, (nuint)i);
        if (i == x.Length) return;
        var rest = Padded<T>(y[i..]) + Vector512.Create(k) * TExp.Of(Padded(x[i..]) - Vector512.Create(shift));
        rest.CopyTo(y[i..], x.Length - i);
    }

    /// <summary>y = f(x), where y lies apart from x or in its place.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization | MethodImplOptions.NoInlining)]
    public static void Map<TFunction, T>(ReadOnlySpan<T> x, Span<T> y) where TFunction : IVectorFunction<T> where T : unmanaged
    {
        if (x.Length < Vector512<T>.Count)
        {
            var some = Padded(x);
            TFunction.Of(some).CopyTo(y, x.Length);
            return;
        }
        ref var a = ref MemoryMarshal.GetReference(x);
        ref var b = ref MemoryMarshal.GetReference(y);
        var last = x.Length - Vector512<T>.Count;
        // Read before the loop writes some of it.
        var end = Vector512.LoadUnsafe(ref a, (nuint)last);
        for (var i = 0; i < last; i += Vector512<T>.Count) TFunction.Of(Vector512.LoadUnsafe(ref a, (nuint)i)).StoreUnsafe(ref b, (nuint)i);
        TFunction.Of(end).StoreUnsafe(ref b, (nuint)last);
    }

    /// <summary>gradX += what comes through f at x, where it is y, of gradY.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization | MethodImplOptions.NoInlining)]
    public static void Pull<TFunction, T>(ReadOnlySpan<T> x, ReadOnlySpan<T> y, Span<T> gradX, ReadOnlySpan<T> gradY) where TFunction
        : IVectorFunction<T> where T : unmanaged
    {
        ref var a = ref MemoryMarshal.GetReference(x);
        ref var b = ref MemoryMarshal.GetReference(y);
        ref var gx = ref MemoryMarshal.GetReference(gradX);
        ref var gy = ref MemoryMarshal.GetReference(gradY);
        var i = 0;
        for (; i <= x.Length - Vector512<T>.Count; i += Vector512<T>.Count)
            (Vector512.LoadUnsafe(ref gx, (nuint)i)
                + TFunction.Pull(Vector512.LoadUnsafe(ref a, (nuint)i), Vector512.LoadUnsafe(ref b, (nuint)i),
                Vector512.LoadUnsafe(ref gy, (nuint)i)))
                .StoreUnsafe(ref gx, (nuint)i);
        if (i == x.Length) return;
        var rest = Padded<T>(gradX[i..]) + TFunction.Pull(Padded(x[i..]), Padded(y[i..]), Padded(gradY[i..]));
        rest.CopyTo(gradX[i..], x.Length - i);
    }

    /// <summary>y = f(x), and the tangent of y from that of x; each lies apart, or in the place of what it comes of.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization | MethodImplOptions.NoInlining)]
    public static void Along<TFunction, T>(ReadOnlySpan<T> x, ReadOnlySpan<T> tangentX, Span<T> y, Span<T> tangentY) where TFunction
        : IVectorFunction<T> where T : unmanaged
    {
        ref var a = ref MemoryMarshal.GetReference(x);
        ref var b = ref MemoryMarshal.GetReference(y);
        ref var ta = ref MemoryMarshal.GetReference(tangentX);
        ref var tb = ref MemoryMarshal.GetReference(tangentY);
        var i = 0;
        for (; i <= x.Length - Vector512<T>.Count; i += Vector512<T>.Count)
        {
            var (at, along) = (Vector512.LoadUnsafe(ref a, (nuint)i), Vector512.LoadUnsafe(ref ta, (nuint)i));
            var value = TFunction.Of(at);
            value.StoreUnsafe(ref b, (nuint)i);
            TFunction.Pull(at, value, along).StoreUnsafe(ref tb, (nuint)i);
        }
        if (i == x.Length) return;
        var (rest, change) = (Padded(x[i..]), Padded(tangentX[i..]));
        var values = TFunction.Of(rest);
        values.CopyTo(y[i..], x.Length - i);
        TFunction.Pull(rest, values, change).CopyTo(tangentY[i..], x.Length - i);
    }

    private static Vector512<T> Padded<T>(ReadOnlySpan<T> some) where T : unmanaged
    {
        var padded = Vector512<T>.Zero;
        some.CopyTo(MemoryMarshal.CreateSpan(ref Unsafe.As<Vector512<T>, T>(ref padded), Vector512<T>.Count));
        return padded;
    }

    private static void CopyTo<T>(this Vector512<T> vector, Span<T> destination, int count) where T : unmanaged =>
        MemoryMarshal.CreateReadOnlySpan(ref Unsafe.As<Vector512<T>, T>(ref vector), count).CopyTo(destination);
}

/// <summary>A function by element, and its rule.</summary>
internal interface IVectorFunction<T> where T : unmanaged
{
    static abstract Vector512<T> Of(Vector512<T> x);

    /// <summary>The adjoint of x, from x, the result y, and its adjoint g.</summary>
    static abstract Vector512<T> Pull(Vector512<T> x, Vector512<T> y, Vector512<T> g);
}
