using Microsoft.CodeAnalysis.Operations;

namespace AutoBackprop.Generator;

/// <summary>Gradients.Stop: the value without its gradient.</summary>
internal sealed class StoppedGradients(Scope scope) : Lowerer(scope), ICallLowering
{
    public Value? TryLower(IInvocationOperation call)
    {
        if (Symbols.FullName(call.TargetMethod) != "AutoBackprop.Gradients.Stop") return null;
        return Stop(Scalar(call.Arguments[0].Value));
    }
}
