using AutoBackprop.Core;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Operations;

namespace AutoBackprop.Generator;

/// <summary>Windows, copies and lengths of arrays and spans: Slice, AsSpan, ToArray, GetLength.</summary>
internal sealed class SpanCalls(Scope scope) : Lowerer(scope), ICallLowering
{
    public Value? TryLower(IInvocationOperation call)
    {
        var name = Symbols.FullName(call.TargetMethod);
        var receiver = call.Instance
            ?? (call.TargetMethod.IsExtensionMethod ? call.Arguments.FirstOrDefault(a => a.Parameter?.Ordinal == 0)?.Value : null);
        if (name == "System.Runtime.InteropServices.CollectionsMarshal.AsSpan") receiver = call.Arguments[0].Value;
        receiver = Slices.Unwrapped(Scope.Views.Unwrapped(receiver));
        if (receiver?.Type is null || !Scope.Views.IsMemory(receiver) || !name.StartsWith("System.", StringComparison.Ordinal))
            return null;
        var element = Types.ElementOf(receiver.Type) ?? Views.Of(receiver.Type)!.Value.Element;
        var arguments = call.Arguments.Where(a => !ReferenceEquals(a.Value, receiver)
            && !(call.Instance is null && a.Parameter?.Ordinal == 0)).OrderBy(a => a.Parameter!.Ordinal)
            .Select(a => Slices.Unwrapped(a.Value)!).ToList();
        var lowered = Tables.IsType(receiver.Type) && call.TargetMethod.Name is "Clone" or "GetLength" or "AsSpan" or "ToArray"
            ? Lower(receiver) : null;
        if (lowered is { IsTuple: true } table)
            return call.TargetMethod.Name switch
            {
                "Clone" => Scope.Tables.Copied(table, receiver.Type, call),
                _ => Scope.Tables.Shape(table, receiver.Type, call.TargetMethod.Name,
                    arguments is [var dimension] ? Scalar(dimension) : null)
                    ?? Reject(call, $"'{call.TargetMethod.Name}' of a new array of arrays, or of two dimensions,"),
            };
        switch (call.TargetMethod.Name)
        {
            case "Slice" or "AsSpan" or "AsMemory" when arguments.All(a => a.Type?.SpecialType == SpecialType.System_Int32):
                var array = (lowered ?? Lower(receiver)).Scalar!;
                if (arguments.Count == 0) return array;
                var start = Scalar(arguments[0]);
                return Scope.Slices.Window(call, array, start,
                    arguments.Count > 1 ? Scalar(arguments[1]) : Identities.Simplify(Ops.Length(array) - start));
            case "ToArray" when arguments.Count == 0:
                return Scope.Slices.Copied(Named((lowered ?? Lower(receiver)).Scalar!), element, call);
            case "Clone" when arguments.Count == 0 && receiver.Type is IArrayTypeSymbol { Rank: 1, ElementType: not IArrayTypeSymbol }
                && (element.IsReal() || Aggregate.Of(element) is { IsElement: true }):
                return Scope.Slices.Copied(Named((lowered ?? Lower(receiver)).Scalar!), element, call);
            case "GetLength" when arguments.Count == 1:
                return new Opaque($"{Opaque.Hole(0)}.GetLength({Opaque.Hole(1)})",
                    new[] { Named((lowered ?? Lower(receiver)).Scalar!), Scalar(arguments[0]) }, IrType.Int,
                    IsPure: true) { CanThrow = arguments[0].ConstantValue is not { HasValue: true, Value: >= 0 and <= 1 } };
            case "Clone" when arguments.Count == 0 && receiver.Type is IArrayTypeSymbol { Rank: 1, ElementType: not IArrayTypeSymbol }:
                return Scope.Slices.Copied(Named(Lower(receiver).Scalar!), element, call);
            default: return Views.Of(receiver.Type) is null || Scope.Sequences.IsFor(call) ? null
                : Reject(call, $"'{call.TargetMethod.Name}' of '{receiver.Type.ToDisplayString(SymbolDisplayFormat.MinimallyQualifiedFormat)}'");
        }
    }
}
