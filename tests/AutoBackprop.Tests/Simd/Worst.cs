using System.Runtime.Intrinsics;

namespace AutoBackprop.Tests.Simd;

/// <summary>The largest error that a vector function shows on many arguments, and the argument that shows it.</summary>
internal readonly record struct Worst(double Ulps, double At)
{
    public static Worst Of(VectorFunction function, IEnumerable<double> arguments)
    {
        var worst = new Worst(0, 0);
        foreach (var chunk in arguments.Chunk(Vector512<double>.Count))
        {
            var lanes = chunk;
            Array.Resize(ref lanes, Vector512<double>.Count);
            var results = function.Double(Vector512.Create(lanes));
            for (var i = 0; i < lanes.Length; i++) worst = worst.Or(function.ErrorAt(lanes[i], results[i]), lanes[i]);
        }

        return worst;
    }

    public static Worst Of(VectorFunction function, IEnumerable<float> arguments)
    {
        var worst = new Worst(0, 0);
        foreach (var chunk in arguments.Chunk(Vector512<float>.Count))
        {
            var lanes = chunk;
            Array.Resize(ref lanes, Vector512<float>.Count);
            var results = function.Single(Vector512.Create(lanes));
            for (var i = 0; i < lanes.Length; i++) worst = worst.Or(function.ErrorAt(lanes[i], results[i]), lanes[i]);
        }

        return worst;
    }

    private Worst Or(double ulps, double at) => ulps > Ulps || double.IsNaN(ulps) ? new(ulps, at) : this;
}
