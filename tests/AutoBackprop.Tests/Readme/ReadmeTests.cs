using AutoBackprop.CodeFixes;
using Microsoft.CodeAnalysis;

namespace AutoBackprop.Tests.Readme;

/// <summary>What the README says is so.</summary>
[Trait("Category", "Readme"), Collection(nameof(UserProgram))]
public sealed class ReadmeTests
{
    public static TheoryData<int> Programs => [.. Enumerable.Range(0, ReadmeFile.Code.Count)];

    [Theory, MemberData(nameof(Programs))]
    public void Every_program_compiles_as_it_stands(int program) =>
        Assert.Empty(UserProgram.Compile(ReadmeFile.Code[program]).GetDiagnostics().Where(d => d.Severity >= DiagnosticSeverity.Warning));

    [Theory, MemberData(nameof(Programs))]
    public void Every_program_prints_what_its_comments_say(int program)
    {
        var code = ReadmeFile.Code[program];
        var comments = code.Split('\n').Where(l => l.StartsWith("Console.", StringComparison.Ordinal)).Select(l => l[(l.IndexOf("// ", StringComparison.Ordinal) + 3)..]);
        var expected = string.Concat(comments.Select(c => c + "\n"));

        Assert.Equal(expected, UserProgram.Run(UserProgram.Compile(code)).ReplaceLineEndings("\n"));
    }

    [Fact]
    public void Every_link_leads_somewhere() =>
        Assert.All(ReadmeFile.Links, link => Assert.True(Path.Exists(Repository.PathTo(link)), link));

    [Fact]
    public void The_generated_code_is_shown_as_it_is()
    {
        var generated = UserProgram.Compile(ReadmeFile.Code[0]).SyntaxTrees.Single(t => t.FilePath.EndsWith("Neuron.g.cs", StringComparison.Ordinal));
        var lines = generated.ToString().ReplaceLineEndings("\n").TrimEnd().Split('\n').Where(l => !l.TrimStart().StartsWith("///", StringComparison.Ordinal));
        ReadmeFile.Expect("neuron", $"```csharp\n{string.Join('\n', lines)}\n```\n");
    }

    /// <summary>The first block is flagged in these places, and the fix that is offered first makes the second of it.</summary>
    [Fact]
    public async Task What_is_flagged_is_fixed_as_it_says()
    {
        (string Id, string At, Microsoft.CodeAnalysis.CodeFixes.CodeFixProvider Fix)[] findings =
            [("AB0201", "Activations.Sigmoid(w * x + b)", new SubstituteFix()), ("AB0301", "Math.Log(p[label])", new StableFormFix()), ("AB0303", "Math.Log(1 + Math.Exp(x))", new ShiftFix())];
        var (code, after) = ReadmeFile.CodeIn("findings") is [var first, var second] ? (first, second) : throw new FormatException("two blocks");
        Assert.Equal(findings.Select(f => (f.Id, f.At)), Found(await Compile.Actions(Known + code, MutilationTests.Analyzers, findings.Select(f => f.Fix))));
        foreach (var finding in findings)
            code = (await Compile.Offers(Known + code, MutilationTests.Analyzers, [finding.Fix]))[0][Known.Length..];
        Assert.Equal(after, code);
        Assert.DoesNotContain(await Compile.Diagnostics(Compile.Generate(Known + code).Compilation, [.. MutilationTests.Analyzers]), d => d.Severity >= DiagnosticSeverity.Warning);

        static IEnumerable<(string, string)> Found(IEnumerable<(Diagnostic Diagnostic, Microsoft.CodeAnalysis.CodeActions.CodeAction)> offers) =>
            offers.Select(o => (o.Diagnostic.Id, o.Diagnostic.Location.SourceTree!.GetText().ToString(o.Diagnostic.Location.SourceSpan))).Distinct();
    }

    // What <ImplicitUsings> has, as far as the example needs it.
    private const string Known = "global using System;\n";

    [Fact]
    public void The_operations_are_those_of_the_rule_table() => ReadmeFile.Expect("operations", ReadmeTables.Operations());

    [Fact]
    public void The_vectors_are_those_of_their_table() => ReadmeFile.Expect("vectors", ReadmeTables.Vectors());

    [Fact]
    public void The_kinks_are_those_of_the_rule_table() => ReadmeFile.Expect("kinks", ReadmeTables.Kinks());

    [Fact]
    public void The_diagnostics_are_those_that_are_reported() => ReadmeFile.Expect("diagnostics", ReadmeTables.Diagnostics());
}
