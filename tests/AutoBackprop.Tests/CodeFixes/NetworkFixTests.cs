using AutoBackprop.Analyzers;
using AutoBackprop.CodeFixes;

namespace AutoBackprop.Tests;

/// <summary>AB02xx: another activation or loss, which learns. The title says what it has.</summary>
public sealed class NetworkFixTests
{
    private static string Program(string member) => $$"""
        using System; using AutoBackprop;

        static partial class Model
        {
            [Differentiable]
            {{member}}
        }
        """;

    private static Dictionary<string, string> Preferring(string activation) => new() { ["autobackprop.hidden_activation"] = activation };

    private static Task Fix<TAnalyzer, TFix>(string before, string after, string? title = null, Dictionary<string, string>? options = null)
        where TAnalyzer : Microsoft.CodeAnalysis.Diagnostics.DiagnosticAnalyzer, new()
        where TFix : Microsoft.CodeAnalysis.CodeFixes.CodeFixProvider, new() => Compile.Fix<TAnalyzer, TFix>(Program(before), Program(after), title, options);

    // ── AB0201 ───────────────────────────────────────────────────────────────────────────────────────────────

    private const string Hidden = "static double F(double x, double w, double b, double v) => v * {|AB0201:Activations.Sigmoid(w * x + b)|};";

    [Theory]
    [InlineData(null, "Relu")]
    [InlineData("Replace by Relu", "Relu")]
    [InlineData("Replace by LeakyRelu", "LeakyRelu")]
    [InlineData("Replace by Gelu", "Gelu")]
    [InlineData("Replace by Tanh", "Tanh")]
    public Task A_hidden_sigmoid_becomes_another_activation(string? title, string name) =>
        Fix<HiddenSigmoid, SubstituteFix>(Hidden, $"static double F(double x, double w, double b, double v) => v * Activations.{name}(w * x + b);", title);

    [Theory]
    // Comments and line breaks stay.
    [InlineData("static double F(double x, double w, double b, double v) { var h = {|AB0201:Activations.Sigmoid( /* sum */ w * x\n        + b)|}; /* unit */ return v * h; // out\n}",
        "static double F(double x, double w, double b, double v) { var h = Activations.Relu( /* sum */ w * x\n        + b); /* unit */ return v * h; // out\n}")]
    // Written out, in one expression or in several; the float that C# made a double stays one.
    [InlineData("static double F(double x, double w, double v) => v * ({|AB0201:1 / (1 + Math.Exp(-w * x))|});", "static double F(double x, double w, double v) => v * (Activations.Relu(w * x));")]
    [InlineData("static double F(double x, double w, double v) { var z = w * x; var e = Math.Exp(-z); var h = {|AB0201:1 / (1 + e)|}; return v * h; }",
        "static double F(double x, double w, double v) { var z = w * x; var e = Math.Exp(-z); var h = Activations.Relu(z); return v * h; }")]
    [InlineData("static double F(float x, float w, float v) { var z = w * x; var h = {|AB0201:1 / (1 + Math.Exp(-z))|}; return v * h; }",
        "static double F(float x, float w, float v) { var z = w * x; var h = Activations.Relu((double)z); return v * h; }")]
    // A sum that a loop makes is settled when the loop is over.
    [InlineData("static double F(double[] w, double[] x, double v) { var z = 0.0; for (var i = 0; i < x.Length; i++) z += w[i] * x[i]; var h = {|AB0201:1 / (1 + Math.Exp(-z))|}; return v * h; }",
        "static double F(double[] w, double[] x, double v) { var z = 0.0; for (var i = 0; i < x.Length; i++) z += w[i] * x[i]; var h = Activations.Relu(z); return v * h; }")]
    [InlineData("static double F(double[] w, double[] x, double[] v, Span<double> h) { for (var i = 0; i < h.Length; i++) h[i] = {|AB0201:Activations.Sigmoid(w[i] * x[i])|}; var y = 0.0; for (var i = 0; i < h.Length; i++) y += v[i] * h[i]; return y; }",
        "static double F(double[] w, double[] x, double[] v, Span<double> h) { for (var i = 0; i < h.Length; i++) h[i] = Activations.Relu(w[i] * x[i]); var y = 0.0; for (var i = 0; i < h.Length; i++) y += v[i] * h[i]; return y; }")]
    // On spans.
    [InlineData("static double F(ReadOnlySpan<double> W, ReadOnlySpan<double> x, ReadOnlySpan<double> v, int n) { Span<double> z = stackalloc double[8]; Span<double> h = stackalloc double[8]; Linear.MatVec(W, x, z); {|AB0201:Activations.Sigmoid(z, h)|}; return Linear.Dot(v, h); }",
        "static double F(ReadOnlySpan<double> W, ReadOnlySpan<double> x, ReadOnlySpan<double> v, int n) { Span<double> z = stackalloc double[8]; Span<double> h = stackalloc double[8]; Linear.MatVec(W, x, z); Activations.Relu(z, h); return Linear.Dot(v, h); }")]
    [InlineData("static double F(double x, double w, double v) => v * {|AB0201:Activations.HardSigmoid(w * x)|} + v * {|AB0201:Activations.Sigmoid(w * x)|};", "static double F(double x, double w, double v) => v * Activations.Relu(w * x) + v * Activations.Relu(w * x);")]
    // In a function of the user's own.
    [InlineData("static double F(double x, double w, double v) => v * {|AB0201:S(w * x)|}; static double S(double z) => 1 / (1 + Math.Exp(-z));", "static double F(double x, double w, double v) => v * Activations.Relu(w * x); static double S(double z) => 1 / (1 + Math.Exp(-z));")]
    // Comments in what is replaced come before it.
    [InlineData("static double F(double x, double w, double v) => v * ({|AB0201:1 / (1 /* one */ + Math.Exp(-w * x))|}); // out", "static double F(double x, double w, double v) => v * (/* one */ Activations.Relu(w * x)); // out")]
    public Task However_it_is_written(string before, string after) => Fix<HiddenSigmoid, SubstituteFix>(before, after);

    [Theory]
    [InlineData("gelu", "Gelu")]
    [InlineData(" LeakyRelu ", "LeakyRelu")]
    [InlineData("silu", "Silu")]
    [InlineData("Elu", "Elu")]
    [InlineData("sigmoid", "Relu")]
    [InlineData("BinaryStep", "Relu")]
    [InlineData("", "Relu")]
    [InlineData("{0}.[", "Relu")]
    public async Task The_preferred_activation_comes_first(string option, string name)
    {
        await Fix<HiddenSigmoid, SubstituteFix>(Hidden, $"static double F(double x, double w, double b, double v) => v * Activations.{name}(w * x + b);", null, Preferring(option));
        var offered = await Compile.Actions(Markup.Parse(Program(Hidden)).Code, [new HiddenSigmoid()], [new SubstituteFix()], Preferring(option));
        Assert.StartsWith($"Replace by {name}: ", offered[0].Action.Title, StringComparison.Ordinal);
        Assert.Equal(offered.Count, offered.Select(o => o.Action.EquivalenceKey).Distinct().Count());
        Assert.All(["Relu", "LeakyRelu", "Gelu", "Tanh"], n => Assert.Single(offered, o => o.Action.Title.StartsWith($"Replace by {n}: ", StringComparison.Ordinal)));
    }

    // PRelu, Swish and Maxout want arguments that nobody has given.
    [Theory]
    [InlineData("PRelu")]
    [InlineData("Swish")]
    [InlineData("Maxout")]
    public Task What_cannot_be_called_is_not_offered(string option) => Fix<HiddenSigmoid, SubstituteFix>(Hidden, Hidden.Replace("{|AB0201:Activations.Sigmoid(w * x + b)|}", "Activations.Relu(w * x + b)", StringComparison.Ordinal), null, Preferring(option));

    // ── AB0203 ───────────────────────────────────────────────────────────────────────────────────────────────

    [Theory]
    [InlineData("static double F(double w, double x, double y) => {|AB0203:Losses.SquaredError(Activations.Sigmoid(w * x), y)|};", "static double F(double w, double x, double y) => Losses.BinaryCrossEntropyWithLogits(w * x, y);")]
    [InlineData("static double F(double w, double x, double y) { var p = Activations.Sigmoid(w * x); return 1 + {|AB0203:(p - y) * (p - y)|}; }", null)]
    [InlineData("static double F(double w, double x, double y) { var p = Activations.Sigmoid(w * x); return {|AB0203:(p - y) * (p - y)|}; }", "static double F(double w, double x, double y) { var p = Activations.Sigmoid(w * x); return Losses.BinaryCrossEntropyWithLogits(w * x, y); }")]
    [InlineData("static double F(double w, double x, double y) { var p = 1 / (1 + Math.Exp(-w * x)); return {|AB0203:Math.Pow(p - y, 2)|}; }", "static double F(double w, double x, double y) { var p = 1 / (1 + Math.Exp(-w * x)); return Losses.BinaryCrossEntropyWithLogits(w * x, y); }")]
    [InlineData("static double F(double w, double x) => {|AB0203:Losses.SquaredError(Activations.Sigmoid(w * x), 1)|};", "static double F(double w, double x) => Losses.BinaryCrossEntropyWithLogits(w * x, 1);")]
    [InlineData("static double F(double[] x, double[] y, double w) { var s = 0.0; for (int i = 0; i < x.Length; i++) s += {|AB0203:Losses.SquaredError(Activations.Sigmoid(w * x[i]), y[i])|}; return s; }",
        "static double F(double[] x, double[] y, double w) { var s = 0.0; for (int i = 0; i < x.Length; i++) s += Losses.BinaryCrossEntropyWithLogits(w * x[i], y[i]); return s; }")]
    [InlineData("static float F(float w, float x, float y) => {|AB0203:Losses.Huber(Activations.Sigmoid(w * x), y)|};", "static float F(float w, float x, float y) => Losses.BinaryCrossEntropyWithLogits(w * x, y);")]
    [InlineData("static double F(ReadOnlySpan<double> W, ReadOnlySpan<double> x, ReadOnlySpan<double> y) { Span<double> z = stackalloc double[8]; Span<double> p = stackalloc double[8]; Linear.MatVec(W, x, z); Activations.Sigmoid(z, p); return {|AB0203:Losses.SquaredError(p, y)|}; }",
        "static double F(ReadOnlySpan<double> W, ReadOnlySpan<double> x, ReadOnlySpan<double> y) { Span<double> z = stackalloc double[8]; Span<double> p = stackalloc double[8]; Linear.MatVec(W, x, z); Activations.Sigmoid(z, p); return Losses.BinaryCrossEntropyWithLogits(z, y); }")]
    [InlineData("static double F(ReadOnlySpan<double> W, ReadOnlySpan<double> x, ReadOnlySpan<double> y) { Span<double> z = stackalloc double[8]; Span<double> p = stackalloc double[8]; Linear.MatVec(W, x, z); Activations.Softmax(z, p); return {|AB0203:Losses.MeanSquaredError(p, y)|}; }",
        "static double F(ReadOnlySpan<double> W, ReadOnlySpan<double> x, ReadOnlySpan<double> y) { Span<double> z = stackalloc double[8]; Span<double> p = stackalloc double[8]; Linear.MatVec(W, x, z); Activations.Softmax(z, p); return Losses.SoftmaxCrossEntropy(z, y); }")]
    [InlineData("static double F(double[] z, double[] y) { var sum = 0.0; foreach (var e in z) sum += Math.Exp(e); var loss = 0.0; for (int i = 0; i < z.Length; i++) { var p = Math.Exp(z[i]) / sum; loss += {|AB0203:(p - y[i]) * (p - y[i])|}; } return loss; }",
        "static double F(double[] z, double[] y) { var sum = 0.0; foreach (var e in z) sum += Math.Exp(e); var loss = 0.0; for (int i = 0; i < z.Length; i++) { var p = Math.Exp(z[i]) / sum; loss += y[i] * (Linear.LogSumExp(z) - z[i]); } return loss; }")]
    [InlineData("static double F(Layer layer, double y) { layer.W[0] = 2 * layer.W[1]; var p = Activations.Sigmoid(layer.W[0]); return {|AB0203:Losses.SquaredError(p, y)|}; } record struct Layer(double[] W);",
        "static double F(Layer layer, double y) { layer.W[0] = 2 * layer.W[1]; var p = Activations.Sigmoid(layer.W[0]); return Losses.BinaryCrossEntropyWithLogits(layer.W[0], y); } record struct Layer(double[] W);")]
    // By the index that belongs to the element.
    [InlineData("static double F(double[] z, double[] y, double[] p) { for (int j = 0; j < z.Length; j++) p[j] = Activations.Sigmoid(2 * z[j]); var s = 0.0; for (int i = 1; i < z.Length; i++) s += {|AB0203:Losses.SquaredError(p[i - 1], y[i])|}; return s; }",
        "static double F(double[] z, double[] y, double[] p) { for (int j = 0; j < z.Length; j++) p[j] = Activations.Sigmoid(2 * z[j]); var s = 0.0; for (int i = 1; i < z.Length; i++) s += Losses.BinaryCrossEntropyWithLogits(2 * z[i - 1], y[i]); return s; }")]
    public Task A_squared_error_becomes_a_cross_entropy(string before, string? after) =>
        Fix<SquaredProbability, LogitLossFix>(before, after ?? before.Replace("{|AB0203:(p - y) * (p - y)|}", "Losses.BinaryCrossEntropyWithLogits(w * x, y)", StringComparison.Ordinal));

    // The double stays one.
    [Fact]
    public Task A_float_that_became_a_double_stays_one() => Fix<SquaredProbability, LogitLossFix>(
        "static double F(float z, float y) { var p = 1 / (1 + Math.Exp(-z)); var e = {|AB0203:(p - y) * (p - y)|}; e += 0.5; return e; }",
        "static double F(float z, float y) { var p = 1 / (1 + Math.Exp(-z)); var e = Losses.BinaryCrossEntropyWithLogits((double)z, y); e += 0.5; return e; }");

    // The logits are gone, or others, where the loss is.
    [Theory]
    [InlineData("static double F(Span<double> z, ReadOnlySpan<double> y) { Activations.Sigmoid(z, z); return {|AB0203:Losses.SquaredError(z, y)|}; }")]
    [InlineData("static double F(double z, double y) { var p = Activations.Sigmoid(z); z = 2 * z; return {|AB0203:Losses.SquaredError(p, y)|} + z; }")]
    [InlineData("static double F(double z, double y) { var m = -z; z = 2 * z; var p = 1 / (1 + Math.Exp(m)); return {|AB0203:Losses.SquaredError(p, y)|} + z; }")]
    [InlineData("static double F(double z, double y, int n) { var p = Activations.Sigmoid(z); var s = 0.0; for (int i = 0; i < n; i++) { s += {|AB0203:Losses.SquaredError(p, y)|}; z = 2; } return s + z; }")]
    [InlineData("static double F(double[] z, double y) { var q = z.AsSpan(1); var p = Activations.Sigmoid(z[1]); q[0] = 2; return {|AB0203:Losses.SquaredError(p, y)|} + z[1]; }")]
    [InlineData("static double F(Layer layer, double y) { var p = Activations.Sigmoid(layer.W[0]); layer.W[0] = 2; return {|AB0203:Losses.SquaredError(p, y)|} + layer.W[0]; } record struct Layer(double[] W);")]
    [InlineData("static double F(double[] z, double y, int n) { var p = 0.0; for (int i = 0; i < n; i++) { z[0] *= 2; p = Activations.Sigmoid(z[0]); z[0] += 1; } return {|AB0203:Losses.SquaredError(p, y)|}; }")]
    public Task Unless_its_logits_are_gone(string source) => Compile.NoFix<SquaredProbability, LogitLossFix>(Program(source));

    // ── AB0204 ───────────────────────────────────────────────────────────────────────────────────────────────

    [Theory]
    [InlineData("static double F(double w, double x, double b) => {|AB0204:Math.Max(0, Math.Min(1, w * x + b))|};", "static double F(double w, double x, double b) => Activations.Sigmoid(w * x + b);")]
    [InlineData("static float F(float w, float x) { var z = w * x; return {|AB0204:Math.Clamp(z, 0, 1)|}; }", "static float F(float w, float x) { var z = w * x; return Activations.Sigmoid(z); }")]
    [InlineData("static double F(double w, double x) { var z = w * x; return {|AB0204:z > 1 ? 1 : z > 0 ? z : 0|}; }", "static double F(double w, double x) { var z = w * x; return Activations.Sigmoid(z); }")]
    [InlineData("static void F(double w, ReadOnlySpan<double> x, Span<double> y) { for (int i = 0; i < y.Length; i++) y[i] = {|AB0204:Math.Clamp(w * x[i], 0, 1)|}; }",
        "static void F(double w, ReadOnlySpan<double> x, Span<double> y) { for (int i = 0; i < y.Length; i++) y[i] = Activations.Sigmoid(w * x[i]); }")]
    public Task A_clip_becomes_a_sigmoid(string before, string after) => Fix<ClippedOutput, SubstituteFix>(before, after, "Replace by Sigmoid: between 0 and 1, with a slope on both sides");

    // ── AB0207 ───────────────────────────────────────────────────────────────────────────────────────────────

    [Theory]
    [InlineData(null, "static double F(double w, double x, double b) => -Math.Log({|AB0207:Activations.Relu(w * x + b)|});", "static double F(double w, double x, double b) => -Math.Log(Activations.Softplus(w * x + b));")]
    [InlineData(null, "static double F(double w, double x, double t) { var p = {|AB0207:Activations.Relu(w * x)|}; return Losses.BinaryCrossEntropy(p, t); }", "static double F(double w, double x, double t) { var p = Activations.Sigmoid(w * x); return Losses.BinaryCrossEntropy(p, t); }")]
    [InlineData(null, "static double F(double w, double x, double t) { var y = {|AB0207:Math.Max(0, w * x)|}; return Losses.SquaredError(y, t); }", "static double F(double w, double x, double t) { var y = Activations.Softplus(w * x); return Losses.SquaredError(y, t); }")]
    [InlineData("Leave the output linear", "static double F(double w, double x, double t) { var y = {|AB0207:Math.Max(0, w * x)|}; return Losses.SquaredError(y, t); }", "static double F(double w, double x, double t) { var y = w * x; return Losses.SquaredError(y, t); }")]
    [InlineData("Leave the output linear", "static double F(double w, double x, double t) => Math.Pow({|AB0207:Activations.Relu(w * x + 1)|} - t, 2);", "static double F(double w, double x, double t) => Math.Pow(w * x + 1 - t, 2);")]
    [InlineData("Leave the output linear", "static double F(double w, double x, double t) { var z = w * x; var y = {|AB0207:z > 0 ? z : 0|}; return (y - t) * (y - t); }", "static double F(double w, double x, double t) { var z = w * x; var y = z; return (y - t) * (y - t); }")]
    [InlineData(null, "static double F(double w, double x, double t) => Losses.SquaredError({|AB0207:Unit(w, x)|}, t); static double Unit(double w, double x) => Activations.Relu(w * x);", "static double F(double w, double x, double t) => Losses.SquaredError(Activations.Softplus(w * x), t); static double Unit(double w, double x) => Activations.Relu(w * x);")]
    public Task A_dead_output_comes_alive(string? title, string before, string after) => Fix<DeadOutput, SubstituteFix>(before, after, title);
}
