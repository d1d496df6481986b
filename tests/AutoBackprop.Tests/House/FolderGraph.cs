using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace AutoBackprop.Tests;

/// <summary>Which folder of a project uses which: an arrow for every name that stands in one and is declared in another.</summary>
internal static class FolderGraph
{
    /// <summary>Each arrow with the uses that make it: "Emit/Slots.cs: Liveness".</summary>
    public static Dictionary<(string From, string To), SortedSet<string>> Of(SourceFiles sources)
    {
        var arrows = new Dictionary<(string, string), SortedSet<string>>();
        foreach (var tree in sources.Trees)
        {
            var model = sources.ModelOf(tree);
            foreach (var name in tree.GetRoot().DescendantNodes().OfType<SimpleNameSyntax>())
            {
                if (TypeOf(model.GetSymbolInfo(name).Symbol) is not { } type) continue;
                foreach (var declared in type.DeclaringSyntaxReferences)
                {
                    var arrow = (sources.FolderOf(tree), sources.FolderOf(declared.SyntaxTree));
                    // A partial type may lie in several folders; one of them will do.
                    if (arrow.Item1 == arrow.Item2 || type.DeclaringSyntaxReferences.Any(d => sources.FolderOf(d.SyntaxTree) == arrow.Item1)) continue;
                    if (!arrows.TryGetValue(arrow, out var uses)) arrows[arrow] = uses = [];
                    uses.Add($"{sources.NameOf(tree)}: {type.Name}");
                }
            }
        }
        return arrows;
    }

    // Where something is declared: its type, or itself if it is one.
    private static INamedTypeSymbol? TypeOf(ISymbol? symbol) => symbol switch
    {
        IMethodSymbol { ReducedFrom: { } extension } => TypeOf(extension),
        INamedTypeSymbol type => Outermost(type.OriginalDefinition),
        IMethodSymbol or IPropertySymbol or IFieldSymbol or IEventSymbol => symbol.ContainingType is { } type ? Outermost(type.OriginalDefinition) : null,
        _ => null,
    };

    private static INamedTypeSymbol Outermost(INamedTypeSymbol type) => type.ContainingType is { } outer ? Outermost(outer) : type;

    /// <summary>A way that comes back to where it began; empty if there is none.</summary>
    public static IReadOnlyList<string> Cycle(IEnumerable<(string From, string To)> arrows)
    {
        var next = arrows.ToLookup(a => a.From, a => a.To);
        var done = new HashSet<string>();
        foreach (var start in next.Select(g => g.Key).Order(StringComparer.Ordinal))
            if (From(start, []) is { } cycle) return cycle;
        return [];

        List<string>? From(string at, List<string> path)
        {
            if (path.IndexOf(at) is >= 0 and var back) return [.. path[back..], at];
            if (done.Contains(at)) return null;
            foreach (var to in next[at])
                if (From(to, [.. path, at]) is { } cycle) return cycle;
            done.Add(at);
            return null;
        }
    }
}
