namespace GradBench.Objectives;

/// <summary>All slopes of the errors of a hand.</summary>
public static class HandJacobian
{
    /// <summary>A row per error: the slopes in the two places of its point, if there are places; then those in the pose.</summary>
    public static double[][] Of(double[] pose, double[] places, HandData data)
    {
        var errors = data.Points.Length;
        var jacobian = new double[errors][];
        var (value, seed, gradPlaces) = (new double[errors], new double[errors], new double[places.Length]);
        for (var i = 0; i < errors; i++)
        {
            var gradPose = new double[pose.Length];
            Array.Clear(seed);
            seed[i] = 1;
            if (places.Length == 0)
            {
                Hands.ToVerticesBackward(pose, data, value, gradPose, seed);
                jacobian[i] = gradPose;
            }
            else
            {
                Array.Clear(gradPlaces);
                Hands.ToTrianglesBackward(pose, places, data, value, gradPose, gradPlaces, seed);
                jacobian[i] = [gradPlaces[i / 3 * 2], gradPlaces[i / 3 * 2 + 1], .. gradPose];
            }
        }

        return jacobian;
    }
}
