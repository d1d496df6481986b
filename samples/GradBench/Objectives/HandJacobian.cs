namespace GradBench.Objectives;

/// <summary>All slopes of the errors of a hand.</summary>
public sealed class HandJacobian(double[] pose, double[] places, HandData data)
{
    private readonly double[] _errors = new double[data.Points.Length];
    private readonly double[] _inPose = new double[data.Points.Length * pose.Length],
        _inPlaces = new double[data.Points.Length * places.Length];

    /// <summary>A row per error: the slopes in the two places of its point, if there are places; then those in the pose.</summary>
    public double[][] Rows()
    {
        if (places.Length == 0) Hands.ToVerticesJacobian(pose, data, _errors, _inPose);
        else Hands.ToTrianglesJacobian(pose, places, data, _errors, _inPose, _inPlaces);
        var rows = new double[_errors.Length][];
        for (var i = 0; i < rows.Length; i++)
        {
            var slopes = _inPose.AsSpan(i * pose.Length, pose.Length);
            rows[i] = places.Length == 0 ? [.. slopes] : [.. _inPlaces.AsSpan(i * places.Length + i / 3 * 2, 2), .. slopes];
        }

        return rows;
    }
}
