using System.Diagnostics.CodeAnalysis;

namespace AutoBackprop;

/// <summary>The generated members of a method at one point, against differences of the method, and of its gradient.</summary>
[RequiresUnreferencedCode(Reflected.Trimmed), RequiresDynamicCode(Reflected.Compiled)]
internal sealed class PointCheck
{
    // Differences of gradients, themselves computed: so many digits are to be had of a second derivative.
    private const double SecondTolerance = 1e-5;

    private const string Method = "the method says", Differences = "differences of the method say", Gradients = "differences of its gradient say";

    private readonly DifferentiableMethod _method;
    private readonly DerivativeCalls _calls;
    private readonly double[] _x, _out, _weights, _direction;
    private readonly double _tolerance, _size;
    private readonly bool _isSingle;
    private readonly string[] _names;
    private readonly Lazy<Estimate[]> _slopesOfAll, _slopesOfValue;

    public PointCheck(DifferentiableMethod method, object?[] sample, Random random, double tolerance, bool isSingle)
    {
        (_method, _tolerance, _isSingle) = (method, tolerance, isSingle);
        _calls = new DerivativeCalls(method, sample);
        _x = _calls.Start;
        _out = _calls.Primal(_x);
        _weights = [.. _out.Select(_ => Eighths(random))];
        _direction = [.. _x.Select(_ => Eighths(random))];
        _size = 1e-3 * _out.Select(Math.Abs).Append(isSingle ? 1 : 1e-3).Max();
        _names = [.. method.Parameters.Zip(sample).Where(p => p.First.IsInput)
            .SelectMany(p => Numbers.Places(p.First.Type, p.Second).Select(place => p.First.Name + place))];
        _slopesOfAll = new(() => Slopes(x => _calls.Primal(x).Zip(_weights, (v, w) => v * w).Sum()));
        _slopesOfValue = new(() => Slopes(x => _calls.Primal(x)[0]));
    }

    public int Compared { get; private set; }

    public int AtKinks { get; private set; }

    /// <summary>A slope by differences, and how far it can be trusted.</summary>
    private readonly record struct Estimate(double Value, double Error, bool IsKink);

    /// <summary>What is most wrong in a member; null if nothing is.</summary>
    public DerivativeMismatch? Worst(Derivatives kind) => Mismatches(kind).MaxBy(m => Error(m.Computed, m.Expected)) is { } worst
        ? worst with { Member = _method.Members[kind].Name } : null;

    private IEnumerable<DerivativeMismatch> Mismatches(Derivatives kind) => kind switch
    {
        Derivatives.Value => Values(_calls.Value(_x), _out),
        Derivatives.Gradient when _calls.Gradient(_x) is var (value, gradient) =>
            [.. Values([value], _out), .. First(gradient, _slopesOfValue.Value)],
        Derivatives.Backward when _calls.Backward(_x, _weights) is var (returned, gradient) =>
            [.. Values(returned, _out), .. First(gradient, _slopesOfAll.Value)],
        Derivatives.Tangent => Tangent(),
        Derivatives.Jacobian => Jacobian(),
        Derivatives.HessianVector when _calls.HessianVector(_x, _direction) is var (value, gradient, product) =>
            [.. Values([value], _out), .. First(gradient, _slopesOfValue.Value), .. Second(product)],
        Derivatives.Hessian when _calls.Hessian(_x) is var (value, matrix) => [.. Values([value], _out), .. Second(Product(matrix)), .. Symmetric(matrix)],
        _ => [],
    };

    // ── values and first derivatives ─────────────────────────────────────────────────────────────────────────

    private IEnumerable<DerivativeMismatch> Values(IReadOnlyList<double> computed, IReadOnlyList<double> expected) =>
        computed.Zip(expected).Select((p, i) => (p.First, p.Second, Name: i == 0 && _method.Result is not null ? "the value" : $"number {i} that comes out"))
            .Where(p => Counts(p.First, p.Second, (_isSingle ? 1e-5 : 1e-10) * (1 + 1e3 * _size)))
            .Select(p => new DerivativeMismatch("", p.Name, p.First, p.Second, Method, ""));

    private IEnumerable<DerivativeMismatch> First(List<double> computed, Estimate[] expected)
    {
        for (var i = 0; i < computed.Count; i++)
            if (Compare(computed[i], expected[i]) is false) yield return new("", _names[i], computed[i], expected[i].Value, Differences, "");
    }

    private IEnumerable<DerivativeMismatch> Tangent()
    {
        var slopes = _slopesOfAll.Value;
        double[] direction = [.. _direction.Zip(slopes, (d, s) => s.IsKink ? 0 : d)];
        var (values, tangent) = _calls.Tangent(_x, direction);
        var expected = new Estimate(slopes.Zip(direction, (s, d) => d == 0 ? 0 : s.Value * d).Sum(),
            slopes.Zip(direction, (s, d) => d == 0 ? 0 : s.Error).Sum(), false);
        var computed = tangent.Zip(_weights, (t, w) => t * w).Sum();
        foreach (var wrong in Values(values, _out)) yield return wrong;
        if (Compare(computed, expected) is false) yield return new("", "the slope along a direction", computed, expected.Value, Differences, "");
    }

    private IEnumerable<DerivativeMismatch> Jacobian()
    {
        var (values, matrices) = _calls.Jacobian(_x, _out.Length);
        foreach (var wrong in Values(values, _out)) yield return wrong;
        var kept = matrices.Select(m => m.Parameter).ToHashSet();
        var rows = Rows(kept);
        foreach (var (parameter, matrix) in matrices)
        {
            List<int> own = [.. Enumerable.Range(0, _x.Length).Where(i => _calls.Owners[i] == parameter)];
            for (var column = 0; column < own.Count; column++)
            {
                var slope = _slopesOfAll.Value[own[column]];
                var computed = rows.Select((row, r) => matrix[r * own.Count + column] * _weights[row]).Sum();
                // What goes through unwritten counts among all that comes out, but has no row.
                var expected = slope with { Value = slope.Value - Through(own[column]) };
                if (Compare(computed, expected) is false)
                    yield return new("", $"the weighted column of {_names[own[column]]}", computed, expected.Value, Differences, "");
            }
        }
    }

    /// <summary>Numbers of the result, those in variables that come back, those in memory that is written.</summary>
    private List<int> Rows(HashSet<int> kept)
    {
        var at = _out.Length - _calls.Widths.Sum();
        List<int> rows = [.. Enumerable.Range(0, at)], memory = [];
        for (var i = 0; i < _method.Parameters.Count; i++)
        {
            if (_method.Parameters[i] is not { IsActive: true } p) continue;
            if (p.IsWritten && !kept.Contains(i)) (p.IsLeft ? rows : memory).AddRange(Enumerable.Range(at, _calls.Widths[i]));
            at += _calls.Widths[i];
        }
        return [.. rows, .. memory];
    }

    private double Through(int component)
    {
        var at = _out.Length - _calls.Widths.Sum();
        for (var i = 0; i < _calls.Owners[component]; i++)
            if (_method.Parameters[i].IsActive) at += _calls.Widths[i];
        return _weights[at + component - Array.IndexOf(_calls.Owners, _calls.Owners[component])];
    }

    // ── second derivatives ───────────────────────────────────────────────────────────────────────────────────

    private IEnumerable<DerivativeMismatch> Second(IReadOnlyList<double> product)
    {
        var (coarse, fine) = (GradientDifference(4), GradientDifference(1));
        var size = Math.Max(_size, 1e-3 * fine.Select(Math.Abs).DefaultIfEmpty().Max());
        for (var i = 0; i < product.Count; i++)
        {
            var (expected, error) = ((4 * fine[i] - coarse[i]) / 3, Math.Abs(fine[i] - coarse[i]));
            var scale = Math.Max(Math.Abs(expected), size);
            // A kink, a jump or a pole nearby: differences tell nothing.
            if (!(error <= (_isSingle ? 1e-2 : 1e-3) * scale)) AtKinks++;
            else
            {
                Compared++;
                if (!(Math.Abs(product[i] - expected) <= (_isSingle ? 3e-2 : SecondTolerance) * scale + error))
                    yield return new("", $"the Hessian times a direction, at {_names[i]},", product[i], expected, Gradients, "");
            }
        }
    }

    private List<double> GradientDifference(double times)
    {
        var step = times * (_isSingle ? 4e-3 : 1e-4);
        double[] At(double h) => [.. Gradient([.. _x.Zip(_direction, (x, d) => x + h * d)])];
        return [.. At(step).Zip(At(-step), (a, b) => (a - b) / (2 * step))];
    }

    // Of the members that were compared with the method, the first there is.
    private IEnumerable<double> Gradient(double[] x) =>
        _method.Members.ContainsKey(Derivatives.Gradient) ? _calls.Gradient(x).Gradient
        : _method.Members.ContainsKey(Derivatives.Backward) ? OfValue(x)
        : _method.Members.ContainsKey(Derivatives.HessianVector) ? _calls.HessianVector(x, _direction).Gradient
        : Enumerable.Range(0, x.Length).Select(i => new FiniteDifferences<double>(y => _calls.Primal(y)[0], x).Slope(i));

    private List<double> OfValue(double[] x) => _calls.Backward(x, [.. _weights.Select((_, i) => i == 0 ? 1.0 : 0)]).Gradient;

    private double[] Product(double[] matrix) =>
        [.. Enumerable.Range(0, _x.Length).Select(row => _direction.Select((d, column) => matrix[row * _x.Length + column] * d).Sum())];

    private IEnumerable<DerivativeMismatch> Symmetric(double[] matrix)
    {
        var largest = matrix.Select(Math.Abs).DefaultIfEmpty().Max();
        for (var row = 0; row < _x.Length; row++)
            for (var column = 0; column < row; column++)
                if (matrix[row * _x.Length + column] is var below && matrix[column * _x.Length + row] is var above
                    && !(Math.Abs(below - above) <= (_isSingle ? 1e-3 : 1e-8) * largest))
                    yield return new("", $"row {_names[row]}, column {_names[column]}", below, above, "across the diagonal stands", "");
    }

    // ── comparisons ──────────────────────────────────────────────────────────────────────────────────────────

    private Estimate[] Slopes(Func<double[], double> f) => _isSingle
        ? Slopes(new FiniteDifferences<float>(x => (float)f([.. x.Select(v => (double)v)]), [.. _x.Select(v => (float)v)]))
        : Slopes(new FiniteDifferences<double>(f, _x));

    private Estimate[] Slopes<T>(FiniteDifferences<T> differences) where T : System.Numerics.IFloatingPointIeee754<T> =>
        [.. Enumerable.Range(0, _x.Length).Select(i => differences.Estimate(i) is var (slope, error)
            ? new Estimate(slope, error, differences.IsKink(i)) : default)];

    /// <summary>Null at a kink.</summary>
    private bool? Compare(double computed, Estimate expected)
    {
        var scale = Math.Max(Math.Max(Math.Abs(computed), Math.Abs(expected.Value)), _size);
        if (expected.IsKink || !double.IsFinite(expected.Value) || !(expected.Error <= (_isSingle ? 1e-2 : 1e-4) * Math.Max(Math.Abs(expected.Value), _size)))
        {
            AtKinks++;
            return null;
        }
        Compared++;
        return Math.Abs(computed - expected.Value) <= _tolerance * scale + 10 * expected.Error;
    }

    private static bool Counts(double computed, double expected, double tolerance) => !computed.Equals(expected) && !(Math.Abs(computed - expected) <= tolerance);

    private static double Error(double computed, double expected) =>
        Math.Abs(computed - expected) / Math.Max(Math.Abs(expected), 1e-12) is var error && double.IsNaN(error) ? double.PositiveInfinity : error;

    // Never 0.
    private static double Eighths(Random random) => random.Next(1, 9) / (random.Next(2) == 0 ? 8.0 : -8.0);
}
