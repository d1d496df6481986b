using AutoBackprop.Core;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Operations;

namespace AutoBackprop.Generator;

/// <summary>Objects and structs in one piece, taken apart: a record by its properties, all else by its method Deconstruct.</summary>
internal sealed class Deconstructions(Scope scope) : Lowerer(scope)
{
    /// <returns>Null where there is no source for it.</returns>
    public List<(Value Value, ITypeSymbol Type)>? Parts(Value self, ITypeSymbol type, IMethodSymbol? method, int count, IOperation at)
    {
        method ??= type.GetMembers("Deconstruct").OfType<IMethodSymbol>()
            .FirstOrDefault(m => !m.IsStatic && m.Parameters.Length == count && m.Parameters.All(p => p.RefKind == RefKind.Out));
        if (method is null) return null;
        // The compiler writes that of a record; the library's, as that of KeyValuePair, go by the names of properties, too.
        if (method.IsImplicitlyDeclared || method.DeclaringSyntaxReferences is not [var reference]
            || reference.GetSyntax(Context.Token) is TypeDeclarationSyntax)
        {
            var found = method.Parameters.Select(p => PropertyOf(method.ContainingType, p.Name)).ToList();
            return found.Contains(null) || self.Scalar is not { } whole ? null : [.. found.Select(p => (Read(whole, p!, at), p!.Type))];
        }
        if (method.IsStatic || !InPlace.HasSource(method, Context)) return null;
        var places = method.Parameters.Select(p => new object()).ToList();
        for (var i = 0; i < places.Count; i++) Variables[places[i]] = Defaults.Of(method.Parameters[i].Type);
        Scope.InPlace.Run(new Function(at.Syntax, method, null, null, self), (parameter, i) => Scope.References.Unite(parameter, places[i]),
            at);
        var parts = places.Select((p, i) => (Variables[p]!, method.Parameters[i].Type)).ToList();
        foreach (var place in places) Variables.Remove(place);
        return parts;
    }

    private static IPropertySymbol? PropertyOf(INamedTypeSymbol type, string name)
    {
        for (var t = type; t is not null; t = t.BaseType)
            if (t.GetMembers().OfType<IPropertySymbol>().OrderBy(p => p.Name != name)
                .FirstOrDefault(p => string.Equals(p.Name, name, StringComparison.OrdinalIgnoreCase)) is { } property) return property;
        return null;
    }

    /// <summary>A member that a pattern names.</summary>
    public Value Member(Expr self, IOperation member) =>
        Members.MemberOf(member) is var (_, symbol) ? Read(self, symbol, member) : Reject(member);

    private Value Read(Expr self, ISymbol member, IOperation at)
    {
        if (Scope.LocalObjects.Of(self) is { } o)
        {
            if (member is not IPropertySymbol property) return Variables[o.Of(member)] ?? Reject(at, $"'{member.Name}'");
            if (LocalObjects.FieldBehind(LocalObjects.Property(property, o), o) is { } field)
                return Variables[o.Of(field)] ?? Reject(at, $"'{member.Name}'");
            return property.GetMethod is { } get
                ? Scope.LocalObjects.Call(at, o, get, [], Dispatch.IsVirtual(get, o.Type)) : Reject(at, $"'{member.Name}'");
        }
        var type = member is IPropertySymbol p ? p.Type : ((IFieldSymbol)member).Type;
        var text = Scope.Accessors.CanName(member, member.ContainingType) ? $"{Opaque.Hole(0)}.{CSharp.Escape(member.Name)}"
            : Scope.Accessors.Text(member, at) is { } accessor ? $"{accessor}({Opaque.Hole(0)})" : null;
        if (text is null) return Defaults.Of(type);
        var held = Define("", new Opaque(text, new[] { self }, Types.Of(type)));
        return Composites.IsTakenApart(type) ? Composites.Components(held.Scalar!, type) : held;
    }
}
