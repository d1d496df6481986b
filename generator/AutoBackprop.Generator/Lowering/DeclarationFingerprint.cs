using System.Runtime.CompilerServices;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace AutoBackprop.Generator;

/// <summary>Stands for all that a compilation declares: every token outside of bodies, the references, the options.</summary>
public sealed class DeclarationFingerprint : IEquatable<DeclarationFingerprint>
{
    private static readonly ConditionalWeakTable<Compilation, DeclarationFingerprint> OfCompilation = new();
    private static readonly ConditionalWeakTable<SyntaxTree, object> OfTree = new();

    private readonly ulong _trees;
    private readonly CompilationOptions _options;
    private readonly MetadataReference[] _references;

    private DeclarationFingerprint(Compilation compilation)
    {
        _options = compilation.Options;
        _references = [.. compilation.References];
        var hash = 14695981039346656037UL;
        foreach (var tree in compilation.SyntaxTrees) hash = Mix(hash, (ulong)OfTree.GetValue(tree, static t => Hash(t)));
        foreach (var c in compilation.AssemblyName ?? "") hash = Mix(hash, c);
        _trees = hash;
    }

    public static DeclarationFingerprint Of(Compilation compilation) => OfCompilation.GetValue(compilation, static c => new DeclarationFingerprint(c));

    public bool Equals(DeclarationFingerprint? other) => ReferenceEquals(this, other) || other is not null && _trees == other._trees
        && _options.Equals(other._options) && _references.SequenceEqual(other._references);

    public override bool Equals(object? obj) => Equals(obj as DeclarationFingerprint);
    public override int GetHashCode() => _trees.GetHashCode();

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
        || node is BlockSyntax or ArrowExpressionClauseSyntax && node.Parent is BaseMethodDeclarationSyntax or AccessorDeclarationSyntax or BasePropertyDeclarationSyntax;

    private static ulong Mix(ulong hash, ulong value)
    {
        unchecked
        {
            hash = (hash ^ value) * 1099511628211UL;
            return hash ^ (hash >> 29);
        }
    }
}
