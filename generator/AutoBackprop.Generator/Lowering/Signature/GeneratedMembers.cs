using System.Runtime.CompilerServices;
using AutoBackprop.Core;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace AutoBackprop.Generator;

/// <summary>Calls of FGradient inside a differentiable method. While we generate, such members do not exist yet; so the
/// method is read in a copy of the compilation that has their signatures.</summary>
public static class GeneratedMembers
{
    public const string Mark = "System.CodeDom.Compiler.GeneratedCodeAttribute";
    private static readonly string Suffix = Core.Member.Gradient.Suffix, Sweep = Core.Member.Backward.Suffix;

    private static readonly ConditionalWeakTable<Compilation, Compilation> WithSignatures = new();
    private static readonly ConditionalWeakTable<SyntaxTree, List<MemberDeclarationSyntax>> OfTree = new();

    /// <summary>The compilation in which to read these bodies.</summary>
    public static Compilation For(IEnumerable<SyntaxNode> bodies, Compilation compilation) =>
        bodies.Any(Mentions) ? WithSignatures.GetValue(compilation, Extend) : compilation;

    private static bool Mentions(SyntaxNode body) => body.DescendantTokens().Any(t => t.IsKind(SyntaxKind.IdentifierToken)
        && t.ValueText.Length > Suffix.Length && t.ValueText.EndsWith(Suffix, StringComparison.Ordinal) && t.ValueText != "NoGradient");

    /// <summary>The [Differentiable] method whose gradient this method is.</summary>
    public static IMethodSymbol? Source(IMethodSymbol gradient) =>
        !gradient.IsStatic || !gradient.Name.EndsWith(Suffix, StringComparison.Ordinal) || !Symbols.Has(gradient, Mark) ? null
        : gradient.ContainingType.GetMembers(gradient.Name.Substring(0, gradient.Name.Length - Suffix.Length)).OfType<IMethodSymbol>()
            .Where(m => Symbols.Has(m, Symbols.Differentiable) && m.Parameters.Length <= gradient.Parameters.Length
                && m.Parameters.Zip(gradient.Parameters, (a, b) => SymbolEqualityComparer.Default.Equals(a.Type, b.Type)).All(same => same))
            .OrderByDescending(m => m.Parameters.Length).FirstOrDefault();   // after them come the destinations

    /// <summary>Another generated member of a [Differentiable] method than its gradient.</summary>
    public static bool IsSweep(IMethodSymbol member) => member.IsStatic && member.Name.EndsWith(Sweep, StringComparison.Ordinal) && Symbols.Has(member, Mark)
        && member.ContainingType.GetMembers(member.Name.Substring(0, member.Name.Length - Sweep.Length)).Any(m => Symbols.Has(m, Symbols.Differentiable));

    private static Compilation Extend(Compilation compilation)
    {
        var signatures = new List<SyntaxTree>();
        foreach (var tree in compilation.SyntaxTrees)
        {
            foreach (var syntax in Annotated(tree))
            {
                if (Declared.MethodOf(syntax, compilation, default) is not { } method || !Symbols.Has(Declared.Owner(method), Symbols.Differentiable)) continue;
                foreach (var instance in Instances.Of(method, compilation))
                    using (Instances.Enter(instance, compilation))
                    {
                        var lowered = SignatureLowering.Lower(method, syntax, new LoweringContext(compilation, method, syntax, default));
                        if (lowered.Model is { } signature && (signature.Wanted & Derivatives.Gradient) != 0 && !method.ContainingType.GetMembers(Declared.Name(method) + Suffix).Any())
                            signatures.Add(CSharpSyntaxTree.ParseText(GradientFile.Write(signature), (CSharpParseOptions)tree.Options));
                    }
            }
        }
        return signatures.Count == 0 ? compilation : compilation.AddSyntaxTrees(signatures);
    }

    /// <summary>Methods and their like with attributes.</summary>
    public static List<MemberDeclarationSyntax> Annotated(SyntaxTree tree) => OfTree.GetValue(tree, static tree =>
        [.. tree.GetRoot().DescendantNodes(n => n is not (BlockSyntax or ArrowExpressionClauseSyntax)).Where(Declared.Is).Cast<MemberDeclarationSyntax>()]);

    /// <summary>The file is one of those that we generate: the compiler names it after its generator.</summary>
    public static bool IsIn(SyntaxTree tree) => tree.FilePath.Contains(typeof(GradientGenerator).FullName!);

    /// <summary>What was generated for the method only throws.</summary>
    public static bool AreRefused(IMethodSymbol method) => new[] { Suffix, Sweep }.SelectMany(s => method.ContainingType.GetMembers(Declared.Name(method) + s)).OfType<IMethodSymbol>()
        .Any(m => Symbols.Find(m, Mark)?.ConstructorArguments is [_, { Value: MethodEmitter.IsRefused }] && m.Parameters.Length >= method.Parameters.Length
            && method.Parameters.Zip(m.Parameters, (a, b) => SymbolEqualityComparer.Default.Equals(a.Type, b.Type)).All(same => same));
}
