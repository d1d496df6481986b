using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Operations;

namespace AutoBackprop.Generator;

/// <summary>Where a statement may jump: the keys of the flags that tell.</summary>
internal static class Jumps
{
    /// <summary>Flags that the statement may set and that still matter after it.</summary>
    public static IEnumerable<object> Of(IOperation statement)
    {
        var inside = Inside(statement).ToList();
        var caught = new HashSet<ISymbol>(inside.SelectMany(Labels), SymbolEqualityComparer.Default);
        return inside.Select(Target).Where(t => t is not null && !(t is ISymbol label && caught.Contains(label))).Distinct()!;
    }

    /// <summary>The statement never runs to its end, because it always jumps (not: throws).</summary>
    public static bool Always(IOperation? statement) => statement switch
    {
        IReturnOperation or IBranchOperation { BranchKind: not BranchKind.GoTo } => true,
        IBlockOperation block => block.Operations.Any(Always),
        IConditionalOperation { WhenFalse: { } other } choice => Always(choice.WhenTrue) && Always(other),
        _ => false,
    };

    private static object? Target(IOperation operation) => operation switch
    {
        IReturnOperation => Environment.Returned,
        IBranchOperation branch => branch.Target,
        _ => null,
    };

    private static IEnumerable<ISymbol> Labels(IOperation operation) => operation switch
    {
        ILoopOperation loop => [loop.ExitLabel, loop.ContinueLabel],
        ISwitchOperation choice => [choice.ExitLabel],
        _ => [],
    };

    public static IEnumerable<IOperation> Inside(IOperation operation)
    {
        yield return operation;
        if (operation is IAnonymousFunctionOperation or ILocalFunctionOperation) yield break;
        foreach (var child in operation.ChildOperations)
            foreach (var inner in Inside(child)) yield return inner;
    }
}
