using AutoBackprop.Core;
using AutoBackprop.Generator;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Diagnostics;

namespace AutoBackprop.Analyzers;

/// <summary>AB0305: digits lost beside a 1, where an operation exists that keeps them.</summary>
[DiagnosticAnalyzer(LanguageNames.CSharp)]
public sealed class Cancellation() : UnstableFormula(Descriptors.Cancellation, TwinKind.Cancellation)
{
    private const double Small = 0.1;

    protected override IEnumerable<object> Arguments(Twin twin, bool isSingle) => [twin.Where, twin.WhereSingle, twin.Name];

    protected override bool Applies(Subject subject, Var target, Twin twin, Expr x)
    {
        var facts = subject.Facts;
        if (IsPartOfForm(facts, target)) return false;
        if (twin.IsAbsorbed) return NeedsDigits(facts, target);
        // A sum of squares, whose own digits below 1e-16 hardly matter; what is not small; a case of AB0302 or AB0303.
        var range = facts.Ranges.Of(x);
        return !(twin.IsSafeOfSquares && facts.Finiteness.IsSumOfSquares(x)) && range.Low < Small && range.High > -Small
            && !facts.FormsOf(x).Any(f => f.Row.IsProbability) && !(facts.Values.Operation(x) is Apply a && Rules.Of(a.Op).OverflowsBeyond is not null);
    }

    /// <summary>Written out, it is a part of an operation that the package has.</summary>
    private static bool IsPartOfForm(Facts facts, Var target) => facts.Forms.Parts.Contains(target) || facts.Forms.OfDefinition(target) is { IsWrittenOut: true };

    /// <summary>It is divided by, raised, or returned as it is: not added to something of the size of 1.</summary>
    private static bool NeedsDigits(Facts facts, Var value) => facts.Values.Consumers(value).Any(c => c.Step switch
    {
        null => true,
        Let { Value: Apply { Op: Op.Div, Args: [_, var below] } } => facts.Values.Behind(below).Equals(facts.Values.Behind(c.As)),
        Let { Value: Apply { Op: Op.Mul or Op.Neg } } let => NeedsDigits(facts, let.Target),
        Let { Value: Apply a } => Rules.Of(a.Op).IsPower,
        _ => false,
    });
}
