using AutoBackprop.Core;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Operations;

namespace AutoBackprop.Generator;

/// <summary>Arrays and lists that the [Differentiable] method returns. Their elements lie in memory of ours until all is computed; what
/// the caller gets is made of them then.</summary>
internal sealed class ArrayResults(Scope scope) : Lowerer(scope)
{
    private readonly List<Output> _outputs = [];

    /// <summary>Those that hold numbers.</summary>
    public Output[] Outputs => [.. _outputs];

    /// <summary>C# that makes a value of this type from a span of its elements; null for a type that is no array or list.</summary>
    private static string? MakeOf(ITypeSymbol type) =>
        type is IArrayTypeSymbol { Rank: 1, ElementType: not IArrayTypeSymbol } ? $"{Opaque.Hole(0)}.ToArray()"
        : Views.Of(type) is not { Element: var element } ? null : type.Name switch
        {
            "List" => $"global::AutoBackprop.RunTime.List<{element.Text()}>({Opaque.Hole(0)})",
            "ImmutableArray" => $"global::System.Collections.Immutable.ImmutableArray.Create<{element.Text()}>({Opaque.Hole(0)})",
            "IReadOnlyList" => $"{Opaque.Hole(0)}.ToArray()",
            _ => $"new {type.Text()}({Opaque.Hole(0)}.ToArray())",
        };

    private static ITypeSymbol? ElementOf(ITypeSymbol type) => Views.Of(type) is { Element: var element } ? element : Types.ElementOf(type);

    /// <summary>A result can hold it.</summary>
    public static bool CanReturn(ITypeSymbol type) => MakeOf(type) is not null;

    /// <summary>What a return statement gives, as an array: a list that grows, or a sequence, is gone through there.</summary>
    public Value Returned(Value value, ITypeSymbol? type, IOperation at)
    {
        if (type is null) return value;
        if (value.IsTuple) return Aggregate.Of(type) is { } a && a.Members.Count == value.Items.Length
            ? Value.Tuple(value.Items.Select((item, i) => Returned(item, a.Members[i].Type, at)).ToList(), value.Whole) : value;
        if (MakeOf(type) is null) return value;
        return Scope.Lists.Of(value) is { } list ? Scope.Kept.Array(Scope.Lists.Elements(list), at)
            : Context.Entities.Of(value.Scalar) is Sequence sequence ? Scope.Kept.Array(sequence, at) : value;
    }

    /// <summary>The result, with what C# has for its arrays.</summary>
    public Value Made(Value value, ITypeSymbol type, IOperation at)
    {
        if (value.IsTuple) return Aggregate.Of(type) is { } a && a.Members.Count == value.Items.Length
            ? Value.Tuple(value.Items.Select((item, i) => Made(item, a.Members[i].Type, at)).ToList()) : value;
        if (value.Scalar is not { Type.IsArray: true } array || array is Opaque || Entities.Is(array) || MakeOf(type) is not { } make
            || ElementOf(type) is not { } element) return value;

        var extent = Scope.Extents.ExtentOf(array);
        // An array of the caller is handed back as it is.
        var same = extent is { Start: null, Roots: [Var { Type.IsManagedArray: true } known] } && known.Type.Name == type.Text()
            ? known : null;
        var memory = extent is { Start: null, Roots: [Var own] } && IsOwn(own) ? own : Copied(Named(array), element, at);
        var result = Fresh.Hidden(IrType.Other(type.Text()));
        Emit(new Let(result, new Opaque(same is null ? make : Opaque.Hole(0), new[] { Opaque.OnlyRead(same ?? memory) }, result.Type)));
        if (Types.HoldsReals(Context.Compilation.CreateArrayTypeSymbol(element))) _outputs.Add(new Output(result, memory));
        return result;
    }

    // Made outside of loops and branches, once, and nobody else's result.
    private bool IsOwn(Var memory) =>
        Scope.Steps.Any(s => s is Allocate a && a.Array.Equals(memory)) && !_outputs.Any(o => o.Memory.Equals(memory))
        && !Scope.Whole.AllSteps().Any(s => s is Grow g && g.Array.Equals(memory));

    private Var Copied(Expr array, ITypeSymbol element, IOperation at)
    {
        var copy = Scope.NewArrays.Allocate(element, Ops.Length(array), null, at).Scalar!;
        Scope.Elements.Count(Ops.Length(copy), i => Scope.Elements.Transfer(array, i, copy, i, element, at),
            new Move(array, copy, Const.Int(0), Fits: true), isRebuild: true);
        return (Var)copy;
    }
}
