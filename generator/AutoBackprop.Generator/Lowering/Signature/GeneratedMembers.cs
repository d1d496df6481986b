using System.Runtime.CompilerServices;
using AutoBackprop.Core;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace AutoBackprop.Generator;

/// <summary>Calls of FGradient and its like inside a differentiable method. While we generate, such members do not exist yet; so the
/// method is read in a copy of the compilation that has their signatures.</summary>
public static class GeneratedMembers
{
    public const string Mark = "System.CodeDom.Compiler.GeneratedCodeAttribute";

    private static readonly ConditionalWeakTable<Compilation, HashSet<string>> Promised = new();
    private static readonly ConditionalWeakTable<Compilation, Compilation> WithSignatures = new();
    private static readonly ConditionalWeakTable<SyntaxTree, List<MemberDeclarationSyntax>> OfTree = new();

    /// <summary>The compilation in which to read these bodies.</summary>
    public static Compilation For(IEnumerable<SyntaxNode> bodies, Compilation compilation)
    {
        var names = Promised.GetValue(compilation, static c => [.. c.SyntaxTrees.SelectMany(Annotated).OfType<MethodDeclarationSyntax>()
            .SelectMany(m => Names(m).SelectMany(name => Core.Member.All.SelectMany(member =>
                new[] { name + member.Suffix, name + member.Suffix + Cores.Suffix })))]);
        return bodies.Any(body => body.DescendantTokens().Any(t => t.IsKind(SyntaxKind.IdentifierToken) && names.Contains(t.ValueText)))
            ? WithSignatures.GetValue(compilation, Extend) : compilation;
    }

    // Its own, and those that its attributes give.
    private static IEnumerable<string> Names(MethodDeclarationSyntax method) =>
        method.AttributeLists.SelectMany(l => l.Attributes).SelectMany(a => a.ArgumentList?.Arguments ?? default)
        .Where(a => a.NameEquals?.Name.Identifier.ValueText == "Name")
            .Select(a => (a.Expression as LiteralExpressionSyntax)?.Token.ValueText).OfType<string>().Prepend(method.Identifier.ValueText);

    /// <summary>What a member was generated for, and as what; null for a method that is none.</summary>
    public static (IMethodSymbol Primal, Core.Member Member)? Source(IMethodSymbol generated)
    {
        if (!generated.IsStatic || !Symbols.Has(generated, Mark)) return null;
        foreach (var member in Core.Member.All.Where(m => generated.Name.EndsWith(m.Suffix, StringComparison.Ordinal)))
        {
            var name = generated.Name.Substring(0, generated.Name.Length - member.Suffix.Length);
            var primals = generated.ContainingType.GetMembers(name).OfType<IMethodSymbol>()
                .Where(p => Symbols.Has(p, Symbols.Differentiable) && Matches(p, generated, member));
            if (primals.OrderByDescending(p => p.Parameters.Length).FirstOrDefault() is { } primal) return (primal, member);
        }
        return null;
    }

    private static bool Matches(IMethodSymbol primal, IMethodSymbol generated, Core.Member member)
    {
        var parameters = member.Parameters([.. primal.Parameters.Select(Inlining.ShapeOf)], ResultOf(primal)).ToList();
        return parameters.Count == generated.Parameters.Length && parameters.Zip(generated.Parameters, (p, given) =>
            p.Kind != ParameterKind.Primal || SymbolEqualityComparer.Default.Equals(primal.Parameters[p.Of].Type, given.Type))
                .All(same => same);
    }

    public static Shape? ResultOf(IMethodSymbol primal) => primal.ReturnsVoid ? null : Types.Shape(primal.ReturnType, "", true);

    /// <summary>One of ours that is not known as what: of another name than its method's, with fewer gradients, or of other things than
    /// numbers and arrays of them.</summary>
    public static bool IsOther(IMethodSymbol member) =>
        member.IsStatic && Symbols.Find(member, Mark)?.ConstructorArguments is [{ Value: "AutoBackprop" }, ..]
        && (Source(member) is not var (primal, _) || Asked.All(primal).Any(a => a.NamedArguments.Any(n => n.Key is "Of" or "Name")));

    /// <summary>One of ours that runs on several cores.</summary>
    public static bool IsParallel(IMethodSymbol member) => member.Name.EndsWith(Cores.Suffix, StringComparison.Ordinal)
        && Symbols.Find(member, Mark)?.ConstructorArguments is [{ Value: "AutoBackprop" }, ..]
        && member.Parameters.LastOrDefault()?.Type is { Name: "ParallelOptions" };

    private static Compilation Extend(Compilation compilation)
    {
        var signatures = new List<SyntaxTree>();
        foreach (var tree in compilation.SyntaxTrees)
        {
            foreach (var syntax in Annotated(tree))
            {
                if (Declared.MethodOf(syntax, compilation, default) is not { } method
                    || !Symbols.Has(Declared.Owner(method), Symbols.Differentiable)) continue;
                foreach (var (asked, instance) in Asked.All(method)
                    .SelectMany(a => Instances.Of(method, compilation), (a, instance) => (a, instance)))
                    using (Asked.Enter(asked))
                    using (Instances.Enter(instance, compilation))
                    using (Aggregate.Inside(method))
                    {
                        var lowered = SignatureLowering.Lower(method, syntax, new LoweringContext(compilation, method, syntax, default));
                        // What an other part of the compilation has already is not written again.
                        if (lowered.Model is { } signature
                            && Core.Member.In(signature.Wanted)
                            .All(m => !method.ContainingType.GetMembers(Asked.Name(method) + m.Suffix).Any()))
                            signatures.Add(CSharpSyntaxTree.ParseText(GradientFile.Write(signature), (CSharpParseOptions)tree.Options));
                    }
            }
        }
        return signatures.Count == 0 ? compilation : compilation.AddSyntaxTrees(signatures);
    }

    /// <summary>Methods and their like with attributes.</summary>
    public static List<MemberDeclarationSyntax> Annotated(SyntaxTree tree) => OfTree.GetValue(tree, static tree =>
        [.. tree.GetRoot().DescendantNodes(n => n is not (BlockSyntax or ArrowExpressionClauseSyntax)).Where(Declared.Is)
            .Cast<MemberDeclarationSyntax>()]);

    /// <summary>The file is one of those that we generate: the compiler names it after its generator.</summary>
    public static bool IsIn(SyntaxTree tree) => tree.FilePath.Contains(typeof(GradientGenerator).FullName!);

    // Read off the syntax: each file is read once, and an edit elsewhere costs nothing.
    private static readonly ConditionalWeakTable<SyntaxTree, StrongBox<bool>> RefusedIn = new();
    private static readonly ConditionalWeakTable<Compilation, StrongBox<bool>> RefusedInAny = new();

    /// <summary>Something that was generated only throws.</summary>
    public static bool AnyIsRefused(Compilation compilation) => RefusedInAny.GetValue(compilation, static c =>
        new(c.SyntaxTrees.Any(tree => IsIn(tree) && RefusedIn.GetValue(tree, static t => new(Annotated(t).Any(IsRefused))).Value))).Value;

    private static bool IsRefused(MemberDeclarationSyntax member) => member.AttributeLists.SelectMany(l => l.Attributes)
        .Any(a => a.ArgumentList?.Arguments is [_, { Expression: LiteralExpressionSyntax { Token.ValueText: MethodEmitter.IsRefused } }]);

    /// <summary>What was generated for the method only throws.</summary>
    public static bool AreRefused(IMethodSymbol method) =>
        Core.Member.All.SelectMany(m => method.ContainingType.GetMembers(Declared.Name(method) + m.Suffix)).OfType<IMethodSymbol>()
        .Any(m => Symbols.Find(m, Mark)?.ConstructorArguments is [_, { Value: MethodEmitter.IsRefused }]
            && m.Parameters.Length >= method.Parameters.Length
            && method.Parameters.Zip(m.Parameters, (a, b) => SymbolEqualityComparer.Default.Equals(a.Type, b.Type)).All(same => same));
}
