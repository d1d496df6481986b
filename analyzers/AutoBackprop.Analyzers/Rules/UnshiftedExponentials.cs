using AutoBackprop.Core;
using AutoBackprop.Generator;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Diagnostics;

namespace AutoBackprop.Analyzers;

/// <summary>AB0303: exponentials that overflow, in a logarithm of their sum or in a quotient of them.</summary>
[DiagnosticAnalyzer(LanguageNames.CSharp)]
public sealed class UnshiftedExponentials() : MethodRule(Descriptors.UnshiftedExponentials)
{
    private static readonly string LogSumExp = Composites.LogSumExp.Methods.First();

    protected override void Analyze(Subject subject)
    {
        var facts = subject.Facts;
        foreach (var (target, value, row) in facts.Operations)
        {
            if (facts.IsActive(target)) Called(subject, target, value);
            if (row.Analytic.Shifted is not { } shifted || !facts.IsActive(target) || IsSaidElsewhere(facts, target, row)) continue;
            if (subject.Origins.Of(target) is { Method: not null }) continue;   // said of the call
            var form = facts.Forms.OfDefinition(target) is { IsWrittenOut: true } written ? written : null;
            var wide = row.Analytic.IsLogarithm
                ? Exponentials.Summed(facts, value.Args[0]) : Exponentials.Shared(facts, value.Args[0], value.Args[1], form is not null);
            if (wide.FirstOrDefault(facts.Finiteness.CanOverflow) is not { } exp) continue;
            var limit = Finiteness.Limit(Rules.Of(((Apply)((Let)facts.Values.Definition(exp)!).Value).Op).Derivative.OverflowsBeyond!.Value,
                value.Type);
            var name = form?.Name ?? shifted;
            var quotation = new Quotation(subject, target, subject.Frame(target, exp));
            var instead = Better(subject, target, form, quotation);
            subject.Report(Descriptors.UnshiftedExponentials, subject.Origins.Of(target), [subject.Origins.Of(exp)],
                Subject.Properties((Title, name), (Instead, instead), (Quotation.SinceProperty, quotation.Since)),
                Math.Round(limit), row.Analytic.IsLogarithm ? "the logarithm of the sum" : "the quotient, ∞ / ∞,", name);
        }
    }

    /// <summary>A method on spans that takes no maximum off.</summary>
    private static void Called(Subject subject, Var target, Apply value)
    {
        var facts = subject.Facts;
        if (Rules.Of(value.Op).Derivative.OverflowsBeyond is not { } beyond
            || subject.Origins.Of(target) is not { Method: { } method } origin) return;
        if (facts.Forms.Unstable(target, Instability.Overflow, method) is not var (form, x, _, _)) return;
        var limit = Finiteness.Limit(beyond, value.Type);
        if (facts.Ranges.Of(x).High <= limit || facts.Finiteness.IsShifted(x)) return;
        subject.Report(Descriptors.UnshiftedExponentials, origin, [],
            Subject.Properties((UnstableFormula.Method, form.MethodInstead), (Title, form.Fix)), Math.Round(limit), "the sum", form.Name);
    }

    /// <summary>A logarithm of a softmax is AB0301; a quotient that goes nowhere but into logarithms is seen there.</summary>
    private static bool IsSaidElsewhere(Facts facts, Var target, Rule row) =>
        row.Analytic.IsLogarithm ? facts.Forms.Unstable(target, Instability.LogOfSoftmax) is not null
        : facts.Values.Consumers(target) is { Count: > 0 } consumers
            && consumers.All(c => c.Step is Let { Value: Apply a } && Rules.Of(a.Op).Analytic.IsLogarithm);

    /// <summary>Properties for the fix.</summary>
    internal const string Instead = "instead", Title = "title";

    /// <summary>A call of the package with the same value: of the row of that form, on the elements where it is over an array.</summary>
    private static string? Better(Subject subject, Var target, Form? form, Quotation quotation)
    {
        var values = subject.Values;
        if (form is null)
            return values.Operation(target) is Apply { Args: [var sum] } log
                && Rules.Of(log.Op) is { Analytic.IsNatural: true, Analytic.IsLogarithm: true }
                && values.Operation(sum) is Apply { Op: Op.Add, Args: [var a, var b] }
                && Exponent(values, a) is { } x && Exponent(values, b) is { } y && quotation.Of(x) is { } first
                    && quotation.Of(y) is { } second
                ? $"{LogSumExp}([{first}, {second}])" : null;
        if (Rules.All.Contains(form.Row))
            return quotation.Of(form.Argument) is { } argument ? $"{form.Row.Methods.First()}({argument})" : null;
        // Over an array: only where the exponentials are of its plain elements.
        if (values.Definition(values.Behind(form.Argument) as Var ?? target) is not Let { Value: Load { Array: Var } }
            || quotation.OfArray(form.Argument, form.Parts) is not { } name) return null;
        if (form.Row.Analytic.IsUpperBound) return $"{form.Row.Methods.First()}({name})";
        return quotation.Of(form.Argument) is { } score
            ? $"System.Math{(Subject.IsSingle(target) ? "F" : "")}.Exp({score} - {LogSumExp}({name}))" : null;
    }

    private static Expr? Exponent(Values values, Expr term) => values.Operation(term) is Apply { Args: [var x] } a
        && Rules.Of(a.Op) is { Analytic.IsNatural: true, Analytic.IsLogarithm: false } ? x : null;
}
