using System.IO.Compression;
using System.Xml.Linq;

namespace AutoBackprop.Tests.Package;

/// <summary>What a user gets who installs the package.</summary>
[Trait("Category", "Package"), Collection(nameof(PackedPackage))]
public sealed class PackageTests(PackedPackage package)
{
    private const string Method = """
        namespace Physics;

        public static partial class Orbit
        {
            [AutoBackprop.Differentiable]
            public static double Energy(double x, double v)
            {
                var potential = -1 / System.Math.Sqrt(x * x + 1);
                return v * v / 2 + potential;
            }
        }
        """;

    private const string Program = """
        var (value, gradX, gradV) = Physics.Orbit.EnergyGradient(0, 3);
        System.Console.WriteLine(System.FormattableString.Invariant($"value {value}, gradient {gradX} {gradV}"));
        """;

    [Theory]
    [InlineData("Nullable", "<Nullable>enable</Nullable>")]
    [InlineData("Oblivious", "<Nullable>disable</Nullable><CheckForOverflowUnderflow>true</CheckForOverflowUnderflow>")]
    public async Task A_program_that_installs_it_gets_its_gradient(string name, string properties)
    {
        var folder = package.Project(name, properties, ("Orbit.cs", Method), ("Program.cs", Program));

        var output = await Dotnet.Run(folder, "run", "--configuration", "Release");

        Assert.Contains("value 3.5, gradient 0 3", output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_method_that_cannot_be_differentiated_is_an_error_of_ours()
    {
        var folder = package.Project("Refused", "", ("Orbit.cs", Method.Replace("System.Math.Sqrt", "System.Math.BitIncrement", StringComparison.Ordinal)), ("Program.cs", Program));

        var output = await Dotnet.Fail(folder, "build");

        Assert.Contains("error AB0003", output, StringComparison.Ordinal);
        Assert.DoesNotContain("error CS", output, StringComparison.Ordinal);
    }

    [Fact]
    public void It_holds_the_library_and_the_compiler_extensions_and_asks_for_nothing_else()
    {
        Assert.Equal(
            [
                "LICENSE", "README.md",
                "analyzers/dotnet/cs/AutoBackprop.Analyzers.dll", "analyzers/dotnet/cs/AutoBackprop.CodeFixes.dll",
                "analyzers/dotnet/cs/AutoBackprop.Core.dll", "analyzers/dotnet/cs/AutoBackprop.Generator.dll",
                "build/AutoBackprop.props",
                "lib/net10.0/AutoBackprop.dll", "lib/net10.0/AutoBackprop.xml",
            ],
            Files("nupkg"));
        Assert.Equal(["lib/net10.0/AutoBackprop.pdb"], Files("snupkg"));

        using var archive = Open("nupkg");
        using var nuspec = archive.GetEntry("AutoBackprop.nuspec")!.Open();
        Assert.DoesNotContain(XDocument.Load(nuspec).Descendants(), e => e.Name.LocalName == "dependency");
    }

    // Without what the packaging format itself wants there.
    private IEnumerable<string> Files(string extension)
    {
        using var archive = Open(extension);
        return [.. archive.Entries.Select(e => e.FullName)
            .Where(n => !n.StartsWith("_rels", StringComparison.Ordinal) && !n.StartsWith("package/", StringComparison.Ordinal)
                && n is not ("[Content_Types].xml" or "AutoBackprop.nuspec"))
            .Order(StringComparer.Ordinal)];
    }

    private ZipArchive Open(string extension) => ZipFile.OpenRead(Path.Combine(package.Feed, $"AutoBackprop.{PackedPackage.Version}.{extension}"));
}
