using AutoBackprop.Core;
using AutoBackprop.Generator;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Diagnostics;

namespace AutoBackprop.Analyzers;

/// <summary>AB0104: a condition on an active value chooses between constants.</summary>
[DiagnosticAnalyzer(LanguageNames.CSharp)]
public sealed class ConstantBranches() : MethodRule(Descriptors.ConstantBranches)
{
    protected override void Analyze(Subject subject)
    {
        var facts = subject.Facts;
        foreach (var (at, condition, target, onTrue, onFalse) in Choices(facts))
            if ((target.Type.IsReal || target.Type.Kind == Kind.Int) && IsConstant(facts, onTrue) && IsConstant(facts, onFalse)
                && !subject.Values.IsSame(onTrue, onFalse)
                && Varied(facts, condition) is { } varied && facts.IsUseful(target) && IsWritten(subject, target)
                    && !MaskByProduct.IsMask(facts, target))
                subject.Report(Descriptors.ConstantBranches, Place(subject, at, condition, target), [], null, subject.Named(varied));
    }

    private static IEnumerable<(Stmt At, Expr Condition, Var Target, Expr OnTrue, Expr OnFalse)> Choices(Facts facts) =>
        facts.Steps.SelectMany(s => s switch
    {
        If choice when !choice.Then.Steps.Any(x => x is Throw) && !choice.Else.Steps.Any(x => x is Throw) =>
            choice.Results.Select(p => (s, choice.Condition, p.Target, p.OnTrue, p.OnFalse)),
        Let { Value: Apply { Op: Op.Select } a } let => [(s, a.Args[0], let.Target, a.Args[1], a.Args[2])],
        _ => [],
    });

    private static bool IsConstant(Facts facts, Expr value) => facts.Values.Behind(value) is Const;

    /// <summary>The active value that the condition asks.</summary>
    private static Expr? Varied(Facts facts, Expr condition) => condition switch
    {
        Var { Type.Kind: Kind.Bool } v when facts.Values.Definition(v) is Let let => Varied(facts, let.Value),
        { Type.IsReal: true } => facts.Activity.IsVaried(condition) ? condition : null,
        Apply a => a.Args.Select(x => Varied(facts, x)).FirstOrDefault(x => x is not null),
        _ => null,
    };

    // What jumps leave behind is ours, unless it is all that the method returns.
    private static bool IsWritten(Subject subject, Var target) =>
        subject.Origins.Of(target)?.Node is ConditionalExpressionSyntax or SwitchExpressionSyntax
        || !target.IsHidden && subject.Origins.Of(target)?.Node is StatementSyntax or SwitchSectionSyntax
        || subject.Method.Results.Any(r => subject.Values.Behind(r).Equals(target));

    /// <summary>A choice of expressions itself; of statements the condition.</summary>
    private static Origin? Place(Subject subject, Stmt at, Expr condition, Var target) =>
        subject.Origins.Of(target) is { Node: ExpressionSyntax } choice ? choice : subject.Origins.Of(condition) ?? subject.Origins.Of(at);
}
