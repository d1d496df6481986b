using AutoBackprop;

namespace Cases;

/// <summary>Members of objects that are data, with active arguments: their bodies are lowered where they are called.</summary>
public static partial class ConstantObjects
{
    public sealed class Curve(List<double> times, List<double> rates, double spread)
    {
        private readonly double _scale = 1.5;
        private double Shift { get; init; } = 0.25;
        private static double s_floor = 0.125;
        public double Bias { get; set; } = 0.5;
        public double[] Weights = [0.5, -1, 2];

        public double Discount(double t) => Math.Exp(-(rates[0] + spread * t) * t * _scale);
        public double Slope(double t) { var k = times.Count; if (t > k) return t * Shift; return Discount(t) + s_floor * t; }
        public double this[double t, int k] => rates[k] * t * t + Bias;
        public double Sum(double t) { var s = 0.0; for (var i = 0; i < Weights.Length; i++) s += Weights[i] * Math.Pow(t, i); return s; }
        public double Sums(ReadOnlySpan<double> x) { var s = 0.0; foreach (var v in x) s += Discount(v) * Scaled; return s; }
        public float Single(float x) => x * (float)_scale + MathF.Sin(x);
        public double Apply(Func<double, double> f, double x) => f(x * spread) + f(_scale);
        public void Fill(Span<double> y, double x) { for (var i = 0; i < y.Length; i++) y[i] = x * i + Weights[i % 3] * x * x; }
        public (double A, double B) Both(double t) => (t * spread, t * t * Bias);
        public int Calls;
        public double Counted(double x) { Calls++; return x * x * Calls; }
        private double Scaled => _scale * Shift;
        private double Hidden(double x) => x * x * Shift;
        public double Uses(double x) => Hidden(x) + Hidden(2 * x) * Root(3);
        private double Root(int n) => Math.Sqrt(n) * Shift;
        public double Reversed(double a, double b = 2) => a / b * spread;
        public double Again(double x, int n) => n == 0 ? x : x * Again(x * spread, n - 1);
    }

    public readonly struct Gains(double first, double second)
    {
        private readonly double _first = first;
        public double Second { get; } = second;
        public int Order => 2;
        public double At(double x) => _first * x + Second * x * x;
    }

    public class Holder
    {
        public Curve Curve = new([1, 2], [0.1, 0.2], 0.3);
        public Curve[] Curves = [new([1], [0.1], 0.3), new([2], [0.2], 0.5)];
        public List<Curve> List = [new([1], [0.1], 0.3), new([2], [0.2], 0.5)];
    }

    static readonly Curve Fixed = new([1, 2], [0.1, 0.2], 0.3);
    static readonly Holder Held = new();
    static Curve Made() => new([1, 2, 3], [0.1, 0.2, 0.3], 0.7);

    [Differentiable, Case("0.7, 1.3")]
    public static double Simple(double x, double y) => Fixed.Discount(x) * y;

    [Differentiable, Case("0.7, 1.3"), Case("3.5, 1.3")]
    public static double Branches(double x, double y) => Fixed.Slope(x) * y + Fixed.Slope(y);

    [Differentiable, Case("0.7, 1.3")]
    public static double Indexer(double x, double y) => Fixed[x, 1] * Fixed[y * x, 0];

    [Differentiable, Case("0.7, 1.3")]
    public static double Loops(double x, double y) { var s = 0.0; for (var i = 0; i < 4; i++) s += Fixed.Sum(x * i) * y; return s; }

    [Differentiable, Case("[0.3, 0.5, 0.7], 1.3")]
    public static double Spans(ReadOnlySpan<double> x, double y) => Fixed.Sums(x) * y + Fixed.Sums(x[1..]);

    [Differentiable, Case("0.7, 1.3")]
    public static float Floats(float x, float y) => Fixed.Single(x) * Fixed.Single(y);

    [Differentiable, Case("0.7, 1.3")]
    public static double Lambdas(double x, double y) => Fixed.Apply(v => v * v * y, x);

    [Differentiable, Case("0.7, 1.3")]
    public static double Writes(double x, double y) { Span<double> t = stackalloc double[4]; Fixed.Fill(t, x); return t[3] * y + t[1]; }

    [Differentiable, Case("0.7, 1.3")]
    public static double Tuples(double x, double y) { var (a, b) = Fixed.Both(x); return a * b * y; }

    [Differentiable, Case("0.7, 1.3")]
    public static double Private(double x, double y) => Fixed.Uses(x) * y;

    [Differentiable, Case("0.7, 1.3")]
    public static double Named(double x, double y) => Fixed.Reversed(b: x, a: y) + Fixed.Reversed(x);

    [Differentiable, Case("0.7, 1.3")]
    public static double Fields(double x, double y) => Held.Curve.Discount(x) + Held.Curves[1].Discount(y) + Held.List[0].Slope(x * y);

    [Differentiable, Case("0.7, 1.3")]
    public static double Elements(double x, double y) { var s = 0.0; for (var i = 0; i < Held.Curves.Length; i++) s += Held.Curves[i].Slope(x) * y; return s; }

    [Differentiable, Case("0.7, 1.3")]
    public static double Locals(double x, double y) { var c = Made(); var d = x > 0.5 ? c : Fixed; return d.Discount(x) * c.Discount(y); }

    [Differentiable, Case("0.7, 1.3")]
    public static double Helpers(double x, double y) => Over(Fixed, x) * Over(Held.Curve, y);
    static double Over(Curve curve, double x) => curve.Discount(x) * curve.Slope(x);

    [Differentiable, Case("0.7, 1.3")]
    public static double While(double x, double y) { var v = x; while (Fixed.Slope(v) < 3) v += y * Fixed.Discount(v) + 0.5; return v; }

    [Differentiable, Case("0.7, 1.3")]
    public static double Struct(double x, double y) { var g = Settings; return g.At(x) * Settings.At(y) * g.Order; }
    static readonly Gains Settings = new(0.5, 1.5);

    [Differentiable, Case("0.7, 1.3", Check = Check.Gradient)]
    public static double Second(double x, double y) { var (v, gx, gy) = SimpleGradient(x, y); return v + gx * gy; }
}
