namespace AutoBackprop.Core;

/// <summary>Drops what neither a result nor a side effect needs.</summary>
public sealed class RemoveDead
{
    private readonly Dictionary<int, List<Expr>> _sources = [];
    private readonly HashSet<int> _live = [];
    private readonly Stack<Var> _pending = new();
    private HashSet<int> _popped = [];
    private bool _onlyElements;

    public static Method Run(Method method)
    {
        var pass = new RemoveDead { _popped = [.. method.Body.AllSteps().OfType<Pop>().Select(p => p.Storage.Id)] };
        foreach (var result in method.Results) pass.Keep(result);
        pass.Visit(method.Body);
        pass.Propagate();
        return method with { Body = pass.Prune(method.Body) };
    }

    /// <summary>The variables that a result or a side effect needs; of an array it must need more than the length.</summary>
    public static HashSet<int> Live(Method method)
    {
        var pass = new RemoveDead { _onlyElements = true, _popped = [.. method.Body.AllSteps().OfType<Pop>().Select(p => p.Storage.Id)] };
        foreach (var result in method.Results) pass.Keep(result);
        pass.Visit(method.Body);
        pass.Propagate();
        return pass._live;
    }

    private void Keep(Expr expr)
    {
        if (_onlyElements && expr is Apply { Op: Op.Length }) return;
        if (expr is Var v)
        {
            if (_live.Add(v.Id)) _pending.Push(v);
        }
        else
            foreach (var child in expr.Children()) Keep(child);
    }

    private void Visit(Block block)
    {
        foreach (var step in block.Steps)
        {
            switch (step)
            {
                case Let s when s.Value.IsPure() || s.Value is Load: Source(s.Target, s.Value); break;
                case If s:
                    foreach (var p in s.Results) Source(p.Target, p.OnTrue, p.OnFalse, s.Condition);
                    break;
                case For s: Loop(s.Carried); break;
                case While s: Loop(s.Carried); break;
                // Storage is live when something taken from it is; then every push and pop of it stays.
                case Pop s: Source(s.Target, s.Storage); break;
                case Allocate s: Source(s.Array, s.Length); break;
                case Grow s: Source(s.Array, s.Length); break;
                case Push s:
                    Source(s.Storage, s.Value);
                    // Taken back by another method.
                    if (!_popped.Contains(s.Storage.Id)) Keep(s.Storage);
                    break;
                default:
                    foreach (var read in step.Reads()) Keep(read);
                    break;
            }
            if (step is If or For or While && HasEffect(step)) KeepControl(step);
            foreach (var (inner, _) in step.Blocks()) Visit(inner);
            Controls(step);
        }
    }

    private void Loop(EquatableArray<Carried> carried)
    {
        foreach (var c in carried) { Source(c.Variable, c.Initial, c.Next); Source(c.Result, c.Variable); }
    }

    private void Source(Var target, params Expr[] values)
    {
        if (!_sources.TryGetValue(target.Id, out var list)) _sources[target.Id] = list = [];
        list.AddRange(values);
    }

    /// <summary>What stands in a block is run under the block's condition and bounds.</summary>
    private void Controls(Stmt step)
    {
        Expr[] control = step switch { If s => [s.Condition], For s => [s.From, s.To], While s => [s.Condition], _ => [] };
        if (control.Length == 0) return;
        foreach (var (inner, _) in step.Blocks())
            foreach (var v in inner.AllSteps().SelectMany(Touches)) Source(v, control);
        foreach (var v in step.Defines().Concat(step.Enters())) Source(v, control);
    }

    private static IEnumerable<Var> Touches(Stmt step) => step switch
    {
        Pop s => [s.Target, s.Storage],
        Push s => [s.Storage],
        Grow s => [s.Array],
        _ => step.Defines().Concat(step.Enters()),
    };

    private void KeepControl(Stmt step)
    {
        switch (step)
        {
            case If s: Keep(s.Condition); break;
            case For s: Keep(s.From); Keep(s.To); break;
            case While s: Keep(s.Condition); break;
        }
    }

    private static bool HasEffect(Stmt step) => step.Blocks().SelectMany(b => b.Block.AllSteps()).Any(Effects.IsNeeded);

    private void Propagate()
    {
        while (_pending.Count > 0)
            if (_sources.TryGetValue(_pending.Pop().Id, out var sources))
                foreach (var source in sources) Keep(source);
    }

    private Block Prune(Block block) => block with { Steps = block.Steps.SelectMany(Prune).ToArray() };

    private IEnumerable<Stmt> Prune(Stmt step)
    {
        switch (step)
        {
            case Let s when !_live.Contains(s.Target.Id) && (s.Value.IsPure() || s.Value is Load):
            case Push push when !IsLive(push.Storage):
            case Pop pop when !IsLive(pop.Storage):
            case Grow grown when !IsLive(grown.Array):
            case Allocate memory when !IsLive(memory.Array):
                return [];
            case If s:
                var choice = s with { Then = Prune(s.Then), Else = Prune(s.Else),
                    Results = s.Results.Where(p => IsLive(p.Target)).ToArray() };
                return choice.Then.IsEmpty && choice.Else.IsEmpty && choice.Results.Count == 0 ? [] : [choice];
            case For s:
                var counted = s with { Body = Prune(s.Body), Carried = Prune(s.Carried) };
                return counted.Body.IsEmpty && counted.Carried.Count == 0 ? [] : [counted];
            case While s:
                var loop = s with { Body = Prune(s.Body), Carried = Prune(s.Carried) };
                return loop.Body.IsEmpty && !loop.Carried.Any(c => IsLive(c.Result)) ? [] : [loop];
            default:
                return [step];
        }
    }

    private EquatableArray<Carried> Prune(EquatableArray<Carried> carried) =>
        carried.Where(c => IsLive(c.Variable) || IsLive(c.Result)).ToArray();

    private bool IsLive(Var variable) => _live.Contains(variable.Id);
}
