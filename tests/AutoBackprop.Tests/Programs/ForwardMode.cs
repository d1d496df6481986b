using System.Collections.Concurrent;
using System.Reflection;
using System.Runtime.Loader;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;

namespace AutoBackprop.Tests.Programs;

/// <summary>The dual numbers, an assembly that all batches share.</summary>
internal sealed record ForwardMode(Assembly Assembly, MetadataReference Reference)
{
    private static readonly ConcurrentDictionary<string, Lazy<ForwardMode>> Known = new();

    /// <param name="folder">Where its files are.</param>
    public static ForwardMode Of(string folder, IReadOnlyList<MetadataReference> references) =>
        Known.GetOrAdd(folder, f => new(() => Compiled(f, references))).Value;

    private static ForwardMode Compiled(string folder, IReadOnlyList<MetadataReference> references)
    {
        var parse = new CSharpParseOptions(LanguageVersion.Preview);
        var trees = Directory.GetFiles(folder, "*.cs").Select(f => CSharpSyntaxTree.ParseText(File.ReadAllText(f), parse, f))
            .Append(CSharpSyntaxTree.ParseText(ProgramSource.Usings, parse));
        var compilation = CSharpCompilation.Create("ForwardMode" + Guid.NewGuid().ToString("N"), trees, references,
            new(OutputKind.DynamicallyLinkedLibrary, optimizationLevel: OptimizationLevel.Release,
                nullableContextOptions: NullableContextOptions.Annotations));
        using var stream = new MemoryStream();
        if (compilation.Emit(stream) is { Success: false } result)
            throw new InvalidOperationException($"{result.Diagnostics.First(d => d.Severity == DiagnosticSeverity.Error)}");
        stream.Position = 0;
        return new(AssemblyLoadContext.Default.LoadFromStream(stream), MetadataReference.CreateFromImage(stream.ToArray()));
    }
}
