using AutoBackprop.Analyzers;
using AutoBackprop.CodeFixes;

namespace AutoBackprop.Tests;

/// <summary>Formulas that are replaced by others; the title says what stays.</summary>
public sealed class FormulaFixTests
{
    private static string Program(string member, string usings = "using System; using AutoBackprop;") => $$"""
        {{usings}}

        static partial class Model
        {
            [Differentiable]
            {{member}}
        }
        """;

    [Theory]
    [InlineData(null, "static double F(double r) => 2 * {|AB0305:Math.Log(1 + r)|}; // interest", "static double F(double r) => 2 * Special.LogP1(r); // interest")]
    [InlineData("Replace by Special.LogP1(x): same value, no loss", "static double F(double r) => {|AB0305:Math.Log(r + 1)|};", "static double F(double r) => Special.LogP1(r);")]
    [InlineData(null, "static double F(double r) => -{|AB0305:double.LogP1(-r)|};", "static double F(double r) => -Special.LogP1(-r);")]
    [InlineData(null, "static double F(double r) => r * {|AB0305:double.ExpM1(2 * r)|};", "static double F(double r) => r * Special.ExpM1(2 * r);")]
    [InlineData(null, "static float F(float r) => 2 * {|AB0305:float.Log2P1(r)|};", "static float F(float r) => 2 * (Special.LogP1(r) / float.Log(2));")]
    [InlineData(null, "static double F(double r) => {|AB0305:double.Exp10M1(r)|};", "static double F(double r) => Special.ExpM1(r * double.Log(10));")]
    [InlineData(null, "static double F(double p) => -{|AB0305:Math.Log(1 - p * p)|};", "static double F(double p) => -Special.LogP1(-(p * p));")]
    [InlineData(null, "static double F(double r, double s) { var t = r * s; return {|AB0305:Math.Exp(t) - 1|}; }", "static double F(double r, double s) { var t = r * s; return Special.ExpM1(t); }")]
    [InlineData(null, "static double F(double z) => {|AB0305:1 - Activations.Sigmoid(z)|};", "static double F(double z) => Activations.Sigmoid(-z);")]
    public Task Cancellation_is_avoided(string? title, string before, string after) => Compile.Fix<Cancellation, StableFormFix>(Program(before), Program(after), title);

    [Theory]
    [InlineData("static double F(double w, double x) => -{|AB0302:Math.Log(Activations.Sigmoid(w * x))|};", "static double F(double w, double x) => -(-Activations.Softplus(-(w * x)));")]
    [InlineData("static double F(double z) { var p = Activations.Sigmoid(z); return 1 + {|AB0302:Math.Log(1 - p)|}; }", "static double F(double z) { var p = Activations.Sigmoid(z); return 1 + -Activations.Softplus(z); }")]
    [InlineData("static double F(double z, double y) { var p = Activations.Sigmoid(z); return {|AB0302:-(y * Math.Log(p) + (1 - y) * Math.Log(1 - p))|}; }", "static double F(double z, double y) { var p = Activations.Sigmoid(z); return Losses.BinaryCrossEntropyWithLogits(z, y); }")]
    [InlineData("static double F(double z, double y) => {|AB0302:Losses.BinaryCrossEntropy(Activations.Sigmoid(2 * z), y)|};", "static double F(double z, double y) => Losses.BinaryCrossEntropyWithLogits(2 * z, y);")]
    public Task A_sigmoid_goes_into_the_loss_as_its_logit(string before, string after) => Compile.Fix<LogOfSigmoid, StableFormFix>(Program(before), Program(after));

    [Theory]
    [InlineData("static double F(double[] x, Span<double> y) { {|AB0305:TensorPrimitives.Tanh(x, y)|}; return y[0]; }", "static double F(double[] x, Span<double> y) { Activations.Tanh(x, y); return y[0]; }")]
    [InlineData("static float F(float[] x, Span<float> y) { {|AB0305:TensorPrimitives.Tanh<float>(x, y[1..])|}; return y[0]; }", "static float F(float[] x, Span<float> y) { Activations.Tanh(x, y[1..]); return y[0]; }")]
    public Task A_method_on_spans_is_exchanged(string before, string after) => Compile.Fix<Cancellation, StableFormFix>(Program(before, Tensors), Program(after, Tensors));

    [Theory]
    [InlineData("static double F(double[] x, Span<double> y) { {|AB0305:TensorPrimitives.Sinh(x, y)|}; return y[0]; }")]
    [InlineData("static double F(double[] x, Span<double> y) { {|AB0305:TensorPrimitives.LogP1(x, y)|}; return y[0]; }")]
    [InlineData("static double F(double[] x, Span<double> y) { {|AB0305:TensorPrimitives.Tanh<double>(destination: y, x: x)|}; return y[0]; }")]
    public Task Where_there_is_no_other_none_is_offered(string source) => Compile.NoFix<Cancellation, StableFormFix>(Program(source, Tensors));

    [Fact]
    public Task A_softmax_of_spans_takes_the_maximum_off() => Compile.Fix<UnshiftedExponentials, ShiftFix>(
        Program("static double F(double[] x, Span<double> y) { {|AB0303:TensorPrimitives.SoftMax<double>(x, y)|}; return y[0]; }", Tensors),
        Program("static double F(double[] x, Span<double> y) { Activations.Softmax(x, y); return y[0]; }", Tensors));

    private const string Tensors = "using System; using System.Numerics.Tensors; using AutoBackprop;";

    [Fact]
    public Task Comments_and_lines_stay() => Compile.Fix<LogOfSigmoid, StableFormFix>(
        Program("""
            static double F(double z, double y)
                {
                    // The probability.
                    var p = Activations.Sigmoid(z); // σ
                    return {|AB0302:-(y * Math.Log(p) // there
                        + (1 - y) * Math.Log(1 - p))|}; // not there
                }
            """),
        Program("""
            static double F(double z, double y)
                {
                    // The probability.
                    var p = Activations.Sigmoid(z); // σ
                    return // there
                        Losses.BinaryCrossEntropyWithLogits(z, y); // not there
                }
            """));

    // A float that C# made a double stays one.
    [Theory]
    [InlineData("static double F(float z) { var p = 1 / (1 + Math.Exp(-z)); var l = {|AB0302:Math.Log(p)|}; l += 0.5; return l; }", "static double F(float z) { var p = 1 / (1 + Math.Exp(-z)); var l = -Activations.Softplus(-((double)z)); l += 0.5; return l; }")]
    public Task A_double_stays_one(string before, string after) => Compile.Fix<LogOfSigmoid, StableFormFix>(Program(before), Program(after));

    [Fact]
    public Task Names_that_have_changed_meanwhile_are_not_used() => Compile.NoFix<LogOfSigmoid, StableFormFix>(Program(
        "static double F(double z) { var p = Activations.Sigmoid(z); z = 2 * z; return {|AB0302:Math.Log(p)|} + z; }"));

    [Theory]
    [InlineData("static double F(double z) { var e = Math.Exp(z); return {|AB0303:Math.Log(1 + e)|}; }", "static double F(double z) { var e = Math.Exp(z); return Activations.Softplus(z); }")]
    [InlineData("static double F(double z) => 2 * ({|AB0303:Math.Exp(z) / (1 + Math.Exp(z))|});", "static double F(double z) => 2 * (Activations.Sigmoid(z));")]
    public Task Exponentials_are_shifted(string before, string after) => Compile.Fix<UnshiftedExponentials, ShiftFix>(Program(before), Program(after));

    // Written out over arrays: of the whole array, or of nothing.
    [Theory]
    [InlineData("static double F(double[] x) { var s = 0.0; foreach (var e in x) s += Math.Exp(e); return {|AB0303:Math.Log(s)|}; }", "static double F(double[] x) { var s = 0.0; foreach (var e in x) s += Math.Exp(e); return Linear.LogSumExp(x); }")]
    [InlineData("static double F(double a, double b) => {|AB0303:Math.Log(Math.Exp(a) + Math.Exp(2 * b))|};", "static double F(double a, double b) => Linear.LogSumExp([a, 2 * b]);")]
    [InlineData("static float F(float[] x, int k) { var s = 0f; for (var i = 0; i < x.Length; i++) s += MathF.Exp(x[i]); return {|AB0303:MathF.Exp(x[k]) / s|}; }",
        "static float F(float[] x, int k) { var s = 0f; for (var i = 0; i < x.Length; i++) s += MathF.Exp(x[i]); return MathF.Exp(x[k] - Linear.LogSumExp(x)); }")]
    [InlineData("static double F(double[] x, double[] p, int k) { var s = 0.0; for (var i = 0; i < x.Length; i++) { p[i] = Math.Exp(x[i]); s += p[i]; } for (var j = 0; j < x.Length; j++) p[j] = {|AB0303:p[j] / s|}; return p[k]; }",
        "static double F(double[] x, double[] p, int k) { var s = 0.0; for (var i = 0; i < x.Length; i++) { p[i] = Math.Exp(x[i]); s += p[i]; } for (var j = 0; j < x.Length; j++) p[j] = Math.Exp(x[j] - Linear.LogSumExp(x)); return p[k]; }")]
    public Task A_sum_of_exponentials_is_shifted(string before, string after) => Compile.Fix<UnshiftedExponentials, ShiftFix>(Program(before), Program(after));

    [Theory]
    [InlineData("static double F(double[] x, int n) { var s = 0.0; for (var i = 0; i < n; i++) s += Math.Exp(x[i]); return {|AB0303:Math.Log(s)|}; }")]
    [InlineData("static double F(double[] x) { var s = 1.0; foreach (var e in x) s += Math.Exp(e); return {|AB0303:Math.Log(s)|}; }")]
    [InlineData("static double F(double[] x) { var s = 0.0; for (var i = 0; i < x.Length; i++) s += Math.Exp(x[2 * i % x.Length]); return {|AB0303:Math.Log(s)|}; }")]
    [InlineData("static double F(double[] x) { var s = 0.0; for (var i = 1; i < x.Length; i++) s += Math.Exp(x[i]); return {|AB0303:Math.Log(s)|}; }")]
    public Task Part_of_an_array_is_left_alone(string source) => Compile.NoFix<UnshiftedExponentials, ShiftFix>(Program(source));

    private const string Shifted = "var m = x[0]; foreach (var e in x) m = Math.Max(m, e); var s = 0.0; foreach (var e in x) s += Math.Exp(e - m); ";
    private const string Spanned = "Span<double> p = stackalloc double[4]; Activations.Softmax(z, p); ";

    [Theory]
    [InlineData("double[] x, int k", Shifted + "return -{|AB0301:Math.Log(Math.Exp(x[k] - m) / s)|};", Shifted + "return -(x[k] - Linear.LogSumExp(x));")]
    [InlineData("double[] x, double[] p, double[] y", Shifted + "for (int j = 0; j < x.Length; j++) p[j] = Math.Exp(x[j] - m) / s; var loss = 0.0; for (int i = 0; i < x.Length; i++) loss -= y[i] * {|AB0301:Math.Log(p[i])|}; return loss;",
        Shifted + "for (int j = 0; j < x.Length; j++) p[j] = Math.Exp(x[j] - m) / s; var loss = 0.0; for (int i = 0; i < x.Length; i++) loss -= y[i] * (x[i] - Linear.LogSumExp(x)); return loss;")]
    [InlineData("double[] x, double[] p, int k", Shifted + "for (int i = 0; i < x.Length; i++) p[i] = Math.Exp(x[i] - m) / s; return -{|AB0301:Math.Log(p[k])|};",
        Shifted + "for (int i = 0; i < x.Length; i++) p[i] = Math.Exp(x[i] - m) / s; return -(x[k] - Linear.LogSumExp(x));")]
    [InlineData("double[] x, int k, double y", Shifted + "return {|AB0301:Losses.CrossEntropy(Math.Exp(x[k] - m) / s, y)|};", Shifted + "return y * (Linear.LogSumExp(x) - x[k]);")]
    [InlineData("ReadOnlySpan<double> z, int k", Spanned + "return -{|AB0301:Math.Log(p[k])|};", Spanned + "return -(z[k] - Linear.LogSumExp(z));")]
    [InlineData("ReadOnlySpan<double> z, ReadOnlySpan<double> y", Spanned + "return {|AB0301:Losses.CrossEntropy(p, y)|};", Spanned + "return Losses.SoftmaxCrossEntropy(z, y);")]
    public Task A_softmax_is_not_taken_the_logarithm_of(string parameters, string before, string after) =>
        Compile.Fix<LogOfSoftmax, StableFormFix>(Program($"static double F({parameters}) {{ {before} }}"), Program($"static double F({parameters}) {{ {after} }}"));

    // The scores were overwritten; other elements were summed.
    [Theory]
    [InlineData("Span<double> z, int k", "Activations.Softmax(z, z); return -{|AB0301:Math.Log(z[k])|};")]
    [InlineData("Span<double> x, int k", Shifted + "var p = Math.Exp(x[k] - m) / s; x[0] = 1; return {|AB0301:Math.Log(p)|};")]
    [InlineData("double[] x, int k, int n", "var s = 0.0; for (var i = 0; i < n; i++) s += Math.Exp(x[i]); return {|AB0301:Math.Log(Math.Exp(x[k]) / s)|};")]
    public Task Unless_it_is_another_one(string parameters, string body) => Compile.NoFix<LogOfSoftmax, StableFormFix>(Program($"static double F({parameters}) {{ {body} }}"));

    [Fact]
    public Task A_sigmoid_of_spans_goes_into_the_loss_as_its_logits() => Compile.Fix<LogOfSigmoid, StableFormFix>(
        Program("static double F(ReadOnlySpan<double> z, ReadOnlySpan<double> y) { Span<double> p = stackalloc double[4]; Activations.Sigmoid(z, p); return {|AB0302:Losses.BinaryCrossEntropy(p, y)|}; }"),
        Program("static double F(ReadOnlySpan<double> z, ReadOnlySpan<double> y) { Span<double> p = stackalloc double[4]; Activations.Sigmoid(z, p); return Losses.BinaryCrossEntropyWithLogits(z, y); }"));

    [Theory]
    [InlineData("static double F(double x) => {|AB0306:Math.Pow(x, 2)|} + {|AB0306:Math.Pow(x - 1, 3)|};", "static double F(double x) => x * x + (x - 1) * (x - 1) * (x - 1);")]
    [InlineData("static float F(float[] x) => -{|AB0306:MathF.Pow(x[0], 2)|} / {|AB0306:MathF.Pow(x[1], 4)|};", "static float F(float[] x) => -(x[0] * x[0]) / (x[1] * x[1] * x[1] * x[1]);")]
    public Task A_power_becomes_a_product(string before, string after) => Compile.Fix<SmallPower, ProductFix>(Program(before), Program(after));

    [Fact]
    public Task What_costs_something_is_not_written_twice() => Compile.NoFix<SmallPower, ProductFix>(Program("static double F(double x) => {|AB0306:Math.Pow(Math.Sin(x), 2)|};"));

    [Theory]
    [InlineData("static double F(double x, double y) => {|AB0304:Math.Sqrt(x * x + y * y)|};", "static double F(double x, double y) => Math.Sqrt(x * x + y * y + 1e-12);")]
    [InlineData("static float F(float x, float y) { var s = x * x + y * y; return {|AB0304:MathF.Pow(s, 0.5f)|}; }", "static float F(float x, float y) { var s = x * x + y * y; return MathF.Pow(s + 1e-12f, 0.5f); }")]
    public Task A_root_is_kept_from_0(string before, string after) => Compile.Fix<InfiniteSlope, EpsilonFix>(Program(before), Program(after));

    [Theory]
    [InlineData("static double F(double x) => {|AB0105:(x > 0 ? 1 : 0) * Math.Log(x)|};", "static double F(double x) => x > 0 ? Math.Log(x) : 0;")]
    [InlineData("static double F(double x, double y) => y + {|AB0105:Math.Sqrt(x) * (x < 0 ? 0.0 : 1.0)|};", "static double F(double x, double y) => y + (x < 0 ? 0 : Math.Sqrt(x));")]
    public Task A_mask_becomes_a_choice(string before, string after) => Compile.Fix<MaskByProduct, ConditionalFix>(Program(before), Program(after));

    [Theory]
    [InlineData(null, "static double F(double x) => x * {|AB0101:Activations.BinaryStep(x - 1)|};", "static double F(double x) => x * Activations.Sigmoid(x - 1);")]
    [InlineData(null, "static double F(double x) => x * {|AB0101:Math.Sign(x)|};", "static double F(double x) => x * Activations.Tanh(x);")]
    [InlineData(null, "static double F(double x) => x * {|AB0101:Math.Round(2 * x)|};", "static double F(double x) => x * ((2 * x) + Gradients.Stop(Math.Round(2 * x) - (2 * x)));")]
    [InlineData("Stop the gradient here", "static double F(double x) => x * {|AB0101:Math.Floor(x)|};", "static double F(double x) => x * Math.Floor(Gradients.Stop(x));")]
    public Task A_step_becomes_smooth(string? title, string before, string after) => Compile.Fix<StepFunction, SmoothStepFix>(Program(before), Program(after), title);

    [Theory]
    [InlineData("static double F(double x) { var h = {|AB0403:new int?[2]|}; h[0] = 1; return h[0].HasValue ? x * h.Length : x; }", "static double F(double x) { Span<int?> h = stackalloc int?[2]; h[0] = 1; return h[0].HasValue ? x * h.Length : x; }")]
    [InlineData("static float F(float x) { int?[] h = {|AB0403:{ 1, null }|}; return h[1] is null ? x : 2 * x; }", "static float F(float x) { Span<int?> h = stackalloc int?[] { 1, null }; return h[1] is null ? x : 2 * x; }")]
    public Task A_small_array_goes_onto_the_stack(string before, string after) => Compile.Fix<ManagedAllocation, StackFix>(Program(before), Program(after));

    [Theory]
    [InlineData("static double F(double[] x) { var h = {|AB0403:new int?[x.Length]|}; return h[0] is null ? x[0] : 2; }")]
    [InlineData("static double F(double x) { var s = 0.0; for (var i = 0; i < 3; i++) { var h = {|AB0403:new int?[2]|}; if (h[1] is null) s += x; } return s; }")]
    [InlineData("static double F(double x) { var h = {|AB0403:new[] { \"a\", \"b\" }|}; return h[1] is null ? x : 2 * x; }")]
    public Task A_large_one_does_not(string source) => Compile.NoFix<ManagedAllocation, StackFix>(Program(source));
}
