using System.Globalization;
using AutoBackprop.Core;
using AutoBackprop.Generator;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Diagnostics;

namespace AutoBackprop.Analyzers;

/// <summary>AB0304: a root at 0, where its slope is infinite. Only where the range of the argument ends there: of a plain
/// number we believe that the user knows its sign.</summary>
[DiagnosticAnalyzer(LanguageNames.CSharp)]
public sealed class InfiniteSlope() : MethodRule(Descriptors.InfiniteSlope)
{
    protected override void Analyze(Subject subject)
    {
        var facts = subject.Facts;
        foreach (var (target, value, row) in facts.Operations)
        {
            if (!facts.IsActive(target) || !value.Args.Any(facts.Activity.IsVaried)) continue;
            var point = facts.Finiteness.Of(value).FirstOrDefault(p => p is { HasValue: true, HasSlope: false } && facts.Activity.IsVaried(value.Args[p.Argument]) && EndsAt(facts.Range(target, p.Argument), p.At));
            if (point is not null)
                subject.Report(Descriptors.InfiniteSlope, subject.Origins.Of(target), [], Subject.Properties(("argument", point.At == 0 ? "0" : null)),
                    subject.Called(target, row), point.At.ToString(CultureInfo.InvariantCulture));
        }
    }

    private static bool EndsAt(Interval range, double point) => range.Contains(point) && (range.Low == point || range.High == point) && range.Low != range.High;
}
