using AutoBackprop.Core;
using Microsoft.CodeAnalysis;

namespace AutoBackprop.Generator;

/// <summary>What the type parameters of generic bodies stand for while these are lowered. Roslyn gives the operations of the
/// definition alone, so every question about a type is asked of the type that is meant.</summary>
internal static class Instances
{
    // Of the thread that lowers a method: types are asked for everywhere, also where there is no scope.
    [ThreadStatic]
    private static Arguments? t_current;

    /// <summary>What type parameters stand for here; for a body that runs later.</summary>
    public static object? Current => t_current;

    /// <summary>They stand for it again.</summary>
    public static IDisposable Resume(object? current)
    {
        var outer = t_current;
        t_current = (Arguments?)current;
        return new Leaving(outer);
    }

    private sealed record Arguments(Compilation Compilation, Dictionary<ISymbol, ITypeSymbol> Of);

    /// <summary>The methods that a [Differentiable] one stands for: itself, or, if it is generic, one for each type of real
    /// numbers.</summary>
    public static IReadOnlyList<IMethodSymbol> Of(IMethodSymbol method, Compilation compilation)
    {
        // Overloads differ in their parameters.
        if (method.TypeParameters is not [{ ConstraintTypes.Length: > 0 } parameter]
            || !method.Parameters.Any(p => TypeParameters.Mentions(p.Type))) return [method];
        var types = new[] { SpecialType.System_Double, SpecialType.System_Single }.Select(t => compilation.GetSpecialType(t)).ToList();
        var closed = types.Select(t => method.Construct(t)).ToList();
        return parameter.HasReferenceTypeConstraint || !closed.All(m => m.TypeParameters[0].ConstraintTypes.All(c => Fits(m, c)))
            ? [method] : closed;

        bool Fits(IMethodSymbol instance, ITypeSymbol constraint)
        {
            using var closing = Enter(instance, compilation);
            return compilation.ClassifyCommonConversion(instance.TypeArguments[0], Closed(constraint)) is { Exists: true,
                IsImplicit: true };
        }
    }

    /// <summary>The type that the only type parameter of a method stands for, where that is one of real numbers.</summary>
    public static ITypeSymbol? RealOf(IMethodSymbol method) =>
        method.TypeParameters is [var parameter] && Closed(parameter) is var type && type.IsReal() ? type : null;

    /// <summary>The body of this method, closed, is lowered until what this returns is disposed of.</summary>
    public static IDisposable Enter(IMethodSymbol method, Compilation compilation)
    {
        var outer = t_current;
        var arguments = outer is null ? new Dictionary<ISymbol, ITypeSymbol>(SymbolEqualityComparer.Default)
            : new(outer.Of, SymbolEqualityComparer.Default);
        Add(method.OriginalDefinition.TypeParameters, method.TypeArguments);
        for (var type = method.ContainingType; type is not null; type = type.ContainingType)
            Add(type.OriginalDefinition.TypeParameters, type.TypeArguments);
        if (arguments.Count > 0) t_current = new Arguments(compilation, arguments);
        return new Leaving(outer);

        void Add(IEnumerable<ITypeParameterSymbol> parameters, IEnumerable<ITypeSymbol> types)
        {
            foreach (var (parameter, type) in parameters.Zip(types, (p, t) => (p, Closed(t))))
                if (!SymbolEqualityComparer.Default.Equals(parameter, type)) arguments[parameter] = type;
        }
    }

    private sealed class Leaving(Arguments? outer) : IDisposable
    {
        public void Dispose() => t_current = outer;
    }

    /// <summary>The type that is meant.</summary>
    public static ITypeSymbol Closed(ITypeSymbol type)
    {
        if (t_current is not { } current) return type;
        return type switch
        {
            ITypeParameterSymbol => current.Of.TryGetValue(type, out var argument) ? argument : type,
            IArrayTypeSymbol array when Closed(array.ElementType) is var element =>
                SymbolEqualityComparer.Default.Equals(element, array.ElementType)
                ? type : current.Compilation.CreateArrayTypeSymbol(element, array.Rank),
            INamedTypeSymbol { IsGenericType: true, IsUnboundGenericType: false } named => Closed(named),
            _ => type,
        };
    }

    private static INamedTypeSymbol Closed(INamedTypeSymbol named)
    {
        var definition = named.ContainingType is { IsGenericType: true } around && Closed(around) is var outer
            && !SymbolEqualityComparer.Default.Equals(outer, around)
            ? outer.GetTypeMembers(named.Name, named.Arity).FirstOrDefault() ?? named.OriginalDefinition : named.ConstructedFrom;
        if (named.TypeArguments.IsEmpty) return definition;
        var arguments = named.TypeArguments.Select(Closed).ToArray();
        return named.TypeArguments.Zip(arguments, SymbolEqualityComparer.Default.Equals).All(same => same)
            ? named : definition.Construct(arguments);
    }

    /// <summary>The member of the type that is meant where a type parameter is asked for one of an interface.</summary>
    public static IMethodSymbol? Implementation(IMethodSymbol member, ITypeSymbol? of)
    {
        if (of is null || Closed(of) is not INamedTypeSymbol type || member.ContainingType.TypeKind != TypeKind.Interface) return null;
        var declared = type.AllInterfaces.Where(i =>
            SymbolEqualityComparer.Default.Equals(i.OriginalDefinition, member.ContainingType.OriginalDefinition))
            .SelectMany(i => i.GetMembers(member.Name))
                .FirstOrDefault(m => SymbolEqualityComparer.Default.Equals(m.OriginalDefinition, member.OriginalDefinition));
        return declared is null ? null : type.FindImplementationForInterfaceMember(declared) as IMethodSymbol;
    }

    /// <summary>A number that a numeric type has by name: <c>T.One</c>, <c>T.Pi</c>.</summary>
    public static Const? Number(string name, ITypeSymbol type)
    {
        type = Closed(type);
        if (!type.IsReal()) return null;
        var value = KnownNames.Number(name)
            ?? (type.GetMembers(name).OfType<IFieldSymbol>()
            .FirstOrDefault() is { HasConstantValue: true, ConstantValue: IConvertible constant }
            ? constant.ToDouble(System.Globalization.CultureInfo.InvariantCulture) : null);
        return value is { } number ? new Const(number, Types.Of(type)) : null;
    }
}
