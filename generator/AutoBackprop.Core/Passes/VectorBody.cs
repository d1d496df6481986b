namespace AutoBackprop.Core;

/// <summary>What all blocks of a vector loop share: its types, what it reads from outside, its memory.</summary>
public sealed class VectorBody
{
    private readonly Dictionary<Expr, Var> _broadcast = [];

    private VectorBody(For original, For loop, IReadOnlyList<Guarded> steps, Selections selections, WideSums wide, IrType scalar,
        Fresh fresh, Arrays arrays, Verdict verdict)
    {
        (Original, Loop, Steps, Selections, Wide, Scalar, Fresh, Verdict) = (original, loop, steps, selections, wide, scalar, fresh,
            verdict);
        Vector = IrType.VectorOf(scalar);
        Memory = new VectorMemory(steps, arrays, verdict);
        Definitions = steps.Select(s => s.Step).OfType<Let>().ToDictionary(l => l.Target.Id, l => (Expr?)l.Value);
        foreach (var c in loop.Carried) Definitions[c.Variable.Id] = null;
    }

    /// <summary>Null where the loop carries something else than sums and selections, or mixes types.</summary>
    public static VectorBody? Of(For original, Fresh fresh, Arrays arrays, Verdict verdict)
    {
        var loop = Unfold.Run(original, fresh);
        if (Flatten.Run(loop.Body, verdict) is not { } steps || Selections.Of(loop, steps, verdict) is not { } selections) return null;
        var wide = WideSums.Of(loop, selections, ref steps);
        HashSet<int> inside = [loop.Index.Id, .. steps.SelectMany(s => s.Step.Defines()).Concat(loop.Carried.Select(c => c.Variable))
            .Select(v => v.Id)];
        var reals = steps.SelectMany(s => s.Step.Reads()).Concat(loop.Carried.Where(wide.Contains).SelectMany(wide.AddendsOf))
            .SelectMany(e => Reals(e, inside))
            .Concat(loop.Carried.Where(c => !wide.Contains(c)).Select(c => c.Variable.Type).Where(t => t.IsReal)).Distinct().ToList();
        return reals is [{ Kind: Kind.Double or Kind.Float, Lanes: 1 } scalar]
            ? new VectorBody(original, loop, steps, selections, wide, scalar, fresh, arrays, verdict)
            : verdict.No<VectorBody>(reals.Count > 1 ? "it mixes float and double" : "it computes no number that vectors hold");
    }

    /// <summary>Hears why there is no vector form.</summary>
    public Verdict Verdict { get; }

    /// <summary>The loop as it runs one element at a time.</summary>
    public For Original { get; }

    /// <summary>The same in operations that vectors have, where there are such.</summary>
    public For Loop { get; }
    public IReadOnlyList<Guarded> Steps { get; }
    public Selections Selections { get; }
    public WideSums Wide { get; }
    public Fresh Fresh { get; }
    public IrType Scalar { get; }
    public IrType Vector { get; }
    public VectorMemory Memory { get; }

    /// <summary>What the loop's body defines; null for what it carries.</summary>
    public Dictionary<int, Expr?> Definitions { get; }

    public int Lanes => Vector.Lanes;

    /// <summary>What is computed once, before the loop.</summary>
    public List<Stmt> Before { get; } = [];

    /// <summary>How many calls the body makes; without one memory and latency decide how fast it is.</summary>
    public int Functions => Steps.Sum(s => s.Step.Reads().Sum(Calls));

    private static int Calls(Expr e) => (e is Apply { Type.IsReal: true } a && !Rules.Of(a.Op).IsOperator
        && Rules.Of(a.Op).Expansion.Extreme == 0 ? 1 : 0) + e.Children().Sum(Calls);

    /// <summary>Variables for what a loop over vectors carries.</summary>
    public EquatableArray<Carried> Enter(Func<Carried, Expr> initial) => Loop.Carried.Map(c =>
    {
        var type = Wide.Contains(c) ? IrType.VectorOf(c.Variable.Type) : Vector;
        var variable = c.Variable.IsHidden
            ? Fresh.Hidden("v" + c.Variable.Id, type) : Fresh.Beside(c.Variable, c.Variable.Name + "_v", type);
        return new Carried(variable, initial(c), variable, Fresh.Version(variable));
    });

    /// <summary>The neutral start of a sum, the initial value of a selection.</summary>
    public Expr Start(Carried c) => Wide.Contains(c)
        ? new Apply(Op.Broadcast, new Expr[] { new Const(0, c.Variable.Type) }, IrType.VectorOf(c.Variable.Type))
        : Create(Selections.Contains(c) ? Ops.Cast(Scalar, c.Initial) : new Const(0, Scalar));

    public Expr Create(Expr scalar) => new Apply(Op.Broadcast, new[] { scalar }, Vector);

    /// <summary>A value from outside the loop in every lane.</summary>
    public Var Broadcast(Expr scalar) => Named(Create(scalar));

    /// <summary>0, 1, 2, … over the lanes.</summary>
    public Var Iota => Named(new Apply(Op.Iota, new EquatableArray<Expr>([]), Vector));

    private Var Named(Expr vector)
    {
        if (_broadcast.TryGetValue(vector, out var known)) return known;
        _broadcast[vector] = known = Fresh.Hidden(Vector);
        Before.Add(new Let(known, vector));
        return known;
    }

    /// <summary>A truth from outside the loop in every lane.</summary>
    public Var BroadcastMask(Expr truth) => Named(new Apply(Op.BroadcastMask, new[] { truth }, Vector));

    /// <summary>The loop does not change it, and it can be computed before the loop whether or not the loop runs.</summary>
    public bool IsInvariant(Expr e) =>
        e.IsPure() && !Traps(e) && !e.Variables().Any(v => v.Equals(Loop.Index) || Definitions.ContainsKey(v.Id));

    private static bool Traps(Expr e) =>
        e is Load or Slice or Opaque || e is Apply { Op: Op.Div or Op.Rem, Type.IsReal: false } || e.Children().Any(Traps);

    public Affine? AffineOf(Expr index) => Affine.Of(index, Loop.Index, Definitions);

    // What is computed before the loop goes into it as the type that it ends with.
    private static IEnumerable<IrType> Reals(Expr e, HashSet<int> inside) =>
        e is Apply { Op: Op.Cast, Type.IsReal: true } && !e.Variables().Any(v => inside.Contains(v.Id)) ? [e.Type]
        : (e.Type.IsReal ? [e.Type] : e.Type.IsArray && e is Var && e.Type.Scalar.IsReal ? new[] { e.Type.Scalar } : [])
            .Concat(e.Children().SelectMany(c => Reals(c, inside)));
}
