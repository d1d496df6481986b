using AutoBackprop.Core;
using Microsoft.CodeAnalysis;

namespace AutoBackprop.Generator;

/// <summary>Members that the generated file cannot name, since they are private in another type: it reads them through accessors
/// that the runtime binds.</summary>
internal sealed class Accessors(Scope scope) : Lowerer(scope)
{
    /// <summary>C# in the generated file can name it.</summary>
    /// <param name="through">The type of what it is a member of.</param>
    public bool CanName(ISymbol member, ITypeSymbol? through) =>
        member is not IFieldSymbol { AssociatedSymbol: not null } and not IParameterSymbol
        && Context.Compilation.IsSymbolAccessibleWithin(member, Context.Root.ContainingType, member.IsStatic ? null : through)
        && !SignatureLowering.IsFileLocal(member.ContainingType);

    /// <summary>What a field, a property or a parameter of a primary constructor holds.</summary>
    /// <param name="of">The object or struct; null for a static member.</param>
    public Value Read(IOperation at, ISymbol member, Expr? of) => Text(member, at) is { } text
        ? Scope.Quoting.Quoted(at, of is null ? $"{text}(default({member.ContainingType.Text()}))" : $"{text}({Opaque.Hole(0)})",
            of is null ? [] : [of])
        : Defaults.Of(at.Type);

    /// <summary>C# that gives a member the value of the last hole; the first is the object, if there is one.</summary>
    public string? Assignment(ISymbol member, IOperation at, bool hasObject)
    {
        var of = hasObject ? Opaque.Hole(0) : $"default({member.ContainingType.Text()})";
        var value = Opaque.Hole(hasObject ? 1 : 0);
        if (member is IPropertySymbol { SetMethod: { } set }) return Text(set, at) is { } called ? $"{called}({of}, {value})" : null;
        return member is IPropertySymbol || member.ContainingType.IsValueType || Text(member, at) is not { } text
            ? null : $"{text}({of}) = {value}";
    }

    /// <summary>The accessor's name; null, and said, where the member is out of reach.</summary>
    public string? Text(ISymbol member, IOperation at)
    {
        member = member is IPropertySymbol { GetMethod: { } get } ? get : member;
        var owner = member is IParameterSymbol { ContainingSymbol.ContainingType: { } captures } ? captures : member.ContainingType;
        var (kind, name, type, parameters) = member switch
        {
            IFieldSymbol f => (f.IsStatic ? AccessorKind.StaticField : AccessorKind.Field, f.MetadataName, f.Type, []),
            // The field that holds it.
            IParameterSymbol p => (AccessorKind.Field, $"<{p.Name}>P", p.Type, []),
            IMethodSymbol m => (m.IsStatic ? AccessorKind.StaticMethod : AccessorKind.Method, m.MetadataName, m.ReturnType, m.Parameters),
            _ => (default, "", (ITypeSymbol?)null, System.Collections.Immutable.ImmutableArray<IParameterSymbol>.Empty),
        };
        if (type is null || owner is { IsStatic: true } or { IsGenericType: true }
            || member is IMethodSymbol { IsGenericMethod: true } or IMethodSymbol { ReturnsByRef: true } or IMethodSymbol { ReturnsByRefReadonly: true }
            || parameters.Select(p => p.Type).Append(type).Append(owner)
                .Any(t => !Context.IsAccessible(t) || SignatureLowering.IsFileLocal(t as INamedTypeSymbol)))
        {
            Reject(at, $"'{(member as IMethodSymbol)?.AssociatedSymbol?.Name ?? member.Name}', which is private in '{owner.Name}',",
                "make it internal");
            return null;
        }
        var key = $"{kind} {owner.Text()} {name}({string.Join(", ", parameters.Select(p => p.Type.Text()))})";
        if (!Context.Accessors.TryGetValue(key, out var accessor))
        {
            var called = $"{Context.Prefix}_{owner.Name}_{((member as IMethodSymbol)?.AssociatedSymbol ?? (member as IFieldSymbol)?.AssociatedSymbol ?? member).Name}";
            while (Context.Accessors.Values.Any(a => a.Name == called)) called += "_";
            Context.Accessors[key] = accessor = new Accessor(called, kind, name, owner.Text(), type.Text(),
                parameters.Select(p => Modifier(p.RefKind) + p.Type.Text()).ToArray()) { IsOfStruct = owner.IsValueType };
        }
        return accessor.Name;
    }

    private static string Modifier(RefKind kind) =>
        kind switch { RefKind.Ref => "ref ", RefKind.Out => "out ", RefKind.In => "in ", RefKind.None => "", _ => "ref readonly " };
}
