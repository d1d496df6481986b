namespace AutoBackprop.Tests.Objects;

/// <summary>Of and Name on [Differentiable], and several of these on one method.</summary>
public sealed class SeveralAttributesTests
{
    private static readonly double[] W = [0.3, -0.2], Image = [0.5, 0.7];

    [Fact]
    public void A_name_and_parameters_of_its_own()
    {
        double[] gradW = new double[2], gradImage = new double[2], saliency = new double[2], weights = new double[2];
        var (value, gradB) = SeveralAttributes.ScoreGradient(W, 0.1, Image, gradW, gradImage);
        Assert.Equal(value, SeveralAttributes.SaliencyGradient(W, 0.1, Image, saliency));
        Assert.Equal(gradImage, saliency);
        var b = 0.0;
        Assert.Equal(value, SeveralAttributes.WeightsBackward(W, 0.1, Image, 1, weights, ref b));
        Assert.Equal(gradW, weights);
        Assert.Equal(gradB, b);
    }

    [Fact]
    public void Members_of_the_object_that_alone_are_differentiated()
    {
        var (layer, gradient) = (new SeveralAttributes.Layer { W = [0.3, -0.2], B = 2 }, new SeveralAttributes.Layer { W = new double[2], B = 7 });
        var (value, gradX) = layer.OfWGradient(0.5, gradient);
        Assert.Equal((layer.Apply(0.5), 0.3), (value, gradX));
        Assert.Equal([0.5, 2], gradient.W);
        Assert.Equal(7, gradient.B);
        Assert.Equal(0.3, layer.ApplyGradient(0.5).GradX);
    }

    [Fact]
    public void A_private_member_of_the_object_that_alone_is_differentiated()
    {
        var (kept, gradient) = (new SeveralAttributes.Kept(), new SeveralAttributes.Kept());
        Assert.Equal(kept.Wave(0.5), kept.OfFrequencyGradient(0.5, gradient));
        Assert.Equal(0.5 * Math.Cos(1), gradient.Frequency);
        Assert.Equal(2 * Math.Cos(1), kept.WaveGradient(0.5).GradX);
    }
}

/// <summary>What the tests above call.</summary>
public static partial class SeveralAttributes
{
    [Differentiable]
    [Differentiable(Of = [nameof(image)], Name = "Saliency")]
    [Differentiable(Derivatives.Backward, Of = [nameof(w), nameof(b)], Name = "Weights")]
    public static double Score(double[] w, double b, double[] image)
    {
        var s = b;
        for (var i = 0; i < w.Length; i++) s += w[i] * image[i] * image[i];
        return Math.Tanh(s);
    }

    public partial class Kept
    {
        private double _frequency = 2;

        public double Frequency => _frequency;

        [Differentiable, Differentiable(Of = ["_frequency"], Name = "OfFrequency")]
        public double Wave(double x) => Math.Sin(_frequency * x);
    }

    public partial class Layer
    {
        public double[] W = [];
        public double B;

        [Differentiable, Differentiable(Of = ["W", "x"], Name = "OfW")]
        public double Apply(double x) => W[0] * x + W[1] * B;
    }
}
