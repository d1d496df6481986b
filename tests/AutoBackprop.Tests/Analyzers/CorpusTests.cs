using Microsoft.CodeAnalysis;

namespace AutoBackprop.Tests;

/// <summary>Models as people write them, with what the rules find in them: a file of the folder Corpus each.</summary>
public sealed class CorpusTests
{
    private static readonly string Folder = Repository.PathTo("tests", "AutoBackprop.Tests", "Analyzers", "Corpus");

#if NEWER_COMPILER
    public static TheoryData<string> Files => ["Classification.cs"];
#else
    public static TheoryData<string> Files => [.. Directory.EnumerateFiles(Folder, "*.cs").Select(f => Path.GetFileName(f)).Order(StringComparer.Ordinal)];
#endif

    /// <summary>All rules that warn: every finding is wrong in a model that is right.</summary>
    [Theory, MemberData(nameof(Files))]
    public Task Exactly_what_is_marked_is_found(string file) => Compile.Analyze(
        [.. MutilationTests.Analyzers.Where(a => a.SupportedDiagnostics.Any(d => d.DefaultSeverity >= DiagnosticSeverity.Warning))], null, File.ReadAllText(Path.Combine(Folder, file)));

    [Fact]
    public void There_are_at_least_forty_models() => Assert.True(
        Directory.EnumerateFiles(Folder, "*.cs").Sum(f => File.ReadAllText(f).Split("[Differentiable]").Length - 1) >= 40);
}
