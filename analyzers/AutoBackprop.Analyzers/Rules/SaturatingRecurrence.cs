using AutoBackprop.Generator;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Diagnostics;

namespace AutoBackprop.Analyzers;

/// <summary>AB0205: a state that each iteration sends through a saturating activation.</summary>
[DiagnosticAnalyzer(LanguageNames.CSharp)]
public sealed class SaturatingRecurrence() : MethodRule(Descriptors.SaturatingRecurrence)
{
    protected override void Analyze(Subject subject)
    {
        foreach (var (loop, activation) in Recurrence.In(subject.Facts, subject.Network))
            subject.Report(Descriptors.SaturatingRecurrence, subject.Origins.Of(loop), [subject.Origins.Of(activation.Value)], null,
                activation.Row.Name, Numbers.Text(activation.Row.Analytic.LargestSlope!.Value));
    }
}
