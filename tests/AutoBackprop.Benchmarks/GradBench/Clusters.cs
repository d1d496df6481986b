namespace AutoBackprop.Benchmarks.GradBench;

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
}
