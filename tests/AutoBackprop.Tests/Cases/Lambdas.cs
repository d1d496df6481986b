using AutoBackprop;

namespace Cases;

/// <summary>Lambdas, delegates, local functions that capture, methods that take functions: each is lowered where it is called.</summary>
public static partial class Lambdas
{
    static double Twice(Func<double, double> f, double v) => f(f(v));
    static double Rk4(Func<double, double, double> f, double y, double dt, int n) { for (var i = 0; i < n; i++) { var t = i * dt; var k1 = f(t, y); var k2 = f(t + dt / 2, y + dt / 2 * k1); var k3 = f(t + dt / 2, y + dt / 2 * k2); var k4 = f(t + dt, y + dt * k3); y += dt / 6 * (k1 + 2 * k2 + 2 * k3 + k4); } return y; }
    static Func<double, double> Line(double k) => x => k * x + 1;
    static readonly Func<double, double> Square = v => v * v;
    static readonly Func<double, double> Sine = Math.Sin;
    static double Cube(double x) => x * x * x;
    [Differentiable, Case("1.3, 1.7")]
    public static double Capture(double x, double y) { Func<double, double> line = v => v * y + 1; return line(x) * line(2); }

    [Differentiable, Case("1.3, 1.7")]
    public static double Higher(double x, double y) => Twice(v => v * v + y, x);

    [Differentiable, Case("1.3, 0.7")]
    public static double Ode(double y, double k) => Rk4((t, v) => -k * v + Math.Sin(t), y, 0.1, 10);

    [Differentiable, Case("1.3, 0.7")]
    public static double Made(double x, double y) { var a = Line(x); var b = Line(y); return a(2) * b(3) + a(y); }

    [Differentiable, Case("1.3")]
    public static double Field(double x) => Square(x) + Twice(Square, x);

    [Differentiable, Case("1.3")]
    public static double Group(double x) => Twice(Cube, x) + Twice(Math.Sin, x);

    [Differentiable, Case("1.3, 0.7")]
    public static double Local(double x, double y) { double F(double v) => v * y; y *= 2; return F(x) + F(3); }

    [Differentiable, Case("1.3, 0.7")]
    public static double Writes(double x, double y) { var s = 0.0; void Add(double v) { s += v * v * y; } for (var i = 0; i < 3; i++) Add(x * i); Add(x); return s; }

    [Differentiable, Case("1.3, 0.7")]
    public static double Block(double x, double y) { Func<double, double> f = v => { if (v > 1) return v * y; var w = v * v; return w + y; }; return f(x) + f(x * 0.1); }

    [Differentiable, Case("1.3, 0.7")]
    public static double LoopInLambda(double x, double y) { Func<int, double> f = n => { var s = 0.0; for (var i = 0; i < n; i++) { if (i == 3) return s * y; s += x * i; } return s; }; return f(2) + f(8); }

    [Differentiable, Case("1.3, 0.7")]
    public static double AtOnce(double x, double y) => ((Func<double, double>)(v => v * y))(x);

    [Differentiable, Case("1.3, 0.7")]
    public static double Action(double x, double y) { var s = x; Action<double> add = v => s += v * y; add(x); add(2); return s * s; }

    [Differentiable, Case("1.3, 0.7")]
    public static double While(double x, double y) { var v = x; bool Step() { v = 0.5 * (v + y / v); return Math.Abs(v * v - y) > 1e-12; } while (Step()) { } return v; }

    [Differentiable, Case("1.3, 0.7")]
    public static double Nested(double x, double y) { Func<double, Func<double, double>> add = a => b => a * b + y; return add(x)(y) + add(2)(x); }

    [Differentiable, Case("1.3, 0.7")]
    public static double Ref(double x, double y) { void Swap(ref double a, ref double b) { (a, b) = (b, a * y); } Swap(ref x, ref y); return x * x + y; }

    [Differentiable, Case("[1, 2, 3], 0.7")]
    public static double Arrays(double[] w, double y) { double At(int i) => w[i] * y; var s = 0.0; for (var i = 0; i < w.Length; i++) s += At(i); return s * s; }

    delegate void Change(ref double v);
    [Differentiable, Case("1.3, 0.7")]
    public static double RefDelegate(double x, double y) { Change c = (ref double v) => v = v * y; c(ref x); c(ref x); return x; }

    [Differentiable, Case("1.3")]
    public static double Rec(double x) { double F(double v, int n) => n == 0 ? v : F(v * v, n - 1); return F(x, 3); }

    static double Sum(int n, Func<int, double> f) { var s = 0.0; for (var i = 0; i < n; i++) s += f(i); return s; }
    [Differentiable, Case("[1, 2, 3, 4, 5, 6, 7, 8, 9, 10], 0.7")]
    public static double Vec(double[] w, double y) => Sum(w.Length, i => w[i] * w[i] * y);
}
