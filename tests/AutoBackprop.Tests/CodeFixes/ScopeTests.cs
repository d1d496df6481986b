using AutoBackprop.Analyzers;
using AutoBackprop.CodeFixes;
using Microsoft.CodeAnalysis.CodeFixes;
using Microsoft.CodeAnalysis.Diagnostics;

namespace AutoBackprop.Tests;

/// <summary>Fix All in a document, a project and a solution; usings; one key for each choice.</summary>
public sealed class ScopeTests
{
    private static string Program(string name, params string[] members) =>
        $"using System;\nusing AutoBackprop;\n\nstatic partial class {name}\n{{\n{string.Concat(members.Select((m, i) => $"    [Differentiable] static double F{i}({m}; // {i}\n"))}}}\n";

    public static TheoryData<FixAllScope> Scopes => [FixAllScope.Document, FixAllScope.Project, FixAllScope.Solution];

    [Theory, MemberData(nameof(Scopes))]
    public Task Another_activation(FixAllScope scope) => Verify<HiddenSigmoid, SubstituteFix>(scope, "Replace by Gelu",
        ["double x, double w, double v) => v * Activations.Sigmoid(w * x)", "double x, double w, double v) => v * (1 / (1 + Math.Exp(-w * x)))"],
        ["double x, double w, double v) => v * Activations.Gelu(w * x)", "double x, double w, double v) => v * (Activations.Gelu(w * x))"]);

    [Theory, MemberData(nameof(Scopes))]
    public Task A_cross_entropy(FixAllScope scope) => Verify<SquaredProbability, LogitLossFix>(scope, null,
        ["double z, double y) => Losses.SquaredError(Activations.Sigmoid(z), y)", "double z, double y) => Math.Pow(Activations.Sigmoid(z) - y, 2)"],
        ["double z, double y) => Losses.BinaryCrossEntropyWithLogits(z, y)", "double z, double y) => Losses.BinaryCrossEntropyWithLogits(z, y)"]);

    // Whatever the formula, and one within the other.
    [Theory, MemberData(nameof(Scopes))]
    public Task Stable_formulas(FixAllScope scope) => Verify<Cancellation, StableFormFix>(scope, null,
        ["double x) => 2 * Math.Log(1 + x)", "double x) => Math.Exp(x) - 1", "double x, double y) => Math.Sin(Math.Log(1 + x)) * Math.Log(1 - y)"],
        ["double x) => 2 * Special.LogP1(x)", "double x) => Special.ExpM1(x)", "double x, double y) => Math.Sin(Special.LogP1(x)) * Special.LogP1(-y)"]);

    [Theory, MemberData(nameof(Scopes))]
    public Task A_stopped_gradient(FixAllScope scope) => Verify<LoweringAnalyzer, StopGradientFix>(scope, null, ["double x) => (int)x * x"], ["double x) => (int)Gradients.Stop(x) * x"]);

    [Fact]
    public async Task A_formula_inside_of_another_comes_first()
    {
        var fixedAll = await Compile.FixAll<SmallPower, ProductFix>(FixAllScope.Document, null, [Program("A", "double x, double y) => Math.Pow(x, 2) * Math.Sin(Math.Pow(y, 3))")]);
        Assert.Equal(Program("A", "double x, double y) => x * x * Math.Sin(y * y * y)"), fixedAll[0][0]);
        var nested = await Compile.FixAll<Cancellation, StableFormFix>(FixAllScope.Document, null, [Program("A", "double x) => Math.Log(1 + Math.Log(1 + x))")]);
        Assert.Contains("Special.LogP1(", nested[0][0], StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("System.Math.Log(1 + x)", "Special.LogP1(x)")]
    [InlineData("System.Math.Log(1 + System.Math.Exp(x))", "Activations.Softplus(x)")]
    public async Task What_is_used_is_imported(string formula, string replacement)
    {
        static string Of(string usings, string body) => $"{usings}namespace Lessons;\n\nstatic partial class A\n{{\n    [AutoBackprop.Differentiable]\n    static double F(double x) => {body}; // all of it\n}}\n";
        if (replacement.StartsWith("Special", StringComparison.Ordinal))
            await Compile.Fix<Cancellation, StableFormFix>(Of("", $"{{|AB0305:{formula}|}}"), Of("using AutoBackprop;\n\n", replacement));
        else
            await Compile.Fix<UnshiftedExponentials, ShiftFix>(Of("using System.Linq;\n\n", $"{{|AB0303:{formula}|}}"), Of("using System.Linq;\nusing AutoBackprop;\n\n", replacement));
    }

    private static async Task Verify<TAnalyzer, TFix>(FixAllScope scope, string? title, string[] before, string[] after)
        where TAnalyzer : DiagnosticAnalyzer, new()
        where TFix : CodeFixProvider, new()
    {
        var texts = await Compile.FixAll<TAnalyzer, TFix>(scope, title, [Program("A", before), Program("B", before)], [Program("C", before)]);
        Assert.Equal(Program("A", after), texts[0][0]);
        Assert.Equal(Program("B", scope == FixAllScope.Document ? before : after), texts[0][1]);
        Assert.Equal(Program("C", scope == FixAllScope.Solution ? after : before), texts[1][0]);
    }
}
