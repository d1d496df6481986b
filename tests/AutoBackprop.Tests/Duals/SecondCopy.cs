using System.Globalization;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace AutoBackprop.Tests.Duals;

/// <summary>The same C#, and beside each method of numbers and their arrays one that weighs its gradient: the gradient of that is a
/// product with the Hessian.</summary>
internal sealed class SecondCopy(SemanticModel model) : CSharpSyntaxRewriter
{
    public const string Suffix = "_Weighed";

    public static SyntaxNode Of(SyntaxTree tree, Compilation compilation) =>
        new SecondCopy(compilation.GetSemanticModel(tree)).Visit(tree.GetRoot());

    /// <summary>Of the i-th number of a parameter.</summary>
    public static double Weight(int parameter, int i) => 0.75 - 0.25 * ((parameter + i) % 4);

    public override SyntaxNode VisitClassDeclaration(ClassDeclarationSyntax node)
    {
        var copy = (ClassDeclarationSyntax)base.VisitClassDeclaration(node)!;
        return copy.AddMembers([.. node.Members.OfType<MethodDeclarationSyntax>().Select(Weighed).OfType<string>().Select(t => SyntaxFactory.ParseMemberDeclaration(t)!)]);
    }

    public override SyntaxNode VisitAttribute(AttributeSyntax node) => node.Name.ToString() == "Differentiable" && node.ArgumentList is null
        && node.FirstAncestorOrSelf<MethodDeclarationSyntax>() is { } method && Weighed(method) is not null
        ? node.WithArgumentList(SyntaxFactory.ParseAttributeArgumentList("(Derivatives.Gradient)")) : node;

    private string? Weighed(MethodDeclarationSyntax node)
    {
        if (model.GetDeclaredSymbol(node) is not { IsStatic: true, IsGenericMethod: false, ReturnType.SpecialType: SpecialType.System_Double } method
            || !method.GetAttributes().Any(a => a.AttributeClass!.Name == "DifferentiableAttribute" && a.NamedArguments.IsEmpty)) return null;
        var (made, destinations, weighed, scalars) = ("", "", new List<string>(), new List<string>());
        foreach (var p in method.Parameters)
        {
            if (p.RefKind != RefKind.None) return null;
            if (p.GetAttributes().Any(a => a.AttributeClass!.Name == "NoGradientAttribute") || p.Type.SpecialType is not SpecialType.None and not SpecialType.System_Double) continue;
            var k = p.Ordinal;
            if (p.Type.SpecialType == SpecialType.System_Double)
            {
                scalars.Add($"g{k}_");
                weighed.Add($"g{k}_ * {Weight(k, 0).ToString(CultureInfo.InvariantCulture)}");
            }
            else if (p.Type is IArrayTypeSymbol { Rank: 1, ElementType.SpecialType: SpecialType.System_Double }
                || p.Type is INamedTypeSymbol { Name: "Span" or "ReadOnlySpan", TypeArguments: [{ SpecialType: SpecialType.System_Double }] })
            {
                made += $"var g{k}_ = new double[@{p.Name}.Length]; ";
                destinations += $", g{k}_";
                weighed.Add($"w{k}_");
                made += $"var w{k}_ = 0.0; ";
            }
            else return null;
        }
        if (weighed.Count == 0) return null;
        var sums = string.Concat(method.Parameters.Where(p => weighed.Contains($"w{p.Ordinal}_")).Select(p =>
            $"for (var i_ = 0; i_ < g{p.Ordinal}_.Length; i_++) w{p.Ordinal}_ += g{p.Ordinal}_[i_] * (0.75 - 0.25 * (({p.Ordinal} + i_) % 4)); "));
        var result = scalars.Count == 0 ? "" : $"var (_, {string.Join(", ", scalars)}) = ";
        return $"[Differentiable(Derivatives.Gradient)] public static double {method.Name}{Suffix}{node.ParameterList} {{ {made}{result}"
            + $"{method.Name}Gradient({string.Join(", ", method.Parameters.Select(p => "@" + p.Name))}{destinations}); {sums}return {string.Join(" + ", weighed)}; }}\n";
    }
}
