using System.Text.RegularExpressions;

namespace AutoBackprop.Tests.Package;

/// <summary>What a user sees who builds with the package installed, and who lets the command line apply the fixes.</summary>
[Trait("Category", "Package"), Collection(nameof(PackedPackage))]
public sealed partial class CommandLineFixTests(PackedPackage package)
{
    private static readonly string[] Ids = ["AB0201", "AB0203", "AB0204", "AB0207", "AB0301", "AB0302", "AB0303", "AB0305", "AB0306"];

    private const string Models = """
        using System;
        using AutoBackprop;

        namespace Lessons;

        public static partial class Models
        {
            [Differentiable]
            public static double Regression(double x, double w, double b, double v, double y)
            {
                var h = Activations.Sigmoid(w * x + b); // hidden
                return Losses.SquaredError(v * h, y);
            }

            [Differentiable]
            public static double Brier(double w, double x, double y) => Losses.SquaredError(Activations.Sigmoid(w * x), y);

            [Differentiable]
            public static double Clipped(double w, double x) => Math.Clamp(w * x, 0, 1);

            [Differentiable]
            public static double Positive(double w, double x, double y) => Losses.SquaredError(Activations.Relu(w * x), y);

            [Differentiable]
            public static double LogProbability(ReadOnlySpan<double> scores, int label)
            {
                Span<double> p = stackalloc double[scores.Length];
                Activations.Softmax(scores, p);
                return Math.Log(p[label]);
            }

            [Differentiable]
            public static double LogLikelihood(double w, double b, double x)
            {
                var z = w * x + b;
                return Math.Log(Activations.Sigmoid(z));
            }

            [Differentiable]
            public static double LogSum(double x, double y) => Math.Log(Math.Exp(x) + Math.Exp(y));

            [Differentiable]
            public static double Growth(double rate) => Math.Log(1 + rate) + (Math.Exp(rate) - 1) * rate;

            [Differentiable]
            public static double Volume(double side) => Math.Pow(side, 3);
        }
        """;

    private const string Program = """
        using Lessons;

        var slopes = new double[3];
        System.Console.WriteLine(System.FormattableString.Invariant(
            $"changed {Models.Regression(1, 0.5, 0.25, 2, 0)} {Models.Brier(1.5, 1, 1)} {Models.Clipped(3, 1)} {Models.Positive(-1, 2, 0)}"));
        System.Console.WriteLine(System.FormattableString.Invariant(
            $"kept {Models.LogProbabilityGradient([1, 2, -1], 1, slopes)} {slopes[0]} {slopes[1]} {slopes[2]} {Models.LogLikelihoodGradient(0.5, 0.1, 2)} {Models.LogSumGradient(1, 0.5)} {Models.GrowthGradient(0.25)} {Models.VolumeGradient(1.5)}"));
        """;

    [Fact]
    public async Task The_build_lists_the_findings_and_format_fixes_them()
    {
        var folder = package.Project("Lessons", "<TreatWarningsAsErrors>false</TreatWarningsAsErrors>", ("Models.cs", Models), ("Program.cs", Program),
            (".editorconfig", "root = true\n[*.cs]\ndotnet_diagnostic.AB0306.severity = warning\nautobackprop.hidden_activation = Tanh\n"));

        var built = await Dotnet.Run(folder, "build", "--configuration", "Release");
        Assert.All(Ids, id => Assert.Matches($@"warning {id}: [^\n]*\(https://[^\n]*/analyzers/rules/{id}\.md\)", built));
        var before = await Dotnet.Run(folder, "run", "--no-build", "--configuration", "Release");

        await Dotnet.Run(folder, ["format", "analyzers", "--no-restore", "--severity", "info", "--diagnostics", .. Ids]);

        var models = await File.ReadAllTextAsync(Path.Combine(folder, "Models.cs"));
        Assert.Contains("var h = Activations.Tanh(w * x + b); // hidden", models, StringComparison.Ordinal);
        Assert.DoesNotContain("Math.Pow", models, StringComparison.Ordinal);
        var rebuilt = await Dotnet.Run(folder, "build", "--configuration", "Release");
        Assert.All(Ids, id => Assert.DoesNotContain(id, rebuilt, StringComparison.Ordinal));
        var after = await Dotnet.Run(folder, "run", "--no-build", "--configuration", "Release");

        // Formulas keep value and gradient; the others are what their titles say.
        Assert.Equal(Numbers(before, "kept"), Numbers(after, "kept"), new Close());
        static double Softplus(double z) => Math.Log(1 + Math.Exp(z));
        double[] expected = [2 * Math.Pow(Math.Tanh(0.75), 2), Softplus(-1.5), 1 / (1 + Math.Exp(-3)), Math.Pow(Softplus(-2), 2) / 2];
        Assert.Equal(expected, Numbers(after, "changed"), new Close());
    }

    private static double[] Numbers(string output, string line) =>
        [.. Number().Matches(output.Split('\n').Single(l => l.StartsWith(line, StringComparison.Ordinal))).Select(m => double.Parse(m.Value, System.Globalization.CultureInfo.InvariantCulture))];

    [GeneratedRegex(@"-?\d+(\.\d+)?(E-?\d+)?")]
    private static partial Regex Number();

    private sealed class Close : IEqualityComparer<double>
    {
        public bool Equals(double x, double y) => Math.Abs(x - y) <= 1e-12 * Math.Max(1, Math.Abs(x));

        public int GetHashCode(double number) => 0;
    }
}
