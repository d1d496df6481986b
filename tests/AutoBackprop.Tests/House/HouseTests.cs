using System.Reflection;
using AutoBackprop.Core;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace AutoBackprop.Tests;

/// <summary>Laws of the house that a test can hold.</summary>
public class HouseTests
{
    private static readonly SourceFiles Core = SourceFiles.In(Repository.PathTo("generator", "AutoBackprop.Core"));

    private static readonly IReadOnlyList<SourceFiles> All =
        [Core, SourceFiles.In(Repository.PathTo("generator", "AutoBackprop.Generator")), SourceFiles.In(Repository.PathTo("analyzers"))];

    // Tables.
    private static readonly string[] Larger = ["Rules"];

    [Fact]
    public void A_file_is_read_at_one_sitting() =>
        Nothing(All.SelectMany(s => s.Trees.Where(t => t.GetText().Lines.Count > 401).Select(t => $"{s.NameOf(t)} has {t.GetText().Lines.Count} lines")));

    [Fact]
    public void A_class_has_one_thought() => Nothing(All.SelectMany(s => s.Trees)
        .SelectMany(t => t.GetRoot().DescendantNodes().OfType<TypeDeclarationSyntax>()).Where(d => d.Parent is BaseNamespaceDeclarationSyntax)
        .GroupBy(d => d.Identifier.Text).Select(g => (Name: g.Key, Lines: g.Sum(d => d.GetText().Lines.Count)))
        .Where(c => c.Lines > 600 && !Larger.Contains(c.Name)).Select(c => $"{c.Name} has {c.Lines} lines over its partials"));

    [Fact]
    public void Operations_go_by_constants()
    {
        HashSet<string> operations = [.. typeof(Op).GetFields(BindingFlags.Public | BindingFlags.Static).Select(f => (string)f.GetRawConstantValue()!)];
        var literals = All.SelectMany(s => s.Trees.Where(t => s.FolderOf(t) is not ("Rules" or "Operations" or "Operations/Vectors"))
            .SelectMany(t => t.GetRoot().DescendantTokens().Where(k => k.IsKind(SyntaxKind.StringLiteralToken) && operations.Contains(k.ValueText)).Select(k => $"{s.NameOf(t)}: \"{k.ValueText}\"")))
            .ToList();
        Assert.True(literals.Count <= 60, $"{literals.Count} names of operations as literals:\n{string.Join("\n", literals)}");
    }

    [Fact]
    public void No_fact_is_read_out_of_a_name() => Nothing(Core.Trees.Where(t => Core.FolderOf(t) != "Emit")
        .SelectMany(t => t.GetRoot().DescendantNodes().OfType<InvocationExpressionSyntax>()
            .Where(i => i.Expression is MemberAccessExpressionSyntax { Name.Identifier.Text: "StartsWith" or "EndsWith" or "Contains" or "IndexOf" or "Substring" } access
                && access.Expression is MemberAccessExpressionSyntax { Name.Identifier.Text: "Name" or "Text" or "Word" } or IdentifierNameSyntax { Identifier.Text: "Name" })
            // The name itself, without the mark that tells variables of inlined methods apart.
            .Where(i => i.Ancestors().OfType<PropertyDeclarationSyntax>().FirstOrDefault()?.Identifier.Text is not (nameof(Var.Word) or nameof(Var.IsMarked)))
            .Select(i => $"{Core.NameOf(t)}: {i}")));

    [Fact]
    public void No_fact_is_read_out_of_printed_code() => Nothing(Core.Trees.Where(t => Core.FolderOf(t) == "Emit")
        .SelectMany(t => t.GetRoot().DescendantNodes().OfType<InvocationExpressionSyntax>()
            .Where(i => i.Expression is MemberAccessExpressionSyntax { Name.Identifier.Text: "Contains" or "IndexOf", Expression: var of }
                && of.DescendantNodesAndSelf().OfType<IdentifierNameSyntax>().Any(n => n.Identifier.Text is "code" or "writer" or "members" or "file"))
            .Select(i => $"{Core.NameOf(t)}: {i}")));

    /// <summary>Which memory a step touches: whoever else goes from a store to its array knows it a second time.</summary>
    [Fact]
    public void Effects_are_known_in_one_place() => Nothing(Core.Trees.Where(t => Core.NameOf(t) != "Analysis/Effects.cs" && Core.FolderOf(t) is not ("Ir" or "Emit"))
        .SelectMany(t => t.GetRoot().DescendantNodes().OfType<SwitchExpressionArmSyntax>()
            .Where(a => a.Pattern.DescendantNodesAndSelf().OfType<IdentifierNameSyntax>().Any(n => n.Identifier.Text is nameof(Store) or nameof(Accumulate) or nameof(Product)))
            .Where(a => IsArrayOf(a.Pattern, a.Expression)).Select(a => $"{Core.NameOf(t)}: {a}")));

    // "s.Array", "[s.Array]", or the name that the pattern gives it.
    private static bool IsArrayOf(PatternSyntax step, ExpressionSyntax result) => result switch
    {
        CollectionExpressionSyntax { Elements: [ExpressionElementSyntax only] } => IsArrayOf(step, only.Expression),
        MemberAccessExpressionSyntax access => access.Name.Identifier.Text == nameof(Store.Array),
        IdentifierNameSyntax name => step.DescendantNodes().OfType<SubpatternSyntax>().Any(s => s.NameColon?.Name.Identifier.Text == nameof(Store.Array)
            && s.Pattern.DescendantNodes().OfType<SingleVariableDesignationSyntax>().Any(d => d.Identifier.Text == name.Identifier.Text)),
        _ => false,
    };

    [Fact]
    public void Passes_write_no_CSharp() => Nothing(Core.Trees.Where(t => Core.FolderOf(t) is not ("Emit" or "Ir" or "Members" or "Rules" or "Operations"))
        .SelectMany(t => t.GetRoot().DescendantTokens().Where(k => k.Text.Contains("global::", StringComparison.Ordinal)).Select(k => $"{Core.NameOf(t)}: {k.Text}")));

    [Fact]
    public void What_the_attribute_asks_for_is_what_the_compiler_calls_so() =>
        Assert.All(Enum.GetValues<AutoBackprop.Derivatives>(), d => Assert.Equal(d.ToString(), ((AutoBackprop.Core.Derivatives)(int)d).ToString()));

    [Fact]
    public void Folders_of_the_core_use_each_other_one_way()
    {
        var arrows = FolderGraph.Of(Core);
        var cycle = FolderGraph.Cycle(arrows.Keys);
        Assert.True(cycle.Count == 0, $"{string.Join(" → ", cycle)}\n"
            + string.Join("\n", cycle.Zip(cycle.Skip(1), (a, b) => $"{a} → {b}: {string.Join(", ", arrows[(a, b)].Take(8))}")));
    }

    private static void Nothing(IEnumerable<string> found)
    {
        var list = found.ToList();
        Assert.True(list.Count == 0, string.Join("\n", list));
    }
}
