using AutoBackprop;

namespace Cases;

/// <summary>try with finally, using and lock around what may throw: the end is done once, however it is left.</summary>
public static partial class TryFinally
{
    public sealed class Log : IDisposable
    {
        static int s_open;
        public Log() => s_open++;
        public void Dispose() => s_open--;

        public static void Check()
        {
            if (s_open != 0) throw new InvalidOperationException("open: " + s_open);
        }
    }

    static readonly object Gate = new();

    [Differentiable, Case("[0.3, 0.2, 0.5, 0.1]")]
    public static double Finally(double[] w)
    {
        try
        {
            var s = 0.0;
            for (var i = 0; i < w.Length; i++) s += w[i] * w[i];
            return Math.Sqrt(s);
        }
        finally
        {
            Log.Check();
        }
    }

    [Differentiable, Case("[0.3, 0.2, 0.5, 0.1], 2"), Case("[0.3, 0.2, 0.5, 0.1], 7"), Case("[0.3, 0.2, 0.5, 0.1], 1")]
    public static double Using(double[] w, int n)
    {
        Log.Check();
        using var log = new Log();
        return w[n] * w[0];
    }

    [Differentiable, Case("0.3, 3"), Case("0.3, 4")]
    public static double Reader(double k, int n)
    {
        using var reader = new StringReader("1\n2\n3");
        var s = 0.0;
        for (var i = 0; i < n; i++) s += k * k * double.Parse(reader.ReadLine()!);
        return s;
    }

    [Differentiable, Case("[0.3, 0.2, 0.5], 3"), Case("[0.3, 0.2, 0.5], 4"), Case("[0.3, 0.2, 0.5], 1")]
    public static double Locked(double[] w, int n)
    {
        lock (Gate)
        {
            var s = 0.0;
            for (var i = 0; i < n; i++) s += w[i] * w[i];
            return s;
        }
    }

    [Differentiable, Case("[0.3, 0.2, 0.5], 3"), Case("[0.3, 0.2, 0.5], 4"), Case("[0.3, 0.2, 0.5], 1")]
    public static double InLoop(double[] w, int n)
    {
        var s = 1.0;
        for (var i = 0; i < n; i++)
        {
            Log.Check();
            using (new Log()) s *= Math.Sin(w[i]) + 2;
            if (s > 1e9) break;
        }
        return s;
    }

    [Differentiable, Case("[0.3, 0.2, 0.5], 3"), Case("[0.3, 0.2, 0.5], 4")]
    public static float Nested(float[] w, int n)
    {
        using var outer = new Log();
        var s = 0f;
        if (n > 1)
        {
            using var inner = new Log();
            for (var i = 0; i < n; i++) s += w[i] * w[i] * w[0];
        }
        return s;
    }
}
