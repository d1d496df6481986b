using GradBench.Protocol;

namespace GradBench.Objectives;

/// <summary>Cameras, points, and who saw what: observation i is of point i mod m by camera i mod n.</summary>
public sealed class Scene
{
    /// <summary>Columns of an observation: a camera, a point and a weight.</summary>
    public const int Width = Camera.Size + 3 + 1;

    private readonly double[] _cameras, _points, _weights, _seen;
    private readonly int[] _camera, _point;
    private (int[] Rows, int[] Columns)? _places;
    private double[]? _values;

    /// <summary>n times the same camera, m times the same point, p times the same picture.</summary>
    public Scene(int n, int m, int p, double[] camera, double[] point, double weight, double[] seen)
    {
        _cameras = [.. Enumerable.Repeat(camera, n).SelectMany(x => x)];
        _points = [.. Enumerable.Repeat(point, m).SelectMany(x => x)];
        _weights = [.. Enumerable.Repeat(weight, p)];
        _seen = [.. Enumerable.Repeat(seen, p).SelectMany(x => x)];
        _camera = [.. Enumerable.Range(0, p).Select(i => i % n)];
        _point = [.. Enumerable.Range(0, p).Select(i => i % m)];
    }

    private int Observations => _weights.Length;

    /// <summary>errors: 2 per observation; weightErrors: 1.</summary>
    public void Errors(Span<double> errors, Span<double> weightErrors)
    {
        for (var i = 0; i < Observations; i++)
        {
            Camera.Reproject(CameraOf(i), PointOf(i), _weights[i], SeenIn(i), errors.Slice(2 * i, 2));
            weightErrors[i] = Camera.WeightError(_weights[i]);
        }
    }

    /// <summary>Of all errors, first two rows per observation, then one per weight. Columns: cameras, points, weights. The next one
    /// takes the place of its numbers.</summary>
    public SparseMatrix Jacobian()
    {
        var (rows, columns) = _places ??= Places();
        var values = _values ??= new double[columns.Length];
        Span<double> error = stackalloc double[2], camera = stackalloc double[2 * Camera.Size], point = stackalloc double[2 * 3],
            weight = stackalloc double[2];
        for (var i = 0; i < Observations; i++)
        {
            Camera.ReprojectJacobian(CameraOf(i), PointOf(i), _weights[i], SeenIn(i), error, camera, point, weight);
            for (var row = 0; row < 2; row++)
            {
                var slopes = values.AsSpan(Width * (2 * i + row), Width);
                camera.Slice(Camera.Size * row, Camera.Size).CopyTo(slopes);
                point.Slice(3 * row, 3).CopyTo(slopes[Camera.Size..]);
                slopes[^1] = weight[row];
            }
        }

        var weights = values.AsSpan(2 * Width * Observations);
        for (var i = 0; i < Observations; i++) weights[i] = Camera.WeightErrorGradient(_weights[i]).GradWeight;
        return new SparseMatrix(rows, columns, values);
    }

    /// <summary>Which numbers there are follows from who saw what.</summary>
    private (int[] Rows, int[] Columns) Places()
    {
        var p = Observations;
        var (rows, columns) = (new int[3 * p + 1], new int[(2 * Width + 1) * p]);
        for (var i = 0; i < p; i++)
        {
            for (var row = 0; row < 2; row++)
            {
                rows[2 * i + row] = Width * (2 * i + row);
                Columns(i, columns.AsSpan(rows[2 * i + row], Width));
            }

            rows[2 * p + i] = 2 * Width * p + i;
            columns[2 * Width * p + i] = _cameras.Length + _points.Length + i;
        }

        rows[^1] = columns.Length;
        return (rows, columns);
    }

    private void Columns(int i, Span<int> columns)
    {
        for (var j = 0; j < Camera.Size; j++) columns[j] = Camera.Size * _camera[i] + j;
        for (var j = 0; j < 3; j++) columns[Camera.Size + j] = _cameras.Length + 3 * _point[i] + j;
        columns[^1] = _cameras.Length + _points.Length + i;
    }

    private ReadOnlySpan<double> CameraOf(int i) => _cameras.AsSpan(Camera.Size * _camera[i], Camera.Size);

    private ReadOnlySpan<double> PointOf(int i) => _points.AsSpan(3 * _point[i], 3);

    private ReadOnlySpan<double> SeenIn(int i) => _seen.AsSpan(2 * i, 2);
}
