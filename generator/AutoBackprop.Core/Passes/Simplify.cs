namespace AutoBackprop.Core;

/// <summary>Passes copies and constants on, applies <see cref="Identities"/>, and drops choices and carried values that
/// do not vary. What the user named stays.</summary>
public sealed class Simplify
{
    private readonly Dictionary<int, Expr> _known = [];
    private readonly Dictionary<int, Expr> _lengths = [];
    private readonly HashSet<int> _growing;

    private Simplify(Method method) => _growing = [.. method.Body.AllSteps().OfType<Grow>().Select(g => g.Array.Id)];

    public static Method Run(Method method)
    {
        var pass = new Simplify(method);
        var body = pass.Of(method.Body);
        return method with { Body = body, Results = method.Results.Map(pass.Of) };
    }

    private Expr Of(Expr expr) => Identities.Simplify(expr.Rewrite(e => e switch
    {
        Var v => _known.TryGetValue(v.Id, out var by) ? by : null,
        // How long our own arrays and windows are, we know without them.
        Apply { Op: Op.Length, Args: [Var array] } =>
            _lengths.TryGetValue((_known.TryGetValue(array.Id, out var by) ? (Var)by : array).Id, out var length) ? length : null,
        _ => null,
    }));

    private Block Of(Block block)
    {
        var steps = new List<Stmt>();
        foreach (var step in block.Steps) Of(step, steps);
        return block with { Steps = steps };
    }

    private void Of(Stmt step, List<Stmt> steps)
    {
        switch (step)
        {
            case Let s:
                var value = Of(s.Value);
                if (value is Slice window && IsKnownLength(window.Length)) _lengths[s.Target.Id] = window.Length;
                if (value is Var { Type.IsArray: true } alias && _lengths.TryGetValue(alias.Id, out var known))
                    _lengths[s.Target.Id] = known;
                if (s.Target.IsHidden && value is Apply { Op: Op.Length }
                    || value.IsAtom && (s.Target.IsHidden || IsZeroAdjoint(s.Target, value)
                    || value is Var v && v.IsVersionOf(s.Target))) _known[s.Target.Id] = value;
                else steps.Add(new Let(s.Target, value));
                break;
            case If s: Choose(s, steps); break;
            case For s:
                var carried = Enter(s.Carried);
                steps.Add(Leave(s with { From = Of(s.From), To = Of(s.To), Body = Of(s.Body) }, carried,
                    (f, c) => ((For)f) with { Carried = c }));
                break;
            case While s:
                carried = Enter(s.Carried);
                var condition = Of(s.Condition);
                if (condition is Const { Value: 0 })
                    foreach (var c in carried) _known[c.Result.Id] = c.Initial;
                else
                    steps.Add(Leave(s with { Condition = condition, Body = Of(s.Body) }, carried,
                        (w, c) => ((While)w) with { Carried = c }));
                break;
            case Allocate s:
                var memory = (Allocate)s.MapReads(Of);
                if (IsKnownLength(memory.Length) && !_growing.Contains(s.Array.Id)) _lengths[s.Array.Id] = memory.Length;
                steps.Add(memory);
                break;
            default: steps.Add(step.MapReads(Of)); break;
        }
    }

    private static bool IsKnownLength(Expr length) => length is Const or Var or Apply { Op: Op.Length, Args: [Var] };

    private static bool IsZeroAdjoint(Var target, Expr value) => value.IsZero && target.Role is Role.Adjoint or Role.Tangent;

    private void Choose(If s, List<Stmt> steps)
    {
        var condition = Of(s.Condition);
        if (condition is Const known)
        {
            foreach (var step in (known.Value != 0 ? s.Then : s.Else).Steps) Of(step, steps);
            foreach (var p in s.Results) _known[p.Target.Id] = Of(known.Value != 0 ? p.OnTrue : p.OnFalse);
            return;
        }
        var (then, @else) = (Of(s.Then), Of(s.Else));
        var results = new List<Phi>();
        foreach (var phi in s.Results.Map(p => p with { OnTrue = Of(p.OnTrue), OnFalse = Of(p.OnFalse) }))
        {
            if (phi.OnTrue.Equals(phi.OnFalse) && phi.OnTrue.IsAtom) _known[phi.Target.Id] = phi.OnTrue;
            else results.Add(phi);
        }
        if (then.IsEmpty && @else.IsEmpty && results.Count == 0)
        {
            if (Failing.May(condition)) steps.Add(Failing.Evaluate(condition));
            return;
        }
        steps.Add(condition is Apply { Op: Op.Not } not && !@else.IsEmpty
            ? new If(not.Args[0], @else, then, results.Select(p => new Phi(p.Target, p.OnFalse, p.OnTrue)).ToArray())
            : new If(condition, then, @else, results));
    }

    private List<Carried> Enter(EquatableArray<Carried> carried)
    {
        var entered = carried.Select(c => c with { Initial = Of(c.Initial) }).ToList();
        foreach (var c in entered.Where(c => IsConstant(c) && c.Initial.IsAtom).ToList())
        {
            _known[c.Variable.Id] = _known[c.Result.Id] = c.Initial;
            entered.Remove(c);
        }
        return entered;
    }

    private static bool IsConstant(Carried c) => c.Next.Equals(c.Variable) || (c.Next is Const && c.Next.Equals(c.Initial));

    private T Leave<T>(T loop, List<Carried> carried, Func<T, EquatableArray<Carried>, T> with) where T : Stmt =>
        with(loop, carried.Select(c => c with { Next = Of(c.Next) }).ToArray());
}
