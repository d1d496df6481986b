using AutoBackprop;

namespace Cases;

/// <summary>Local functions that call themselves and read what is around them; their 'out' and 'ref' arguments.</summary>
public static partial class RecursiveCaptures
{
    [Differentiable, Case("0.3, 4"), Case("0.3, 0", ZeroIsRight = true)]
    public static double Power(double x, int n)
    {
        double Times(int k) => k == 0 ? 1 : x * Times(k - 1);
        return Times(n);
    }

    [Differentiable, Case("0.3, 4")]
    public static float PowerOfFloats(float x, int n)
    {
        float Times(int k) => k == 0 ? 1 : x * Times(k - 1);
        return Times(n);
    }

    [Differentiable, Case("[0.3, 0.2, 0.5, 0.1]")]
    public static double Halves(double[] w)
    {
        double Sum(int from, int to) => to - from == 1 ? w[from] * w[from] : Sum(from, (from + to) / 2) + Sum((from + to) / 2, to);
        return Sum(0, w.Length);
    }

    [Differentiable, Case("[0.3, 0.2, 0.5], 2, 0.7")]
    public static double Tree(double[] w, int depth, double k)
    {
        var scale = k * k;
        double Node(int d, double v)
        {
            if (d == 0) return v;
            var s = 0.0;
            foreach (var c in w) s += Node(d - 1, v * c * scale);
            return Math.Sin(s);
        }
        return Node(depth, w[0]);
    }

    [Differentiable, Case("0.3, 0.5, 5")]
    public static double Mutual(double x, double y, int n)
    {
        double Even(int k, double z) => k == 0 ? z : Odd(k - 1, z * x);
        double Odd(int k, double z) => k == 0 ? z * z : Even(k - 1, z + y);
        return Even(n, x);
    }

    [Differentiable, Case("0.3, 0.5, 2")]
    public static double Twice(double x, double y, int n)
    {
        var a = x;
        double F(int k) => k == 0 ? a : y * F(k - 1);
        var first = F(n);
        a = x * x;
        return first + F(n);
    }

    [Differentiable, Case("0.3, 0.5"), Case("-0.3, 0.5")]
    public static double Out(double x, double y)
    {
        bool Try(double a, out double r)
        {
            r = a * y;
            return a > 0;
        }
        return Try(x, out var q) ? q * q : y * q;
    }

    [Differentiable, Case("0.3, 0.5")]
    public static double OutDiscarded(double x, double y)
    {
        double Split(double a, out double rest)
        {
            rest = a * y;
            return rest * rest;
        }
        return Split(x, out _);
    }

    [Differentiable, Case("0.3, 0.5")]
    public static double Ref(double x, double y)
    {
        void Step(double a, ref double s) => s += a * y;
        var t = x;
        for (var i = 0; i < 3; i++) Step(t, ref t);
        return t;
    }
}
