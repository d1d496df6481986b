using AutoBackprop.Core;
using AutoBackprop.Generator;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Diagnostics;

namespace AutoBackprop.Analyzers;

/// <summary>AB0203: squared error on what a sigmoid or softmax gives.</summary>
[DiagnosticAnalyzer(LanguageNames.CSharp)]
public sealed class SquaredProbability() : MethodRule(Descriptors.SquaredProbability)
{
    protected override void Analyze(Subject subject)
    {
        var facts = subject.Facts;
        foreach (var loss in subject.Network.Losses.Where(l => l.Row.Analytic.Loss == LossKind.Value && l.Others.Count > 0))
            foreach (var (prediction, target) in new[] { (loss.Argument, loss.Others[0]), (loss.Others[0], loss.Argument) })
                if (!IsMade(subject, target)
                    && facts.FormsOf(prediction)
                    .FirstOrDefault(f => f.Row is { Analytic.IsProbability: true, Analytic.Saturates: true,
                        Analytic.LargestSlope: < 1 }) is { } output)
                    subject.Report(Descriptors.SquaredProbability, subject.Origins.Of(loss.Value), [subject.Origins.Of(output.Value)],
                        Remedy.Of(subject, loss, output, target),
                        output.Row.Name, output.Row.Analytic.IsOverArray ? "softmax" : "binary");
    }

    /// <summary>Two outputs may be compared with each other; that is no classification.</summary>
    private static bool IsMade(Subject subject, Expr value) => value.Variables().Any(v => subject.Network.Links.IsComputed(v));
}
