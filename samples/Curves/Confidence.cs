using MathNet.Numerics.Distributions;
using MathNet.Numerics.LinearAlgebra;

namespace Curves;

/// <summary>How sure a fit is: the covariance of its parameters, s² (JᵀJ)⁻¹ with s² = 2 · misfit / (n - parameters), as of a model that is
/// linear nearby (Seber and Wild, Nonlinear Regression, 1989, sections 2.1.2 and 5.1).</summary>
public sealed class Confidence
{
    private readonly Fit _fit;
    private readonly Matrix<double> _covariance;
    private readonly double _quantile;

    /// <param name="level">Of the intervals, between 0 and 1.</param>
    public Confidence(Fit fit, Measurements data, double level)
    {
        var (n, k) = (data.Times.Length, fit.Parameters.Length);
        var slopes = Slopes(fit, data.Times);
        _fit = fit;
        _covariance = slopes.TransposeThisAndMultiply(slopes).Inverse() * (2 * fit.Misfit / (n - k));
        _quantile = StudentT.InvCDF(0, 1, n - k, 0.5 + level / 2);
    }

    /// <summary>Half the width of the interval of each parameter.</summary>
    public double[] OfParameters() => [.. _covariance.Diagonal().Select(variance => _quantile * Math.Sqrt(variance))];

    /// <summary>Half the width of the band around the curve at these times.</summary>
    public double[] OfCurve(double[] times)
    {
        var slopes = Slopes(_fit, times);
        return [.. slopes.EnumerateRows().Select(row => _quantile * Math.Sqrt(row * _covariance * row))];
    }

    private static Matrix<double> Slopes(Fit fit, double[] times)
    {
        var (values, jacobian) = (new double[times.Length], new double[times.Length * fit.Parameters.Length]);
        Ringing.CurveJacobian(fit.Parameters, times, values, jacobian);
        return Matrix<double>.Build.DenseOfRowMajor(times.Length, fit.Parameters.Length, jacobian);
    }
}
