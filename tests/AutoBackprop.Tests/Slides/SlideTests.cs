namespace AutoBackprop.Tests;

/// <summary>The lecture slides: the generated text, and the numbers on the slides.</summary>
public class SlideTests
{
    private static readonly Lazy<Dictionary<string, string>> Generated = new(() =>
        Compiled.From([File.ReadAllText(Repository.PathTo("tests", "AutoBackprop.Tests", "Slides", "Slides.cs"))]).Generated
            .ToDictionary(g => g.Name.Split('.')[^3], g => g.Text));

    [Theory]
    [InlineData("Neuron")]
    [InlineData("NeuronWrittenOut")]
    [InlineData("SumTimes")]
    [InlineData("CosineOfSine")]
    [InlineData("SharedTerms")]
    [InlineData("Polynomial")]
    [InlineData("Curve")]
    [InlineData("LogOfTriple")]
    [InlineData("TwoPaths")]
    [InlineData("ProductPlus")]
    [InlineData("Maximum")]
    [InlineData("LogisticRegression")]
    [InlineData("LogisticRegressionOnLogits")]
    [InlineData("QuadraticLoss")]
    [InlineData("CrossEntropyLoss")]
    public void The_generated_text_reads_like_the_slide(string name) => Snapshot.Matches(name, Generated.Value[name]);

    [Fact]
    public void The_neuron_reads_as_promised()
    {
        var body = Generated.Value["Neuron"].Split('\n').Select(l => l.Trim()).SkipWhile(l => l != "// forward").TakeWhile(l => !l.StartsWith("return", StringComparison.Ordinal));
        Assert.Equal(
            """
            // forward
            var s0 = w0 * x0;
            var s1 = w1 * x1;
            var s2 = s0 + s1;
            var s3 = s2 + w2;
            var L = Activations.Sigmoid(s3);

            // backward
            var grad_L = 1.0;
            var grad_s3 = grad_L * (1 - L) * L;
            var grad_w2 = grad_s3;
            var grad_s2 = grad_s3;
            var grad_s1 = grad_s2;
            var grad_s0 = grad_s2;
            var grad_x1 = grad_s1 * w1;
            var grad_w1 = grad_s1 * x1;
            var grad_x0 = grad_s0 * w0;
            var grad_w0 = grad_s0 * x0;
            """.Split('\n'), body);
    }

    // ── the numbers ──────────────────────────────────────────────────────────────────────────────────────────

    private const double SlopeAtOne = 0.19661193324148185;     // of the sigmoid

    [Fact]
    public void Neuron()
    {
        var g = Slides.NeuronGradient(2, -1, -3, -2, -3);
        Close([1 / (1 + Math.Exp(-1)), -SlopeAtOne, 2 * SlopeAtOne, -2 * SlopeAtOne, -3 * SlopeAtOne, SlopeAtOne], g.Value, g.GradW0, g.GradX0, g.GradW1, g.GradX1, g.GradW2);
    }

    [Fact]
    public void The_neuron_written_out_has_the_same_gradient()
    {
        var (g, h) = (Slides.NeuronGradient(2, -1, -3, -2, -3), Slides.NeuronWrittenOutGradient(2, -1, -3, -2, -3));
        Close([g.Value, g.GradW0, g.GradX0, g.GradW1, g.GradX1, g.GradW2], h.Value, h.GradW0, h.GradX0, h.GradW1, h.GradX1, h.GradW2);
    }

    [Fact]
    public void Sum_times_z() => Assert.Equal((-12, -4, -4, 3), Slides.SumTimesGradient(-2, 5, -4));

    [Fact]
    public void Cosine_of_sine()
    {
        const double x = 0.7;
        var u = Math.Sin(x * x) + 3 * x * x;
        var g = Slides.CosineOfSineGradient(x);
        Close([Math.Cos(u), -Math.Sin(u) * (Math.Cos(x * x) + 3) * 2 * x], g.Value, g.GradX);
    }

    [Fact]
    public void Shared_terms()
    {
        const double x = 2, z = 3;
        var (e, l) = (Math.Exp(x * z), Math.Log(x));
        var g = Slides.SharedTermsGradient(x, z);
        Close(
            [
                e + x * z / l + Math.Sin(l) / e,
                z * e + (z * l - z) / (l * l) + (Math.Cos(l) / x - z * Math.Sin(l)) / e,
                x * e + x / l - x * Math.Sin(l) / e,
            ],
            g.Value, g.GradX, g.GradZ);
    }

    [Fact]
    public void Polynomial()
    {
        var g = Slides.PolynomialGradient(2, 3);
        Close([66, 2 * 2 * 3 + 27, 4 + 3 * 2 * 9], g.Value, g.GradX1, g.GradX2);
    }

    [Fact]
    public void Curve()
    {
        const double t = 0.8;
        var (s, c) = (Math.Sin(t), Math.Cos(t));
        var (x1, x2) = (t * c, t * s);
        var h = Math.Exp(x1 * x2 * x2);
        var g = Slides.CurveGradient(t);
        Close([h, h * (x2 * x2 * (c - t * s) + 2 * x1 * x2 * (s + t * c))], g.Value, g.GradT);
    }

    [Fact]
    public void Logarithm_of_three_a()
    {
        var g = Slides.LogOfTripleGradient(1);
        Close([Math.Log(3), 1], g.Value, g.GradA);
    }

    [Fact]
    public void Two_paths_add() => Assert.Equal((3, 4), Slides.TwoPathsGradient(1));

    [Fact]
    public void Product_plus_x() => Assert.Equal((8, 4, 2), Slides.ProductPlusGradient(2, 3));

    [Fact]
    public void Maximum()
    {
        Assert.Equal((3, 0, 1), Slides.MaximumGradient(2, 3));
        Assert.Equal((3, 1, 0), Slides.MaximumGradient(3, 2));
    }

    [Theory]
    [InlineData(0)]
    [InlineData(1)]
    public void Logistic_regression_has_the_gradient_p_minus_y_times_x(double y)
    {
        const double w1 = 0.3, w2 = -0.8, b = 0.1, x1 = 1.5, x2 = 2;
        var p = 1 / (1 + Math.Exp(-(w1 * x1 + w2 * x2 + b)));
        double[] expected = [-(y * Math.Log(p) + (1 - y) * Math.Log(1 - p)), (p - y) * x1, (p - y) * x2, p - y];
        var g = Slides.LogisticRegressionGradient(w1, w2, b, x1, x2, y);
        Close(expected, g.Value, g.GradW1, g.GradW2, g.GradB);
        var h = Slides.LogisticRegressionOnLogitsGradient(w1, w2, b, x1, x2, y);
        Close(expected, h.Value, h.GradW1, h.GradW2, h.GradB);
    }

    [Fact]
    public void Two_layers_with_quadratic_loss()
    {
        var ((w1, w2, b), (v, c, x, y)) = (((0.5, -0.4), (0.2, 0.7), (0.1, -0.3)), ((0.6, -0.9), 0.05, (1.5, -2.0), 0.25));
        var (h1, h2) = (Math.Tanh(0.5 * 1.5 + 0.4 * 2 + 0.1), Math.Tanh(0.2 * 1.5 - 0.7 * 2 - 0.3));
        var error = 0.6 * h1 - 0.9 * h2 + 0.05 - y;
        var (d1, d2) = (error * 0.6 * (1 - h1 * h1), error * -0.9 * (1 - h2 * h2));

        var g = Slides.QuadraticLossGradient(w1, w2, b, v, c, x, y);
        Close([0.5 * error * error, d1 * 1.5, d1 * -2, d2 * 1.5, d2 * -2, d1, d2, error * h1, error * h2, error],
            g.Value, g.GradW1.A, g.GradW1.B, g.GradW2.A, g.GradW2.B, g.GradB.A, g.GradB.B, g.GradV.A, g.GradV.B, g.GradC);
    }

    [Theory]
    [InlineData(0)]
    [InlineData(1)]
    public void Two_layers_with_cross_entropy(double y)
    {
        // The second unit is off.
        var (h1, h2) = (0.5 * 1.5 + 0.4 * 2 + 0.1, 0.0);
        var p = 1 / (1 + Math.Exp(-(0.6 * h1 - 0.9 * h2 + 0.05)));
        var error = p - y;
        var g = Slides.CrossEntropyLossGradient((0.5, -0.4), (0.2, 0.7), (0.1, -0.3), (0.6, -0.9), 0.05, (1.5, -2.0), y);
        Close([y == 1 ? -Math.Log(p) : -Math.Log(1 - p), error * 0.6 * 1.5, error * 0.6 * -2, 0, 0, error * 0.6, 0, error * h1, 0, error],
            g.Value, g.GradW1.A, g.GradW1.B, g.GradW2.A, g.GradW2.B, g.GradB.A, g.GradB.B, g.GradV.A, g.GradV.B, g.GradC);
    }

    private static void Close(double[] expected, params double[] actual)
    {
        Assert.Equal(expected.Length, actual.Length);
        for (var i = 0; i < actual.Length; i++) Assert.Equal(expected[i], actual[i], 1e-12 * Math.Max(1, Math.Abs(expected[i])));
    }
}
