using AutoBackprop;

namespace GradBench.Objectives;

/// <summary>The cost that k-means clustering minimises (GradBench: kmeans).</summary>
public static partial class Clusters
{
    /// <summary>Σ over the points of the squared distance to the nearest centroid. points: n × d, centroids: k × d, row-major.</summary>
    [Differentiable(Derivatives.Gradient | Derivatives.Value | Derivatives.Tangent | Derivatives.HessianVector)]
    internal static double Cost([NoGradient] ReadOnlySpan<double> points, ReadOnlySpan<double> centroids, int d)
    {
        var cost = 0.0;
        for (var i = 0; i < points.Length / d; i++)
        {
            var nearest = double.PositiveInfinity;
            for (var c = 0; c < centroids.Length / d; c++)
            {
                var distance = 0.0;
                for (var j = 0; j < d; j++)
                {
                    var difference = points[i * d + j] - centroids[c * d + j];
                    distance += difference * difference;
                }

                nearest = Math.Min(nearest, distance);
            }

            cost += nearest;
        }

        return cost;
    }

    /// <summary>Gradient over the diagonal of the Hessian, which has nothing beside it: its product with ones. direction: k × d.</summary>
    public static void NewtonDirection(ReadOnlySpan<double> points, ReadOnlySpan<double> centroids, int d, Span<double> direction)
    {
        Span<double> ones = new double[centroids.Length], diagonal = new double[centroids.Length];
        ones.Fill(1);
        CostHessianVector(points, centroids, d, ones, direction, diagonal);
        for (var i = 0; i < direction.Length; i++) direction[i] /= diagonal[i];
    }
}
