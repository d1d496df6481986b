using MathNet.Numerics.LinearAlgebra;
using MathNet.Numerics.Optimization;

namespace Curves;

/// <summary>How a fit went.</summary>
/// <param name="Steps">As the minimiser counts them.</param>
public sealed record Fit(string Method, double[] Parameters, double Misfit, int Steps, int Evaluations, TimeSpan Time);

/// <summary>One curve, four minimisers of MathNet.Numerics, all on generated derivatives.</summary>
/// <param name="watch">Is told the misfit at each point that is tried.</param>
public sealed class Fitting(Measurements data, double[] start, Action<string, double> watch)
{
    private const double Tolerance = 1e-8;
    private const int MostSteps = 500;

    private int _evaluations;

    public IEnumerable<Fit> All()
    {
        yield return Run("BFGS", () => Of(new BfgsMinimizer(Tolerance, Tolerance, Tolerance, MostSteps).FindMinimum(Objective("BFGS"), Start)));
        yield return Run("L-BFGS", () => Of(new LimitedMemoryBfgsMinimizer(Tolerance, Tolerance, Tolerance, 5, MostSteps).FindMinimum(Objective("L-BFGS"), Start)));
        yield return Run("Newton", () => Of(new NewtonMinimizer(Tolerance, MostSteps, useLineSearch: true).FindMinimum(Curved("Newton"), Start)));
        yield return Run("Levenberg-Marquardt", () =>
        {
            var result = new LevenbergMarquardtMinimizer(maximumIterations: MostSteps).FindMinimum(Residuals("Levenberg-Marquardt"), Start);
            return (result.MinimizingPoint, result.Iterations);
        });
    }

    private Vector<double> Start => Vector<double>.Build.DenseOfArray(start);

    private static (Vector<double>, int) Of(MinimizationResult result) => (result.MinimizingPoint, result.Iterations);

    private Fit Run(string method, Func<(Vector<double> Point, int Steps)> find)
    {
        _evaluations = 0;
        var clock = System.Diagnostics.Stopwatch.StartNew();
        var (point, steps) = find();
        var time = clock.Elapsed;
        return new Fit(method, [.. point], Ringing.Misfit(point.ToArray(), data.Times, data.Values), steps, _evaluations, time);
    }

    private IObjectiveFunction Objective(string method) => ObjectiveFunction.Gradient(p => Misfit(method, p), Gradient);

    private IObjectiveFunction Curved(string method) => ObjectiveFunction.GradientHessian(p => Misfit(method, p), Gradient, p =>
    {
        var hessian = new double[p.Count * p.Count];
        Ringing.MisfitHessian(p.ToArray(), data.Times, data.Values, hessian);
        return Matrix<double>.Build.Dense(p.Count, p.Count, (i, j) => hessian[i * p.Count + j]);
    });

    private double Misfit(string method, Vector<double> p)
    {
        _evaluations++;
        var misfit = Ringing.Misfit(p.ToArray(), data.Times, data.Values);
        watch(method, misfit);
        return misfit;
    }

    // A new vector each time: MathNet 5.0.0 keeps the one that it is handed, and with the same one again BFGS stops and blames a NaN.
    private Vector<double> Gradient(Vector<double> p)
    {
        var gradient = new double[p.Count];
        Ringing.MisfitGradient(p.ToArray(), data.Times, data.Values, gradient);
        return Vector<double>.Build.Dense(gradient);
    }

    private IObjectiveModel Residuals(string method) => ObjectiveFunction.NonlinearModel(
        (p, t) =>
        {
            Misfit(method, p);
            var y = new double[t.Count];
            Ringing.Curve(p.ToArray(), t.ToArray(), y);
            return Vector<double>.Build.Dense(y);
        },
        (p, t) =>
        {
            var (y, jacobian) = (new double[t.Count], new double[t.Count * p.Count]);
            Ringing.CurveJacobian(p.ToArray(), t.ToArray(), y, jacobian);
            return Matrix<double>.Build.Dense(t.Count, p.Count, (i, j) => jacobian[i * p.Count + j]);
        },
        Vector<double>.Build.Dense(data.Times), Vector<double>.Build.Dense(data.Values));
}
