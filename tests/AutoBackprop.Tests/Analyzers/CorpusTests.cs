using AutoBackprop.Analyzers;
using Microsoft.CodeAnalysis.Diagnostics;

namespace AutoBackprop.Tests;

/// <summary>Models as people write them, with what the rules find in them: a file of the folder Corpus each.</summary>
public sealed class CorpusTests
{
    private static readonly string Folder = Repository.PathTo("tests", "AutoBackprop.Tests", "Analyzers", "Corpus");

    public static TheoryData<string> Files => [.. Directory.EnumerateFiles(Folder, "*.cs").Select(f => Path.GetFileName(f)).Order(StringComparer.Ordinal)];

    /// <summary>All rules but the remarks of the compiler: every finding is wrong in a model that is right.</summary>
    [Theory, MemberData(nameof(Files))]
    public Task Exactly_what_is_marked_is_found(string file) => Compile.Analyze(
        [.. MutilationTests.Analyzers.Where(a => !IsRemark(a))], null, File.ReadAllText(Path.Combine(Folder, file)));

    private static bool IsRemark(DiagnosticAnalyzer analyzer) => analyzer.SupportedDiagnostics.All(d => d.Id.StartsWith("AB04", StringComparison.Ordinal) && d.DefaultSeverity < Microsoft.CodeAnalysis.DiagnosticSeverity.Warning);

    [Fact]
    public void There_are_at_least_forty_models() => Assert.True(
        Directory.EnumerateFiles(Folder, "*.cs").Sum(f => File.ReadAllText(f).Split("[Differentiable]").Length - 1) >= 40);
}
