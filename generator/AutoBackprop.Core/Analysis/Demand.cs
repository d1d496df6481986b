using System.Collections.Concurrent;

namespace AutoBackprop.Core;

/// <summary>Which values the results depend on whatever path runs. The adjoint of any other may be exactly zero, since nothing that
/// ran asked for it; then it contributes nothing, also where a slope is infinite.</summary>
public sealed class Demand
{
    private readonly HashSet<int> _certain = [];
    private readonly Dictionary<int, bool> _popped = [];    // by storage: all that is taken from it is asked for

    private readonly bool _grows;

    /// <param name="isAsked">The adjoints of the results are not zero.</param>
    public Demand(Method method, bool isAsked)
    {
        _grows = method.Body.AllSteps().Any(s => s is Grow);
        Asked(method.Body, !isAsked ? [] : method.Results.Take(method.Results.Count - method.Finals).Where(r => r.Type.IsReal));
    }

    /// <summary>One thing alone comes out of the method: who calls its backward asks for that.</summary>
    public static bool IsWhole(Method method) => method.Finals == 0 && method.Results.Count(r => r.Type.IsReal) == 1
        && new Arrays(method) is var arrays && !method.Parameters.Any(p => p.Type.IsArray && arrays.IsWritten(p));

    public bool IsCertain(Var value) => _certain.Contains(value.Id);

    /// <summary>What is asked for whenever the block runs; null: everything, since the block does not end.</summary>
    private HashSet<int>? Asked(Block block, IEnumerable<Expr> atEnd)
    {
        HashSet<int>? asked = [.. atEnd.OfType<Var>().Select(v => v.Id)];
        // By the bounds of a loop: what is asked for if it runs. Then so do those before it with the same bounds, and the other way round.
        var ifRun = new Dictionary<(Expr From, Expr To, int Step), HashSet<int>>();
        foreach (var step in block.Steps.Reverse())
        {
            bool IsAsked(Var v) => asked is null || asked.Contains(v.Id);
            foreach (var v in step.Defines())
                if (IsAsked(v)) _certain.Add(v.Id);
                else _certain.Remove(v.Id);
            switch (step)
            {
                case Let s when IsAsked(s.Target): asked?.UnionWith(Passed(s)); break;
                case Let s:
                    foreach (var set in ifRun.Values.Where(set => set.Contains(s.Target.Id))) set.UnionWith(Passed(s));
                    break;
                case If s:
                    var then = Asked(s.Then, s.Results.Where(p => IsAsked(p.Target)).Select(p => p.OnTrue));
                    var @else = Asked(s.Else, s.Results.Where(p => IsAsked(p.Target)).Select(p => p.OnFalse));
                    if (then is null && @else is null) asked = null;
                    else asked?.UnionWith(then is null ? @else! : @else is null ? then : then.Where(@else.Contains));
                    break;
                case For or While:
                    var (always, inside) = Loop(step, IsAsked);
                    if (asked is not null && step is For loop && IsFixed(loop.From) && IsFixed(loop.To))
                    {
                        var bounds = (loop.From, loop.To, loop.Step);
                        if (!ifRun.TryGetValue(bounds, out var set)) ifRun[bounds] = set = [];
                        else if (loop.Carried.Any(c => !IsAsked(c.Result) && set.Contains(c.Result.Id)))
                            inside = Loop(loop, v => IsAsked(v) || set.Contains(v.Id)).Inside;
                        set.UnionWith(inside);
                    }
                    asked?.UnionWith(always);
                    break;
                case Pop s: _popped[s.Storage.Id] = IsAsked(s.Target) && (!_popped.TryGetValue(s.Storage.Id, out var so) || so); break;
                case Push { Value: Var value } s:
                    if (_popped.TryGetValue(s.Storage.Id, out var taken) && taken) asked?.Add(value.Id);
                    break;
                case Throw: asked = null; break;
            }
        }
        return asked;
    }

    // The same wherever it stands.
    private bool IsFixed(Expr bound) => bound is Var or Const || bound is Apply { Op: Op.Length, Args: [Var] } && !_grows
        || bound is Apply { Type.Kind: Kind.Int, Op: Op.Add or Op.Sub or Op.Mul } sum && sum.Args.All(IsFixed);

    /// <summary>What a loop asks for always, and what its body asks for if it runs. It may run no trip at all: then what it carries comes
    /// out as it went in, and its body asks for nothing.</summary>
    private (IEnumerable<int> Always, IEnumerable<int> Inside) Loop(Stmt loop, Func<Var, bool> isAsked)
    {
        var carried = loop.Carries().Where(c => isAsked(c.Result)).ToList();
        var body = loop.Blocks()[0].Block;
        // Asked for in the last trip; in those before it, if the next trip asks for it.
        while (true)
        {
            var asked = Asked(body, carried.Select(c => c.Next));
            var still = carried.Where(c => asked is null || asked.Contains(c.Variable.Id)).ToList();
            if (still.Count == carried.Count)
            {
                var initial = carried.Select(c => c.Initial).OfType<Var>().Select(v => v.Id);
                return (asked is not null && RunsOnce(loop) ? initial.Concat(asked) : initial, asked ?? []);
            }
            carried = still;
        }
    }

    private static bool RunsOnce(Stmt loop) => loop is For { From: Const { Value: var from }, To: Const { Value: var to } } f
        && (f.Step > 0 ? from < to : from > to);

    /// <summary>The operands to which an operation hands its adjoint on, at every point.</summary>
    private static IEnumerable<int> Passed(Let step)
    {
        if (step.Value is Var source) return [source.Id];
        if (step.Value is not Apply { Type.IsReal: true } apply || Rules.Of(apply.Op).Pullback is null) return [];
        // Of variables alone the rule says the same each time: to ask it of each step would be the most of the work here.
        var passes = apply.Args.All(a => a is Var) && apply.Args.Distinct().Count() == apply.Args.Count
            ? OfVariables.GetOrAdd((apply.Op, apply.Type, apply.Args.Select(a => a.Type).ToArray()),
                key => Passes(Variables(key.Types), new Var("y", -2, key.Type), key.Op))
            : Passes([.. apply.Args], step.Target, apply.Op);
        return apply.Args.Select((a, i) => a is Var v && passes[i] ? v.Id : -1).Where(id => id >= 0);
    }

    private static readonly ConcurrentDictionary<(string Op, IrType Type, EquatableArray<IrType> Types), bool[]> OfVariables = new();

    private static Expr[] Variables(EquatableArray<IrType> types) => [.. types.Select((t, i) => new Var("x", i, t))];

    private static bool[] Passes(Expr[] args, Var value, string op) =>
        [.. Rules.Of(op).Pullback!(args, value, new Var("g", -1, value.Type)).Select(contribution => !MayVanish(contribution))];

    // A choice of the rule, not a factor that happens to be zero.
    private static bool MayVanish(Expr contribution) => contribution switch
    {
        { IsZero: true } => true,
        Apply { Op: Op.Select } a => MayVanish(a.Args[1]) || MayVanish(a.Args[2]),
        Apply { Op: Op.Mul or Op.Div or Op.Neg or Op.Cast } a => a.Args.Any(MayVanish),
        Apply { Op: Op.Add or Op.Sub } a => a.Args.All(MayVanish),
        _ => false,
    };
}
