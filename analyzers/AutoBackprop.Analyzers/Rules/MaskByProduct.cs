using AutoBackprop.Core;
using AutoBackprop.Generator;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Diagnostics;

namespace AutoBackprop.Analyzers;

/// <summary>AB0105: (x > 0 ? 1 : 0) * f(x), where f is not finite everywhere.</summary>
[DiagnosticAnalyzer(LanguageNames.CSharp)]
public sealed class MaskByProduct() : MethodRule(Descriptors.MaskByProduct)
{
    protected override void Analyze(Subject subject)
    {
        var facts = subject.Facts;
        foreach (var (target, value, _) in facts.Operations)
            if (value is { Op: Op.Mul, Args: [var a, var b] } && facts.IsActive(target)
                && (Mask(facts, a) ? b : Mask(facts, b) ? a : null) is { } masked
                && facts.Finiteness.Trouble(masked) is { } trouble)
                subject.Report(Descriptors.MaskByProduct, subject.Origins.Of(target), [subject.Origins.Of(trouble)],
                    Subject.Properties(("mask", Mask(facts, a) ? "left" : "right")), subject.Named(trouble));
    }

    /// <summary>A choice between 0 and 1.</summary>
    private static bool Mask(Facts facts, Expr value) => facts.Forms.Choice(value) is var (_, onTrue, onFalse)
        && facts.Values.Behind(onTrue) is Const { Value: var x } && facts.Values.Behind(onFalse) is Const { Value: var y }
            && (x, y) is (0, 1) or (1, 0);

    /// <summary>It is only multiplied with something: what is masked has its gradient.</summary>
    internal static bool IsMask(Facts facts, Var target) => Mask(facts, target)
        && facts.Values.Consumers(target) is { Count: > 0 } consumers
            && consumers.All(c => c.Step is Let { Value: Apply { Op: Op.Mul } product }
            && product.Args.Any(x => !facts.Values.Behind(x).Equals(facts.Values.Behind(target)) && facts.Activity.IsVaried(x)));
}
