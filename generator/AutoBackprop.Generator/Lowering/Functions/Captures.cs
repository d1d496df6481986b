using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Operations;

namespace AutoBackprop.Generator;

/// <summary>What a local function or lambda takes from around it.</summary>
internal static class Captures
{
    /// <summary>It reads or writes a variable, or calls a function, of the bodies around it, or uses their object.</summary>
    public static bool Any(IMethodSymbol local, LoweringContext context) =>
        Any(local, context, new HashSet<ISymbol>(SymbolEqualityComparer.Default));

    // Two may call each other.
    private static bool Any(IMethodSymbol local, LoweringContext context, HashSet<ISymbol> seen) => seen.Add(local) && (
        local.DeclaringSyntaxReferences is not [var reference] || !context.Compilation.ContainsSyntaxTree(reference.SyntaxTree)
        || context.ModelOf(reference.SyntaxTree)
            .GetOperation(reference.GetSyntax(context.Token), context.Token) is not ILocalFunctionOperation function
        || function.Descendants().Any(o => IsFromOutside(o, local, context, seen)));

    private static bool IsFromOutside(IOperation operation, IMethodSymbol local, LoweringContext context, HashSet<ISymbol> seen) =>
        operation switch
    {
        ILocalReferenceOperation l => !IsInside(l.Local, local) && !l.Local.IsConst,
        IParameterReferenceOperation p => !IsInside(p.Parameter, local),
        IInstanceReferenceOperation { ReferenceKind: InstanceReferenceKind.ContainingTypeInstance } => true,
        IInvocationOperation { TargetMethod: { MethodKind: MethodKind.LocalFunction } other } =>
            !IsInside(other, local) && !SymbolEqualityComparer.Default.Equals(other, local)
                && (!other.IsStatic && Any(other, context, seen)),
        IMethodReferenceOperation { Method.MethodKind: MethodKind.LocalFunction } => true,
        _ => false,
    };

    private static bool IsInside(ISymbol symbol, IMethodSymbol function)
    {
        for (var s = symbol.ContainingSymbol; s is not null; s = s.ContainingSymbol)
            if (SymbolEqualityComparer.Default.Equals(s, function)) return true;
        return false;
    }
}
