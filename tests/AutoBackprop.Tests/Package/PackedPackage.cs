namespace AutoBackprop.Tests.Package;

/// <summary>The package, packed once, in a local feed outside the repository.</summary>
public sealed class PackedPackage : IAsyncLifetime
{
    public const string Version = "0.1.0";

    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("autobackprop-");

    public string Feed => Path.Combine(_folder.FullName, "feed");

    public async Task InitializeAsync() => await Dotnet.Run(Repository.Root,
        "pack", Path.Combine("src", "AutoBackprop"), "--configuration", "Release", "--output", Feed, "--artifacts-path", Path.Combine(_folder.FullName, "artifacts"));

    /// <summary>A console project that knows no other source of packages than our feed, and no cache but its own.</summary>
    public string Project(string name, string properties, params (string Name, string Text)[] files)
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
