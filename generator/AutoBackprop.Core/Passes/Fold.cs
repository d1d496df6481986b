namespace AutoBackprop.Core;

/// <summary>Writes a temporary of ours that is used once where it is used, and a choice between expressions as one
/// expression: the code then reads as a person would write it. Last pass; nothing is moved into a loop.</summary>
public sealed class Fold
{
    private const int LongestExpression = 12;

    private readonly Fresh _fresh;
    private readonly Dictionary<int, int> _reads = [];
    private readonly Dictionary<int, int> _loopOfRead = [];
    private readonly Dictionary<int, Expr> _folded = [];
    private int _loop;
    private int _loops;

    private Fold(Fresh fresh) => _fresh = fresh;

    public static Method Run(Method method)
    {
        var pass = new Fold(new Fresh(method.NextId));
        pass.Count(method.Body);
        foreach (var result in method.Results) pass.Count(result);
        (pass._loop, pass._loops) = (0, 0);
        var body = pass.Of(method.Body);
        return method with { Body = body, Results = method.Results.Map(pass.Of), NextId = pass._fresh.NextId };
    }

    // ── where each variable is read ──────────────────────────────────────────────────────────────────────────

    private void Count(Expr expr)
    {
        foreach (var v in expr.Variables())
        {
            _reads[v.Id] = _reads.TryGetValue(v.Id, out var n) ? n + 1 : 1;
            _loopOfRead[v.Id] = _loop;
        }
    }

    private void Count(Block block)
    {
        foreach (var step in block.Steps)
        {
            foreach (var read in step.Reads()) Count(read);
            if (step is If { Results: var results })
                foreach (var p in results) { Joins(p.Target, p.OnTrue); Joins(p.Target, p.OnFalse); }
            foreach (var (inner, atEnd) in step.Blocks())
            {
                var outer = _loop;
                if (step is not If) _loop = ++_loops;
                Count(inner);
                foreach (var read in atEnd) Count(read);
                _loop = outer;
            }
            // Once more: what a while loop asks every time is computed before it.
            if (step is While w) Count(w.Condition);
        }
    }

    // An adjoint that only comes out of a branch under its own name.
    private void Joins(Var target, Expr source)
    {
        if (source is Var v && v.IsVersionOf(target) && v.Role == Role.Adjoint) _joining.Add(v.Id);
    }

    private readonly HashSet<int> _joining = [];

    // ── rewriting ────────────────────────────────────────────────────────────────────────────────────────────

    private Expr Of(Expr expr) => expr.Rewrite(e => e is Var v && _folded.TryGetValue(v.Id, out var by) ? by : null);

    private Block Of(Block block)
    {
        var steps = new List<Stmt>();
        foreach (var step in block.Steps) Of(step, steps);
        return block with { Steps = steps };
    }

    private Block InLoop(Block block)
    {
        var outer = _loop;
        _loop = ++_loops;
        var result = Of(block);
        _loop = outer;
        return result;
    }

    private void Of(Stmt step, List<Stmt> steps)
    {
        switch (step)
        {
            case Let s: Define(s.Target, Of(s.Value), steps); break;
            case If s: Choose(s, steps); break;
            case For s:
                var (from, to, carried) = (Of(s.From), Of(s.To), s.Carried.Map(c => c with { Initial = Of(c.Initial) }));
                var body = InLoop(s.Body);
                steps.Add(new For(s.Index, from, to, s.Step, carried.Map(c => c with { Next = Of(c.Next) }), body));
                break;
            case While s:
                carried = s.Carried.Map(c => c with { Initial = Of(c.Initial) });
                body = InLoop(s.Body);
                steps.Add(new While(carried.Map(c => c with { Next = Of(c.Next) }), Of(s.Condition), body));
                break;
            default: steps.Add(step.MapReads(Of)); break;
        }
    }

    private void Define(Var target, Expr value, List<Stmt> steps)
    {
        if ((target.IsHidden || _joining.Contains(target.Id)) && value.IsPure() && value.Size() <= LongestExpression
            && _reads.TryGetValue(target.Id, out var n) && n == 1 && _loopOfRead[target.Id] == _loop)
            _folded[target.Id] = value;
        else
            steps.Add(new Let(target, value));
    }

    private void Choose(If s, List<Stmt> steps)
    {
        var condition = Of(s.Condition);
        var (then, @else) = (Of(s.Then), Of(s.Else));
        var results = s.Results.Map(p => p with { OnTrue = Of(p.OnTrue), OnFalse = Of(p.OnFalse) });
        if (!then.IsEmpty || !@else.IsEmpty || results.Any(p => p.OnTrue.Size() + p.OnFalse.Size() > LongestExpression))
        {
            steps.Add(new If(condition, then, @else, results));
            return;
        }
        if (results.Count > 1 && condition.Size() > 3)
        {
            var choice = _fresh.Hidden(IrType.Bool);
            steps.Add(new Let(choice, condition));
            condition = choice;
        }
        foreach (var p in results) Define(p.Target, Identities.Simplify(Ops.Select(condition, p.OnTrue, p.OnFalse)), steps);
    }
}
