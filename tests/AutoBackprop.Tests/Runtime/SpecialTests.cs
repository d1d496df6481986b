namespace AutoBackprop.Tests;

/// <summary>The special functions against values computed with 40 digits.</summary>
public class SpecialTests
{
    [Theory]
    [InlineData(1e-300, 1.1283791670955126e-300)]
    [InlineData(1e-10, 1.1283791670955126e-10)]
    [InlineData(0.1, 0.1124629160182849)]
    [InlineData(0.25, 0.27632639016823696)]
    [InlineData(0.46875, 0.49261347321793797)]
    [InlineData(0.5, 0.5204998778130465)]
    [InlineData(0.75, 0.7111556336535151)]
    [InlineData(1.0, 0.8427007929497149)]
    [InlineData(1.5, 0.9661051464753108)]
    [InlineData(2.0, 0.9953222650189527)]
    [InlineData(2.5, 0.999593047982555)]
    [InlineData(3.0, 0.9999779095030014)]
    [InlineData(3.5, 0.9999992569016276)]
    [InlineData(4.0, 0.9999999845827421)]
    [InlineData(4.5, 0.9999999998033839)]
    [InlineData(5.0, 0.9999999999984626)]
    [InlineData(5.8, 0.9999999999999998)]
    public void Erf_is_within_2_ulp_and_odd(double x, double expected)
    {
        Ulps.AssertWithin(2, expected, Special.Erf(x));
        Assert.Equal(-Special.Erf(x), Special.Erf(-x));
        Assert.Equal((float)Special.Erf((double)(float)x), Special.Erf((float)x));
    }

    [Theory]
    [InlineData(-6.0, 2.0)]
    [InlineData(-3.0, 1.9999779095030015)]
    [InlineData(-1.0, 1.8427007929497148)]
    [InlineData(-0.25, 1.276326390168237)]
    [InlineData(0.1, 0.887537083981715)]
    [InlineData(0.46875, 0.507386526782062)]
    [InlineData(0.5, 0.4795001221869535)]
    [InlineData(0.51, 0.4707563801588296)]
    [InlineData(1.0, 0.15729920705028513)]
    [InlineData(1.5, 0.033894853524689274)]
    [InlineData(2.0, 0.004677734981047266)]
    [InlineData(2.7, 0.0001343327399405242)]
    [InlineData(3.0, 2.209049699858544e-05)]
    [InlineData(3.9, 3.4792248597231765e-08)]
    [InlineData(4.0, 1.541725790028002e-08)]
    [InlineData(4.1, 6.700027654084918e-09)]
    [InlineData(4.5, 1.9661604415428876e-10)]
    [InlineData(5.0, 1.537459794428035e-12)]
    [InlineData(6.0, 2.1519736712498913e-17)]
    [InlineData(7.3, 5.502573750691923e-25)]
    [InlineData(8.0, 1.1224297172982926e-29)]
    [InlineData(10.0, 2.088487583762545e-45)]
    [InlineData(12.5, 6.231942781979911e-70)]
    [InlineData(15.0, 7.212994172451207e-100)]
    [InlineData(20.0, 5.395865611607901e-176)]
    [InlineData(25.0, 8.300172571196523e-274)]
    [InlineData(26.0, 5.663192408856143e-296)]
    public void Erfc_is_within_4_ulp_also_in_the_tail(double x, double expected) =>
        Ulps.AssertWithin(4, expected, Special.Erfc(x));

    [Theory]
    [InlineData(-38.0, 2.88542835e-316)]
    [InlineData(-30.0, 4.906713927148187e-198)]
    [InlineData(-20.0, 2.7536241186062337e-89)]
    [InlineData(-10.0, 7.619853024160525e-24)]
    [InlineData(-5.0, 2.866515718791939e-07)]
    [InlineData(-2.0, 0.02275013194817921)]
    [InlineData(-1.0, 0.15865525393145705)]
    [InlineData(0.0, 0.5)]
    [InlineData(1.0, 0.8413447460685429)]
    [InlineData(2.0, 0.9772498680518208)]
    [InlineData(5.0, 0.9999997133484281)]
    public void NormalCdf_keeps_relative_precision_in_the_tail(double x, double expected) =>
        Assert.Equal(expected, Special.NormalCdf(x), Math.Max(2e-16 * (4 + x * x) * expected, double.Epsilon));

    [Theory]
    [InlineData(1e-300, 1e-300)]
    [InlineData(1e-20, 1e-20)]
    [InlineData(-1e-09, -1.0000000005000001e-09)]
    [InlineData(1e-05, 9.999950000333332e-06)]
    [InlineData(0.01, 0.009950330853168083)]
    [InlineData(-0.3, -0.35667494393873234)]
    [InlineData(0.4999, 0.40539843921917673)]
    [InlineData(-0.4999, -0.6929472005572791)]
    [InlineData(0.5, 0.4054651081081644)]
    [InlineData(-0.75, -1.3862943611198906)]
    [InlineData(3.0, 1.3862943611198906)]
    [InlineData(10000000000.0, 23.025850930040455)]
    public void LogP1_is_within_3_ulp(double x, double expected) => Ulps.AssertWithin(3, expected, Special.LogP1(x));

    [Theory]
    [InlineData(1e-300, 1e-300)]
    [InlineData(1e-20, 1e-20)]
    [InlineData(-1e-09, -9.999999995e-10)]
    [InlineData(1e-05, 1.0000050000166668e-05)]
    [InlineData(0.01, 0.010050167084168058)]
    [InlineData(-0.3, -0.2591817793182821)]
    [InlineData(0.4999, 0.6485564068163897)]
    [InlineData(-0.4999, -0.39340868418864094)]
    [InlineData(0.5, 0.6487212707001282)]
    [InlineData(-0.5, -0.3934693402873666)]
    [InlineData(-0.75, -0.5276334472589853)]
    [InlineData(3.0, 19.085536923187668)]
    [InlineData(-40.0, -1.0)]
    public void ExpM1_is_within_4_ulp(double x, double expected) => Ulps.AssertWithin(4, expected, Special.ExpM1(x));

    [Fact]
    public void Limits_are_reached()
    {
        Assert.Equal((1, -1), (Special.Erf(double.PositiveInfinity), Special.Erf(double.NegativeInfinity)));
        Assert.Equal((0, 2), (Special.Erfc(double.PositiveInfinity), Special.Erfc(double.NegativeInfinity)));
        Assert.Equal((1, 0), (Special.NormalCdf(double.PositiveInfinity), Special.NormalCdf(double.NegativeInfinity)));
        Assert.Equal((0, 0), (Special.NormalPdf(1e200), Special.NormalPdf(double.NegativeInfinity)));
        Assert.Equal((double.PositiveInfinity, double.NegativeInfinity), (Special.LogP1(double.PositiveInfinity), Special.LogP1(-1)));
        Assert.Equal((double.PositiveInfinity, -1), (Special.ExpM1(double.PositiveInfinity), Special.ExpM1(double.NegativeInfinity)));
    }

    [Fact]
    public void NaN_stays_NaN()
    {
        Func<double, double>[] functions =
            [Special.Erf, Special.Erfc, Special.NormalCdf, Special.NormalPdf, Special.LogP1, Special.ExpM1];
        Assert.All(functions, f => Assert.True(double.IsNaN(f(double.NaN))));
    }

    [Fact]
    public void A_zero_keeps_its_sign()
    {
        Assert.True(double.IsNegative(Special.Erf(-0.0)));
        Assert.True(double.IsNegative(Special.LogP1(-0.0)));
        Assert.True(double.IsNegative(Special.ExpM1(-0.0)));
    }

    [Fact]
    public void NormalPdf_is_the_slope_of_NormalCdf() => Assert.All([-3.0, -1, -0.3, 0, 0.5, 2], x =>
        Gradients.Check(Special.NormalCdf, t => (Special.NormalCdf(t), Special.NormalPdf(t)), x, 1e-9).ThrowIfFailed());
}
