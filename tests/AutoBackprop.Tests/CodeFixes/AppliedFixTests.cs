using AutoBackprop.CodeFixes;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CodeFixes;

namespace AutoBackprop.Tests;

/// <summary>Every fix that is offered for a finding leaves code that compiles, with the gradient of what it has become. The realistic
/// models have a test of their own (<see cref="CorpusFixTests"/>); here words are exchanged in them, too.</summary>
public sealed class AppliedFixTests
{
    private const int Blocks = 4;

    // Of a rule it corrects the signature; what its body has to do for other types is for the user to say.
    private static readonly CodeFixProvider[] Fixes =
        [.. typeof(SyntaxFix).Assembly.GetTypes().Where(t => t.IsSubclassOf(typeof(CodeFixProvider)) && !t.IsAbstract && t != typeof(CorrectRuleFix)).Select(t => (CodeFixProvider)Activator.CreateInstance(t)!)];

    private static readonly string[] Small =
        [.. MarkedPrograms.All.Where(p => MarkedPrograms.Ids(p.Members).Any()).Select(p => MarkedPrograms.Program(p.Members)).Distinct()];

    private static readonly string[] Programs = [.. Small, .. CorpusFixTests.Models.Values];

    public static TheoryData<int> Parts => [.. Enumerable.Range(0, Blocks)];

    [Theory, MemberData(nameof(Parts))]
    public async Task Of_a_sound_program(int part)
    {
        var fixes = 0;
        foreach (var program in Small.Where((_, i) => i % Blocks == part)) fixes += await Apply(program);
        Assert.InRange(fixes, 20, int.MaxValue);
    }

    /// <summary>AUTOBACKPROP_FIXED_SOURCES asks for more of them.</summary>
    [Theory, MemberData(nameof(Parts))]
    public async Task Of_a_program_with_a_word_exchanged_that_still_compiles(int part)
    {
        var sources = int.TryParse(Environment.GetEnvironmentVariable("AUTOBACKPROP_FIXED_SOURCES"), out var many) ? many / Blocks : 90;
        var fixes = 0;
        for (var seed = part * 1_000_000; seed < part * 1_000_000 + sources; seed++)
        {
            var random = new Random(seed);
            fixes += await Apply(MutilationTests.Exchanged(Programs[random.Next(Programs.Length)], random), $"seed {seed}");
        }
        Assert.InRange(fixes, sources / 30, int.MaxValue);
    }

    /// <returns>How many fixes there are.</returns>
    internal static async Task<int> Apply(string program, string what = "")
    {
        var original = Compile.Generate(program);
        if (original.Errors.Any()) return 0;
        var offers = await Compile.Offers(program, MutilationTests.Analyzers, Fixes, original.Driver);
        foreach (var text in offers)
        {
            Assert.True(text != program, $"nothing changes, {what}\n{program}");
            var errors = original.Edited(text).Errors.ToList();
            Assert.True(errors.Count == 0, $"{string.Join("\n", errors)}\n{what}\n{program}\n----\n{text}");
        }
        return offers.Count;
    }
}
