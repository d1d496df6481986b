using AutoBackprop.CodeFixes;
using Microsoft.CodeAnalysis.CodeFixes;

namespace AutoBackprop.Tests;

/// <summary>Every fix that is offered in the realistic models, one by one: what it makes still compiles, gradients included.</summary>
public sealed class CorpusFixTests
{
    private static readonly CodeFixProvider[] Fixes =
        [.. typeof(SyntaxFix).Assembly.GetTypes().Where(t => t.IsSubclassOf(typeof(CodeFixProvider)) && !t.IsAbstract).Select(t => (CodeFixProvider)Activator.CreateInstance(t)!)];

    public static TheoryData<string> Files => [.. Directory.EnumerateFiles(Repository.PathTo("tests", "AutoBackprop.Tests", "Analyzers", "Corpus"), "*.cs").Select(f => Path.GetFileNameWithoutExtension(f)).Order(StringComparer.Ordinal)];

    [Theory, MemberData(nameof(Files))]
    public async Task It_still_compiles(string file)
    {
        var code = Markup.Parse(await File.ReadAllTextAsync(Repository.PathTo("tests", "AutoBackprop.Tests", "Analyzers", "Corpus", $"{file}.cs"))).Code;
        foreach (var fixedCode in await Compile.Offers(code, MutilationTests.Analyzers, Fixes))
        {
            var errors = Compile.Generate(fixedCode).Errors.Select(e => e.ToString()).ToList();
            Assert.True(errors.Count == 0, $"{string.Join('\n', errors)}\n{string.Join('\n', fixedCode.Split('\n').Except(code.Split('\n')))}");
        }
    }
}
