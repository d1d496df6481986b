using AutoBackprop.Core;
using AutoBackprop.Generator;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Diagnostics;

namespace AutoBackprop.Analyzers;

/// <summary>AB0301: the logarithm, or the cross-entropy, of a softmax.</summary>
[DiagnosticAnalyzer(LanguageNames.CSharp)]
public sealed class LogOfSoftmax() : UnstableFormula(Descriptors.LogOfSoftmax, Instability.LogOfSoftmax)
{
    protected override IEnumerable<object> Arguments(StableForm form, bool isSingle) =>
        [isSingle ? form.WhereSingle : form.Where, form.Name];
}
