#pragma warning disable
using System.Diagnostics;
using System.Numerics.Tensors;
using AutoBackprop;

namespace Cases;

/// <summary>What careful C# puts around arithmetic: questions whose answer is no number of the model, guards, and library functions in place.</summary>
public static partial class Harmless
{
    [Case("2, 3", Value = 1.5, Grad = "-0.75, 0.5")]
    [Differentiable]
    public static double FrameworkGuard(double x, double y)
    {
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(x);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(y, 100.0);
        return y / x;
    }
    [Case("[2, 3], [4, 5]", Value = 23, Grad = "4, 5, 2, 3")]
    [Differentiable]
    public static double ArrayGuard(double[] x, double[] y)
    {
        ArgumentNullException.ThrowIfNull(x);
        ArgumentNullException.ThrowIfNull(y, nameof(y));
        if (y is null) throw new ArgumentNullException(nameof(y));
        if (x == null || null == x) throw new ArgumentException("Empty.", nameof(x));
        if (!(x is not null)) return 0;
        if (ReferenceEquals(x, y)) return 1;
        if (x == y) return 1;
        double s = 0;
        for (int i = 0; i < x.Length; i++) s += x[i] * y[i];
        return s;
    }
    [Case("[2, 3]", Value = 13, Grad = "4, 6")]
    [Differentiable]
    public static double Empty(ReadOnlySpan<double> x)
    {
        if (x.IsEmpty) return 0;
        if (x[1..].IsEmpty) return 1;
        double s = 0;
        foreach (var v in x) s += v * v;
        return s;
    }
    [Case("3, 2", Value = 9, Grad = "6, 0")]
    [Case("2, 3", Value = 6, Grad = "3, 2")]
    [Differentiable]
    public static double Compared(double x, double y) => x.CompareTo(y) > 0 ? x * x : x * y;
    [Case("3, 2", Value = 6, Grad = "2, 3")]
    [Differentiable]
    public static double Equalled(double x, double y) => x.Equals(y) || Equals(x, y) ? x * x : x * y;
    [Case("3", Value = 9, Grad = "6")]
    [Differentiable]
    public static double Logged(double x) { Debug.WriteLine(x); Trace.Assert(x > 0); Debug.WriteLine($"x = {x}"); Console.Out.Flush(); return x * x; }
    [Case("3", Value = 12, Grad = "4")]
    [Differentiable]
    public static double OutOfOther(double x) { if (!int.TryParse("4", out var n)) n = 1; return x * n; }
    [Case("3", Value = 12, Grad = "4")]
    [Differentiable]
    public static double OutOfDeclared(double x) { double k = 1; if (double.TryParse("4", System.Globalization.NumberStyles.Any, System.Globalization.CultureInfo.InvariantCulture, out k)) x = x * k; return x; }
    [Case("3, 7", Value = 6, Grad = "2")]
    [Differentiable]
    public static double DivRem(double x, int n) { var q = Math.DivRem(n, 3, out var r); return x * q * r; }
    [Case("3", Value = 9, Grad = "3")]
    [Differentiable]
    public static double RefOfOther(double x) { int n = 2; System.Threading.Interlocked.Increment(ref n); return x * n; }
    private static readonly System.Collections.Generic.Dictionary<string, double> Table = new() { ["a"] = 5 };
    [Case("3", Value = 15, Grad = "5")]
    [Differentiable]
    public static double Looked(double x) => Table.TryGetValue("a", out var k) ? x * k : x;
    [Case("[2, 7, 3]", Value = 19, Grad = "0, 14, 0")]
    [Differentiable]
    public static double IndexOfLargest(ReadOnlySpan<double> x) { int i = TensorPrimitives.IndexOfMax(x); return x[i] * x[i] - 30; }
    [Case("[2, 7, 3]", Value = 14, Grad = "7, 2, 0", NoDifferences = true)]
    [Differentiable]
    public static double Contains(double[] x) { int i = x.AsSpan().IndexOf(2.0); return i < 0 || x.AsSpan().IndexOf(7.0) != 1 ? 0 : x[i] * x[i + 1]; }
    [Case("[0.5, -0.25]")]
    [Differentiable]
    public static double InPlace(ReadOnlySpan<double> x) { Span<double> w = stackalloc double[2]; x.CopyTo(w); Activations.Sigmoid(w, w); return w[0] * w[0] + 3 * w[1]; }
    [Case("[0.5, -0.25]")]
    [Differentiable]
    public static double InPlaceSoftmax(ReadOnlySpan<double> x) { Span<double> w = stackalloc double[2]; x.CopyTo(w); Activations.Softmax(w, w); return w[0] * w[0] + 3 * w[1]; }
    [Case("[0.5, -0.25]")]
    [Differentiable]
    public static double InPlaceScale(ReadOnlySpan<double> x) { Span<double> w = stackalloc double[2]; x.CopyTo(w); Linear.Scale(x[0], w, w); return w[0] * w[0] + 3 * w[1]; }
    [Case("[0.5, -0.25]")]
    [Differentiable]
    public static double InPlaceTwice(Span<double> x) { Activations.Tanh(x, x); Activations.Sigmoid(x, x); return x[0] * x[0] + 3 * x[1]; }
    [Case("[0.5, -0.25]")]
    [Differentiable]
    public static double InPlaceTensor(Span<double> x) { TensorPrimitives.Tanh(x, x); TensorPrimitives.Exp(x, x); TensorPrimitives.Multiply(x, x, x); return x[0] * x[0] + 3 * x[1]; }
    [Case("[0.5, -0.25, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14, 15, 16, 17]")]
    [Differentiable]
    public static double InPlaceLong(ReadOnlySpan<double> x) { var w = x.ToArray(); Activations.Sigmoid(w, w); double s = 0; foreach (var v in w) s += v * v; return s; }
}
