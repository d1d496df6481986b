#pragma warning disable AB0008, AB0101, AB0102, AB0103, AB0104, AB0105, AB0303, AB0304, AB0306, AB0205, AB0401, AB0402, AB0403
namespace AutoBackprop.Tests;

/// <summary>Methods that write <c>y</c>, which is as long as <c>x</c>.</summary>
internal static partial class ArrayZoo
{
    [Differentiable]
    internal static void Sigmoids(ReadOnlySpan<double> x, Span<double> y)
    {
        for (var i = 0; i < x.Length; i++) y[i] = Activations.Sigmoid(x[i]);
    }

    [Differentiable]
    internal static void AddSines(ReadOnlySpan<double> x, Span<double> y)
    {
        for (var i = 0; i < x.Length; i++) y[i] += Math.Sin(x[i]);
    }

    [Differentiable]
    internal static void MultiplyInto(ReadOnlySpan<double> x, Span<double> y)
    {
        for (var i = 0; i < y.Length; i++) y[i] *= x[i] + y[i];
    }

    [Differentiable]
    internal static void LowerHalf(ReadOnlySpan<double> x, Span<double> y)
    {
        for (var i = 0; i < x.Length / 2; i++) y[i] = x[i] * x[x.Length - 1 - i];
    }

    [Differentiable]
    internal static void ShiftUp(ReadOnlySpan<double> x, Span<double> y)
    {
        for (var i = y.Length - 1; i > 0; i--) y[i] = y[i - 1] * x[i];
    }

    [Differentiable]
    internal static void ShiftDown(ReadOnlySpan<double> x, Span<double> y)
    {
        for (var i = 0; i + 1 < y.Length; i++) y[i] = y[i + 1] * x[i];
    }

    [Differentiable]
    internal static void Running(ReadOnlySpan<double> x, Span<double> y)
    {
        for (var i = 1; i < y.Length; i++) y[i] = Math.Tanh(y[i - 1] + x[i] * y[i]);
    }

    [Differentiable]
    internal static void Softmax(ReadOnlySpan<double> x, Span<double> y)
    {
        var m = -1e30;
        foreach (var v in x) m = Math.Max(m, v);
        var z = 0.0;
        for (var i = 0; i < x.Length; i++)
        {
            y[i] = Math.Exp(x[i] - m);
            z += y[i];
        }
        for (var i = 0; i < y.Length; i++) y[i] /= z;
    }

    [Differentiable]
    internal static void ReverseInto(ReadOnlySpan<double> x, Span<double> y)
    {
        for (var i = 0; i < x.Length; i++) y[y.Length - 1 - i] = x[i] * x[i];
    }

    [Differentiable]
    internal static void WhereNegative(ReadOnlySpan<double> x, Span<double> y)
    {
        for (var i = 0; i < x.Length; i++)
            if (x[i] < 0.0) y[i] = x[i] * y[i];
    }

    [Differentiable]
    internal static void CopyThenScale(ReadOnlySpan<double> x, Span<double> y)
    {
        x.CopyTo(y);
        for (var i = 0; i < y.Length; i++) y[i] *= 3.0 * y[i];
    }

    [Differentiable]
    internal static void ClearUpper(ReadOnlySpan<double> x, Span<double> y)
    {
        y[(y.Length / 2)..].Clear();
        for (var i = 0; i < y.Length; i++) y[i] += y[i] * x[i];
    }

    [Differentiable]
    internal static void ScatterSteps(ReadOnlySpan<double> x, Span<double> y)
    {
        for (var i = 0; i < x.Length; i++) y[i * 3 % y.Length] += x[i] * x[i];
    }

    [Differentiable]
    internal static void OverwriteByIndex(ReadOnlySpan<double> x, Span<double> y)
    {
        for (var i = 0; i < x.Length; i++) y[i / 2] = x[i] * y[i];
    }

    [Differentiable]
    internal static void TwicePerElement(ReadOnlySpan<double> x, Span<double> y)
    {
        for (var i = 0; i < x.Length; i++)
        {
            y[i] = y[i] * x[i];
            y[i] = Math.Sin(y[i]) + y[i];
        }
    }

    [Differentiable]
    internal static void Smooth(ReadOnlySpan<double> x, Span<double> y)
    {
        for (var t = 0; t < 3; t++)
            for (var i = 1; i + 1 < y.Length; i++) y[i] = 0.25 * y[i - 1] + 0.5 * y[i] * x[i] + 0.25 * y[i + 1];
    }

    [Differentiable]
    internal static void SmoothStep(ReadOnlySpan<double> x, Span<double> y)
    {
        for (var i = 1; i + 1 < y.Length; i++) y[i] = x[i - 1] * x[i] + x[i + 1];
    }

    [Differentiable]
    internal static void Helped(ReadOnlySpan<double> x, Span<double> y)
    {
        AddSines(x, y);
        Square(x[..(x.Length / 2)], y[(x.Length - x.Length / 2)..]);
    }

    [Differentiable]
    internal static void ReturnsEarly(ReadOnlySpan<double> x, Span<double> y)
    {
        for (var i = 0; i < x.Length; i++)
        {
            if (x[i] > 0.9) return;
            y[i] = x[i] * y[i];
        }
        for (var i = 0; i < y.Length; i++) y[i] += x[0];
    }

    [Differentiable]
    internal static void Circulant(ReadOnlySpan<double> x, Span<double> y)
    {
        for (var i = 0; i < y.Length; i++)
        {
            var t = 0.0;
            for (var j = 0; j < x.Length; j++) t += x[j] * x[(i + j) % x.Length];
            y[i] = t;
        }
    }

    [Differentiable]
    internal static void CirculantInto(ReadOnlySpan<double> x, Span<double> y)
    {
        for (var i = 0; i < y.Length; i++)
            for (var j = 0; j < x.Length; j++) y[i] += x[j] * (i + j) / x.Length;
    }

    [Differentiable]
    internal static void Difference(ReadOnlySpan<double> x, Span<double> y)
    {
        for (var i = 0; i + 1 < x.Length; i++) y[i] = x[i + 1] - x[i];
    }

    [Differentiable]
    internal static void PushPull(ReadOnlySpan<double> x, Span<double> y)
    {
        for (var i = 0; i + 1 < x.Length; i++)
        {
            var flow = Math.Tanh(x[i]) * 0.5;
            y[i] -= flow;
            y[i + 1] += flow;
        }
    }

    [Differentiable]
    internal static void Cumulative(ReadOnlySpan<double> x, Span<double> y)
    {
        var t = 0.0;
        for (var i = 0; i < x.Length; i++)
        {
            t += x[i] * x[i];
            y[i] = t;
        }
    }

    [Differentiable]
    internal static void FillWithSum(ReadOnlySpan<double> x, Span<double> y)
    {
        var s = 0.0;
        foreach (var v in x) s += v * v;
        y.Fill(s);
    }
}
