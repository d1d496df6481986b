using System.Diagnostics;
using System.Numerics;
using AutoBackprop;

namespace Cases;

#pragma warning disable AB0008, AB0009, AB0101, AB0103, AB0303, AB0304, AB0305

/// <summary>Functions that are chosen, optional, kept in an array, or returned.</summary>
public static partial class ChosenFunctions
{
    public static partial class OptionalDelegate
    {
        static double Minimise(Func<double, double> f, double x0, Func<double, double>? slope = null, Action<int, double>? log = null, double h = 1e-4) { slope ??= v => (f(v + h) - f(v - h)) / (2 * h); for (var i = 0; i < 4; i++) { x0 -= 0.1 * slope(x0); log?.Invoke(i, x0); } return x0; }
        [Differentiable, Case("1.3, 0.7")] public static double F(double x, double y) => Minimise(v => v * v * y, x) + Minimise(v => v * v, x, v => 2 * v * y, (i, v) => Debug.WriteLine($"{i} {v}"));
    }

    public static partial class FuncSwitch
    {
        static Func<double, double> Activation(string name) => name switch { "tanh" => Math.Tanh, "relu" => v => Math.Max(v, 0), _ => throw new ArgumentException(name) };
        [Differentiable, Case("1.3, 0.7")] public static double F(double x, double y) { var f = Activation("tanh"); Func<double, double> g = x > 1 ? Math.Sin : Math.Cos; return f(x) * g(y) + Activation("relu")(y); }
    }

    public static partial class EnumFuncSwitch
    {
        enum Act { Tanh, Relu, Linear }
        static double Apply(Act a, double v) { Func<double, double> f = a switch { Act.Tanh => Math.Tanh, Act.Relu => u => Math.Max(u, 0), _ => u => u }; return f(v); }
        [Differentiable, Case("1.3, 0.7")] public static double F(double x, double y) { var s = x; foreach (var a in new[] { Act.Tanh, Act.Relu, Act.Linear }) s = Apply(a, s) + y; return s; }
    }

    public static partial class ArrayOfFuncs
    {
        [Differentiable, Case("1.3, 0.7")] public static double F(double x, double y) { Func<double, double>[] f = [Math.Sin, v => v * v, v => v * y]; var s = x; foreach (var g in f) s = g(s); return s; }
    }

    public static partial class FuncCompose
    {
        static Func<double, double> Compose(Func<double, double> f, Func<double, double> g) => v => g(f(v));
        [Differentiable, Case("1.3, 0.7")] public static double F(double x, double y) => Compose(Math.Sin, v => v * y)(x);
    }

    public static partial class FuncField
    {
        sealed class Layer(double[] w, Func<double, double> act) { public double Run(double v) => act(w[0] * v + w[1]); }
        [Differentiable, Case("1.3, 0.7")] public static double F(double x, double y) { var l = new Layer([x, y], Math.Tanh); return l.Run(x) * y; }
    }
}
