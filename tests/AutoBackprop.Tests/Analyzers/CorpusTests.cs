using AutoBackprop.Analyzers;
using Microsoft.CodeAnalysis.Diagnostics;

namespace AutoBackprop.Tests;

/// <summary>Models as people write them, with what the rules find in them: a file of the folder Corpus each.</summary>
public sealed class CorpusTests
{
    private static readonly string Folder = Repository.PathTo("tests", "AutoBackprop.Tests", "Analyzers", "Corpus");

    public static TheoryData<string> Files => [.. Directory.EnumerateFiles(Folder, "*.cs").Select(f => Path.GetFileName(f)).Order(StringComparer.Ordinal)];

    /// <summary>The rules about networks, and those of the lowering: every one of them is wrong in a model that is right.</summary>
    [Theory, MemberData(nameof(Files))]
    public Task Exactly_what_is_marked_is_found(string file) => Compile.Analyze(
        [.. new DiagnosticAnalyzer[] { new LoweringAnalyzer() }, .. NetworkRules], null, File.ReadAllText(Path.Combine(Folder, file)));

    private static IEnumerable<DiagnosticAnalyzer> NetworkRules => typeof(MethodRule).Assembly.GetTypes()
        .Where(t => t.IsSubclassOf(typeof(MethodRule)) && t.GetConstructor(Type.EmptyTypes) is not null)
        .Select(t => (DiagnosticAnalyzer)Activator.CreateInstance(t)!)
        .Where(a => a.SupportedDiagnostics.All(d => d.Id.StartsWith("AB02", StringComparison.Ordinal)));

    [Fact]
    public void There_are_at_least_forty_models() => Assert.True(
        Directory.EnumerateFiles(Folder, "*.cs").Sum(f => File.ReadAllText(f).Split("[Differentiable]").Length - 1) >= 40);
}
