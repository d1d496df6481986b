using GradBench.Objectives;
using GradBench.Protocol;

namespace GradBench.Modules;

/// <summary>kmeans: Newton's direction for the centres of clusters.</summary>
public static class KMeans
{
    public sealed record Input(double[][] Points, double[][] Centroids);

    public static readonly Module Module = new Module<Input>("kmeans", Json.Default.KMeansInput)
        .Add("cost", Json.Default.Double, Cost)
        .Add("dir", Json.Default.DoubleArrayArray, Direction);

    private static Func<double> Cost(Input input)
    {
        var (points, centroids, d) = Flat(input);
        return () => Clusters.CostValue(points, centroids, d);
    }

    private static Func<double[][]> Direction(Input input)
    {
        var (points, centroids, d) = Flat(input);
        var direction = new double[centroids.Length];
        return () =>
        {
            Clusters.NewtonDirection(points, centroids, d, direction);
            return direction.Cut(input.Centroids.Length);
        };
    }

    private static (double[] Points, double[] Centroids, int D) Flat(Input input)
    {
        var d = input.Centroids.Columns("centroids");
        return (input.Points.Flat("points", input.Points.Length, d), input.Centroids.Flat("centroids", input.Centroids.Length, d), d);
    }
}
