using AutoBackprop.Core;
using AutoBackprop.Generator;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Diagnostics;

namespace AutoBackprop.Analyzers;

/// <summary>AB0402: what a loop stores in each iteration, and why.</summary>
[DiagnosticAnalyzer(LanguageNames.CSharp)]
public sealed class StoresValues() : MethodRule(Descriptors.StoresValues)
{
    protected override void Analyze(Subject subject)
    {
        foreach (var (loop, values, why) in Subject.OfPasses(() => KeptValues.Loops(subject.Unedited)))
            subject.Report(Descriptors.StoresValues, subject.LoopOf(loop), values.Select(v => subject.Origins.Of(v)), null,
                values.Count == 1 ? "a value"
                    : $"{values.Count} values", string.Join(", ", values.Select(subject.Named).Distinct()), why.Reason);
    }
}
