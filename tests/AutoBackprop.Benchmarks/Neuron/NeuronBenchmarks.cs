using BenchmarkDotNet.Attributes;

namespace AutoBackprop.Benchmarks.Neuron;

/// <summary>The gradient of a neuron, four ways. For a machine of your own: <c>--filter *Neuron*</c>.</summary>
[MemoryDiagnoser]
public class NeuronBenchmarks
{
    private readonly Batch _batch = new();

    [Benchmark(OperationsPerInvoke = Batch.Size)]
    public double Generated() => _batch.Generated();

    [Benchmark(OperationsPerInvoke = Batch.Size, Baseline = true)]
    public double ByHand() => _batch.ByHand();

    [Benchmark(OperationsPerInvoke = Batch.Size)]
    public double OnTape() => _batch.OnTape();

    [Benchmark(OperationsPerInvoke = Batch.Size)]
    public double OnGraph() => _batch.OnGraph();
}
