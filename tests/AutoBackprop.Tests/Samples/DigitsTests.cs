using System.Globalization;
using System.IO.Compression;
using System.Text;
using System.Xml.Linq;
using Digits;

namespace AutoBackprop.Tests.Samples;

/// <summary>The Digits sample: its gradient, that it learns, and its page.</summary>
public class DigitsTests
{
    [Theory, InlineData(0), InlineData(4)]
    public void The_gradient_is_that_of_finite_differences(int hidden2)
    {
        var (net, gradient) = (Mlp.Random(seed: 3, 5, 7, hidden2, 3), Mlp.Zero(5, 7, hidden2, 3));
        var random = new System.Random(4);
        float[] inputs = [.. Enumerable.Range(0, 4 * 5).Select(_ => random.NextSingle())];
        int[] labels = [0, 2, 1, 2];

        var value = Network.LossGradient(net.W1, net.B1, net.W2, net.B2, net.W3, net.B3, inputs, labels, gradient.W1, gradient.B1, gradient.W2, gradient.B2, gradient.W3, gradient.B3);
        Assert.Equal(Loss(), value, 1e-6);
        foreach (var (block, slopes) in net.Blocks.Zip(gradient.Blocks))
            for (var i = 0; i < block.Length; i++)
                Assert.Equal(Difference(ref block[i]), slopes[i], 2e-3);

        double Loss() => Network.Loss(net.W1, net.B1, net.W2, net.B2, net.W3, net.B3, inputs, labels);

        double Difference(ref float w)
        {
            var (at, step) = (w, 1e-3f);
            w = at + step;
            var above = Loss();
            w = at - step;
            var below = Loss();
            w = at;
            return (above - below) / (2 * step);
        }
    }

    [Theory, InlineData("adam", 0.005), InlineData("sgd", 0.05)]
    public void It_learns_the_spirals(string optimizer, double rate)
    {
        var problem = Spirals.Make(seed: 1);
        var training = new Training(problem, new Settings([32, 32], Epochs: 15, Batch: 32, optimizer, rate, Decay: 0, Shift: 0, Clip: 5, Seed: 1));
        var epochs = training.Epochs().ToList();

        Assert.True(epochs[^1].Loss < epochs[0].Loss / 4);
        Assert.True(new Evaluation(training.Net).Of(problem.Test).Accuracy > 0.97);
    }

    [Theory]
    [InlineData(8, 2, 5, 1, false)]
    [InlineData(8, 3, 0, 1, false)]
    [InlineData(1, 2, 5, 3, false)]
    [InlineData(8, 2, 5, 30, true)]
    public void The_page_is_well_formed(int side, int hidden1, int hidden2, int epochs, bool broken)
    {
        var text = Page.Draw(Fake(side, hidden1, hidden2, epochs, broken)).ToString();
        var page = XDocument.Parse(text);

        Assert.Equal("svg", page.Root!.Name.LocalName);
        Assert.Contains("Title <&>", page.Root.Descendants().First(e => e.Name.LocalName == "title").Value);
        Assert.Equal(hidden2 == 0 ? 6 : 8, page.Descendants().Count(e => e.Name.LocalName == "polyline"));
        Assert.All(page.Descendants().SelectMany(e => e.Attributes()), a => Assert.DoesNotContain("NaN", a.Value));
        Assert.All(page.Descendants().SelectMany(e => e.Attributes()), a => Assert.DoesNotContain("∞", a.Value));
    }

    [Fact]
    public void The_page_is_the_same_in_every_culture()
    {
        var run = Fake(8, 2, 5, 3, broken: false);
        var expected = Page.Draw(run).ToString();
        var culture = CultureInfo.CurrentCulture;
        try
        {
            CultureInfo.CurrentCulture = new CultureInfo("de-DE");
            Assert.Equal(expected, Page.Draw(run).ToString());
        }
        finally
        {
            CultureInfo.CurrentCulture = culture;
        }
    }

    [Fact]
    public void A_picture_is_a_png_of_its_values()
    {
        var png = Png.Write(new[,] { { -1, 0, 1 }, { float.NaN, 5, -5 } });
        Assert.Equal([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a], png[..8]);
        Assert.Equal([0, 0, 0, 3, 0, 0, 0, 2, 8, 3, 0, 0, 0], png[16..29]);

        // The sum of the last chunk is the same in every file.
        Assert.Equal([0, 0, 0, 0, 0x49, 0x45, 0x4e, 0x44, 0xae, 0x42, 0x60, 0x82], png[^12..]);

        var start = Encoding.Latin1.GetString(png).IndexOf("IDAT", StringComparison.Ordinal) + 4;
        using var zlib = new ZLibStream(new MemoryStream(png[start..]), CompressionMode.Decompress);
        var rows = new byte[8];
        zlib.ReadExactly(rows);
        Assert.Equal([0, 0, 31, 62, 0, 63, 62, 0], rows);
    }

    [Fact]
    public void Axes_have_round_ticks()
    {
        Assert.Equal([0.85, 0.9, 0.95, 1], Scale.Linear(0.883, 1).Ticks, (a, b) => Math.Abs(a - b) < 1e-12);
        Assert.Equal([20, 40, 60], Scale.Linear(1, 60, keepEnds: true).Ticks);
        Assert.Equal([0.01, 0.02, 0.05, 0.1, 0.2, 0.5, 1, 2], Scale.Logarithmic(0.015, 1.3).Ticks, (a, b) => Math.Abs(a - b) < 1e-12);
        Assert.Equal(0.5, Scale.Logarithmic(0.01, 1).Place(0.1), 1e-12);
        Assert.Equal((0, 1), (Scale.Linear(0, 0).Low, Scale.Linear(0, 0).High));
    }

    private static Run Fake(int side, int hidden1, int hidden2, int epochs, bool broken)
    {
        var height = side == 1 ? 1 : side;
        var width = side == 1 ? 2 : side;
        var examples = new Examples(new float[4 * width * height], [0, 1, 0, 1], width, height);
        var problem = new Problem("name", "Title <&>", examples, examples, "test", examples, Classes: 2, new([1], 1, 1, 1, 0, 0));
        var net = Mlp.Random(1, width * height, hidden1, hidden2, 2);
        LayerState[] layers = [new("hidden layer 1", 0.25, 0), .. hidden2 == 0 ? [] : new LayerState[] { new("hidden layer 2", 0, 0.1) }];
        return new(problem, new([hidden1, hidden2], epochs, 32, "adam", 0.1, 0, 0, 5, 1), net,
            [.. Enumerable.Range(1, epochs).Select(e => new Epoch(e, broken ? double.NaN : 1.0 / e, broken ? double.PositiveInfinity : 2.0 / e, 0.5, 0.5, 1e5, layers))],
            new Result(0.1, new[,] { { 2, 0 }, { 1, 1 } }, layers), Seconds: 1);
    }
}
