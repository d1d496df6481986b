using AutoBackprop.Core;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Operations;

namespace AutoBackprop.Generator;

/// <summary>switch: a chain of choices.</summary>
internal sealed class Switches(Scope scope) : Lowerer(scope)
{
    public void LowerStatement(ISwitchOperation s)
    {
        var value = Hold(Lower(s.Value));
        Variables[s.ExitLabel] = Const.False;
        // The default is tried last, wherever it stands.
        var sections = s.Cases.OrderBy(c => c.Clauses.Any(l => l is IDefaultCaseClauseOperation)).ToList();
        Sections(0);

        void Sections(int i)
        {
            if (i == sections.Count) return;
            if (sections[i].Clauses.Any(c => c is IDefaultCaseClauseOperation)) { Scope.Statements.Sequence(sections[i].Body); return; }
            Clauses(sections[i], 0, () => Sections(i + 1));
        }

        void Clauses(ISwitchCaseOperation section, int from, Action otherwise)
        {
            // Plain labels are one question; a guard may need steps of its own.
            var guarded = section.Clauses.Skip(from).FirstOrDefault(c => c is IPatternCaseClauseOperation { Guard: not null });
            if (guarded is null)
            {
                var matches = section.Clauses.Skip(from).Select(c => Clause(c, value, s.Value.Type)).Aggregate((Expr)Const.False, Ops.Or);
                Scope.Choices.Branch(section, matches, () => Scope.Statements.Sequence(section.Body), otherwise);
                return;
            }
            if (section.Clauses.Length > 1) { Reject(guarded, "Several labels with a 'when'", "write the section once for each label");
                return; }
            var clause = (IPatternCaseClauseOperation)guarded;
            var matched = Scope.Patterns.Match(clause.Pattern, value, s.Value.Type).Scalar!;
            var holds = Scope.Choices.Choose(clause, matched, () => Scalar(clause.Guard!), () => Const.False)!.Scalar!;
            Scope.Choices.Branch(section, holds, () => Scope.Statements.Sequence(section.Body), otherwise);
        }
    }

    // From the outermost.
    private readonly List<ISwitchCaseOperation> _entered = [];

    /// <summary>goto case: the section runs here, and the switch is left.</summary>
    public void LowerGoTo(IBranchOperation branch, ISwitchOperation s)
    {
        var section = s.Cases.First(c => c.Clauses.Any(l => SymbolEqualityComparer.Default.Equals(l.Label, branch.Target)));
        if (_entered.Contains(section))
        {
            Reject(branch, "A 'goto case' that goes round in a circle", "write a loop");
            return;
        }
        _entered.Add(section);
        Scope.Statements.Sequence(section.Body);
        _entered.Remove(section);
        Variables[s.ExitLabel] = Const.True;
    }

    private Expr Clause(ICaseClauseOperation clause, Value value, ITypeSymbol? type) => clause switch
    {
        ISingleValueCaseClauseOperation c => Scope.Patterns.From(c.Value, Patterns.Equal(value.Scalar!, Scalar(c.Value))),
        IPatternCaseClauseOperation c => Scope.Patterns.Match(c.Pattern, value, type).Scalar!,
        _ => Reject(clause).Scalar ?? Const.False,
    };

    public Value LowerExpression(ISwitchExpressionOperation s)
    {
        var value = Hold(Lower(s.Value));
        return Arms(0);

        Value Arms(int i)
        {
            if (i == s.Arms.Length)
            {
                Emit(new Throw(new Opaque("new global::System.Runtime.CompilerServices.SwitchExpressionException()", default,
                    IrType.Other("global::System.Exception"))));
                return Defaults.Of(s.Type);
            }
            var arm = s.Arms[i];
            var matched = Scope.Patterns.Match(arm.Pattern, value, s.Value.Type).Scalar!;
            if (arm.Guard is { } guard) matched = Scope.Choices.Choose(arm, matched, () => Scalar(guard), () => Const.False)!.Scalar!;
            return Scope.Choices.Choose(s, matched, () => Lower(arm.Value), () => Arms(i + 1))!;
        }
    }
}
