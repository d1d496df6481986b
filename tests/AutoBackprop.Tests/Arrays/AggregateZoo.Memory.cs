#pragma warning disable AB0008, AB0101, AB0102, AB0103, AB0104, AB0105, AB0303, AB0304, AB0306, AB0205, AB0401, AB0402, AB0403
namespace AutoBackprop.Tests;

// Structs, records and objects with arrays, in loops that run on vectors, that write, and that call.
public static partial class AggregateZoo
{
    [Differentiable]
    public static double Scaled(Block b, ReadOnlySpan<double> x)
    {
        var sum = b.Shift.X * b.Shift.Y;
        for (var i = 0; i < x.Length; i++) sum += Math.Tanh(b.Inner.W[i] * x[i] + b.Inner.B) * b.Gain[i] * b.Fixed[i];
        return sum;
    }

    [Differentiable]
    public static double Stacked(Stack s, ReadOnlySpan<double> x)
    {
        var sum = 0.0;
        for (var i = 0; i < x.Length; i++)
        {
            var h = Activations.Relu(s.First.W[i] * x[i] + s.First.Bias);
            sum += s.Scale * Math.Sin(h * s.Second.W[i] + s.Second.Bias);
        }
        return sum;
    }

    [Differentiable]
    public static double Inherited(Derived d, ReadOnlySpan<double> x)
    {
        var sum = 0.0;
        for (var i = 0; i < x.Length; i++) sum += Math.Exp(d.Of(x[i], i) * 0.3);
        return Math.Log(sum + 1);
    }

    [Differentiable]
    public static void Written(Pair p, double k, Span<double> y)
    {
        for (var i = 0; i < y.Length; i++) y[i] = y[i] * p.A[i] + k * p.B[i] * p.B[i];
    }

    [Differentiable]
    public static double InPlace(Lens w, Layer by)
    {
        for (var i = 0; i < w.X.Length; i++) w.X[i] = w.X[i] * by.W[i] + w.K;
        var sum = 0.0;
        foreach (var x in w.X) sum += x * x * by.B;
        return sum;
    }

    [Differentiable]
    public static (double Sum, double Largest) Both(in Layer layer, double floor)
    {
        var (sum, largest) = (0.0, floor);
        foreach (var w in layer.W)
        {
            sum += w * w * layer.B;
            largest = Math.Max(largest, w);
        }
        return (sum, largest);
    }

    [Differentiable]
    public static double ManyRows((double[][] Rows, double[,] M) t, double k)
    {
        var sum = 0.0;
        for (var i = 0; i < t.Rows.Length; i++)
            for (var j = 0; j < t.Rows[i].Length; j++) sum += t.Rows[i][j] * t.M[i, j] * k + Math.Cos(t.M[2, j]);
        return sum;
    }

    // ── calls ────────────────────────────────────────────────────────────────────────────────────────────────

    private static double Halved(Pair p, ReadOnlySpan<double> x, int from, int to) =>
        to - from < 1 ? 0.2 : to - from == 1 ? Math.Sin(x[from] * p.A[from]) : Halved(p, x, from, (from + to) / 2) * p.B[from] + Halved(p, x, (from + to) / 2, to);

    [Differentiable] public static double Recursive(Pair p, ReadOnlySpan<double> x) => Halved(p, x, 0, x.Length) + Halved(p, p.B, x.Length / 2, x.Length);

    [Differentiable] public static double OfAnotherAssembly(Pair p, Line f) => Linear.Dot(p.A, p.B) * Linear.Sum(f.W) + f.Bias * Linear.Dot(p.A, f.W);

    [Differentiable]
    public static double MatrixOfAnotherAssembly(Mlp net, [Extent(0, 3)] ReadOnlySpan<double> x)
    {
        var h = new double[net.Hidden];
        Linear.MatVec(net.W1, x, h);
        Linear.Axpy(1, net.B1, h);
        for (var i = 0; i < h.Length; i++) h[i] = Activations.Tanh(h[i]);
        return Linear.Dot(h, net.Out.W) + net.Out.B;
    }

    [Differentiable]
    private static double Fit(ReadOnlySpan<double> w, Point at)
    {
        var sum = 0.0;
        for (var i = 0; i < w.Length; i++) sum += Math.Sin(w[i] * at.X + at.Y) * w[i];
        return sum;
    }

    /// <summary>A derivative of a derivative.</summary>
    [Differentiable]
    public static double Penalised(Pair p, Point at)
    {
        Span<double> g = new double[p.A.Length];
        var (value, slope) = FitGradient(p.A, at, g);
        for (var i = 0; i < g.Length; i++) value += g[i] * g[i] * p.B[i] + slope.X * p.A[i];
        return value * slope.Y;
    }
}
