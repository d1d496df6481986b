using System.Numerics;

namespace AutoBackprop;

public static partial class Gradients
{
    /// <summary>Compares a gradient with centred finite differences of the function, component by component. For tests.</summary>
    /// <remarks>Away from kinks the differences are good to about ten digits. A step out of the domain of the function, where it
    /// is not finite, does not count. A component fails where its relative error exceeds the tolerance; the error is relative to
    /// the component, or to a thousandth of the function's value or of its largest slope if that is more, so that the rounding of
    /// the function itself does not fail a component that is nearly zero.</remarks>
    /// <param name="f">The function. It receives a copy of <paramref name="x"/>.</param>
    /// <param name="x">Where the gradient was taken.</param>
    /// <param name="gradient">The gradient to check, as long as <paramref name="x"/>.</param>
    /// <param name="tolerance">The largest relative error that passes.</param>
    /// <example><code>
    /// var gradW = new double[w.Length];
    /// Model.LossGradient(w, gradW);
    /// Gradients.Check(v => Model.Loss(v), w, gradW).ThrowIfFailed();
    /// </code></example>
    public static GradientCheck Check(
        Func<double[], double> f, ReadOnlySpan<double> x, ReadOnlySpan<double> gradient, double tolerance = 1e-6) =>
        Compare(f, x, gradient, tolerance);

    /// <inheritdoc cref="Check(Func{double[], double}, ReadOnlySpan{double}, ReadOnlySpan{double}, double)"/>
    public static GradientCheck Check(
        Func<float[], float> f, ReadOnlySpan<float> x, ReadOnlySpan<float> gradient, double tolerance = 1e-3) =>
        Compare(f, x, gradient, tolerance);

    /// <summary>Compares a generated gradient with centred finite differences of its method. For tests.</summary>
    /// <param name="f">The method.</param>
    /// <param name="gradient">Its generated gradient; the value that it returns is not looked at.</param>
    /// <param name="x">The argument.</param>
    /// <param name="tolerance">The largest relative error that passes.</param>
    /// <example><code>
    /// Gradients.Check(Model.Square, Model.SquareGradient, 3).ThrowIfFailed();
    /// </code></example>
    public static GradientCheck Check(
        Func<double, double> f, Func<double, (double, double)> gradient, double x, double tolerance = 1e-6)
    {
        ArgumentNullException.ThrowIfNull(f);
        ArgumentNullException.ThrowIfNull(gradient);
        var (_, grad) = gradient(x);
        return Check(p => f(p[0]), [x], [grad], tolerance);
    }

    /// <summary>Compares a generated gradient with centred finite differences of its method. For tests.</summary>
    /// <param name="f">The method.</param>
    /// <param name="gradient">Its generated gradient; the value that it returns is not looked at.</param>
    /// <param name="x0">The first argument.</param>
    /// <param name="x1">The second argument.</param>
    /// <param name="tolerance">The largest relative error that passes.</param>
    public static GradientCheck Check(
        Func<double, double, double> f, Func<double, double, (double, double, double)> gradient,
        double x0, double x1, double tolerance = 1e-6)
    {
        ArgumentNullException.ThrowIfNull(f);
        ArgumentNullException.ThrowIfNull(gradient);
        var (_, grad0, grad1) = gradient(x0, x1);
        return Check(p => f(p[0], p[1]), [x0, x1], [grad0, grad1], tolerance);
    }

    /// <summary>Compares a generated gradient with centred finite differences of its method. For tests.</summary>
    /// <param name="f">The method.</param>
    /// <param name="gradient">Its generated gradient; the value that it returns is not looked at.</param>
    /// <param name="x0">The first argument.</param>
    /// <param name="x1">The second argument.</param>
    /// <param name="x2">The third argument.</param>
    /// <param name="tolerance">The largest relative error that passes.</param>
    public static GradientCheck Check(
        Func<double, double, double, double> f, Func<double, double, double, (double, double, double, double)> gradient,
        double x0, double x1, double x2, double tolerance = 1e-6)
    {
        ArgumentNullException.ThrowIfNull(f);
        ArgumentNullException.ThrowIfNull(gradient);
        var (_, grad0, grad1, grad2) = gradient(x0, x1, x2);
        return Check(p => f(p[0], p[1], p[2]), [x0, x1, x2], [grad0, grad1, grad2], tolerance);
    }

    private static GradientCheck Compare<T>(Func<T[], T> f, ReadOnlySpan<T> x, ReadOnlySpan<T> gradient, double tolerance)
        where T : IFloatingPointIeee754<T>
    {
        ArgumentNullException.ThrowIfNull(f);
        ArgumentOutOfRangeException.ThrowIfNegative(tolerance);
        if (gradient.Length != x.Length)
            throw new ArgumentException($"{gradient.Length} components for {x.Length} arguments.", nameof(gradient));

        var differences = new FiniteDifferences<T>(f, x.ToArray());
        double[] numeric = [.. Enumerable.Range(0, x.Length).Select(differences.Slope)];

        var size = 1e-3 * numeric.Append(differences.Value).Select(Math.Abs).Where(double.IsFinite).DefaultIfEmpty().Max();
        var components = new GradientComponent[x.Length];
        for (var i = 0; i < components.Length; i++)
        {
            var analytic = double.CreateChecked(gradient[i]);
            components[i] = new(i, analytic, numeric[i], RelativeError(analytic, numeric[i], size));
        }

        return new(components, tolerance);
    }

    // What cannot be compared is wrong, not unknown.
    private static double RelativeError(double analytic, double numeric, double size)
    {
        if (analytic == numeric) return 0;
        var error = Math.Abs(analytic - numeric) / Math.Max(Math.Max(Math.Abs(analytic), Math.Abs(numeric)), size);
        return double.IsNaN(error) ? double.PositiveInfinity : error;
    }
}
