using System.Diagnostics;
using MathNet.Numerics.LinearAlgebra;
using MathNet.Numerics.Optimization;

namespace Curves;

/// <summary>The minimisers of MathNet.Numerics, on derivatives that the compiler has written.</summary>
/// <param name="progress">Told of each evaluation: how many there were, and the misfit.</param>
public sealed class Fitting(Measurements data, double[] start, Action<int, double> progress)
{
    private const double Tolerance = 1e-9;
    private const int Most = 500;

    private readonly Vector<double> _start = Vector<double>.Build.DenseOfArray(start);
    private readonly List<double> _misfits = [];

    public IReadOnlyList<(string Method, Func<Fit> Run)> All =>
        [("BFGS", Bfgs), ("L-BFGS", LimitedBfgs), ("Levenberg-Marquardt", LevenbergMarquardt), ("Newton", Newton)];

    private Fit Bfgs() => Timed("BFGS", "gradients", () =>
        new BfgsMinimizer(Tolerance, Tolerance, Tolerance, Most).FindMinimum(First(), _start));

    private Fit LimitedBfgs() =>
        Timed("L-BFGS", "gradients", () =>
            new LimitedMemoryBfgsMinimizer(Tolerance, Tolerance, Tolerance, 8, Most).FindMinimum(First(), _start));

    private Fit Newton() => Timed("Newton", "Hessians", () => new NewtonMinimizer(Tolerance, Most, useLineSearch: true).FindMinimum(
        ObjectiveFunction.GradientHessian(Second), _start));

    private Fit LevenbergMarquardt()
    {
        var (times, measured) = (Vector<double>.Build.DenseOfArray(data.Times), Vector<double>.Build.DenseOfArray(data.Values));
        var model = ObjectiveFunction.NonlinearModel((p, _) => Curve(p), (p, _) => Jacobian(p), times, measured);
        return Timed("Levenberg-Marquardt", "Jacobians", () =>
        {
            var found = new LevenbergMarquardtMinimizer(1e-3, Tolerance, Tolerance, Tolerance, Most).FindMinimum(model, _start);
            return (found.MinimizingPoint, found.Iterations);
        });
    }

    // ── objectives ───────────────────────────────────────────────────────────────────────────────────────────

    private IObjectiveFunction First() => ObjectiveFunction.Gradient(p =>
    {
        // A fresh vector each time: MathNet.Numerics 5.0.0 keeps the one it gets, and compares it with the next.
        var gradient = new double[p.Count];
        var misfit = Ringing.MisfitGradient(p.AsArray(), data.Times, data.Values, gradient);
        return (Seen(misfit), Vector<double>.Build.Dense(gradient));
    });

    private (double, Vector<double>, Matrix<double>) Second(Vector<double> p)
    {
        var (gradient, hessian) = (new double[p.Count], new double[p.Count * p.Count]);
        Ringing.MisfitGradient(p.AsArray(), data.Times, data.Values, gradient);
        var misfit = Ringing.MisfitHessian(p.AsArray(), data.Times, data.Values, hessian);
        // MathNet's matrices are column by column; this one is symmetric.
        return (Seen(misfit), Vector<double>.Build.Dense(gradient), Matrix<double>.Build.Dense(p.Count, p.Count, hessian));
    }

    private Vector<double> Curve(Vector<double> p)
    {
        var values = new double[data.Times.Length];
        Ringing.CurveValue(p.AsArray(), data.Times, values);
        Seen(values.Zip(data.Values, (a, b) => (a - b) * (a - b)).Sum() / 2);
        return Vector<double>.Build.Dense(values);
    }

    private Matrix<double> Jacobian(Vector<double> p)
    {
        var (values, jacobian) = (new double[data.Times.Length], new double[data.Times.Length * p.Count]);
        Ringing.CurveJacobian(p.AsArray(), data.Times, values, jacobian);
        return Matrix<double>.Build.DenseOfRowMajor(data.Times.Length, p.Count, jacobian);
    }

    // ── what is watched ──────────────────────────────────────────────────────────────────────────────────────

    private double Seen(double misfit)
    {
        _misfits.Add(misfit);
        progress(_misfits.Count, misfit);
        return misfit;
    }

    private Fit Timed(string method, string derivatives, Func<MinimizationResult> run) => Timed(method, derivatives, () =>
    {
        var found = run();
        return (found.MinimizingPoint, found.Iterations);
    });

    private Fit Timed(string method, string derivatives, Func<(Vector<double> Point, int Iterations)> run)
    {
        _misfits.Clear();
        var watch = Stopwatch.StartNew();
        var (point, iterations) = run();
        var seconds = watch.Elapsed.TotalSeconds;
        var parameters = point.ToArray();
        var misfit = Ringing.MisfitGradient(parameters, data.Times, data.Values, new double[parameters.Length]);
        return new(method, derivatives, parameters, misfit, iterations, [.. _misfits], seconds);
    }
}
