using System.Runtime.CompilerServices;
using AutoBackprop.Core;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace AutoBackprop.Generator;

/// <summary>A type that is taken apart: a tuple, or a struct, record or class that holds real numbers in members that can be
/// read, and in no other way.</summary>
internal sealed class Aggregate
{
    private static readonly ConditionalWeakTable<INamedTypeSymbol, StrongBox<Aggregate?>> Known = new(), FromInside = new();

    // Of the thread that lowers a method, as the types of Instances.
    [ThreadStatic]
    private static INamedTypeSymbol? t_inside;

    private Aggregate(INamedTypeSymbol type, List<Member> members, bool isWhole)
    {
        (Type, Members, IsWhole) = (type, members, isWhole);
        Positional = VectorSymbols.IsVector(type) ? [.. members.Select((_, i) => i)] : PrimaryConstructor(type) is { } constructor
            ? [.. constructor.Parameters.Select(p => members.FindIndex(m => m.Name == p.Name))] : [];
        Make = Composition == Composition.Class && Positional.Count == 0 ? null : HowToMake();
    }

    public INamedTypeSymbol Type { get; }
    public List<Member> Members { get; }

    /// <summary>The members are all there is to it.</summary>
    public bool IsWhole { get; }

    public Composition Composition => Type.IsTupleType || Type.IsAnonymousType
        ? Composition.Tuple : Type.TypeKind == TypeKind.Struct ? Composition.Struct : Composition.Class;

    /// <summary>Of a positional record: the member that each parameter becomes; empty for all else.</summary>
    public List<int> Positional { get; }

    /// <summary>C# that makes one of its members, with a hole for each; null if there is none.</summary>
    public string? Make { get; }

    /// <summary>What <see cref="Make"/> makes is the same again.</summary>
    public bool IsMadeWhole =>
        Make is not null && IsWhole && Members.Select((m, i) => m.Access != Access.None || Positional.Contains(i)).All(ok => ok);

    /// <summary>It can be an element: numbers side by side, which are copied with it.</summary>
    public bool IsElement => Composition != Composition.Class && Nullables.Inner(Type) is null && Type.IsUnmanagedType && IsWhole
        && Members.All(m => !m.Type.IsReal() ? Of(m.Type) is not { } inner || inner.IsElement : true);

    public int IndexOf(ISymbol member)
    {
        if (!Type.IsTupleType) return Members.FindIndex(m =>
            SymbolEqualityComparer.Default.Equals(m.Symbol.OriginalDefinition, member.OriginalDefinition) && m.Name == member.Name);
        return Members.FindIndex(m => m.Name == member.Name || ((IFieldSymbol)m.Symbol).CorrespondingTupleField?.Name == member.Name);
    }

    public bool IsConstant(int member) => Members[member].IsConstant;

    public static Aggregate? Of(ITypeSymbol? type) => type is null || Instances.Closed(type) is not INamedTypeSymbol named ? null
        : SymbolEqualityComparer.Default.Equals(named, t_inside) ? FromInside.GetValue(named, t => new(Find(t, isInside: true))).Value
        : Known.GetValue(named, t => new(Find(t, isInside: false))).Value;

    /// <summary>What is generated for a method is a part of its type: where the object is differentiated, it sees what the type keeps to
    /// itself, until what this returns is disposed of.</summary>
    public static IDisposable Inside(IMethodSymbol method)
    {
        var outer = t_inside;
        t_inside = method.IsStatic ? null : method.ContainingType;
        if (t_inside is not null && !Asked.IsReceiverActive(method)) t_inside = null;
        return new Leaving(outer);
    }

    private sealed class Leaving(INamedTypeSymbol? outer) : IDisposable
    {
        public void Dispose() => t_inside = outer;
    }

    private static Aggregate? Find(INamedTypeSymbol type, bool isInside)
    {
        if (InlineArrays.Is(type)) return null;
        // The numbers in it or not: nobody else can make one.
        if (type.IsAnonymousType)
            return new Aggregate(type, [.. type.GetMembers().OfType<IPropertySymbol>()
            .Select(p => new Member(p.Name, p.Type, p, Access.None, IsField: false, IsConstant: false))], isWhole: true);
        if (Nullables.Inner(type) is { } inner)
            return inner.IsReal() || Of(inner) is { Composition: not Composition.Class } of && of.Members.Any(m => m.IsActive)
            ? new Aggregate(type, [.. type.GetMembers().OfType<IPropertySymbol>().OrderBy(p => p.Name)
            .Select(p => new Member(p.Name, p.Type, p, Access.Init, IsField: false,
                IsConstant: false) { Reading = p.Name == "Value" ? "GetValueOrDefault()" : p.Name })], isWhole: true) : null;
        if (type.IsTupleType) return new Aggregate(type,
            [.. type.TupleElements.Select(e => new Member(e.Name, e.Type, e, Access.Set, IsField: true, IsConstant: false))],
            isWhole: true);
        if (VectorSymbols.MembersOf(type) is { } numbers)
            return new Aggregate(type, [.. numbers.Select(n => Member.Public(type, n))], isWhole: true);
        if (type.TypeKind is not (TypeKind.Struct or TypeKind.Class) || type.SpecialType != SpecialType.None || type.IsStatic
            || type.IsUnboundGenericType
            || Types.IsNumeric(type) || Recurs(type)) return null;

        var members = new List<Member>();
        var isWhole = true;
        foreach (var part in Parts(type))
            foreach (var field in State(part))
            {
                var member = Member.Of(field, isInside, SymbolEqualityComparer.Default.Equals(part, type));
                if (field.Symbol is IFieldSymbol { IsFixedSizeBuffer: true } || member is null && Types.HoldsAnyReals(field.Type))
                    return null;
                if (member is null) isWhole = false;
                else members.Add(member);
            }
        if (HidesParameters(type)) return null;
        return members.Any(m => m.IsActive) ? new Aggregate(type, members, isWhole) : null;
    }

    /// <summary>What is to be done about numbers in a type that nobody outside can see; null where there is nothing of the kind.</summary>
    public static string? Hidden(ITypeSymbol type)
    {
        if (Of(type) is not null || type is not INamedTypeSymbol { TypeKind: TypeKind.Class or TypeKind.Struct, SpecialType: SpecialType.None,
            IsTupleType: false, DeclaringSyntaxReferences.IsEmpty: false } named) return null;
        if (HidesParameters(named)) return $"let '{named.Name}' keep the parameters of its constructor in properties or fields";
        var isInside = SymbolEqualityComparer.Default.Equals(named, t_inside);
        return Parts(named).SelectMany(part => State(part).Where(field => Types.HoldsAnyReals(field.Type)
            && Member.Of(field, isInside, SymbolEqualityComparer.Default.Equals(part, named)) is null)).FirstOrDefault() is { } hidden
            ? $"'{hidden.Symbol.Name}' is private: make it public or internal" : null;
    }

    // What a type consists of: its bases first.
    private static IEnumerable<INamedTypeSymbol> Parts(INamedTypeSymbol type)
    {
        var parts = new List<INamedTypeSymbol>();
        for (var t = type; t is { SpecialType: SpecialType.None } && t.TypeKind != TypeKind.Error; t = t.BaseType) parts.Insert(0, t);
        return type.TypeKind == TypeKind.Struct ? [type] : parts;
    }

    // Of another assembly, fields of classes that are not public are unknown; their automatic properties are not.
    private static IEnumerable<ISymbol> Stated(INamedTypeSymbol type) =>
        type.Locations.Any(l => l.IsInSource) || type.TypeKind == TypeKind.Struct
        ? type.GetMembers().Where(m => m is IFieldSymbol { IsStatic: false, IsConst: false })
        : type.GetMembers().Where(m => m is IFieldSymbol { IsStatic: false, IsConst: false }
            || m is IPropertySymbol { IsStatic: false, GetMethod: { } get }
            && Symbols.Has(get, "System.Runtime.CompilerServices.CompilerGeneratedAttribute"));

    private static IEnumerable<Stored> State(INamedTypeSymbol type)
    {
        foreach (var member in Stated(type))
            yield return member switch
            {
                IFieldSymbol { AssociatedSymbol: IPropertySymbol property } field => new Stored(property, field.Type),
                // The field behind a property of another assembly.
                IFieldSymbol field when field.Name.StartsWith("<", StringComparison.Ordinal) && field.Name.IndexOf('>') is > 1 and var end
                    && type.GetMembers(field.Name.Substring(1, end - 1)).OfType<IPropertySymbol>().FirstOrDefault() is { } property =>
                        new Stored(property, field.Type),
                IFieldSymbol field => new Stored(field, field.Type),
                _ => new Stored(member, ((IPropertySymbol)member).Type),
            };
    }

    /// <summary>It contains itself, so it has no end.</summary>
    private static bool Recurs(INamedTypeSymbol type)
    {
        var seen = new HashSet<ISymbol>(SymbolEqualityComparer.Default);
        var pending = new Stack<INamedTypeSymbol>([type]);
        while (pending.Count > 0)
            foreach (var member in Parts(pending.Pop()).SelectMany(Stated))
            {
                var inner = member is IFieldSymbol field ? field.Type : ((IPropertySymbol)member).Type;
                while (Types.ElementOf(inner) is { } element) inner = element;
                if (inner is not INamedTypeSymbol { SpecialType: SpecialType.None, TypeKind: TypeKind.Struct or TypeKind.Class } named)
                    continue;
                if (SymbolEqualityComparer.Default.Equals(named.OriginalDefinition, type.OriginalDefinition)) return true;
                if (seen.Add(named.OriginalDefinition)) pending.Push(named);
            }
        return false;
    }

    /// <summary>A parameter of a primary constructor that methods read is a field without a name.</summary>
    private static bool HidesParameters(INamedTypeSymbol type)
    {
        if (type.IsRecord || type.DeclaringSyntaxReferences.Length == 0) return false;
        var declarations = type.DeclaringSyntaxReferences.Select(r => r.GetSyntax()).OfType<TypeDeclarationSyntax>().ToList();
        HashSet<string> parameters = [.. declarations.SelectMany(d => d.ParameterList?.Parameters ?? default)
            .Select(p => p.Identifier.ValueText)];
        return parameters.Count > 0
            && declarations.SelectMany(d => d.Members).SelectMany(Bodies).SelectMany(b => b.DescendantTokens())
            .Any(t => t.IsKind(SyntaxKind.IdentifierToken) && parameters.Contains(t.ValueText));
    }

    private static IEnumerable<SyntaxNode> Bodies(MemberDeclarationSyntax member) =>
        member.DescendantNodes().Where(n => n is BlockSyntax or ArrowExpressionClauseSyntax);

    /// <summary>The constructor of a positional record.</summary>
    private static IMethodSymbol? PrimaryConstructor(INamedTypeSymbol type) => !type.IsRecord ? null
        : type.InstanceConstructors.FirstOrDefault(c =>
            c.Parameters.Length > 0 && c.DeclaringSyntaxReferences.FirstOrDefault()?.GetSyntax() is TypeDeclarationSyntax)
            is { } constructor && constructor.Parameters.All(p => type.GetMembers(p.Name)
                .Any(m => m is IPropertySymbol { DeclaringSyntaxReferences: [var r] } && r.GetSyntax() is ParameterSyntax))
                ? constructor : null;

    private string? HowToMake()
    {
        if (Nullables.Inner(Type) is not null) return $"({Opaque.Hole(0)} ? ({Type.Text()}){Opaque.Hole(1)} : null)";
        if (Type.IsAnonymousType)
            return $"new {{ {string.Join(", ", Members.Select((m, i) => $"{CSharp.Escape(m.Name)} = {Opaque.Hole(i)}"))} }}";
        if (Composition == Composition.Tuple) return $"({string.Join(", ", Members.Select((_, i) => Opaque.Hole(i)))})";
        var rest = Enumerable.Range(0, Members.Count)
            .Where(i => !Positional.Contains(i) && (Members[i].Access != Access.None || Members[i].IsActive)).ToList();
        if (rest.Any(i => Members[i].Access == Access.None) || Positional.Contains(-1)) return null;
        var set = string.Join(", ", rest.Select(i => $"{CSharp.Escape(Members[i].Name)} = {Opaque.Hole(i)}"));
        return Positional.Count > 0
            ? $"new {Type.Text()}({string.Join(", ", Positional.Select(Opaque.Hole))})" + (rest.Count > 0 ? $" {{ {set} }}" : "")
            : $"default({Type.Text()}) with {{ {set} }}";
    }
}

/// <summary>A field, with the property that it is behind.</summary>
internal sealed record Stored(ISymbol Symbol, ITypeSymbol Type);

/// <summary>A member of an aggregate.</summary>
/// <param name="IsConstant">Marked [NoGradient].</param>
internal sealed record Member(string Name, ITypeSymbol Type, ISymbol Symbol, Access Access, bool IsField, bool IsConstant)
{
    /// <summary>C# that makes all of it with another value of this member, where nothing else sets it: holes for that value and for what is
    /// there.</summary>
    public string Make { get; init; } = "";

    /// <summary>How it is read, where that is not its name.</summary>
    public string Reading { get; init; } = "";

    public bool IsActive => !IsConstant
        && (Type.IsReal() || Types.HoldsReals(Type) || Aggregate.Of(Type) is { } inner && inner.Members.Any(m => m.IsActive));

    /// <summary>Null for what cannot be read as it was stored.</summary>
    /// <param name="isInside">A derived type asks, or the type itself.</param>
    public static Member? Of(Stored stored, bool isInside, bool isOwn)
    {
        bool IsVisible(ISymbol symbol) => Member.IsVisible(symbol) || isInside && (isOwn || symbol.DeclaredAccessibility is Accessibility.Protected);

        var isConstant = Symbols.Has(stored.Symbol, Symbols.NoGradient);
        switch (stored.Symbol)
        {
            case IFieldSymbol field when IsVisible(field):
                return new Member(field.Name, stored.Type, field, field.IsReadOnly ? Access.None : Access.Set, IsField: true, isConstant);
            case IPropertySymbol { GetMethod: { } get, IsIndexer: false } property when IsVisible(property) && IsVisible(get)
                && IsAutomatic(property):
                isConstant |= property.ContainingType.InstanceConstructors.SelectMany(c => c.Parameters)
                    .Any(p => p.Name == property.Name && property.ContainingType.IsRecord
                        && p.Locations.FirstOrDefault() == property.Locations.FirstOrDefault() && Symbols.Has(p, Symbols.NoGradient));
                var access = property.SetMethod is not { } set || !IsVisible(set) ? Access.None : set.IsInitOnly ? Access.Init : Access.Set;
                return new Member(property.Name, stored.Type, property, access, IsField: false, isConstant);
            default: return null;
        }
    }

    /// <summary>A public field, or a property that is set when the value is made.</summary>
    public static Member Public(INamedTypeSymbol type, string name) => type.GetMembers(name).First() switch
    {
        IFieldSymbol field => new Member(name, field.Type, field, Access.Set, IsField: true, IsConstant: false),
        IPropertySymbol property =>
            new Member(name, property.Type, property, Access.Make, IsField: false, IsConstant: false) { Make = Remade(type, name) },
        var other => throw new System.InvalidOperationException($"'{other}' is no member with a number"),
    };

    private static string Remade(INamedTypeSymbol type, string name) =>
        $"new {type.Text()}({string.Join(", ", VectorSymbols.MembersOf(type)!.Select(m => m == name ? Opaque.Hole(0) : $"{Opaque.Hole(1)}.{m}"))})";

    private static bool IsVisible(ISymbol symbol) => symbol.DeclaredAccessibility is Accessibility.Public
        || symbol.DeclaredAccessibility is Accessibility.Internal or Accessibility.ProtectedOrInternal
            && symbol.Locations.Any(l => l.IsInSource);

    // Its accessors store and load, and do no more.
    public static bool IsAutomatic(IPropertySymbol property) => property.DeclaringSyntaxReferences.All(r => r.GetSyntax() is ParameterSyntax
        || r.GetSyntax() is PropertyDeclarationSyntax { ExpressionBody: null, AccessorList.Accessors: var accessors }
            && accessors.All(a => a.Body is null && a.ExpressionBody is null));
}
