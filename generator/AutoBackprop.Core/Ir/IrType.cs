namespace AutoBackprop.Core;

/// <summary>What the mathematics has to know of a type; everything else is <see cref="Other"/>, known by its C# name only.</summary>
public enum Kind { Double, Float, Int, Bool, Other, Array }

/// <summary>What an array is in C#: <c>T[]</c>, a span, one that can only be read, the place of an element from which others are
/// found, or a stack that grows.</summary>
public enum ArrayKind { None, Managed, Span, ReadOnlySpan, Reference, Stack }

/// <summary>A type of the IR. <see cref="Lanes"/> above 1 makes it a vector of that many elements.</summary>
/// <param name="Name">The C# spelling, fully qualified.</param>
/// <param name="Element">The element type of an array or span.</param>
public sealed record IrType(Kind Kind, string Name, IrType? Element = null, int Rank = 0, int Lanes = 1)
{
    public static readonly IrType Double = new(Kind.Double, "double");
    public static readonly IrType Float = new(Kind.Float, "float");
    public static readonly IrType Int = new(Kind.Int, "int");
    public static readonly IrType Bool = new(Kind.Bool, "bool");

    /// <summary>Type of a literal in a derivative formula, until an operand beside it tells which.</summary>
    public static readonly IrType Untyped = new(Kind.Double, "");

    /// <summary>Something that is done at the end of a block, however it is left.</summary>
    public static readonly IrType Ending = Other("global::AutoBackprop.Ending");

    public static IrType Other(string name) => new(Kind.Other, name);

    public ArrayKind ArrayKind { get; init; }

    public bool IsReal => Kind is Kind.Double or Kind.Float;
    public bool IsArray => Kind == Kind.Array;

    /// <summary>What an array of arrays holds at last.</summary>
    public IrType Scalar => Element?.Scalar ?? this;

    /// <summary>It is an array, not a span: it has to be asked for a span.</summary>
    public bool IsManagedArray => ArrayKind == ArrayKind.Managed;

    /// <summary>The widest vector of reals.</summary>
    public static IrType VectorOf(IrType real) => VectorOf(real, real.Kind, real.Kind == Kind.Double ? 8 : 16);

    public static IrType VectorOf(IrType element, Kind kind, int lanes) =>
        new(kind, $"global::System.Runtime.Intrinsics.Vector512<{element.Name}>", Lanes: lanes);

    public static IrType SpanOf(IrType element) =>
        new(Kind.Array, $"global::System.Span<{element.Name}>", element, 1) { ArrayKind = ArrayKind.Span };

    public static IrType ReadOnlySpanOf(IrType element) =>
        new(Kind.Array, $"global::System.ReadOnlySpan<{element.Name}>", element, 1) { ArrayKind = ArrayKind.ReadOnlySpan };

    /// <summary>Storage for values of this type.</summary>
    public static IrType StackOf(IrType element) => new(Kind.Array, element.Name + "[]", element, 1) { ArrayKind = ArrayKind.Stack };

    /// <summary>The place of an element, from which others are found.</summary>
    public static IrType ReferenceTo(IrType element) =>
        new(Kind.Array, "ref " + element.Name, element, 1) { ArrayKind = ArrayKind.Reference };

    /// <summary>Memory that nobody may write through it.</summary>
    public bool IsReadOnly => ArrayKind == ArrayKind.ReadOnlySpan;

    public bool IsReference => ArrayKind == ArrayKind.Reference;

    public override string ToString() => Name;
}
