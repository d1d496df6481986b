using AutoBackprop.Core;
using AutoBackprop.Generator;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Diagnostics;

namespace AutoBackprop.Analyzers;

/// <summary>AB0305: digits lost beside a 1, where an operation exists that keeps them.</summary>
[DiagnosticAnalyzer(LanguageNames.CSharp)]
public sealed class Cancellation() : UnstableFormula(Descriptors.Cancellation, Instability.Cancellation)
{
    private const double Small = 0.1;
    private const string Double = "at 1e-10 some 6 of 16 are left, below 1e-16 none",
        Single = "at 1e-4 some 3 of 7 are left, below 6e-8 none";

    protected override IEnumerable<object> Arguments(StableForm form, bool isSingle) =>
        [form.Where, form.WhereSingle, isSingle ? Single : Double, form.Name];

    protected override bool Applies(Subject subject, Var target, StableForm form, Expr x)
    {
        var facts = subject.Facts;
        // An exponential that does not overflow may well be small: the Softplus that is written for this, Log(1 + Exp(-Abs(z))).
        var isExponential = facts.Values.Operation(x) is Apply a && Rules.Of(a.Op).Derivative.OverflowsBeyond is not null;
        if (isExponential ? facts.Values.Behind(x) is not Var exp || facts.Finiteness.CanOverflow(exp)
            || facts.Finiteness.IsShifted(((Apply)facts.Values.Operation(x)).Args[0]) : IsPartOfForm(facts, target)) return false;
        if (form.IsAbsorbed) return NeedsDigits(facts, target);
        // What is not small; a case of AB0302.
        var range = facts.Ranges.Of(x);
        return range.Low < Small && range.High > -Small && !facts.FormsOf(Unsigned(facts, x)).Any(f => f.Row.Analytic.IsProbability);
    }

    private static Expr Unsigned(Facts facts, Expr x) =>
        facts.Values.Operation(x) is Apply { Op: Op.Neg, Args: [var opposite] } ? opposite : x;

    /// <summary>Written out, it is a part of an operation that the package has.</summary>
    private static bool IsPartOfForm(Facts facts, Var target) =>
        facts.Forms.Parts.Contains(target) || facts.Forms.OfDefinition(target) is { IsWrittenOut: true };

    /// <summary>It is divided by, raised, or returned as it is: not added to something of the size of 1.</summary>
    private static bool NeedsDigits(Facts facts, Var value) => facts.Values.Consumers(value).Any(c => c.Step switch
    {
        null => true,
        Let { Value: Apply { Op: Op.Div, Args: [_, var below] } } => facts.Values.Behind(below).Equals(facts.Values.Behind(c.As)),
        Let { Value: Apply { Op: Op.Mul or Op.Neg } } let => NeedsDigits(facts, let.Target),
        Let { Value: Apply a } => Rules.Of(a.Op).Analytic.IsPower,
        _ => false,
    });
}
