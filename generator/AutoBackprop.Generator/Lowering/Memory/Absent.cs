using AutoBackprop.Core;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.Operations;

namespace AutoBackprop.Generator;

/// <summary>Variables of array type that hold no array: as memory they are an empty span, and which memory a variable names tells
/// whether it is there.</summary>
internal sealed class Absent(Scope scope) : Lowerer(scope)
{
    /// <summary>Whether a variable holds no array, by the memory that it may name.</summary>
    public Expr IsNull(Expr array)
    {
        var extent = Scope.Extents.ExtentOf(array);
        Expr answer = Const.False;
        for (var i = 0; i < extent.Roots.Count; i++)
        {
            var isThis = extent.Roots.Count == 1 ? (Expr)Const.True
                : Ops.Compare(Op.Eq, extent.Which, Const.Int(i));
            answer = Identities.Simplify(Ops.Or(answer, Ops.And(isThis, IsNothing(extent.Roots[i]))));
        }
        return answer;
    }

    private Expr IsNothing(Expr root) => Scope.KnownMemory.IsNull(root) ? Const.True
        : Scope.KnownMemory.Allocation(root) is not null ? Const.False
        : new Opaque($"global::AutoBackprop.GivenArrays.IsNull({Opaque.Hole(0)})", new[] { root }, IrType.Bool, IsPure: true);

    /// <summary>It may hold no array.</summary>
    public bool MayBe(Expr array) => Scope.Extents.ExtentOf(array).Roots.Any(Scope.KnownMemory.IsNull);

    /// <summary>Who asks a variable for its elements that may hold no array is told as C# tells him.</summary>
    public void Demand(Value variable, IOperation reference)
    {
        if (variable.Scalar is not { } array || Entities.Is(array) || !array.Type.IsArray || Refusal(reference) is not var (exception, message))
            return;
        var mayBe = MayBe(array);
        // Memory that is not there says so itself, in its own words.
        if (!mayBe && !(exception == NotGiven && reference is IParameterReferenceOperation { Parameter.NullableAnnotation: NullableAnnotation.Annotated })
            || (reference is ILocalReferenceOperation || !mayBe) && IsKnownToBe(reference)) return;
        Scope.Searches.ThrowIf(Hold(IsNull(array)).Scalar!, exception, message);
    }

    // The compiler has seen it asked, or has seen an array; what he is told by '!' he has not seen.
    private bool IsKnownToBe(IOperation reference) => !reference.Syntax.Parent.IsKind(SyntaxKind.SuppressNullableWarningExpression)
        && Context.ModelOf(reference.Syntax.SyntaxTree).GetTypeInfo(reference.Syntax).Nullability.FlowState == NullableFlowState.NotNull;

    private static (string Exception, string Message)? Refusal(IOperation operation)
    {
        while (operation.Parent is IConversionOperation { OperatorMethod: null } or IParenthesizedOperation) operation = operation.Parent;
        return operation.Parent switch
        {
            IArgumentOperation { Parameter: { } source, Parent: IInvocationOperation { TargetMethod: var method } } =>
                method.ContainingType.ToDisplayString() == "System.Linq.Enumerable" && Sequences.ElementOf(source.Type) is not null
                    ? (NotGiven, source.Name) : null,
            IArrayElementReferenceOperation { ArrayReference: var array } when array == operation => IsNotThere,
            IMemberReferenceOperation or IForEachLoopOperation => IsNotThere,
            IInvocationOperation { Instance: { } instance } when instance == operation => IsNotThere,
            _ => null,
        };
    }

    private const string NotGiven = "ArgumentNullException";

    private static readonly (string, string) IsNotThere =
        ("NullReferenceException", "Object reference not set to an instance of an object.");

    /// <summary>No array, as memory that is there from here on.</summary>
    public Var Nothing(IrType element) => (Var)Define("", Opaque.NoArray(element)).Scalar!;
}
