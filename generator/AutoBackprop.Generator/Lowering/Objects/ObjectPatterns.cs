using AutoBackprop.Core;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Operations;

namespace AutoBackprop.Generator;

/// <summary>Questions about objects: what is made here is known, of others the type is asked, and members are read where it is
/// right.</summary>
internal sealed class ObjectPatterns(Scope scope) : Lowerer(scope)
{
    /// <summary>Null for what is no matter of objects.</summary>
    public Value? Match(IPatternOperation pattern, Value value, ITypeSymbol? type)
    {
        if (Scope.LocalObjects.Of(value) is { } o) return Known(pattern, o);
        if (Scope.ChosenObjects.Of(value) is not null) return Chosen(pattern, value);
        if (pattern is IRecursivePatternOperation { MatchedType: INamedTypeSymbol { IsTupleType: false } matched } p
            && type is { IsReferenceType: true } && value.Scalar is { Type.Kind: Kind.Other } self)
            return Asked(p, matched, self, SymbolEqualityComparer.Default.Equals(type, matched));
        return null;
    }

    private Value? Known(IPatternOperation pattern, LocalObject o)
    {
        switch (pattern)
        {
            case IConstantPatternOperation { Value: var constant } when Operators.IsNull(constant): return Const.False;
            case ITypePatternOperation p: return Dispatch.IsA(o.Type, p.MatchedType) ? Const.True : Const.False;
            case IDeclarationPatternOperation p:
                if (!p.MatchesNull && p.MatchedType is { } declared && !Dispatch.IsA(o.Type, declared)) return Const.False;
                if (p.DeclaredSymbol is { } named) Variables[named] = Scope.LocalObjects.ValueOf(o);
                return Const.True;
            case IRecursivePatternOperation p:
                if (!Dispatch.IsA(o.Type, p.MatchedType)) return Const.False;
                if (p.DeclaredSymbol is { } whole) Variables[whole] = Scope.LocalObjects.ValueOf(o);
                return Parts(p, Scope.LocalObjects.ValueOf(o).Scalar!, p.MatchedType);
            default: return null;
        }
    }

    // Which of them match, and what the names of the pattern stand for then.
    private Value? Chosen(IPatternOperation pattern, Value value)
    {
        (Expr Is, Value? One) Of(ITypeSymbol? type) => Scope.ChosenObjects.Where(value, o => type is null || Dispatch.IsA(o.Type, type));
        switch (pattern)
        {
            case IConstantPatternOperation { Value: var constant } when Operators.IsNull(constant): return Ops.Not(Of(null).Is);
            case ITypePatternOperation p: return Of(p.MatchedType).Is;
            case IDeclarationPatternOperation { MatchesNull: false } p:
                var (declared, it) = Of(p.MatchedType);
                if (p.DeclaredSymbol is { } named) Variables[named] = it ?? Defaults.Leaf(p.MatchedType);
                return declared;
            case IRecursivePatternOperation p:
                var (matches, rest) = Of(p.MatchedType);
                if (p.DeclaredSymbol is { } whole) Variables[whole] = rest ?? Defaults.Leaf(p.MatchedType);
                if (p.DeconstructionSubpatterns.IsEmpty && p.PropertySubpatterns.IsEmpty || rest is null) return matches;
                // To read what it holds does no harm where it is another one.
                return Scope.LocalObjects.Of(rest) is { } only && (p.DeconstructSymbol?.IsImplicitlyDeclared ?? true)
                    ? (Value)Ops.And(matches, Parts(p, Scope.LocalObjects.ValueOf(only).Scalar!, p.MatchedType).Scalar!) : null;
            default: return null;
        }
    }

    private Value Asked(IRecursivePatternOperation p, INamedTypeSymbol matched, Expr self, bool isSame)
    {
        // Names live on where nothing matched.
        foreach (var name in Jumps.Inside(p).SelectMany(Declared)) Variables[name] = Defaults.Of(name.Type);
        var isIt = Hold(new Opaque(isSame ? $"{Opaque.Hole(0)} is not null" : $"{Opaque.Hole(0)} is {matched.Text()}", new[] { self },
            IrType.Bool, IsPure: true)).Scalar!;
        return Scope.Choices.Choose(p, isIt, () =>
        {
            var known = isSame ? self
                : Hold(new Opaque($"(({matched.Text()}){Opaque.Hole(0)})", new[] { self }, IrType.Other(matched.Text()),
                IsPure: true)).Scalar!;
            if (p.DeclaredSymbol is { } whole) Variables[whole] = known;
            return Hold(Parts(p, known, matched));
        }, () => Const.False)!;
    }

    public static IEnumerable<ILocalSymbol> Declared(IOperation pattern) => pattern switch
    {
        IDeclarationPatternOperation { DeclaredSymbol: ILocalSymbol l } => [l],
        IRecursivePatternOperation { DeclaredSymbol: ILocalSymbol l } => [l],
        _ => [],
    };

    /// <summary>The patterns inside, one after the other, as far as they match.</summary>
    private Value Parts(IRecursivePatternOperation p, Expr self, ITypeSymbol type)
    {
        var questions = new List<Func<Expr>>();
        if (!p.DeconstructionSubpatterns.IsEmpty)
        {
            if (Scope.Deconstructions.Parts(self, type, p.DeconstructSymbol as IMethodSymbol, p.DeconstructionSubpatterns.Length,
                p) is not { } parts) return Reject(p).Scalar ?? Const.True;
            questions.AddRange(p.DeconstructionSubpatterns.Select((sub, i) =>
                (Func<Expr>)(() => Question(sub, parts[i].Value, parts[i].Type))));
        }
        questions.AddRange(p.PropertySubpatterns.Select(s =>
            (Func<Expr>)(() => Question(s.Pattern, Scope.Deconstructions.Member(self, s.Member), s.Member.Type))));
        return All(0);

        Expr All(int i)
        {
            if (i == questions.Count) return Const.True;
            var first = questions[i]();
            if (first is Const { Value: 0 } || i == questions.Count - 1) return first;
            return first is Const ? All(i + 1) : Scope.Choices.Choose(p, Hold(first).Scalar!, () => All(i + 1), () => Const.False)!.Scalar!;
        }
    }

    private Expr Question(IPatternOperation pattern, Value value, ITypeSymbol? type) =>
        Scope.Patterns.Match(pattern, Hold(value), type).Scalar ?? Const.True;
}
