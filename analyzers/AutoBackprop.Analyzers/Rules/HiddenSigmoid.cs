using AutoBackprop.Core;
using AutoBackprop.Generator;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Diagnostics;

namespace AutoBackprop.Analyzers;

/// <summary>AB0201: a sigmoid between two linear steps.</summary>
[DiagnosticAnalyzer(LanguageNames.CSharp)]
public sealed class HiddenSigmoid() : MethodRule(Descriptors.HiddenSigmoid)
{
    protected override void Analyze(Subject subject)
    {
        var network = subject.Network;
        var hidden = network.Activations.Where(a => a.IsHidden && a.IsSigmoid && a.Row.Arity == 1 && Rules.All.Contains(a.Row)).ToList();
        if (hidden.Count == 0) return;
        var deepest = hidden.Select(network.Saturation.Of).OrderByDescending(s => s.Count).First();
        foreach (var a in hidden)
            subject.Report(Descriptors.HiddenSigmoid, subject.Origins.Of(a.Value),
                [subject.Origins.Of(a.Before!), subject.Origins.Of(a.After[0])],
                Remedy.Of(subject, a, UnitPlace.Hidden, a.Before!, a.After[0]),
                a.Row.Name, Numbers.Text(a.Row.Analytic.LargestSlope!.Value), Numbers.Text(Flat(a.Row)),
                deepest.Count > 1 ? $"; {deepest.Count} such layers shrink the gradient at least {Numbers.Text(deepest.Shrink)} times"
                    : "");
    }

    /// <summary>Where the curve has all but reached its ends.</summary>
    private static double Flat(Rule row) =>
        row.Analytic.Increasing is { } f ? Enumerable.Range(1, 20).First(z => z == 20 || row.Analytic.Range!.High - f(z) < 0.003) : 6;
}
