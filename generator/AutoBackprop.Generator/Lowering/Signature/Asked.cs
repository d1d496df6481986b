using AutoBackprop.Core;
using Microsoft.CodeAnalysis;

namespace AutoBackprop.Generator;

/// <summary>What one [Differentiable] attribute asks for; a method can have several.</summary>
internal static class Asked
{
    // Of the thread that lowers a method, as the types of Instances.
    [ThreadStatic]
    private static AttributeData? t_current;

    public static IReadOnlyList<AttributeData> All(IMethodSymbol method) =>
        [.. Declared.Owner(method).GetAttributes().Where(a => a.AttributeClass?.ToDisplayString() == Symbols.Differentiable)];

    /// <summary>This attribute is meant until what this returns is disposed of.</summary>
    public static IDisposable Enter(AttributeData? attribute)
    {
        var outer = t_current;
        t_current = attribute;
        return new Leaving(outer);
    }

    private sealed class Leaving(AttributeData? outer) : IDisposable
    {
        public void Dispose() => t_current = outer;
    }

    private static AttributeData? For(IMethodSymbol method) => t_current ?? Symbols.Find(Declared.Owner(method), Symbols.Differentiable);

    private static TypedConstant? Named(IMethodSymbol method, string name) =>
        For(method)?.NamedArguments.Where(a => a.Key == name).Select(a => (TypedConstant?)a.Value).FirstOrDefault();

    /// <summary>None for the default.</summary>
    public static Derivatives Wanted(IMethodSymbol method) =>
        For(method)?.ConstructorArguments is [{ Value: int flags }] ? (Derivatives)flags : Derivatives.None;

    /// <summary>How the generated members begin.</summary>
    public static string Name(IMethodSymbol method) =>
        Named(method, "Name")?.Value is string { Length: > 0 } name ? name : Declared.Name(method);

    public static bool IsNamed(IMethodSymbol method) => Name(method) != Declared.Name(method);

    /// <summary>The parameters, or members of the receiver, that alone are differentiated; null for all.</summary>
    public static IReadOnlyList<string>? Of(IMethodSymbol method) =>
        Named(method, "Of") is { Kind: TypedConstantKind.Array, IsNull: false } of
        ? [.. of.Values.Select(v => v.Value as string ?? "")] : null;

    public static bool IsActive(IParameterSymbol parameter) => !Symbols.Has(parameter, Symbols.NoGradient)
        && (parameter.ContainingSymbol is not IMethodSymbol method || Of(method) is not { } of || of.Contains(parameter.Name));

    /// <summary>By what was asked for, or since a member of it was; else a struct is, and a class is data.</summary>
    public static bool IsReceiverActive(IMethodSymbol method)
    {
        if (Of(method) is { } of) return of.Any(name => IsMember(method, name));
        return Named(method, "Receiver")?.Value is int and not 0 and var asked ? asked == 1 : method.ContainingType.IsValueType;
    }

    /// <summary>The object, with a gradient where one was asked for.</summary>
    public static Shape ReceiverShape(IMethodSymbol method)
    {
        var shape = Types.Shape(method.ContainingType, "this", IsReceiverActive(method));
        return Of(method) is { } of && shape.IsTuple
            ? shape with { Items = shape.Items.Map(i => i.Name.Length == 0 || of.Contains(i.Name) ? i : i.Constant) } : shape;
    }

    private static bool IsMember(IMethodSymbol method, string name) => !method.IsStatic && !method.Parameters.Any(p => p.Name == name)
        && Aggregate.Of(method.ContainingType)?.Members.Any(m => m.Name == name) == true;

    /// <summary>A name that is neither a parameter nor a member of the receiver that holds numbers.</summary>
    public static string? Unknown(IMethodSymbol method) =>
        Of(method)?.FirstOrDefault(name => !method.Parameters.Any(p => p.Name == name) && !IsMember(method, name));

    /// <summary>Another attribute asks for members of the same names.</summary>
    public static bool IsTwice(IMethodSymbol method)
    {
        var (name, current) = (Name(method), For(method));
        // It may be that of another compilation.
        foreach (var other in All(method).TakeWhile(a => a.ApplicationSyntaxReference?.Span != current?.ApplicationSyntaxReference?.Span))
            using (Enter(other))
                if (Name(method) == name) return true;
        return false;
    }
}
