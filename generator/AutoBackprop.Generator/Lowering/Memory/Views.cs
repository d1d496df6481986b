using AutoBackprop.Core;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Operations;

namespace AutoBackprop.Generator;

/// <summary>Lists and memory of numbers, by the types of the library: as a parameter each is a span of its elements, and a value of
/// such a type may be an array.</summary>
internal sealed class Views(Scope scope) : Lowerer(scope)
{
    private const string Elements = "global::AutoBackprop.RunTime.Elements({0}, \"{1}\")";

    /// <summary>What such a type holds, and C# for the span; null for every other type.</summary>
    public static (ITypeSymbol Element, string Text, bool IsReadOnly)? Of(ITypeSymbol? type)
    {
        if (type is null || Instances.Closed(type) is not INamedTypeSymbol { TypeArguments: [var element],
            ContainingNamespace: { } space } named
            || !(element.IsReal() || Aggregate.Of(element) is { IsElement: true } a && a.Members.Any(m => m.IsActive))) return null;
        return (space.ToDisplayString(), named.Name) switch
        {
            ("System.Collections.Generic", "List") => (element, Elements, false),
            ("System.Collections.Generic", "IReadOnlyList") => (element, Elements, true),
            ("System.Collections.Immutable", "ImmutableArray") => (element, "{0}.AsSpan()", true),
            ("System", "Memory") => (element, "{0}.Span", false),
            ("System", "ReadOnlyMemory") => (element, "{0}.Span", true),
            _ => null,
        };
    }

    /// <summary>The type of the span.</summary>
    public static IrType TypeOf(ITypeSymbol element, bool isReadOnly) => !isReadOnly ? IrType.SpanOf(Types.Of(element))
        : new IrType(Kind.Array, $"global::System.ReadOnlySpan<{element.Text()}>", Types.Of(element),
            1) { ArrayKind = ArrayKind.ReadOnlySpan };

    /// <summary>An array or span; or what has another type, and an array as its value.</summary>
    public bool IsMemory(IOperation? operation)
    {
        while (operation is IConversionOperation { Operand.Type: { } inner } c && (Of(c.Type) is not null || Types.Of(c.Type).IsArray)
            && (Of(inner) is not null || Types.Of(inner).IsArray)) operation = c.Operand;
        return operation switch
        {
            null => false,
            _ when Types.Of(operation.Type).IsArray => true,
            _ when Of(operation.Type) is null => false,
            ILocalReferenceOperation l => Variables[l.Local]?.Scalar is { Type.IsArray: true },
            IParameterReferenceOperation p => Variables[Scope.References.Key(p.Parameter)]?.Scalar is { Type.IsArray: true },
            IParenthesizedOperation p => IsMemory(p.Operand),
            IInvocationOperation { TargetMethod.Name: "Slice" or "AsMemory" } i =>
                IsMemory(i.Instance ?? i.Arguments.FirstOrDefault()?.Value),
            IInvocationOperation i => HandWritten.Find(Context.Compilation, i.TargetMethod) is not null
                || HandWritten.BackwardOf(i.TargetMethod, Context.Compilation) is not null,
            _ => false,
        };
    }

    /// <summary>The same memory by another type, without its conversions.</summary>
    public IOperation? Unwrapped(IOperation? operation)
    {
        while (operation is IConversionOperation { Operand: { Type: not null } inner } && IsMemory(operation) && IsMemory(inner))
            operation = inner;
        return operation;
    }

    /// <summary>Length, Count, IsEmpty, Span; null where it is none of them.</summary>
    public Value? Property(IPropertyReferenceOperation p) =>
        p.Property is { IsIndexer: false, Name: var name } && Of(p.Instance?.Type) is not null && IsMemory(p.Instance) ? name switch
    {
        "Span" => Lower(p.Instance!),
        "Length" or "Count" => Scalar(p.Instance!) is var of && of is Slice window ? window.Length : Ops.Length(of),
        "IsEmpty" => new Apply(Op.Eq, new[] { Ops.Length(Named(Scalar(p.Instance!))), Const.Int(0) }, IrType.Bool),
        "IsDefault" or "IsDefaultOrEmpty" => Const.False,
        _ => null,
    } : null;
}
