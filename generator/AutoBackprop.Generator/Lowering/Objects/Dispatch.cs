using AutoBackprop.Core;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Operations;

namespace AutoBackprop.Generator;

/// <summary>Which body a virtual, abstract or interface member runs: one of those that this compilation has, by the type that the
/// object turns out to be.</summary>
internal sealed class Dispatch(Scope scope) : Lowerer(scope)
{
    /// <summary>The member, as a type has it; null where its body is elsewhere.</summary>
    public IMethodSymbol? Implementation(IMethodSymbol member, INamedTypeSymbol type)
    {
        var found = member.ContainingType.TypeKind == TypeKind.Interface
            ? type.FindImplementationForInterfaceMember(member) as IMethodSymbol ?? ByProperty(member, type) : Override(member, type);
        return found is { IsAbstract: false } && InPlace.HasSource(found, Context) ? found : null;
    }

    private static IMethodSymbol? ByProperty(IMethodSymbol member, INamedTypeSymbol type) =>
        member.AssociatedSymbol is { } property && type.FindImplementationForInterfaceMember(property) is IPropertySymbol p
            ? member.MethodKind == MethodKind.PropertySet ? p.SetMethod : p.GetMethod : null;

    private static IMethodSymbol? Override(IMethodSymbol member, INamedTypeSymbol type)
    {
        for (var t = type; t is not null; t = t.BaseType)
            foreach (var own in t.GetMembers(member.Name).OfType<IMethodSymbol>())
                for (var m = own; m is not null; m = m.OverriddenMethod)
                    if (SymbolEqualityComparer.Default.Equals(m.OriginalDefinition, member.OriginalDefinition)) return own;
        return null;
    }

    public static bool IsVirtual(IMethodSymbol member, ITypeSymbol? of) =>
        (member.IsVirtual || member.IsAbstract || member.IsOverride) && !member.IsSealed && of is not { IsSealed: true }
            || member.ContainingType.TypeKind == TypeKind.Interface;

    /// <summary>The types that could be there, those that derive from others first.</summary>
    public List<(INamedTypeSymbol Type, IMethodSymbol Member)> Candidates(IMethodSymbol member, ITypeSymbol of) =>
        [.. Context.Types.Where(t => !t.IsAbstract && IsA(t, of) && Context.IsAccessible(t) && !SignatureLowering.IsFileLocal(t))
            .Select(t => (Type: t, Member: Implementation(member, t)!)).Where(c => c.Member is not null)
                .OrderByDescending(c => Depth(c.Type))];

    public static bool IsVirtual(IMethodSymbol member, IOperation? of) => !IsBase(of) && IsVirtual(member, of?.Type);

    /// <summary>'base': what it has is asked for, whatever the object makes of it.</summary>
    public static bool IsBase(IOperation? instance) => instance is IInstanceReferenceOperation { Syntax: BaseExpressionSyntax };

    public static bool IsA(ITypeSymbol type, ITypeSymbol of)
    {
        of = Instances.Closed(of);
        if (of.TypeKind == TypeKind.Interface)
            return SymbolEqualityComparer.Default.Equals(type, of) || type.AllInterfaces.Contains(of, SymbolEqualityComparer.Default);
        for (var t = type; t is not null; t = t.BaseType)
            if (SymbolEqualityComparer.Default.Equals(t, of)) return true;
        return false;
    }

    private static int Depth(INamedTypeSymbol type)
    {
        var depth = 0;
        for (var t = type.BaseType; t is not null; t = t.BaseType) depth++;
        return depth;
    }

    /// <summary>The type of an object that is known before it runs: of a field that is made with it and never assigned again.</summary>
    public INamedTypeSymbol? TypeOf(IOperation instance)
    {
        while (instance is IConversionOperation { OperatorMethod: null, Conversion.IsReference: true } or IParenthesizedOperation)
            instance = instance is IConversionOperation c ? c.Operand : ((IParenthesizedOperation)instance).Operand;
        return instance switch
        {
            IObjectCreationOperation { Type: INamedTypeSymbol made } => made,
            IFieldReferenceOperation { Field: { IsStatic: true, IsReadOnly: true, DeclaringSyntaxReferences: [var reference] } field }
                when reference.GetSyntax(Context.Token) is VariableDeclaratorSyntax { Initializer: { } initializer } && !IsAssigned(field)
                    && Context.Compilation.ContainsSyntaxTree(reference.SyntaxTree)
                    && Context.ModelOf(initializer.SyntaxTree)
                        .GetOperation(initializer, Context.Token) is IFieldInitializerOperation { Value: var value } => TypeOf(value),
            { Type: INamedTypeSymbol { IsSealed: true, TypeKind: TypeKind.Class } known } => known,
            _ => null,
        };
    }

    // A static constructor could.
    private static bool IsAssigned(IFieldSymbol field) => field.ContainingType.StaticConstructors.Any(c => !c.IsImplicitlyDeclared);

    /// <summary>One body after the other, each for objects of exactly its type.</summary>
    /// <param name="run">Lowers a body for an object of a type.</param>
    public Value Over(IOperation at, IMethodSymbol member, Expr self,
        IReadOnlyList<(INamedTypeSymbol Type, IMethodSymbol Member)> candidates, Func<Expr, IMethodSymbol, Value> run, int from = 0)
    {
        if (from == candidates.Count)
        {
            var name = (member.AssociatedSymbol ?? member).Name.Replace("this[]", "the indexer");
            Emit(new Throw(new Opaque($"new global::System.InvalidOperationException(\"No gradient is known for '{name}' of \" + {Opaque.Hole(0)}.GetType())", new[] { self }, IrType.Other("global::System.Exception"))));
            return member.ReturnsVoid ? Const.False : Defaults.Of(member.ReturnType);
        }
        var (type, body) = candidates[from];
        var isIt = new Opaque($"{Opaque.Hole(0)}.GetType() == typeof({type.Text()})", new[] { self }, IrType.Bool, IsPure: true);
        return Scope.Choices.Choose(at, Hold(isIt).Scalar!, () => run(As(self, type), body),
            () => Over(at, member, self, candidates, run, from + 1))!;
    }

    /// <summary>The object, as the type that it is.</summary>
    public Expr As(Expr self, INamedTypeSymbol type)
    {
        var known = self.Type.Name == type.Text() ? self
            : Hold(new Opaque($"(({type.Text()}){Opaque.Hole(0)})", new[] { self }, IrType.Other(type.Text()), IsPure: true)).Scalar!;
        if (known is Var v) Context.Exact[(Scope, v.Id)] = type;
        return known;
    }

    /// <summary>What <see cref="As"/> said of it.</summary>
    public INamedTypeSymbol? KnownOf(Expr self) => self is Var v && Context.Exact.TryGetValue((Scope, v.Id), out var type) ? type : null;
}
