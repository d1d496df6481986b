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
        foreach (var (loop, values, carried) in Subject.OfPasses(() => KeptValues.Loops(subject.Model.Body!)))
            subject.Report(Descriptors.StoresValues, subject.LoopOf(loop), values.Select(v => subject.Origins.Of(v)), null,
                values.Count == 1 ? "a value" : $"{values.Count} values", string.Join(", ", values.Select(subject.Named).Distinct()),
                carried.Count > 0 ? $"each iteration builds on {string.Join(", ", carried.Select(subject.Named).Distinct())} of the one before"
                : loop is While ? "how often it runs is known only when it ends" : "its iterations do not stand alone");
    }
}
