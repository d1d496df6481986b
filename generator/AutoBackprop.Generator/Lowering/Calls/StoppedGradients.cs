using Microsoft.CodeAnalysis.Operations;

namespace AutoBackprop.Generator;

/// <summary>Gradients.Stop: the value without its gradient.</summary>
internal sealed class StoppedGradients(Scope scope) : Lowerer(scope), ICallLowering
{
    public Value? TryLower(IInvocationOperation call)
    {
        if (!KnownNames.IsStop(call.TargetMethod)) return null;
        return Stop(Scalar(call.Arguments[0].Value));
    }
}
