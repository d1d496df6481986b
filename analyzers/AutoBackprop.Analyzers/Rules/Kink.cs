using AutoBackprop.Core;
using AutoBackprop.Generator;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Diagnostics;

namespace AutoBackprop.Analyzers;

/// <summary>AB0102: a kink on the way of a gradient, and the slope that is used at it.</summary>
[DiagnosticAnalyzer(LanguageNames.CSharp)]
public sealed class Kink() : MethodRule(Descriptors.Kink)
{
    protected override void Analyze(Subject subject)
    {
        var facts = subject.Facts;
        foreach (var v in facts.Steps.SelectMany(s => s.Defines()).Where(v => v.Type.IsReal && facts.IsActive(v)))
        {
            var (row, arguments) = What(subject, v);
            if (row is not { Derivative.Kink: { } kink } || arguments.Count == 0 || !IsMet(facts, v, row, arguments)) continue;
            subject.Report(Descriptors.Kink, v, subject.Called(v, row), kink.Where, kink.Convention);
        }
    }

    private static (Rule? Row, IReadOnlyList<Expr> Arguments) What(Subject subject, Var v) =>
        subject.Values.Definition(v) is Let { Value: Apply a } && Rules.Of(a.Op).Derivative.Kink is not null ? (Rules.Of(a.Op), a.Args)
        : subject.Facts.Forms.OfDefinition(v) is { IsWrittenOut: true } form ? (form.Row, [form.Argument]) : (null, []);

    private static bool IsMet(Facts facts, Var v, Rule row, IReadOnlyList<Expr> arguments)
    {
        var first = facts.Values.Definition(v) is Let { Value: Apply a } && a.Op == row.Name
            ? facts.Range(v, 0) : facts.Ranges.Of(arguments[0]);
        var kink = row.Derivative.Kink!;
        if (kink.Points.Length > 0)
            return kink.Points.Any(first.Contains) && (kink.Place != KinkPlace.Origin || kink.Points.Any(facts.Range(v, 1).Contains));
        // With a known exponent a power has no kink, or an infinite slope there: AB0304.
        if (row.Analytic.IsPower) return facts.Values.Behind(arguments[1]) is not Const && first.Contains(0);
        return arguments.Count != 2 || !first.Meet(facts.Range(v, 1)).IsEmpty;
    }
}
