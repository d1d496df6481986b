using AutoBackprop.Core;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Operations;

namespace AutoBackprop.Generator;

/// <summary>Arrays and lists of objects, or of structs that hold more than numbers, as parameters of a [Differentiable] method. Member by
/// member the numbers of all elements lie in memory of their own; an element is put together where it is asked for.</summary>
internal sealed class ObjectArrays(Scope scope) : Lowerer(scope)
{
    private const string Elements = "global::AutoBackprop.RunTime.Elements({0}, \"{1}\")",
        Given = "global::AutoBackprop.Destinations.Given({0}, \"{1}\")";

    /// <summary>What such an array holds, and C# for a span of it; null for every other type.</summary>
    private static (INamedTypeSymbol Element, string View)? Of(ITypeSymbol type) => type switch
    {
        IArrayTypeSymbol { Rank: 1, ElementType: INamedTypeSymbol element } when Fits(element) => (element, Given),
        INamedTypeSymbol { TypeArguments: [INamedTypeSymbol element], ContainingNamespace: { } space } named when Fits(element) =>
            (space.ToDisplayString(), named.Name) switch
        {
            ("System.Collections.Generic", "List" or "IReadOnlyList") => (element, Elements),
            ("System.Collections.Immutable", "ImmutableArray") => (element, "{0}.AsSpan()"),
            _ => null,
        },
        _ => null,
    };

    private static bool Fits(INamedTypeSymbol element) =>
        Aggregate.Of(element) is { IsElement: false, Composition: not Composition.Tuple } a && a.Members.Any(m => m.IsActive) && Fits(a);

    private static bool Fits(Aggregate a) => a.Members.All(m => m.IsConstant || m.Type.IsReal() || IsRow(m.Type)
        || Aggregate.Of(m.Type) is { } inner && Fits(inner) || !Types.HoldsAnyReals(m.Type));

    private static bool IsRow(ITypeSymbol type) => type is IArrayTypeSymbol { Rank: 1, ElementType: var element } && element.IsReal();

    /// <summary>As a parameter: the array itself, then what its elements hold in each member; null for every other type.</summary>
    public static Shape? ShapeOf(ITypeSymbol type, string name)
    {
        if (Of(type) is not var (element, view)) return null;
        var one = Types.Shape(element, "", true, isMember: true);
        return new Shape(IrType.Other(type.Text()), name, Columns(one, "").Prepend(new Shape(IrType.Other(type.Text()), "", default, false))
            .ToArray(), false)
        {
            Composition = Composition.Objects, Element = one, View = view,
        };
    }

    private static IEnumerable<Shape> Columns(Shape of, string path) =>
        of.Items.Where(i => i.Name.Length > 0 && i.HasActive).SelectMany(item =>
        item.IsTuple ? Columns(item, $"{path}{Core.CSharp.Escape(item.Name)}.")
            : [item with { Name = path + item.Name, Column = path + Core.CSharp.Escape(item.Name), Type = ColumnOf(item.Type),
                Access = Access.Set, IsNullable = false }]);

    private static IrType ColumnOf(IrType member) =>
        member.IsArray ? new IrType(Kind.Array, member.Name + "[]", member, 1) { ArrayKind = ArrayKind.Managed } : IrType.SpanOf(member);

    /// <summary>The elements, each put together of the columns.</summary>
    public Value Of(ITypeSymbol type, Shape shape, Var whole, IReadOnlyList<Var> columns, SyntaxNode at)
    {
        var element = Of(type)!.Value.Element;
        var byMember = shape.Items.Skip(1).Zip(columns, (item, column) => (item, column)).ToDictionary(p => p.item.Column, p => p.column);
        Value At(Expr index)
        {
            var i = Hold(index).Scalar!;
            return Put(Aggregate.Of(element)!, Define("", new Opaque($"{Opaque.Hole(0)}[{Opaque.Hole(1)}]", new[] { whole, i },
                IrType.Other(element.Text()), IsPure: true)).Scalar!, i, byMember, "");
        }
        return Context.Entities.Add(Scope.Sequences.Of(element, () => new Numbered(Ops.Length(columns[0]), At),
            at) with { Object = Scope.Composites.Whole(whole, columns) }, type);
    }

    private Value Put(Aggregate a, Expr whole, Expr index, Dictionary<string, Var> columns, string path) =>
        Value.Tuple(a.Members.Select(m =>
    {
        var name = path + Core.CSharp.Escape(m.Name);
        var part = new Opaque($"{Opaque.Hole(0)}.{Core.CSharp.Escape(m.Name)}", new[] { whole }, Types.Of(m.Type), IsPure: true);
        return columns.TryGetValue(name, out var column) ? Define("", new Load(column, new[] { index }, column.Type.Element!))
            : !m.IsConstant && Aggregate.Of(m.Type) is { } inner
                ? Put(inner, part, index, columns, name + ".") : m.IsConstant ? part : Composites.Components(part, m.Type);
    }).ToList(), a.Composition == Composition.Class ? whole : null);

    /// <summary>An element of such an array, or of a sequence by another type; null where it is none.</summary>
    public Value? Element(IOperation operation)
    {
        if (operation is not IArrayElementReferenceOperation { Indices: [not IRangeOperation and var index], ArrayReference: var array }
            || !Scope.Sequences.IsKnown(array)
            || Scope.Sequences.Of(array) is not { } sequence || sequence.Begin().ByNumber is not { } items) return null;
        var at = Hold(Scope.Elements.Index(index, () => items.Count)).Scalar!;
        if (sequence.Items is not null) Scope.Lists.Inside(at, items.Count, "new global::System.IndexOutOfRangeException()");
        return Hold(items.At(at));
    }
}
