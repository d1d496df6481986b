using AutoBackprop;

namespace Cases;

/// <summary>Variables that a loop gives another object each round, of classes in which nothing changes.</summary>
public static partial class ObjectsInLoops
{
    public sealed class Complex(double re, double im)
    {
        public double Re => re;
        public double Im => im;
        public double Norm => Math.Sqrt(re * re + im * im);
        public static Complex operator *(Complex a, Complex b) => new(a.Re * b.Re - a.Im * b.Im, a.Re * b.Im + a.Im * b.Re);
        public static Complex operator +(Complex a, Complex b) => new(a.Re + b.Re, a.Im + b.Im);
    }

    [Differentiable, Case("0.3, 0.4, 3"), Case("0.3, 0.4, 0")]
    public static double Iterated(double x, double y, int n)
    {
        var c = new Complex(x, y);
        var z = c;
        for (var i = 0; i < n; i++) z = z * z + c;
        return z.Norm;
    }

    [Differentiable, Case("0.3, 0.4, 10")]
    public static double Until(double x, double y, int n)
    {
        var c = new Complex(x, y);
        var z = new Complex(0, 0);
        var k = 0;
        while (k++ < n)
        {
            z = z * z + c;
            if (z.Norm > 0.6) break;
        }
        return z.Re * z.Im;
    }

    [Differentiable, Case("0.3, 0.4, 4")]
    public static double Fibonacci(double x, double y, int n)
    {
        var (a, b) = (new Complex(x, y), new Complex(y, 1));
        for (var i = 0; i < n; i++) (a, b) = (b, a * b);
        return a.Re + b.Im * b.Re;
    }

    [Differentiable, Case("0.3, 0.4, [1, -1, 1]")]
    public static double Previous(double x, double y, int[] signs)
    {
        var now = new Complex(x, y);
        var last = now;
        foreach (var s in signs)
        {
            last = now;
            if (s > 0) now = now * new Complex(y, x);
        }
        return now.Re * last.Im;
    }

    public sealed class Matrix
    {
        private readonly double[,] _v;
        public Matrix(double[,] v) => _v = v;
        public int Rows => _v.GetLength(0);
        public double this[int i, int j] => _v[i, j];

        public static Matrix operator *(Matrix a, Matrix b)
        {
            var r = new double[a.Rows, a.Rows];
            for (var i = 0; i < a.Rows; i++)
                for (var j = 0; j < a.Rows; j++)
                    for (var k = 0; k < a.Rows; k++) r[i, j] += a[i, k] * b[k, j];
            return new Matrix(r);
        }
    }

    [Differentiable, Case("0.3, 0.4, 3")]
    public static double Power(double x, double y, int n)
    {
        var m = new Matrix(new[,] { { x, 1 }, { y, x * y } });
        var p = m;
        for (var i = 0; i < n; i++) p = p * m;
        return p[0, 0] * p[1, 1] + p[0, 1];
    }

    public sealed class Vector(double[] items)
    {
        public double this[int i] => items[i];
        public double Dot(Vector o) => items.Select((v, i) => v * o[i]).Sum();
        public Vector Map(Func<double, double> f) => new([.. items.Select(f)]);
        public Vector Plus(Vector o, double k) => new([.. items.Select((v, i) => v + k * o[i])]);
    }

    public sealed class State(Vector position, Vector velocity)
    {
        public Vector Position => position;
        public Vector Velocity => velocity;
        public State Step(double dt) => new(Position.Plus(Velocity, dt), Velocity.Plus(Position.Map(Math.Sin), -dt));
    }

    [Differentiable, Case("[0.3, 0.4], 0.1, 3")]
    public static double Nested(double[] start, double dt, int n)
    {
        var s = new State(new Vector(start), new Vector([0.5, -0.2]));
        for (var i = 0; i < n; i++) s = s.Step(dt);
        return s.Position.Dot(s.Velocity) + s.Position[0];
    }

    [Differentiable, Case("[0.3, 0.4], 0.1, 3")]
    public static float NestedOnFloats(float[] start, float dt, int n)
    {
        var s = new State(new Vector([start[0], start[1]]), new Vector([0.5, -0.2]));
        for (var i = 0; i < n; i++) s = s.Step(dt);
        return (float)s.Position.Dot(s.Velocity);
    }
}
