using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Operations;

namespace AutoBackprop.Generator;

/// <summary>Locals and parameters that an operation may write.</summary>
internal static class Assignments
{
    public static IEnumerable<object> In(IOperation operation) => Jumps.Inside(operation).SelectMany(Targets).SelectMany(Roots).Distinct();

    /// <summary>The operation is what an assignment or the like writes.</summary>
    public static bool IsAssigned(IOperation operation) => operation.Parent switch
    {
        ITupleOperation or IParenthesizedOperation => IsAssigned(operation.Parent),
        { } parent => Targets(parent).Contains(operation),
        null => false,
    };

    private static IEnumerable<IOperation> Targets(IOperation operation) => operation switch
    {
        ISimpleAssignmentOperation { IsRef: true } a => [a.Value],
        // What is declared as a reference may be written by that name.
        IVariableDeclaratorOperation { Symbol.IsRef: true } d when d.GetVariableInitializer() is { } i => [i.Value],
        IAssignmentOperation a => [a.Target],
        IIncrementOrDecrementOperation i => [i.Target],
        IArgumentOperation { Parameter.RefKind: RefKind.Ref or RefKind.Out } a => [a.Value],
        _ => [],
    };

    public static IEnumerable<object> Roots(IOperation target) => target switch
    {
        ILocalReferenceOperation l => [l.Local],
        IParameterReferenceOperation p => [p.Parameter],
        IFieldReferenceOperation { Instance: { } instance } => Roots(instance),
        IPropertyReferenceOperation { Property: { IsIndexer: var isIndexer, ContainingType: var of },
            Instance: { Type.IsValueType: true } instance } when !isIndexer || VectorSymbols.IsVector(of) => Roots(instance),
        IInstanceReferenceOperation => [Environment.This],
        ITupleOperation t => t.Elements.SelectMany(Roots),
        IDeclarationExpressionOperation d => Roots(d.Expression),
        IParenthesizedOperation p => Roots(p.Operand),
        IConditionalOperation { IsRef: true, WhenFalse: { } other } c => Roots(c.WhenTrue).Concat(Roots(other)),
        _ => [],
    };
}
