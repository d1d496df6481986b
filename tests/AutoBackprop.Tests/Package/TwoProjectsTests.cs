namespace AutoBackprop.Tests.Package;

/// <summary>A library that ships types with operators and methods, and an application that differentiates through them: two projects,
/// each with the package.</summary>
[Trait("Category", "Package"), Collection(nameof(PackedPackage))]
public sealed class TwoProjectsTests(PackedPackage package)
{
    [Fact]
    public async Task An_application_differentiates_through_the_types_of_a_library()
    {
        package.Project("Geometry", "<OutputType>Library</OutputType><Nullable>enable</Nullable>", ("Geometry.cs", ShippedTypes.Library));
        var folder = package.Project("Application", "<Nullable>enable</Nullable>", "<ProjectReference Include=\"../Geometry/Geometry.csproj\" />", ("Program.cs", ShippedTypes.Application));

        var output = await Dotnet.Run(folder, "run", "--configuration", "Release");

        Assert.EndsWith(ShippedTypes.Ok, output.TrimEnd(), StringComparison.Ordinal);
    }
}
