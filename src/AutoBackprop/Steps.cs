using System.Numerics;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;

namespace AutoBackprop;

/// <summary>What the optimizers do to a block of parameters: one pass over the memory, a vector at a time. Each element is
/// computed as the formula says, without fused operations, so the rest at the end is in no way different.</summary>
internal static class Steps
{
    /// <summary>w -= rate · g.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization | MethodImplOptions.NoInlining)]
    public static void Plain<T>(Span<T> w, ReadOnlySpan<T> gradient, T rate) where T : IFloatingPointIeee754<T>
    {
        ref var to = ref MemoryMarshal.GetReference(w);
        ref var g = ref MemoryMarshal.GetReference(gradient);
        var r = Vector512.Create(rate);

        nuint i = 0;
        for (; i + Lanes<T>() <= (nuint)w.Length; i += Lanes<T>())
            (Vector512.LoadUnsafe(ref to, i) - r * Vector512.LoadUnsafe(ref g, i)).StoreUnsafe(ref to, i);
        for (var rest = (int)i; rest < w.Length; rest++) w[rest] -= rate * gradient[rest];
    }

    /// <summary>v = momentum · v + g; w -= rate · v.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization | MethodImplOptions.NoInlining)]
    public static void WithMomentum<T>(Span<T> w, ReadOnlySpan<T> gradient, Span<T> velocity, T rate, T momentum) where T
        : IFloatingPointIeee754<T>
    {
        ref var to = ref MemoryMarshal.GetReference(w);
        ref var g = ref MemoryMarshal.GetReference(gradient);
        ref var v = ref MemoryMarshal.GetReference(velocity);
        var (r, m) = (Vector512.Create(rate), Vector512.Create(momentum));

        nuint i = 0;
        for (; i + Lanes<T>() <= (nuint)w.Length; i += Lanes<T>())
        {
            var speed = m * Vector512.LoadUnsafe(ref v, i) + Vector512.LoadUnsafe(ref g, i);
            speed.StoreUnsafe(ref v, i);
            (Vector512.LoadUnsafe(ref to, i) - r * speed).StoreUnsafe(ref to, i);
        }
        for (var rest = (int)i; rest < w.Length; rest++)
        {
            velocity[rest] = momentum * velocity[rest] + gradient[rest];
            w[rest] -= rate * velocity[rest];
        }
    }

    /// <summary>mean = β₁ mean + (1 - β₁) g; square = β₂ square + (1 - β₂) g²; w -= rate · mean / (√(square · bias) + ε).</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization | MethodImplOptions.NoInlining)]
    public static void Adam<T>(Span<T> w, ReadOnlySpan<T> gradient, Span<T> means, Span<T> squares, T rate, T bias, T beta1, T beta2,
        T epsilon) where T : IFloatingPointIeee754<T>
    {
        ref var to = ref MemoryMarshal.GetReference(w);
        ref var g = ref MemoryMarshal.GetReference(gradient);
        ref var m = ref MemoryMarshal.GetReference(means);
        ref var s = ref MemoryMarshal.GetReference(squares);
        var (rest1, rest2) = (T.One - beta1, T.One - beta2);
        var (r, b, e) = (Vector512.Create(rate), Vector512.Create(bias), Vector512.Create(epsilon));
        var (b1, c1, b2, c2) = (Vector512.Create(beta1), Vector512.Create(rest1), Vector512.Create(beta2), Vector512.Create(rest2));

        nuint i = 0;
        for (; i + Lanes<T>() <= (nuint)w.Length; i += Lanes<T>())
        {
            var slope = Vector512.LoadUnsafe(ref g, i);
            var mean = b1 * Vector512.LoadUnsafe(ref m, i) + c1 * slope;
            var square = b2 * Vector512.LoadUnsafe(ref s, i) + c2 * slope * slope;
            mean.StoreUnsafe(ref m, i);
            square.StoreUnsafe(ref s, i);
            (Vector512.LoadUnsafe(ref to, i) - r * mean / (Vector512.Sqrt(square * b) + e)).StoreUnsafe(ref to, i);
        }
        for (var rest = (int)i; rest < w.Length; rest++)
        {
            var slope = gradient[rest];
            means[rest] = beta1 * means[rest] + rest1 * slope;
            squares[rest] = beta2 * squares[rest] + rest2 * slope * slope;
            w[rest] -= rate * means[rest] / (T.Sqrt(squares[rest] * bias) + epsilon);
        }
    }

    private static nuint Lanes<T>() => (nuint)Vector512<T>.Count;
}
