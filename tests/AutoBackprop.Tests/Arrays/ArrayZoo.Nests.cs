#pragma warning disable AB0008, AB0101, AB0102, AB0103, AB0104, AB0105, AB0303, AB0304, AB0306, AB0205, AB0401, AB0402, AB0403
namespace AutoBackprop.Tests;

/// <summary>Loops in loops over the elements of matrices.</summary>
internal static partial class ArrayZoo
{
    /// <summary>Rows times a vector, and both gradients of it.</summary>
    [Differentiable]
    internal static double DenseLayer(ReadOnlySpan<double> w, ReadOnlySpan<double> b, ReadOnlySpan<double> x)
    {
        var loss = 0.0;
        for (var i = 0; i < b.Length; i++)
        {
            var z = b[i];
            for (var j = 0; j < x.Length; j++) z += w[i * x.Length + j] * x[j];
            loss += Math.Tanh(z) * z;
        }
        return loss;
    }

    /// <summary>The same from the last row and column to the first, with two inner loops, the second over less.</summary>
    [Differentiable]
    internal static double DenseBackwards(ReadOnlySpan<double> w, ReadOnlySpan<double> b, ReadOnlySpan<double> x)
    {
        var (loss, n) = (1.0, x.Length);
        for (var i = b.Length - 1; i >= 0; i--)
        {
            var (z, r) = (0.0, b[i]);
            for (var j = n - 1; j >= 0; j--) z += w[n * i + j] * x[j];
            for (var j = 1; j < n; j++) r += x[j] * x[j - 1];
            loss -= z * z * r;
        }
        return loss;
    }

    /// <summary>Columns summed up: a vector times a matrix.</summary>
    [Differentiable]
    internal static double SumOfRows(ReadOnlySpan<double> w, ReadOnlySpan<double> b, ReadOnlySpan<double> x)
    {
        var y = new double[x.Length];
        for (var j = 0; j < y.Length; j++) y[j] = x[j];
        for (var i = 0; i < b.Length; i++)
            for (var j = 0; j < y.Length; j++) y[j] += b[i] * w[i * x.Length + j];
        var s = 0.0;
        foreach (var v in y) s += Math.Exp(-v * v);
        return s;
    }

    /// <summary>Two layers, with the hidden values in an array of their own.</summary>
    [Differentiable]
    internal static double TwoLayers(ReadOnlySpan<double> w, ReadOnlySpan<double> b, ReadOnlySpan<double> x)
    {
        var h = new double[b.Length];
        for (var i = 0; i < h.Length; i++)
        {
            var z = b[i];
            for (var j = 0; j < x.Length; j++) z += w[i * x.Length + j] * x[j];
            h[i] = Math.Tanh(z);
        }
        var loss = 0.0;
        for (var j = 0; j < x.Length; j++)
        {
            var z = 0.0;
            for (var i = 0; i < h.Length; i++) z += h[i] * b[i];
            loss += z * x[j] * x[j];
        }
        return loss;
    }

    /// <summary>Rows that depend on each other: no four of them at once.</summary>
    [Differentiable]
    internal static double Recurrent(ReadOnlySpan<double> w, ReadOnlySpan<double> b, ReadOnlySpan<double> x)
    {
        var state = 0.5;
        for (var i = 0; i < b.Length; i++)
        {
            var z = b[i];
            for (var j = 0; j < x.Length; j++) z += w[i * x.Length + j] * x[j] * state / b.Length;
            state = Math.Tanh(z);
        }
        return state * state;
    }

    /// <summary>Each row overwrites what the row before wrote.</summary>
    [Differentiable]
    internal static double OverwrittenRows(ReadOnlySpan<double> w, ReadOnlySpan<double> b, ReadOnlySpan<double> x)
    {
        var y = new double[x.Length];
        var s = 0.0;
        for (var i = 0; i < b.Length; i++)
        {
            for (var j = 0; j < x.Length; j++) y[j] = w[i * x.Length + j] * x[j];
            for (var j = 1; j < x.Length; j++) s += y[j] * y[j - 1] * b[i];
        }
        return s;
    }

    /// <summary>Rows that overlap by all but one element.</summary>
    [Differentiable]
    internal static double Sliding(ReadOnlySpan<double> w, ReadOnlySpan<double> b, ReadOnlySpan<double> x)
    {
        var s = 0.0;
        for (var i = 0; i < b.Length; i++)
        {
            var z = 0.0;
            for (var j = 0; j < x.Length; j++) z += w[i + j] * x[j];
            s += z * z * b[i];
        }
        return s;
    }
}
