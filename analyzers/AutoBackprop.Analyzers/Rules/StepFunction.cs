using AutoBackprop.Core;
using AutoBackprop.Generator;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Diagnostics;

namespace AutoBackprop.Analyzers;

/// <summary>AB0101: a step on the way of a gradient.</summary>
[DiagnosticAnalyzer(LanguageNames.CSharp)]
public sealed class StepFunction() : MethodRule(Descriptors.StepFunction)
{
    protected override void Analyze(Subject subject)
    {
        var facts = subject.Facts;
        foreach (var (target, value, row) in facts.Operations)
            if (row.Derivative.IsStep && value.Args.Any(facts.Activity.IsVaried) && facts.IsUseful(target)
                && !IsTakenOff(subject, target, value))
                subject.Report(Descriptors.StepFunction, subject.Origins.Of(value) ?? subject.Origins.Of(target), [], null,
                    row.Spelling, subject.Named(value.Args.First(facts.Activity.IsVaried)));
    }

    /// <summary>x - Floor(x) has the slope 1, and is meant.</summary>
    private static bool IsTakenOff(Subject subject, Var target, Apply step) =>
        subject.Values.Definition(target) is Let { Value: var whole } && whole.Equals(step)
            && subject.Values.Consumers(target).All(c => c.Step is Let { Value: Apply { Op: Op.Sub, Args: [var x, var y] } }
            && subject.Values.Behind(y).Equals(subject.Values.Behind(target)) && subject.Values.IsSame(x, step.Args[0]));
}
