using System.Collections.Concurrent;
using System.Runtime.CompilerServices;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace AutoBackprop.Generator;

/// <summary>Keeps what was lowered while nothing that it depends on changes: the method's own syntax, the bodies it inlined,
/// and everything declared in the compilation. A keystroke in a body then costs the lowering of the methods that read it; what
/// the generator has lowered, the analyzers need not.</summary>
public static class LoweringCache
{
    /// <param name="Visited">The bodies that were read, the method's own among them, as they stand now.</param>
    private sealed record Entry(DeclarationFingerprint Declarations, SyntaxNode[] Visited, Placed? Placed)
    {
        public bool IsValidFor(DeclarationFingerprint declarations) =>
            IsClear && Declarations.IsBefore(declarations) || Declarations.Equals(declarations);

        // Nothing was missing: what we generate is not called, or was known already. It adds names only where nothing had one.
        private bool IsClear => Placed is null or { Lowered.Model.Body: not null };
    }

    // Two per method: the generator sees the compilation without generated code, the analyzers see it with; they differ where
    // something is wrong.
    private static readonly ConditionalWeakTable<MemberDeclarationSyntax, Entry[]> Entries = new();

    // Of each file the versions that were asked about last, the newest first, and of each version those before it. A file may be
    // in more than one project.
    private const int Versions = 4;
    private static readonly ConcurrentDictionary<(string, ParseOptions), WeakReference<SyntaxTree>[]> Latest = new();
    private static readonly ConditionalWeakTable<SyntaxTree, WeakReference<SyntaxTree>[]> Before = new();

    /// <summary>Null for a method that is not [Differentiable].</summary>
    public static Placed? Lower(MemberDeclarationSyntax syntax, Compilation compilation, CancellationToken token)
    {
        var declarations = DeclarationFingerprint.Of(compilation);
        var entries = EntriesOf(syntax);
        foreach (var entry in entries)
            if (entry.IsValidFor(declarations) && entry.Visited.All(v => compilation.ContainsSyntaxTree(v.SyntaxTree))) return entry.Placed;

        var found = AsBefore(syntax).Where(e => e.IsValidFor(declarations)).Select(e => Moved(e, declarations, compilation))
            .FirstOrDefault(e => e is not null)
            ?? New(syntax, declarations, compilation, token);
        lock (Entries)
        {
            Entries.Remove(syntax);
            Entries.Add(syntax, [found, .. entries.Take(1)]);
        }
        return found.Placed;
    }

    private static Entry[] EntriesOf(MemberDeclarationSyntax syntax) => Entries.TryGetValue(syntax, out var known) ? known : [];

    private static Entry New(MemberDeclarationSyntax syntax, DeclarationFingerprint declarations, Compilation compilation,
        CancellationToken token)
    {
        var method = Declared.MethodOf(syntax, compilation, token);
        IReadOnlyCollection<SyntaxNode> visited = [];
        var isOne = method is not null && Symbols.Has(Declared.Owner(method), Symbols.Differentiable) && !IsSecondPart(method, syntax)
            && !method.Parameters.Any(IsHalfTyped);
        var lowered = isOne ? Lowering.Lower(method!, syntax, compilation, token, out visited) : null;
        return new(declarations, [.. visited.Append(syntax).Distinct()], lowered is null ? null : new(lowered, Relocation.None));
    }

    // ── after an edit ────────────────────────────────────────────────────────────────────────────────────────

    /// <summary>What is known of the same method in the versions of its file before the last edits, if they were elsewhere.</summary>
    private static IEnumerable<Entry> AsBefore(MemberDeclarationSyntax syntax)
    {
        foreach (var version in Before.GetValue(syntax.SyntaxTree, VersionsBefore))
            if (version.TryGetTarget(out var tree) && Relocation.Same(syntax, tree) is MemberDeclarationSyntax old
                && old.IsIncrementallyIdenticalTo(syntax))
                foreach (var entry in EntriesOf(old)) yield return entry;
    }

    private static WeakReference<SyntaxTree>[] VersionsBefore(SyntaxTree tree)
    {
        WeakReference<SyntaxTree>[] before = [];
        Latest.AddOrUpdate((tree.FilePath, tree.Options), _ => [new(tree)],
            (_, known) => [new(tree), .. (before = known).Take(Versions - 1)]);
        return before;
    }

    /// <summary>The same where all that was read stands in this compilation, too, elsewhere in its file perhaps.</summary>
    private static Entry? Moved(Entry entry, DeclarationFingerprint declarations, Compilation compilation)
    {
        var moved = new Dictionary<SyntaxTree, SyntaxTree>();
        var visited = new List<SyntaxNode>();
        foreach (var node in entry.Visited)
        {
            var tree = node.SyntaxTree;
            if (compilation.ContainsSyntaxTree(tree))
            {
                visited.Add(node);
                continue;
            }
            if (!moved.TryGetValue(tree, out var now))
            {
                if (compilation.SyntaxTrees.Where(t => t.FilePath == tree.FilePath && t.Options.Equals(tree.Options)).Take(2)
                    .ToList() is not [var only]) return null;
                moved[tree] = now = only;
            }
            if (Relocation.Same(node, now) is not { } same || !same.IsIncrementallyIdenticalTo(node)) return null;
            visited.Add(same);
        }
        return new(declarations, [.. visited], entry.Placed is { } placed
            ? placed with { Relocation = placed.Relocation.Then(moved) } : null);
    }

    private static bool IsHalfTyped(IParameterSymbol parameter) => parameter.Name.Length == 0;

    // The compiler complains about the second of two equal signatures.
    private static bool IsSame(IMethodSymbol a, IMethodSymbol b) => a.Parameters.Length == b.Parameters.Length
        && a.Parameters.Zip(b.Parameters, (p, q) => SymbolEqualityComparer.Default.Equals(p.Type, q.Type)).All(same => same);

    // A partial method is lowered once: with the part that carries attributes, with the body if both do.
    private static bool IsSecondPart(IMethodSymbol method, MemberDeclarationSyntax syntax) =>
        method.ContainingType.GetMembers(method.Name).OfType<IMethodSymbol>()
            .TakeWhile(m => !SymbolEqualityComparer.Default.Equals(m, method)).Any(m => IsSame(m, method)) ||
        method.PartialImplementationPart?.DeclaringSyntaxReferences.FirstOrDefault()?.GetSyntax() is MethodDeclarationSyntax { AttributeLists.Count: > 0 } body && body != syntax;
}
