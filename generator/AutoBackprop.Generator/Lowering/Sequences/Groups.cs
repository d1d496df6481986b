using AutoBackprop.Core;
using Microsoft.CodeAnalysis;

namespace AutoBackprop.Generator;

/// <summary>Sequences in groups of one key. Which element is in which group is data: gradients go where the elements went.</summary>
internal sealed class Groups(Scope scope) : Lowerer(scope)
{
    private const string Linq = "global::System.Linq.Enumerable.";

    /// <summary>By a whole number, a truth or a name of an enumeration; null for other keys.</summary>
    /// <param name="item">What is grouped of an element; null for itself.</param>
    /// <param name="group">The type of a group.</param>
    public Sequence? By(Sequence source, LinqFunction key, LinqFunction? item, ITypeSymbol group, IOperation at)
    {
        if (!key.Result.IsUnmanagedType || key.Result.IsReal() || Sequences.HasNumbers(key.Result)
            || Nullables.Inner(key.Result) is not null) return null;
        // Each is asked of the elements in turn: what one does the other must not see.
        if (item is not null && !(item.IsQuiet(source.Element) && key.IsQuiet(source.Element))) return null;
        var element = item?.Result ?? source.Element;
        return new Sequence(at.Syntax, group, () =>
        {
            var items = Scope.Kept.ByNumber(source, at);
            var memory = Scope.NewArrays.Allocate(key.Result, items.Count, null, at).Scalar!;
            Scope.Iterations.Count(items.Count,
                i => Emit(new Store(memory, new[] { i }, Hold(Stop(key.Of(Hold(items.At(i)), i).Scalar!)).Scalar!)),
                new Visit(_ => { }, [], at));
            var keys = Hold(new Opaque($"{Opaque.Hole(0)}.ToArray()", new[] { Opaque.OnlyRead(memory) },
                IrType.Other($"{key.Result.Text()}[]"))).Scalar!;
            var text = $"{Linq}ToArray({Linq}Select({Linq}GroupBy({Linq}Range(0, {Opaque.Hole(0)}.Length), i => {Opaque.Hole(0)}[i]), g => {Linq}ToArray(g)))";
            var groups = Hold(new Opaque(text, new[] { keys }, IrType.Other("int[][]"))).Scalar!;
            var count = Hold(new Opaque($"{Opaque.Hole(0)}.Length", new[] { groups }, IrType.Int, IsPure: true)).Scalar!;
            var members = item is null ? items : new Numbered(items.Count, i => item.Of(Hold(items.At(i))));
            Numbered Of(Numbered all) => new(count, k => Group(all, keys, groups, k, element, key.Result, at));
            return Scope.Sequences.RunOf(Of(members) with
            {
                IsList = false,
                Settle = action => Of(Scope.Kept.AsBefore(action, members, members, element, at)),
            });
        });
    }

    private Value Group(Numbered items, Expr keys, Expr groups, Expr number, ITypeSymbol element, ITypeSymbol key, IOperation at)
    {
        var integers = Types.Of(Context.Compilation.CreateArrayTypeSymbol(Context.Compilation.GetSpecialType(SpecialType.System_Int32)));
        var members = Hold(new Opaque($"{Opaque.Hole(0)}[{Opaque.Hole(1)}]", new[] { groups, Hold(number).Scalar! }, integers,
            IsPure: true)).Scalar!;
        Expr MemberAt(Expr i) => Define("", new Load(members, new[] { i }, IrType.Int)).Scalar!;
        return Context.Entities.Add(new Sequence(at.Syntax, element,
            () => Scope.Sequences.RunOf(new Numbered(Ops.Length(members), i => items.At(MemberAt(i)))))
        {
            Key = () => Hold(new Opaque($"{Opaque.Hole(0)}[{Opaque.Hole(1)}]", new[] { keys, MemberAt(Const.Int(0)) }, Types.Of(key),
                IsPure: true)),
        }, Context.Compilation.GetSpecialType(SpecialType.System_Object));
    }
}
