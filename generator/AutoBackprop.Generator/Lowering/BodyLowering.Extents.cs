using System.Runtime.CompilerServices;
using AutoBackprop.Core;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Operations;

namespace AutoBackprop.Generator;

/// <summary>Array variables that are assigned in branches and loops. Which array they name, and what part of it, are whole
/// numbers, chosen and carried like any other; the array is looked up where it is used.</summary>
internal sealed partial class BodyLowering
{
    private readonly Dictionary<int, Extent> _extents = [];
    private readonly ConditionalWeakTable<Expr, Extent> _looks = new();

    private Extent ExtentOf(Expr array) => array switch
    {
        Var v => _extents.TryGetValue(v.Id, out var known) ? known : Extent.Whole(v),
        Slice s when ExtentOf(s.Array) is var of => of with { Start = of.Start is null ? s.Start : Identities.Simplify(of.Start + s.Start), Length = s.Length },
        _ => _looks.TryGetValue(array, out var look) ? look : Extent.Whole(array),
    };

    /// <summary>An expression for an array that has no name yet.</summary>
    private Expr Look(Extent extent, IrType type)
    {
        var root = extent.Root(type);
        if (root is not Var) _looks.Add(root, extent with { Start = null, Length = null });
        return extent.Start is null ? root : new Slice(root, extent.Start, extent.Length!, type);
    }

    /// <summary>Names it, in these steps.</summary>
    private Var Lookup(Var target, Expr look, List<Stmt> steps)
    {
        if (look is Slice { Array: not Var and var root } part)
        {
            var whole = _fresh.Hidden(part.Type);
            _extents[whole.Id] = ExtentOf(root);
            steps.Add(new Let(whole, root));
            look = part with { Array = whole };
        }
        _extents[target.Id] = ExtentOf(look);
        steps.Add(new Let(target, look));
        return target;
    }

    // A span, unless all are arrays of the same type.
    private static IrType TypeOf(EquatableArray<Expr> roots, bool isPart)
    {
        var types = roots.Select(r => r.Type).Distinct().ToList();
        if (types.Count == 1 && !(isPart && types[0].IsManagedArray)) return types[0];
        return types.FirstOrDefault(t => t.IsReadOnly) ?? IrType.SpanOf(types[0].Element!);
    }

    private static bool CanMix(EquatableArray<Expr> roots) => roots.Select(r => r.Type).Distinct().Count() == 1
        || roots.All(r => r.Type is { Rank: 1, Element.IsArray: false } && r.Type.Element.Equals(roots[0].Type.Element));

    // ── branches ─────────────────────────────────────────────────────────────────────────────────────────────

    /// <summary>The array that a variable names after a branch; null if it was made in one.</summary>
    private Expr? MergeArrays(string name, Expr a, Expr b, IEnumerable<Stmt> inside, List<Phi> phis, List<Stmt> after)
    {
        // What nobody sees is like the other.
        var (x, y) = (ExtentOf(a is Opaque ? b : a), ExtentOf(b is Opaque ? a : b));
        var local = new HashSet<int>(new Block(inside.ToArray()).AllSteps().SelectMany(s => s.Defines().Concat(s.Enters())).Select(v => v.Id));
        bool IsLocal(Expr e) => e.Variables().Any(v => local.Contains(v.Id));
        EquatableArray<Expr> roots = x.Roots.Concat(y.Roots).Distinct().ToArray();
        if (roots.Any(r => r is not Var || IsLocal(r)) || !CanMix(roots)) return null;
        if (x.Among(roots) is not { } p || y.Among(roots) is not { } q) return null;
        if (p.Start is null != q.Start is null) (p, q) = (Part(p, a), Part(q, b));

        Expr Number(string what, Expr onTrue, Expr onFalse)
        {
            if (a is Opaque && IsLocal(onTrue)) onTrue = Const.Int(0);
            if (b is Opaque && IsLocal(onFalse)) onFalse = Const.Int(0);
            if (onTrue.Equals(onFalse) && !IsLocal(onTrue)) return onTrue;
            var number = name.Length == 0 ? _fresh.Hidden(IrType.Int) : _fresh.Named(Beside(name, what), IrType.Int);
            phis.Add(new Phi(number, onTrue, onFalse));
            return number;
        }
        var merged = new Extent(roots, Number("which", p.Which, q.Which), p.Start is null ? null : Number("start", p.Start, q.Start!), p.Length is null ? null : Number("length", p.Length, q.Length!));
        var type = TypeOf(roots, merged.Start is not null);
        return Lookup(name.Length == 0 ? _fresh.Hidden(type) : _fresh.Named(name, type), Look(merged, type), after);
    }

    private static Extent Part(Extent extent, Expr array) => extent.Start is null ? extent with { Start = Const.Int(0), Length = Ops.Length(array) } : extent;

    private static string Beside(string name, string what) => name.IndexOf('#') is >= 0 and var mark ? $"{name.Substring(0, mark)}.{what}{name.Substring(mark)}" : $"{name}.{what}";

    // ── loops ────────────────────────────────────────────────────────────────────────────────────────────────

    /// <summary>An array variable that a loop carries, as numbers.</summary>
    private sealed record CarriedArray(Extent Initial, Extent Inside, string Name);

    /// <summary>What an array variable may name within a loop: what is assigned to it there mentions it.</summary>
    private Expr Carry(object key, Expr initial, Value whole, int leaf, string name, IOperation loop, List<CarriedArray> arrays)
    {
        var mentioned = Sources(key, loop);
        var extents = mentioned.SelectMany(Mentioned)
            .SelectMany(v => v.IsTuple && v.HasShapeOf(whole) ? [v.Leaves.ElementAt(leaf)] : v.Leaves)
            .Where(l => l.Type.IsArray && l.Type.Element!.Equals(initial.Type.Element) && l.Type.Rank == initial.Type.Rank).Select(ExtentOf).Prepend(ExtentOf(initial)).ToList();
        EquatableArray<Expr> roots = extents.SelectMany(o => o.Roots).Distinct().Select(r => r is Var ? r : Define("", r).Scalar!).ToArray();
        var isPart = extents.Any(o => o.Start is not null)
            || !IsArray(key, initial) && mentioned.SelectMany(m => Jumps.Inside(m)).Any(o => o is IRangeOperation or IInvocationOperation or IImplicitIndexerReferenceOperation);
        var start = ExtentOf(initial is Var ? initial : roots[0]).Among(roots)!;
        if (isPart) start = Part(start, initial);
        Expr Number(string what, Expr value) => _fresh.Named(Beside(name, what), IrType.Int);
        var inside = new Extent(roots, roots.Count > 1 ? Number("which", start.Which) : start.Which, start.Start is null ? null : Number("start", start.Start), start.Length is null ? null : Number("length", start.Length));
        arrays.Add(new CarriedArray(start, inside, name));
        return Look(inside, TypeOf(roots, isPart));
    }

    // A span that holds an array can hold a part of it later.
    private static bool IsArray(object key, Expr initial) => (key switch { ILocalSymbol l => l.Type, IParameterSymbol p => p.Type, _ => null }) is { } type && Types.Of(type) is { IsArray: true } of
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
            IIsPatternOperation p => Jumps.Inside(p.Pattern).OfType<IDeclarationPatternOperation>().Where(d => d.DeclaredSymbol is not null).Select(d => ((object)d.DeclaredSymbol!, p.Value)),
            _ => [],
        };

        static IEnumerable<(object, IOperation)> Pairs(IOperation target, IOperation value) =>
            target is IDeclarationExpressionOperation { Expression: ITupleOperation declared } ? Pairs(declared, value)
            : target is ITupleOperation to && value is ITupleOperation from && to.Elements.Length == from.Elements.Length
                ? to.Elements.Zip(from.Elements, Pairs).SelectMany(p => p)
            : HasArrays(value) ? Assignments.Roots(target).Select(r => (r, value)) : [];
    }

    private static bool HasArrays(IOperation value) => value is ITupleOperation || value.Type is { } type && (Types.Of(type).IsArray || Aggregate.Of(type) is not null);

    /// <summary>The value that is assigned to a variable in a branch or loop.</summary>
    private static Location WhereAssigned(IOperation within, object? key) => (Jumps.Inside(within).OfType<ISimpleAssignmentOperation>()
        .FirstOrDefault(a => key is ISymbol s && a.Target is ILocalReferenceOperation or IParameterReferenceOperation
            && SymbolEqualityComparer.Default.Equals(s, a.Target is ILocalReferenceOperation l ? l.Local : ((IParameterReferenceOperation)a.Target).Parameter))?.Value ?? within).Syntax.GetLocation();

    private IEnumerable<Value> Mentioned(IOperation operation) => Resolved(operation) is { } known ? [known] : operation.ChildOperations.SelectMany(Mentioned);

    private Value? Resolved(IOperation operation) => operation switch
    {
        ILocalReferenceOperation or IParameterReferenceOperation when Bound(operation) is not null => null,
        ILocalReferenceOperation l => _environment[l.Local],
        IParameterReferenceOperation p => _environment[Key(p.Parameter)],
        _ => IsMember(operation, out var instance, out _, out var index) && Resolved(instance) is { IsTuple: true } of ? of.Items[index] : null,
    };

    /// <summary>What the loop hands on of an array; null if it may name another than was foreseen.</summary>
    private List<(Expr Initial, Expr Variable, Expr Next)>? Numbers(CarriedArray array, Expr next)
    {
        if (ExtentOf(next) is not { } of || of.Among(array.Inside.Roots) is not { } then) return null;
        if (array.Inside.Start is not null) then = Part(then, next);
        else if (then.Start is not null) return null;
        return [.. array.Initial.Numbers.Zip(array.Inside.Numbers, (i, v) => (i, v)).Zip(then.Numbers, (p, n) => (p.i, p.v, n)).Where(n => n.v is Var)];
    }
}
