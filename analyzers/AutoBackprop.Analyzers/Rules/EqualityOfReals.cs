using AutoBackprop.Core;
using AutoBackprop.Generator;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Diagnostics;

namespace AutoBackprop.Analyzers;

/// <summary>AB0103: an equality of real numbers decides a branch, and guards nothing.</summary>
[DiagnosticAnalyzer(LanguageNames.CSharp)]
public sealed class EqualityOfReals() : MethodRule(Descriptors.EqualityOfReals)
{
    protected override void Analyze(Subject subject)
    {
        foreach (var step in subject.Facts.Steps)
            foreach (var equality in Conditions(step).SelectMany(c => Equalities(subject, c)))
                if (subject.Origins.Of(equality) is { } origin && IsWritten(origin.Node) && Matters(subject.Facts, step)
                    && !IsGuard(subject.Facts, step, equality))
                    subject.Report(Descriptors.EqualityOfReals, origin, [], null, equality.Op == Op.Eq ? "==" : "!=");
    }

    /// <summary>A comparison or a pattern. The formula of a derivative asks, too, as in Pow(x, n) for n = 0: that comes from a
    /// call.</summary>
    private static bool IsWritten(SyntaxNode node) =>
        node is BinaryExpressionSyntax or PatternSyntax or SwitchLabelSyntax or SwitchExpressionArmSyntax or LiteralExpressionSyntax
        or PrefixUnaryExpressionSyntax or IdentifierNameSyntax or MemberAccessExpressionSyntax;

    private static IEnumerable<Expr> Conditions(Stmt step) => step switch
    {
        If s => [s.Condition],
        While s => [s.Condition],
        Let { Value: Apply { Op: Op.Select } a } => [a.Args[0]],
        _ => [],
    };

    private static IEnumerable<Apply> Equalities(Subject subject, Expr condition) => condition switch
    {
        Var v when subject.Values.Definition(v) is Let let => Equalities(subject, let.Value),
        Apply { Op: Op.Eq or Op.Ne, Args: [{ Type.IsReal: true } a, var b] } equality =>
            subject.Facts.Activity.IsVaried(a) || subject.Facts.Activity.IsVaried(b) ? [equality] : [],
        Apply { Op: Op.And or Op.Or or Op.Not } a => a.Args.SelectMany(x => Equalities(subject, x)),
        _ => [],
    };

    /// <summary>What the branches hand out, or write, reaches the result.</summary>
    private static bool Matters(Facts facts, Stmt step) => step switch
    {
        If s => s.Results.Any(p => facts.Activity.IsUseful(p.Target))
            || new[] { s.Then, s.Else }.Any(b => b.AllSteps().Any(i => i is Store or Accumulate)),
        Let s => facts.Activity.IsUseful(s.Target),
        _ => true,
    };

    /// <summary>x != 0 ? y / x : c: away from the number, an operation computes with x that cannot at that number.</summary>
    private static bool IsGuard(Facts facts, Stmt step, Apply equality)
    {
        var (value, number) = facts.Values.Behind(equality.Args[0]) is Const
            ? (equality.Args[1], equality.Args[0]) : (equality.Args[0], equality.Args[1]);
        if (facts.Values.Behind(number) is not Const || step is not If choice) return false;
        return new[] { choice.Then, choice.Else }.Where(b => !b.Steps.Any(s => s is Throw)).SelectMany(b => b.AllSteps()).OfType<Let>()
            .Any(l => l.Value is Apply a && facts.Finiteness.Of(a).Any(p => DependsOn(facts.Values, a.Args[p.Argument], value, 12)))
            || new[] { choice.Then, choice.Else }.Any(b => b.Steps.Any(s => s is Throw));
    }

    private static bool DependsOn(Values values, Expr expr, Expr on, int depth)
    {
        if (values.IsSame(expr, on)) return true;
        return depth > 0 && values.Operation(expr) is Apply a && a.Args.Any(x => DependsOn(values, x, on, depth - 1));
    }
}
