using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Operations;

namespace AutoBackprop.Generator;

/// <summary>Local functions that call themselves and read variables around them: they are methods, and what they read is handed to
/// them.</summary>
internal sealed class Recursion(LoweringContext context)
{
    private readonly Dictionary<ISymbol, IReadOnlyList<ISymbol>?> _known = new(SymbolEqualityComparer.Default);

    /// <summary>What such a function reads, in order; null for every other function, and where anything of it is written.</summary>
    public IReadOnlyList<ISymbol>? CapturesOf(IMethodSymbol method)
    {
        if (method.MethodKind != MethodKind.LocalFunction || method.IsStatic) return null;
        if (!_known.TryGetValue(method, out var captures)) _known[method] = captures = Find(method);
        return captures;
    }

    private List<ISymbol>? Find(IMethodSymbol method)
    {
        var functions = new List<IMethodSymbol> { method };
        var captures = new List<ISymbol>();
        var isRecursive = false;
        for (var i = 0; i < functions.Count; i++)
        {
            if (BodyOf(functions[i]) is not { } body) return null;
            foreach (var o in body.Descendants())
                switch (o)
                {
                    case IInvocationOperation { TargetMethod: { MethodKind: MethodKind.LocalFunction } called }:
                        isRecursive |= SymbolEqualityComparer.Default.Equals(called, method);
                        if (!functions.Contains(called, SymbolEqualityComparer.Default)) functions.Add(called);
                        break;
                    case ILocalReferenceOperation { Local: { IsConst: false, IsRef: false } local }: Add(local); break;
                    case IParameterReferenceOperation { Parameter: var parameter }: Add(parameter); break;
                    case IInstanceReferenceOperation { ReferenceKind: InstanceReferenceKind.ContainingTypeInstance } or IMethodReferenceOperation { Method.MethodKind: MethodKind.LocalFunction } or IAnonymousFunctionOperation: return null;
                }
        }
        if (!isRecursive) return null;
        var outside = captures.Where(c => !functions.Contains(c.ContainingSymbol, SymbolEqualityComparer.Default)).ToList();
        HashSet<object> assigned = [.. functions.SelectMany(f => BodyOf(f)!.ChildOperations).SelectMany(Assignments.In)];
        return outside.Exists(assigned.Contains) || outside.Exists(c => TypeOf(c) is { TypeKind: TypeKind.Delegate })
            || functions.Exists(f => f.Parameters.Any(p => p.RefKind is RefKind.Ref or RefKind.Out)) ? null : outside;

        void Add(ISymbol symbol)
        {
            if (!captures.Contains(symbol, SymbolEqualityComparer.Default)) captures.Add(symbol);
        }
    }

    public static ITypeSymbol TypeOf(ISymbol variable) => variable is ILocalSymbol local ? local.Type : ((IParameterSymbol)variable).Type;

    /// <summary>It is differentiated where it is handed over.</summary>
    public static bool IsActive(ISymbol variable) =>
        variable is not IParameterSymbol parameter || !Symbols.Has(parameter, Symbols.NoGradient);

    private ILocalFunctionOperation? BodyOf(IMethodSymbol method) =>
        method.DeclaringSyntaxReferences is [var reference] && context.Compilation.ContainsSyntaxTree(reference.SyntaxTree)
        ? context.ModelOf(reference.SyntaxTree).GetOperation(reference.GetSyntax(context.Token), context.Token) as ILocalFunctionOperation
            : null;
}
