using AutoBackprop.Analyzers;

namespace AutoBackprop.Tests;

/// <summary>AB0206.</summary>
public sealed class CollapsingLayersTests
{
    private static Task Verify(string members) => Compile.Analyze<CollapsingLayers>($"using System; using AutoBackprop;\nstatic partial class Model {{ {members} }}");

    [Theory]
    [InlineData("[Differentiable] static double F(double x, double w1, double b1, double w2, double b2) { var h = w1 * x + b1; var y = {|AB0206:w2 * h|} + b2; return y; }")]
    [InlineData("[Differentiable] static double F(double x, double w1, double b1, double w2, double b2) { var h = Layer(x, w1, b1); var a = h; return {|AB0206:Layer(a, w2, b2)|}; } static double Layer(double x, double w, double b) => w * x + b;")]
    [InlineData("[Differentiable] static double F(double x, double[] w, double t) { var h1 = w[0] * x + w[1]; var h2 = w[2] * x + w[3]; var y = {|AB0206:w[4] * h1|} + w[5] * h2 + w[6]; return Losses.SquaredError(y, t); }")]
    [InlineData("[Differentiable] static double F(double x, double[] w) { var a = Activations.Relu(w[0] * x + w[1]); var h = w[2] * a + w[3]; return Math.Tanh({|AB0206:w[4] * h|} + w[5]); }")]
    [InlineData("""
        [Differentiable]
        static void F(double[] w1, double[] w2, double[] x, Span<double> h, Span<double> y)
        {
            for (int i = 0; i < h.Length; i++)
            {
                var s = 0.0;
                for (int j = 0; j < x.Length; j++) s += w1[i * x.Length + j] * x[j];
                h[i] = s;
            }
            for (int i = 0; i < y.Length; i++)
            {
                y[i] = 0;
                for (int j = 0; j < h.Length; j++) y[i] += {|AB0206:w2[i * h.Length + j] * h[j]|};
            }
        }
        """)]
    [InlineData("""
        [Differentiable]
        static double F(double[] w, double[] b, double[] v, double[] x, double t)
        {
            var y = 0.0;
            for (int i = 0; i < b.Length; i++)
            {
                var h = b[i];
                for (int j = 0; j < x.Length; j++) h += w[i * x.Length + j] * x[j];
                y += {|AB0206:v[i] * h|};
            }
            return Losses.SquaredError(y, t);
        }
        """)]
    [InlineData("[Differentiable] static double F(double[] w, double[] b, double[] v, double[] x, double[] t, int k) { Span<double> z = stackalloc double[8], h = stackalloc double[8], y = stackalloc double[8]; Linear.MatVec(w, x, z); {|AB0206:Linear.MatVec(v, z, y)|}; return Losses.MeanSquaredError(y, t); }")]
    [InlineData("[Differentiable] static double F(double[] w, double[] b, double[] v, double[] x, double[] t, int k) { Span<double> z = stackalloc double[8], h = stackalloc double[8], y = stackalloc double[8]; Linear.MatMul(w, x, z, 2, 4, 4); Linear.AddBias(z, b, h); {|AB0206:Linear.MatMulTransposeB(h, v, y, 2, 4, 4)|}; return Losses.SoftmaxCrossEntropy(y, k); }")]
    public Task Two_layers_in_a_row_are_marked(string members) => Verify(members);

    [Theory]
    [InlineData("[Differentiable] static double F(double x, double w1, double b1, double w2, double b2) { var h = Activations.Relu(w1 * x + b1); return w2 * h + b2; }")]
    [InlineData("[Differentiable] static double F(double x, double w, double b) => w * x + b;")]
    // Horner's rule, a bilinear and a quadratic form, a formula of a physicist.
    [InlineData("[Differentiable] static double F(double x, double a, double b, double c) => (a * x + b) * x + c;")]
    [InlineData("[Differentiable] static double F(double[] x, double[] y, double[] a) { var s = 0.0; for (int i = 0; i < x.Length; i++) { var t = 0.0; for (int j = 0; j < y.Length; j++) t += a[i * y.Length + j] * y[j]; s += x[i] * t; } return s; }")]
    [InlineData("[Differentiable] static double F(double[] x, double[] a) { var s = 0.0; for (int i = 0; i < x.Length; i++) { var t = 0.0; for (int j = 0; j < x.Length; j++) t += a[i * x.Length + j] * x[j]; s += x[i] * t; } return s; }")]
    [InlineData("[Differentiable] static double F(double q, double e, double v, double b) => q * (e + v * b);")]
    // What is between is used elsewhere, or is not linear alone: a bottleneck that is penalised, a residual sum, a linear system over time.
    [InlineData("[Differentiable] static double F(double x, double w1, double b1, double w2, double b2) { var h = w1 * x + b1; return w2 * h + b2 + h * h; }")]
    [InlineData("[Differentiable] static double F(double x, double w1, double b1, double w2, double b2) { var h = w1 * x + b1; return h + Math.Tanh(w2 * h + b2); }")]
    [InlineData("[Differentiable] static double F(double x, double[] w, double e) { var mean = w[0] * x + w[1]; var deviation = Math.Exp(w[2] * x + w[3]); var z = mean + deviation * e; return w[4] * z + w[5]; }")]
    [InlineData("[Differentiable] static double F(double[] u, double a, double b, double c, double d) { var s = 0.0; foreach (var e in u) s = a * s + b * e; return c * s + d; }")]
    [InlineData("[Differentiable] static double F(double x, double[] w) { var h = w[0] * x + w[1]; var n = h / Math.Sqrt(1 + h * h); return w[2] * n + w[3]; }")]
    [InlineData("[Differentiable] static double F(double[] w, double[] b, double[] v, double[] x, double[] t, int k) { Span<double> z = stackalloc double[8], h = stackalloc double[8], y = stackalloc double[8]; Linear.MatVec(w, x, z); Activations.Gelu(z, h); Linear.MatVec(v, h, y); return Losses.MeanSquaredError(y, t); }")]
    [InlineData("[Differentiable] static double F(double[] w, double[] b, double[] v, double[] x, double[] t, int k) { Span<double> z = stackalloc double[8], h = stackalloc double[8], y = stackalloc double[8]; Linear.MatMul(w, x, z, 2, 4, 4); Linear.AddBias(z, b, h); Activations.Relu(h, h); Linear.MatMulTransposeB(h, v, y, 2, 4, 4); return Losses.SoftmaxCrossEntropy(y, k); }")]
    public Task Its_twin_is_left_alone(string members) => Verify(members);
}
