using System.Reflection;

namespace AutoBackprop.Tests;

/// <summary>NaN, infinities and other odd numbers among ordinary ones: the gradient of a loop has them where the gradient of
/// one element, which is plain scalar code, has them.</summary>
public class ArraySpecialTests
{
    private const BindingFlags Static = BindingFlags.Static | BindingFlags.NonPublic;

    private static readonly double[] Odd =
    [
        double.NaN, double.PositiveInfinity, double.NegativeInfinity, 0, -0.0, 0.1, 0.2, -0.1, 0.5, -0.5,
        1e-310, -1e-310, 1e-30, 800, -800, 40, -40, 1e5, -1e5, 1e160, -1e160, double.MaxValue, double.MinValue,
    ];

    public static TheoryData<string> Terms => [.. typeof(ArrayTerms).GetMethods(Static)
        .Where(m => m.IsDefined(typeof(DifferentiableAttribute)) && !m.Name.EndsWith("Sum", StringComparison.Ordinal))
        .Select(m => m.Name)];

    [Theory, MemberData(nameof(Terms))]
    public void Odd_numbers_appear_where_they_do_in_scalar_code(string name)
    {
        var term = typeof(ArrayTerms).GetMethod(name + "Gradient", Static)!.CreateDelegate<Func<double, (double Value, double GradV)>>();
        var sum = typeof(ArrayTerms).GetMethod(name + "SumGradient", Static)!.CreateDelegate<ArrayCheck.Gradient>();
        foreach (var n in (int[])[1, 2, 4, 5, 7, 8, 9, 15, 16, 17, 23, 31, 32, 33])
            for (var at = 0; at < n; at++)
                foreach (var odd in Odd)
                {
                    var x = ArrayCheck.Data(n, n);
                    x[at] = odd;
                    var gradX = new double[n];
                    var value = sum(x, gradX);
                    var expected = x.Sum(v => term(v).Value);
                    Assert.True(Same(value, expected), $"{name}({odd:R}) at {at} of {n}: value {value:R}, scalar {expected:R}");
                    for (var i = 0; i < n; i++)
                        Assert.True(Same(gradX[i], term(x[i]).GradV), $"{name}({x[i]:R}): gradient [{i}] of {n} {gradX[i]:R}, scalar {term(x[i]).GradV:R}; {odd:R} is at {at}");
                }
    }

    // Else the test above compares scalar code with itself.
    [Fact]
    public void Loops_with_odd_numbers_run_on_vectors()
    {
        var source = File.ReadAllText(Repository.PathTo("tests", "AutoBackprop.Tests", "Arrays", "ArrayTerms.cs"));
        var generated = Compile.Generate("using System;\nusing AutoBackprop;\n" + source);
        var scalar = generated.Texts.Where(t => t.Key.Contains("Sum.", StringComparison.Ordinal) && !t.Value.Contains("Vector512", StringComparison.Ordinal));
        Assert.Empty(scalar.Select(t => t.Key));
    }

    private static bool Same(double a, double b) => a.Equals(b) || Math.Abs(a - b) <= 1e-12 * Math.Max(Math.Abs(b), 1e-3);
}
