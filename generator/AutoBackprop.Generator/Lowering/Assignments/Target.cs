using AutoBackprop.Core;
using Microsoft.CodeAnalysis;

namespace AutoBackprop.Generator;

/// <summary>What an assignment writes, or a reference names. Its operands are computed; what it holds is read when it is asked
/// for.</summary>
internal abstract record Target(ITypeSymbol? Type, IOperation At)
{
    /// <summary>A local, a parameter, or <c>this</c>, by its key in the environment.</summary>
    public sealed record Variable(object Key, ITypeSymbol? Type, IOperation At) : Target(Type, At);

    /// <summary>An element of an array or span, or a member of one.</summary>
    public sealed record Element(ElementPlace Place, ITypeSymbol? Type, IOperation At) : Target(Type, At);

    /// <summary>A row of an array of arrays of ours.</summary>
    public sealed record Row(Value Table, Expr Index, ITypeSymbol? Type, IOperation At) : Target(Type, At);

    /// <summary>A member of a struct, or of the object that is being made.</summary>
    public sealed record Part(Target Of, Aggregate Whole, int Index, ITypeSymbol? Type, IOperation At) : Target(Type, At);

    /// <summary>A property or an element of a vector, of which the table says how it is read and set.</summary>
    public sealed record Accessor(Target Of, VectorRow Get, VectorRow Set, Value[] Indices, ITypeSymbol? Type, IOperation At)
        : Target(Type, At);

    /// <summary>A field or property of an object outside, or of no object.</summary>
    public sealed record Outside(ISymbol Symbol, IOperation? Owner, Expr? Instance, ITypeSymbol? Type, IOperation At) : Target(Type, At);

    /// <summary>One of two, chosen before.</summary>
    public sealed record Choice(Expr Condition, Target OnTrue, Target OnFalse, ITypeSymbol? Type, IOperation At) : Target(Type, At);

    /// <summary>Those of a deconstruction.</summary>
    public sealed record Several(Target[] Items, IOperation At) : Target(null, At);

    /// <summary>A property with a body, or an element, of an object that is made here.</summary>
    public sealed record Property(LocalObject Of, IPropertySymbol Symbol, FunctionCalls.Handed Given, int Count, bool IsVirtual,
        ITypeSymbol? Type, IOperation At) : Target(Type, At);

    /// <summary>The value of a key in a dictionary that is made here; the key is there when it is written.</summary>
    public sealed record Keyed(ActiveDictionary Of, Expr Key, ITypeSymbol? Type, IOperation At) : Target(Type, At);

    public sealed record Discard(IOperation At) : Target(null, At);

    public sealed record Refused(string? What, ITypeSymbol? Type, IOperation At) : Target(Type, At);

    /// <summary>The variables of which it is all or a part.</summary>
    public IEnumerable<object> Keys => this switch
    {
        Variable v => [v.Key],
        Part p => p.Of.Keys,
        Accessor a => a.Of.Keys,
        Choice c => c.OnTrue.Keys.Concat(c.OnFalse.Keys),
        Several s => s.Items.SelectMany(i => i.Keys),
        _ => [],
    };
}
