using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Operations;

namespace AutoBackprop.Generator;

/// <summary>What a user calls a piece of C#, and what may stand in its place.</summary>
internal static class Constructs
{
    private const int Longest = 40;

    public static (string What, string Instead) Of(IOperation operation) => operation switch
    {
        IConversionOperation c =>
            ($"A conversion of '{NameOf(c.Operand.Type)}' to '{NameOf(c.Type)}'", Advice.For(c.Type) ?? Advice.For(c.Operand.Type) ?? ""),
        IFieldReferenceOperation f => ($"The field '{f.Field.Name}'", Advice.For(f.Field.ContainingType) ?? ""),
        IPropertyReferenceOperation { Property: { IsIndexer: true } indexer } =>
            ($"An element of '{NameOf(indexer.ContainingType)}'", Advice.For(indexer.ContainingType) ?? ""),
        IPropertyReferenceOperation p =>
            ($"'{p.Property.Name}' of '{NameOf(p.Property.ContainingType)}'", Advice.For(p.Property.ContainingType) ?? ""),
        IArrayElementReferenceOperation e => ($"An element of '{NameOf(e.ArrayReference.Type)}'", ""),
        IInvocationOperation c => ($"A call of '{c.TargetMethod.Name}'", Advice.For(c.TargetMethod.ContainingType) ?? ""),
        IObjectCreationOperation o => ($"A new '{NameOf(o.Type)}'", Advice.For(o.Type) ?? ""),
        IArrayCreationOperation or ICollectionExpressionOperation =>
            ($"A new '{NameOf(operation.Type)}'", Advice.For(operation.Type) ?? ""),
        IListPatternOperation => ("A list pattern", "ask for the length, and read the elements"),
        IPatternOperation => ($"The pattern '{Text(operation.Syntax)}'", "compare in an 'if'"),
        IBinaryOperation { Syntax: BinaryExpressionSyntax s } b =>
            ($"'{s.OperatorToken.Text}' of '{NameOf(b.LeftOperand.Type)}' and '{NameOf(b.RightOperand.Type)}'", ""),
        IUnaryOperation u => ($"The operator of '{Text(u.Syntax)}', on '{NameOf(u.Operand.Type)}',", ""),
        IAssignmentOperation a => ($"The assignment '{Text(a.Syntax)}'", ""),
        IArgumentOperation { Parameter: { } parameter } a =>
            ($"What goes to '{parameter.Name}' of '{parameter.ContainingSymbol?.Name}'", ""),
        { Syntax: FixedStatementSyntax } => ("'fixed'", "read and write elements, 'x[i]'"),
        { Syntax: StackAllocArrayCreationExpressionSyntax or ImplicitStackAllocArrayCreationExpressionSyntax } =>
            ($"'stackalloc' of '{NameOf(operation.Type)}'", "use a new array"),
        _ => ($"'{Text(operation.Syntax)}'", ""),
    };

    /// <summary>Something that is assigned to.</summary>
    public static (string What, string Instead) Assigned(IOperation target)
    {
        var (what, instead) = Of(target);
        return target is ILocalReferenceOperation or IParameterReferenceOperation
            ? ($"An assignment to {what}", instead) : ($"{what}, which receives an active value,", instead);
    }

    /// <summary>A lambda, or something else that is known here alone, where it is handed to somebody who does not know it.</summary>
    public static (string What, string Instead) Handed(SyntaxNode syntax, string called, string instead,
        Func<SyntaxNode, ISymbol?> symbolOf) =>
        syntax.FirstAncestorOrSelf<ArgumentSyntax>() is { Parent.Parent: { } call } && symbolOf(call) is IMethodSymbol method
            ? method.OriginalDefinition.Locations.Any(l => l.IsInSource)
                ? ($"{called} that goes to '{method.Name}', which calls itself or is too long to be inlined,", "write a loop, or let it fill a span that it takes")
            : ($"{called} that goes to '{method.ContainingType?.Name}.{method.Name}', whose source is not in this project,",
                Advice.For(method.ContainingType) ?? "write a loop in its place")
            : ($"{called} that is chosen, or kept in an array, a field or an object,", instead);

    /// <summary>The local or parameter that an expression is a part of, or asks something of.</summary>
    public static ISymbol? VariableOf(IOperation? operation) => operation switch
    {
        ILocalReferenceOperation l => l.Local,
        IParameterReferenceOperation p => p.Parameter,
        IFieldReferenceOperation f => VariableOf(f.Instance),
        IPropertyReferenceOperation p => VariableOf(p.Instance),
        IArrayElementReferenceOperation e => VariableOf(e.ArrayReference),
        IInvocationOperation c => VariableOf(c.Instance),
        IConversionOperation c => VariableOf(c.Operand),
        IConditionalAccessOperation c => VariableOf(c.Operation),
        IPatternOperation { Parent: IIsPatternOperation { Value: { } value } } => VariableOf(value),
        IEventReferenceOperation e => e.Event,
        IEventAssignmentOperation e => VariableOf(e.EventReference),
        _ => null,
    };

    public static string NameOf(ITypeSymbol? type) =>
        type?.WithNullableAnnotation(NullableAnnotation.None).ToDisplayString(SymbolDisplayFormat.MinimallyQualifiedFormat) ?? "null";

    private static string Text(SyntaxNode node) => Text(node.ToString());

    // One line of it, and no more than fits into a message.
    private static string Text(string code)
    {
        var line = code.Split('\n')[0].Trim();
        return line.Length <= Longest && line.Length == code.Length ? line : line.Substring(0, Math.Min(line.Length, Longest)) + " …";
    }
}
