using AutoBackprop.Core;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Operations;

namespace AutoBackprop.Generator;

/// <summary>What can be gone through: arrays, spans, lists and whatever else is enumerable, and what LINQ made of them.</summary>
internal sealed class Sequences(Scope scope) : Lowerer(scope)
{
    /// <summary>What it holds, of any type that is enumerable; not by a type parameter, which stands for it only where it is asked
    /// for.</summary>
    public static ITypeSymbol? ElementOf(ITypeSymbol? type) =>
        Found(type is null ? null : Instances.Closed(type)) is { } element ? Instances.Closed(element) : null;

    private static ITypeSymbol? Found(ITypeSymbol? type) => type switch
    {
        null => null,
        _ when Types.ElementOf(type) is { } element => element,
        INamedTypeSymbol named when IsEnumerable(named) => named.TypeArguments[0],
        _ => type.AllInterfaces.FirstOrDefault(IsEnumerable)?.TypeArguments[0],
    };

    private static bool IsEnumerable(INamedTypeSymbol type) =>
        type.OriginalDefinition.SpecialType == SpecialType.System_Collections_Generic_IEnumerable_T;

    /// <summary>A list or a sequence of numbers, by an interface or class of the library.</summary>
    public static bool IsOfNumbers(ITypeSymbol? type) => type is INamedTypeSymbol { ContainingNamespace: { } of }
        && of.ToDisplayString() is "System.Collections.Generic" or "System.Collections.Immutable" or "System.Linq"
        && ElementOf(type) is { } element && (element.IsReal() || Types.HoldsReals(element));

    public static bool HasNumbers(ITypeSymbol element) =>
        element.IsReal() || Types.HoldsReals(element) || Aggregate.Of(element) is { } a && a.Members.Any(m => m.IsActive);

    /// <summary>A call of LINQ that is lowered; all others are C# of the user.</summary>
    public bool IsFor(IInvocationOperation call)
    {
        var (method, type) = (call.TargetMethod, call.TargetMethod.ContainingType);
        if (!(type.Name is "Enumerable" or "ImmutableArrayExtensions" && type.ContainingNamespace.ToDisplayString() == "System.Linq"
            || method is { Name: "ToImmutableArray" or "ToImmutableList", IsExtensionMethod: true, Parameters.Length: 1 })) return false;
        return method.Name is "Range" or "Repeat" or "Empty"
            || method.Parameters.Any(p => p.Type.TypeKind == TypeKind.Delegate) && !IsOfKeys(method)
            || call.Arguments.Any(a => ElementOf(Unwrapped(a.Value).Type) is { } element && HasNumbers(element) || IsKnown(a.Value));
    }

    // By keys that are no numbers, among constants.
    public static bool IsOfKeys(IMethodSymbol method) => method.Name
        is "GroupBy" or "Join" or "GroupJoin" or "ToDictionary" or "ToLookup" or "ToHashSet" or "CountBy" or "AggregateBy"
        or "DistinctBy" or "UnionBy" or "ExceptBy" or "IntersectBy"
        || method.Name is "OrderBy" or "OrderByDescending" or "ThenBy" or "ThenByDescending" or "MaxBy" or "MinBy"
            && method.TypeArguments is [_, var key] && !key.IsReal() && Types.Of(key).Kind != Kind.Int;

    /// <summary>It may go through a sequence, with all that functions do there.</summary>
    public bool IsInPlace(IOperation operation) => operation switch
    {
        IInvocationOperation call => IsFor(call) || Scope.ArrayCalls.IsFor(call) || Scope.Iterators.IsFor(call),
        IForEachLoopOperation loop => !IsArray(loop.Collection),
        ISpreadOperation spread => !IsArray(spread.Operand),
        _ => false,
    };

    private bool IsArray(IOperation operation) => !IsKnown(operation) && !Scope.Tables.IsTable(Slices.Unwrapped(operation)!)
        && Types.Of(Slices.Unwrapped(operation)!.Type) is { IsArray: true, Rank: 1 };

    /// <summary>Its value will be a sequence of ours, or an array by another type.</summary>
    public bool IsKnown(IOperation operation) => Unwrapped(operation) switch
    {
        ILocalReferenceOperation l => IsKnown(Variables[l.Local], l.Type),
        IParameterReferenceOperation p => IsKnown(Variables[Scope.References.Key(p.Parameter)] ?? Scope.LocalObjects.Held(p), p.Type),
        IPropertyReferenceOperation { Instance: { } of } p when Scope.Dictionaries.Of(of) is not null => !p.Property.IsIndexer,
        IMemberReferenceOperation m => IsKnown(Scope.LocalObjects.Held(m), m.Type),
        IInvocationOperation i => ElementOf(i.Type) is not null && IsInPlace(i),
        ITranslatedQueryOperation q => IsKnown(q.Operation),
        _ => false,
    };

    private bool IsKnown(Value? value, ITypeSymbol? type) => value?.Scalar is { } scalar
        && (Context.Entities.Of(scalar) is Sequence or GrowingList or ActiveDictionary || scalar.Type.IsArray && !Types.Of(type).IsArray);

    // Another interface of the same.
    private static IOperation Unwrapped(IOperation operation)
    {
        while (true)
            if (operation is IConversionOperation { OperatorMethod: null, Operand: { Type: { } inner } operand }
                && (ElementOf(inner) is not null || inner is IArrayTypeSymbol))
                operation = operand;
            else if (operation is IParenthesizedOperation p) operation = p.Operand;
            else return operation;
    }

    /// <summary>The count of a list of ours, or an element; null for what is none.</summary>
    public Value? Member(IPropertyReferenceOperation p)
    {
        if (p is { Instance: { } group, Property.Name: "Key" } && IsKnown(group) && Of(group) is { Key: { } key }) return key();
        if (p.Instance is not { } instance || !IsKnown(instance) || !p.Property.IsIndexer && p.Property.Name is not ("Count" or "Length")
            || Of(instance) is not { } sequence || sequence.Begin().ByNumber is not { } items) return null;
        if (!p.Property.IsIndexer) return items.Count;
        var at = Scalar(p.Arguments[0].Value);
        if (sequence.Items is not null) Scope.Lists.Inside(at = Hold(at).Scalar!, items.Count);
        return Hold(items.At(at));
    }

    /// <summary>One of a list of ours, counted from its end.</summary>
    public Value? FromEnd(IOperation list, IOperation number) =>
        IsKnown(list) && Of(list)?.Begin().ByNumber is { } items
            ? Hold(items.At(Hold(Identities.Simplify(items.Count - Scalar(number))).Scalar!)) : null;

    /// <summary>Null for what cannot be gone through.</summary>
    public Sequence? Of(IOperation operation)
    {
        operation = Unwrapped(operation);
        return Of(Lower(operation), operation.Type, operation);
    }

    public Sequence? Of(Value value, ITypeSymbol? type, IOperation at)
    {
        if (Context.Entities.Of(value.Scalar) is Sequence known) return known;
        if (Scope.Lists.Of(value) is { } list) return Scope.Lists.Elements(list);
        if (Scope.Dictionaries.Elements(value) is { } pairs) return pairs;
        if (value.IsTuple && Tables.IsType(type)) return Scope.Tables.Elements(value, type!, at);
        if (type is IArrayTypeSymbol { Rank: > 1 } a) return value.Scalar is { } table ? OfTable(Named(table), a, at) : null;
        if (ElementOf(type) is not { } element) return null;
        if (value.Scalar is { Type.IsArray: true } array) return OfArray(Named(array), element, at);
        return Scope.Composites.Pack(value, type) is { } whole ? OfConstant(Hold(whole).Scalar!, type!, element, at) : null;
    }

    /// <summary>Elements that are had by number.</summary>
    public Sequence Of(ITypeSymbol element, Func<Numbered> begin, SyntaxNode at) => new(at, element, () => RunOf(begin()));

    public Run RunOf(Numbered items) => new(v => Scope.Iterations.Over(items, v)) { ByNumber = items, Most = items.Count };

    private Sequence OfArray(Expr array, ITypeSymbol element, IOperation at) => Of(element, () => InMemory(array, element), at.Syntax) with
    {
        Code = () => array.Type.IsManagedArray ? array : !Scope.Quoting.CanCopy(element) ? null : Scope.Quoting.CopyOf(array, element, at),
    };

    public Numbered InMemory(Expr array, ITypeSymbol element) =>
        new(Ops.Length(array), i => Scope.Elements.Read(new ElementPlace(array, new[] { i }), element));

    // Row by row.
    private Sequence? OfTable(Expr array, IArrayTypeSymbol type, IOperation at)
    {
        if (type.Rank != 2) return null;
        var text = $"{Opaque.Hole(0)}.GetLength({Opaque.Hole(1)})";
        Expr Extent(int i) => Hold(new Opaque(text, new[] { array, Const.Int(i) }, IrType.Int, IsPure: true)).Scalar!;
        Value Read(Expr row, Expr column) => Scope.Elements.Read(new ElementPlace(array, new[] { row, column }), type.ElementType);
        return new Sequence(at.Syntax, type.ElementType, () =>
        {
            var (rows, columns) = (Extent(0), Extent(1));
            var items = new Numbered(rows * columns, i => Read(Hold(i / columns).Scalar!, Hold(i % columns).Scalar!));
            void Row(Visit visit, Expr row) => Scope.Iterations.Count(columns, c => visit.Do(Hold(Read(row, c))), visit);
            return new Run(visit => Scope.Iterations.Count(rows, r => Row(visit, r), visit))
            {
                ByNumber = items,
                Most = items.Count,
            };
        });
    }

    /// <summary>C# of the user: by its indexer where it has one, else copied into an array first.</summary>
    private Sequence OfConstant(Expr whole, ITypeSymbol type, ITypeSymbol element, IOperation at)
    {
        Value Quoted(string text, Expr[] args, ITypeSymbol of)
        {
            var value = Hold(new Opaque(text, args, Types.Of(of))).Scalar!;
            Watch(at, args, null);
            return Composites.IsTakenApart(of) ? Composites.Components(value, of) : value;
        }
        var count = type.SpecialType == SpecialType.System_String || type.Name == "ImmutableArray" ? "Length" : "Count";
        var integer = Context.Compilation.GetSpecialType(SpecialType.System_Int32);
        Numbered Indexed() => new(Quoted($"{Opaque.Hole(0)}.{count}", [whole], integer).Scalar!,
            i => Quoted($"{Opaque.Hole(0)}[{Opaque.Hole(1)}]", [whole, Hold(i).Scalar!], element));
        var array = Context.Compilation.CreateArrayTypeSymbol(element);
        Numbered Copied() => InMemory(Quoted($"global::System.Linq.Enumerable.ToArray({Opaque.Hole(0)})", [whole], array).Scalar!, element);
        return Of(element, IsIndexed(type) ? Indexed : Copied, at.Syntax) with { Code = () => whole };
    }

    /// <summary>A call of a delegate that nobody knows.</summary>
    public Value Invoked(Value of, Value[] arguments, IMethodSymbol method, IOperation at)
    {
        Expr Whole(Value argument, int i) =>
            Scope.Composites.Pack(argument, method.Parameters[i].Type) ?? Reject(at).Leaves.First();
        var given = arguments.Select(Whole).Prepend(of.Scalar!).ToArray();
        Watch(at, given, "A delegate that comes from elsewhere, of an active value,");
        var text = $"{Opaque.Hole(0)}.Invoke({string.Join(", ", arguments.Select((_, i) => Opaque.Hole(i + 1)))})";
        var code = new Opaque(text, given, Types.Of(method.ReturnType)) { ReachesFields = true };
        if (method.ReturnsVoid)
        {
            Emit(new Execute(code with { Type = IrType.Other("void") }));
            return Const.False;
        }
        var value = Hold(code).Scalar!;
        return Composites.IsTakenApart(method.ReturnType) ? Composites.Components(value, method.ReturnType) : value;
    }

    private static bool IsIndexed(ITypeSymbol type) => type.SpecialType == SpecialType.System_String
        || type is INamedTypeSymbol
        {
            Name: "List" or "IList" or "IReadOnlyList" or "ImmutableArray" or "ImmutableList" or "ReadOnlyCollection" or "Collection",
            TypeArguments.Length: 1,
        };

    /// <summary>What is given to a parameter: a sequence keeps its shape, whatever interface it goes by.</summary>
    public Value Given(IOperation operation)
    {
        var inner = Unwrapped(operation);
        if (ReferenceEquals(inner, operation) || Types.Of(inner.Type).IsArray) return Lower(inner);
        return Of(Lower(inner), inner.Type, inner) is { } sequence ? Context.Entities.Add(sequence, operation.Type) : Lower(operation);
    }

    public static string NameOf(ITypeSymbol type) => type.ToDisplayString(SymbolDisplayFormat.MinimallyQualifiedFormat);

    /// <summary>A value of a type before there is any.</summary>
    public static Value Empty(ITypeSymbol type) =>
        Aggregate.Of(type) is { Composition: Composition.Class } ? Defaults.Leaf(type) : Defaults.Of(type);
}
