using System.Reflection;

namespace AutoBackprop.Tests.Package;

/// <summary>The package, packed once from what these tests were built with, in a local feed outside the repository.</summary>
[CollectionDefinition(nameof(PackedPackage))]
public sealed class PackedPackage : IAsyncLifetime, ICollectionFixture<PackedPackage>
{
    public const string Version = "0.1.0";

    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("autobackprop-");

    public string Feed => Path.Combine(_folder.FullName, "feed");

    // The property: the generator's projects are references of their own kind, which --no-build alone asks to build.
    public async Task InitializeAsync() => await Dotnet.Run(Repository.Root,
        "pack", Path.Combine("src", "AutoBackprop"), "--no-build", "-p:BuildProjectReferences=false", "--output", Feed,
        "--configuration", typeof(PackedPackage).Assembly.GetCustomAttribute<AssemblyConfigurationAttribute>()!.Configuration);

    /// <summary>A console project that knows no other source of packages than our feed, and no cache but its own.</summary>
    public string Project(string name, string properties, params (string Name, string Text)[] files) => Project(name, properties, "", files);

    /// <param name="items">More than the package.</param>
    public string Project(string name, string properties, string items, params (string Name, string Text)[] files)
    {
        var folder = _folder.CreateSubdirectory(name).FullName;
        Write("nuget.config", $"""
            <configuration>
              <config><add key="globalPackagesFolder" value="packages" /></config>
              <packageSources><clear /><add key="local" value="{Feed}" /></packageSources>
            </configuration>
            """);
        Write($"{name}.csproj", $"""
            <Project Sdk="Microsoft.NET.Sdk">
              <PropertyGroup>
                <OutputType>Exe</OutputType>
                <TargetFramework>net10.0</TargetFramework>
                <TreatWarningsAsErrors>true</TreatWarningsAsErrors>
                {properties}
              </PropertyGroup>
              <ItemGroup>
                <PackageReference Include="AutoBackprop" Version="{Version}" />
                {items}
              </ItemGroup>
            </Project>
            """);
        foreach (var (file, text) in files) Write(file, text);
        return folder;

        void Write(string file, string text) => File.WriteAllText(Path.Combine(folder, file), text);
    }

    public Task DisposeAsync()
    {
        _folder.Delete(recursive: true);
        return Task.CompletedTask;
    }
}
