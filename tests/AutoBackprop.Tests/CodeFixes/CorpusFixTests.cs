namespace AutoBackprop.Tests;

/// <summary>Every fix that is offered in the realistic models, one by one: what it makes still compiles, gradients included.</summary>
public sealed class CorpusFixTests
{
    private static readonly string Folder = Repository.PathTo("tests", "AutoBackprop.Tests", "Analyzers", "Corpus");

    /// <summary>The models without their marks, by file.</summary>
    internal static readonly SortedDictionary<string, string> Models = new(Directory.EnumerateFiles(Folder, "*.cs")
        .ToDictionary(f => Path.GetFileNameWithoutExtension(f), f => Markup.Parse(File.ReadAllText(f)).Code), StringComparer.Ordinal);

    public static TheoryData<string> Files => [.. Models.Keys];

    [Theory, MemberData(nameof(Files))]
    public async Task It_still_compiles(string file)
    {
        var fixes = await AppliedFixTests.Apply(Models[file], file);
        // Not all findings have one.
        if (file == "Perceptrons") Assert.InRange(fixes, 5, int.MaxValue);
    }
}
