using AutoBackprop.Core;
using AutoBackprop.Generator;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Diagnostics;

namespace AutoBackprop.Analyzers;

/// <summary>AB0401: a loop that runs one element at a time, and why; why a method that asks for several cores has no loop that runs on
/// them.</summary>
[DiagnosticAnalyzer(LanguageNames.CSharp)]
public sealed class NotVectorised() : MethodRule(Descriptors.NotVectorised)
{
    protected override void Analyze(Subject subject)
    {
        foreach (var (loop, why) in Subject.OfPasses(() => Unvectorised.Loops(subject.Unedited)))
            subject.Report(Descriptors.NotVectorised, subject.LoopOf(loop), why.About is null ? [] : [subject.Origins.Of(why.About)], null,
                "loop", "one element at a time", why.Reason);
        if ((subject.Model.Wanted & Core.Derivatives.Parallel) == 0) return;
        foreach (var one in Subject.OfPasses(() => new[] { OnOneCore.Of(subject.Unedited) }))
            if (one is not var (loop, because)) continue;
            else if (loop is not null && subject.LoopOf(loop) is { } place)
                subject.ReportApart(Descriptors.NotVectorised, place, "loop", "on one core", because.Reason);
            else if (subject.Method.Results.FirstOrDefault() is { } result)
                subject.ReportApart(Descriptors.NotVectorised, subject.Origins.Of(result), "method", "on one core", because.Reason);
    }
}
