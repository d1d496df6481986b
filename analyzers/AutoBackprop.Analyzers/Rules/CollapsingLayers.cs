using AutoBackprop.Generator;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Diagnostics;

namespace AutoBackprop.Analyzers;

/// <summary>AB0206: two linear layers in a row.</summary>
[DiagnosticAnalyzer(LanguageNames.CSharp)]
public sealed class CollapsingLayers() : MethodRule(Descriptors.CollapsingLayers)
{
    protected override void Analyze(Subject subject)
    {
        foreach (var (inner, outer) in LinearPair.In(subject.Facts, subject.Network))
            subject.Report(Descriptors.CollapsingLayers, subject.Origins.Of(outer), [subject.Origins.Of(inner)], null,
                subject.Named(inner));
    }
}
