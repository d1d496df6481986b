using AutoBackprop.Analyzers;
using AutoBackprop.CodeFixes;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Diagnostics;

namespace AutoBackprop.Tests;

/// <summary>What users say about a rule, in the code or in .editorconfig.</summary>
public sealed class ConfigurationTests
{
    private const string Hidden = "static double F(double x, double w, double v) => v * Activations.Sigmoid(w * x);";

    private static string Program(string members) => $"using System; using System.Diagnostics.CodeAnalysis; using AutoBackprop;\nstatic partial class Model\n{{\n{members}\n}}\n";

    [Theory]
    [InlineData("[Differentiable] " + Hidden, "AB0201")]
    [InlineData("#pragma warning disable AB0201\n[Differentiable] " + Hidden, "")]
    [InlineData("#pragma warning disable AB0201\n[Differentiable] " + Hidden + "\n#pragma warning restore AB0201\n[Differentiable] static double G(double x, double w, double v) => v * Activations.Sigmoid(w * x);", "AB0201")]
    [InlineData("#pragma warning disable AB0203\n[Differentiable] " + Hidden, "AB0201")]
    [InlineData("[SuppressMessage(\"AutoBackprop\", \"AB0201\"), Differentiable] " + Hidden, "")]
    [InlineData("[SuppressMessage(\"AutoBackprop\", \"AB0201:Sigmoid in a hidden layer\", Justification = \"as in the paper\"), Differentiable] " + Hidden, "")]
    [InlineData("[Differentiable] static double F(double x) => Math.Log(1 + x);", "AB0305")]
    [InlineData("[SuppressMessage(\"AutoBackprop\", \"AB0305\")] [Differentiable] static double F(double x) => Math.Log(1 + x);", "")]
    [InlineData("[Differentiable]\n#pragma warning disable AB0008\nstatic double F(double x, double unused) => x;", "")]
    // In the helper, where the finding is.
    [InlineData("[Differentiable] static double F(double x) => G(x);\n#pragma warning disable AB0305\nstatic double G(double x) => Math.Log(1 + x);", "")]
    public async Task A_finding_is_silenced_in_the_code(string members, string expected) => Assert.Equal(expected, await Ids(Program(members)));

    [Theory]
    [InlineData("", DiagnosticSeverity.Warning)]
    [InlineData("dotnet_diagnostic.AB0201.severity = error", DiagnosticSeverity.Error)]
    [InlineData("dotnet_diagnostic.AB0201.severity = suggestion", DiagnosticSeverity.Info)]
    [InlineData("dotnet_diagnostic.AB0201.severity = none", null)]
    [InlineData("dotnet_analyzer_diagnostic.category-AutoBackprop.severity = error", DiagnosticSeverity.Error)]
    [InlineData("dotnet_diagnostic.AB0305.severity = error", DiagnosticSeverity.Warning)]
    public async Task Its_severity_is_configured(string line, DiagnosticSeverity? expected)
    {
        var found = await Reported(Program("[Differentiable] " + Hidden), line);
        Assert.Equal(expected, found.Select(d => (DiagnosticSeverity?)d.Severity).SingleOrDefault());
    }

    [Theory]
    [InlineData("autobackprop.saturation_depth = 2", "AB0202")]
    [InlineData("autobackprop.saturation_depth = 4", "")]
    [InlineData("autobackprop.saturation_depth = -1", "")]
    [InlineData("autobackprop.saturation_depth = deep", "")]
    public async Task Its_depth_is_configured(string line, string expected) =>
        Assert.Equal(expected, await Ids(Program("[Differentiable] static double F(double[] w, double x) { var a = Math.Tanh(w[0] * x); var b = Math.Tanh(w[1] * a); return w[2] * b; }"), line));

    [Theory]
    [InlineData("autobackprop.hidden_activation = gelu # smooth", "Gelu")]
    [InlineData("autobackprop.hidden_activation = LeakyRelu", "LeakyRelu")]
    [InlineData("autobackprop.hidden_activation = nothing of the kind", "Relu")]
    [InlineData("", "Relu")]
    public async Task Its_replacement_is_configured(string line, string first)
    {
        var options = new Dictionary<string, string>(Settings(line).AnalyzerOptions);
        var offered = await Compile.Actions(Program("[Differentiable] " + Hidden), [new HiddenSigmoid()], [new SubstituteFix()], options);
        Assert.StartsWith($"Replace by {first}: ", offered[0].Action.Title, StringComparison.Ordinal);
    }

    private static async Task<string> Ids(string code, string line = "") => string.Join(' ', (await Reported(code, line)).Select(d => d.Id));

    /// <summary>What is reported, and not silenced.</summary>
    private static async Task<IReadOnlyList<Diagnostic>> Reported(string code, string line)
    {
        var settings = Settings(line);
        var generated = Compile.Generate(code).Compilation;
        var compilation = generated.WithOptions(generated.Options.WithSyntaxTreeOptionsProvider(new Severities(settings)));
        DiagnosticAnalyzer[] analyzers = [new HiddenSigmoid(), new SaturatingChain(), new Cancellation(), new LoweringAnalyzer()];
        return [.. (await Compile.Diagnostics(compilation, settings.AnalyzerOptions, analyzers)).Where(d => !d.IsSuppressed)];
    }

    private static AnalyzerConfigOptionsResult Settings(string line) =>
        AnalyzerConfigSet.Create(new[] { AnalyzerConfig.Parse($"root = true\n[*.cs]\n{line}\n", "/.editorconfig") }).GetOptionsForSourcePath("/File0.cs");

    /// <summary>The severities of .editorconfig, the same for every file.</summary>
    private sealed class Severities(AnalyzerConfigOptionsResult settings) : SyntaxTreeOptionsProvider
    {
        public override GeneratedKind IsGenerated(SyntaxTree tree, CancellationToken token) => GeneratedKind.Unknown;

        public override bool TryGetDiagnosticValue(SyntaxTree tree, string id, CancellationToken token, out ReportDiagnostic severity) => settings.TreeOptions.TryGetValue(id, out severity);

        public override bool TryGetGlobalDiagnosticValue(string id, CancellationToken token, out ReportDiagnostic severity)
        {
            severity = ReportDiagnostic.Default;
            return false;
        }
    }
}
