using AutoBackprop.Core;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Operations;

namespace AutoBackprop.Generator;

/// <summary>LINQ: the table of its operators. Each makes a sequence of another, or goes through one in a loop.</summary>
internal sealed class SequenceCalls(Scope scope) : Lowerer(scope), ICallLowering
{
    public Value? TryLower(IInvocationOperation call)
    {
        if (!Scope.Sequences.IsFor(call)) return null;
        var operands = call.Arguments.OrderBy(a => a.Parameter!.Ordinal).Select(a => a.Value).ToArray();
        var source = call.TargetMethod.IsExtensionMethod ? Scope.Sequences.Of(operands[0]) : null;
        if (call.TargetMethod.IsExtensionMethod && source is null) return Reject(operands[0]);
        var of = new LinqCall(Scope, call, source, operands);
        return (source is null ? Made(of) : Chained(of) ?? Reduced(of)) ?? AsWritten(of) ?? Refused(call);
    }

    private Value? Made(LinqCall c) => (c.Name, c.Count) switch
    {
        ("Range", 2) => Add(Scope.Chains.Range(c.Number(0), c.Number(1), c.Element, c.Call), c),
        ("Repeat", 2) => Add(Scope.Chains.Repeat(c.Value(0), c.Number(1), c.Element, c.Call), c),
        ("Empty", 0) => Add(Scope.Chains.Repeat(Sequences.Empty(c.Element), Const.Int(0), c.Element, c.Call), c),
        _ => null,
    };

    private Value? Chained(LinqCall c) => (c.Name, c.Count) switch
    {
        ("Select", 2) => Add(Scope.Chains.Select(c.Source, c.Element, c.Function(1), c.Call), c),
        ("Where", 2) => Add(Scope.Chains.Where(c.Source, c.Function(1), c.Call), c),
        ("Zip", 2) => Add(Scope.Chains.Zip([c.Source, c.Other(1)], items => Value.Tuple(items), c.Element, c.Call), c),
        ("Zip", 3) when c.IsFunction(2) => c.Other(1) is var second && c.Function(2) is var f
            ? Add(Scope.Chains.Zip([c.Source, second], items => f.Of([.. items]), c.Element, c.Call), c) : null,
        ("Zip", 3) => Add(Scope.Chains.Zip([c.Source, c.Other(1), c.Other(2)], items => Value.Tuple(items), c.Element, c.Call), c),
        ("SelectMany", 2) => Add(Scope.Chains.SelectMany(c.Source, c.Function(1), null, c.Element, c.Call), c),
        ("SelectMany", 3) => c.Function(1) is var inner
            ? Add(Scope.Chains.SelectMany(c.Source, inner, c.Function(2), c.Element, c.Call), c) : null,
        ("Take", 2) when c.IsNumber(1) => Add(Scope.Chains.Take(c.Source, c.Number(1), c.Call), c),
        ("Skip", 2) => Add(Scope.Chains.Skip(c.Source, c.Number(1), c.Call), c),
        ("TakeLast", 2) => Add(Scope.Chains.TakeLast(c.Source, c.Number(1), c.Call), c),
        ("SkipLast", 2) => Add(Scope.Chains.SkipLast(c.Source, c.Number(1), c.Call), c),
        ("TakeWhile", 2) => Add(Scope.Chains.TakeWhile(c.Source, c.Function(1), c.Call), c),
        ("SkipWhile", 2) => Add(Scope.Chains.SkipWhile(c.Source, c.Function(1), c.Call), c),
        ("Concat", 2) => Add(Scope.Chains.Concat(c.Source, c.Other(1), c.Call), c),
        ("Append", 2) => Add(Scope.Chains.Concat(c.Source, Scope.Chains.Repeat(c.Value(1), Const.Int(1), c.Element, c.Call), c.Call), c),
        ("Prepend", 2) => Add(Scope.Chains.Concat(Scope.Chains.Repeat(c.Value(1), Const.Int(1), c.Element, c.Call), c.Source, c.Call), c),
        ("Reverse", 1) => Add(Scope.Chains.Reverse(c.Source, c.Call), c),
        ("Index", 1) => Add(Scope.Chains.Index(c.Source, c.Element, c.Call), c),
        ("DefaultIfEmpty", 1) => Add(Scope.Chains.DefaultIfEmpty(c.Source, Sequences.Empty(c.Source.Element), c.Call), c),
        ("DefaultIfEmpty", 2) => Add(Scope.Chains.DefaultIfEmpty(c.Source, c.Value(1), c.Call), c),
        ("Chunk", 2) => Add(Scope.Chains.Chunk(c.Source, c.Number(1), c.Element, c.Call), c),
        ("GroupBy", 2) => Grouped(c, null),
        ("GroupBy", 3) when c.IsFunction(2) && c.Function(2) is { TakesNumber: false } item => Grouped(c, item),
        ("AsEnumerable", 1) => Add(c.Source, c),
        ("Cast", 1) when SymbolEqualityComparer.Default.Equals(c.Source.Element, c.Element) => Add(c.Source, c),
        ("Order", 1) => Add(Scope.Orders.By(c.Source, null, isDescending: false, c.Call), c),
        ("OrderDescending", 1) => Add(Scope.Orders.By(c.Source, null, isDescending: true, c.Call), c),
        ("OrderBy", 2) => Add(ByConstant(c) ?? Scope.Orders.By(c.Source, c.Function(1), isDescending: false, c.Call), c),
        ("OrderByDescending", 2) => Add(ByConstant(c) ?? Scope.Orders.By(c.Source, c.Function(1), isDescending: true, c.Call), c),
        ("ThenBy", 2) => Add(ByConstant(c) ?? Scope.Orders.Then(c.Source, c.Function(1), isDescending: false, c.Call), c),
        ("ThenByDescending", 2) => Add(ByConstant(c) ?? Scope.Orders.Then(c.Source, c.Function(1), isDescending: true, c.Call), c),
        ("ToImmutableArray" or "ToImmutableList", 1) =>
            Scope.ObjectRows.Kept(c.Source, c.Call.Type!, c.Call) ?? Add(Scope.Kept.List(c.Source, c.Call), c),
        ("ToList", 1) => Quoted(c) ?? Scope.ObjectRows.Kept(c.Source, c.Call.Type!, c.Call) ?? Add(Scope.Kept.List(c.Source, c.Call), c),
        _ => null,
    };

    private Value? Reduced(LinqCall c) => (c.Name, c.Count) switch
    {
        ("Sum", _) => Scope.Reductions.Sum(c.Selected(), c),
        ("Average", _) => Scope.Reductions.Average(c.Selected(), c),
        ("Max" or "Min", 1 or 2) when !IsNumber(c.Call.Type) && AsWritten(c) is { } written => written,
        ("Max", 1 or 2) when c.Count == 1 || c.IsFunction(1) => Scope.Reductions.Extreme(c.Selected(), isMax: true, c),
        ("Min", 1 or 2) when c.Count == 1 || c.IsFunction(1) => Scope.Reductions.Extreme(c.Selected(), isMax: false, c),
        ("MaxBy", 2) => Scope.Searches.ExtremeBy(c.Source, c.Function(1), isMax: true, c),
        ("MinBy", 2) => Scope.Searches.ExtremeBy(c.Source, c.Function(1), isMax: false, c),
        ("Aggregate", 2) => Scope.Reductions.Aggregate(c.Source, c.Function(1), c),
        ("Aggregate", 3 or 4) => Scope.Reductions.Aggregate(c.Source, c.Value(1), c.Function(2), c.Count == 4 ? c.Function(3) : null, c),
        ("Count", _) => Scope.Reductions.Count(c.Filtered(), c),
        ("Any", _) => Scope.Searches.Any(c.Filtered(), c),
        ("All", 2) => Scope.Searches.All(c.Source, c.Function(1), c),
        ("Contains", 2) => Scope.Searches.Contains(c.Source, c.Value(1), c),
        ("First" or "FirstOrDefault" or "Last" or "LastOrDefault" or "Single" or "SingleOrDefault", _)
            when c.Count == 1 || c.IsFunction(1) =>
            Scope.Searches.One(Wanted(c), Sequences.Empty(c.Source.Element), c.Which, c.IsOptional, c.Call),
        ("FirstOrDefault" or "LastOrDefault" or "SingleOrDefault", 2) =>
            Scope.Searches.One(c.Source, c.Value(1), c.Which, c.IsOptional, c.Call),
        ("FirstOrDefault" or "LastOrDefault" or "SingleOrDefault", 3) =>
            Scope.Searches.One(Wanted(c), c.Value(2), c.Which, c.IsOptional, c.Call),
        ("ElementAt" or "ElementAtOrDefault", 2) when c.IsNumber(1) => Scope.Searches.ElementAt(c.Source, c.Number(1), c),
        ("ToArray", 1) => Quoted(c) ?? Scope.ObjectRows.Kept(c.Source, c.Call.Type!, c.Call) ?? Scope.Kept.Array(c.Source, c.Call),
        _ => null,
    };

    private static bool IsNumber(ITypeSymbol? type) => Types.Of(type) is var of && (of.IsReal || of.Kind == Kind.Int);

    // LINQ looks for the last of a list from its end, and for that of all else from the beginning.
    private Sequence Wanted(LinqCall c)
    {
        if (c.Which != Which.Last || c.Count == 1) return c.Filtered();
        if (!c.Function(1).IsQuiet(c.Source.Element))
            Reject(c.Call, $"'{c.Name}' with a lambda that changes something", "write a loop in its place");
        return Scope.Chains.Where(c.Source with { Begin = () => Scope.Kept.BegunInOrder(c.Source, c) }, c.Function(1), c.Call);
    }

    // Objects are mostly constants, which stay as they are written.
    private Value? Grouped(LinqCall c, LinqFunction? item)
    {
        var written = c.Source.Element.IsUnmanagedType ? null : AsWritten(c);
        return written ?? (Scope.Groups.By(c.Source, c.Function(1), item, c.Element, c.Call) is { } groups ? Add(groups, c) : AsWritten(c));
    }

    /// <summary>Constants in an order by what is no number: .NET's.</summary>
    private Sequence? ByConstant(LinqCall c)
    {
        if (!Sequences.IsOfKeys(c.Call.TargetMethod) || c.Function(1) is null || c.Code() is not { } code
            || code.Variables().Any(v => v.Type.IsReal || v.Type is { IsArray: true, Element.IsReal: true }
                || v.Type.IsArray && Aggregate.Of(c.Source.Element) is { IsElement: true } a && a.Members.Any(m => m.IsActive)))
            return null;
        Watch(c.Call, code.Args, null);
        return Scope.Sequences.Of(Hold(code), c.Call.Type, c.Call);
    }

    /// <summary>What none of is ours is C# as before, and can go anywhere.</summary>
    private Value? Quoted(LinqCall c)
    {
        if (Sequences.HasNumbers(c.Source.Element) || c.Source.Code() is not { } code
            || code.Variables().Any(v => v.Type.IsReal || v.Type.IsArray)) return null;
        return Scope.Quoting.Quoted(c.Call, $"global::System.Linq.Enumerable.{c.Name}({Opaque.Hole(0)})", [code]);
    }

    /// <summary>What has no row here, among constants: .NET's.</summary>
    private Value? AsWritten(LinqCall c)
    {
        for (var i = 1; i < c.Count; i++)
            if (c.IsFunction(i)) c.Function(i);
            else if (Sequences.ElementOf(c.Call.TargetMethod.Parameters[i].Type) is not null && !c.IsText(i)) c.Other(i);
            else c.Value(i);
        if (c.Code() is not { } code
            || code.Variables().Any(v =>
            v.Type.IsReal || v.Type is { IsArray: true, IsManagedArray: false, Element.IsReal: true })) return null;
        return Scope.Quoting.Quoted(c.Call, code.Text, code.Args.ToArray(), mayKeep: true);
    }

    private Value Add(Sequence sequence, LinqCall call) =>
        Context.Entities.Add(ReferenceEquals(sequence, call.MaybeSource) ? sequence : sequence with { Code = call.Code }, call.Call.Type);

    private Value Refused(IInvocationOperation call) => Reject(call, $"'{call.TargetMethod.Name}' of LINQ", "write a loop in its place");
}
