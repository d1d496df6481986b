using AutoBackprop.Core;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Operations;

namespace AutoBackprop.Generator;

/// <summary>Structs and records that are made: constructors, initialisers, 'with'.</summary>
internal sealed class Creations(Scope scope) : Lowerer(scope)
{
    public Value Create(IObjectCreationOperation o)
    {
        if (o.Constructor is null || Aggregate.Of(o.Type) is not { } a || a.Composition == Composition.Class && !a.Type.IsRecord
            || Constructed(o, a) is not { } made) return Scope.ForeignCode.ByKind(o);
        return o.Initializer is { } initializer ? Initialised(made, a, initializer) : made;
    }

    public Value Anonymous(IAnonymousObjectCreationOperation o) => Aggregate.Of(o.Type) is not { } a ? Reject(o, "An anonymous object")
        : Value.Tuple(o.Initializers.Select(i => i is ISimpleAssignmentOperation { Value: var value } ? Hold(Lower(value)) : Reject(i))
            .ToList());

    private Value? Constructed(IObjectCreationOperation o, Aggregate a)
    {
        var constructor = o.Constructor!;
        if (constructor.IsImplicitlyDeclared && constructor.Parameters.Length == 0)
            return a.Composition == Composition.Class ? null : Defaults.Of(o.Type);
        if (Scope.VectorMembers.Member(constructor, o.Type, null, o.Arguments) is { } vector) return vector;
        if (!IsAccessible(constructor, o)) return Defaults.Of(o.Type);
        if (!SymbolEqualityComparer.Default.Equals(constructor, constructor.OriginalDefinition))
            return Positional(o, a) ?? OfGeneric(o, constructor);
        if (constructor.DeclaringSyntaxReferences is not [var reference] || !Context.Compilation.ContainsSyntaxTree(reference.SyntaxTree))
            return null;
        if (reference.GetSyntax(Context.Token) is TypeDeclarationSyntax && constructor.Parameters.Any(p => Tables.IsType(p.Type))
            && Positional(o, a) is { } positional) return positional;
        return Scope.Inlining.CallSource(o, constructor, reference.GetSyntax(Context.Token), null, null, o.Arguments)
            ?? (constructor.Parameters.All(p => p.RefKind == RefKind.None) ? OfGeneric(o, constructor) : null) ?? Reject(o);
    }

    /// <summary>A record of a generic type, by its parameters.</summary>
    private Value? Positional(IObjectCreationOperation o, Aggregate a)
    {
        if (a.Positional.Count == 0 || a.Positional.Count != o.Arguments.Length || a.Positional.Any(p => p < 0)
            || a.Members.Count != a.Positional.Count) return null;
        var items = Defaults.Of(o.Type).Items;
        foreach (var argument in o.Arguments)
            items[a.Positional[argument.Parameter!.Ordinal]] = Scope.Composites.Stored(Hold(Lower(argument.Value)),
                a.Members[a.Positional[argument.Parameter.Ordinal]], o.Syntax.GetLocation());
        return Value.Tuple(items);
    }

    // Its body is that of the definition, with the types of this one.
    private Value? OfGeneric(IObjectCreationOperation o, IMethodSymbol constructor)
    {
        if (!InPlace.HasSource(constructor, Context)) return null;
        var given = Scope.FunctionCalls.Hand(o.Arguments);
        return given.Refusal ?? Scope.InPlace.Run(new Function(o.Syntax, constructor, null, null, null), given.Bind, o, syntax =>
        {
            Construct(syntax);
            return Variables[Environment.This]!;
        });
    }

    private Value Initialised(Value value, Aggregate a, IObjectOrCollectionInitializerOperation initializer)
    {
        var items = value.Items.ToArray();
        foreach (var operation in initializer.Initializers)
        {
            if (operation is not ISimpleAssignmentOperation assignment || Members.MemberOf(assignment.Target) is not var (_, symbol)
                || a.IndexOf(symbol) is not (>= 0 and var index))
                return Reject(operation);
            items[index] = Scope.Composites.Stored(Hold(Lower(assignment.Value)), a.Members[index], assignment.Syntax.GetLocation());
        }
        return Value.Tuple(items);
    }

    public Value With(IWithOperation w) =>
        Aggregate.Of(w.Type) is { } a && w.Operand is { } operand && (a.Composition != Composition.Class || a.Type.IsRecord)
            && Lower(operand) is { } value
            && (value.IsTuple || a.Composition != Composition.Class || Scope.Composites.Split(value, w.Type) is not null)
        ? Initialised(Scope.Composites.Expanded(value, a), a, w.Initializer) : Reject(w, "'with'");

    /// <summary>The body of a constructor: members as they are initialised, then what it does.</summary>
    public void Construct(SyntaxNode syntax)
    {
        var a = Aggregate.Of(Scope.Method.ContainingType)!;
        var items = Defaults.Of(Scope.Method.ContainingType).Items;
        // A constructor that hands over to another leaves the initialisers to it.
        for (var i = 0; i < items.Length; i++)
            if (InitialiserOf(a.Members[i]) is { } clause)
            {
                if (Context.ModelOf(clause.SyntaxTree)
                    .GetOperation(clause, Context.Token) is ISymbolInitializerOperation { Value: { } initial }) items[i] =
                    Scope.Composites.Stored(Hold(Lower(initial)), a.Members[i], clause.GetLocation());
                else Reject(clause.GetLocation(), "An initialiser of another kind");
            }
        if (syntax is TypeDeclarationSyntax)
            foreach (var (parameter, k) in Scope.Method.Parameters.Select((p, k) => (p, k)))
                if (a.Positional.Count > k && a.Positional[k] >= 0)
                    items[a.Positional[k]] = Scope.Composites.Stored(Variables[parameter]!, a.Members[a.Positional[k]],
                        syntax.GetLocation());
        Variables[Environment.This] = Value.Tuple(items);
        if (syntax is TypeDeclarationSyntax) return;
        switch (Scope.Model.GetOperation(syntax, Context.Token))
        {
            case IConstructorBodyOperation { Initializer: null or IExpressionStatementOperation { Operation: IInvocationOperation { TargetMethod: { Parameters.Length: 0, IsImplicitlyDeclared: true } } } } body
                when (body.BlockBody ?? body.ExpressionBody) is { } block: Scope.Statements.Sequence(block.Operations); break;
            default: Reject(syntax.GetLocation(), "A constructor that calls another"); break;
        }
    }

    private static EqualsValueClauseSyntax? InitialiserOf(Member member) => InitialiserOf(member.Symbol);

    public static EqualsValueClauseSyntax? InitialiserOf(ISymbol member) =>
        member.DeclaringSyntaxReferences.FirstOrDefault()?.GetSyntax() switch
    {
        PropertyDeclarationSyntax p => p.Initializer,
        VariableDeclaratorSyntax v => v.Initializer,
        _ => null,
    };
}
