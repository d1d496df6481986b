using System.Globalization;
using AutoBackprop.Generator;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Diagnostics;

namespace AutoBackprop.Analyzers;

/// <summary>AB0202: saturating activations that a gradient passes one after the other.</summary>
[DiagnosticAnalyzer(LanguageNames.CSharp)]
public sealed class SaturatingChain() : MethodRule(Descriptors.SaturatingChain)
{
    private const int Depth = 3;

    protected override void Analyze(Subject subject)
    {
        var network = subject.Network;
        var least = int.TryParse(subject.Option("saturation_depth"), NumberStyles.None, CultureInfo.InvariantCulture, out var depth)
            && depth > 1 ? depth : Depth;
        var chain = network.Activations.Select(a => (Activation: a, Way: network.Saturation.Of(a))).Where(s => s.Way.Count > 0).ToList();
        if (chain.Count == 0 || chain.Max(s => s.Way.Count) is var count && count < least) return;
        var (first, way) = chain.First(s => s.Way.Count == count);
        var shrinks = way.Shrink > 1;
        subject.Report(Descriptors.SaturatingChain, shrinks ? DiagnosticSeverity.Warning : DiagnosticSeverity.Info,
            subject.Origins.Of(first.Value), chain.Where(s => s.Activation != first).Select(s => subject.Origins.Of(s.Activation.Value)),
                null,
            count, shrinks ? $"the gradient that arrives here has shrunk at least {Numbers.Text(way.Shrink)} times"
                : "the gradient that arrives here has shrunk in each one that is away from 0");
    }
}
