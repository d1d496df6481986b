using AutoBackprop.Core;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Operations;

namespace AutoBackprop.Generator;

/// <summary>Methods of arrays and lists that call a function with each element, look for one, or sort.</summary>
internal sealed class ArrayCalls(Scope scope) : Lowerer(scope), ICallLowering
{
    public Value? TryLower(IInvocationOperation call)
    {
        var operands = call.Arguments.OrderBy(a => a.Parameter?.Ordinal ?? 0).Select(a => a.Value).ToList();
        if (call.Instance is { } instance) operands.Insert(0, instance);
        return IsFor(call) ? Row(call, operands) : null;
    }

    /// <summary>Of System.Array, List or spans: only where numbers are in it, or a function goes through it.</summary>
    public bool IsFor(IInvocationOperation call)
    {
        var (method, of) = (call.TargetMethod, call.TargetMethod.ContainingType);
        if (of.Name is not ("Array" or "List" or "MemoryExtensions")
            || of.ContainingNamespace.ToDisplayString() is not ("System" or "System.Collections.Generic")) return false;
        if ((call.Instance ?? call.Arguments.FirstOrDefault(a => a.Parameter?.Ordinal == 0)?.Value) is not { } source) return false;
        var takesFunction = method.Parameters.Any(p => p.Type.TypeKind == TypeKind.Delegate);
        return method.Name switch
        {
            "ConvertAll" or "ForEach" or "Exists" or "TrueForAll" or "Find" or "FindLast" or "FindIndex" or "FindAll" => takesFunction,
            "IndexOf" or "Contains" or "ToArray" => of.Name == "List" && Scope.Sequences.IsKnown(source)
                || of.Name == "Array" && ElementOf(source).IsReal(),
            "BinarySearch" => method.Parameters.Length == (method.IsStatic ? 2 : 1) && ElementOf(source) is { } searched
                && (searched.IsReal() || searched.IsInteger()),
            "Sort" => takesFunction ? method.Parameters.Length == (method.IsStatic ? 2 : 1) && ElementOf(source) is { } compared
                && Orders.CanCompare(compared) && Scope.Lists.Of(source) is null
            : of.Name != "List" && ElementOf(source) is { } element
                && (element.IsReal() || method.TypeArguments is [_, var items] && items.IsReal()),
            _ => false,
        };
    }

    private static ITypeSymbol? ElementOf(IOperation operation) => Sequences.ElementOf(Slices.Unwrapped(operation)!.Type);

    private Value? Row(IInvocationOperation call, List<IOperation> operands)
    {
        if (call.TargetMethod.Name == "Sort") return Sort(call, operands);
        if (call.TargetMethod.Name == "BinarySearch") return BinarySearch(call, operands[0], operands[1]);
        if (Scope.Sequences.Of(operands[0]) is not { } source) return null;
        LinqFunction Function(int i) => new(Scope, Lower(operands[i]), (INamedTypeSymbol)call.TargetMethod.Parameters[^1].Type, call);
        var c = new LinqCall(Scope, call, source, [.. operands]);
        switch (call.TargetMethod.Name, operands.Count)
        {
            case ("ConvertAll", 2):
                var convert = Function(1);
                var converted = Scope.Chains.Select(source, convert.Result, convert, call);
                return Kept(converted);
            case ("ForEach", 2):
                var action = Function(1);
                source.Begin().Each(new Visit(item => Scope.Statements.Done(action.Of(item)), [], call));
                return Const.False;
            case ("Exists", 2): return Scope.Searches.Any(Scope.Chains.Where(source, Function(1), call), c);
            case ("TrueForAll", 2): return Scope.Searches.All(source, Function(1), c);
            case ("Find" or "FindLast", 2):
                // The last is looked for from the end.
                var inOrder = call.TargetMethod.Name == "Find" ? source : Scope.Chains.Reverse(source, call);
                var those = Scope.Chains.Where(inOrder, Function(1), call);
                return Scope.Searches.One(those, Sequences.Empty(source.Element), Which.First, isOptional: true, call);
            case ("FindIndex", 2): return Scope.Searches.IndexOf(source, Function(1).Of, call);
            case ("FindAll", 2): return Kept(Scope.Chains.Where(source, Function(1), call));
            case ("IndexOf", 2) when Hold(Lower(operands[1])) is { Scalar: { } wanted }:
                return Scope.Searches.IndexOf(source, (item, _) => Searches.AreEqual(item.Scalar!, wanted), call);
            case ("Contains", 2): return Scope.Searches.Contains(source, Hold(Lower(operands[1])), c);
            case ("ToArray", 1): return Scope.Kept.Array(source, call);
            default: return null;
        }

        Value Kept(Sequence sequence) => call.TargetMethod.ContainingType.Name != "List" ? Scope.Kept.Array(sequence, call)
            : Context.Entities.Add(Scope.Kept.List(sequence, call), call.Type);
    }

    // Where memory is not an array to .NET, it is a span; which number an element has, carries no derivative.
    private Value? BinarySearch(IInvocationOperation call, IOperation array, IOperation wanted)
    {
        var memory = Scope.Lists.Of(array) is { } list ? Scope.Lists.Span(list) : Lower(Slices.Unwrapped(array)!).Scalar;
        if (memory is not { Type: { IsArray: true, Element: { } element } }) return null;
        var text = $"global::System.MemoryExtensions.BinarySearch<{element.Name}, {element.Name}>((global::System.ReadOnlySpan<{element.Name}>){Opaque.Hole(0)}, {Opaque.Hole(1)})";
        return Scope.Quoting.Quoted(call, text, [Named(memory), Hold(Lower(wanted)).Scalar!], onlyRead: [0]);
    }

    private Value? Sort(IInvocationOperation call, List<IOperation> operands)
    {
        if (call.TargetMethod.Parameters[^1].Type.TypeKind == TypeKind.Delegate && operands.Count == 2)
            return Lower(Slices.Unwrapped(operands[0])!).Scalar is { Type.IsArray: true } array
                ? Scope.Orders.Sort(Named(array), ElementOf(operands[0])!, operands[1], call) : null;
        if (operands.Count > 2 || operands.Any(o => Types.Of(Slices.Unwrapped(o)!.Type) is not { IsArray: true, Rank: 1 }))
            return Reject(call, "'Sort' with a comparer or of a part", "sort by 'OrderBy', or a window, 'AsSpan'");
        var arrays = operands.Select(o => Named(Lower(Slices.Unwrapped(o)!).Scalar!)).ToList();
        var items = arrays.Count > 1 ? ElementOf(operands[1]) : null;
        Scope.Orders.Sort(arrays[0], arrays.Count > 1 ? arrays[1] : null, ElementOf(operands[0])!, items, call);
        return Const.False;
    }
}
