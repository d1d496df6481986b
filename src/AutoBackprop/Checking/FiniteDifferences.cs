using System.Numerics;

namespace AutoBackprop;

/// <summary>Slopes of a function at a point, from its values alone: centred differences, extrapolated to step zero.</summary>
/// <remarks>Source: C. Ridders, Accurate computation of F'(x) and F'(x) F''(x), Adv. Eng. Software 4 (1982), pp. 75-76.</remarks>
internal sealed class FiniteDifferences<T>(Func<T[], T> f, T[] x) where T : IFloatingPointIeee754<T>
{
    private const double FirstStep = 0.05;
    private const int Halvings = 14;

    private static readonly double Rounding = double.CreateChecked(T.BitIncrement(T.One) - T.One);

    // No more digits than these are to be had, even where the function has no rounding error.
    private const double GoodEnough = 1e-12;

    private readonly T[] _moved = new T[x.Length];
    private double _largest;

    /// <summary>The value of the function at the point.</summary>
    public double Value
    {
        get
        {
            x.CopyTo(_moved, 0);
            return double.CreateChecked(f(_moved));
        }
    }

    /// <summary>The slope along one coordinate; NaN if the function is nowhere finite around the point.</summary>
    public double Slope(int i) => Estimate(i).Slope;

    /// <summary>The slope, and by how much the best two entries of the table disagree.</summary>
    public (double Slope, double Error) Estimate(int i)
    {
        var step = FirstStep * Math.Max(1, Math.Abs(double.CreateChecked(x[i])));
        var (best, smallestError) = (double.NaN, double.PositiveInfinity);

        // Richardson's table: column k has the error terms up to step^2k taken off; a row per step.
        var (row, above) = (new double[Halvings], new double[Halvings]);
        for (var level = 0; level < Halvings && !(smallestError <= GoodEnough * Math.Abs(best)); level++, step /= 2)
        {
            (row, above) = (above, row);
            row[0] = Centred(i, step);

            var power = 1.0;
            for (var k = 1; k <= level; k++)
            {
                power *= 4;
                row[k] = row[k - 1] + (row[k - 1] - above[k - 1]) / (power - 1);

                // Entries that agree by chance still have the rounding of the function in them.
                var error = Math.Max(Math.Max(Math.Abs(row[k] - row[k - 1]), Math.Abs(row[k] - above[k - 1])), Rounding * _largest / step);
                if (error < smallestError) (best, smallestError) = (row[k], error);
            }
        }

        return (best, smallestError);
    }

    /// <summary>The slopes of the function to the left and to the right disagree.</summary>
    public bool IsKink(int i)
    {
        var (step, here) = (FirstStep / 16 * Math.Max(1, Math.Abs(double.CreateChecked(x[i]))), Value);
        double Gap(double h) => (At(i, x[i] + T.CreateChecked(h)) - 2 * here + At(i, x[i] - T.CreateChecked(h))) / h;
        // Of a smooth function the gap shrinks with the step.
        var (wide, narrow) = (Math.Abs(Gap(step)), Math.Abs(Gap(step / 16)));
        var noise = 8 * Rounding * Math.Max(1, Math.Abs(here)) * 16 / step;
        return !(narrow <= 0.5 * wide) && !(narrow <= 1e-6 * Math.Max(1, Math.Abs(here)) + noise);
    }

    private double Centred(int i, double step)
    {
        var (left, right) = (x[i] - T.CreateChecked(step), x[i] + T.CreateChecked(step));
        var (above, below) = (At(i, right), At(i, left));
        _largest = Math.Max(Math.Abs(above), Math.Abs(below));
        return (above - below) / double.CreateChecked(right - left);
    }

    private double At(int i, T xi)
    {
        // Copied every time, since the function may write to its argument.
        x.CopyTo(_moved, 0);
        _moved[i] = xi;
        return double.CreateChecked(f(_moved));
    }
}
