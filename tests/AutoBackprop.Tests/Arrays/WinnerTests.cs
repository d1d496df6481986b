namespace AutoBackprop.Tests;

/// <summary>Which element the gradient of an extreme goes to, among equal ones and beside NaN: as CONTRACT's conventions have it
/// when they are followed from iteration to iteration.</summary>
public class WinnerTests
{
    private static readonly double[] Values = [-1, 0.5, 0.5, 1, 1, -0.0, 0, double.NaN, double.PositiveInfinity, double.NegativeInfinity];

    public static TheoryData<string> Shapes => ["Largest", "LargestFirst", "Best", "LargestOfTheNegative"];

    /// <summary>Whether the old value stays, and the new value, of each shape.</summary>
    private static (bool Stays, double Value) Step(string shape, double m, double v) => shape switch
    {
        "Largest" => (m > v, Math.Max(m, v)),
        "LargestFirst" => (!(v > m), Math.Max(v, m)),
        "Best" => (!(v * v > m), v * v > m ? v * v : m),
        _ => (!(v < 0 && m < v), v < 0 && m < v ? v : m),
    };

    [Theory, MemberData(nameof(Shapes))]
    public void Ties_and_odd_numbers_are_won_as_in_scalar_code(string shape)
    {
        var random = new Random(5);
        for (var round = 0; round < 400; round++)
        {
            var kinds = round % 3 == 0 ? Values.Length : 7;
            double[] x = [.. Enumerable.Range(0, 1 + random.Next(40)).Select(_ => Values[random.Next(kinds)])];
            var m = shape == "Best" ? double.NegativeInfinity : shape == "LargestOfTheNegative" ? -3.0 : -2.0;
            var winner = -1;
            for (var i = 0; i < x.Length; i++)
            {
                var (stays, next) = Step(shape, m, x[i]);
                if (!stays) winner = i;
                m = next;
            }
            var gradient = new double[x.Length];
            var value = Gradient(shape)(x, gradient);
            var expected = new double[x.Length];
            var sum = x.Sum(v => v * v);
            if (winner >= 0) expected[winner] = shape switch { "Best" => 2 * x[winner], "LargestOfTheNegative" => sum, _ => 2 * m };
            if (shape == "LargestOfTheNegative")
                for (var i = 0; i < x.Length; i++) expected[i] += 2 * m * x[i];
            var about = $"{shape} of [{string.Join(", ", x)}]";
            Assert.True(Same(value, shape switch { "Best" => m, "LargestOfTheNegative" => m * sum, _ => m * m }), $"{about}: value {value}");
            for (var i = 0; i < x.Length; i++) Assert.True(Same(gradient[i], expected[i]), $"{about}: gradient [{i}] is {gradient[i]}, not {expected[i]}");
        }
    }

    private static ArrayCheck.Gradient Gradient(string shape) => shape switch
    {
        "Largest" => ArrayZoo.LargestGradient,
        "LargestFirst" => ArrayZoo.LargestFirstGradient,
        "Best" => ArrayZoo.BestGradient,
        _ => ArrayZoo.LargestOfTheNegativeGradient,
    };

    private static bool Same(double a, double b) => a.Equals(b) || Math.Abs(a - b) <= 1e-12 * Math.Max(1, Math.Abs(b));
}
