using System.Runtime.CompilerServices;
using AutoBackprop.Core;
using Microsoft.CodeAnalysis;

namespace AutoBackprop.Generator;

/// <summary>Array variables that are assigned in branches and loops. Which array they name, and what part of it, are whole numbers,
/// chosen and carried like any other; the array is looked up where it is used.</summary>
internal sealed class Extents(Scope scope) : Lowerer(scope)
{
    // Of variables, by their number.
    private readonly Dictionary<int, Extent> _extents = [];

    // Of expressions for arrays that have no name yet; by reference, since equal ones may be of different memory.
    private readonly ConditionalWeakTable<Expr, Extent> _looks = new();

    public Extent ExtentOf(Expr array) => array switch
    {
        Var v => _extents.TryGetValue(v.Id, out var known) ? known : Extent.Whole(v),
        Slice s when ExtentOf(s.Array) is var of =>
            of with { Start = of.Start is null ? s.Start : Identities.Simplify(of.Start + s.Start), Length = s.Length },
        _ => _looks.TryGetValue(array, out var look) ? look : Extent.Whole(array),
    };

    /// <summary>A step of a body that is inlined: its names are names here.</summary>
    public void Note(Stmt step)
    {
        Scope.KnownMemory.Note(step);
        if (step is Let { Target.Type.IsArray: true } name && Scope.KnownMemory.ExtentOf(name) is { } extent)
            _extents[name.Target.Id] = extent;
    }

    /// <summary>An expression for an array that has no name yet.</summary>
    public Expr Look(Extent extent, IrType type)
    {
        var root = extent.Root(type);
        if (root is not Var) _looks.Add(root, extent with { Start = null, Length = null });
        return extent.Start is null ? root : new Slice(root, extent.Start, extent.Length!, type);
    }

    /// <summary>Names it, in these steps.</summary>
    public Var Lookup(Var target, Expr look, List<Stmt> steps)
    {
        if (look is Slice { Array: not Var and var root } part)
        {
            var whole = Fresh.Hidden(part.Type);
            _extents[whole.Id] = ExtentOf(root);
            steps.Add(new Let(whole, root));
            Scope.KnownMemory.Note(steps[^1]);
            look = part with { Array = whole };
        }
        _extents[target.Id] = ExtentOf(look);
        steps.Add(new Let(target, look));
        Scope.KnownMemory.Note(steps[^1]);
        return target;
    }

    // A span, unless all are arrays of the same type.
    public static IrType TypeOf(EquatableArray<Expr> roots, bool isPart)
    {
        var types = roots.Select(r => r.Type).Distinct().ToList();
        if (types.Count == 1 && !(isPart && types[0].IsManagedArray)) return types[0];
        return types.FirstOrDefault(t => t.IsReadOnly) ?? IrType.SpanOf(types[0].Element!);
    }

    private static bool CanMix(EquatableArray<Expr> roots) => roots.Select(r => r.Type).Distinct().Count() == 1
        || roots.All(r => r.Type is { Rank: 1, Element.IsArray: false } && r.Type.Element.Equals(roots[0].Type.Element));

    /// <summary>The array that a variable names after a branch; null if it was made in one.</summary>
    /// <param name="isUnseen">Of the first and of the second: nobody sees it.</param>
    /// <param name="before">Memory of each, as it is there before the branch.</param>
    public Expr? MergeArrays(string name, Expr a, Expr b, (bool First, bool Second) isUnseen,
        (Func<Expr, Expr> First, Func<Expr, Expr> Second) before,
        IEnumerable<Stmt> inside, List<Phi> phis, List<Stmt> after)
    {
        // What nobody sees is like the other.
        var (x, y) = (isUnseen.First ? null : Before(a, before.First), isUnseen.Second ? null : Before(b, before.Second));
        (x, y) = (x ?? y!, y ?? x!);
        var local = new HashSet<int>(new Block(inside.ToArray()).AllSteps().SelectMany(s => s.Defines().Concat(s.Enters()))
            .Select(v => v.Id));
        Var? nothing = null;
        bool IsLocal(Expr e) => e.Variables().Any(v => local.Contains(v.Id));
        (x, y) = (Outside(x), Outside(y));
        EquatableArray<Expr> roots = x.Roots.Concat(y.Roots).Distinct().ToArray();
        // No array is none anywhere.
        Extent Outside(Extent of) => of.Roots.Any(IsNoMemory)
            ? of with { Roots = of.Roots.Map(r => IsNoMemory(r) ? nothing ??= Scope.Absent.Nothing(a.Type.Element!) : r) } : of;
        bool IsNoMemory(Expr root) => Scope.KnownMemory.IsNull(root) && (root.Type.IsManagedArray || root is not Var || IsLocal(root));
        if (roots.Any(r => r is not Var || IsLocal(r)) || !CanMix(roots)) return null;
        if (x.Among(roots) is not { } p || y.Among(roots) is not { } q) return null;
        if (p.Start is null != q.Start is null) (p, q) = (Part(p, a), Part(q, b));

        Expr Number(string what, Expr onTrue, Expr onFalse)
        {
            if (isUnseen.First && IsLocal(onTrue)) onTrue = Const.Int(0);
            if (isUnseen.Second && IsLocal(onFalse)) onFalse = Const.Int(0);
            if (onTrue.Equals(onFalse) && !IsLocal(onTrue)) return onTrue;
            var number = name.Length == 0 ? Fresh.Hidden(IrType.Int) : Fresh.Named(Beside(name, what), IrType.Int);
            phis.Add(new Phi(number, onTrue, onFalse));
            return number;
        }
        var merged = new Extent(roots, Number("which", p.Which, q.Which), p.Start is null ? null : Number("start", p.Start, q.Start!),
            p.Length is null ? null : Number("length", p.Length, q.Length!));
        var type = TypeOf(roots, merged.Start is not null);
        return Lookup(name.Length == 0 ? Fresh.Hidden(type) : Fresh.Named(name, type), Look(merged, type), after);
    }

    private Extent Before(Expr array, Func<Expr, Expr> before) => Before(ExtentOf(array), before);

    private static Extent Before(Extent extent, Func<Expr, Expr> before) => extent with { Roots = extent.Roots.Map(before) };

    public static Extent Part(Extent extent, Expr array) =>
        extent.Start is null ? extent with { Start = Const.Int(0), Length = Ops.Length(array) } : extent;

    public static string Beside(string name, string what) =>
        name.IndexOf('#') is >= 0 and var mark ? $"{name.Substring(0, mark)}.{what}{name.Substring(mark)}" : $"{name}.{what}";
}
