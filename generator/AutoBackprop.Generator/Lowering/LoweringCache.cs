using System.Runtime.CompilerServices;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace AutoBackprop.Generator;

/// <summary>Keeps what was lowered while nothing that it depends on changes: the method's own syntax, the bodies it inlined,
/// and everything declared in the compilation. A keystroke in a body then costs the lowering of that file's methods only; what
/// the generator has lowered, the analyzers need not.</summary>
public static class LoweringCache
{
    private sealed record Entry(DeclarationFingerprint Declarations, IReadOnlyCollection<SyntaxNode> Visited, Lowered? Lowered)
    {
        public bool IsValidIn(Compilation compilation, DeclarationFingerprint declarations) =>
            (IsClear && Declarations.IsBefore(declarations) || Declarations.Equals(declarations)) && Visited.All(v => compilation.ContainsSyntaxTree(v.SyntaxTree));

        // Nothing was missing: what we generate is not called, or was known already. It adds names only where nothing had one.
        private bool IsClear => Lowered is null or { Model.Body: not null };
    }

    // Two per method: the generator sees the compilation without generated code, the analyzers see it with; they differ where
    // something is wrong.
    private static readonly ConditionalWeakTable<MemberDeclarationSyntax, Entry[]> Entries = new();

    /// <summary>Null for a method that is not [Differentiable].</summary>
    public static Lowered? Lower(MemberDeclarationSyntax syntax, Compilation compilation, CancellationToken token)
    {
        var declarations = DeclarationFingerprint.Of(compilation);
        var entries = Entries.TryGetValue(syntax, out var known) ? known : [];
        foreach (var entry in entries)
            if (entry.IsValidIn(compilation, declarations)) return entry.Lowered;

        var method = Declared.MethodOf(syntax, compilation, token);
        IReadOnlyCollection<SyntaxNode> visited = [];
        var lowered = method is null || !Symbols.Has(Declared.Owner(method), Symbols.Differentiable) || IsSecondPart(method, syntax) ? null : Lowering.Lower(method, syntax, compilation, token, out visited);
        lock (Entries)
        {
            Entries.Remove(syntax);
            Entries.Add(syntax, [new Entry(declarations, visited, lowered), .. entries.Take(1)]);
        }
        return lowered;
    }

    // The compiler complains about the second of two equal signatures.
    private static bool IsSame(IMethodSymbol a, IMethodSymbol b) => a.Parameters.Length == b.Parameters.Length
        && a.Parameters.Zip(b.Parameters, (p, q) => SymbolEqualityComparer.Default.Equals(p.Type, q.Type)).All(same => same);

    // A partial method is lowered once: with the part that carries attributes, with the body if both do.
    private static bool IsSecondPart(IMethodSymbol method, MemberDeclarationSyntax syntax) =>
        method.ContainingType.GetMembers(method.Name).OfType<IMethodSymbol>().TakeWhile(m => !SymbolEqualityComparer.Default.Equals(m, method)).Any(m => IsSame(m, method)) ||
        method.PartialImplementationPart?.DeclaringSyntaxReferences.FirstOrDefault()?.GetSyntax() is MethodDeclarationSyntax { AttributeLists.Count: > 0 } body && body != syntax;
}
