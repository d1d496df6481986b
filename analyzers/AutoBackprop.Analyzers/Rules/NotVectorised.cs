using AutoBackprop.Core;
using AutoBackprop.Generator;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Diagnostics;

namespace AutoBackprop.Analyzers;

/// <summary>AB0401: a loop that runs one element at a time, and why.</summary>
[DiagnosticAnalyzer(LanguageNames.CSharp)]
public sealed class NotVectorised() : MethodRule(Descriptors.NotVectorised)
{
    protected override void Analyze(Subject subject)
    {
        foreach (var (loop, why) in Subject.OfPasses(() => Unvectorised.Loops(subject.Unedited)))
            subject.Report(Descriptors.NotVectorised, subject.LoopOf(loop), why.About is null ? [] : [subject.Origins.Of(why.About)], null,
                why.Reason);
    }
}
