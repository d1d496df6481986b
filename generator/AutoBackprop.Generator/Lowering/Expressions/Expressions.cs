using System.Globalization;
using AutoBackprop.Core;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.Operations;

namespace AutoBackprop.Generator;

/// <summary>Expressions, one line per construct.</summary>
internal sealed class Expressions(Scope scope) : Lowerer(scope)
{
    public Value ValueOf(IOperation operation)
    {
        var (steps, from) = (Scope.Steps, Scope.Steps.Count);
        var value = ByKind(operation);
        if (operation.Type is { IsValueType: true } && InlineArrays.Is(operation.Type)) value = Scope.InlineArrays.Copied(value, operation);
        if (value.Scalar is { } scalar && Entities.Is(scalar)) value = Scope.LocalObjects.Copied(value, operation);
        if (operation is not (ILocalReferenceOperation or IParameterReferenceOperation)) Origins.Note(value, operation.Syntax);
        else if (operation.Type is IArrayTypeSymbol { Rank: 1 }) Scope.Absent.Demand(value, operation);
        Scope.NoteSteps(steps, from, operation);
        return value;
    }

    public Expr ScalarOf(IOperation operation)
    {
        var value = Lower(operation);
        if (value.Scalar is { } scalar) return scalar;
        return operation.Type is { IsTupleType: false } && Scope.Composites.Pack(value, operation.Type) is { } packed
            ? packed : Reject(operation, $"A tuple in the place of '{Constructs.NameOf(operation.Type)}'").Leaves.First();
    }

    private Value ByKind(IOperation operation)
    {
        Context.Token.ThrowIfCancellationRequested();
        if (operation.ConstantValue is { HasValue: true, Value: var constant } && operation is not IAssignmentOperation
            && !(constant is null && Nullables.IsActive(operation.Type)))
            return Constant(constant, operation.Type);
        if (operation.Type is IPointerTypeSymbol or IFunctionPointerTypeSymbol) return Reject(operation, "A pointer", "use spans");
        return operation switch
        {
            IDefaultValueOperation d when InlineArrays.Is(d.Type) => Scope.InlineArrays.New(d.Type!, d),
            IObjectCreationOperation { Arguments.IsEmpty: true, Initializer: null,
                Constructor.IsImplicitlyDeclared: true } o when InlineArrays.Is(o.Type) => Scope.InlineArrays.New(o.Type!, o),
            IInlineArrayAccessOperation a => Scope.Elements.Element(a),
            IInstanceReferenceOperation { ReferenceKind: InstanceReferenceKind.ImplicitReceiver } => Scope.LocalObjects.Receiver,
            ILocalReferenceOperation or IParameterReferenceOperation or IInstanceReferenceOperation when Scope.References.Bound(operation) is { } bound => Scope.Targets.Read(bound),
            ILocalReferenceOperation l => Variables[l.Local] ?? Reject(l, $"'{l.Local.Name}', which gets no value that can be followed,"),
            IParameterReferenceOperation p => Variables[Scope.References.Key(p.Parameter)] ?? Scope.LocalObjects.Read(p)
                ?? Scope.Members.Captured(p) ?? Reject(p, $"'{p.Parameter.Name}', which belongs to another method,"),
            IFieldReferenceOperation f => Scope.Members.Field(f),
            IPropertyReferenceOperation p => Scope.Members.Property(p),
            IBinaryOperation b => Scope.Operators.Binary(b),
            IUnaryOperation { OperatorKind: not UnaryOperatorKind.Hat } u => Scope.Operators.Unary(u),
            IArrayElementReferenceOperation a => Scope.Elements.Element(a),
            IImplicitIndexerReferenceOperation i => Scope.Elements.Element(i),
            IConversionOperation c => Scope.Conversions.Convert(c),
            IConditionalOperation c => Choice(c),
            ISwitchExpressionOperation s => Scope.Switches.LowerExpression(s),
            IIsPatternOperation i => Scope.Patterns.Match(i.Pattern, Hold(Lower(i.Value)), i.Value.Type),
            ITupleBinaryOperation t => Scope.Operators.TupleEquality(t),
            ISimpleAssignmentOperation a => a.IsRef ? Scope.ReferenceLocals.Rebind(a) : Scope.Updates.Assignment(a),
            ICompoundAssignmentOperation c => Scope.Updates.Compound(c),
            IIncrementOrDecrementOperation i => Scope.Updates.Step(i),
            ICoalesceAssignmentOperation c => Scope.Updates.AssignIfNull(c),
            IDeconstructionAssignmentOperation d => Scope.Updates.Deconstruct(d),
            IInvocationOperation i => Scope.Calls.Lower(i),
            ITupleOperation t => Value.Tuple(t.Elements.Select(Lower).ToList()),
            IDeclarationExpressionOperation d => Lower(d.Expression),
            IObjectCreationOperation o =>
                Scope.Constructors.Make(o) ?? Scope.ObjectRows.Make(o) ?? Scope.Lists.Fixed(o) ?? Scope.Creations.Create(o),
            IWithOperation w => Scope.Constructors.With(w) ?? Scope.Creations.With(w),
            IDelegateCreationOperation d => Scope.Lambdas.Lower(d),
            IInstanceReferenceOperation t => Variables[Environment.This] ?? Reject(t, "'this'"),
            IDefaultValueOperation d when Scope.LocalObjects.IsMadeHere(d.Type) && d.Type!.IsValueType =>
                Scope.Constructors.DefaultOf(d.Type),
            IDefaultValueOperation d =>
                Aggregate.Of(d.Type) is { Composition: Composition.Class } ? Defaults.Leaf(d.Type) : Defaults.Of(d.Type),
            ITranslatedQueryOperation q => Lower(q.Operation),
            IThrowOperation t => ThrowExpression(t),
            IParenthesizedOperation p => Lower(p.Operand),
            IInvalidOperation => Scope.Statements.Invalid(operation),
            _ => Scope.ForeignCode.ByKind(operation),
        };
    }

    private static Value Constant(object? value, ITypeSymbol? type) => (Types.Of(type), value) switch
    {
        ({ IsReal: true } t, IConvertible number) => new Const(number.ToDouble(CultureInfo.InvariantCulture), t),
        ({ Kind: Kind.Int } t, int number) => new Const(number, t),
        ({ Kind: Kind.Bool } t, bool truth) => truth ? Const.True : Const.False,
        ({ IsManagedArray: true, Rank: 1, Element: { IsArray: false } element }, null) => Opaque.NoArray(element),
        (var t, null) => Opaque.Null(t),
        (var t, _) when type!.TypeKind == TypeKind.Enum =>
            new Opaque($"({type.Text()})({SymbolDisplay.FormatPrimitive(value!, true, false)})", default, t, IsPure: true),
        (var t, char or string) => new Opaque(SymbolDisplay.FormatPrimitive(value!, true, false)!, default, t, IsPure: true),
        (var t, decimal number) => new Opaque(number.ToString(CultureInfo.InvariantCulture) + "m", default, t, IsPure: true),
        (var t, _) => new Opaque($"({t.Name})({SymbolDisplay.FormatPrimitive(value!, true, false)})", default, t, IsPure: true),
    };

    private Value Choice(IConditionalOperation c)
    {
        if (c.IsRef) return Scope.Targets.Read(Scope.ReferenceLocals.AimChoice(c));
        if (c.WhenFalse is null) return Reject(c, "A 'ref' choice");
        return Scope.Choices.Choose(c, Scope.Choices.Condition(c.Condition), () => TakenApart(c.WhenTrue), () => TakenApart(c.WhenFalse))!;
    }

    private Value TakenApart(IOperation operation) =>
        Lower(operation) is var value && Composites.IsTakenApart(operation.Type)
            ? Scope.Composites.Expanded(value, Aggregate.Of(operation.Type)!) : value;

    public Value ThrowExpression(IThrowOperation t)
    {
        Scope.Statements.Raise(t);
        return Defaults.Of(t.Type);
    }
}
