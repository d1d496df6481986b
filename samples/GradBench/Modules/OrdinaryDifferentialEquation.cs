using GradBench.Objectives;
using GradBench.Protocol;

namespace GradBench.Modules;

/// <summary>ode: a differential equation, solved by a Runge-Kutta method.</summary>
public static class OrdinaryDifferentialEquation
{
    public sealed record Input(double[] X, int S);

    public static readonly Module Module = new Module<Input>("ode", Json.Default.OrdinaryDifferentialEquationInput)
        .Add("primal", Json.Default.DoubleArray, Primal)
        .Add("gradient", Json.Default.DoubleArray, Gradient);

    private static Func<double[]> Primal(Input input)
    {
        var (x, steps) = Checked(input);
        var y = new double[x.Length];
        return () =>
        {
            RungeKutta.SolveValue(x, steps, y);
            return y;
        };
    }

    private static Func<double[]> Gradient(Input input)
    {
        var (x, steps) = Checked(input);
        var gradient = new double[x.Length];
        return () =>
        {
            RungeKutta.LastGradient(x, steps, gradient);
            return gradient;
        };
    }

    private static (double[] X, int Steps) Checked(Input input) =>
        (input.X.Length > 0 ? input.X : throw new InputException("'x' is empty."), input.S.AtLeast(1, "s"));
}
