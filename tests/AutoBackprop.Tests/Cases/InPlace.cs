#pragma warning disable
using System.Numerics.Tensors;
using AutoBackprop;

namespace Cases;

/// <summary>Functions of the library whose result takes the place of what goes in, and arrays that no pool lends.</summary>
public static partial class InPlace
{
    [Case("[0.5, -0.25, 1]")]
    [Differentiable]
    public static double Softmax(ReadOnlySpan<double> x) { Span<double> y = stackalloc double[3]; x.CopyTo(y); Activations.Softmax(y, y); return y[0] + 2 * y[1]; }
    [Case("[0.5, -0.25, 1]")]
    [Differentiable]
    public static double Part(ReadOnlySpan<double> x) { var y = x.ToArray(); Activations.Elu(y, y); Activations.LeakyRelu(y, y, 0.1); Activations.LogSoftmax(y.AsSpan(1), y.AsSpan(1)); return y[0] + 2 * y[1]; }
    [Case("[0.5, -0.25]")]
    [Differentiable]
    public static double Tensors(ReadOnlySpan<double> x) { var y = x.ToArray(); TensorPrimitives.Exp<double>(y, y); TensorPrimitives.Multiply<double>(y, y, y); return y[0] + 2 * y[1]; }
    [Case("[0.5, -0.25, 1, 2], [0.5, 1.5]")]
    [Differentiable]
    public static double Bias(ReadOnlySpan<double> x, ReadOnlySpan<double> b) { var y = x.ToArray(); Linear.AddBias(y, b, y); Linear.Scale(2, y, y); return y[0] * y[3] + 2 * y[1]; }
    [Case("[0.5, -0.25, 1], [1, 2, 0.5], [0.5, 1.5, 0]")]
    [Differentiable]
    public static double Normalised(ReadOnlySpan<double> x, ReadOnlySpan<double> g, ReadOnlySpan<double> b) { var y = x.ToArray(); Linear.LayerNorm(y, g, b, y); return y[0] + 2 * y[1] * y[2]; }
    [Case("[0.5, -0.25], 0.3")]
    [Differentiable]
    public static double Added(ReadOnlySpan<double> x, double a) { var y = x.ToArray(); Linear.Axpy(a, y, y); return y[0] * y[1]; }
    [Case("[0.5, -0.25, 1], \"ab\"")]
    [Differentiable]
    public static double Words(ReadOnlySpan<double> w, string word) { var known = new[] { "cd", word }; var s = 0.0; for (var i = 0; i < known.Length; i++) if (known[i] == "ab") s += w[i] * w[i + 1]; return s; }
    [Case("3")]
    [Differentiable]
    public static double Missing(double x) { var known = new int?[2]; known[1] = 4; return (known[0] is null ? x : 1) * (known[1] ?? 0) * x; }
}
