using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Operations;

namespace AutoBackprop.Generator;

/// <summary>A loop whose index runs from a value by a constant step to a limit that the body does not change, and which
/// nothing leaves early.</summary>
internal sealed record CountedLoop(ILocalSymbol Index, IOperation Limit, int Step, bool IsInclusive)
{
    /// <param name="changed">Variables that the body may change.</param>
    /// <param name="keyOf">The variable that a symbol names; null if it names an element of memory.</param>
    public static CountedLoop? Match(IForLoopOperation loop, IEnumerable<object> changed, Func<object, object?> keyOf,
        Func<IOperation, bool> isFixedMember)
    {
        if (loop.Condition is not IBinaryOperation { LeftOperand: ILocalReferenceOperation { Local: var index } } condition) return null;
        if (index.Type.SpecialType != SpecialType.System_Int32 || !loop.Locals.Contains(index, SymbolEqualityComparer.Default)) return null;
        if (loop.AtLoopBottom.Length != 1 || StepOf(loop.AtLoopBottom[0], index) is not { } step || step == 0) return null;

        var inclusive = condition.OperatorKind is BinaryOperatorKind.LessThanOrEqual or BinaryOperatorKind.GreaterThanOrEqual;
        var up = condition.OperatorKind is BinaryOperatorKind.LessThan or BinaryOperatorKind.LessThanOrEqual;
        var down = condition.OperatorKind is BinaryOperatorKind.GreaterThan or BinaryOperatorKind.GreaterThanOrEqual;
        if (!(up && step > 0) && !(down && step < 0)) return null;

        var assigned = new HashSet<object>(changed);
        if (assigned.Contains(index) || Jumps.Inside(loop.Body).Any(o => Leaves(o, loop))) return null;
        if (!Jumps.Inside(condition.RightOperand).All(o => isFixedMember(o) || IsFixed(o, assigned, index, keyOf))) return null;
        return new CountedLoop(index, condition.RightOperand, step, inclusive);
    }

    private static bool Leaves(IOperation operation, IForLoopOperation loop) => operation switch
    {
        IReturnOperation => true,
        IBranchOperation { BranchKind: BranchKind.GoTo } branch => Jumps.SwitchOf(branch) is null,
        IBranchOperation { BranchKind: BranchKind.Break } branch => SymbolEqualityComparer.Default.Equals(branch.Target, loop.ExitLabel)
            || !Jumps.Inside(loop.Body).Any(o => o is ILoopOperation l && SymbolEqualityComparer.Default.Equals(l.ExitLabel, branch.Target)
                || o is ISwitchOperation s && SymbolEqualityComparer.Default.Equals(s.ExitLabel, branch.Target)),
        IBranchOperation { BranchKind: BranchKind.Continue } branch =>
            !SymbolEqualityComparer.Default.Equals(branch.Target, loop.ContinueLabel)
            && !Jumps.Inside(loop.Body)
                .Any(o => o is ILoopOperation l && SymbolEqualityComparer.Default.Equals(l.ContinueLabel, branch.Target)),
        _ => false,
    };

    private static bool IsFixed(IOperation operation, HashSet<object> assigned, ILocalSymbol index, Func<object, object?> keyOf) =>
        operation switch
    {
        { ConstantValue.HasValue: true } => true,
        ILocalReferenceOperation local => keyOf(local.Local) is { } key && !Equals(key, index) && !assigned.Contains(key),
        IParameterReferenceOperation parameter => keyOf(parameter.Parameter) is { } key && !assigned.Contains(key),
        IBinaryOperation { OperatorMethod: null } or IUnaryOperation { OperatorMethod: null } => true,
        IConversionOperation { OperatorMethod: null } => true,
        IPropertyReferenceOperation { Property.Name: "Length", Instance.Type: { } owner } =>
            owner.SpecialType == SpecialType.System_String || Types.Of(owner).IsArray,
        IFieldReferenceOperation { Field: { IsStatic: true, IsReadOnly: true } } or IInstanceReferenceOperation => true,
        // Of a struct that is not assigned, or of an object, which is never changed.
        IFieldReferenceOperation { Instance.Type: { } owner } field => owner.IsValueType || Aggregate.Of(owner)?.IndexOf(field.Field) >= 0,
        IPropertyReferenceOperation { Property: { IsIndexer: false } property, Instance.Type: { } owner } => IsFixed(property, owner),
        IInvocationOperation { TargetMethod.Name: "GetLength", Instance.Type: IArrayTypeSymbol } or IArgumentOperation => true,
        IInvocationOperation { TargetMethod: { ContainingType: { Name: "Math",
            ContainingNamespace: { Name: "System", ContainingNamespace.IsGlobalNamespace: true } } } of } =>
            of.Parameters.All(p => p.RefKind == RefKind.None),
        // A row of an array of arrays: rows are never assigned in a differentiable method.
        IArrayElementReferenceOperation { Type: IArrayTypeSymbol } => true,
        _ => false,
    };

    /// <summary>A property that holds a value, or computes one of nothing but members and their lengths.</summary>
    private static bool IsFixed(IPropertySymbol property, ITypeSymbol owner)
    {
        if (Aggregate.Of(owner) is not { } a) return owner.IsValueType && Member.IsAutomatic(property);
        return a.IndexOf(property) >= 0
            || property.DeclaringSyntaxReferences is [var reference]
            && reference.GetSyntax() is PropertyDeclarationSyntax { ExpressionBody: { } body }
            && !body.DescendantNodes().Any(n => n is InvocationExpressionSyntax or ElementAccessExpressionSyntax)
            && body.DescendantTokens().Where(t => t.IsKind(SyntaxKind.IdentifierToken))
                .All(t => t.ValueText == "Length" || a.Members.Any(m => m.Name == t.ValueText));
    }

    private static int? StepOf(IOperation bottom, ILocalSymbol index)
    {
        if (bottom is IExpressionStatementOperation statement) bottom = statement.Operation;
        return bottom switch
        {
            IIncrementOrDecrementOperation { Target: ILocalReferenceOperation l } step when Is(l) =>
                step.Kind == OperationKind.Increment ? 1 : -1,
            ICompoundAssignmentOperation { Target: ILocalReferenceOperation l, OperatorMethod: null,
                Value.ConstantValue: { HasValue: true, Value: int by } } c
                when Is(l) && by > int.MinValue =>
                    c.OperatorKind switch { BinaryOperatorKind.Add => by, BinaryOperatorKind.Subtract => -by, _ => null },
            _ => null,
        };

        bool Is(ILocalReferenceOperation reference) => SymbolEqualityComparer.Default.Equals(reference.Local, index);
    }
}
