namespace AutoBackprop.Core;

/// <summary>Costly values that one side of a choice has computed and that come out of it: a later choice by the same condition finds
/// them on the same side.</summary>
public sealed class SharedSides
{
    private const int MostOperations = 8;

    private readonly Dictionary<int, Expr> _meanings = [];
    private readonly List<(Expr Condition, bool Side, Expr Value, Var As)> _computed = [];
    private readonly Stack<(Expr Condition, bool Side)> _entered = [];

    /// <summary>A block begins: what is found in it is not seen after it.</summary>
    public int Open() => _computed.Count;

    public void Close(int opened) => _computed.RemoveRange(opened, _computed.Count - opened);

    public void Enter(Expr condition, bool side) => _entered.Push((condition, side));

    public void Leave() => _entered.Pop();

    /// <summary>What came out of an earlier choice and is the same.</summary>
    public Var? Find(Expr value)
    {
        if (_computed.Count == 0 || _entered.Count == 0 || !IsCostly(value)) return null;
        var meaning = Meaning(value);
        return _computed.Find(c => c.Value.Equals(meaning) && _entered.Contains((c.Condition, c.Side))).As;
    }

    /// <summary>What a cheap temporary stands for.</summary>
    public void Note(Var target, Expr value)
    {
        if (value is not Var && (value is not Apply || !value.IsPure() || value.IsCostly())) return;
        var meaning = Meaning(value);
        if (meaning.Size() <= MostOperations) _meanings[target.Id] = meaning;
    }

    public void Note(If choice)
    {
        if (!choice.Condition.IsPure()) return;
        Note(choice.Condition, true, choice.Then, choice.Results.Select(p => (p.Target, p.OnTrue)));
        Note(choice.Condition, false, choice.Else, choice.Results.Select(p => (p.Target, p.OnFalse)));
    }

    private void Note(Expr condition, bool side, Block block, IEnumerable<(Var Target, Expr Value)> results)
    {
        var names = new Dictionary<Expr, Expr>();
        foreach (var (target, value) in results)
            if (value is Var v) names[v] = names[Meaning(v)] = target;
        if (names.Count == 0) return;
        var inside = new HashSet<int>(block.Defined());
        foreach (var let in block.Steps.OfType<Let>().Where(l => IsCostly(l.Value) && names.ContainsKey(l.Target)))
        {
            var outside = Meaning(let.Value).Rewrite(e => e is Var && names.TryGetValue(e, out var name) ? name : null);
            if (!outside.Variables().Any(v => inside.Contains(v.Id))) _computed.Add((condition, side, outside, (Var)names[let.Target]));
        }
    }

    private static bool IsCostly(Expr value) => value is Apply { Type.IsReal: true } a && Rules.Of(a.Op).IsCostly && value.IsPure();

    private Expr Meaning(Expr value) => value.Rewrite(e => e is Var v && _meanings.TryGetValue(v.Id, out var meaning) ? meaning : null);
}
