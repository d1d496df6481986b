using AutoBackprop.Core;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Operations;

namespace AutoBackprop.Generator;

/// <summary>What the library does with all elements of arrays and spans, or with some in a row: it copies, reverses, fills and clears
/// them.</summary>
internal sealed class WholeArrayCalls(Scope scope) : Lowerer(scope), ICallLowering
{
    public Value? TryLower(IInvocationOperation call)
    {
        var name = Symbols.FullName(call.TargetMethod);
        // Of objects, what they hold lies elsewhere.
        if (call.Arguments.Select(a => Slices.Unwrapped(a.Value)!).Any(o => o.Type is IArrayTypeSymbol && Scope.Sequences.IsKnown(o)))
            return null;
        if (name.StartsWith("System.Array.", StringComparison.Ordinal) && call.TargetMethod.IsStatic) return OfArrays(call);
        if (!name.StartsWith("System.", StringComparison.Ordinal)) return null;
        var isExtension = call.Instance is null && call.TargetMethod.IsExtensionMethod;
        if (!isExtension && call.Instance is null) return null;
        var operands = call.Arguments.OrderBy(a => a.Parameter?.Ordinal ?? 0).Select(a => Slices.Unwrapped(a.Value)!).ToList();
        if (!isExtension) operands.Insert(0, Slices.Unwrapped(call.Instance)!);
        if (ElementOf(operands[0]) is not { } element) return null;
        switch (call.TargetMethod.Name, operands.Count)
        {
            case ("CopyTo", 2) when AreAlike(operands[0], operands[1]):
                var (from, to) = (Memory(operands[0]), Memory(operands[1]));
                Copy(from, to, Const.Int(0), Ops.Length(from), element, call);
                return Const.False;
            case ("CopyTo", 3) when AreAlike(operands[0], operands[1]) && IsInt(operands[2]):
                (from, to) = (Memory(operands[0]), Memory(operands[1]));
                var at = Number(operands[2]);
                NotNegative(at, "index");
                Copy(from, to, at, Ops.Length(from), element, call);
                return Const.False;
            case ("TryCopyTo", 2) when AreAlike(operands[0], operands[1]):
                (from, to) = (Memory(operands[0]), Memory(operands[1]));
                var fits = Hold(Ops.Length(from) <= Ops.Length(to)).Scalar!;
                var copy = BlockOf(() => Copy(from, to, Const.Int(0), Ops.Length(from), element, call, fits: true));
                Emit(new If(fits, copy, Block.Empty, default));
                return fits;
            case ("Reverse", 1) when call.TargetMethod.ReturnsVoid: Reverse(Memory(operands[0]), element, call); return Const.False;
            case ("Fill", 2) when !isExtension:
                var target = Memory(operands[0]);
                Fill(target, Hold(Lower(operands[1])), element, call);
                return Const.False;
            case ("Clear", 1): Fill(Memory(operands[0]), Defaults.Of(element), element, call); return Const.False;
            default: return null;
        }
    }

    /// <summary>The static methods of System.Array.</summary>
    private Value? OfArrays(IInvocationOperation call)
    {
        var operands = call.Arguments.OrderBy(a => a.Parameter?.Ordinal ?? 0).Select(a => Slices.Unwrapped(a.Value)!).ToList();
        if (operands.Count == 0 || operands[0].Type is not IArrayTypeSymbol { Rank: 1 } || ElementOf(operands[0]) is not { } element)
            return null;
        bool AreInts(int first) => operands.Skip(first).All(IsInt);
        switch (call.TargetMethod.Name, operands.Count)
        {
            case ("Copy" or "ConstrainedCopy", 3 or 5):
                var second = operands.Count == 3 ? 1 : 2;
                if (!AreAlike(operands[0], operands[second]) || !operands.Where((_, i) => i != 0 && i != second).All(IsInt)) return null;
                var from = Memory(operands[0]);
                var start = second == 1 ? Const.Int(0) : Number(operands[1]);
                var to = Memory(operands[second]);
                var at = second == 1 ? Const.Int(0) : Number(operands[3]);
                var length = Number(operands[^1]);
                NotNegative(length, "length");
                NotNegative(start, "sourceIndex");
                NotNegative(at, "destinationIndex");
                Room(Ops.Length(from), Identities.Simplify(start + length), "sourceArray");
                if (start is not Const { Value: 0 }) from = Part(from, start, length, element);
                Copy(from, to, at, length, element, call);
                return Const.False;
            case ("Reverse", 1): Reverse(Memory(operands[0]), element, call); return Const.False;
            case ("Reverse", 3) when AreInts(1):
                var array = Memory(operands[0]);
                (start, length) = (Number(operands[1]), Number(operands[2]));
                NotNegative(start, "index");
                NotNegative(length, "length");
                Room(Ops.Length(array), Identities.Simplify(start + length), "array");
                Reverse(Part(array, start, length, element), element, call);
                return Const.False;
            case ("Fill", 2 or 4) when AreInts(2):
                array = Memory(operands[0]);
                var value = Hold(Scope.Conversions.Convert(Lower(operands[1]), operands[1].Type!, element, call, false));
                if (operands.Count == 4) array = Part(array, Number(operands[2]), Number(operands[3]), element);
                Fill(array, value, element, call);
                return Const.False;
            case ("Clear", 1): Fill(Memory(operands[0]), Defaults.Of(element), element, call); return Const.False;
            case ("Clear", 3) when AreInts(1):
                array = Memory(operands[0]);
                (start, length) = (Number(operands[1]), Number(operands[2]));
                Emit(new If(Ops.Or(Ops.Or(start < Const.Int(0), length < Const.Int(0)),
                    start > Identities.Simplify(Ops.Length(array) - length)),
                    new Block(new Stmt[] { new Throw(new Opaque("new global::System.IndexOutOfRangeException()", default,
                        IrType.Other("global::System.Exception"))) }), Block.Empty, default));
                Fill(Part(array, start, length, element), Defaults.Of(element), element, call);
                return Const.False;
            default: return null;
        }
    }

    private static ITypeSymbol? ElementOf(IOperation operation) =>
        operation.Type is { } type && Types.Of(type) is { IsArray: true, Rank: 1 } ? Types.ElementOf(type) : null;

    private static bool AreAlike(IOperation a, IOperation b) =>
        ElementOf(a) is { } element && SymbolEqualityComparer.Default.Equals(element, ElementOf(b));

    private static bool IsInt(IOperation operation) => operation.Type?.SpecialType == SpecialType.System_Int32;

    private Expr Memory(IOperation operation) =>
        Named(Lower(operation).Scalar ?? Reject(operation, "An array of arrays as a whole", "call it for each row").Leaves.First());

    private Expr Number(IOperation operation) => Hold(Scalar(operation)).Scalar!;

    private Expr Part(Expr array, Expr start, Expr length, ITypeSymbol element) =>
        Named(new Slice(array, start, length, IrType.SpanOf(Types.Of(element))));

    private void NotNegative(Expr number, string name)
    {
        if (number is Const { Value: >= 0 }) return;
        Emit(new Execute(new Opaque($"global::System.ArgumentOutOfRangeException.ThrowIfNegative({Opaque.Hole(0)}, \"{name}\")",
            new[] { number }, IrType.Other("void"))));
    }

    private void Room(Expr length, Expr needed, string name)
    {
        if (needed.Equals(length)) return;
        Emit(Library.Room(length, needed, name));
    }

    private void Copy(Expr from, Expr to, Expr at, Expr count, ITypeSymbol element, IOperation call, bool fits = false) =>
        Scope.Elements.Count(count, i => Scope.Elements.Transfer(from, i, to, Identities.Simplify(at + i), element, call),
            new Move(from, to, at, fits));

    private void Fill(Expr array, Value value, ITypeSymbol element, IOperation at) =>
        Scope.Elements.ForEach(array, i => Scope.Elements.Write(new ElementPlace(array, new Expr[] { i }), value, element, at));

    public void Reverse(Expr array, ITypeSymbol element, IOperation at) => Scope.Elements.Count(Hold(Ops.Length(array) / 2).Scalar!, i =>
    {
        var other = Hold(Identities.Simplify(Ops.Length(array) - 1) - i).Scalar!;
        var (first, last) = (new ElementPlace(array, new Expr[] { i }), new ElementPlace(array, new[] { other }));
        var (low, high) = (Hold(Scope.Elements.Read(first, element)), Hold(Scope.Elements.Read(last, element)));
        Scope.Elements.Write(first, high, element, at);
        Scope.Elements.Write(last, low, element, at);
    });
}
