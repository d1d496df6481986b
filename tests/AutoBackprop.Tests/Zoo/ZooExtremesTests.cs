namespace AutoBackprop.Tests;

/// <summary>Whatever the numbers are, a gradient method returns the value of its method to the last bit, or throws what it throws.</summary>
[Collection(nameof(Zoo))]     // they count effects
public class ZooExtremesTests
{
    private const int Points = 40;

    private static readonly double[] Extremes =
        [0.0, -0.0, 1, -1, 0.5, 3.7, -2.9, double.NaN, double.PositiveInfinity, double.NegativeInfinity, 1e308, -1e308, 1e-5, 1e-308, -1e-308, double.Epsilon, 1e16];

    private static readonly Dictionary<string, MethodCase> Cases = MethodCase.In(typeof(Zoo)).ToDictionary(c => c.Name);

    public static IEnumerable<object[]> Names => Cases.Keys.Select(n => new object[] { n });

    [Theory, MemberData(nameof(Names))]
    public void The_value_is_that_of_the_method(string name)
    {
        var (method, random) = (Cases[name], new Random(name.Sum(c => c)));
        for (var point = 0; point < Points; point++)
        {
            object[] at = [.. method.Draw(random).Select((a, i) => method.IsBounded[i] ? a : a switch
            {
                double => Extremes[random.Next(Extremes.Length)],
                float => (float)Extremes[random.Next(Extremes.Length)],
                _ => a,
            })];
            var where = $"{name} at ({string.Join(", ", at)})";
            var expected = Outcome(() => method.Value(at));
            if (method.HasGradient) Assert.True(expected == Outcome(() => [method.Gradient(at).Value]), $"{where}: {Outcome(() => [method.Gradient(at).Value])}, should be {expected}");
            if (method.HasBackward) Assert.True(expected == Outcome(() => method.Backward(at, new double[9], new double[method.IsActive.Count]).Value), where);
        }
    }

    /// <summary>The bits of the values, or what was thrown.</summary>
    private static string Outcome(Func<object[]> run)
    {
        try
        {
            return string.Join(" ", run().Select(v => v switch
            {
                double d => double.IsNaN(d) ? "NaN" : $"{d:R} {BitConverter.DoubleToInt64Bits(d):x}",
                float f => float.IsNaN(f) ? "NaN" : $"{f:R} {BitConverter.SingleToInt32Bits(f):x}",
                _ => v.ToString(),
            }));
        }
        catch (Exception e) { return $"{e.GetType().Name}: {e.Message}"; }
    }
}
