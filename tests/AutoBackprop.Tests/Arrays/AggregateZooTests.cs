namespace AutoBackprop.Tests;

/// <summary>Everything generated for the aggregate zoo: against differences, and against the same on floats.</summary>
public class AggregateZooTests
{
    private static readonly Lazy<IReadOnlyDictionary<string, FlatMethod>> Doubles = new(() => FlatMethod.In(typeof(AggregateZoo)));
    private static readonly Lazy<IReadOnlyDictionary<string, FlatMethod>> Singles = new(() => FlatMethod.In(ArrayFloatTests.Type(typeof(AggregateZoo))));

    public static TheoryData<string> Names => [.. Doubles.Value.Keys];

    internal static FlatMethod Of(string name, bool single) => (single ? Singles : Doubles).Value[name];

    [Theory, MemberData(nameof(Names))]
    public void Gradient_agrees_with_differences(string name)
    {
        var method = Of(name, single: false);
        foreach (var n in method.Lengths)
        {
            var x = ArrayCheck.Data(method.Count(n), 31 * n + name.Length);
            var (expected, actual) = (method.Primal(x, n), method.Derivative(x, n));
            Assert.Equal(expected.Thrown, actual.Thrown);
            if (expected.Thrown is not null && n < 2) continue;   // x[^1] of nothing
            Assert.Null(expected.Thrown);
            Agreement.Check($"{name} of {n}, left", actual.Left, expected.Left, 1e-12);
            Assert.True(actual.HasKeptTails, $"{name} of {n}: written where nothing is to be written");
            // A float among doubles cannot be moved by so little.
            var leaves = method.Leaves(n);
            int[] places = [.. Enumerable.Range(0, x.Length).Where(i => leaves[i] == typeof(double))];
            double Moved(double[] to)
            {
                var moved = (double[])x.Clone();
                for (var k = 0; k < places.Length; k++) moved[places[k]] = to[k];
                return method.Value(moved, n);
            }
            var wrong = ArrayCheck.Differs(Moved, [.. places.Select(i => x[i])], actual.Value, [.. places.Select(i => actual.Gradient[i])], 4);
            Assert.True(wrong is null, $"{name} of {n}: {wrong}");
        }
    }

    [Theory, MemberData(nameof(Names))]
    public void Gradient_of_floats_agrees_with_that_of_doubles(string name)
    {
        var (single, wide) = (Of(name, single: true), Of(name, single: false));
        foreach (var n in wide.Lengths)
        {
            double[] x = [.. ArrayCheck.Data(wide.Count(n), n).Select(v => (double)(float)v)];
            var (actual, expected) = (single.Derivative(x, n), wide.Derivative(x, n));
            Assert.Equal(expected.Thrown, actual.Thrown);
            if (expected.Thrown is null) Agreement.Check($"{name} of floats, {n}", actual.All, expected.All, 2e-5);
        }
    }
}
