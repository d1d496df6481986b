using System.Text.RegularExpressions;
using AutoBackprop.CodeFixes;
using Microsoft.CodeAnalysis.CodeFixes;

namespace AutoBackprop.Tests;

/// <summary>The page of an id with a fix: its bad code is flagged and fixed as the page says, its good code is silent.</summary>
public sealed partial class PageFixTests
{
    private static readonly CodeFixProvider[] Fixes =
        [.. typeof(SyntaxFix).Assembly.GetTypes().Where(t => t.IsSubclassOf(typeof(CodeFixProvider)) && !t.IsAbstract).Select(t => (CodeFixProvider)Activator.CreateInstance(t)!)];

    /// <summary>What the pages call and do not show.</summary>
    private const string Others = """

        static class Native { [System.Runtime.InteropServices.DllImport("native")] public static extern double Bessel(double x); }
        static class Physics { public static double Drag(double speed) => speed * speed; }
        static class Table { public static double At(int i) => i; }
        """;

    public static TheoryData<string> Ids => [.. Fixes.SelectMany(f => f.FixableDiagnosticIds).Distinct().Order(StringComparer.Ordinal)];

    [Theory, MemberData(nameof(Ids))]
    public async Task It_says_what_the_fix_is_called(string id)
    {
        var page = await File.ReadAllTextAsync(Repository.PathTo("analyzers", "rules", $"{id}.md"));
        var listed = Title().Matches(Space().Replace(page[..page.IndexOf("\n\n", page.IndexOf("· code fix:", StringComparison.Ordinal), StringComparison.Ordinal)], " ")).Select(m => m.Groups["title"].Value).ToList();

        var actions = (await Compile.Actions(Program(page, "Bad"), MutilationTests.Analyzers, Fixes)).Where(o => o.Diagnostic.Id == id).ToList();
        Assert.All(actions.GroupBy(o => o.Diagnostic), one => Assert.Equal(one.Count(), one.Select(o => o.Action.EquivalenceKey).Distinct().Count()));
        var offered = actions.ConvertAll(o => o.Action.Title);
        // What cannot be fixed alike stands on some pages, too.
        foreach (var fix in Fixes.OfType<SyntaxFix>().Where(f => f.FixableDiagnosticIds.Contains(id))) offered.Add(fix.Title);
        Assert.NotEmpty(offered);
        Assert.All(offered, title => Assert.Contains(title, listed));

        var good = Compile.Generate(Program(page, "Good")).Compilation;
        Assert.DoesNotContain(await Compile.Diagnostics(good, [.. MutilationTests.Analyzers]), d => d.Id == id);
    }

    private static string Program(string page, string heading)
    {
        var code = Regex.Match(page, $"\n## {heading}\n.*?```csharp\n(?<code>.*?)```", RegexOptions.Singleline).Groups["code"].Value;
        return $"using System;\nusing AutoBackprop;\n{(code.Contains("class ", StringComparison.Ordinal) ? code : $"public static partial class Model\n{{\n{code}}}\n")}{Others}";
    }

    [GeneratedRegex(@"\*(?<title>[^*]+)\*")]
    private static partial Regex Title();

    [GeneratedRegex(@"\s+")]
    private static partial Regex Space();
}
