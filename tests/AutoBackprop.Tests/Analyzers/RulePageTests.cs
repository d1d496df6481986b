using System.Reflection;
using System.Text.RegularExpressions;
using AutoBackprop.Analyzers;
using AutoBackprop.CodeFixes;
using AutoBackprop.Generator;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CodeFixes;
using Microsoft.CodeAnalysis.Diagnostics;

namespace AutoBackprop.Tests;

/// <summary>Every id has a page, a bad example and a silent twin; every page has an id.</summary>
public sealed class RulePageTests
{
    private static readonly DiagnosticDescriptor[] All = [.. typeof(Descriptors).GetFields(BindingFlags.Static | BindingFlags.Public).Select(f => f.GetValue(null)).OfType<DiagnosticDescriptor>()];

    private static readonly string[] AllIds = [.. All.Select(d => d.Id).Distinct().Order(StringComparer.Ordinal)];

    public static TheoryData<string> Ids => [.. AllIds];

    private static IEnumerable<T> InstancesOf<T>(Type sibling) => sibling.Assembly.GetTypes().Where(t => t.IsSubclassOf(typeof(T)) && !t.IsAbstract).Select(t => (T)Activator.CreateInstance(t)!);

    [Fact]
    public void Pages_and_ids_are_the_same() => Assert.Equal(
        AllIds,
        Directory.EnumerateFiles(Repository.PathTo("analyzers", "rules"), "*.md").Select(f => Path.GetFileNameWithoutExtension(f)).Order(StringComparer.Ordinal));

    [Theory, MemberData(nameof(Ids))]
    public void The_page_says_what_the_descriptor_says(string id)
    {
        var page = File.ReadAllText(Repository.PathTo("analyzers", "rules", $"{id}.md"));
        Assert.All(All.Where(d => d.Id == id), d =>
        {
            Assert.EndsWith($"/analyzers/rules/{id}.md", d.HelpLinkUri, StringComparison.Ordinal);
            Assert.StartsWith($"# {id}: {d.Title}\n\n{d.DefaultSeverity}", page, StringComparison.Ordinal);
        });
        Assert.All(new[] { "\n## Bad\n", "\n## Good\n", "\n## To silence it\n" }, heading => Assert.Contains(heading, page, StringComparison.Ordinal));
        Assert.Equal(InstancesOf<CodeFixProvider>(typeof(SyntaxFix)).Any(f => f.FixableDiagnosticIds.Contains(id)), page.Contains("· code fix:", StringComparison.Ordinal));
    }

    [Theory, MemberData(nameof(Ids))]
    public void Some_analyzer_reports_it_and_has_its_tests(string id)
    {
        Assert.Contains(InstancesOf<DiagnosticAnalyzer>(typeof(LoweringAnalyzer)), a => a.SupportedDiagnostics.Any(d => d.Id == id));
        var tests = Directory.EnumerateFiles(Repository.PathTo("tests", "AutoBackprop.Tests", "Analyzers"), "*.cs").Select(File.ReadAllText).ToList();
        Assert.Contains(tests, t => t.Contains($"{{|{id}:", StringComparison.Ordinal));

        // A pair in DeclarationTests has its twin; elsewhere the twins are tests of their own.
        var pairs = DeclarationTests.Members.Count(row => Markup.Parse((string)row[0]).Marks.Any(m => m.Id == id));
        Assert.True(pairs > 0 || tests.Exists(t => t.Contains($"{{|{id}:", StringComparison.Ordinal) && Regex.IsMatch(t, "left_alone|left alone")), $"{id} has no silent twin");
    }

    [Fact]
    public void Ids_have_one_title_and_one_severity() =>
        Assert.All(All.GroupBy(d => d.Id), same => Assert.Single(same.Select(d => (d.Title.ToString(), d.DefaultSeverity, d.Category)).Distinct()));
}
