namespace AutoBackprop.Benchmarks.Neuron;

/// <summary>A list of operations with at most two operands each and the slopes by them. Reused, so it does not allocate.</summary>
public sealed class Tape
{
    private (int Left, int Right, double LeftSlope, double RightSlope)[] _operations = new (int, int, double, double)[16];
    private double[] _gradient = new double[16];
    private int _count;

    public void Clear() => _count = 0;

    public Taped Input(double value) => new(this, Push(0, 0, 0, 0), value);

    public int Push(int left, double leftSlope, int right, double rightSlope)
    {
        if (_count == _operations.Length)
        {
            Array.Resize(ref _operations, 2 * _count);
            Array.Resize(ref _gradient, 2 * _count);
        }
        _operations[_count] = (left, right, leftSlope, rightSlope);
        return _count++;
    }

    /// <summary>The gradient by every entry, valid until the next call.</summary>
    public ReadOnlySpan<double> Backward(Taped result)
    {
        var gradient = _gradient.AsSpan(0, _count);
        gradient.Clear();
        gradient[result.Index] = 1;
        for (var i = result.Index; i > 0; i--)
        {
            var (left, right, leftSlope, rightSlope) = _operations[i];
            gradient[left] += gradient[i] * leftSlope;
            gradient[right] += gradient[i] * rightSlope;
        }
        return gradient;
    }
}

/// <summary>A number on a tape.</summary>
public readonly record struct Taped(Tape Tape, int Index, double Value)
{
    public static Taped operator +(Taped a, Taped b) => new(a.Tape, a.Tape.Push(a.Index, 1, b.Index, 1), a.Value + b.Value);

    public static Taped operator *(Taped a, Taped b) => new(a.Tape, a.Tape.Push(a.Index, b.Value, b.Index, a.Value), a.Value * b.Value);

    public static Taped Sigmoid(Taped x)
    {
        var y = Activations.Sigmoid(x.Value);
        return new(x.Tape, x.Tape.Push(x.Index, (1 - y) * y, x.Index, 0), y);
    }
}
