using AutoBackprop.Core;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.Operations;

namespace AutoBackprop.Generator;

/// <summary>C# that carries no derivative: quoted, with holes for what it reads. It is evaluated exactly once, where it stands.</summary>
internal sealed partial class BodyLowering
{
    private Value Foreign(IOperation operation) => operation switch
    {
        IObjectCreationOperation { Initializer: null, Constructor: { } constructor } o when o.Type is { IsAnonymousType: false } type =>
            Quote(o, $"new {type.Text()}(", o.Arguments, constructor, ")"),
        IInterpolatedStringOperation s => Interpolated(s),
        ITypeOfOperation t => new Opaque($"typeof({t.TypeOperand.Text()})", default, Types.Of(t.Type), IsPure: true),
        ISizeOfOperation s => new Opaque($"sizeof({s.TypeOperand.Text()})", default, Types.Of(s.Type), IsPure: true),
        IIsTypeOperation i => Quoted(i, $"{Opaque.Hole(0)} is {(i.IsNegated ? "not " : "")}{i.TypeOperand.Text()}", [Scalar(i.ValueOperand)], isPure: true),
        ICoalesceOperation c => Quoted(c, $"({Opaque.Hole(0)} ?? {Opaque.Hole(1)})", [Scalar(c.Value), Lazy(c.WhenNull)]),
        IConversionOperation c => Reject(c, "This conversion"),
        IAnonymousFunctionOperation or IDelegateCreationOperation or IMethodReferenceOperation => Reject(operation, "A lambda or delegate"),
        IAwaitOperation => Reject(operation, "'await'"),
        IArrayCreationOperation a => NewArray(a),
        ICollectionExpressionOperation c => Collection(c),
        { Syntax: Microsoft.CodeAnalysis.CSharp.Syntax.StackAllocArrayCreationExpressionSyntax s } => Stackalloc(operation, s),
        { Syntax: Microsoft.CodeAnalysis.CSharp.Syntax.ImplicitStackAllocArrayCreationExpressionSyntax s } => Stackalloc(operation, s),
        IConditionalAccessOperation => Reject(operation, "'?.'"),
        ICoalesceAssignmentOperation => Reject(operation, "'??='"),
        IAnonymousObjectCreationOperation => Reject(operation, "An anonymous object"),
        IObjectCreationOperation => Reject(operation, "An object initialiser"),
        IInstanceReferenceOperation => Reject(operation, "'this'"),
        IAddressOfOperation or { Kind: OperationKind.None } => Reject(operation, "Unsafe code or 'stackalloc'"),
        ITranslatedQueryOperation => Reject(operation, "A query"),
        IDynamicInvocationOperation or IDynamicMemberReferenceOperation or IDynamicIndexerAccessOperation => Reject(operation, "'dynamic'"),
        ISimpleAssignmentOperation => Reject(operation, "A 'ref' assignment"),
        IEventReferenceOperation or IEventAssignmentOperation => Reject(operation, "An event"),
        ITypeParameterObjectCreationOperation => Reject(operation, "'new T()'"),
        IRangeOperation => Reject(operation, "A range"),
        _ => Reject(operation, "This expression"),
    };

    private Expr Lazy(IOperation operation)
    {
        var steps = _steps.Count;
        var value = Scalar(operation);
        // It must not run when it is not needed.
        return _steps.Count == steps ? value : Reject(operation, "This expression, which may not be evaluated,").Scalar!;
    }

    private Value Field(IFieldReferenceOperation f)
    {
        if (Member(f) is { } part) return part;
        if (f.Field.ContainingType.IsTupleType) return Reject(f, "This element");
        if (!IsAccessible(f.Field, f)) return Default(f.Type);
        if (f.Field.IsStatic)
        {
            var field = new Opaque($"{f.Field.ContainingType.Text()}.{CSharp.Escape(f.Field.Name)}", default, Types.Of(f.Type), f.Field.IsReadOnly || f.Field.IsConst);
            return IsTakenApart(f.Type) ? Components(Hold(field).Scalar!, f.Type) : field.IsPure ? field : Hold(field);
        }
        return f.Instance is { } instance ? Member(f, instance, f.Field.Name) : Reject(f, "This field");
    }

    private Value Property(IPropertyReferenceOperation p)
    {
        if (!IsAccessible(p.Property, p)) return Default(p.Type);
        if (Member(p) is { } part) return part;
        if (CallMember(p, p.Property.GetMethod, p.Instance, () => [.. p.Arguments.Select(a => Hold(Lower(a.Value)))]) is { } got) return got;
        if (p.Property.IsStatic) return Quoted(p, $"{p.Property.ContainingType.Text()}.{CSharp.Escape(p.Property.Name)}", []);
        if (p.Instance is null or IInstanceReferenceOperation) return Reject(p, "'this'");
        if (Types.Of(p.Instance.Type) is { IsArray: true })
        {
            if (p.Property is { Name: "Length", IsIndexer: false }) return Scalar(p.Instance) is var of && of is Slice window ? window.Length : Ops.Length(of);
            if (p.Property.IsIndexer && Place(p) is { } place) return Read(place, p.Type);
        }
        if (!p.Property.IsIndexer) return Member(p, p.Instance, p.Property.Name);
        return Quote(p, $"{Opaque.Hole(0)}[", p.Arguments, p.Property, "]", Scalar(p.Instance));
    }

    private Value Member(IOperation operation, IOperation instance, string name)
    {
        if (instance is IInstanceReferenceOperation) return Reject(operation, "'this'");
        var isPure = instance.Type?.SpecialType is SpecialType.System_String or SpecialType.System_Array && name == "Length";
        return Quoted(operation, $"{Opaque.Hole(0)}.{CSharp.Escape(name)}", [Scalar(instance)], isPure);
    }

    private Value Interpolated(IInterpolatedStringOperation s)
    {
        var parts = new List<Expr>();
        var text = "";
        foreach (var part in s.Parts)
            switch (part)
            {
                case IInterpolatedStringTextOperation t: text += t.Syntax.ToString(); break;
                case IInterpolationOperation i:
                    var alignment = i.Alignment is { } a ? "," + a.Syntax : "";
                    var format = i.FormatString is { } f ? ":" + f.Syntax.ToString().TrimStart(':') : "";
                    text += $"{{({Opaque.Hole(parts.Count)}){alignment}{format}}}";
                    parts.Add(Scalar(i.Expression));
                    break;
                default: return Reject(part, "This part of a string");
            }
        var start = s.Syntax is Microsoft.CodeAnalysis.CSharp.Syntax.InterpolatedStringExpressionSyntax syntax ? syntax : null;
        return start is null ? Reject(s, "This string") : Quoted(s, start.StringStartToken.Text + text + start.StringEndToken.Text, parts);
    }

    private Value Quote(IOperation operation, string before, IEnumerable<IArgumentOperation> arguments, ISymbol symbol, string after, params Expr[] first)
    {
        if (!IsAccessible(symbol, operation)) return Default(operation.Type);
        var values = first.ToList();
        var texts = new List<string>();
        var onlyRead = new HashSet<int>();
        // In the order in which they are evaluated; named, so that the order may differ from the declaration.
        var list = arguments.ToList();
        var inOrder = list.Select(a => a.Parameter?.Ordinal ?? 0).SequenceEqual(Enumerable.Range(0, list.Count));
        foreach (var argument in list)
        {
            if (argument.ArgumentKind == ArgumentKind.DefaultValue) { inOrder = false; continue; }
            var prefix = inOrder || argument.Parameter is null ? "" : CSharp.Escape(argument.Parameter.Name) + ": ";
            switch (argument)
            {
                case { Parameter.RefKind: RefKind.Out or RefKind.Ref } when argument.Value is not IDiscardOperation:
                    Reject(argument, "A 'ref' or 'out' argument");
                    if (argument.Value is IDeclarationExpressionOperation { Expression: ILocalReferenceOperation { Local: var declared } }) _environment[declared] = Default(declared.Type);
                    break;
                case { Parameter.RefKind: RefKind.Out }: texts.Add(prefix + "out _"); break;
                case { ArgumentKind: ArgumentKind.ParamArray, Value: IArrayCreationOperation { Initializer: { } spread } }:
                    foreach (var element in spread.ElementValues) Add("", element);
                    break;
                default:
                    if (argument.Parameter is { Type: INamedTypeSymbol { Name: "ReadOnlySpan" } }) onlyRead.Add(values.Count);
                    Add(prefix, argument.Value);
                    break;
            }
        }
        return Quoted(operation, before + string.Join(", ", texts) + after, values, onlyRead: onlyRead);

        void Add(string prefix, IOperation value)
        {
            texts.Add(prefix + Opaque.Hole(values.Count));
            values.Add(Given(value));
        }
    }

    /// <param name="onlyRead">Arguments that are memory, of which the quoted code can only read.</param>
    private Value Quoted(IOperation operation, string text, IReadOnlyList<Expr> args, bool isPure = false, ICollection<int>? onlyRead = null)
    {
        Watch(operation, args, operation switch
        {
            IInvocationOperation or IPropertyReferenceOperation => null,
            IObjectCreationOperation => "A constructor call that takes an active value",
            IInterpolatedStringOperation => "A string with an active value in it",
            ICoalesceOperation => "'??' on an active value",
            IIsTypeOperation => "'is' on an active value",
            _ => "An active value in this place",
        });
        var given = args.Select((a, i) => onlyRead?.Contains(i) == true && a.Type.IsArray ? Opaque.OnlyRead(a) : a).ToArray();
        var quoted = new Opaque(text, given, Types.Of(operation.Type), isPure);
        if (isPure || ReferenceEquals(_isStatement, operation) || operation.Type?.SpecialType == SpecialType.System_Void) return quoted;
        var held = Hold(quoted);
        return IsTakenApart(operation.Type) ? Components(held.Scalar!, operation.Type) : held;
    }

    // An object from elsewhere stays what it is.
    private static bool IsTakenApart(ITypeSymbol? type) => Aggregate.Of(type) is { Composition: not Composition.Class };

    // ── what may not lose a gradient ─────────────────────────────────────────────────────────────────────────

    /// <summary>An error if one of the values depends on an active parameter.</summary>
    private void Watch(IOperation operation, IEnumerable<Expr> values, string? what)
    {
        var location = operation.Syntax.GetLocation();
        Watches.Add(new Watch([.. values.SelectMany(Inside)], what is null
            ? new Rejection(Descriptors.NoDerivative, location, operation is IInvocationOperation call ? call.TargetMethod.Name : operation.Syntax.ToString())
            : new Rejection(Descriptors.Unsupported, location, what)));
    }

    /// <summary>A warning in the same case.</summary>
    private void WhenLost(IOperation operation, IEnumerable<Expr> values, string how) =>
        Watches.Add(new Watch([.. values.SelectMany(Inside)], new Rejection(Descriptors.GradientLost, operation.Syntax.GetLocation(), how)));

    private bool IsAccessible(ISymbol symbol, IOperation operation)
    {
        if (_context.IsAccessible(symbol)) return true;
        Reject(operation, $"'{symbol.Name}', which is not accessible from '{_context.Root.ContainingType.Name}',");
        return false;
    }
}
