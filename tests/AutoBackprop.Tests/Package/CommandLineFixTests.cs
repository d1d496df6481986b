using System.Text.RegularExpressions;

namespace AutoBackprop.Tests.Package;

/// <summary>What a user sees who builds with the package installed, and who lets the command line apply the fixes.</summary>
[Trait("Category", "Package")]
public sealed partial class CommandLineFixTests(PackedPackage package) : IClassFixture<PackedPackage>
{
    private static readonly string[] Flagged = ["AB0201", "AB0302", "AB0305", "AB0306"], Fixed = ["AB0302", "AB0305", "AB0306"];

    private const string Models = """
        using System;
        using AutoBackprop;

        namespace Lessons;

        public static partial class Models
        {
            [Differentiable]
            public static double Regression(double x, double w, double b, double v, double c, double y)
            {
                var h = Activations.Sigmoid(w * x + b);
                return Losses.SquaredError(v * h + c, y);
            }

            [Differentiable]
            public static double LogLikelihood(double w, double b, double x)
            {
                var z = w * x + b;
                return Math.Log(Activations.Sigmoid(z));
            }

            [Differentiable]
            public static double Growth(double rate) => Math.Log(1 + rate);

            [Differentiable]
            public static double Volume(double side) => Math.Pow(side, 3);
        }
        """;

    private const string Program = """
        using Lessons;

        System.Console.WriteLine(System.FormattableString.Invariant(
            $"losses {Models.LogLikelihoodGradient(0.5, 0.1, 2)} {Models.GrowthGradient(0.25)} {Models.VolumeGradient(1.5)}"));
        """;

    [Fact]
    public async Task The_build_lists_the_findings_and_format_fixes_them()
    {
        var folder = package.Project("Lessons", "<TreatWarningsAsErrors>false</TreatWarningsAsErrors>", ("Models.cs", Models), ("Program.cs", Program),
            (".editorconfig", "root = true\n[*.cs]\ndotnet_diagnostic.AB0306.severity = warning\n"));

        var built = await Dotnet.Run(folder, "build", "--configuration", "Release");
        Assert.All(Flagged, id => Assert.Matches($@"warning {id}: [^\n]*\(https://[^\n]*/analyzers/rules/{id}\.md\)", built));
        var before = await Dotnet.Run(folder, "run", "--no-build", "--configuration", "Release");

        await Dotnet.Run(folder, ["format", "analyzers", "--no-restore", "--severity", "info", "--diagnostics", .. Fixed]);

        var models = await File.ReadAllTextAsync(Path.Combine(folder, "Models.cs"));
        Assert.DoesNotContain("Math.Pow", models, StringComparison.Ordinal);
        Assert.DoesNotContain("Log(Activations.Sigmoid", models, StringComparison.Ordinal);
        var rebuilt = await Dotnet.Run(folder, "build", "--configuration", "Release");
        Assert.All(Fixed, id => Assert.DoesNotContain(id, rebuilt, StringComparison.Ordinal));
        var after = await Dotnet.Run(folder, "run", "--no-build", "--configuration", "Release");

        // These fixes keep the loss and its gradient, up to rounding.
        Assert.Equal(Numbers(before), Numbers(after), new Close());
    }

    private static double[] Numbers(string output) =>
        [.. Number().Matches(output[output.IndexOf("losses", StringComparison.Ordinal)..]).Select(m => double.Parse(m.Value, System.Globalization.CultureInfo.InvariantCulture))];

    [GeneratedRegex(@"-?\d+(\.\d+)?(E-?\d+)?")]
    private static partial Regex Number();

    private sealed class Close : IEqualityComparer<double>
    {
        public bool Equals(double x, double y) => Math.Abs(x - y) <= 1e-12 * Math.Max(1, Math.Abs(x));

        public int GetHashCode(double number) => 0;
    }
}
