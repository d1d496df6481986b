using AutoBackprop.Analyzers;

namespace AutoBackprop.Tests;

/// <summary>AB0201.</summary>
public sealed class HiddenSigmoidTests
{
    private static Task Verify(string members) => Compile.Analyze<HiddenSigmoid>($"using System; using AutoBackprop;\nstatic partial class Model {{ {members} }}");

    [Theory]
    [InlineData("[Differentiable] static double F(double x, double w1, double b1, double w2, double b2) { var z = w1 * x + b1; var h = {|AB0201:Activations.Sigmoid(z)|}; var y = w2 * h + b2; return y; }")]
    [InlineData("[Differentiable] static double F(double x, double w1, double b1, double w2, double b2) { var h = {|AB0201:Activations.Sigmoid(w1 * x + b1)|}; var a = h; var b = a; var c = b; return b2 + c * w2; }")]
    [InlineData("[Differentiable] static double F(double x, double w1, double b1, double w2, double b2) => w2 * ({|AB0201:1 / (1 + Math.Exp(-(w1 * x + b1)))|}) + b2;")]
    [InlineData("[Differentiable] static double F(double x, double w1, double w2, double w3, double t) { var h = {|AB0201:Activations.Sigmoid(w1 * x)|}; var g = Activations.Relu(w2 * h); return Losses.SquaredError(w3 * g, t); }")]
    [InlineData("[Differentiable] static double F(double x, double w1, double b1, double w2, double b2, double t) { var h = {|AB0201:Activations.Sigmoid(w1 * x + b1)|}; var p = Activations.Sigmoid(w2 * h + b2); return Losses.BinaryCrossEntropy(p, t); }")]
    [InlineData("[Differentiable] static double F(double x, double w1, double b1, double w2, double b2) { var h = {|AB0201:Act(w1 * x + b1)|}; return w2 * h + b2; } static double Act(double z) => Activations.Sigmoid(z);")]
    [InlineData("[Differentiable] static double F(double x, double w1, double b1, double w2, double b2) => Unit({|AB0201:Unit(x, w1, b1)|}, w2, b2); static double Unit(double x, double w, double b) => Activations.Sigmoid(w * x + b);")]
    [InlineData("[Differentiable] static double F(double x, double w1, double b1, double w2, double b2) => Network(x, w1, b1, w2, b2) + 1; static double Network(double x, double w1, double b1, double w2, double b2) { var h = {|AB0201:Activations.Sigmoid(w1 * x + b1)|}; return w2 * h + b2; }")]
    [InlineData("[Differentiable] static float F(float x, float w1, float b1, float w2, float b2) { var (h, one) = ({|AB0201:Activations.Sigmoid(w1 * x + b1)|}, 1f); return w2 * h + b2 * one; }")]
    [InlineData("[Differentiable] static double F(double x, double w1, double b1, double w2, double b2) => w2 * {|AB0201:Activations.HardSigmoid(w1 * x + b1)|} + b2;")]
    [InlineData("[Differentiable] static double F([NoGradient] double x, double w1, double w2) => w2 * {|AB0201:Activations.Sigmoid(w1 * x)|};")]
    [InlineData("""
        [Differentiable]
        static double F(ReadOnlySpan<double> w, ReadOnlySpan<double> x, int n)
        {
            var y = w[^1];
            for (int i = 0; i < n; i++)
            {
                var z = w[i];
                for (int j = 0; j < x.Length; j++) z += w[n + i * x.Length + j] * x[j];
                y += w[n + n * x.Length + i] * {|AB0201:Activations.Sigmoid(z)|};
            }
            return y;
        }
        """)]
    [InlineData("""
        [Differentiable]
        static double F(double[] w, double[] v, double[] x, Span<double> h)
        {
            for (int i = 0; i < h.Length; i++)
            {
                h[i] = 0;
                for (int j = 0; j < x.Length; j++) h[i] += w[i * x.Length + j] * x[j];
            }
            for (int i = 0; i < h.Length; i++) h[i] = {|AB0201:Activations.Sigmoid(h[i])|};
            var y = 0.0;
            for (int i = 0; i < h.Length; i++) y += v[i] * h[i];
            return y;
        }
        """)]
    [InlineData("[Differentiable] static double F(double[] w, double[] b, double[] v, double[] x, double[] t, int k) { Span<double> z = stackalloc double[8], h = stackalloc double[8], y = stackalloc double[8]; Linear.MatVec(w, x, z); {|AB0201:Activations.Sigmoid(z, h)|}; Linear.MatVec(v, h, y); return Losses.MeanSquaredError(y, t); }")]
    [InlineData("[Differentiable] static double F(double[] w, double[] b, double[] v, double[] x, double[] t, int k) { Span<double> z = stackalloc double[8], h = stackalloc double[8], y = stackalloc double[8]; Linear.MatVec(w, x, h); {|AB0201:Activations.Sigmoid(h, h)|}; return Linear.Dot(v, h); }")]
    [InlineData("[Differentiable] static double F(double[] w, double[] b, double[] v, double[] x, double[] t, int k) { Span<double> z = stackalloc double[8], h = stackalloc double[8], y = stackalloc double[8]; Linear.MatMulTransposeB(x, w, z, 2, 3, 4); Linear.AddBias(z, b, h); {|AB0201:Activations.HardSigmoid(h, h)|}; Linear.MatMul(h, v, y, 2, 4, 4); return Losses.SoftmaxCrossEntropy(y, k); }")]
    [InlineData("[Differentiable] static double F(double[] w, double[] b, double[] v, double[] x, double[] t, int k) { Span<double> z = stackalloc double[8], h = stackalloc double[8], y = stackalloc double[8]; Linear.MatVec(w, x, z); Linear.LayerNorm(z, b, t, h); {|AB0201:Activations.Sigmoid(h, y)|}; Linear.MatVec(v, y, z); return Losses.SoftmaxCrossEntropy(z, t); }")]
    [InlineData("[Differentiable] static double F(double x, double w1, double w2, double w3, double w4) => w2 * {|AB0201:Activations.Sigmoid(w1 * x)|} + w4 * {|AB0201:Activations.Sigmoid(w3 * x)|};")]
    [InlineData("[Differentiable] static double F(double x, double w1, double w2, double w3) => w2 * {|AB0201:Activations.Sigmoid(w1 * x)|} + Math.Tanh(w3 * x);")]
    [InlineData("[Differentiable] static double F(double x, double[] w) { var gated = Activations.Sigmoid(w[0] * x) * Math.Tanh(w[1] * x); var h = {|AB0201:Activations.Sigmoid(w[2] * gated + w[3])|}; return w[4] * h + w[5]; }")]
    public Task A_sigmoid_between_two_linear_steps_is_marked(string members) => Verify(members);

    [Theory]
    [InlineData("[Differentiable] static double F(double x, double w, double b) => Activations.Sigmoid(w * x + b);")]
    [InlineData("[Differentiable] static double F(double x, double w, double b, double t) => Losses.BinaryCrossEntropy(Activations.Sigmoid(w * x + b), t);")]
    [InlineData("[Differentiable] static double F(double x, double w, double b, double t) { var p = 1 / (1 + Math.Exp(-(w * x + b))); return -(t * Math.Log(p) + (1 - t) * Math.Log(1 - p)); }")]
    [InlineData("[Differentiable] static double F(double x, double w1, double b1, double w2, double b2) => w2 * Activations.Relu(w1 * x + b1) + b2;")]
    [InlineData("[Differentiable] static double F(double x, double w1, double b1, double w2, double b2) => w2 * Math.Tanh(w1 * x + b1) + b2;")]
    [InlineData("[Differentiable] static double F(double[] w, double[] b, double[] v, double[] x, double[] t, int k) { Span<double> z = stackalloc double[8], h = stackalloc double[8], y = stackalloc double[8]; Linear.MatVec(w, x, z); Activations.Relu(z, h); Linear.MatVec(v, h, y); return Losses.MeanSquaredError(y, t); }")]
    [InlineData("[Differentiable] static double F(double[] w, double[] b, double[] v, double[] x, double[] t, int k) { Span<double> z = stackalloc double[8], h = stackalloc double[8], y = stackalloc double[8]; Linear.MatVec(w, x, z); Activations.Sigmoid(z, y); return Losses.BinaryCrossEntropy(y, t); }")]
    [InlineData("[Differentiable] static double F(double[] w, double[] b, double[] v, double[] x, double[] t, int k) { Span<double> z = stackalloc double[8], h = stackalloc double[8], y = stackalloc double[8]; Linear.MatVec(w, x, z); Activations.LeakyRelu(z, h); Activations.Swish(h, 1.5, y); Activations.Elu(y, y, 0.5); return Linear.Dot(v, y); }")]
    // Gates: swish, a gated linear unit, squeeze and excite, the update gate of a GRU.
    [InlineData("[Differentiable] static double F(double x, double w1, double b1, double w2, double b2) { var z = w1 * x + b1; var h = z * Activations.Sigmoid(z); return w2 * h + b2; }")]
    [InlineData("[Differentiable] static double F(double x, double beta, double w) => w * (x * Activations.Sigmoid(beta * x));")]
    [InlineData("[Differentiable] static double F(double x, double a, double b, double c, double d, double w) { var gate = Activations.Sigmoid(a * x + b); var h = (c * x + d) * gate; return w * h; }")]
    [InlineData("[Differentiable] static double F(double[] x, double[] w) { var s = 0.0; for (int i = 0; i < x.Length; i++) s += w[i] * x[i]; var g = Activations.Sigmoid(s); var y = 0.0; for (int i = 0; i < x.Length; i++) y += g * x[i]; return y; }")]
    [InlineData("[Differentiable] static double F(double h, double x, double a, double b, double c, double d, double v) { var z = Activations.Sigmoid(a * h + b * x); var n = Math.Tanh(c * h + d * x); return v * ((1 - z) * h + z * n); }")]
    // LSTM and GRU cells whose state comes from outside.
    [InlineData("[Differentiable] static double F(double x, double h, double c, double[] w) { var f = Activations.Sigmoid(w[0] * x + w[1] * h + w[2]); var i = Activations.Sigmoid(w[3] * x + w[4] * h + w[5]); var o = Activations.Sigmoid(w[6] * x + w[7] * h + w[8]); var g = Math.Tanh(w[9] * x + w[10] * h + w[11]); return o * Math.Tanh(f * c + i * g); }")]
    [InlineData("[Differentiable] static double F(double x, double h, double c, double[] w) { var f = Activations.Sigmoid(w[0] * x + w[1] * h + w[2]); var i = Activations.Sigmoid(w[3] * x + w[4] * h + w[5]); var o = Activations.Sigmoid(w[6] * x + w[7] * h + w[8]); var g = Math.Tanh(w[9] * x + w[10] * h + w[11]); var keep = f * c; var put = i * g; var next = put + keep; return o * Math.Tanh(next) * w[12] + w[13]; }")]
    [InlineData("[Differentiable] static double F(double x, double h, double c, double[] w) { var f = Activations.Sigmoid(w[0] * x + w[1] * h + w[2]); var i = Activations.Sigmoid(w[3] * x + w[4] * h + w[5]); var o = Activations.Sigmoid(w[6] * x + w[7] * h + w[8]); var g = Math.Tanh(w[9] * x + w[10] * h + w[11]); var next = w[12] + c * f + g * i; return w[13] * (o * Math.Tanh(next)); }")]
    [InlineData("[Differentiable] static float F(float x, float c, float a, float b, float d, float e, float v) { var f = Activations.Sigmoid(a * x + b); var i = Activations.Sigmoid(d * x + e); return v * MathF.Tanh(f * c + i * MathF.Tanh(a * x)); }")]
    [InlineData("[Differentiable] static (double H, double C) F(double x, double h, double c, double[] w) { var f = Activations.Sigmoid(w[0] * x + w[1] * h + w[2]); var i = Activations.Sigmoid(w[3] * x + w[4] * h + w[5]); var o = Activations.Sigmoid(w[6] * x + w[7] * h + w[8]); var g = Math.Tanh(w[9] * x + w[10] * h + w[11]); var next = f * c + i * g; return (o * Math.Tanh(next), next); }")]
    [InlineData("[Differentiable] static double F(double x, double h, double[] w) { var z = Activations.Sigmoid(w[0] * x + w[1]); var n = Math.Tanh(w[2] * x + w[3]); return w[4] * ((1 - z) * h + z * n); }")]
    [InlineData("[Differentiable] static double F(double x, double h, double[] w) { var z = Activations.Sigmoid(w[0] * x); var r = Activations.Sigmoid(w[1] * x); var n = Math.Tanh(w[2] * x + w[3] * (r * h)); return w[4] * (z * h + (1 - z) * n); }")]
    [InlineData("[Differentiable] static double F(double x, double h, double c, double[] w) { var f = 1 / (1 + Math.Exp(-(w[0] * x + w[1] * h))); var i = 1 / (1 + Math.Exp(-(w[2] * x + w[3] * h))); var next = f * c + i * Math.Tanh(w[4] * x); return w[5] * Math.Tanh(next); }")]
    [InlineData("""
        [Differentiable]
        static double F(ReadOnlySpan<double> w, ReadOnlySpan<double> b, ReadOnlySpan<double> x, ReadOnlySpan<double> c, ReadOnlySpan<double> v, [NoGradient] int n)
        {
            Span<double> z = stackalloc double[256];
            for (int i = 0; i < 4 * n; i++)
            {
                z[i] = b[i];
                for (int j = 0; j < x.Length; j++) z[i] += w[i * x.Length + j] * x[j];
            }
            var y = 0.0;
            for (int i = 0; i < n; i++)
            {
                var next = Activations.Sigmoid(z[i]) * c[i] + Activations.Sigmoid(z[n + i]) * Math.Tanh(z[2 * n + i]);
                y += v[i] * (Activations.Sigmoid(z[3 * n + i]) * Math.Tanh(next));
            }
            return y;
        }
        """)]
    // Overlap with a target is no layer.
    [InlineData("[Differentiable] static double F(double[] x, double[] t, double w) { double both = 0, sum = 0; for (int i = 0; i < x.Length; i++) { var p = Activations.Sigmoid(w * x[i]); both += p * t[i]; sum += p + t[i]; } return 1 - 2 * both / sum; }")]
    [InlineData("[Differentiable] static double F(double x, double w, double lo) => lo + 2 * Activations.Sigmoid(w * x);")]
    [InlineData("[Differentiable] static double F(double z, double w) => w * Activations.Sigmoid(z);")]
    [InlineData("static double F(double x, double w1, double w2) => w2 * Activations.Sigmoid(w1 * x);")]
    public Task Its_twin_is_left_alone(string members) => Verify(members);

    [Fact]
    public async Task The_message_counts_the_layers_and_points_at_what_is_around()
    {
        var generated = Compile.Generate("""
            using AutoBackprop;
            static partial class Model
            {
                [Differentiable]
                static double F(double x, double w1, double w2, double w3, double w4)
                {
                    var h1 = Activations.Sigmoid(w1 * x);
                    var h2 = Activations.Sigmoid(w2 * h1);
                    var h3 = Activations.Sigmoid(w3 * h2);
                    return w4 * h3;
                }
            }
            """);
        var found = (await Compile.Diagnostics(generated.Compilation, new HiddenSigmoid())).OrderBy(d => d.Location.SourceSpan.Start).ToList();
        Assert.Equal(3, found.Count);
        Assert.All(found, d => Assert.Equal("Sigmoid in a hidden layer: its slope is at most 0.25 and near 0 beyond |z| = 6, and its output is never zero-centred; "
            + "3 such layers shrink the gradient at least 64 times", d.GetMessage(System.Globalization.CultureInfo.InvariantCulture)));
        Assert.Equal(["w1 * x", "w2 * h1"], found[0].AdditionalLocations.Select(l => l.SourceTree!.GetText().ToString(l.SourceSpan)));
    }
}
