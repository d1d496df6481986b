using Microsoft.CodeAnalysis;

namespace AutoBackprop.Generator;

/// <summary>Lowering that may turn out to be impossible: nothing remains of it then.</summary>
internal sealed class Attempts(Scope scope) : Lowerer(scope)
{
    /// <param name="reason">Why not.</param>
    /// <returns>Null if something was refused.</returns>
    public Value? Try(Func<Value> lower, out Rejection? reason)
    {
        var (before, steps, noted, watched) = (Variables.Snapshot(), Scope.Steps.Count, Rejections.Count, Watches.Count);
        var value = lower();
        reason = Rejections.Skip(noted).FirstOrDefault(r => r.IsError);
        if (reason is null) return value;
        Scope.Steps.RemoveRange(steps, Scope.Steps.Count - steps);
        Rejections.RemoveRange(noted, Rejections.Count - noted);
        Watches.RemoveRange(watched, Watches.Count - watched);
        Variables.Restore(before);
        return null;
    }
}
