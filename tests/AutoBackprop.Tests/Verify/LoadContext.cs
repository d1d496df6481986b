using System.Runtime.Loader;

namespace AutoBackprop.Tests;

/// <summary>Where the tests load what they compile.</summary>
internal static class LoadContext
{
    /// <summary>Assemblies of the same name can be in several. None is unloaded: of .NET 10.0.12 the background collector meets, once in many
    /// thousand contexts that go, an object without a type, and that is the end of the process (dotnet/runtime, issue 125169).</summary>
    public static AssemblyLoadContext New(string? name = null) => new(name, isCollectible: false);
}
