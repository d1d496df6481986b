using AutoBackprop.Core;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Operations;

namespace AutoBackprop.Generator;

/// <summary>Which types are such lists, and which local variables hold one.</summary>
internal sealed partial class Lists
{
    public static bool IsType(ITypeSymbol? type) =>
        type is INamedTypeSymbol { Name: "List" } && Views.Of(type) is not null || IsQueue(type) || IsInterface(type);

    // What is made as such is a list.
    private static bool IsInterface(ITypeSymbol? type) => type is INamedTypeSymbol { Name: "IList" or "ICollection", TypeArguments: [var element] }
        && type.ContainingNamespace.ToDisplayString() == "System.Collections.Generic"
        && (element.IsReal() || Aggregate.Of(element) is { IsElement: true } a && a.Members.Any(m => m.IsActive));

    // Stacks are among them.
    private static bool IsQueue(ITypeSymbol? type) =>
        type is INamedTypeSymbol { Name: "Stack" or "Queue", TypeArguments: [var element] } queue
        && queue.ContainingNamespace.ToDisplayString() == "System.Collections.Generic"
            && (element.IsReal() || Aggregate.Of(element) is { IsElement: true } a && a.Members.Any(m => m.IsActive));

    /// <summary>A list of records of numbers that never change: such a record is its numbers.</summary>
    private static Aggregate? RecordOf(ITypeSymbol? type) => type is INamedTypeSymbol { Name: "List", TypeArguments: [var element] }
        && Aggregate.Of(element) is { Composition: Composition.Class, IsWhole: true, Members.Count: > 1,
        Type: { IsRecord: true, BaseType.SpecialType: SpecialType.System_Object } } a
        && a.Members.All(m => m.Access != Access.Set && m.Type.IsUnmanagedType && Nullables.Inner(m.Type) is null
            && Aggregate.Of(m.Type) is null or { IsElement: true }) && a.Members.Any(m => m.IsActive) ? a : null;

    // Only where it is not known how many there are: else each is an object of its own.
    private static bool IsAddedToInside(ILocalSymbol local, IOperation use, IOperation declarator)
    {
        var block = declarator;
        while (block is not (null or IBlockOperation)) block = block.Parent;
        for (var o = use; o is not null && o != block; o = o.Parent)
            if (o is ILoopOperation or IConditionalOperation or ISwitchOperation or IAnonymousFunctionOperation or ILocalFunctionOperation)
                return RecordOf(local.Type) is not null;
        return false;
    }

    /// <summary>A list of arrays of numbers.</summary>
    private static bool IsOfRows(ITypeSymbol? type) => type is INamedTypeSymbol { Name: "List",
        TypeArguments: [IArrayTypeSymbol { Rank: 1, ElementType: { IsUnmanagedType: true } element }] }
        && (element.IsReal() || Aggregate.Of(element) is { IsElement: true });

    /// <summary>What grows in it is no memory by itself.</summary>
    public static bool IsTakenApart(ITypeSymbol? type) => IsOfRows(type) || RecordOf(type) is not null;

    private static bool ChangesIt(IMethodSymbol method) =>
        method.Name is "Add" or "AddRange" or "Insert" or "RemoveAt" or "RemoveRange" or "Clear" or "Sort" or "Reverse" or "Push" or "Pop" or "Enqueue" or "Dequeue" or "TryPop" or "TryDequeue";

    /// <summary>It changes how many elements a list has.</summary>
    public static bool IsInPlace(IOperation operation) => operation is IInvocationOperation { Instance.Type: { } type,
        TargetMethod: var method } && (IsType(type) || IsTakenApart(type)) && ChangesIt(method);

    /// <summary>A list that is made here and may grow, by whatever name. One that goes to code without source is C# like any
    /// other.</summary>
    public static bool Grows(ILocalSymbol local, IOperation declarator)
    {
        var isOfRecords = RecordOf(local.Type) is not null;
        if (!IsType(local.Type) && !IsTakenApart(local.Type)) return false;
        var root = declarator;
        while (root.Parent is { } parent) root = parent;
        var uses = root.Descendants().OfType<ILocalReferenceOperation>().Where(l => SymbolEqualityComparer.Default.Equals(l.Local, local))
            .Select(l => (Use: (IOperation)l, User: UserOf(l))).ToList();
        // By this type it could be an array.
        if (IsInterface(local.Type) && (declarator is not IVariableDeclaratorOperation { Initializer.Value: var first } || !IsNew(first)
            || uses.Exists(u => u.User is IAssignmentOperation { Target: var target } && ReferenceEquals(target, u.Use)))) return false;
        if (isOfRecords && !uses.Exists(u => u.User is IInvocationOperation { TargetMethod.Name: "Add", Instance: { } of }
            && ReferenceEquals(of, u.Use) && IsAddedToInside(local, u.Use, declarator))) return false;
        return !uses.Exists(u =>
            u.User is IArgumentOperation { Parent: IInvocationOperation { TargetMethod: var method } } && IsElsewhere(method))
            && (root.Descendants().OfType<IObjectCreationOperation>()
                .Any(o => UserOf(o) is IVariableInitializerOperation { Parent: IVariableDeclaratorOperation d }
                && SymbolEqualityComparer.Default.Equals(d.Symbol, local))
                || uses.Exists(u => u.User is IInvocationOperation { TargetMethod: var method, Instance: { } of }
                    && ReferenceEquals(of, u.Use) && ChangesIt(method)
                    || u.User is IPropertyReferenceOperation { Property.IsIndexer: true } element && Assignments.IsAssigned(element)
                    || u.User is IArgumentOperation { Parameter.Type: var type } && IsType(type) || u.User is IVariableInitializerOperation
                        || u.User is ISimpleAssignmentOperation a && !ReferenceEquals(a.Target, u.Use)));
    }

    private static bool IsNew(IOperation made)
    {
        while (made is IConversionOperation { OperatorMethod: null, Operand: { Type: not null } inner }) made = inner;
        return made is IObjectCreationOperation or IConversionOperation { Operand: ICollectionExpressionOperation }
            or ICollectionExpressionOperation;
    }

    private static IOperation? UserOf(IOperation operation)
    {
        while (operation.Parent is IConversionOperation or IParenthesizedOperation) operation = operation.Parent;
        return operation.Parent;
    }

    private static bool IsElsewhere(IMethodSymbol method) =>
        method.DeclaringSyntaxReferences.IsEmpty && method.MethodKind != MethodKind.DelegateInvoke
        && method.ContainingNamespace?.ToDisplayString() != "System.Linq" && !IsType(method.ContainingType);
}
