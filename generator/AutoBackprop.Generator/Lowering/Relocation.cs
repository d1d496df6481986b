using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Text;

namespace AutoBackprop.Generator;

/// <summary>Where the nodes of files are after edits that left them as they were. Outside of bodies the files say the same
/// (<see cref="DeclarationFingerprint"/>), so a way down from the root leads to the same node.</summary>
public sealed class Relocation
{
    public static readonly Relocation None = new([]);

    private readonly (SyntaxTree Before, SyntaxTree Now)[] _moved;

    private Relocation((SyntaxTree, SyntaxTree)[] moved) => _moved = moved;

    /// <summary>This one, and after it the other, which begins at the trees where this one ends.</summary>
    public Relocation Then(IReadOnlyDictionary<SyntaxTree, SyntaxTree> moved) => moved.Count == 0 ? this : new(
    [
        .. _moved.Select(m => (m.Before, moved.TryGetValue(m.Now, out var now) ? now : m.Now)),
        .. moved.Where(m => _moved.All(known => known.Now != m.Key)).Select(m => (m.Key, m.Value)),
    ]);

    public SyntaxNode Of(SyntaxNode node) => Now(node.SyntaxTree) is { } now && Same(node, now) is { } same ? same : node;

    public Location Of(Location location)
    {
        if (location.SourceTree is not { } tree || Now(tree) is not { } now) return location;
        var span = location.SourceSpan;
        var (first, last) = (tree.GetRoot().FindToken(span.Start), tree.GetRoot().FindToken(Math.Max(span.Start, span.End - 1)));
        return Same(first, now) is not { } start || Same(last, now) is not { } end ? location : Location.Create(now,
            TextSpan.FromBounds(start.SpanStart + span.Start - first.SpanStart, end.SpanStart + span.End - last.SpanStart));
    }

    private SyntaxTree? Now(SyntaxTree tree)
    {
        foreach (var (before, now) in _moved)
            if (before == tree) return now;
        return null;
    }

    /// <summary>The node of another version of its file that stands in the same place, if there is one.</summary>
    public static SyntaxNode? Same(SyntaxNode node, SyntaxTree now) =>
        node.Parent is not { } parent ? now.GetRoot() : Same(parent, now) is { } around ? At(around, IndexIn(parent, node)).AsNode() : null;

    private static SyntaxToken? Same(SyntaxToken token, SyntaxTree now) =>
        token.Parent is { } parent && Same(parent, now) is { } around && At(around, IndexIn(parent, token)) is { IsToken: true } same
            ? same.AsToken() : null;

    private static SyntaxNodeOrToken At(SyntaxNode parent, int index) =>
        parent.ChildNodesAndTokens() is var children && index < children.Count ? children[index] : default;

    private static int IndexIn(SyntaxNode parent, SyntaxNodeOrToken child)
    {
        var index = 0;
        foreach (var other in parent.ChildNodesAndTokens())
        {
            if (other == child) return index;
            index++;
        }
        return index;
    }
}
