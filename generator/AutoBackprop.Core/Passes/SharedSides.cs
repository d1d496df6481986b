namespace AutoBackprop.Core;

/// <summary>Costly values that one side of a choice has computed and that come out of it: a later choice by the same condition finds
/// them on the same side.</summary>
public sealed class SharedSides
{
    private const int MostOperations = 8;

    private readonly Dictionary<int, Expr> _meanings = [];
    private readonly Dictionary<(Expr Condition, bool Side), Dictionary<Expr, Var>> _computed = [];
    private readonly Stack<Dictionary<Expr, Var>?> _entered = [];

    public void Enter(Expr condition, bool side) => _entered.Push(condition.IsPure() && _computed.TryGetValue((condition, side), out var known) ? known : null);

    public void Leave() => _entered.Pop();

    /// <summary>What came out of an earlier choice and is the same.</summary>
    public Var? Find(Expr value)
    {
        if (!_entered.Any(e => e is not null) || !IsCostly(value)) return null;
        var meaning = Meaning(value);
        return _entered.OfType<Dictionary<Expr, Var>>().Select(e => e.TryGetValue(meaning, out var known) ? known : null).FirstOrDefault(v => v is not null);
    }

    /// <summary>What a cheap temporary stands for.</summary>
    public void Note(Var target, Expr value)
    {
        if (value is Var || value is Apply && value.IsPure() && !value.IsCostly() && Meaning(value) is var meaning && meaning.Size() <= MostOperations) _meanings[target.Id] = Meaning(value);
    }

    public void Note(If choice)
    {
        if (!choice.Condition.IsPure()) return;
        Note(choice, true, choice.Then, choice.Results.Select(p => (p.Target, p.OnTrue)));
        Note(choice, false, choice.Else, choice.Results.Select(p => (p.Target, p.OnFalse)));
    }

    private void Note(If choice, bool side, Block block, IEnumerable<(Var Target, Expr Value)> results)
    {
        var names = new Dictionary<Expr, Expr>();
        foreach (var (target, value) in results)
            if (value is Var v) names[v] = names[Meaning(v)] = target;
        if (names.Count == 0) return;
        var inside = new HashSet<int>(block.Defined());
        var key = (choice.Condition, side);
        foreach (var let in block.Steps.OfType<Let>().Where(l => IsCostly(l.Value) && names.ContainsKey(l.Target)))
        {
            var outside = Meaning(let.Value).Rewrite(e => e is Var && names.TryGetValue(e, out var name) ? name : null);
            if (outside.Variables().Any(v => inside.Contains(v.Id))) continue;
            if (!_computed.TryGetValue(key, out var known)) _computed[key] = known = [];
            known[outside] = (Var)names[let.Target];
        }
    }

    private static bool IsCostly(Expr value) => value is Apply { Type.IsReal: true } a && Rules.Of(a.Op).IsCostly && value.IsPure();

    private Expr Meaning(Expr value) => value.Rewrite(e => e is Var v && _meanings.TryGetValue(v.Id, out var meaning) ? meaning : null);
}
