using AutoBackprop;

namespace Cases;

/// <summary>Lists that grow while the method runs.</summary>
public static partial class Lists
{
    static double Squares(IReadOnlyList<double> x)
    {
        var s = 0.0;
        for (var i = 0; i < x.Count; i++) s += x[i] * x[i];
        return s;
    }

    static void Fill(List<double> list, double x, int n)
    {
        for (var i = 0; i < n; i++) list.Add(x * i);
    }

    static List<double> Powers(double x, int n)
    {
        var list = new List<double>();
        var p = 1.0;
        for (var i = 0; i < n; i++) list.Add(p *= x);
        return list;
    }

    [Differentiable, Case("1.3, 0.7")]
    public static double Added(double x, double y)
    {
        List<double> a = [x, y];
        a.Add(x * y);
        return a[0] * a[^1] + a.Count;
    }

    [Differentiable, Case("[0.3, -0.2, 0.5], 20")]
    public static double InLoop(double[] x, int n)
    {
        var list = new List<double>();
        for (var i = 0; i < n; i++) list.Add(Math.Sin(x[i % x.Length] * i));
        var s = 0.0;
        for (var i = 0; i < list.Count; i++) s += list[i] * list[^(i + 1)];
        return s;
    }

    [Differentiable, Case("[0.3, -0.2, 0.5], 20")]
    public static float InLoopFloat(float[] x, int n)
    {
        var list = new List<float>(n);
        for (var i = 0; i < n; i++) list.Add(x[i % x.Length] * i * 0.1f);
        var s = 0f;
        foreach (var v in list) s += v * v;
        return s;
    }

    [Differentiable, Case("[0.3, -0.2, 0.5, 0.1, -0.7]")]
    public static double Filtered(double[] x)
    {
        var positive = new List<double>();
        foreach (var v in x)
            if (v > 0) positive.Add(v * v);
        return positive.Count == 0 ? 0 : Squares(positive) / positive.Count;
    }

    [Differentiable, Case("1.3, 40")]
    public static double Trajectory(double x, int n)
    {
        var path = new List<double> { x };
        for (var i = 0; i < n; i++) path.Add(path[^1] + 0.1 * Math.Cos(path[i]));
        return path.Sum() + path.Max();
    }

    [Differentiable, Case("1.1, 5")]
    public static double Returned(double x, int n) => Powers(x, n).Sum() + Squares(Powers(x, 3));

    [Differentiable, Case("1.3, 5")]
    public static double Handed(double x, int n)
    {
        var list = new List<double>();
        Fill(list, x, n);
        Fill(list, x * x, 2);
        return Squares(list);
    }

    [Differentiable, Case("1.3, 0.7")]
    public static double Edited(double x, double y)
    {
        List<double> a = [x, y, x * y, 2, y * y];
        a.Insert(1, x * x);
        a.RemoveAt(0);
        a.RemoveRange(2, 1);
        a[1] *= x;
        var s = 0.0;
        for (var i = 0; i < a.Count; i++) s = s * 0.5 + a[i] * (i + 1);
        a.Clear();
        a.Add(s);
        return a[0] * a[0];
    }

    [Differentiable, Case("[0.3, -0.2, 0.5], 1.2")]
    public static double Ranges(double[] x, double y)
    {
        var a = new List<double>(x);
        a.AddRange(x.Select(v => v * y));
        a.AddRange(x.Where(v => v > 0.1));
        return Squares(a) + a.ToArray()[4];
    }

    [Differentiable, Case("1.3, 4")]
    public static double PerRound(double x, int n)
    {
        var s = 0.0;
        for (var i = 1; i <= n; i++)
        {
            var list = new List<double>();
            for (var k = 0; k < i * 10; k++) list.Add(Math.Sin(x * k));
            s += Squares(list) * list[i];
        }
        return s;
    }

    [Differentiable, Case("1.3, 4")]
    public static double Captured(double x, int n)
    {
        var list = new List<double>();
        void Note(double v) => list.Add(v * x);
        for (var i = 0; i < n; i++) Note(i);
        return Squares(list);
    }

    [Differentiable, Case("1.3")]
    public static double Outside(double x)
    {
        var list = new List<double>();
        list.Add(x);
        return list[1];
    }
}
