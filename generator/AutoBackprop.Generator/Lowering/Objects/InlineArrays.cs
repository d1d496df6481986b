using AutoBackprop.Core;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Operations;

namespace AutoBackprop.Generator;

/// <summary>Structs that are arrays ([InlineArray]): memory of their own, copied whenever they are read.</summary>
internal sealed class InlineArrays(Scope scope) : Lowerer(scope)
{
    public static bool Is(ITypeSymbol? type) => LengthOf(type) is not null;

    private static int? LengthOf(ITypeSymbol? type) =>
        type is INamedTypeSymbol { TypeKind: TypeKind.Struct, IsGenericType: false, SpecialType: SpecialType.None }
        && Symbols.Find(type, "System.Runtime.CompilerServices.InlineArrayAttribute") is { ConstructorArguments: [{ Value: int length }] }
            ? length : null;

    public static ITypeSymbol ElementOf(ITypeSymbol type) => type.GetMembers().OfType<IFieldSymbol>().First(f => !f.IsStatic).Type;

    /// <summary>One that is made here.</summary>
    public Value New(ITypeSymbol type, IOperation at) =>
        Scope.NewArrays.Allocate(ElementOf(type), Const.Int(LengthOf(type)!.Value), null, at);

    /// <summary>What reading it gives: a copy, of a variable.</summary>
    public Value Copied(Value value, IOperation operation) =>
        operation is ILocalReferenceOperation or IParameterReferenceOperation or IFieldReferenceOperation or IPropertyReferenceOperation
            && value.Scalar is { Type.IsArray: true } memory
            ? Scope.Slices.Copied(Named(memory), ElementOf(operation.Type!), operation) : value;

    /// <summary>The memory itself; null for one that is not made here.</summary>
    public Expr? Memory(IOperation instance) => (instance switch
    {
        ILocalReferenceOperation l => Variables[l.Local],
        IParameterReferenceOperation p => Variables[Scope.References.Key(p.Parameter)],
        IFieldReferenceOperation f when Scope.LocalObjects.Peek(f.Instance) is { } o => Variables[o.Of(f.Field)],
        IParenthesizedOperation p => Memory(p.Operand) is { } inner ? (Value)inner : null,
        _ => null,
    })?.Scalar is { Type.IsArray: true } memory ? memory : null;

    /// <summary>A variable that holds one takes over the elements of another.</summary>
    public bool Overwrite(Value? old, Value value, ITypeSymbol? type, IOperation at)
    {
        if (!Is(type) || old?.Scalar is not { Type.IsArray: true } to || value.Scalar is not { Type.IsArray: true } from) return false;
        Scope.Elements.ForEach(to, i => Scope.Elements.Transfer(from, i, to, i, ElementOf(type!), at));
        return true;
    }
}
