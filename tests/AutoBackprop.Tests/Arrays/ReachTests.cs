namespace AutoBackprop.Tests;

/// <summary>Loops whose indices leave the array so far that index arithmetic overflows: they throw as the method itself does.</summary>
public partial class ReachTests
{
    private static readonly double[] X = new double[64];
    private static readonly int[] Ends = [63, 64, 65, int.MaxValue - 20, int.MaxValue - 2, int.MaxValue];

    [Fact]
    public void Beginning_near_the_largest_number() => Same(end => From(X, end - 16, 16), end => FromGradient(X, end - 16, 16, new double[64]));

    [Fact]
    public void An_element_ahead_of_a_long_loop() => Same(end => Ahead(X, end - 5), end => AheadGradient(X, end - 5, new double[64]));

    [Fact]
    public void Backwards_from_the_largest_number() => Same(end => Reversed(X, end - 1, 20), end => ReversedGradient(X, end - 1, 20, new double[64]));

    [Fact]
    public void Rows_beyond_the_largest_number() => Same(end => Rows(X, end - 4 * 16, 4, 16), end => RowsGradient(X, end - 4 * 16, 4, 16, new double[64]));

    private static void Same(Func<int, double> method, Func<int, double> gradient)
    {
        foreach (var end in Ends) Assert.Equal(Record.Exception(() => method(end))?.GetType(), Record.Exception(() => gradient(end))?.GetType());
    }

    [Differentiable]
    internal static double From(ReadOnlySpan<double> x, int start, int n)
    {
        var sum = 0.0;
        for (var i = 0; i < n; i++) sum += x[start + i] * x[start + i];
        return sum;
    }

    [Differentiable]
    internal static double Ahead(ReadOnlySpan<double> x, int n)
    {
        var sum = 0.0;
        for (var i = 0; i < n; i++) sum += x[i + 5] * x[i + 5];
        return sum;
    }

    [Differentiable]
    internal static double Reversed(ReadOnlySpan<double> x, int last, int n)
    {
        var sum = 0.0;
        for (var i = 0; i < n; i++) sum += x[last - i] * x[last - i];
        return sum;
    }

    [Differentiable]
    internal static double Rows(ReadOnlySpan<double> x, int start, int rows, int columns)
    {
        var product = 1.0;
        for (var i = 0; i < rows; i++)
        {
            var sum = 0.0;
            for (var j = 0; j < columns; j++) sum += x[start + i * columns + j] * x[j];
            product += sum * sum;
        }
        return product;
    }
}
