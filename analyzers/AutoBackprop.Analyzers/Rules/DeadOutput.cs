using AutoBackprop.Core;
using AutoBackprop.Generator;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Diagnostics;

namespace AutoBackprop.Analyzers;

/// <summary>AB0207: an output that is 0 with slope 0 for half of all arguments.</summary>
[DiagnosticAnalyzer(LanguageNames.CSharp)]
public sealed class DeadOutput() : MethodRule(Descriptors.DeadOutput)
{
    protected override void Analyze(Subject subject)
    {
        foreach (var a in subject.Network.Activations)
        {
            if (a.Row is not { Analytic.Range.Low: 0, Analytic.Saturates: false, Derivative.Kink: not null } || a.Before is null || a.IsGate
                || a.After.Count > 0) continue;
            if (a.Ends.FirstOrDefault(e => IsHurt(e) && IsDirect(subject.Facts, a, e!.Form!)) is not { Form: { } form } end) continue;
            subject.Report(Descriptors.DeadOutput, subject.Origins.Of(a.Value), [subject.Origins.Of(a.Before), subject.Origins.Of(end.To)],
                Remedy.Of(subject, a, Place(form.Row), a.Before, end.To),
                a.Row.Name, form.Row.Name, form.Row.Analytic.Loss == LossKind.Probability
                    ? "is infinite" : form.Row.Analytic.Loss is null ? "is -∞" : "no longer moves");
        }
    }

    private static UnitPlace Place(Rule end) => end.Analytic.Loss switch { LossKind.Value => UnitPlace.Value,
        LossKind.Probability => UnitPlace.Probability, _ => UnitPlace.Positive };

    private static bool IsHurt(Link? end) => end?.Form?.Row is { } row
        && (row.Analytic.Loss is LossKind.Value or LossKind.Probability || row.Analytic.Increasing?.Invoke(0) == double.NegativeInfinity);

    private static bool IsDirect(Facts facts, Activation a, Form end) =>
        end.Others.Append(end.Argument).Any(x => facts.FormsOf(x).Any(f => f.Value.Equals(a.Value)));
}
