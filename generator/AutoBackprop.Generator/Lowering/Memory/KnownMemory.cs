using AutoBackprop.Core;

namespace AutoBackprop.Generator;

/// <summary>What is known of arrays while a body is lowered: which memory a name may stand for, and how long it is.</summary>
internal sealed class KnownMemory(Scope scope) : Lowerer(scope)
{
    private readonly Dictionary<int, Stmt> _definitions = [];

    // Of memory that is longer, or shorter, where nobody looks at it.
    private readonly Dictionary<int, Expr> _lengths = [];

    private static readonly Dictionary<int, Expr> _none = [];

    /// <summary>Remembers where an array or a whole number comes from.</summary>
    public void Note(Stmt step)
    {
        if (step is Allocate a) _definitions[a.Array.Id] = step;
        else if (step is Let { Target: { Type: { IsArray: true } or { Kind: Kind.Int } } target }) _definitions[target.Id] = step;
    }

    public void SetLength(Var memory, Expr length) => _lengths[memory.Id] = length;

    public Allocate? Allocation(Expr root) => root is Var v && _definitions.TryGetValue(v.Id, out var by) ? by as Allocate : null;

    /// <summary>It stands for no array.</summary>
    public bool IsNull(Expr root) => root is Opaque { IsNull: true } || DefinitionOf(root) is Opaque { IsNull: true };

    /// <summary>Names of an inlined body are names here.</summary>
    public Extent? ExtentOf(Let name) => name.Value switch
    {
        Var or Slice => Scope.Extents.ExtentOf(name.Value),
        Apply { Op: Op.Select, Args: [Apply { Op: Op.Eq, Args: [var which, _] }, _, _] } choice => Chosen(choice, which, []),
        _ => null,
    };

    private static Extent? Chosen(Expr choice, Expr which, List<Expr> roots)
    {
        switch (choice)
        {
            case Var last: return new Extent(roots.Append(last).ToArray(), which, null, null);
            case Apply { Op: Op.Select, Args: [Apply { Op: Op.Eq, Args: [var asked, Const { Value: var number }] }, Var root,
                var rest] } when asked.Equals(which) && number == roots.Count:
                roots.Add(root);
                return Chosen(rest, which, roots);
            default: return null;
        }
    }

    /// <summary>All memory that an array may be, or be a part of.</summary>
    public IEnumerable<Expr> Roots(Expr array) => Scope.Extents.ExtentOf(array).Roots.SelectMany(r => DefinitionOf(r) switch
    {
        Var or Slice => Roots(DefinitionOf(r)!),
        Load row => Roots(row.Array),
        Apply { Op: Op.Select } choice => Choices(choice).SelectMany(Roots),
        Opaque { IsPure: true, Args: [Var { Type.IsArray: true } same] } => Roots(same),
        _ => [r],
    }).Distinct();

    private static IEnumerable<Expr> Choices(Expr expr) =>
        expr is Apply { Op: Op.Select } choice ? choice.Args.Skip(1).SelectMany(Choices) : [expr];

    private Expr? DefinitionOf(Expr e) =>
        e is Var v && _definitions.TryGetValue(v.Id, out var by) && by is Let { Value: var value } ? value : null;

    // ── lengths ──────────────────────────────────────────────────────────────────────────────────────────────

    /// <summary>The length of an array in terms of what does not come from elsewhere.</summary>
    public Expr LengthOf(Expr array)
    {
        var of = Scope.Extents.ExtentOf(array);
        if (of.Length is { } part) return Resolved(part);
        return of.Roots.Select(LengthOfRoot).Distinct().ToList() is [var only] ? only : Ops.Length(array);
    }

    private Expr LengthOfRoot(Expr root)
    {
        if (root is Var v && _lengths.TryGetValue(v.Id, out var known)) return Resolved(known);
        if (Allocation(root) is { } memory) return Resolved(memory.Length);
        return DefinitionOf(root) switch
        {
            Slice s => Resolved(s.Length),
            Var same => LengthOf(same),
            Opaque { IsPure: true, Args: [Var { Type.IsArray: true } same] } => LengthOf(same),
            Apply { Op: Op.Select } choice when Choices(choice).Select(LengthOf).Distinct().ToList() is [var only] => only,
            _ => Ops.Length(root),
        };
    }

    public Expr Resolved(Expr number) => number switch
    {
        Apply { Op: Op.Length, Args: [Var array] } => LengthOf(array),
        Apply a => Identities.Simplify(a with { Args = a.Args.Map(Resolved) }),
        Opaque { IsPure: true } o => o with { Args = o.Args.Map(x => x.Type.IsArray ? x : Resolved(x)) },
        Var v when DefinitionOf(v) is { Type.IsArray: false } value and (Const or Var or Apply or Opaque { IsPure: true,
            ReachesFields: false }) => Resolved(value),
        _ => number,
    };

    public bool AreEqual(Expr length, Expr other) =>
        Resolved(length) is var a && Resolved(other) is var b
            && (a.Equals(b) || Polynomial.Difference(Polynomial.Of(a, _none), Polynomial.Of(b, _none)) is 0);
}
