namespace AutoBackprop.Core;

/// <summary>Which code can throw by itself: elements and windows that do not exist, negative lengths, division of whole numbers by
/// zero, checked arithmetic, what is null. Ranges of loops and lengths of arrays prove that some cannot.</summary>
public sealed class Failing
{
    private readonly bool _checksOverflow;
    private readonly Lengths _lengths;
    private readonly Dictionary<int, For> _loops = [];

    public Failing(Method method)
    {
        (_checksOverflow, _lengths) = (method.ChecksOverflow, new Lengths(method));
        foreach (var loop in method.Body.AllSteps().OfType<For>()) _loops[loop.Index.Id] = loop;
    }

    public bool Can(Expr expr) => expr switch
    {
        Load load => !IsInside(load) || load.Indices.Any(Can),
        Slice window => !IsInside(window) || Can(window.Start) || Can(window.Length),
        Opaque { CanThrow: true } => true,
        Apply a when Rules.Of(a.Op).CanThrow => true,
        Apply { Op: Op.Div or Op.Rem, Type.IsReal: false, Args: [var a, var b] } => b is not Const { Value: not (0 or -1) } || Can(a),
        Apply { Op: Op.Add or Op.Sub or Op.Mul or Op.Neg or Op.Cast, Type.IsReal: false } when _checksOverflow => true,
        Apply { Op: Op.Length, Args: [Var { Type.IsManagedArray: true }] } => false,
        _ => expr.Children().Any(Can),
    };

    /// <summary>The same where nothing is known of the surroundings.</summary>
    public static bool May(Expr expr) => expr is Load or Slice or Opaque { CanThrow: true } || expr is Apply a && Rules.Of(a.Op).CanThrow
        || expr is Apply { Op: Op.Div or Op.Rem, Type.IsReal: false, Args: [_, not Const { Value: not (0 or -1) }] }
            || expr.Children().Any(May);

    /// <summary>Evaluates what is needed for nothing else than that it may throw.</summary>
    public static Execute Evaluate(Expr expr) => new(new Opaque(Opaque.Hole(0), new[] { expr }, expr.Type, IsPure: true));

    /// <summary>Memory of a negative length throws.</summary>
    public static If Check(Allocate memory) =>
        new(memory.Length < Const.Int(0), new Block(new Stmt[] { new Throw(Library.Overflow) }), Block.Empty, default);

    public static bool IsNatural(Expr length) =>
        length is Const { Value: >= 0 } or Apply { Op: Op.Length } or Apply { Op: Op.Max, Args: [_, Const { Value: >= 0 }] };

    public bool Can(Allocate memory) => !IsNatural(memory.Length) && !IsNatural(_lengths.Resolved(memory.Length));

    // ── proofs ───────────────────────────────────────────────────────────────────────────────────────────────

    private bool IsInside(Load load)
    {
        if (load.Array is not Var { Type.Rank: 1 } array || load.Indices.Where(i => i is not Field).ToList() is not [var index])
            return false;
        return AtLeast(Extreme(index, smallest: true), 0) && AtLeast(_lengths.Of(Ops.Length(array)) - Extreme(index, smallest: false), 1);
    }

    private bool IsInside(Slice window) => window.Array is Var array && AtLeast(Extreme(window.Start, smallest: true), 0)
        && AtLeast(Extreme(window.Length, smallest: true), 0)
        && AtLeast(_lengths.Of(Ops.Length(array)) - Extreme(window.Start, smallest: false) - Extreme(window.Length, smallest: false), 0);

    /// <summary>The index at the end of the range of the loops that count it.</summary>
    private Polynomial Extreme(Expr index, bool smallest)
    {
        var extreme = _lengths.Resolved(index);
        for (var depth = 0; depth < 4; depth++)
        {
            if (extreme.Variables().FirstOrDefault(v => _loops.TryGetValue(v.Id, out var l) && l.Step is 1 or -1) is not { } counter) break;
            if (Affine.Of(extreme, counter, new Dictionary<int, Expr?>()) is not { Coefficient: 1 }) break;
            var loop = _loops[counter.Id];
            var (low, high) = loop.Step > 0 ? (loop.From, loop.To - 1) : (loop.To + 1, loop.From);
            extreme = _lengths.Resolved(extreme.Rewrite(e => e.Equals(counter) ? smallest ? low : high : null));
        }
        return _lengths.Of(extreme);
    }

    private static bool AtLeast(Polynomial number, long least) => number.IsAtLeast(least);
}
