using AutoBackprop.Core;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Operations;

namespace AutoBackprop.Generator;

/// <summary>C# that carries no derivative: quoted, with holes for what it reads. It is evaluated exactly once, where it stands.</summary>
internal sealed class Quoting(Scope scope) : Lowerer(scope)
{
    public Value Quote(IOperation operation, string before, IEnumerable<IArgumentOperation> arguments, ISymbol symbol, string after,
        Owners.Owner? owner = null)
    {
        if (!IsAccessible(symbol, operation)) return Defaults.Of(operation.Type);
        var quotation = new Quotation();
        if (owner is not null) quotation.Values.Add(owner.Given);
        var mayKeep = IsKept((operation as IInvocationOperation)?.Instance, parameter: null);
        var referred = new List<(IOperation Target, Expr Memory)>();
        var writes = new ParameterWrites(Context.Compilation, Context.Token);
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
                case { Value: IInterpolatedStringHandlerCreationOperation { Content: IInterpolatedStringOperation text } }:
                    AddText(prefix, text); break;
                case { Parameter.RefKind: RefKind.Out or RefKind.Ref } when argument.Value is not IDiscardOperation:
                    AddReference(prefix, argument); break;
                case { Parameter.RefKind: RefKind.Out }: quotation.Texts.Add(prefix + "out _"); break;
                case { ArgumentKind: ArgumentKind.ParamArray, Value: IArrayCreationOperation { Initializer: { } spread } }:
                    foreach (var element in spread.ElementValues) quotation.Add("", Given(element), isOnlyRead: false);
                    break;
                default:
                    quotation.Add(prefix, Given(argument.Value),
                        argument.Parameter?.Type is INamedTypeSymbol { Name: "ReadOnlySpan" } or { SpecialType: SpecialType.System_Object }
                        || argument.Parameter is { } into && Symbols.Has(symbol, Symbols.NoGradient)
                            && !writes.MayWrite(into.OriginalDefinition));
                    break;
            }
        }
        // What is referred to is read when everything else has been.
        foreach (var (target, memory) in referred)
            if (target is not IDeclarationExpressionOperation && Lower(target).Scalar is { } old)
                Emit(new Store(memory, new Expr[] { Const.Int(0) }, Hold(old).Scalar!));
        if (owner is not null) Scope.Owners.Before(owner);
        var value = Quoted(operation, before + string.Join(", ", quotation.Texts) + after, quotation.Values, onlyRead: quotation.OnlyRead,
            mayKeep: mayKeep || referred.Count > 0,
            reachesFields: SymbolEqualityComparer.Default.Equals(symbol.ContainingAssembly, Context.Compilation.Assembly));
        if (owner is not null) value = Scope.Owners.After(owner, value);
        if (referred.Count == 0) return value;
        if (value.Scalar is Opaque { IsPure: false } code)
        {
            Emit(new Execute(code));
            value = Const.False;
        }
        foreach (var (target, memory) in referred)
            Assign(Assignments.Roots(target).First(), Define("", new Load(memory, new Expr[] { Const.Int(0) }, memory.Type.Element!)),
                target.Type);
        return value;

        // A variable is lent as memory of one element; an element as what it is.
        void AddReference(string prefix, IArgumentOperation argument)
        {
            var keyword = argument.Parameter!.RefKind == RefKind.Out ? "out " : "ref ";
            var type = argument.Parameter.Type;
            if (Scope.Elements.IsPlace(argument.Value)
                && Scope.Elements.Place(argument.Value) is { Path.Length: 0, Indices.Count: 1 } place)
            {
                quotation.Texts.Add($"{prefix}{keyword}{Opaque.Hole(quotation.Values.Count)}[{Opaque.Hole(quotation.Values.Count + 1)}]");
                quotation.Values.Add(place.Array);
                quotation.Values.Add(Hold(place.Indices[0]).Scalar!);
                mayKeep = true;
                return;
            }
            var target = argument.Value is IDeclarationExpressionOperation { Expression: ILocalReferenceOperation { Local: var declared } }
                ? declared : null;
            if (target is null && argument.Value is not (ILocalReferenceOperation { Local.IsRef: false } or IParameterReferenceOperation { Parameter.RefKind: RefKind.None or RefKind.Ref or RefKind.Out })
                || !type.IsUnmanagedType || Types.Of(type).IsArray || Aggregate.Of(type) is not null)
            {
                Reject(argument, $"'{Constructs.NameOf(type)}' by reference to '{argument.Parameter.ContainingSymbol.Name}', whose source is not in this project,",
                    Advice.For(argument.Parameter.ContainingType) ?? "hand over a local number, or write what it does");
                if (target is not null) Variables[target] = Defaults.Of(target.Type);
                return;
            }
            if (target is not null) Variables[target] = Defaults.Of(target.Type);
            var memory = Scope.NewArrays.Allocate(type, Const.Int(1), null, argument).Scalar!;
            referred.Add((argument.Value, memory));
            quotation.Texts.Add($"{prefix}{keyword}{Opaque.Hole(quotation.Values.Count)}[0]");
            quotation.Values.Add(memory);
        }

        // A text that is made only when it is asked for.
        void AddText(string prefix, IInterpolatedStringOperation text)
        {
            var steps = Scope.Steps.Count;
            if (Scope.ForeignCode.TextOf(text, quotation.Values) is { } made) quotation.Texts.Add(prefix + made);
            if (Scope.Steps.Count != steps)
                Reject(text, "A string that needs several steps, and may not be made,", "compute its parts before");
        }
    }

    /// <summary>A call could leave an active value there, and another could find it.</summary>
    private static bool IsKept(IOperation? given, IParameterSymbol? parameter)
    {
        while (given is IConversionOperation { OperatorMethod: null } c) given = c.Operand;
        if (given?.Type is not { IsReferenceType: true } type || given.ConstantValue.HasValue) return false;
        return parameter?.Type.SpecialType != SpecialType.System_Object && parameter?.Type is not INamedTypeSymbol { Name: "ReadOnlySpan" }
            && type.SpecialType != SpecialType.System_String && !KnownNames.HoldsText(type) && type.TypeKind != TypeKind.Delegate
                && type.ToDisplayString() != "System.Type";
    }

    /// <param name="onlyRead">Arguments that are memory, of which the quoted code can only read.</param>
    /// <param name="mayKeep">The code could leave a value somewhere.</param>
    /// <param name="reachesFields">See <see cref="Opaque.ReachesFields"/>.</param>
    public Value Quoted(IOperation operation, string text, IReadOnlyList<Expr> args, bool isPure = false, ICollection<int>? onlyRead = null,
        bool mayKeep = false, bool reachesFields = false)
    {
        var given = args.Select((a, i) => onlyRead?.Contains(i) == true && a.Type.IsArray ? Opaque.OnlyRead(a) : a).ToArray();
        var quoted = new Opaque(text, given, Types.Of(operation.Type), isPure) { ReachesFields = reachesFields,
            IsRepeatable = Context.Repeatable is { } again && again.Is(operation) };
        var isUnused = Usage.IsUnused(operation) || operation.Type?.SpecialType == SpecialType.System_Void;
        // What decides is not differentiated; what else has no derivative may serve as an index, or in a message.
        mayKeep |= args.Where((_, i) => onlyRead?.Contains(i) != true).SelectMany(Scope.Composites.ContentsOf).Any(a => a.Type.IsArray);
        var isHarmless = !mayKeep && (isUnused || operation.Type?.SpecialType == SpecialType.System_Boolean);
        if (isHarmless || isPure || isUnused)
        {
            if (!isHarmless) Watch(operation, args, WhatIsLost(operation), Advice.For(operation.Type) ?? "");
            if (isPure || isUnused) return quoted;
        }
        var held = Hold(quoted);
        if (!isHarmless)
        {
            Watch(operation, args, WhatIsLost(operation), Advice.For(operation.Type) ?? "");
            if (!mayKeep && operation.Type.IsInteger() && held.Scalar is Var made)
                Watches[Watches.Count - 1] = Watches[Watches.Count - 1] with { Result = made };
        }
        return Composites.IsTakenApart(operation.Type) ? Composites.Components(held.Scalar!, operation.Type) : held;
    }

    private static string? WhatIsLost(IOperation operation) => operation switch
    {
        IInvocationOperation or IPropertyReferenceOperation => null,
        IObjectCreationOperation o => $"A new '{Constructs.NameOf(o.Type)}' that takes an active value",
        IInterpolatedStringOperation => "A string with an active value in it",
        ICoalesceOperation => "'??' on an active value",
        IIsTypeOperation => "'is' on an active value",
        _ => "An active value in this place",
    };

    /// <summary>New arrays are borrowed memory; other code must not get hold of it as an array.</summary>
    public Expr Given(IOperation operation)
    {
        if (Operators.IsNull(operation)) return Opaque.Null(Types.Of(operation.Type));
        var array = Slices.Unwrapped(operation)!;
        var isObject = operation is { Type.SpecialType: SpecialType.System_Object } and IConversionOperation { OperatorMethod: null,
            Operand.Type: IArrayTypeSymbol };
        var value = Lower(array.Type is IArrayTypeSymbol ? array : isObject ? ((IConversionOperation)operation).Operand : operation);
        if (Context.Entities.Of(value.Scalar) is Function function)
            return Scope.QuotedLambdas.Quote(function, operation.Type) ?? value.Scalar!;
        if (Context.Entities.Of(value.Scalar) is Sequence sequence
            && (sequence.Code() ?? (operation.Type?.SpecialType == SpecialType.System_Object
            ? sequence.Object : null)) is { } code) return code;
        if (!Types.Of(operation.Type).IsArray && Sequences.ElementOf(operation.Type) is not null
            && value.Scalar is { Type: { IsArray: true, IsManagedArray: false } } && array is not IArrayCreationOperation)
        {
            if (Sequences.ElementOf(array.Type) is { } element && CanCopy(element)) return CopyOf(Named(value.Scalar), element, operation);
            NotHere(operation, "A new array");
        }
        // An array that was handed to a method which is inlined may be memory of ours.
        if (operation.Type?.SpecialType == SpecialType.System_Object && value.Scalar is { Type: { IsArray: true } type } memory
            && (!type.IsManagedArray || !Scope.IsOutermost))
            return new Opaque($"global::AutoBackprop.GivenArrays.AsObject({Opaque.Hole(0)})", new[] { Opaque.OnlyRead(Named(memory)) },
                IrType.Other("object"), IsPure: true);
        if (array is IArrayCreationOperation && value.Scalar is { Type.IsManagedArray: false } created)
        {
            // Nobody else has it: a copy is as good.
            Watch(operation, [created], "An active value in a new array that goes to a method whose source is not in this project");
            return new Opaque($"{Opaque.Hole(0)}.ToArray()", new[] { created }, IrType.Other(array.Type!.Text()), IsPure: true);
        }
        if (Views.Of(array.Type) is not null && value.Scalar is { Type.IsArray: true })
            NotHere(operation, $"'{Constructs.NameOf(array.Type)}'");
        if (array.Type is IArrayTypeSymbol && value.Scalar is { Type.IsManagedArray: false })
            NotHere(operation, "A new array");
        return Scope.Composites.Pack(value, operation.Type) ?? Reject(operation).Leaves.First();
    }

    public bool CanCopy(ITypeSymbol element) =>
        !Sequences.HasNumbers(element) && (element.IsUnmanagedType || element.SpecialType == SpecialType.System_String);

    /// <summary>Constants in memory of ours, for code that goes through them, now or later.</summary>
    public Expr CopyOf(Expr array, ITypeSymbol element, IOperation at)
    {
        var copy = (Var)Scope.NewArrays.Allocate(element, Ops.Length(array), null, at).Scalar!;
        Scope.Elements.Count(Ops.Length(array), i => Scope.Elements.Transfer(array, i, copy, i, element, at),
            new Move(array, copy, Const.Int(0), Fits: true), isRebuild: true);
        Scope.RebuiltArrays.Share(copy, array, at);
        return new Opaque($"{Opaque.Hole(0)}.ToArray()", new[] { Opaque.OnlyRead(copy) },
            IrType.Other(Context.Compilation.CreateArrayTypeSymbol(element).Text()), IsPure: true);
    }

    private void NotHere(IOperation operation, string what)
    {
        var (named, instead) = Constructs.Handed(operation.Syntax, what, "keep it in a local variable",
            s => Scope.Model.GetSymbolInfo(s, Context.Token).Symbol);
        Reject(operation, named, instead);
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
}
