namespace AutoBackprop.Tests;

/// <summary>Everything generated for the aggregate zoo, on vectors, against the sweeps before any optimisation, NaN and infinities
/// planted included, and against forward mode.</summary>
public class AggregateOracleTests
{
    private static readonly Lazy<IReadOnlyDictionary<string, FlatMethod>> Plain = new(() => FlatMethod.In(ArrayBuild.Of(single: false).AggregateZoo));
    private static readonly Lazy<IReadOnlyDictionary<string, FlatMethod>> PlainSingles = new(() => FlatMethod.In(ArrayBuild.Of(single: true).AggregateZoo));
    private static readonly Lazy<IReadOnlyDictionary<string, FlatMethod>> Parts = new(() => FlatMethod.In(ArrayBuild.OfParts.AggregateZoo));

    public static TheoryData<string> Names => AggregateZooTests.Names;

    [Theory, MemberData(nameof(Names))]
    public void Gradient_agrees_with_that_of_the_sweeps_as_they_are(string name) =>
        Compare(AggregateZooTests.Of(name, single: false), Plain.Value[name], Plain.Value[name].Lengths, 1e-11);

    [Theory, MemberData(nameof(Names))]
    public void Gradient_of_floats_agrees_with_that_of_the_sweeps_as_they_are(string name) =>
        Compare(AggregateZooTests.Of(name, single: true), PlainSingles.Value[name], PlainSingles.Value[name].Lengths, 5e-4);

    [Theory, MemberData(nameof(Names))]
    public void Gradient_agrees_with_that_whose_loops_are_methods_of_their_own(string name) =>
        Compare(Parts.Value[name], AggregateZooTests.Of(name, single: false), [0, 1, 7, 17, 40], 1e-14);

    [Theory, MemberData(nameof(Names))]
    public void Gradient_agrees_with_forward_mode(string name)
    {
        var (method, build) = (Plain.Value[name], ArrayBuild.Of(single: false));
        var forward = new ForwardMode(build.Model(typeof(AggregateZoo), method.Method), build.Interpreter(typeof(AggregateZoo), method.Method));
        Agreement.CheckForward((n, seed) =>
        {
            var count = method.Count(n);
            var (x, direction) = (ArrayCheck.Data(count, seed), ArrayCheck.Data(count, seed + 50));
            var actual = AggregateZooTests.Of(name, single: false).Derivative(x, n);
            if (actual.Thrown is not null) return null;
            var expected = method.Forward(forward, x, direction, n);
            var slope = actual.Gradient.Zip(direction, (g, d) => g * d).Sum();
            var size = 1 + actual.Gradient.Zip(direction, (g, d) => Math.Abs(g * d)).Sum();
            Assert.True(ArrayCheck.Near(actual.Value, expected.Real, 1e-11, Math.Abs(expected.Real)), $"{name} of {n}: value {actual.Value:R}, interpreted {expected.Real:R}");
            return Math.Abs(slope - expected.Tangent) <= (method.Leaves(n).Contains(typeof(float)) ? 1e-6 : 1e-8) * size ? null : $"{name} of {n}: slope {slope:R}, forward {expected.Tangent:R}";
        });
    }

    private static void Compare(FlatMethod fast, FlatMethod plain, IEnumerable<int> lengths, double tolerance)
    {
        foreach (var n in lengths)
            foreach (var x in Agreement.Planted(plain.Count(n), n + plain.Method.Length))
            {
                var (actual, expected) = (fast.Derivative(x, n), plain.Derivative(x, n));
                Assert.Equal(expected.Thrown, actual.Thrown);
                Agreement.Check($"{fast.Name}, {n}, of {Agreement.Text(x)}", actual.All, expected.All, tolerance);
            }
    }
}
