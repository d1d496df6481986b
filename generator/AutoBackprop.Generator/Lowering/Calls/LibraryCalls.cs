using Microsoft.CodeAnalysis.Operations;

namespace AutoBackprop.Generator;

/// <summary>A derivative by us in another assembly.</summary>
internal sealed class LibraryCalls(Scope scope) : Lowerer(scope), ICallLowering
{
    public Value? TryLower(IInvocationOperation call) =>
        HandWritten.BackwardOf(call.TargetMethod, Context.Compilation) is { } backward ? Scope.HandWrittenCalls.CallWithRule(call, backward) : null;
}
