using AutoBackprop.Analyzers;

namespace AutoBackprop.Tests;

/// <summary>AB0205.</summary>
public sealed class SaturatingRecurrenceTests
{
    private static Task Verify(string members) => Compile.Analyze<SaturatingRecurrence>($"using System; using AutoBackprop;\nstatic partial class Model {{ {members} }}");

    [Theory]
    [InlineData("[Differentiable] static double F(double[] x, double w, double u) { var h = 0.0; {|AB0205:for|} (int t = 0; t < x.Length; t++) h = Math.Tanh(w * h + u * x[t]); return h; }")]
    [InlineData("[Differentiable] static double F(double[] x, double w, double u) { var h = 0.0; {|AB0205:foreach|} (var e in x) { var z = w * h + u * e; h = 1 / (1 + Math.Exp(-z)); } return h; }")]
    [InlineData("[Differentiable] static double F(double x, double w, int n) { var h = x; {|AB0205:while|} (n-- > 0) h = Unit(w, h); return h; } static double Unit(double w, double h) => Activations.Sigmoid(w * h);")]
    [InlineData("[Differentiable] static double F(double[] x, double w, double u, double v) { double h = 0, loss = 0; {|AB0205:for|} (int t = 0; t + 1 < x.Length; t++) { h = Math.Tanh(w * h + u * x[t]); loss += (v * h - x[t + 1]) * (v * h - x[t + 1]); } return loss; }")]
    [InlineData("[Differentiable] static double F(double[] x, double a, double b) { double g = 0, h = 0; {|AB0205:for|} (int t = 0; t < x.Length; t++) { var k = Math.Tanh(a * h + x[t]); h = Math.Tanh(b * g); g = k; } return g + h; }")]
    [InlineData("""
        [Differentiable]
        static double F(double[] x, double[] w, double[] u, int n)
        {
            Span<double> h = new double[n], next = new double[n];
            {|AB0205:for|} (int t = 0; t < x.Length; t++)
            {
                for (int i = 0; i < n; i++)
                {
                    var z = u[i] * x[t];
                    for (int j = 0; j < n; j++) z += w[i * n + j] * h[j];
                    next[i] = Math.Tanh(z);
                }
                next.CopyTo(h);
            }
            var s = 0.0;
            for (int i = 0; i < n; i++) s += h[i];
            return s;
        }
        """)]
    [InlineData("""
        [Differentiable]
        static double F(double[] x, double[] w, double u)
        {
            var h = new double[x.Length + 1];
            {|AB0205:for|} (int t = 0; t < x.Length; t++) h[t + 1] = Math.Tanh(w[0] * h[t] + u * x[t]);
            return h[^1];
        }
        """)]
    public Task A_state_that_saturates_is_marked(string members) => Verify(members);

    [Theory]
    // A residual sum, a leaky integrator, a solver.
    [InlineData("[Differentiable] static double F(double[] x, double w, double u) { var h = 0.0; for (int t = 0; t < x.Length; t++) h += Math.Tanh(w * h + u * x[t]); return h; }")]
    [InlineData("[Differentiable] static double F(double[] x, double w, double u, double a) { var h = 0.0; for (int t = 0; t < x.Length; t++) h = (1 - a) * h + a * Math.Tanh(w * h + u * x[t]); return h; }")]
    [InlineData("[Differentiable] static double F(double x, double w, int n) { for (int t = 0; t < n; t++) x = x + 0.01 * Math.Tanh(w * x); return x; }")]
    [InlineData("[Differentiable] static double F(double[] x, double[] w, int n) { var h = new double[x.Length]; var s = new double[x.Length]; x.CopyTo(h, 0); for (int l = 0; l < n; l++) { for (int i = 0; i < h.Length; i++) { var z = 0.0; for (int j = 0; j < h.Length; j++) z += w[i * h.Length + j] * h[j]; s[i] = Math.Tanh(z); } for (int i = 0; i < h.Length; i++) h[i] += s[i]; } return h[0]; }")]
    // GRU and LSTM.
    [InlineData("[Differentiable] static double F(double[] x, double[] w) { var h = 0.0; foreach (var e in x) { var z = Activations.Sigmoid(w[0] * e + w[1] * h); var r = Activations.Sigmoid(w[2] * e + w[3] * h); var n = Math.Tanh(w[4] * e + w[5] * (r * h)); h = (1 - z) * h + z * n; } return h; }")]
    [InlineData("[Differentiable] static double F(double[] x, double[] w) { double h = 0, c = 0; foreach (var e in x) { var i = Activations.Sigmoid(w[0] * e + w[1] * h); var f = Activations.Sigmoid(w[2] * e + w[3] * h); var o = Activations.Sigmoid(w[4] * e + w[5] * h); var g = Math.Tanh(w[6] * e + w[7] * h); c = f * c + i * g; h = o * Math.Tanh(c); } return h; }")]
    // No state at all: a sum over samples, an activation of each element in its place, a buffer that each sample fills again.
    [InlineData("[Differentiable] static double F(double[] x, double w) { var s = 0.0; foreach (var e in x) s += Math.Tanh(w * e); return s; }")]
    [InlineData("[Differentiable] static double F(double[] x, Span<double> h, double w) { for (int i = 0; i < x.Length; i++) h[i] = w * x[i]; for (int i = 0; i < h.Length; i++) h[i] = Math.Tanh(h[i]); return h[0]; }")]
    [InlineData("""
        [Differentiable]
        static double F(double[] x, double[] w, Span<double> a, Span<double> b, int n)
        {
            var s = 0.0;
            for (int k = 0; k < x.Length; k++)
            {
                for (int i = 0; i < n; i++) a[i] = w[i] * x[k];
                for (int i = 0; i < n; i++) b[i] = Math.Tanh(w[n + i] * a[i]);
                for (int i = 0; i < n; i++) a[i] = Math.Tanh(w[2 * n + i] * b[i]);
                for (int i = 0; i < n; i++) s += a[i];
            }
            return s;
        }
        """)]
    [InlineData("[Differentiable] static double F(double x, double w, int n) { var h = x; for (int i = 0; i < n; i++) h = Activations.Relu(w * h); return h; }")]
    public Task Its_twin_is_left_alone(string members) => Verify(members);
}
