namespace AutoBackprop.Tests;

/// <summary>What the methods take.</summary>
public static partial class AggregateZoo
{
    public record struct Layer(double[] W, double B);

    public record struct Mlp(double[] W1, double[] B1, Layer Out) { public readonly int Hidden => B1.Length; }

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
}
