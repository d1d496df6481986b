using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;

namespace AutoBackprop;

public static partial class Destinations
{
    /// <summary>Nothing else may lie in the memory of a gradient, or of a parameter that the method writes.</summary>
    /// <exception cref="ArgumentException">Two of them overlap.</exception>
    public static void Apart<T>(
        string name, ReadOnlySpan<T> gradient, ReadOnlySpan<T> a,
        ReadOnlySpan<T> b = default, ReadOnlySpan<T> c = default, ReadOnlySpan<T> d = default,
        ReadOnlySpan<T> e = default, ReadOnlySpan<T> f = default, ReadOnlySpan<T> g = default, ReadOnlySpan<T> h = default)
    {
        if (Meets(gradient, a) || Meets(gradient, b) || Meets(gradient, c) || Meets(gradient, d)
            || Meets(gradient, e) || Meets(gradient, f) || Meets(gradient, g) || Meets(gradient, h))
            throw Overlaps(name);
    }

    // A method of a few operations is called so often that its checks count: as many arguments as there is memory.

    /// <exception cref="ArgumentException">Two of them overlap.</exception>
    public static void Apart<T>(string name, ReadOnlySpan<T> gradient, ReadOnlySpan<T> a, ReadOnlySpan<T> b)
    {
        if (Meets(gradient, a) || Meets(gradient, b)) throw Overlaps(name);
    }

    /// <exception cref="ArgumentException">Two of them overlap.</exception>
    public static void Apart<T>(string name, ReadOnlySpan<T> gradient, ReadOnlySpan<T> a, ReadOnlySpan<T> b, ReadOnlySpan<T> c)
    {
        if (Meets(gradient, a) || Meets(gradient, b) || Meets(gradient, c)) throw Overlaps(name);
    }

    /// <exception cref="ArgumentException">Two of them overlap.</exception>
    public static void Apart<T>(
        string name, ReadOnlySpan<T> gradient, ReadOnlySpan<T> a, ReadOnlySpan<T> b, ReadOnlySpan<T> c, ReadOnlySpan<T> d)
    {
        if (Meets(gradient, a) || Meets(gradient, b) || Meets(gradient, c) || Meets(gradient, d)) throw Overlaps(name);
    }

    /// <exception cref="ArgumentException">Two of them overlap.</exception>
    public static void Apart<T>(
        string name, ReadOnlySpan<T> gradient, ReadOnlySpan<T> a, ReadOnlySpan<T> b, ReadOnlySpan<T> c, ReadOnlySpan<T> d,
        ReadOnlySpan<T> e)
    {
        if (Meets(gradient, a) || Meets(gradient, b) || Meets(gradient, c) || Meets(gradient, d) || Meets(gradient, e))
            throw Overlaps(name);
    }

    // As MemoryExtensions.Overlaps, which is a call: one of them begins inside the other.
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static bool Meets<T>(ReadOnlySpan<T> x, ReadOnlySpan<T> y)
    {
        var distance = Unsafe.ByteOffset(ref MemoryMarshal.GetReference(x), ref MemoryMarshal.GetReference(y));
        return (nuint)distance < (nuint)x.Length * (nuint)Unsafe.SizeOf<T>() && y.Length > 0
            || (nuint)(-distance) < (nuint)y.Length * (nuint)Unsafe.SizeOf<T>() && x.Length > 0;
    }

    private static ArgumentException Overlaps(string name) => Wrong("Overlaps another argument.", name);
}
