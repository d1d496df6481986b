using MathNet.Numerics.Distributions;
using MathNet.Numerics.LinearAlgebra;

namespace Curves;

/// <summary>How far the fitted curve may be off: its covariance is J (JᵀJ)⁻¹ Jᵀ σ² where J is the Jacobian at the fit and σ² what the
/// points scatter about it (Seber and Wild, Nonlinear Regression, 1989, section 5.1).</summary>
/// <param name="Deviations">Standard deviation of each parameter.</param>
public sealed record Confidence(double[] Times, double[] Curve, double[] Width, double[] Deviations)
{
    private const double Level = 0.95;
    private const int Points = 400;

    public static Confidence Of(Fit fit, Measurements data)
    {
        var (_, slopes) = Linearised(fit.Parameters, data.Times);
        var freedom = data.Times.Length - fit.Parameters.Length;
        var covariance = (slopes.Transpose() * slopes).Inverse() * (2 * fit.Misfit / freedom);
        var factor = StudentT.InvCDF(0, 1, freedom, (1 + Level) / 2);

        double[] times = [.. Enumerable.Range(0, Points).Select(i => data.Times[0] + (data.Times[^1] - data.Times[0]) * i / (Points - 1))];
        var (curve, along) = Linearised(fit.Parameters, times);
        double[] width = [.. along.EnumerateRows().Select(row => factor * Math.Sqrt(row * (covariance * row)))];
        return new Confidence(times, curve, width, [.. covariance.Diagonal().Select(Math.Sqrt)]);
    }

    private static (double[] Curve, Matrix<double> Jacobian) Linearised(double[] parameters, double[] times)
    {
        var (y, jacobian) = (new double[times.Length], new double[times.Length * parameters.Length]);
        Ringing.CurveJacobian(parameters, times, y, jacobian);
        return (y, Matrix<double>.Build.Dense(times.Length, parameters.Length, (i, j) => jacobian[i * parameters.Length + j]));
    }
}
