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
        return inside.SelectMany(Targets).Where(t => !(t is ISymbol label && caught.Contains(label))).Distinct();
    }

    /// <summary>The statement never runs to its end, because it always jumps (not: throws).</summary>
    public static bool Always(IOperation? statement) => statement switch
    {
        IReturnOperation { Kind: not OperationKind.YieldReturn } or IBranchOperation { BranchKind: not BranchKind.GoTo } => true,
        IBranchOperation branch => SwitchOf(branch) is not null,
        IBlockOperation block => block.Operations.Any(Always),
        IConditionalOperation { WhenFalse: { } other } choice => Always(choice.WhenTrue) && Always(other),
        _ => false,
    };

    private static IEnumerable<object> Targets(IOperation operation) => operation switch
    {
        IReturnOperation => [Environment.Returned],
        // What another section of the switch does happens here, and then the switch is left.
        IBranchOperation branch when SwitchOf(branch) is { } choice =>
            Inside(choice).Where(o => o is IReturnOperation || o is IBranchOperation b && SwitchOf(b) is null).SelectMany(Targets)
                .Append(choice.ExitLabel),
        IBranchOperation branch => [branch.Target],
        _ => [],
    };

    /// <summary>The switch to one of whose labels it goes; null where it goes elsewhere.</summary>
    public static ISwitchOperation? SwitchOf(IBranchOperation branch)
    {
        if (branch.BranchKind != BranchKind.GoTo) return null;
        for (var o = branch.Parent; o is not null; o = o.Parent)
            if (o is ISwitchOperation s
                && s.Cases.SelectMany(c => c.Clauses).Any(c => SymbolEqualityComparer.Default.Equals(c.Label, branch.Target))) return s;
        return null;
    }

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
