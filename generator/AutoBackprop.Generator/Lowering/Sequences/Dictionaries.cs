using AutoBackprop.Core;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Operations;

namespace AutoBackprop.Generator;

/// <summary>A dictionary of numbers that the body makes.</summary>
/// <param name="Keys">A variable that tells which element of the memory belongs to a key.</param>
internal sealed record ActiveDictionary(SyntaxNode Syntax, INamedTypeSymbol Type, Var Keys, GrowingList Values) : Entity(Syntax)
{
    public override string Called => "A dictionary of numbers";
}

/// <summary>New dictionaries of numbers in local variables: the numbers lie in memory that grows, and a dictionary of the run time says
/// where. Which keys there are, no derivative depends on.</summary>
internal sealed class Dictionaries(Scope scope) : Lowerer(scope), ICallLowering
{
    private static bool IsType(ITypeSymbol? type) => type is INamedTypeSymbol { Name: "Dictionary", TypeArguments: [var key, var value] } d
        && d.ContainingNamespace.ToDisplayString() == "System.Collections.Generic" && !Sequences.HasNumbers(key)
        && (value.IsReal() || Aggregate.Of(value) is { IsElement: true } a && a.Members.Any(m => m.IsActive));

    /// <summary>It changes which keys a dictionary has.</summary>
    public static bool IsInPlace(IOperation operation) => operation switch
    {
        IInvocationOperation { Instance.Type: var type, TargetMethod.Name: "Add" or "TryAdd" } => IsType(type),
        IAssignmentOperation { Target: IPropertyReferenceOperation { Instance.Type: var type } } => IsType(type),
        _ => false,
    };

    public ActiveDictionary? Of(IOperation? operation)
    {
        while (operation is IConversionOperation { OperatorMethod: null, Operand: { Type: not null } inner }
            || operation is IParenthesizedOperation { Operand: var inner2 } && (inner = inner2) is not null) operation = inner;
        return operation switch
        {
            ILocalReferenceOperation local => Of(Variables[local.Local]),
            IParameterReferenceOperation p => Of(Variables[Scope.References.Key(p.Parameter)]),
            _ => null,
        };
    }

    /// <summary>One that is handed over, by whatever type.</summary>
    public Value? Given(IOperation operation) =>
        Of(operation) is { } of ? Value.Of(Context.Entities.Add(of, of.Type)) : null;

    private ActiveDictionary? Of(Value? value) => Context.Entities.Of(value?.Scalar) as ActiveDictionary;

    // ── made ─────────────────────────────────────────────────────────────────────────────────────────────────

    /// <summary>A local variable that holds one from beginning to end, and of which nothing is asked that is not known here.</summary>
    public static bool Holds(ILocalSymbol local, IOperation declarator, IOperation made)
    {
        if (!IsType(local.Type) || !CanMake(Unwrapped(made))) return false;
        var root = declarator;
        while (root.Parent is { } parent) root = parent;
        return root.Descendants().OfType<ILocalReferenceOperation>().Where(l => SymbolEqualityComparer.Default.Equals(l.Local, local))
            .All(IsKnownUse);
    }

    private static IOperation Unwrapped(IOperation made)
    {
        while (made is IConversionOperation { OperatorMethod: null, Operand: { } inner }) made = inner;
        return made;
    }

    private static bool CanMake(IOperation made) => made switch
    {
        ICollectionExpressionOperation { Elements.IsEmpty: true } => true,
        IInvocationOperation { TargetMethod: { Name: "ToDictionary", ContainingType.Name: "Enumerable", Parameters: var parameters } } =>
            parameters.Skip(1).All(p => p.Type.TypeKind == TypeKind.Delegate) && parameters.Length > 1,
        IObjectCreationOperation { Arguments: var arguments, Initializer: var initializer } =>
            arguments.All(a => a.Value.Type is { SpecialType: SpecialType.System_Int32 } || a.Parameter?.Type.Name == "IEqualityComparer")
            && (initializer is null || initializer.Initializers.All(i => Pair(i) is not null)),
        _ => false,
    };

    private static (IOperation Key, IOperation Value, bool IsNew)? Pair(IOperation initializer) => initializer switch
    {
        IInvocationOperation { TargetMethod.Name: "Add", Arguments: [{ Value: var key }, { Value: var value }] } => (key, value, true),
        ISimpleAssignmentOperation { Target: IPropertyReferenceOperation { Arguments: [{ Value: var key }] }, Value: var value } =>
            (key, value, false),
        _ => null,
    };

    private static bool IsKnownUse(IOperation use)
    {
        while (use.Parent is IConversionOperation or IParenthesizedOperation) use = use.Parent;
        return use.Parent switch
        {
            IPropertyReferenceOperation { Property: { IsIndexer: true } or { Name: "Count" or "Values" or "Keys" } } p =>
                ReferenceEquals(p.Instance, use),
            IInvocationOperation { Instance: { } of, TargetMethod.Name: "Add" or "TryAdd" or "ContainsKey" or "TryGetValue" } =>
                ReferenceEquals(of, use),
            IArgumentOperation { Parent: IInvocationOperation { TargetMethod: { IsExtensionMethod: true } method } } =>
                method.Name == "GetValueOrDefault" || method.ContainingType.Name == "Enumerable" || IsHere(method),
            IArgumentOperation { Parameter.RefKind: RefKind.None, Parent: IInvocationOperation { TargetMethod: var method } } => IsHere(method),
            IForEachLoopOperation => true,
            _ => false,
        };
    }

    // There it is seen what is done with it.
    private static bool IsHere(IMethodSymbol method) => !(method.ReducedFrom ?? method).DeclaringSyntaxReferences.IsEmpty;

    public Value New(ILocalSymbol local, IOperation made)
    {
        var (type, creation) = ((INamedTypeSymbol)Instances.Closed(local.Type), Unwrapped(made));
        var (name, element) = (Scope.Name(local), type.TypeArguments[1]);
        var comparer = Opaque.Hole(0);
        var given = new List<Expr>();
        foreach (var argument in (creation as IObjectCreationOperation)?.Arguments ?? [])
            if (argument.Parameter!.Type.Name == "IEqualityComparer") given.Add(Hold(Scope.Quoting.Given(argument.Value)).Scalar!);
            else Hold(Lower(argument.Value));
        var keyed = $"global::AutoBackprop.Keyed<{type.TypeArguments[0].Text()}>";
        var keys = (Var)Define(Extents.Beside(name, "keys"), new Opaque($"new {keyed}({(given.Count > 0 ? comparer : "")})",
            given.ToArray(), IrType.Other(keyed))).Scalar!;
        var values = Scope.Lists.Empty(element, name, made);
        var dictionary = new ActiveDictionary(made.Syntax, type, keys, values);
        foreach (var item in (creation as IObjectCreationOperation)?.Initializer?.Initializers ?? [])
            if (Pair(item) is var (key, value, isNew))
            {
                var number = KeyOf(key);
                Put(dictionary, number, Hold(Lower(value)), item, isNew ? "Add" : "Put");
            }
        if (creation is IInvocationOperation query) Fill(dictionary, query);
        return Context.Entities.Add(dictionary, type);
    }

    private void Fill(ActiveDictionary dictionary, IInvocationOperation query)
    {
        IOperation[] operands = [.. query.Arguments.OrderBy(a => a.Parameter!.Ordinal).Select(a => a.Value)];
        if (Scope.Sequences.Of(operands[0]) is not { } source)
        {
            Reject(operands[0]);
            return;
        }
        var call = new LinqCall(Scope, query, source, operands);
        var (key, value) = (call.Function(1), operands.Length > 2 ? call.Function(2) : null);
        source.Begin().Each(new Visit(item =>
        {
            var of = Scope.Composites.Pack(key.Of(item), key.Result) ?? Reject(query).Leaves.First();
            Put(dictionary, Hold(of).Scalar!, Hold(value?.Of(item) ?? item), query, "Add");
        }, [], query));
    }

    // ── read and written ─────────────────────────────────────────────────────────────────────────────────────

    private Expr KeyOf(IOperation key) => Hold(Scope.Quoting.Given(key)).Scalar!;

    private Expr NumberOf(ActiveDictionary of, Expr key, string how) =>
        Hold(new Opaque($"{Opaque.Hole(0)}.{how}({Opaque.Hole(1)})", new[] { of.Keys, key }, IrType.Int)).Scalar!;

    private Value Read(ActiveDictionary of, Expr number) =>
        Scope.Elements.Read(new ElementPlace(of.Values.Memory, new[] { number }), of.Values.Element);

    private Expr CountOf(ActiveDictionary of) => Variables[of.Values.Count]!.Scalar!;

    private void Put(ActiveDictionary of, Expr key, Value value, IOperation at, string how)
    {
        var number = NumberOf(of, key, how);
        var count = Hold(Ops.Select(new Apply(Op.Eq, new[] { number, CountOf(of) }, IrType.Bool), number + 1, CountOf(of))).Scalar!;
        Emit(new Grow(of.Values.Memory, count));
        Variables[of.Values.Count] = count;
        Scope.Elements.Write(new ElementPlace(of.Values.Memory, new[] { number }), value, of.Values.Element, at);
    }

    /// <summary>The element that is assigned; null where it is none of a dictionary of ours.</summary>
    public Target? Aim(IOperation target) => target is IPropertyReferenceOperation { Property.IsIndexer: true, Instance: { } instance,
        Arguments: [{ Value: var key }] } && Of(instance) is { } of ? new Target.Keyed(of, KeyOf(key), target.Type, target) : null;

    public Value Get(Target.Keyed target) => Hold(Read(target.Of, NumberOf(target.Of, target.Key, "Of")));

    public Value Set(Target.Keyed target, Value value)
    {
        Put(target.Of, target.Key, value, target.At, "Put");
        return value;
    }

    public Value? Property(IPropertyReferenceOperation p)
    {
        if (Of(p.Instance) is not { } of) return Part(p);
        return p.Property.Name switch
        {
            "Count" => CountOf(of),
            "Values" => Context.Entities.Add(Scope.Lists.Elements(of.Values), p.Type!),
            "Keys" => Context.Entities.Add(Scope.Sequences.Of(of.Type.TypeArguments[0],
                () => new Numbered(CountOf(of), i => At(of, i)), p.Syntax), p.Type!),
            _ => Hold(Read(of, NumberOf(of, KeyOf(p.Arguments[0].Value), "Of"))),
        };
    }

    /// <summary>The types of a key with its value; null for every other type.</summary>
    public static IReadOnlyList<ITypeSymbol>? PairOf(ITypeSymbol? type) =>
        type is INamedTypeSymbol { Name: "KeyValuePair", TypeArguments: { Length: 2 } of } pair
            && pair.ContainingNamespace.ToDisplayString() == "System.Collections.Generic" ? of : null;

    // Of a pair that a variable holds in two pieces.
    private Value? Part(IPropertyReferenceOperation p) => PairOf(p.Instance?.Type) is not null && p.Instance switch
    {
        ILocalReferenceOperation l => Variables[l.Local],
        IParameterReferenceOperation q => Variables[Scope.References.Key(q.Parameter)],
        _ => null,
    } is { IsTuple: true, Items: [var key, var value] } ? p.Property.Name == "Key" ? key : value : null;

    private Value At(ActiveDictionary of, Expr number)
    {
        var type = of.Type.TypeArguments[0];
        var key = new Opaque($"{Opaque.Hole(0)}[{Opaque.Hole(1)}]", new[] { of.Keys, number }, Types.Of(type));
        return Aggregate.Of(type) is { Composition: Composition.Tuple } parts ? Scope.Composites.Expanded(Hold(key), parts) : key;
    }

    /// <summary>Keys with their values.</summary>
    public Sequence? Elements(Value value) => Of(value) is not { } of || Sequences.ElementOf(of.Type) is not { } pair ? null
        : Scope.Sequences.Of(pair, () => new Numbered(CountOf(of), i => Value.Tuple([Hold(At(of, i)), Hold(Read(of, i))])), of.Syntax);

    public Value? TryLower(IInvocationOperation call)
    {
        var isExtension = call.TargetMethod is { Name: "GetValueOrDefault", ContainingType.Name: "CollectionExtensions" };
        if (Of(isExtension ? call.Arguments[0].Value : call.Instance) is not { } of) return null;
        var operands = call.Arguments.OrderBy(a => a.Parameter!.Ordinal).Select(a => a.Value).Skip(isExtension ? 1 : 0).ToArray();
        var key = KeyOf(operands[0]);
        switch (call.TargetMethod.Name)
        {
            case "Add":
                Put(of, key, Hold(Lower(operands[1])), call, "Add");
                return Const.False;
            case "TryAdd":
                var (added, isNew) = (Hold(Lower(operands[1])), Hold(Ops.Not(IsThere(NumberOf(of, key, "Find")))).Scalar!);
                Scope.Choices.Branch(call, isNew, () => Put(of, key, added, call, "Add"), () => { });
                return isNew;
            case "ContainsKey": return IsThere(NumberOf(of, key, "Find"));
            case "GetValueOrDefault":
                var other = operands.Length > 1 ? Hold(Lower(operands[1])) : Defaults.Of(of.Values.Element);
                return Found(of, NumberOf(of, key, "Find"), other, call);
            case "TryGetValue":
                var target = Scope.Targets.Aim(operands[1]);
                var number = NumberOf(of, key, "Find");
                Scope.Targets.Write(target, Found(of, number, Defaults.Of(of.Values.Element), call), call);
                return IsThere(number);
            default: return Reject(call, $"'{call.TargetMethod.Name}' of a dictionary of numbers");
        }
    }

    private static Expr IsThere(Expr number) => number >= Const.Int(0);

    private Value Found(ActiveDictionary of, Expr number, Value other, IOperation at) =>
        Hold(Scope.Choices.Choose(at, Hold(IsThere(number)).Scalar!, () => Hold(Read(of, number)), () => other)!);
}
