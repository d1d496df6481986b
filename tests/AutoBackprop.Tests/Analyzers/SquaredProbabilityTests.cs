using AutoBackprop.Analyzers;

namespace AutoBackprop.Tests;

/// <summary>AB0203.</summary>
public sealed class SquaredProbabilityTests
{
    private static Task Verify(string members) => Compile.Analyze<SquaredProbability>($"using System; using AutoBackprop;\nstatic partial class Model {{ {members} }}");

    [Theory]
    [InlineData("[Differentiable] static double F(double w, double x, double y) => {|AB0203:Losses.SquaredError(Activations.Sigmoid(w * x), y)|};")]
    [InlineData("[Differentiable] static double F(double w, double x, double y) { var p = Activations.Sigmoid(w * x); var q = p; return {|AB0203:Losses.MeanSquaredError(q, y)|}; }")]
    [InlineData("[Differentiable] static double F(double w, double x, double y) { var p = 1 / (1 + Math.Exp(-w * x)); return {|AB0203:(p - y) * (p - y)|}; }")]
    [InlineData("[Differentiable] static double F(double w, double x, double y) { var p = Activations.Sigmoid(w * x); var e = y - p; return {|AB0203:0.5 * e * e|}; }")]
    [InlineData("[Differentiable] static double F(double w, double x, double y) => {|AB0203:Math.Pow(Unit(w, x) - y, 2)|}; static double Unit(double w, double x) => Activations.Sigmoid(w * x);")]
    [InlineData("[Differentiable] static double F(double[] x, double[] y, double w, double b) { var s = 0.0; for (int i = 0; i < x.Length; i++) s += {|AB0203:Losses.SquaredError(Activations.Sigmoid(w * x[i] + b), y[i])|}; return s / x.Length; }")]
    [InlineData("[Differentiable] static float F(float w, float x, float y) => {|AB0203:Losses.Huber(Activations.Sigmoid(w * x), y)|};")]
    [InlineData("[Differentiable] static double F(double w, double x) => {|AB0203:Losses.SquaredError(Activations.Sigmoid(w * x), 1)|};")]
    [InlineData("""
        [Differentiable]
        static double F(double[] z, double[] y)
        {
            var sum = 0.0;
            foreach (var e in z) sum += Math.Exp(e);
            var loss = 0.0;
            for (int i = 0; i < z.Length; i++)
            {
                var p = Math.Exp(z[i]) / sum;
                loss += {|AB0203:(p - y[i]) * (p - y[i])|};
            }
            return loss;
        }
        """)]
    [InlineData("[Differentiable] static double F(double[] w, double[] b, double[] v, double[] x, double[] t, int k) { Span<double> z = stackalloc double[8], h = stackalloc double[8], y = stackalloc double[8]; Linear.MatVec(w, x, z); Activations.Sigmoid(z, y); return {|AB0203:Losses.MeanSquaredError(y, t)|}; }")]
    [InlineData("[Differentiable] static double F(double[] w, double[] b, double[] v, double[] x, double[] t, int k) { Span<double> z = stackalloc double[8], h = stackalloc double[8], y = stackalloc double[8]; Linear.MatVec(w, x, z); Activations.Softmax(z, z); return {|AB0203:Losses.SquaredError(z, t)|}; }")]
    [InlineData("[Differentiable] static double F(double[] w, double[] b, double[] v, double[] x, double[] t, int k) { Span<double> z = stackalloc double[8], h = stackalloc double[8], y = stackalloc double[8]; Linear.MatVec(w, x, z); Activations.Sigmoid(z, z); return {|AB0203:Losses.Huber(z, t)|}; }")]
    [InlineData("[Differentiable] static double F(double[] x, double[] y, double w) { var s = 0.0; for (int i = 0; i < x.Length; i++) s += {|AB0203:Losses.SquaredError(Activations.Sigmoid(w * x[i]), y[i])|}; return Math.Sqrt(s / x.Length); }")]
    public Task A_squared_error_on_a_probability_is_marked(string members) => Verify(members);

    [Theory]
    [InlineData("[Differentiable] static double F(double w, double x, double y) => Losses.BinaryCrossEntropy(Activations.Sigmoid(w * x), y);")]
    [InlineData("[Differentiable] static double F(double w, double x, double y) => Losses.BinaryCrossEntropyWithLogits(w * x, y);")]
    [InlineData("[Differentiable] static double F(double w, double x, double y) => Losses.SquaredError(w * x, y);")]
    [InlineData("[Differentiable] static double F(double w, double x, double y) => Losses.SquaredError(Math.Tanh(w * x), y);")]
    [InlineData("[Differentiable] static double F(double w, double x, double y) => Losses.SquaredError(Activations.Relu(w * x), y);")]
    [InlineData("[Differentiable] static double F(double w, double v, double x, double y) => Losses.SquaredError(v * Activations.Sigmoid(w * x), y);")]
    // Two outputs that shall agree; a distance that is no loss.
    [InlineData("[Differentiable] static double F(double w, double v, double x) { var d = Activations.Sigmoid(w * x) - Activations.Sigmoid(v * x); return d * d; }")]
    [InlineData("[Differentiable] static double F(double w, double x, double c) { var d = Activations.Sigmoid(w * x) - c; return Math.Exp(-(d * d)); }")]
    [InlineData("[Differentiable] static double F(double[] w, double[] now) { Span<double> p = stackalloc double[8]; Activations.Softmax(w, p); var s = 0.0; for (var i = 0; i < p.Length; i++) s += Math.Sqrt((p[i] - now[i]) * (p[i] - now[i]) + 1e-6); return s; }")]
    public Task Its_twin_is_left_alone(string members) => Verify(members);
}
