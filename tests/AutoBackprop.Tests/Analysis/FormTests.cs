using AutoBackprop.Core;

namespace AutoBackprop.Tests.Analysis;

/// <summary>A value is recognised for what it is, called or written out, near or far.</summary>
public sealed class FormTests
{
    [Theory]
    [InlineData("Sigmoid", "Activations.Sigmoid(x)")]
    [InlineData("Sigmoid", "1 / (1 + Math.Exp(-x))")]
    [InlineData("Sigmoid", "1.0 / (Math.Exp(-x) + 1.0)")]
    [InlineData("Sigmoid", "Math.Exp(x) / (1 + Math.Exp(x))")]
    [InlineData("Sigmoid", "x >= 0 ? 1 / (1 + Math.Exp(-x)) : Math.Exp(x) / (1 + Math.Exp(x))")]
    [InlineData("Sigmoid", "0.5 * (1 + Math.Tanh(x / 2))")]
    [InlineData("Sigmoid", "1 / (1 + Math.Exp(-w * x - b))")]
    [InlineData("Sigmoid", "1 / (1 + Math.Exp(-(w * x + b)))")]
    [InlineData("Tanh", "(Math.Exp(x) - Math.Exp(-x)) / (Math.Exp(x) + Math.Exp(-x))")]
    [InlineData("Tanh", "2 * Activations.Sigmoid(2 * x) - 1")]
    [InlineData("Tanh", "2 / (1 + Math.Exp(-2 * x)) - 1")]
    [InlineData("Relu", "x > 0 ? x : 0")]
    [InlineData("Relu", "x < 0 ? 0 : x")]
    [InlineData("Relu", "0 <= x ? x : 0")]
    [InlineData("Relu", "Math.Max(0, x)")]
    [InlineData("LeakyRelu", "x > 0 ? x : 0.01 * x")]
    [InlineData("LeakyRelu", "Math.Max(x, x * 0.1)")]
    [InlineData("Elu", "x > 0 ? x : Math.Exp(x) - 1")]
    [InlineData("Softplus", "Math.Log(1 + Math.Exp(x))")]
    [InlineData("Silu", "x * Activations.Sigmoid(x)")]
    [InlineData("Silu", "x / (1 + Math.Exp(-x))")]
    [InlineData("Abs", "x < 0 ? -x : x")]
    [InlineData("BinaryStep", "x > 0 ? 1.0 : 0.0")]
    [InlineData("BinaryCrossEntropy", "-(b * Math.Log(w) + (1 - b) * Math.Log(1 - w))")]
    [InlineData("BinaryCrossEntropy", "-b * Math.Log(w) - (1 - b) * Math.Log(1 - w)")]
    [InlineData("SquaredError", "0.5 * (w * x - b) * (w * x - b)")]
    [InlineData("MeanSquaredError", "(w * x - b) * (w * x - b)")]
    [InlineData("MeanSquaredError", "Math.Pow(w * x - b, 2)")]
    public void An_expression(string form, string expression)
    {
        Assert.Equal(form, FormOf($"static double F(double x, double w, double b) => {expression};"));
        Assert.Equal(form, FormOf($"static double F(double x, double w, double b) {{ var t = {expression}; var y = t; return y; }}"));
        Assert.Equal(form, FormOf($"static double F(double x, double w, double b) {{ var (t, u) = (G(x, w, b), 1.0); return t; }} static double G(double x, double w, double b) => {expression};"));
    }

    [Theory]
    [InlineData("Sigmoid", "static double F(double[] x, double[] h) { for (int i = 0; i < x.Length; i++) h[i] = Activations.Sigmoid(x[i]); return h[0]; }")]
    [InlineData("Sigmoid", "static double F(double[] x) { var h = new double[x.Length]; for (int i = 0; i < x.Length; i++) { var e = Math.Exp(-x[i]); h[i] = 1 / (1 + e); } var y = h[^1]; return y; }")]
    [InlineData("Relu", "static double F(double x) { double y; if (x > 0) y = x; else y = 0; return y; }")]
    [InlineData("Relu", "static double F(double x) { if (x <= 0) return 0; return x; }")]
    [InlineData("Sigmoid", "static double F(double z) { double s; if (z >= 0) s = 1 / (1 + Math.Exp(-z)); else { var e = Math.Exp(z); s = e / (1 + e); } return s; }")]
    [InlineData("LogSumExp", "static double F(double[] x) { var s = 0.0; foreach (var e in x) s += Math.Exp(e); return Math.Log(s); }")]
    [InlineData("LogSumExp", "static double F(double[] x) { var m = x[0]; foreach (var e in x) m = Math.Max(m, e); var s = 0.0; foreach (var e in x) s += Math.Exp(e - m); return m + Math.Log(s); }")]
    [InlineData("Softmax", "static double F(double[] x, int k) { var s = 0.0; foreach (var e in x) s += Math.Exp(e); return Math.Exp(x[k]) / s; }")]
    [InlineData("Softmax", "static double F(double[] x, double[] p, int k) { var s = 0.0; for (int i = 0; i < x.Length; i++) { p[i] = Math.Exp(x[i]); s += p[i]; } return p[k] / s; }")]
    [InlineData("Softmax", "static double F(double[] x, int k) { var m = x[0]; foreach (var e in x) if (e > m) m = e; var s = 0.0; foreach (var e in x) s += Math.Exp(e - m); return Math.Exp(x[k] - m) / s; }")]
    public void A_method(string form, string method) => Assert.Equal(form, FormOf(method));

    [Theory]
    [InlineData("static double F(double x, double y) => 1 / (1 + Math.Exp(x) * y);")]
    [InlineData("static double F(double x, double y) => x > 0 ? y : 0;")]
    [InlineData("static double F(double[] x) => x[0] > 0 ? x[1] : 0;")]
    [InlineData("static double F(double x, double y) => Math.Exp(x) / (1 + Math.Exp(y));")]
    [InlineData("static double F(double x, double y) => x * y;")]
    [InlineData("static double F(double[] x, double[] y, int k) { var s = 0.0; foreach (var e in x) s += Math.Exp(e); return Math.Exp(y[k]) / s; }")]
    public void Something_else_is_nothing(string method) => Assert.Null(FormOf(method));

    private static string? FormOf(string method)
    {
        var facts = Known.Of(method);
        return facts.Facts.FormsOf(facts.Result()).FirstOrDefault()?.Name;
    }
}
