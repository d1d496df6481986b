using AutoBackprop;

namespace Cases;

#pragma warning disable AB0008, AB0009, AB0101, AB0103, AB0303, AB0304, AB0305

/// <summary>Variables, fields and parameters of array type that may hold no array.</summary>
public static partial class AbsentArrays
{
    [Differentiable, Case("[0.2,-0.1], [1,2,3]")]
    public static double F1(double[] x, [NoGradient] double[] data)
    {
        double[]? alpha = null;
        foreach (var y in data)
        {
            if (alpha is null) { alpha = x.Select(v => v * y).ToArray(); continue; }
            var next = new double[x.Length];
            for (var s = 0; s < x.Length; s++) next[s] = alpha[s] * alpha[s] + y;
            alpha = next;
        }
        return alpha!.Sum();
    }
    [Differentiable, Case("[0.2,-0.1], [1,2,3]")]
    public static double F2(double[] x, [NoGradient] double[] data)
    {
        double[]? alpha = null;
        foreach (var y in data)
        {
            if (alpha is null) { alpha = x.Select(v => v * y).ToArray(); continue; }
            var previous = alpha;
            var next = new double[x.Length];
            for (var s = 0; s < x.Length; s++) next[s] = previous[s] * previous[s] + y;
            alpha = next;
        }
        return alpha!.Sum();
    }
    [Differentiable, Case("[0.2,-0.1], [1,2,3]")]
    public static double F3(double[] x, [NoGradient] double[] data)
    {
        double[]? alpha = null;
        foreach (var y in data)
        {
            if (alpha is null) { alpha = x.Select(v => v * y).ToArray(); continue; }
            var next = new double[x.Length];
            for (var s = 0; s < x.Length; s++) next[s] = alpha[s] * alpha[s] + y;
            alpha = next;
        }
        return (alpha ?? throw new ArgumentException("none")).Sum();
    }
    static double Total(IEnumerable<double> v) { var a = v as double[] ?? v.ToArray(); return a.Sum(); }
    [Differentiable, Case("[0.2,-0.1], [1,2,3]")]
    public static double F4(double[] x, [NoGradient] double[] data)
    {
        double[]? alpha = null;
        foreach (var y in data)
        {
            if (alpha is null) { alpha = x.Select(v => v * y).ToArray(); continue; }
            var p = alpha;
            var next = new double[x.Length];
            for (var s = 0; s < x.Length; s++) next[s] = Total(Enumerable.Range(0, x.Length).Select(i => p[i] * p[i])) + y;
            alpha = next;
        }
        return alpha!.Sum();
    }
    [Differentiable, Case("[0.2,-0.1], [1,2,3]")]
    public static double F5(double[] x, [NoGradient] double[] data)
    {
        double[]? alpha = null;
        for (var i = 0; i < data.Length; i++)
        {
            if (alpha == null) alpha = new double[] { x[0], x[1] };
            else alpha[0] *= x[1];
        }
        return alpha![0] * alpha[1];
    }
    [Differentiable, Case("[0.2,-0.1], 0"), Case("[0.2,-0.1], 1")]
    public static double F6(double[] x, int k)
    {
        double[]? alpha = null;
        if (k > 0) alpha = new double[] { x[0], x[1] };
        return alpha is null ? x[0] : alpha[0] * alpha[1];
    }
    [Differentiable, Case("[0.2,-0.1], null"), Case("[0.2,-0.1], [1,2]")]
    public static double G1(double[] x, double[]? w)
    {
        w ??= [0.5, 1.5];
        return x[0] * w[0] + x[1] * w[1];
    }
    [Differentiable, Case("[0.2,-0.1], null"), Case("[0.2,-0.1], [1,2]")]
    public static double G2(double[] x, double[]? w = null)
    {
        var v = w ?? x;
        return x[0] * v[0] + x[1] * v[1];
    }
    [Differentiable, Case("[0.2,-0.1], null"), Case("[0.2,-0.1], [1,2]")]
    public static double G3(double[] x, double[]? w = null)
    {
        var v = w ?? x.Select(t => t * t).ToArray();
        return x.Zip(v, (a, b) => a * b).Sum() + (w?.Length ?? 3) + (w?[0] ?? 7);
    }
    static double Mean(double[] x, double[]? weights = null)
    {
        if (weights == null) return x.Average();
        var s = 0.0;
        for (var i = 0; i < x.Length; i++) s += weights[i] * x[i];
        return s / weights.Sum();
    }
    [Differentiable, Case("[0.2,-0.1], [1,2]")]
    public static double G4(double[] x, double[] w) => Mean(x) + Mean(x, w) * Mean(w, weights: x);
    static double Deviation(double[] x, double[]? centre = null)
    {
        centre ??= Enumerable.Repeat(x.Average(), x.Length).ToArray();
        return x.Zip(centre, (a, b) => (a - b) * (a - b)).Sum();
    }
    [Differentiable, Case("[0.2,-0.1], [1,2]")]
    public static double G5(double[] x, double[] w) => Deviation(x) + Deviation(x, w);
    [Differentiable, Case("[0.2,-0.1], 0"), Case("[0.2,-0.1], 2")]
    public static double G6(double[] x, int n)
    {
        double[]? best = null;
        var value = double.NegativeInfinity;
        for (var i = 0; i < n; i++)
        {
            double[] candidate = [x[0] * (i + 1), x[1] - i];
            if (best is null || candidate[0] > value) { best = candidate; value = candidate[0]; }
        }
        if (best is null) return x[0] * 3;
        return best[0] * best[1] + value;
    }
    [Differentiable, Case("[0.2,-0.1], 1"), Case("[0.2,-0.1], 4")]
    public static double G7(double[] x, int n)
    {
        double[]? previous = null;
        var sum = 0.0;
        for (var i = 0; i < n; i++)
        {
            var now = x.Select(v => v * v + i).ToArray();
            if (previous is not null) sum += now.Zip(previous, (a, b) => a * b).Sum();
            previous = i == 2 ? null : now;
        }
        return sum + (previous != null ? previous[0] : x[1]);
    }
    static double[]? Find(double[] x, int k) => k > 0 ? x.Select(v => v * k).ToArray() : null;
    [Differentiable, Case("[0.2,-0.1], 0"), Case("[0.2,-0.1], 2")]
    public static double G8(double[] x, int k) => Find(x, k) is { } found ? found[0] * found[1] : x[0];
    [Differentiable, Case("[0.2,-0.1], 0"), Case("[0.2,-0.1], 2")]
    public static double G9(double[] x, int k)
    {
        var found = Find(x, k);
        return found?.Sum() ?? x[0] * x[1];
    }
    [Differentiable, Case("[0.2,-0.1], 0"), Case("[0.2,-0.1], 2")]
    public static double G10(double[] x, int k)
    {
        double[]? cache = null;
        double[] Get() => cache ??= x.Select(v => v * v).ToArray();
        var s = x[0];
        for (var i = 0; i < k; i++) s += Get()[i % 2] * Get()[0];
        return s;
    }
    sealed class Memo(double[] x)
    {
        private double[]? _squares;
        public double[] Squares => _squares ??= x.Select(v => v * v).ToArray();
        private double[]? _last = null;
        public double Push(double[] v) { var r = _last is null ? 0 : _last[0] * v[0]; _last = v; return r; }
    }
    [Differentiable, Case("[0.2,-0.1], 2")]
    public static double G11(double[] x, int k) { var m = new Memo(x); return m.Squares[0] * m.Squares[1] + m.Push(x) + m.Push(m.Squares) + m.Push([x[1] * k]); }
    [Differentiable, Case("[0.2,-0.1], 0"), Case("[0.2,-0.1], 2")]
    public static double G14(double[] x, int n)
    {
        double[] none = new double[0];
        double[]? a = n > 1 ? none : null;
        return a is null ? x[0] : a.Sum() + x[1];
    }
    [Differentiable, Case("[0.2,-0.1], 0"), Case("[0.2,-0.1], 2")]
    public static double G15(double[] x, int n)
    {
        double[]? a = null;
        if (n > 1) { a = new double[n]; for (var i = 0; i < n; i++) a[i] = x[i] * x[0]; }
        if (n > 0 && a != null) a[1] += x[1];
        return a?.Sum() ?? 0 + x[1];
    }

    [Differentiable, Case("[1, 2, 3, 4], 1.5")]
    public static double OfSlices(double[] p, double w)
    {
        double[]? best = null;
        foreach (var k in new[] { 1, 2 })
        {
            var c = p[k..];
            c[0] *= w;
            if (best is null || c[0] > best[0]) best = c;
        }
        p[2] = 7;
        return best!.Sum() * p[3];
    }
}
