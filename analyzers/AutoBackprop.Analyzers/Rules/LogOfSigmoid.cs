using AutoBackprop.Core;
using AutoBackprop.Generator;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Diagnostics;

namespace AutoBackprop.Analyzers;

/// <summary>AB0302: the logarithm of a sigmoid, or the cross-entropy of one.</summary>
[DiagnosticAnalyzer(LanguageNames.CSharp)]
public sealed class LogOfSigmoid() : UnstableFormula(Descriptors.LogOfSigmoid, Instability.LogOfSigmoid)
{
    protected override IEnumerable<object> Arguments(StableForm form, bool isSingle) =>
        [isSingle ? form.WhereSingle : form.Where, form.Name];
}
