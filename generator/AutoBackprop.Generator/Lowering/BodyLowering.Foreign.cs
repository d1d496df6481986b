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
        IAnonymousObjectCreationOperation => Reject(operation, "An anonymous object"),
        IObjectCreationOperation => Reject(operation, "An object initialiser"),
        IInstanceReferenceOperation => Reject(operation, "'this'"),
        IAddressOfOperation or { Kind: OperationKind.None } => Reject(operation, "Unsafe code or 'stackalloc'"),
        ITranslatedQueryOperation => Reject(operation, "A query"),
        IDynamicInvocationOperation or IDynamicMemberReferenceOperation or IDynamicIndexerAccessOperation => Reject(operation, "'dynamic'"),
        IEventReferenceOperation or IEventAssignmentOperation => Reject(operation, "An event"),
        ITypeParameterObjectCreationOperation => Reject(operation, "'new T()'"),
        IRangeOperation => Reject(operation, "A range"),
        IInlineArrayAccessOperation => Reject(operation, "An element of an inline array"),
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
        if (CallExtension(p, p.Property.GetMethod, p.Instance, () => [.. p.Arguments.Select(a => Hold(Lower(a.Value)))]) is { } extended) return extended;
        if (p.Property.GetMethod is { } get && IsExtension(get.ContainingType)) return QuoteExtension(p, get);
        if (CallMember(p, p.Property.GetMethod, p.Instance, p.Arguments) is { } got) return got;
        if (p.Property.IsStatic) return Quoted(p, $"{p.Property.ContainingType.Text()}.{CSharp.Escape(p.Property.Name)}", []);
        if (p.Instance is null) return Reject(p, "'this'");
        if (Types.Of(p.Instance.Type) is { IsArray: true })
        {
            // They tell of the shape.
            if (!p.Property.IsIndexer && p.Property.Name != "Length" && !Types.Of(p.Type).IsArray)
            {
                var memory = Named(Scalar(p.Instance));
                return p.Instance.Type is IArrayTypeSymbol && !memory.Type.IsManagedArray ? Reject(p, "This property of a new array") : Shape(memory, p);
            }
            if (p.Property is { Name: "Length", IsIndexer: false }) return Scalar(p.Instance) is var of && of is Slice window ? window.Length : Ops.Length(of);
            if (p.Property.IsIndexer && Place(p) is { } place) return Read(place, p.Type);
        }
        if (!p.Property.IsIndexer) return Member(p, p.Instance, p.Property.Name);
        var owner = OwnerOf(p.Instance, p.Property.GetMethod, p.Arguments);
        return Quote(p, $"{owner.Text}[", p.Arguments, p.Property, "]", owner);
    }

    /// <summary>A parameter of a primary constructor, which the object holds.</summary>
    private Value? Captured(IParameterReferenceOperation p) =>
        p.Parameter.ContainingSymbol is IMethodSymbol { MethodKind: MethodKind.Constructor } constructor && _environment[Environment.This] is { IsTuple: false }
            && SymbolEqualityComparer.Default.Equals(constructor.ContainingType, _context.Root.ContainingType)
            ? Quoted(p, CSharp.Escape(p.Parameter.Name), []) : null;

    private static Opaque Shape(Expr memory, IPropertyReferenceOperation p) =>
        new($"{Opaque.Hole(0)}.{CSharp.Escape(p.Property.Name)}", new[] { memory }, Types.Of(p.Type), IsPure: true);

    private Value Member(IOperation operation, IOperation instance, string name)
    {
        var owner = OwnerOf(instance, (operation as IPropertyReferenceOperation)?.Property.GetMethod);
        var text = $"{owner.Text}.{CSharp.Escape(name)}";
        if (owner.IsCopied) return After(owner, Quoted(operation, text, [Before(owner)]));
        return instance.Type?.SpecialType is SpecialType.System_String or SpecialType.System_Array && name == "Length"
            ? new Opaque(text, new[] { owner.Given }, Types.Of(operation.Type), IsPure: true) { CanThrow = true } : Quoted(operation, text, [owner.Given]);
    }

    private Value Interpolated(IInterpolatedStringOperation s)
    {
        var parts = new List<Expr>();
        return TextOf(s, parts) is { } text ? Quoted(s, text, parts) : Default(s.Type);
    }

    /// <summary>With holes for its parts, which are added to these; null where it was refused.</summary>
    private string? TextOf(IInterpolatedStringOperation s, List<Expr> parts)
    {
        var text = "";
        foreach (var part in s.Parts)
            switch (part)
            {
                case IInterpolatedStringTextOperation t: text += t.Syntax.ToString(); break;
                case IInterpolationOperation i: Hole(i.Syntax, i.Expression, i.Alignment?.Syntax, i.FormatString?.Syntax); break;
                case IInterpolatedStringAppendOperation { AppendCall: IInvocationOperation { Arguments: [{ Value: var value }, ..] } append }:
                    if (append.Syntax is Microsoft.CodeAnalysis.CSharp.Syntax.InterpolationSyntax hole) Hole(hole, value, hole.AlignmentClause?.Value, hole.FormatClause);
                    else text += append.Syntax.ToString();
                    break;
                default:
                    Reject(part, "This part of a string");
                    return null;
            }
        if (s.Syntax is Microsoft.CodeAnalysis.CSharp.Syntax.InterpolatedStringExpressionSyntax syntax) return syntax.StringStartToken.Text + text + syntax.StringEndToken.Text;
        Reject(s, "This string");
        return null;

        void Hole(SyntaxNode at, IOperation value, SyntaxNode? alignment, SyntaxNode? format)
        {
            text += $"{{({Opaque.Hole(parts.Count)}){(alignment is null ? "" : "," + alignment)}{(format is null ? "" : ":" + format.ToString().TrimStart(':'))}}}";
            parts.Add(Scalar(value));
        }
    }

    private Value Quote(IOperation operation, string before, IEnumerable<IArgumentOperation> arguments, ISymbol symbol, string after, Owner? owner = null)
    {
        if (!IsAccessible(symbol, operation)) return Default(operation.Type);
        var quotation = new Quotation();
        if (owner is not null) quotation.Values.Add(owner.Given);
        var mayKeep = IsKept((operation as IInvocationOperation)?.Instance, parameter: null);
        var referred = new List<(IOperation Target, Expr Memory)>();
        var writes = new ParameterWrites(_context.Compilation, _context.Token);
        // In the order in which they are evaluated; named, so that the order may differ from the declaration.
        var list = arguments.ToList();
        var inOrder = list.Select(a => a.Parameter?.Ordinal ?? 0).SequenceEqual(Enumerable.Range(0, list.Count));
        foreach (var argument in list)
        {
            if (argument.ArgumentKind == ArgumentKind.DefaultValue) { inOrder = false; continue; }
            var prefix = inOrder || argument.Parameter is null ? "" : CSharp.Escape(argument.Parameter.Name) + ": ";
            mayKeep |= IsKept(argument.Value, argument.Parameter);
            switch (argument)
            {
                case { Value: IInterpolatedStringHandlerCreationOperation { Content: IInterpolatedStringOperation text } }: AddText(prefix, text); break;
                case { Parameter.RefKind: RefKind.Out or RefKind.Ref } when argument.Value is not IDiscardOperation: AddReference(prefix, argument); break;
                case { Parameter.RefKind: RefKind.Out }: quotation.Texts.Add(prefix + "out _"); break;
                case { ArgumentKind: ArgumentKind.ParamArray, Value: IArrayCreationOperation { Initializer: { } spread } }:
                    foreach (var element in spread.ElementValues) quotation.Add("", Given(element), isOnlyRead: false);
                    break;
                default:
                    quotation.Add(prefix, Given(argument.Value), argument.Parameter?.Type is INamedTypeSymbol { Name: "ReadOnlySpan" } or { SpecialType: SpecialType.System_Object }
                        || argument.Parameter is { } into && Symbols.Has(symbol, Symbols.NoGradient) && !writes.MayWrite(into.OriginalDefinition));
                    break;
            }
        }
        // What is referred to is read when everything else has been.
        foreach (var (target, memory) in referred)
            if (target is not IDeclarationExpressionOperation && Lower(target).Scalar is { } old) _steps.Add(new Store(memory, new Expr[] { Const.Int(0) }, Hold(old).Scalar!));
        if (owner is not null) Before(owner);
        var value = Quoted(operation, before + string.Join(", ", quotation.Texts) + after, quotation.Values, onlyRead: quotation.OnlyRead, mayKeep: mayKeep || referred.Count > 0,
            reachesFields: SymbolEqualityComparer.Default.Equals(symbol.ContainingAssembly, _context.Compilation.Assembly));
        if (owner is not null) value = After(owner, value);
        if (referred.Count == 0) return value;
        if (value.Scalar is Opaque { IsPure: false } code)
        {
            _steps.Add(new Execute(code));
            value = Const.False;
        }
        foreach (var (target, memory) in referred)
            Assign(Assignments.Roots(target).First(), Define("", new Load(memory, new Expr[] { Const.Int(0) }, memory.Type.Element!)), target.Type);
        return value;

        // A variable is lent as memory of one element; an element as what it is.
        void AddReference(string prefix, IArgumentOperation argument)
        {
            var keyword = argument.Parameter!.RefKind == RefKind.Out ? "out " : "ref ";
            var type = argument.Parameter.Type;
            if (IsPlace(argument.Value) && Place(argument.Value) is { Path.Length: 0, Indices.Count: 1 } place)
            {
                quotation.Texts.Add($"{prefix}{keyword}{Opaque.Hole(quotation.Values.Count)}[{Opaque.Hole(quotation.Values.Count + 1)}]");
                quotation.Values.Add(place.Array);
                quotation.Values.Add(Hold(place.Indices[0]).Scalar!);
                mayKeep = true;
                return;
            }
            var target = argument.Value is IDeclarationExpressionOperation { Expression: ILocalReferenceOperation { Local: var declared } } ? declared : null;
            if (target is null && argument.Value is not (ILocalReferenceOperation { Local.IsRef: false } or IParameterReferenceOperation { Parameter.RefKind: RefKind.None or RefKind.Ref or RefKind.Out })
                || !type.IsUnmanagedType || Types.Of(type).IsArray || Aggregate.Of(type) is not null)
            {
                Reject(argument, "A 'ref' or 'out' argument");
                if (target is not null) _environment[target] = Default(target.Type);
                return;
            }
            if (target is not null) _environment[target] = Default(target.Type);
            var memory = Allocate(type, Const.Int(1), null, argument).Scalar!;
            referred.Add((argument.Value, memory));
            quotation.Texts.Add($"{prefix}{keyword}{Opaque.Hole(quotation.Values.Count)}[0]");
            quotation.Values.Add(memory);
        }

        // A text that is made only when it is asked for.
        void AddText(string prefix, IInterpolatedStringOperation text)
        {
            var steps = _steps.Count;
            if (TextOf(text, quotation.Values) is { } made) quotation.Texts.Add(prefix + made);
            if (_steps.Count != steps) Reject(text, "A string, which may not be made,");
        }
    }

    /// <summary>The arguments of quoted code.</summary>
    private sealed class Quotation
    {
        public List<Expr> Values { get; } = [];
        public List<string> Texts { get; } = [];

        /// <summary>Those that are memory, of which the quoted code can only read.</summary>
        public HashSet<int> OnlyRead { get; } = [];

        public void Add(string prefix, Expr value, bool isOnlyRead)
        {
            if (isOnlyRead) OnlyRead.Add(Values.Count);
            Texts.Add(prefix + Opaque.Hole(Values.Count));
            Values.Add(value);
        }
    }

    /// <summary>A call could leave an active value there, and another could find it.</summary>
    private static bool IsKept(IOperation? given, IParameterSymbol? parameter)
    {
        while (given is IConversionOperation { OperatorMethod: null } c) given = c.Operand;
        if (given?.Type is not { IsReferenceType: true } type || given.ConstantValue.HasValue) return false;
        return parameter?.Type.SpecialType != SpecialType.System_Object && parameter?.Type is not INamedTypeSymbol { Name: "ReadOnlySpan" }
            && type.SpecialType != SpecialType.System_String && type.TypeKind != TypeKind.Delegate && type.ToDisplayString() != "System.Type";
    }

    /// <param name="onlyRead">Arguments that are memory, of which the quoted code can only read.</param>
    /// <param name="mayKeep">The code could leave a value somewhere.</param>
    /// <param name="reachesFields">See <see cref="Opaque.ReachesFields"/>.</param>
    private Value Quoted(IOperation operation, string text, IReadOnlyList<Expr> args, bool isPure = false, ICollection<int>? onlyRead = null, bool mayKeep = false, bool reachesFields = false)
    {
        var given = args.Select((a, i) => onlyRead?.Contains(i) == true && a.Type.IsArray ? Opaque.OnlyRead(a) : a).ToArray();
        var quoted = new Opaque(text, given, Types.Of(operation.Type), isPure) { ReachesFields = reachesFields };
        var isUnused = ReferenceEquals(_isStatement, operation) || operation.Type?.SpecialType == SpecialType.System_Void;
        // What decides is not differentiated; what else has no derivative may serve as an index, or in a message.
        mayKeep |= args.Where((_, i) => onlyRead?.Contains(i) != true).SelectMany(Inside).Any(a => a.Type.IsArray);
        var isHarmless = !mayKeep && (isUnused || operation.Type?.SpecialType == SpecialType.System_Boolean);
        if (isHarmless || isPure || isUnused)
        {
            if (!isHarmless) Watch(operation, args, WhatIsLost(operation));
            if (isPure || isUnused) return quoted;
        }
        var held = Hold(quoted);
        if (!isHarmless)
        {
            Watch(operation, args, WhatIsLost(operation));
            if (!mayKeep && operation.Type.IsInteger() && held.Scalar is Var made) Watches[Watches.Count - 1] = Watches[Watches.Count - 1] with { Result = made };
        }
        return IsTakenApart(operation.Type) ? Components(held.Scalar!, operation.Type) : held;
    }

    private static string? WhatIsLost(IOperation operation) => operation switch
    {
        IInvocationOperation or IPropertyReferenceOperation => null,
        IObjectCreationOperation => "A constructor call that takes an active value",
        IInterpolatedStringOperation => "A string with an active value in it",
        ICoalesceOperation => "'??' on an active value",
        IIsTypeOperation => "'is' on an active value",
        _ => "An active value in this place",
    };

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
        if (_context.IsAccessible(symbol) && !SignatureLowering.IsFileLocal(symbol as INamedTypeSymbol ?? symbol.ContainingType)) return true;
        Reject(operation, $"'{symbol.Name}', which is not accessible from '{_context.Root.ContainingType.Name}',");
        return false;
    }
}
