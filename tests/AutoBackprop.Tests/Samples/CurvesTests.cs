using Curves;
using MathNet.Numerics.Optimization;

namespace AutoBackprop.Tests.Samples;

/// <summary>The Curves sample: every minimiser of MathNet.Numerics ends in the same place on our derivatives.</summary>
public class CurvesTests
{
    private static readonly double[] Truth = [2, 0.3, 4, 0.5, 0.7], Start = [1, 0.2, 4.1, 0, 0.5];

    private static Measurements Data(double noise) => Measurements.Made(Truth, 120, noise, seed: 3);

    public static TheoryData<string> Methods => [.. new Fitting(Data(0), Start, (_, _) => { }).All.Select(f => f.Method)];

    private static Fit Run(string method, Measurements data) => new Fitting(data, Start, (_, _) => { }).All.Single(f => f.Method == method).Run();

    [Theory, MemberData(nameof(Methods))]
    public void Without_noise_the_truth_is_found(string method)
    {
        var fit = Run(method, Data(0));
        for (var i = 0; i < Truth.Length; i++) Assert.Equal(Truth[i], fit.Parameters[i], 1e-4);
    }

    [Theory, MemberData(nameof(Methods))]
    public void With_noise_all_find_what_a_method_without_derivatives_finds(string method)
    {
        var data = Data(0.1);
        var simplex = new NelderMeadSimplex(1e-14, 20_000).FindMinimum(ObjectiveFunction.Value(p =>
            Ringing.Misfit(p.ToArray(), data.Times, data.Values)), MathNet.Numerics.LinearAlgebra.CreateVector.DenseOfArray(Truth));
        Assert.Equal(simplex.FunctionInfoAtMinimum.Value, Run(method, data).Misfit, 1e-8);
    }

    [Fact]
    public void The_band_is_the_spread_of_fits_of_other_noise()
    {
        var data = Data(0.1);
        var width = new Confidence(Run("Newton", data), data, 0.95).OfParameters();
        var found = Enumerable.Range(10, 200).Select(seed => Run("Newton", Measurements.Made(Truth, 120, 0.1, seed)).Parameters).ToList();
        for (var i = 0; i < Truth.Length; i++)
        {
            var inside = found.Count(p => Math.Abs(p[i] - Truth[i]) <= width[i]);
            Assert.InRange(inside, 0.89 * found.Count, 0.99 * found.Count);
        }
    }

    [Theory]
    [InlineData("1,2\n3;x\n", "line 2")]
    [InlineData("# none\n1,2\n", "has 1 points")]
    [InlineData("1,2,3\n", "line 1")]
    [InlineData("1,NaN\n", "line 1")]
    public void A_file_of_something_else_is_refused(string text, string complaint)
    {
        using var folder = new TemporaryFolder();
        var path = folder.File("data.csv", text);
        Assert.Contains(complaint, Assert.Throws<InvalidDataException>(() => Measurements.Read(path)).Message);
    }
}
