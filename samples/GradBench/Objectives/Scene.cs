using GradBench.Protocol;

namespace GradBench.Objectives;

/// <summary>Cameras, points, and who saw what: observation i is of point i mod m by camera i mod n.</summary>
public sealed class Scene
{
    /// <summary>Columns of an observation: a camera, a point and a weight.</summary>
    public const int Width = Camera.Size + 3 + 1;

    private readonly double[] _cameras, _points, _weights, _seen;
    private readonly int[] _camera, _point;

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

    /// <summary>Of all errors, first two rows per observation, then one per weight. Columns: cameras, points, weights.</summary>
    public SparseMatrix Jacobian()
    {
        var p = Observations;
        var (rows, columns, values) = (new int[3 * p + 1], new int[(2 * Width + 1) * p], new double[(2 * Width + 1) * p]);
        Span<double> error = stackalloc double[2];
        for (var i = 0; i < p; i++)
        {
            var at = 2 * Width * i;
            Slopes(i, error, values.AsSpan(at, 2 * Width));
            for (var row = 0; row < 2; row++)
            {
                rows[2 * i + row] = at + Width * row;
                Columns(i, columns.AsSpan(at + Width * row, Width));
            }
        }

        for (var i = 0; i < p; i++)
        {
            var at = 2 * Width * p + i;
            rows[2 * p + i] = at;
            columns[at] = _cameras.Length + _points.Length + i;
            values[at] = Camera.WeightErrorGradient(_weights[i]).GradWeight;
        }

        rows[^1] = values.Length;
        return new SparseMatrix(rows, columns, values);
    }

    private void Columns(int i, Span<int> columns)
    {
        for (var j = 0; j < Camera.Size; j++) columns[j] = Camera.Size * _camera[i] + j;
        for (var j = 0; j < 3; j++) columns[Camera.Size + j] = _cameras.Length + 3 * _point[i] + j;
        columns[^1] = _cameras.Length + _points.Length + i;
    }

    /// <summary>Two rows of an observation: camera, point, weight.</summary>
    private void Slopes(int i, Span<double> error, Span<double> rows)
    {
        Span<double> camera = stackalloc double[2 * Camera.Size], point = stackalloc double[2 * 3], weight = stackalloc double[2];
        Camera.ReprojectJacobian(CameraOf(i), PointOf(i), _weights[i], SeenIn(i), error, camera, point, weight);
        for (var row = 0; row < 2; row++)
        {
            var slopes = rows.Slice(Width * row, Width);
            camera.Slice(Camera.Size * row, Camera.Size).CopyTo(slopes);
            point.Slice(3 * row, 3).CopyTo(slopes[Camera.Size..]);
            slopes[^1] = weight[row];
        }
    }

    private ReadOnlySpan<double> CameraOf(int i) => _cameras.AsSpan(Camera.Size * _camera[i], Camera.Size);

    private ReadOnlySpan<double> PointOf(int i) => _points.AsSpan(3 * _point[i], 3);

    private ReadOnlySpan<double> SeenIn(int i) => _seen.AsSpan(2 * i, 2);
}
