using System.Runtime.CompilerServices;
using AutoBackprop.Core;
using Microsoft.CodeAnalysis;

namespace AutoBackprop.Generator;

/// <summary>Tuples, structs, records and objects: their members are values of their own, and a change of one is a new value. Objects
/// are read, and records among them made; they are never changed.</summary>
internal sealed class Composites(Scope scope) : Lowerer(scope)
{
    // What is inside of C# that Pack made, so that no gradient is lost unseen; by reference.
    private readonly ConditionalWeakTable<Expr, Value> _packed = new();

    /// <summary>C# for a value in one piece; null where there is none.</summary>
    public Expr? Pack(Value value, ITypeSymbol? type)
    {
        if (value.Scalar is { } scalar) return scalar;
        if (Aggregate.Of(type) is not { } a || value.Items.Length != a.Members.Count) return null;
        Expr packed;
        // Whoever has the object has its arrays.
        if (a.Composition == Composition.Class && value.Whole is { } whole)
            packed = new Opaque(Opaque.Hole(0), value.Leaves.Where(l => l.Type.IsArray).Prepend(whole).ToArray(), whole.Type, IsPure: true);
        else
        {
            if (!a.IsMadeWhole || a.Make is not { } make) return null;
            var items = value.Items.Select((item, i) => Pack(item, a.Members[i].Type)).ToList();
            if (items.Any(i => i is null)) return null;
            packed = new Opaque(make, items.Select(i => i!).ToArray(), IrType.Other(a.Type.Text()), IsPure: true);
        }
        _packed.Add(packed, value);
        return packed;
    }

    /// <summary>An array of objects in one piece.</summary>
    /// <param name="contents">What its elements hold.</param>
    public Expr Whole(Expr array, IReadOnlyList<Expr> contents)
    {
        var packed = new Opaque(Opaque.Hole(0), contents.Select(c => (Expr)Opaque.OnlyRead(c)).Prepend(array).ToArray(), array.Type,
            IsPure: true);
        _packed.Add(packed, Value.Tuple(contents.Select(Value.Of)));
        return packed;
    }

    /// <summary>The numbers and arrays in a value, also in one that was packed.</summary>
    public IEnumerable<Expr> ContentsOf(Expr value) =>
        _packed.TryGetValue(value, out var known) ? known.Leaves.SelectMany(ContentsOf) : [value];

    /// <summary>Leaf by leaf, as a method takes it for a parameter.</summary>
    public IEnumerable<Expr> Passed(Value value, Shape shape, ITypeSymbol type, IOperation at)
    {
        if (!shape.IsTuple) return [Pack(value, type) ?? Reject(at).Leaves.First()];
        if (Aggregate.Of(type) is not { } a) return value.Leaves;
        if (value.Scalar is { } scalar && Entities.Is(scalar))
        {
            Reject(at, "An object that is made here, handed to a method without source in this project,", "hand over what it holds");
            value = Defaults.Of(type);
        }
        var items = Expanded(value, a).Items;
        var leaves = items.Select((item, i) =>
            Passed(item, shape.Items[i + (shape.Composition == Composition.Class ? 1 : 0)], a.Members[i].Type, at)).SelectMany(l => l);
        return shape.Composition == Composition.Class
            ? leaves.Prepend(Pack(value, type) ?? Opaque.Null(IrType.Other(type.Text()))) : leaves;
    }

    /// <summary>What a member holds of a value; one marked [NoGradient] has it without its gradient.</summary>
    public Value Stored(Value value, Member member, Location at)
    {
        if (!member.IsConstant) return value;
        Watches.Add(new Watch([.. value.Leaves], new Rejection(Descriptors.GradientLost, at,
            $"an active value is stored in '{member.Name}'")));
        if (Pack(value, member.Type) is { } whole) return Stop(whole);
        Reject(at, $"A value for '{member.Name}'");
        return Defaults.Leaf(member.Type);
    }

    /// <summary>Two values of one type, one of which is in one piece: that is taken apart, too, where it can be.</summary>
    public (Value, Value) Alike(Value a, Value b, ITypeSymbol? type)
    {
        if (type is null) return (a, b);
        if (a.IsTuple != b.IsTuple) return a.IsTuple ? (a, Split(b, type) ?? b) : (Split(a, type) ?? a, b);
        if (Aggregate.Of(type) is not { } whole || a.Items.Length != whole.Members.Count || b.Items.Length != whole.Members.Count
            || !a.IsTuple) return (a, b);
        var items = whole.Members.Select((m, i) => Alike(a.Items[i], b.Items[i], m.Type)).ToList();
        return (Value.Tuple(items.Select(i => i.Item1), a.Whole), Value.Tuple(items.Select(i => i.Item2), b.Whole));
    }

    /// <summary>A constant in one piece, as what it holds; null for one that may be another object later, or none.</summary>
    public Value? Split(Value value, ITypeSymbol? type) =>
        value.Scalar is Var { Type.Kind: Kind.Other } constant && Aggregate.Of(type) is { } a
        && (a.Composition != Composition.Class
            || a is { Type.IsRecord: true, IsMadeWhole: true } && a.Members.All(m => m.Access != Access.Set)
            && !Context.Types.Any(t => SymbolEqualityComparer.Default.Equals(t.BaseType, a.Type)))
        ? Components(constant, type) : null;

    /// <summary>A value in one piece, taken apart.</summary>
    public Value Expanded(Value value, Aggregate aggregate) =>
        value.IsTuple || Entities.Is(value.Scalar!) ? value : Components(Hold(value).Scalar!, aggregate.Type);

    public static Value Components(Expr whole, ITypeSymbol? type) => Aggregate.Of(type) is { } a
        ? Value.Tuple(a.Members.Select(m => Part(whole, m)).ToList(), a.Composition == Composition.Class ? whole : null)
        : whole;

    private static Value Part(Expr whole, Member m)
    {
        var part = new Opaque($"{Opaque.Hole(0)}.{(m.Reading.Length > 0 ? m.Reading : CSharp.Escape(m.Name))}", new[] { whole },
            Types.Of(m.Type), IsPure: true);
        return m.IsConstant ? part : Components(part, m.Type);
    }

    /// <summary>The parts that a deconstruction has; null where it is a method's business.</summary>
    public static List<(Value Value, ITypeSymbol Type)>? Parts(Value value, ITypeSymbol? type, int count)
    {
        if (Dictionaries.PairOf(type) is { } pair && value.Items.Length == 2 && count == 2)
            return [(value.Items[0], pair[0]), (value.Items[1], pair[1])];
        if (Aggregate.Of(type) is not { } a || value.Items.Length != a.Members.Count || VectorSymbols.IsVector(type)) return null;
        if (a.Composition == Composition.Tuple)
            return a.Members.Count == count ? [.. value.Items.Select((v, i) => (v, a.Members[i].Type))] : null;
        return a.Positional.Count == count
            && a.Type.GetMembers("Deconstruct").OfType<IMethodSymbol>().Where(m => m.Parameters.Length == count)
            .All(m => m.IsImplicitlyDeclared)
            ? [.. a.Positional.Select(i => (value.Items[i], a.Members[i].Type))] : null;
    }

    // An object from elsewhere stays what it is.
    public static bool IsTakenApart(ITypeSymbol? type) => Aggregate.Of(type) is { Composition: not Composition.Class };
}
