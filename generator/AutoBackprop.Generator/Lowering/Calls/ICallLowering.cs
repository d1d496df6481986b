using Microsoft.CodeAnalysis.Operations;

namespace AutoBackprop.Generator;

/// <summary>One way to lower a call.</summary>
internal interface ICallLowering
{
    /// <summary>The value of the call; null, with nothing done, if it is for another.</summary>
    Value? TryLower(IInvocationOperation call);
}
