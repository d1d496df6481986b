using System.Globalization;
using System.Reflection;
using System.Runtime.CompilerServices;
using Cases;

namespace AutoBackprop.Tests;

/// <summary>Value and slope of a method where one number of its inputs moves, by other means.</summary>
/// <param name="seeds">Weights of what is left in a parameter; none: only what is returned counts.</param>
internal delegate (double Value, double Slope, double Scale, bool IsSmooth) ForwardSlope(object?[] inputs, int parameter, int number, Func<int, double[]>? seeds);

/// <summary>One generated member of a method at one point: against the differences of the method, or against forward mode.</summary>
internal sealed class CaseRun(MethodInfo method, MethodInfo generated, bool isBackward, CaseAttribute data, ForwardSlope? forward = null)
{
    private readonly FlatParameter[] _parameters = [.. method.GetParameters().Select(p => new FlatParameter(p))];
    private readonly Func<object?[], object?> _method = BoxedCall.Of(method), _generated = BoxedCall.Of(generated);
    private readonly Type? _result = method.ReturnType == typeof(void) ? null : method.ReturnType;
    private object?[] _inputs = [];

    private bool IsSingle => _result is not null && Numbers.HoldsSingle(_result) || _parameters.Any(p => p.IsActive && Numbers.HoldsSingle(p.Type));

    private double Tolerance => data.Tolerance > 0 ? data.Tolerance : IsSingle ? 2e-4 : 1e-9;

    public void At(object?[] inputs)
    {
        _inputs = inputs;
        if (Record.Exception(() => Primal(inputs)) is { } thrown)
        {
            // What throws in the method throws the same in what was generated.
            var same = Record.Exception(() => isBackward ? Backward() : Gradient());
            Assert.True(same?.GetType() == thrown.GetType(), $"{generated.Name} throws {same?.GetType().Name ?? "nothing"}, the method {thrown.GetType().Name}");
            return;
        }
        var (values, _) = Primal(inputs);
        if (!double.IsNaN(data.Value) && forward is null) Close("the case itself", values.Sum(), data.Value, Tolerance);
        var (derived, gradient) = isBackward ? Backward() : Gradient();
        Assert.Equal(values.Count, derived.Count);
        for (var i = 0; i < values.Count; i++) Close($"{generated.Name} value {i}", derived[i], values[i], IsSingle ? 1e-5 : 1e-12);
        if (isBackward && _result is not null && Numbers.ElementOf(_result) is not null) RefuseOtherLength();
        if (data.Grad is not null && Writes is false && forward is null)
        {
            double[] expected = [.. data.Grad.Split(',').Select(s => double.Parse(s, CultureInfo.InvariantCulture))];
            Assert.Equal(expected.Length, gradient.Count);
            for (var i = 0; i < expected.Length; i++) Close($"{generated.Name}[{i}] of {string.Join(", ", gradient)}", gradient[i], expected[i], Tolerance);
        }
        if (forward is not null) CompareWithForward(values.Sum(), gradient);
        else if (!data.NoDifferences) CompareWithDifferences(gradient);
        Assert.True(data.ZeroIsRight || data.Grad is not null || gradient.Count == 0 || gradient.Any(g => g != 0), "the gradient is zero");
    }

    // ── what comes out ───────────────────────────────────────────────────────────────────────────────────────

    private bool Writes => isBackward && _parameters.Any(p => p.IsWritten);

    /// <summary>The value, and what is differentiated: the value, and of <c>Backward</c> also what is left in the arguments, weighted.</summary>
    private (List<double> Values, double Objective) Primal(object?[] inputs)
    {
        object?[] args = [.. inputs.Select((v, i) => Copy(i, v))];
        var result = _method(args);
        var values = _result is null ? [] : Numbers.All(_result, result);
        var sum = values.Zip(_result is null ? [] : Numbers.All(_result, Adjoint(result)), (v, g) => v * g).Sum();
        if (!isBackward) return (values, sum);
        for (var i = 0; i < args.Length; i++)
            if (_parameters[i].IsWritten) sum += Numbers.All(_parameters[i].Type, args[i]).Zip(Seeds(i)).Sum(p => p.First * p.Second);
        return (values, sum);
    }

    /// <summary>The adjoint of a result: ones, or where there are arrays in it weights of its elements.</summary>
    private object? Adjoint(object? result, int more = 0)
    {
        using var weights = Weights(_result!).GetEnumerator();
        double Next()
        {
            weights.MoveNext();
            return weights.Current;
        }
        object? Weighted(object? value) => Numbers.Map(_result!, value, (_, _) => Next());
        return more == 0 || result is not Array { Rank: 1 } array ? Weighted(result) : Weighted(Array.CreateInstance(array.GetType().GetElementType()!, array.Length + more));
    }

    /// <summary>What the numbers of a result are multiplied by.</summary>
    public static IEnumerable<double> Weights(Type result)
    {
        var random = new Random(2);
        while (true) yield return HasArray(result) ? random.Next(1, 9) / 8.0 : 1;
    }

    private static bool HasArray(Type type) => Numbers.ElementOf(type) is not null || Numbers.Fields(type).Any(f => HasArray(f.Field.FieldType));

    private double[] Seeds(int parameter)
    {
        var random = new Random(parameter + 3);
        return [.. Numbers.All(_parameters[parameter].Type, _inputs[parameter]).Select(_ => random.Next(-8, 9) / 8.0)];
    }

    private (List<double> Values, List<double> Gradient) Gradient()
    {
        object?[] args = [.. _inputs.Select((v, i) => Copy(i, v))];
        var destinations = Enumerable.Range(0, args.Length).Where(i => _parameters[i] is { IsInput: true, IsReturned: false }).ToList();
        object?[] all = [.. args, .. destinations.Select(i => Numbers.Map(_parameters[i].Type, _inputs[i], (_, _) => double.NaN))];
        var result = _generated(all);
        var returned = result as ITuple;
        var (next, left) = (1, args.Length);
        var gradient = new List<double>();
        foreach (var p in _parameters.Where(p => p.IsInput)) gradient.AddRange(Numbers.All(p.Type, p.IsReturned ? returned![next++] : all[left++]));
        return ([Convert.ToDouble(returned is null ? result : returned[0], CultureInfo.InvariantCulture)], gradient);
    }

    private (List<double> Values, List<double> Gradient) Backward() => Backward(0, out _);

    /// <param name="more">So many adjoints of elements of the result too many.</param>
    private (List<double> Values, List<double> Gradient) Backward(int more, out object?[] all)
    {
        object?[] args = [.. _inputs.Select((v, i) => Copy(i, v))];
        object?[] seed = _result is null || !Numbers.HasActive(_result) ? []
            : !HasArray(_result) ? [Numbers.Map(_result, Numbers.IsReal(_result) ? Convert.ChangeType(0, _result, CultureInfo.InvariantCulture) : Numbers.Empty(_result), (_, _) => 1)]
            : [Adjoint(_method([.. _inputs.Select((v, i) => Copy(i, v))]), more)];
        var active = Enumerable.Range(0, args.Length).Where(i => _parameters[i].IsActive).ToList();
        all = [.. args, .. seed, .. active.Select(Destination)];
        var given = all;
        var result = _generated(all);
        return (_result is null ? [] : Numbers.All(_result, result),
            [.. active.Zip(given[^active.Count..]).Where(d => _parameters[d.First].IsInput).SelectMany(d => Numbers.All(_parameters[d.First].Type, d.Second))]);
    }

    /// <summary>As many adjoints as the result has elements, or nothing is added.</summary>
    private void RefuseOtherLength()
    {
        object?[] all = [];
        var wrong = Assert.Throws<ArgumentException>(() => { Backward(1, out all); });
        Assert.Equal("gradResult", wrong.ParamName);
        var active = Enumerable.Range(0, _inputs.Length).Where(i => _parameters[i].IsActive).ToList();
        foreach (var (i, gradient) in active.Zip(all[^active.Count..]))
            Assert.Equal(Numbers.All(_parameters[i].Type, Destination(i)), Numbers.All(_parameters[i].Type, gradient));
    }

    private object? Destination(int parameter)
    {
        var at = 0;
        var seeds = Seeds(parameter);
        return Numbers.Map(_parameters[parameter].Type, _inputs[parameter], (_, _) => _parameters[parameter].IsWritten ? seeds[at++] : 0);
    }

    // ── differences ──────────────────────────────────────────────────────────────────────────────────────────

    private void CompareWithDifferences(List<double> gradient)
    {
        var at = 0;
        for (var i = 0; i < _inputs.Length; i++)
        {
            if (!_parameters[i].IsInput) continue;
            var numbers = Numbers.All(_parameters[i].Type, _inputs[i]);
            for (var k = 0; k < numbers.Count; k++, at++)
            {
                var (parameter, number) = (i, k);
                var step = (IsSingle ? 1e-2 : 1e-3) * (1 + Math.Abs(numbers[k])) / 4;
                double At(double h) => Primal([.. _inputs.Select((v, j) => j == parameter ? Moved(j, v, number, h) : v)]).Objective;
                double Slope(double h) => (At(h) - At(-h)) / (2 * h);
                var difference = (4 * Slope(step / 2) - Slope(step)) / 3;
                Assert.True(Math.Abs(difference - gradient[at]) <= (IsSingle ? 2e-2 : 1e-6) * (1 + Math.Abs(difference)),
                    $"{generated.Name}[{at}]: {gradient[at]:R}, differences say {difference:R}; all: {string.Join(", ", gradient)}");
            }
        }
    }

    // ── forward mode ─────────────────────────────────────────────────────────────────────────────────────────

    /// <summary>So many slopes were compared.</summary>
    public int Compared { get; private set; }

    private void CompareWithForward(double expected, List<double> gradient)
    {
        var at = 0;
        for (var i = 0; i < _inputs.Length; i++)
            for (var k = 0; _parameters[i].IsInput && k < Numbers.All(_parameters[i].Type, _inputs[i]).Count; k++, at++)
            {
                var (value, slope, scale, isSmooth) = forward!(_inputs, i, k, isBackward ? Seeds : null);
                // Where differences say nothing, what stands for the value may be a convention, too.
                if (data.NoDifferences && !(Math.Abs(value - expected) <= 1e-4 * Math.Abs(expected))) continue;
                if (!isBackward) Close($"{method.Name} on dual numbers", value, expected, IsSingle ? 1e-4 : 1e-11);
                if (!isSmooth || !(Math.Abs(slope) <= (IsSingle ? float.MaxValue : double.MaxValue))) continue;
                Assert.True(Math.Abs(gradient[at] - slope) <= (IsSingle ? 1e-4 : 1e-10) * (scale + Math.Abs(slope)),
                    $"{generated.Name}[{at}]: {gradient[at]:R}, forward mode says {slope:R}; all: {string.Join(", ", gradient)}");
                Compared++;
            }
    }

    private object? Moved(int parameter, object? value, int number, double by)
    {
        var at = 0;
        return Numbers.Map(_parameters[parameter].Type, value, (v, _) => at++ == number ? v + by : v);
    }

    private object? Copy(int parameter, object? value) => Numbers.Map(_parameters[parameter].Type, value, (v, _) => v);

    private static void Close(string what, double actual, double expected, double tolerance) =>
        Assert.True(actual.Equals(expected) || Math.Abs(actual - expected) <= tolerance * Math.Max(Math.Abs(actual), Math.Abs(expected))
            || Math.Abs(expected) is > 1e-8 and < 1 && Math.Abs(actual - expected) <= tolerance, $"{what}: {actual:R}, right is {expected:R}");
}
