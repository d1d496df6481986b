namespace AutoBackprop.Core;

/// <summary>Methods that ask for <see cref="Derivatives.Parallel"/> and have no loop that runs on several cores, each with the reason of who
/// decided it: <see cref="InChunks"/>.</summary>
public static class OnOneCore
{
    /// <summary>The first outer loop of a method's gradient, and why that runs on one core; no loop where there is none; null where some
    /// loop runs on several.</summary>
    public static (Stmt? Loop, Refusal Why)? Of(Method primal)
    {
        var scalar = Pipeline.Scalar(primal, seeded: !primal.Results.Any(r => r.Type.IsReal));
        // Large products of matrices do.
        return scalar.Body.AllSteps().Any(s => s is Product or Call) ? null : InChunks.Refusal(scalar);
    }
}
