namespace AutoBackprop.Core;

/// <summary>About how many operations a piece of code does, as it is known before it runs: by the trips of its loops where these are
/// known, else by a guess.</summary>
public sealed class Work
{
    private const int Guess = 8, Costly = 10, Called = 100;

    private readonly Dictionary<int, Expr> _definitions;
    private readonly Dictionary<int, Expr> _from;
    private readonly HashSet<int> _inside;

    private Work(For loop)
    {
        var steps = loop.Body.AllSteps();
        _inside = [loop.Index.Id, .. loop.Body.Defined(), .. loop.Carried.Select(c => c.Variable.Id)];
        _definitions = steps.OfType<Let>().Where(l => l.Target.Type.Kind == Kind.Int && l.Value.IsPure())
            .ToDictionary(l => l.Target.Id, l => l.Value);
        _from = steps.OfType<For>().ToDictionary(f => f.Index.Id, f => f.Step > 0 ? f.From : Identities.Simplify(f.To + 1));
        _from[loop.Index.Id] = loop.Low();
    }

    /// <summary>Of one iteration; a real number.</summary>
    public static Expr OfIteration(For loop) => Identities.Simplify(new Work(loop).Of(loop.Body));

    private Expr Of(Block block)
    {
        var (fixedWork, more) = (2, new List<Expr>());
        foreach (var step in block.Steps)
        {
            switch (step)
            {
                case For s: more.Add(Times(Trips(s), Of(s.Body))); break;
                case While s: more.Add(Guess * Of(s.Body)); break;
                case If s: more.AddRange(s.Blocks().Where(b => !b.Block.IsEmpty).Select(b => Of(b.Block))); break;
                case Product s: more.Add(Times(Known(s.M), Times(Known(s.K), 2 * Real(Known(s.N))))); break;
                case Call: fixedWork += Called; break;
                case Allocate s: more.Add(Real(Known(s.Length))); break;
                case Comment: break;
                default: fixedWork += 1 + step.Reads().Sum(Of); break;
            }
        }
        return more.Aggregate((Expr)new Const(fixedWork, IrType.Double), (sum, next) => sum + next);
    }

    private static int Of(Expr e) =>
        (e is Apply { Type.IsReal: true } a ? Rules.Of(a.Op).IsCostly ? Costly : 1 : e is Load ? 1 : 0) + e.Children().Sum(Of);

    private static Expr Times(Expr trips, Expr work) => Real(trips) * work;

    private static Expr Real(Expr e) => e is Const c ? new Const(c.Value, IrType.Double) : Ops.Cast(IrType.Double, e);

    private Expr Trips(For loop)
    {
        var trips = Identities.Simplify(loop.Step switch
        {
            1 => Known(loop.To) - Known(loop.From),
            -1 => Known(loop.From) - Known(loop.To),
            _ => (Known(loop.To) - Known(loop.From)) / Const.Int(loop.Step),
        });
        return trips;
    }

    /// <summary>The same by what is known outside: indices of loops inside stand at their first value.</summary>
    private Expr Known(Expr e, int depth = 0)
    {
        if (depth > 16) return Const.Int(Guess);
        if (!e.Variables().Exists(v => _inside.Contains(v.Id))) return e;
        return e switch
        {
            Var v when _from.TryGetValue(v.Id, out var from) => Known(from, depth + 1),
            Var v when _definitions.TryGetValue(v.Id, out var value) => Known(value, depth + 1),
            Apply { Type.Kind: Kind.Int, Op: Op.Add or Op.Sub or Op.Mul or Op.Max or Op.Min } a =>
                Identities.Simplify(a with { Args = a.Args.Map(x => Known(x, depth + 1)) }),
            _ => Const.Int(Guess),
        };
    }
}
