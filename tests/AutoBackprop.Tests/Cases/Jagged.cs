using AutoBackprop;

namespace Cases;

/// <summary>New arrays of arrays, whose rows are of one length.</summary>
public static partial class Jagged
{
    [Differentiable, Case("1.3, 0.7")]
    public static double NewRows(double x, double y)
    {
        var m = new double[2][];
        for (var i = 0; i < 2; i++)
        {
            m[i] = new double[2];
            for (var j = 0; j < 2; j++) m[i][j] = x * i + y * j * x;
        }
        return m[0][1] * m[1][0] + m[1][1];
    }

    [Differentiable, Case("1.3, 0.7")]
    public static double Nested(double x, double y)
    {
        double[][] m = [[x, y], [y * y, 2], [x * y, x]];
        var s = 0.0;
        foreach (var row in m)
            foreach (var v in row) s += v * v;
        return s * m[2][1] + m.Length + m[0].Length + m[^1][^1];
    }

    [Differentiable, Case("1.3, 0.7")]
    public static double OfArrays(double x, double y)
    {
        var m = new[] { new[] { x, y }, new[] { y * y, 2 } };
        return m[0][0] * m[1][0] + m[0][1] * m[1][1];
    }

    [Differentiable, Case("[0.3, -0.2, 0.5]")]
    public static double LocalRows(double[] x)
    {
        var m = new double[4][];
        for (var i = 0; i < m.Length; i++)
        {
            var row = new double[x.Length];
            for (var j = 0; j < row.Length; j++) row[j] = x[j] * Math.Sin(i + x[j]);
            m[i] = new double[x.Length];
            m[i] = row;
        }
        var s = 0.0;
        for (var i = 0; i < 4; i++)
            for (var j = 0; j < x.Length; j++) s += m[i][j] * m[3 - i][j];
        return s;
    }

    [Differentiable, Case("[0.3, -0.2, 0.5]")]
    public static float InFloat(float[] x)
    {
        var m = new float[3][];
        for (var i = 0; i < 3; i++) m[i] = [x[i], x[i] * x[0]];
        return m[0][0] * m[1][1] + m[2][0];
    }

    [Differentiable, Case("[0.3, -0.2, 0.5]")]
    public static double Part(double[] x)
    {
        double[][] m = [[x[0], x[1], x[2]], [x[1], 1, x[0]]];
        var row = m[1];
        row[2] *= 3;
        return m[1][2] * m[0][2] + row[0];
    }
}
