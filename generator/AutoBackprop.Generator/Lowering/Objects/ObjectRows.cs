using AutoBackprop.Core;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Operations;

namespace AutoBackprop.Generator;

/// <summary>New arrays and lists of objects that the body makes, or of what holds numbers beside something else. How many there are is
/// known while lowering; what they are is a variable, so that one can be added.</summary>
internal sealed class ObjectRows(Scope scope) : Lowerer(scope), ICallLowering
{
    // Beyond that, a body for each is too much.
    private const int Longest = 32, Unrolled = 8;

    /// <summary>The key of what one holds.</summary>
    public sealed class Row;

    /// <summary>Elements that no memory holds.</summary>
    public bool IsFor(ITypeSymbol? element) => element is not null and not IArrayTypeSymbol && !Context.QuotesObjects
        && (element.TypeKind == TypeKind.Delegate || Scope.LocalObjects.MayBeMade(element)
            || Aggregate.Of(element) is { IsElement: false } && Nullables.Inner(element) is null);

    private static bool IsList(ITypeSymbol? type) => type is INamedTypeSymbol { Name: "List", TypeArguments.Length: 1 } list
        && list.ContainingNamespace.ToDisplayString() == "System.Collections.Generic";

    /// <summary>Null for what is no such array or list.</summary>
    public Value? Make(IOperation operation)
    {
        var (type, items) = operation switch
        {
            IArrayCreationOperation { DimensionSizes.Length: 1, Initializer: { } initializer } a =>
                (a.Type, initializer.ElementValues.ToList()),
            ICollectionExpressionOperation { Type: { } of } c when IsList(of) || Types.Of(of).IsArray || of.TypeKind == TypeKind.Interface
                || of.Name == "ImmutableArray" => (of, c.Elements.ToList()),
            IObjectCreationOperation { Arguments: [] or [{ Value.Type.SpecialType: SpecialType.System_Int32 }],
                Initializer: var initializer } o when IsList(o.Type) => (o.Type, initializer is null ? [] : Lists.ItemsOf(initializer)),
            _ => (null, null),
        };
        if (items is null || items.Count > Longest || Sequences.ElementOf(type) is not { } element || !IsFor(element)
            || items.Any(i => i is ISpreadOperation)) return null;
        if (operation is IObjectCreationOperation { Arguments: [{ Value: var capacity }] }) Hold(Lower(capacity));
        return Of(items.Select(i => Hold(Lower(i))).ToList(), element, type!, operation);
    }

    /// <summary>What is kept of a sequence of such objects, as many as are known; null for all else.</summary>
    public Value? Kept(Sequence sequence, ITypeSymbol type, IOperation at)
    {
        if (!IsFor(sequence.Element) || sequence.Begin() is not { ByNumber: { Count: Const { Value: >= 0 and <= Longest } count } items })
            return null;
        return Of(Enumerable.Range(0, (int)count.Value).Select(i => Hold(items.At(Const.Int(i)))).ToList(), sequence.Element, type, at);
    }

    private Value Of(IReadOnlyList<Value> items, ITypeSymbol element, ITypeSymbol type, IOperation at)
    {
        Context.MadeObjects = true;
        var key = new Row();
        Variables[key] = Value.Tuple(items);
        return Context.Entities.Add(new Sequence(at.Syntax, element, () => RunOf(Variables[key]!.Items, at)) { Items = key }, type);
    }

    private Run RunOf(Value[] items, IOperation at)
    {
        var numbered = new Numbered(Const.Int(items.Length), i => At(items, i, at));
        void Each(Visit visit, int i)
        {
            if (i == items.Length) return;
            visit.Do(items[i]);
            if (visit.Exits.Count == 0 || i == items.Length - 1) Each(visit, i + 1);
            else Scope.Choices.Branch(visit.At, Ops.Not(Scope.Statements.AnyOf(visit.Exits)), () => Each(visit, i + 1), () => { });
        }
        return items.Length > Unrolled ? Scope.Sequences.RunOf(numbered)
            : new Run(visit => Each(visit, 0)) { ByNumber = numbered, Most = numbered.Count };
    }

    private Value At(Value[] items, Expr number, IOperation at)
    {
        if (number is Const { Value: var known } && known >= 0 && known < items.Length) return items[(int)known];
        if (items.Length == 0) return Reject(at, "An element of an empty list");
        var index = Hold(number).Scalar!;
        Value From(int i) => i == items.Length - 1 ? items[i]
            : Scope.Choices.Choose(at, Hold(new Apply(Op.Eq, new[] { index, Const.Int(i) }, IrType.Bool)).Scalar!, () => items[i],
            () => From(i + 1))!;
        return From(0);
    }

    public Value? TryLower(IInvocationOperation call)
    {
        if (call is not { Instance: { } list, TargetMethod.Name: "Add" or "Clear" } || !IsList(list.Type) || !Scope.Sequences.IsKnown(list)
            || Context.Entities.Of(Lower(list).Scalar) is not Sequence { Items: { } key }) return null;
        Variables[key] = call.TargetMethod.Name == "Clear"
            ? Value.Tuple([]) : Value.Tuple(Variables[key]!.Items.Append(Hold(Lower(call.Arguments[0].Value))));
        return Const.False;
    }
}
