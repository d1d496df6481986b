namespace AutoBackprop.Tests.Objects;

/// <summary>A class of data: constant.</summary>
public partial class Springs(double[] rests, double damping)
{
    private readonly double[] _weights = [0.5, 1.5, -2];
    public double Mass { get; init; } = 0.25;
    protected float scale = 3;

    [Differentiable]
    public double Energy(ReadOnlySpan<double> q, double s)
    {
        var sum = damping * s * s;
        for (var i = 0; i < _weights.Length; i++) sum += _weights[i] * (q[i] - rests[i]) * (q[i] - rests[i]);
        return sum * this.Mass + scale * Math.Sin(s);
    }

    [Differentiable]
    public virtual double Level(double x, double damping = 2)
    {
        var rests = x * damping;
        return rests * rests * this.Mass;
    }

    [Differentiable(Derivatives.Backward)]
    internal void Stretch(ReadOnlySpan<double> q, Span<double> y)
    {
        for (var i = 0; i < y.Length; i++) y[i] = q[i] * q[i] / rests[i];
    }
}

/// <summary>A struct of numbers: active.</summary>
public readonly partial record struct Point(double X, double Y)
{
    [Differentiable]
    public double Length => Math.Sqrt(X * X + Y * Y);

    [Differentiable]
    public double Dot(Point o) => X * o.X + Y * o.Y;

    [Differentiable]
    public double this[int i] { get => i switch { 0 => X, 1 => Y * Y, _ => throw new ArgumentOutOfRangeException(nameof(i)) }; }

    [Differentiable]
    public static Point operator *(Point a, Point b) => new(a.X * b.X - a.Y * b.Y, a.X * b.Y + a.Y * b.X);

    [Differentiable]
    public static implicit operator double(Point a) => a.Length * a.X;

    [Differentiable(Receiver = Receiver.Constant)]
    public double Shifted(double by) => (X + by) * (Y + by);
}

/// <summary>A class whose numbers are differentiated.</summary>
public partial class Layer
{
    public double[] W = [0.5, -1, 2];
    public double Bias { get; set; } = 0.1;

    [Differentiable(Receiver = Receiver.Active)]
    public double Score(ReadOnlySpan<double> x)
    {
        var s = Bias;
        for (var i = 0; i < W.Length; i++) s += W[i] * x[i];
        return Math.Tanh(s);
    }
}

public partial interface ICurve
{
    double Rate { get; }

    [Differentiable]
    double Discount(double t) => Math.Exp(-Rate * t);
}
