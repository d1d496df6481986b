using System.Numerics;

namespace AutoBackprop;

/// <summary>Random first values of weights. The same seed gives the same values; one <see cref="Random"/> for all layers keeps
/// layers of equal shape apart.</summary>
public static class Initializers
{
    /// <summary>Normal with variance 2 / fanIn: keeps the size of signals through layers of rectifiers.</summary>
    /// <remarks>Source: K. He, X. Zhang, S. Ren, J. Sun, Delving deep into rectifiers, ICCV 2015, pp. 1026-1034, eq. (10).</remarks>
    /// <param name="weights">What to fill.</param>
    /// <param name="fanIn">How many inputs each unit has.</param>
    /// <param name="random">The source of randomness.</param>
    public static void He(Span<double> weights, int fanIn, Random random) => FillHe(weights, fanIn, random);

    /// <inheritdoc cref="He(Span{double}, int, Random)"/>
    public static void He(Span<float> weights, int fanIn, Random random) => FillHe(weights, fanIn, random);

    /// <inheritdoc cref="He(Span{double}, int, Random)"/>
    public static void He(Span<double> weights, int fanIn, int seed) => FillHe(weights, fanIn, new Random(seed));

    /// <inheritdoc cref="He(Span{double}, int, Random)"/>
    public static void He(Span<float> weights, int fanIn, int seed) => FillHe(weights, fanIn, new Random(seed));

    /// <summary>Uniform with variance 2 / (fanIn + fanOut): keeps the size of signals and of gradients through layers of tanh.
    /// </summary>
    /// <remarks>Source: X. Glorot, Y. Bengio, Understanding the difficulty of training deep feedforward neural networks,
    /// AISTATS 2010, pp. 249-256, eq. (16).</remarks>
    /// <param name="weights">What to fill.</param>
    /// <param name="fanIn">How many inputs each unit has.</param>
    /// <param name="fanOut">How many units each output feeds.</param>
    /// <param name="random">The source of randomness.</param>
    public static void Xavier(Span<double> weights, int fanIn, int fanOut, Random random) =>
        FillXavier(weights, fanIn, fanOut, random);

    /// <inheritdoc cref="Xavier(Span{double}, int, int, Random)"/>
    public static void Xavier(Span<float> weights, int fanIn, int fanOut, Random random) =>
        FillXavier(weights, fanIn, fanOut, random);

    /// <inheritdoc cref="Xavier(Span{double}, int, int, Random)"/>
    public static void Xavier(Span<double> weights, int fanIn, int fanOut, int seed) =>
        FillXavier(weights, fanIn, fanOut, new Random(seed));

    /// <inheritdoc cref="Xavier(Span{double}, int, int, Random)"/>
    public static void Xavier(Span<float> weights, int fanIn, int fanOut, int seed) =>
        FillXavier(weights, fanIn, fanOut, new Random(seed));

    /// <summary>Uniform in [low, high).</summary>
    /// <param name="weights">What to fill.</param>
    /// <param name="low">The lower end.</param>
    /// <param name="high">The upper end.</param>
    /// <param name="random">The source of randomness.</param>
    public static void Uniform(Span<double> weights, double low, double high, Random random) =>
        FillUniform(weights, low, high, random);

    /// <inheritdoc cref="Uniform(Span{double}, double, double, Random)"/>
    public static void Uniform(Span<float> weights, float low, float high, Random random) =>
        FillUniform(weights, low, high, random);

    /// <inheritdoc cref="Uniform(Span{double}, double, double, Random)"/>
    public static void Uniform(Span<double> weights, double low, double high, int seed) =>
        FillUniform(weights, low, high, new Random(seed));

    /// <inheritdoc cref="Uniform(Span{double}, double, double, Random)"/>
    public static void Uniform(Span<float> weights, float low, float high, int seed) =>
        FillUniform(weights, low, high, new Random(seed));

    private static void FillHe<T>(Span<T> weights, int fanIn, Random random) where T : INumberBase<T>
    {
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(fanIn);
        ArgumentNullException.ThrowIfNull(random);
        var deviation = Math.Sqrt(2.0 / fanIn);
        foreach (ref var w in weights) w = T.CreateTruncating(deviation * Normal(random));
    }

    private static void FillXavier<T>(Span<T> weights, int fanIn, int fanOut, Random random) where T : INumberBase<T>
    {
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(fanIn);
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(fanOut);
        var limit = Math.Sqrt(6.0 / ((double)fanIn + fanOut));
        FillUniform(weights, -limit, limit, random);
    }

    private static void FillUniform<T>(Span<T> weights, double low, double high, Random random) where T : INumberBase<T>
    {
        if (!(low <= high)) throw new ArgumentException($"The interval [{low}, {high}) is empty.", nameof(high));
        ArgumentNullException.ThrowIfNull(random);
        foreach (ref var w in weights) w = T.CreateTruncating(low + (high - low) * random.NextDouble());
    }

    // G. Box, M. Muller, A note on the generation of random normal deviates, Ann. Math. Statist. 29 (1958), pp. 610-611.
    private static double Normal(Random random) =>
        Math.Sqrt(-2 * Math.Log(1 - random.NextDouble())) * Math.Cos(2 * Math.PI * random.NextDouble());
}
