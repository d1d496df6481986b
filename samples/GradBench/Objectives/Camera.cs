using AutoBackprop;

namespace GradBench.Objectives;

/// <summary>A point seen by a camera (GradBench: ba).</summary>
public static partial class Camera
{
    /// <summary>Numbers of a camera: a rotation (3, axis times angle), the centre (3), the focal length, the principal point (2), and
    /// the radial distortion (2).</summary>
    public const int Size = 11;

    /// <summary>By how much the picture of a point misses where it was seen, times the weight. error: 2.</summary>
    [Differentiable(Derivatives.Jacobian)]
    public static void Reproject(
        ReadOnlySpan<double> camera, ReadOnlySpan<double> point, double weight, [NoGradient] ReadOnlySpan<double> seen, Span<double> error)
    {
        var (x, y, z) = Rotate(camera, point[0] - camera[3], point[1] - camera[4], point[2] - camera[5]);
        var (u, v) = (x / z, y / z);
        var squared = u * u + v * v;
        var distortion = 1 + camera[9] * squared + camera[10] * squared * squared;
        error[0] = weight * (u * distortion * camera[6] + camera[7] - seen[0]);
        error[1] = weight * (v * distortion * camera[6] + camera[8] - seen[1]);
    }

    /// <summary>How far a weight is from 1.</summary>
    [Differentiable]
    public static double WeightError(double weight) => 1 - weight * weight;

    /// <summary>Rodrigues' formula.</summary>
    private static (double X, double Y, double Z) Rotate(ReadOnlySpan<double> axis, double x, double y, double z)
    {
        var squared = axis[0] * axis[0] + axis[1] * axis[1] + axis[2] * axis[2];
        if (squared == 0)
            return (x + axis[1] * z - axis[2] * y, y + axis[2] * x - axis[0] * z, z + axis[0] * y - axis[1] * x);

        var angle = Math.Sqrt(squared);
        var (sin, cos) = Math.SinCos(angle);
        var (a, b, c) = (axis[0] / angle, axis[1] / angle, axis[2] / angle);
        var along = (a * x + b * y + c * z) * (1 - cos);
        return (x * cos + (b * z - c * y) * sin + a * along,
                y * cos + (c * x - a * z) * sin + b * along,
                z * cos + (a * y - b * x) * sin + c * along);
    }
}
