using AutoBackprop.Core;
using AutoBackprop.Generator;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Diagnostics;

namespace AutoBackprop.Analyzers;

/// <summary>AB0204: an output cut off at 0 and 1.</summary>
[DiagnosticAnalyzer(LanguageNames.CSharp)]
public sealed class ClippedOutput() : MethodRule(Descriptors.ClippedOutput)
{
    protected override void Analyze(Subject subject)
    {
        foreach (var a in subject.Network.Activations)
            if (a.Row is { Analytic.IsProbability: true, Analytic.Saturates: true, Analytic.LargestSlope: 1 } && !a.IsGate
                && a.After.Count == 0 && (a.IsReturned || a.Losses.Any())
                && a.Form.Argument.Variables().Any(subject.Network.Links.IsComputed)
                    && !IsInside(subject.Facts.Ranges.Of(a.Form.Argument), a.Row.Analytic.Range!))
                subject.Report(Descriptors.ClippedOutput, subject.Origins.Of(a.Value),
                    [subject.Origins.Of(a.Form.Argument), .. a.Losses.Select(l => subject.Origins.Of(l.Value))],
                    Remedy.Of(subject, a, UnitPlace.Probability, [a.Form.Argument, .. a.Losses.Select(l => l.Value)]),
                    subject.Named(a.Form.Argument));
    }

    private static bool IsInside(Interval range, Interval clip) => range.Low >= clip.Low && range.High <= clip.High;
}
