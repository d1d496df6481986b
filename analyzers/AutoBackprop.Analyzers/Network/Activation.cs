using AutoBackprop.Core;

namespace AutoBackprop.Analyzers;

/// <summary>An activation in its place.</summary>
/// <param name="Before">The linear step whose result it takes; null where there is none.</param>
/// <param name="After">The linear steps that its result goes into.</param>
/// <param name="IsGate">Its result is multiplied with another signal.</param>
/// <param name="Ends">The losses and other operations that its result goes into, copied, scaled or in a sum; null: it is returned.</param>
public sealed record Activation(Form Form, Var? Before, IReadOnlyList<Var> After, bool IsGate, IReadOnlyList<Link?> Ends)
{
    public Rule Row => Form.Row;
    public Var Value => Form.Value;

    public bool IsHidden => Before is not null && After.Count > 0 && !IsGate;

    /// <summary>It squeezes its result into (0, 1), and its slope is small everywhere.</summary>
    public bool IsSigmoid => Row is { Analytic.IsProbability: true, Analytic.Saturates: true, Analytic.LargestSlope: < 1 };

    public bool IsReturned => Ends.Any(e => e is null);

    public IEnumerable<Form> Losses => Ends.Where(e => e?.Kind == LinkKind.Judged).Select(e => e!.Form!);
}
