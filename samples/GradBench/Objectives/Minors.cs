using AutoBackprop;

namespace GradBench.Objectives;

/// <summary>The determinant by expansion (GradBench: det).</summary>
public static partial class Minors
{
    /// <summary>The determinant of a; a: n × n, row-major.</summary>
    [Differentiable]
    public static double Determinant(ReadOnlySpan<double> a, int n)
    {
        // The row after each row, and the column after each column, of what is left: to leave one out moves no number.
        Span<int> rows = new int[n + 1];
        Span<int> columns = new int[n + 1];
        for (var i = 0; i < n; i++) rows[i] = columns[i] = i + 1;
        return Minor(a, n, n, rows, columns);
    }

    private static double Minor(ReadOnlySpan<double> a, int n, int m, Span<int> rows, Span<int> columns)
    {
        var row = rows[n];
        var column = columns[n];
        if (m == 1) return a[row * n + column];

        var determinant = 0.0;
        var before = n;
        var sign = 1.0;
        rows[n] = rows[row];
        for (var j = 0; j < m; j++)
        {
            columns[before] = columns[column];
            determinant += sign * a[row * n + column] * Minor(a, n, m - 1, rows, columns);
            columns[before] = column;
            before = column;
            column = columns[column];
            sign = -sign;
        }

        rows[n] = row;
        return determinant;
    }
}
