using AutoBackprop.Core;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Operations;

namespace AutoBackprop.Generator;

/// <summary>Array variables that a loop carries, as the numbers of their extents.</summary>
internal sealed class CarriedArrays(Scope scope) : Lowerer(scope)
{
    /// <summary>An array variable that a loop carries, as numbers.</summary>
    public sealed record CarriedArray(Extent Initial, Extent Inside, string Name)
    {
        /// <summary>Its own, outside the loop; null where it names what is there.</summary>
        public Var? Memory { get; init; }
    }

    /// <summary>What an array variable may name within a loop: what is assigned to it there mentions it.</summary>
    public Expr Carry(object key, Expr initial, Value whole, int leaf, string name, IOperation loop, List<CarriedArray> arrays)
    {
        var mentioned = Sources(key, loop);
        var extents = mentioned.SelectMany(Mentioned)
            .SelectMany(v => v.IsTuple && v.HasShapeOf(whole) ? [v.Leaves.ElementAt(leaf)] : v.Leaves)
            .Where(l => l.Type.IsArray && l.Type.Element!.Equals(initial.Type.Element) && l.Type.Rank == initial.Type.Rank)
                .Select(Scope.Extents.ExtentOf).Prepend(Scope.Extents.ExtentOf(initial)).ToList();
        if (Scope.Absent.MayBe(initial) || extents.Any(o => o.Roots.Any(Scope.KnownMemory.IsNull)))
        {
            var nothing = Scope.Absent.Nothing(initial.Type.Element!);
            extents = [.. extents.Select(o => o with { Roots = o.Roots.Map(r => Scope.KnownMemory.IsNull(r) ? nothing : r) })];
        }
        EquatableArray<Expr> roots = extents.SelectMany(o => o.Roots).Distinct().Select(r => r is Var ? r : Define("", r).Scalar!)
            .ToArray();
        var isPart = extents.Any(o => o.Start is not null)
            || !IsArray(key, initial)
                && mentioned.SelectMany(m => Jumps.Inside(m))
                .Any(o => o is IRangeOperation or IInvocationOperation or IImplicitIndexerReferenceOperation);
        var start = extents[0].Among(roots) ?? Scope.Extents.ExtentOf(roots[0]).Among(roots)!;
        if (isPart) start = Extents.Part(start, initial);
        Expr Number(string what, Expr value) => Fresh.Named(Extents.Beside(name, what), IrType.Int);
        var inside = new Extent(roots, roots.Count > 1 ? Number("which", start.Which) : start.Which,
            start.Start is null ? null : Number("start", start.Start), start.Length is null ? null : Number("length", start.Length));
        arrays.Add(new CarriedArray(start, inside, name));
        return Scope.Extents.Look(inside, Extents.TypeOf(roots, isPart));
    }

    // A span that holds an array can hold a part of it later.
    private static bool IsArray(object key, Expr initial) => (key switch { ILocalSymbol l => l.Type, IParameterSymbol p => p.Type,
        _ => null }) is { } type && Types.Of(type) is { IsArray: true } of
        ? of.IsManagedArray : initial.Type.IsManagedArray;

    /// <summary>What may be assigned to a variable in a loop, also by way of others.</summary>
    private static List<IOperation> Sources(object key, IOperation loop)
    {
        var assigned = Jumps.Inside(loop).SelectMany(Assigned).ToList();
        var (sources, variables) = (new List<IOperation>(), new HashSet<object> { key });
        for (var i = 0; i < assigned.Count; i++)
            if (variables.Contains(assigned[i].Variable))
            {
                sources.Add(assigned[i].Value);
                foreach (var read in Jumps.Inside(assigned[i].Value).SelectMany(Assignments.Roots)) variables.Add(read);
                assigned.RemoveAt(i);
                i = -1;
            }
        return sources;

        static IEnumerable<(object Variable, IOperation Value)> Assigned(IOperation operation) => operation switch
        {
            ICompoundAssignmentOperation => [],
            ISimpleAssignmentOperation { IsRef: true, Target: ILocalReferenceOperation { Local: var local } } a => [(local, a.Value)],
            IAssignmentOperation a => Pairs(a.Target, a.Value),
            IVariableDeclaratorOperation d => d.GetVariableInitializer() is { } i && HasArrays(i.Value) ? [(d.Symbol, i.Value)] : [],
            IForEachLoopOperation f => f.Locals.Select(l => ((object)l, f.Collection)),
            IIsPatternOperation p => Jumps.Inside(p.Pattern).OfType<IDeclarationPatternOperation>().Where(d => d.DeclaredSymbol is not null)
                .Select(d => ((object)d.DeclaredSymbol!, p.Value)),
            _ => [],
        };

        static IEnumerable<(object, IOperation)> Pairs(IOperation target, IOperation value) =>
            target is IDeclarationExpressionOperation { Expression: ITupleOperation declared } ? Pairs(declared, value)
            : target is ITupleOperation to && value is ITupleOperation from && to.Elements.Length == from.Elements.Length
                ? to.Elements.Zip(from.Elements, Pairs).SelectMany(p => p)
            : HasArrays(value) ? Assignments.Roots(target).Select(r => (r, value)) : [];
    }

    private static bool HasArrays(IOperation value) =>
        value is ITupleOperation || value.Type is { } type && (Types.Of(type).IsArray || Aggregate.Of(type) is not null);

    private IEnumerable<Value> Mentioned(IOperation operation) =>
        Resolved(operation) is { } known ? [known] : operation.ChildOperations.SelectMany(Mentioned);

    private Value? Resolved(IOperation operation) => operation switch
    {
        ILocalReferenceOperation or IParameterReferenceOperation when Scope.References.Bound(operation) is not null => null,
        ILocalReferenceOperation l => Variables[l.Local],
        IParameterReferenceOperation p => Variables[Scope.References.Key(p.Parameter)],
        _ => Members.IsMember(operation, out var instance, out _, out var index) && Resolved(instance) is { IsTuple: true } of
            ? of.Items[index] : null,
    };

    /// <summary>What the loop hands on of an array; null if it may name another than was foreseen.</summary>
    public List<(Expr Initial, Expr Variable, Expr Next)>? Numbers(CarriedArray array, Expr next)
    {
        var of = Scope.Extents.ExtentOf(next);
        var nothing = array.Inside.Roots.FirstOrDefault(Scope.KnownMemory.IsNull);
        if (nothing is not null) of = of with { Roots = of.Roots.Map(r => Scope.KnownMemory.IsNull(r) ? nothing : r) };
        if (of.Among(array.Inside.Roots) is not { } then) return null;
        if (array.Inside.Start is not null) then = Extents.Part(then, next);
        else if (then.Start is not null) return null;
        return [.. array.Initial.Numbers.Zip(array.Inside.Numbers, (i, v) => (i, v)).Zip(then.Numbers, (p, n) => (p.i, p.v, n))
            .Where(n => n.v is Var)];
    }
}
