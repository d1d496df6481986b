using System.Runtime.CompilerServices;

namespace AutoBackprop.Benchmarks.Neuron;

/// <summary>The same thousand arguments for every variant. All components of the gradient are used, so none is optimised away.</summary>
public sealed class Batch
{
    public const int Size = 1000;

    private readonly double[] _numbers = new double[5 * Size];
    private readonly Tape _tape = new();

    public Batch() => Initializers.Uniform(_numbers, -2, 2, seed: 1);

    [MethodImpl(MethodImplOptions.NoInlining)]
    public double Generated()
    {
        var (p, sum) = (_numbers, 0.0);
        for (var i = 0; i + 4 < p.Length; i += 5)
        {
            var (value, g0, g1, g2, g3, g4) = Neurons.NeuronGradient(p[i], p[i + 1], p[i + 2], p[i + 3], p[i + 4]);
            sum += value + g0 + g1 + g2 + g3 + g4;
        }
        return sum;
    }

    [MethodImpl(MethodImplOptions.NoInlining)]
    public double ByHand()
    {
        var (p, sum) = (_numbers, 0.0);
        for (var i = 0; i + 4 < p.Length; i += 5)
        {
            var (value, g0, g1, g2, g3, g4) = Neurons.ByHand(p[i], p[i + 1], p[i + 2], p[i + 3], p[i + 4]);
            sum += value + g0 + g1 + g2 + g3 + g4;
        }
        return sum;
    }

    [MethodImpl(MethodImplOptions.NoInlining)]
    public double OnTape()
    {
        var (p, sum) = (_numbers, 0.0);
        for (var i = 0; i + 4 < p.Length; i += 5)
        {
            var (value, g0, g1, g2, g3, g4) = Neurons.OnTape(_tape, p[i], p[i + 1], p[i + 2], p[i + 3], p[i + 4]);
            sum += value + g0 + g1 + g2 + g3 + g4;
        }
        return sum;
    }

    [MethodImpl(MethodImplOptions.NoInlining)]
    public double OnGraph()
    {
        var (p, sum) = (_numbers, 0.0);
        for (var i = 0; i + 4 < p.Length; i += 5)
        {
            var (value, g0, g1, g2, g3, g4) = Neurons.OnGraph(p[i], p[i + 1], p[i + 2], p[i + 3], p[i + 4]);
            sum += value + g0 + g1 + g2 + g3 + g4;
        }
        return sum;
    }
}
