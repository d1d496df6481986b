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
    [InlineData("Replace by double.LogP1(x): same value, no loss", "static double F(double r) => {|AB0305:Math.Log(r + 1)|};", "static double F(double r) => double.LogP1(r);")]
    [InlineData(null, "static double F(double p) => -{|AB0305:Math.Log(1 - p * p)|};", "static double F(double p) => -Special.LogP1(-(p * p));")]
    [InlineData(null, "static double F(double r, double s) { var t = r * s; return {|AB0305:Math.Exp(t) - 1|}; }", "static double F(double r, double s) { var t = r * s; return Special.ExpM1(t); }")]
    [InlineData(null, "static double F(double z) => {|AB0305:1 - Activations.Sigmoid(z)|};", "static double F(double z) => Activations.Sigmoid(-z);")]
    public Task Cancellation_is_avoided(string? title, string before, string after) => Compile.Fix<Cancellation, StableFormFix>(Program(before), Program(after), title);

    [Theory]
    [InlineData("static double F(double w, double x) => -{|AB0302:Math.Log(Activations.Sigmoid(w * x))|};", "static double F(double w, double x) => -(-Activations.Softplus(-(w * x)));")]
    [InlineData("static double F(double z) { var p = Activations.Sigmoid(z); return 1 + {|AB0302:Math.Log(1 - p)|}; }", "static double F(double z) { var p = Activations.Sigmoid(z); return 1 + -Activations.Softplus(z); }")]
    [InlineData("static double F(double z, double y) { var p = Activations.Sigmoid(z); return {|AB0302:-(y * Math.Log(p) + (1 - y) * Math.Log(1 - p))|}; }", "static double F(double z, double y) { var p = Activations.Sigmoid(z); return Losses.BinaryCrossEntropyWithLogits(z, y); }")]
    [InlineData("static double F(double z, double y) => {|AB0302:Losses.BinaryCrossEntropy(Activations.Sigmoid(2 * z), y)|};", "static double F(double z, double y) => Losses.BinaryCrossEntropyWithLogits((2 * z), y);")]
    public Task A_sigmoid_goes_into_the_loss_as_its_logit(string before, string after) => Compile.Fix<LogOfSigmoid, StableFormFix>(Program(before), Program(after));

    [Fact]
    public Task Names_that_have_changed_meanwhile_are_not_used() => Compile.NoFix<LogOfSigmoid, StableFormFix>(Program(
        "static double F(double z) { var p = Activations.Sigmoid(z); z = 2 * z; return {|AB0302:Math.Log(p)|} + z; }"));

    [Theory]
    [InlineData("static double F(double z) { var e = Math.Exp(z); return {|AB0303:Math.Log(1 + e)|}; }", "static double F(double z) { var e = Math.Exp(z); return Activations.Softplus(z); }")]
    [InlineData("static double F(double z) => 2 * ({|AB0303:Math.Exp(z) / (1 + Math.Exp(z))|});", "static double F(double z) => 2 * (Activations.Sigmoid(z));")]
    public Task Exponentials_are_shifted(string before, string after) => Compile.Fix<UnshiftedExponentials, ShiftFix>(Program(before), Program(after));

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
    public Task A_mask_becomes_a_choice(string before, string after) => Compile.Fix<MaskByProduct, ChooseFix>(Program(before), Program(after));

    [Theory]
    [InlineData(null, "static double F(double x) => x * {|AB0101:Activations.BinaryStep(x - 1)|};", "static double F(double x) => x * Activations.Sigmoid(x - 1);")]
    [InlineData(null, "static double F(double x) => x * {|AB0101:Math.Sign(x)|};", "static double F(double x) => x * Activations.Tanh(x);")]
    [InlineData(null, "static double F(double x) => x * {|AB0101:Math.Round(2 * x)|};", "static double F(double x) => x * ((2 * x) + Gradients.Stop(Math.Round(2 * x) - (2 * x)));")]
    [InlineData("Stop the gradient here", "static double F(double x) => x * {|AB0101:Math.Floor(x)|};", "static double F(double x) => x * Math.Floor(Gradients.Stop(x));")]
    public Task A_step_becomes_smooth(string? title, string before, string after) => Compile.Fix<StepFunction, SmoothStepFix>(Program(before), Program(after), title);

    [Theory]
    [InlineData("static double F(double x) { var h = {|AB0403:new double[2]|}; h[0] = x; return h[0] * h.Length; }", "static double F(double x) { Span<double> h = stackalloc double[2]; h[0] = x; return h[0] * h.Length; }")]
    [InlineData("static float F(float x) { float[] h = {|AB0403:{ x, 2 * x }|}; return h[0] * h[1]; }", "static float F(float x) { Span<float> h = stackalloc float[] { x, 2 * x }; return h[0] * h[1]; }")]
    public Task A_small_array_goes_onto_the_stack(string before, string after) => Compile.Fix<ManagedAllocation, StackFix>(Program(before), Program(after));

    [Theory]
    [InlineData("static double F(double[] x) { var h = {|AB0403:new double[x.Length]|}; h[0] = x[0]; return h[0]; }")]
    [InlineData("static double F(double x) { var s = 0.0; for (var i = 0; i < 3; i++) { var h = {|AB0403:new double[2]|}; h[0] = x; s += h[0]; } return s; }")]
    public Task A_large_one_does_not(string source) => Compile.NoFix<ManagedAllocation, StackFix>(Program(source));

    /// <summary>Both sides compiled, values and gradients compared on random numbers.</summary>
    [Theory]
    [InlineData("static double F(double x, double y) => y * Math.Log(1 + x) + Math.Log(1 - y);", 0.05, 0.9)]
    [InlineData("static double F(double x, double y) => (Math.Exp(x * y) - 1) * (1 - Activations.Sigmoid(y));", -2, 2)]
    [InlineData("static double F(double x, double y) { var p = 1 / (1 + Math.Exp(-x * y)); return Math.Log(p) * 2 - Math.Log(1 - p); }", -3, 3)]
    [InlineData("static double F(double x, double y) { var p = Activations.Sigmoid(x); return -(y * Math.Log(p) + (1 - y) * Math.Log(1 - p)); }", 0.1, 0.9)]
    [InlineData("static double F(double x, double y) => Losses.BinaryCrossEntropy(Activations.Sigmoid(3 * x), y) + Losses.CrossEntropy(Activations.Sigmoid(x), y);", 0.1, 0.9)]
    [InlineData("static double F(double x, double y) => Math.Log(1 + Math.Exp(x)) + y * (Math.Exp(y) / (1 + Math.Exp(y)));", -3, 3)]
    [InlineData("static double F(double x, double y) => Math.Pow(x, 2) - Math.Pow(x * y - 1, 3) / Math.Pow(y, 4);", 0.5, 2)]
    public async Task Value_and_gradient_stay(string member, double low, double high)
    {
        var before = Program("public " + member);
        var offers = await Compile.Offers(before, [new Cancellation(), new LogOfSigmoid(), new UnshiftedExponentials(), new SmallPower()], [new StableFormFix(), new ShiftFix(), new ProductFix()]);
        Assert.NotEmpty(offers);
        var original = Compile.Generate(before);
        var random = new Random(member.Length);
        foreach (var generated in offers.Select(o => Compile.Generate(o)))
        {
            Assert.Empty(generated.Errors);
            for (var i = 0; i < 20; i++)
            {
                object?[] at = [low + (high - low) * random.NextDouble(), low + (high - low) * random.NextDouble()];
                var (a, b) = (((double, double, double))original.Call("Model", "FGradient", at)!, ((double, double, double))generated.Call("Model", "FGradient", at)!);
                foreach (var (x, y) in new[] { (a.Item1, b.Item1), (a.Item2, b.Item2), (a.Item3, b.Item3) }) Assert.True(Math.Abs(x - y) <= 1e-12 * (1 + Math.Abs(x)), $"{x} became {y} at {at[0]}, {at[1]}:\n{generated.Text}");
            }
        }
    }
}
