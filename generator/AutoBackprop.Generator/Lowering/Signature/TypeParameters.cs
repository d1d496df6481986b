using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Operations;

namespace AutoBackprop.Generator;

/// <summary>Whether a method of a generic type would be another one for other type arguments. If not, its body can be read
/// wherever it is called.</summary>
internal static class TypeParameters
{
    public static bool AreUsed(IMethodSymbol method, LoweringContext context) =>
        AreUsed(method.OriginalDefinition, context, new HashSet<ISymbol>(SymbolEqualityComparer.Default));

    private static bool AreUsed(IMethodSymbol method, LoweringContext context, HashSet<ISymbol> seen)
    {
        if (!seen.Add(method)) return false;
        if (method.Parameters.Select(p => p.Type).Append(method.ReturnType).Any(Mentions)) return true;
        if ((method.PartialImplementationPart ?? method).DeclaringSyntaxReferences is not [var reference]
            || !context.Compilation.ContainsSyntaxTree(reference.SyntaxTree)) return true;
        var syntax = reference.GetSyntax(context.Token);
        context.Visited.Add(syntax);
        return context.ModelOf(syntax.SyntaxTree).GetOperation(syntax, context.Token) is not { } body
            || body.Descendants().Any(o => IsUse(o, context, seen));
    }

    private static bool IsUse(IOperation operation, LoweringContext context, HashSet<ISymbol> seen) =>
        Mentions(operation.Type) || operation switch
    {
        { ConstantValue.HasValue: true } => false,
        IInvocationOperation { TargetMethod: var called } => called.TypeArguments.Any(Mentions)
            || Mentions(called.ContainingType) && (!called.IsStatic || AreUsed(called.OriginalDefinition, context, seen)),
        IMemberReferenceOperation m => Mentions(m.Member.ContainingType),
        ITypeOfOperation t => Mentions(t.TypeOperand),
        ISizeOfOperation s => Mentions(s.TypeOperand),
        IIsTypeOperation i => Mentions(i.TypeOperand),
        _ => false,
    };

    public static bool Mentions(ITypeSymbol? type) => type switch
    {
        ITypeParameterSymbol => true,
        IArrayTypeSymbol array => Mentions(array.ElementType),
        INamedTypeSymbol named => named.TypeArguments.Any(Mentions) || Mentions(named.ContainingType),
        _ => false,
    };
}
