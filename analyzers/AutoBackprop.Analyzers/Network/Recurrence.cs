using AutoBackprop.Core;

namespace AutoBackprop.Analyzers;

/// <summary>A loop that hands its state on through a saturating activation, and by no other way.</summary>
public sealed record Recurrence(Stmt Loop, Activation Activation)
{
    /// <summary>Innermost loops first; each activation once.</summary>
    public static IEnumerable<Recurrence> In(Facts facts, Network network)
    {
        var saturating = network.Activations.Where(a =>
            a.Row is { Analytic.Saturates: true, Analytic.LargestSlope: not null } && a.Row.Arity == 1).ToDictionary(a => a.Value.Id);
        if (saturating.Count == 0) yield break;
        var done = new HashSet<int>();
        foreach (var loop in facts.Steps.Where(s => s is For or While).Reverse())
            foreach (var activation in new LoopStates(facts, network.Links, loop, saturating).Saturated())
                if (done.Add(activation.Value.Id)) yield return new Recurrence(loop, activation);
    }
}
