namespace AutoBackprop.Tests;

/// <summary>How long an array is where it is not as long as all others: times the length, and so many more.</summary>
[AttributeUsage(AttributeTargets.Parameter | AttributeTargets.Field | AttributeTargets.Property)]
public sealed class ExtentAttribute(int times, int more = 0) : Attribute
{
    public int Times => times;
    public int More => more;
}

/// <summary>What the methods take.</summary>
public static partial class AggregateZoo
{
    public record struct Layer(double[] W, double B);

    public record struct Mlp([property: Extent(3)] double[] W1, double[] B1, Layer Out) { public readonly int Hidden => B1.Length; }

    /// <summary>Arrays alone: passed by value or by reference.</summary>
    public record struct Pair(double[] A, double[] B);

    public record Line(double[] W, double Bias);

    public sealed class Cell
    {
        public double[] W = [];
        public double Rate { get; set; }
        public Nucleus Inner { get; } = new();
        [NoGradient] public double[]? Mask;
        public int Count;
    }

    public sealed class Nucleus
    {
        public double C;
        public double[,] M = new double[0, 0];
        public double[][] Rows = [];
    }

    public ref struct Lens
    {
        public Span<double> X;
        public double K;
    }

    public record struct Point(double X, double Y);

    public readonly record struct Frozen(double X, int Id, float Y);

    public struct Particle
    {
        public Point At;
        public double V { get; set; }
        public int Kind;
        [NoGradient] public double Mass;
    }

    /// <summary>A struct in a struct, with arrays in both.</summary>
    public record struct Block(Layer Inner, double[] Gain, [property: NoGradient] double[] Fixed, Point Shift);

    /// <summary>Objects that a gradient replaces.</summary>
    public record Stack(Line First, Line Second, double Scale);

    public class Base
    {
        public double[] Slope = [];
        public double Offset;
    }

    public sealed class Derived : Base
    {
        public double[] Curve { get; init; } = [];
        public double Weight { get; set; }
        public double Of(double x, int i) => Offset + Slope[i] * x + Curve[i] * x * x * Weight;
    }

    /// <summary>Operators and methods of its own.</summary>
    public readonly record struct Complex(double Re, double Im)
    {
        public double Norm => Re * Re + Im * Im;
        public static Complex operator +(Complex a, Complex b) => new(a.Re + b.Re, a.Im + b.Im);
        public static Complex operator *(Complex a, Complex b) => new(a.Re * b.Re - a.Im * b.Im, a.Re * b.Im + a.Im * b.Re);
    }
}
