using AutoBackprop.Core;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Operations;

namespace AutoBackprop.Generator;

/// <summary>Structs in one piece, and members that may change them. Values in the IR never change: such a member is called on a copy
/// that goes by no other name, and the variable holds another copy afterwards.</summary>
internal sealed class Owners(Scope scope) : Lowerer(scope)
{
    /// <summary>What a member is called on.</summary>
    /// <param name="Path">The part of it that is meant.</param>
    public sealed record Owner(Expr Given, string Path = "")
    {
        public string Text => Opaque.Hole(0) + Path;

        /// <summary>What is copied: a variable, which is changed, or a value.</summary>
        public Target? Variable { get; init; }

        public Expr? Value { get; init; }

        public bool IsChanged { get; init; }

        public bool IsCopied => Variable is not null || Value is not null;
    }

    public Owner OwnerOf(IOperation instance, IMethodSymbol? member, IEnumerable<IArgumentOperation>? arguments = null)
    {
        var mayChange = member is not null && MayChange(member);
        if (!mayChange && !(IsInOnePiece(instance)
            && (arguments ?? []).SelectMany(Scope.Changes.Changed).Intersect(Assignments.Roots(instance)).Any()))
            return new Owner(Scope.Quoting.Given(instance));
        var path = "";
        while (instance is IFieldReferenceOperation { Field: { IsReadOnly: false } field, Instance: { } whole } && IsInOnePiece(whole)
            && IsAccessible(field, instance)) (path, instance) = ($".{CSharp.Escape(field.Name)}{path}", whole);
        if (!IsLent(instance))
            return Hold(Scope.Quoting.Given(instance)).Scalar is { Type.Kind: Kind.Other } value
                ? new Owner(Fresh.Hidden(value.Type), path) { Value = value } : new Owner(Scope.Quoting.Given(instance), path);
        var (target, type) = (Scope.References.Settled(Scope.Targets.Aim(instance)), Types.Of(instance.Type));
        var given = mayChange && target is Target.Variable { Key: ISymbol symbol }
            ? Fresh.Named(Scope.Name(symbol), type) : Fresh.Hidden(type);
        return new Owner(given, path) { Variable = target, IsChanged = mayChange };
    }

    private static bool IsInOnePiece(IOperation value) => value.Type is { IsValueType: true } type && Aggregate.Of(type) is null;

    /// <summary>Once the arguments are there: C# hands over the variable, with what they do to it.</summary>
    public Expr Before(Owner owner)
    {
        if (!owner.IsCopied) return owner.Given;
        if ((owner.Value ?? Hold(Scope.Targets.Read(owner.Variable!)).Scalar) is not { } value)
        {
            Reject(owner.Variable!.At,
                "A call that changes a struct which is taken apart, and some fields of which only its own members see,");
            return owner.Given;
        }
        Emit(new Let((Var)owner.Given, owner is { Value: null, IsChanged: false } ? value : Copy(value)));
        return owner.Given;
    }

    public Value After(Owner owner, Value result)
    {
        if (owner is not { Variable: { } target, IsChanged: true }) return result;
        if (result.Scalar is Opaque { IsPure: false } code)
        {
            Emit(new Execute(code));
            result = Const.False;
        }
        Scope.Targets.Write(target, Copy(owner.Given), target.At);
        return result;
    }

    private static Opaque Copy(Expr value) => new(Opaque.Hole(0), new[] { value }, value.Type);

    /// <summary>C# hands over the variable, not a copy of it.</summary>
    private bool IsLent(IOperation instance) =>
        Scope.References.IsChangeable(instance) && (instance is IParameterReferenceOperation || Scope.References.IsVariable(instance))
        || instance is IFieldReferenceOperation { Field.IsReadOnly: false, Instance: var of }
            && (of is not { Type.IsValueType: true } || IsLent(of));

    public bool MayChange(IMethodSymbol member)
    {
        if (member is not { IsStatic: false, IsReadOnly: false, ContainingType: { TypeKind: TypeKind.Struct, IsReadOnly: false } })
            return false;
        if (member.OriginalDefinition.DeclaringSyntaxReferences is not [var reference]
            || !Context.Compilation.ContainsSyntaxTree(reference.SyntaxTree)) return true;
        SyntaxNode? body = reference.GetSyntax(Context.Token) switch
        {
            BaseMethodDeclarationSyntax m => (SyntaxNode?)m.Body ?? m.ExpressionBody?.Expression,
            AccessorDeclarationSyntax a => (SyntaxNode?)a.Body ?? a.ExpressionBody?.Expression,
            ArrowExpressionClauseSyntax e => e.Expression,
            _ => null,
        };
        return body is null || Context.ModelOf(body.SyntaxTree).AnalyzeDataFlow(body) is not { Succeeded: true } flow
            || flow.WrittenInside.Any(s => s is IParameterSymbol { IsThis: true });
    }
}
