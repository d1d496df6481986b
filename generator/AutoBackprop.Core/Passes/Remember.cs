namespace AutoBackprop.Core;

/// <summary>An element that was just read or written is not read again, and not written where the next write covers it.</summary>
public sealed class Remember
{
    private readonly Fresh _fresh;
    private readonly Arrays _arrays;
    private readonly Windows _windows;
    private readonly Effects _effects;
    private readonly bool _writes;

    private sealed record Element(Var Array, EquatableArray<Expr> Indices);

    private Remember(Method method, bool writes)
    {
        (_fresh, _arrays, _writes) = (new Fresh(method.NextId), new Arrays(method), writes);
        (_windows, _effects) = (_arrays.Windows, new Effects(_arrays));
    }

    public static Method Reads(Method method) => Run(method, writes: false);

    /// <summary>Writes as well: once nothing is differentiated any more.</summary>
    public static Method ReadsAndWrites(Method method) => Run(method, writes: true);

    private static Method Run(Method method, bool writes)
    {
        var pass = new Remember(method, writes);
        var body = pass.Of(method.Body, []);
        return method with { Body = body, NextId = pass._fresh.NextId };
    }

    private Block Of(Block block, Dictionary<Element, Expr> known)
    {
        var steps = new List<Stmt>();
        foreach (var step in block.Steps) Of(step, steps, known);
        return block with { Steps = _writes ? Written(steps) : steps };
    }

    private void Of(Stmt step, List<Stmt> steps, Dictionary<Element, Expr> known)
    {
        switch (step)
        {
            case Let { Value: Load { Array: Var array } load } s when !s.Target.Type.IsArray:
                var element = new Element(array, load.Indices);
                if (known.TryGetValue(element, out var value)) steps.Add(s with { Value = value });
                else
                {
                    steps.Add(s);
                    known[element] = s.Target;
                }
                break;
            case Store { Array: Var array } s:
                element = new Element(array, s.Indices);
                Forget(known, element);
                if (s.Value.IsAtom) known[element] = s.Value;
                steps.Add(s);
                break;
            case Accumulate { Array: Var array } s:
                element = new Element(array, s.Indices);
                if (_writes && known.TryGetValue(element, out value))
                {
                    var sum = _fresh.Hidden(s.Value.Type);
                    steps.Add(new Let(sum, value is Const { Value: 0 } ? s.Value : value + s.Value));
                    steps.Add(new Store(array, s.Indices, sum));
                    Forget(known, element);
                    known[element] = sum;
                }
                else
                {
                    steps.Add(s);
                    Forget(known, element);
                }
                break;
            case If s:
                steps.Add(s with { Then = Of(s.Then, new(known)), Else = Of(s.Else, new(known)) });
                Forget(known, s);
                break;
            case For s:
                Forget(known, s);
                steps.Add(s with { Body = Of(s.Body, new(known)) });
                break;
            case While s:
                Forget(known, s);
                steps.Add(s with { Body = Of(s.Body, new(known)) });
                break;
            default:
                Forget(known, step);
                steps.Add(step);
                break;
        }
    }

    private void Forget(Dictionary<Element, Expr> known, Element written)
    {
        foreach (var e in known.Keys.ToList())
            if (!_windows.AreApart(e.Array, e.Indices, written.Array, written.Indices)) known.Remove(e);
    }

    private void Forget(Dictionary<Element, Expr> known, Stmt step)
    {
        if (known.Count == 0) return;
        foreach (var inner in step.Self())
            foreach (var e in known.Keys.ToList())
                if (_effects.Writes(inner, _arrays.Root(e.Array))
                    && !(Effects.Place(inner) is { Array: Var array } && !e.Array.Equals(array)
                    && _windows.AreApart(e.Array, array))) known.Remove(e);
    }

    /// <summary>Without writes that the next one covers.</summary>
    private List<Stmt> Written(List<Stmt> steps)
    {
        var result = new List<Stmt>();
        for (var i = 0; i < steps.Count; i++)
            if (!(steps[i] is Store { Array: Var array } s && IsCovered(new Element(array, s.Indices), steps, i + 1))) result.Add(steps[i]);
        return result;
    }

    private bool IsCovered(Element element, List<Stmt> steps, int from)
    {
        for (var i = from; i < steps.Count; i++)
            switch (steps[i])
            {
                case Store { Array: Var a } s when new Element(a, s.Indices).Equals(element): return true;
                case Let { Value: Load { Array: Var a } load } when _windows.AreApart(a, load.Indices, element.Array, element.Indices):
                    break;
                case Accumulate { Array: Var a } s when _windows.AreApart(a, s.Indices, element.Array, element.Indices): break;
                case Let { Value: not Load } let when let.Value.IsPure() && !let.Target.Type.IsArray && !Loads(let.Value): break;
                case Store { Array: Var } or Comment: break;
                default: return false;
            }
        return false;
    }

    private static bool Loads(Expr e) => e is Load || e.Children().Any(Loads);
}
