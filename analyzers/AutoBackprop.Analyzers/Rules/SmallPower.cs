using AutoBackprop.Core;
using AutoBackprop.Generator;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Diagnostics;

namespace AutoBackprop.Analyzers;

/// <summary>AB0306: a square, cube or fourth power that is written as a power.</summary>
[DiagnosticAnalyzer(LanguageNames.CSharp)]
public sealed class SmallPower() : MethodRule(Descriptors.SmallPower)
{
    protected override void Analyze(Subject subject)
    {
        foreach (var (target, value, row) in subject.Facts.Operations)
            if (row.Analytic.IsPower && value.Args[1] is Const { Value: 2 or 3 or 4 } n)
                subject.Report(Descriptors.SmallPower, subject.Origins.Of(value) ?? subject.Origins.Of(target), [], null,
                    n.Value, string.Join(" * ", Enumerable.Repeat("x", (int)n.Value)));
    }
}
