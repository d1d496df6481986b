using AutoBackprop.Core;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Operations;

namespace AutoBackprop.Generator;

/// <summary>Expressions that carry no derivative.</summary>
internal sealed class ForeignCode(Scope scope) : Lowerer(scope)
{
    public Value ByKind(IOperation operation) => operation switch
    {
        IObjectCreationOperation { Initializer: null, Constructor: { } constructor } o when o.Type is { IsAnonymousType: false } type =>
            Scope.Quoting.Quote(o, $"new {type.Text()}(", o.Arguments, constructor, ")"),
        IObjectCreationOperation { Initializer: { } initializer, Type: { IsAnonymousType: false } } o when o.Constructor is not null =>
            Initialised(o, initializer),
        IInterpolatedStringOperation s => Interpolated(s),
        ITypeOfOperation t => new Opaque($"typeof({t.TypeOperand.Text()})", default, Types.Of(t.Type), IsPure: true),
        ISizeOfOperation s => new Opaque($"sizeof({s.TypeOperand.Text()})", default, Types.Of(s.Type), IsPure: true),
        IIsTypeOperation i when Scope.LocalObjects.Found(i.ValueOperand) is { } found =>
            Scope.ChosenObjects.Where(found, o => Dispatch.IsA(o.Type, i.TypeOperand)).Condition is var isIt && i.IsNegated
                ? Ops.Not(isIt) : isIt,
        ICoalesceOperation c when Scope.LocalObjects.Lowered(c.Value) is { } o => Scope.LocalObjects.ValueOf(o),
        IIsTypeOperation i => Scope.Quoting.Quoted(i, $"{Opaque.Hole(0)} is {(i.IsNegated ? "not " : "")}{i.TypeOperand.Text()}",
            [Scalar(i.ValueOperand)], isPure: true),
        ICoalesceOperation c when Scope.Nullables.Coalesce(c) is { } chosen => chosen,
        ICoalesceOperation c => Coalesce(c),
        IConversionOperation c => Reject(c),
        IAnonymousFunctionOperation or IMethodReferenceOperation =>
            Reject(operation, "A lambda or delegate in this place", "call it, or hand it to a method of this project"),
        IAwaitOperation => Reject(operation, "'await'", "await before, and differentiate the computation alone"),
        IArrayCreationOperation a => Scope.NewArrays.NewArray(a),
        ICollectionExpressionOperation c => Scope.NewArrays.Collection(c),
        { Syntax: StackAllocArrayCreationExpressionSyntax s } => Scope.NewArrays.Stackalloc(operation, s),
        { Syntax: ImplicitStackAllocArrayCreationExpressionSyntax s } => Scope.NewArrays.Stackalloc(operation, s),
        IConditionalAccessOperation a => Scope.Nullables.Accessed(a) ?? Reject(operation, "'?.'", "ask with 'is null' before"),
        IConditionalAccessInstanceOperation => Scope.Nullables.Instance ?? Reject(operation, "'?.'", "ask with 'is null' before"),
        IAnonymousObjectCreationOperation o => Scope.Creations.Anonymous(o),
        IObjectCreationOperation => NotSo(operation),
        IInstanceReferenceOperation => Reject(operation, "'this'"),
        IAddressOfOperation or { Kind: OperationKind.None } => Reject(operation, "Unsafe code", "use spans"),
        IDynamicInvocationOperation or IDynamicMemberReferenceOperation or IDynamicIndexerAccessOperation =>
            Reject(operation, "'dynamic'", "write the type"),
        IEventReferenceOperation or IEventAssignmentOperation => Reject(operation, "An event", "call what is to run"),
        ITypeParameterObjectCreationOperation => Reject(operation, "'new T()'"),
        IRangeOperation r => Scope.Quoting.Quoted(r, $"new global::System.Range({Opaque.Hole(0)}, {Opaque.Hole(1)})",
            [End(r.LeftOperand, "Start"), End(r.RightOperand, "End")], isPure: true),
        IUnaryOperation { OperatorKind: UnaryOperatorKind.Hat } from => End(from, ""),
        IInlineArrayAccessOperation => Reject(operation, "An element of an inline array"),
        _ => Reject(operation),
    };

    /// <summary>A collection or object that is a constant, with what it holds from the start.</summary>
    private Value Initialised(IObjectCreationOperation o, IObjectOrCollectionInitializerOperation initializer)
    {
        if (!IsAccessible(o.Constructor!, o)) return Defaults.Of(o.Type);
        var parts = new List<Expr>();
        if (o.Arguments.Any(a => a.Parameter!.RefKind is RefKind.Ref or RefKind.Out
            || a.ArgumentKind is ArgumentKind.ParamArray or ArgumentKind.ParamCollection)) return NotSo(o);
        var given = o.Arguments.Where(a => a.ArgumentKind == ArgumentKind.Explicit)
            .Select(a => $"{CSharp.Escape(a.Parameter!.Name)}: {Given(a.Value)}").ToList();
        var items = initializer.Initializers.Select(Item).ToList();
        if (items.Contains(null)) return NotSo(o);
        return Scope.Quoting.Quoted(o, $"new {o.Type!.Text()}({string.Join(", ", given)}) {{ {string.Join(", ", items)} }}", parts,
            mayKeep: true);

        string Given(IOperation value)
        {
            parts.Add(Scope.Quoting.Given(value));
            return Opaque.Hole(parts.Count - 1);
        }

        string? Item(IOperation item) => item switch
        {
            IInvocationOperation { TargetMethod.Name: "Add" } add =>
                $"{{ {string.Join(", ", add.Arguments.Where(a => !a.IsImplicit || a.ArgumentKind == ArgumentKind.Explicit).Select(a => Given(a.Value)))} }}",
            ISimpleAssignmentOperation { Target: IPropertyReferenceOperation { Property: { IsIndexer: true } } p, Value: var value } =>
                $"[{string.Join(", ", p.Arguments.Select(a => Given(a.Value)))}] = {Given(value)}",
            ISimpleAssignmentOperation { Target: IMemberReferenceOperation { Member: IFieldSymbol or IPropertySymbol } m,
                Value: var value } when IsAccessible(m.Member, item) => $"{CSharp.Escape(m.Member.Name)} = {Given(value)}",
            _ => null,
        };
    }

    /// <summary>A place from the beginning or from the end, as C#.</summary>
    private Expr End(IOperation? index, string otherwise) => index switch
    {
        null => new Opaque($"global::System.Index.{otherwise}", default, IrType.Other("global::System.Index"), IsPure: true),
        IUnaryOperation { OperatorKind: UnaryOperatorKind.Hat } from => new Opaque($"new global::System.Index({Opaque.Hole(0)}, fromEnd: true)",
            new[] { Hold(Scope.Quoting.Given(from.Operand)).Scalar! }, IrType.Other("global::System.Index"), IsPure: true),
        IConversionOperation { Type.Name: "Index", Operand: { Type.SpecialType: SpecialType.System_Int32 } number } => new Opaque(
            $"new global::System.Index({Opaque.Hole(0)}, fromEnd: false)", new[] { Hold(Scope.Quoting.Given(number)).Scalar! },
            IrType.Other("global::System.Index"), IsPure: true),
        _ => Hold(Scope.Quoting.Given(index)).Scalar!,
    };

    private Value NotSo(IOperation operation) =>
        Reject(operation, $"A new '{Constructs.NameOf(operation.Type)}' with an initialiser", "assign to its members afterwards");

    /// <summary>a ?? b of references; b runs where it is needed.</summary>
    private Value Coalesce(ICoalesceOperation c)
    {
        var value = Hold(Lower(c.Value));
        if (IsNothing(value)) return Lower(c.WhenNull);
        if (IsThere(value)) return value;
        var isThere = value.Scalar is { } whole ? NotNull(whole) : Ops.Not(Operators.IsNull(value));
        if (value.Scalar is not { Type.IsArray: false } || c.WhenNull is IThrowOperation)
            return Scope.Choices.Choose(c, Hold(isThere).Scalar!, () => value, () => Lower(c.WhenNull))!;
        var other = BlockOf(() => Scalar(c.WhenNull));
        return other.Steps.Count == 0
            ? Scope.Quoting.Quoted(c, $"({Opaque.Hole(0)} ?? {Opaque.Hole(1)})", [value.Scalar, Scalar(c.WhenNull)])
            : Scope.Choices.Choose(c, Hold(isThere).Scalar!, () => value, () => Lower(c.WhenNull))!;
    }

    public Expr NotNull(Expr whole) => whole.Type.IsArray && !Entities.Is(whole) ? Ops.Not(Scope.Absent.IsNull(whole))
        : new Opaque($"{Opaque.Hole(0)} is not null", new[] { whole }, IrType.Bool, IsPure: true);

    /// <summary>It is known to be null.</summary>
    public bool IsNothing(Value value) =>
        value.Scalar is { } scalar && (scalar is Opaque { IsNull: true } || scalar is Var v && Scope.ChosenObjects.Nulls.Contains(v));

    /// <summary>It is made here, so that it is not null.</summary>
    public bool IsThere(Value value) => value.Scalar is { } scalar
        ? Context.Entities.Of(scalar) is not (null or ChosenObject)
        || scalar.Type.IsArray && Scope.KnownMemory.Roots(scalar).All(r => Scope.KnownMemory.Allocation(r) is not null)
            : value.Whole is null;

    private Value Interpolated(IInterpolatedStringOperation s)
    {
        var parts = new List<Expr>();
        return TextOf(s, parts) is { } text ? Scope.Quoting.Quoted(s, text, parts) : Defaults.Of(s.Type);
    }

    /// <summary>With holes for its parts, which are added to these; null where it was refused.</summary>
    public string? TextOf(IInterpolatedStringOperation s, List<Expr> parts)
    {
        var text = "";
        foreach (var part in s.Parts)
            switch (part)
            {
                case IInterpolatedStringTextOperation t: text += t.Syntax.ToString(); break;
                case IInterpolationOperation i: Hole(i.Syntax, i.Expression, i.Alignment?.Syntax, i.FormatString?.Syntax); break;
                case IInterpolatedStringAppendOperation { AppendCall: IInvocationOperation { Arguments: [{ Value: var value },
                    ..] } append }:
                    if (append.Syntax is InterpolationSyntax hole) Hole(hole, value, hole.AlignmentClause?.Value, hole.FormatClause);
                    else text += append.Syntax.ToString();
                    break;
                default:
                    Reject(part);
                    return null;
            }
        if (s.Syntax is InterpolatedStringExpressionSyntax syntax) return syntax.StringStartToken.Text + text + syntax.StringEndToken.Text;
        Reject(s);
        return null;

        void Hole(SyntaxNode at, IOperation value, SyntaxNode? alignment, SyntaxNode? format)
        {
            text += $"{{({Opaque.Hole(parts.Count)}){(alignment is null ? "" : "," + alignment)}{(format is null ? "" : ":" + format.ToString().TrimStart(':'))}}}";
            parts.Add(Scalar(value));
        }
    }
}
