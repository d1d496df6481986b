namespace AutoBackprop.Core;

/// <summary>A choice in which each lane adds to a row that only it knows, the centroid that is nearest: lane after lane, each along its
/// row, since elements side by side are found at once, and those of eight rows one by one.</summary>
/// <param name="lanes">How many.</param>
/// <param name="scalar">What an expression is in the first lane.</param>
/// <param name="numbers">The variables that are numbers, as they are in the first lane.</param>
/// <param name="vectors">The variables that are vectors.</param>
/// <param name="isNamed">The array is a name that the loop's body gives.</param>
public sealed class LaneByLane(int lanes, Spread spread, Fresh fresh, Func<Expr, Expr> scalar,
    IReadOnlyDictionary<int, Var> numbers, IReadOnlyDictionary<int, Expr> vectors, Func<Var, bool> isNamed)
{
    /// <summary>Null where the choice is none of that kind.</summary>
    public Stmt? Of(If s)
    {
        if (s.Results.Count > 0 || !s.Else.IsEmpty || !s.Then.Steps.OfType<For>().Any(AddsToRow)) return null;
        var steps = s.Self().ToList();
        if (!steps.All(x => x is Comment or Let { Target.Type.IsArray: false } or If or For { Step: 1 or -1 } or Store or Accumulate)
            || steps.SelectMany(Effects.Touched).Any(a => a is not Var array || spread.IsPrivate(array) || isNamed(array))) return null;

        var lane = fresh.Hidden(IrType.Int);
        var (rename, each) = (new Rename(fresh.Version), new List<Stmt>());
        var inside = new HashSet<int>(steps.SelectMany(x => x.Defines().Concat(x.Enters())).Select(v => v.Id));
        var outer = steps.SelectMany(x => x.ReadsAround()).SelectMany(r => r.Variables()).Distinct().Where(v => !inside.Contains(v.Id));
        foreach (var v in outer)
            if (numbers.TryGetValue(v.Id, out var known) && spread.Stride(v) is { } stride)
                rename.Substitute(v, stride.IsZero ? known : Own(v, known + lane * scalar(stride)));
            else if (vectors.TryGetValue(v.Id, out var all))
            {
                if (v.Type.Kind is not (Kind.Double or Kind.Float or Kind.Int)) return null;
                rename.Substitute(v, Own(v, Library.Lanes("Of", [all, lane], v.Type)));
            }
        each.Add(rename.Of(s));
        return new For(lane, Const.Int(0), Const.Int(lanes), 1, default, new Block(each));

        Var Own(Var of, Expr value)
        {
            var own = fresh.Version(of);
            each.Add(new Let(own, Identities.Simplify(value)));
            return own;
        }
    }

    /// <summary>Whatever its lane chose, the loop goes from an element to the next.</summary>
    private bool AddsToRow(For loop)
    {
        var definitions = LoopFacts.IndexDefinitions(loop);
        return loop.Body.Steps.OfType<Accumulate>().Any(a => a.Indices.Any(i => spread.Stride(i) is null)
            && Affine.Of(a.Indices[a.Indices.Count - 1], loop.Index, definitions) is { Coefficient: 1 });
    }
}
