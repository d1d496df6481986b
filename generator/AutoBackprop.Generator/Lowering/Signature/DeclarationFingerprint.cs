using System.Runtime.CompilerServices;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace AutoBackprop.Generator;

/// <summary>Stands for all that a compilation declares: every token outside of bodies, the references, the options.</summary>
public sealed class DeclarationFingerprint : IEquatable<DeclarationFingerprint>
{
    private static readonly ConditionalWeakTable<Compilation, DeclarationFingerprint> OfCompilation = new();
    private static readonly ConditionalWeakTable<SyntaxTree, object> OfTree = new();

    private readonly ulong _own;
    private readonly Lazy<ulong> _ours;
    private readonly bool _hasOurs;
    private readonly CompilationOptions _options;
    private readonly MetadataReference[] _references;
    // Asked for each method by each rule.
    private readonly WeakReference<DeclarationFingerprint?> _same = new(null);

    private DeclarationFingerprint(Compilation compilation)
    {
        // How to report, and on how many threads, changes from the generator's compilation to the analyzers'.
        _options = compilation.Options.WithReportSuppressedDiagnostics(false).WithConcurrentBuild(false)
            .WithSyntaxTreeOptionsProvider(null);
        _references = [.. compilation.References];
        var trees = compilation.SyntaxTrees.ToLookup(GeneratedMembers.IsIn);
        _own = (compilation.AssemblyName ?? "").Aggregate(Mix(trees[false]), (hash, c) => Mix(hash, c));
        _hasOurs = trees[true].Any();
        _ours = new(() => Mix(trees[true]));
    }

    public static DeclarationFingerprint Of(Compilation compilation) =>
        OfCompilation.GetValue(compilation, static c => new DeclarationFingerprint(c));

    public bool Equals(DeclarationFingerprint? other) =>
        ReferenceEquals(this, other) || IsSameProject(other) && _hasOurs == other!._hasOurs && _ours.Value == other._ours.Value;

    /// <summary>The other one differs at most in that it has the files that we generate, too.</summary>
    public bool IsBefore(DeclarationFingerprint other) => !_hasOurs && IsSameProject(other);

    private bool IsSameProject(DeclarationFingerprint? other)
    {
        if (other is null || _own != other._own) return false;
        if (_same.TryGetTarget(out var same) && ReferenceEquals(same, other)) return true;
        if (!_options.Equals(other._options) || !_references.SequenceEqual(other._references)) return false;
        _same.SetTarget(other);
        return true;
    }

    public override bool Equals(object? obj) => Equals(obj as DeclarationFingerprint);
    public override int GetHashCode() => _own.GetHashCode();

    private static ulong Mix(IEnumerable<SyntaxTree> trees) =>
        trees.Aggregate(14695981039346656037UL, (hash, tree) => Mix(hash, (ulong)OfTree.GetValue(tree, static t => Hash(t))));

    private static object Hash(SyntaxTree tree)
    {
        var hash = 14695981039346656037UL;
        hash = Mix(hash, (ulong)(uint)tree.Options.GetHashCode());
        foreach (var item in tree.GetRoot().DescendantNodesAndTokens(n => !IsBody(n)))
        {
            if (item.IsToken)
                foreach (var c in item.AsToken().Text) hash = Mix(hash, c);
            // That there is a body matters: an accessor without one has a field behind it.
            if (item.IsToken || IsBody(item.AsNode()!)) hash = Mix(hash, item.IsToken ? 0xFFFFUL : 0xFFFEUL);
        }
        return hash;
    }

    // A field's initialiser counts as declared: it may be a constant.
    private static bool IsBody(SyntaxNode node) => node is GlobalStatementSyntax
        || node is BlockSyntax or ArrowExpressionClauseSyntax
            && node.Parent is BaseMethodDeclarationSyntax or AccessorDeclarationSyntax or BasePropertyDeclarationSyntax;

    private static ulong Mix(ulong hash, ulong value)
    {
        unchecked
        {
            hash = (hash ^ value) * 1099511628211UL;
            return hash ^ (hash >> 29);
        }
    }
}
