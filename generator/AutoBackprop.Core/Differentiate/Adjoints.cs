namespace AutoBackprop.Core;

/// <summary>The current adjoint of each variable while a block is swept backwards. A loop hands the adjoints of what is
/// defined outside it from iteration to iteration; a branch changes a copy, merged afterwards.</summary>
public sealed class Adjoints
{
    private readonly Dictionary<int, Expr> _current = [];
    private readonly Adjoints? _outer;
    private readonly HashSet<int>? _definedInLoop;
    private readonly bool _fromZero;
    private readonly Fresh _fresh;

    private Adjoints(Fresh fresh, Adjoints? outer, HashSet<int>? definedInLoop, bool fromZero) =>
        (_fresh, _outer, _definedInLoop, _fromZero) = (fresh, outer, definedInLoop, fromZero);

    public Adjoints(Fresh fresh) : this(fresh, null, null, false) { }

    /// <summary>What a loop body adds to from outside: the accumulator inside, and the variable it belongs to.</summary>
    public List<(Var Of, Var Inside, Expr Initial)> Accumulators { get; } = [];

    /// <summary>Variables whose adjoint this branch changed.</summary>
    public Dictionary<int, Var> Changed { get; } = [];

    public Adjoints ForBranch() => new(_fresh, this, null, false);

    /// <param name="fromZero">The loop's sums start at 0 and are added to the outer adjoints later.</param>
    public Adjoints ForLoop(HashSet<int> definedInLoop, bool fromZero = false) => new(_fresh, this, definedInLoop, fromZero);

    public Expr? Of(Var variable)
    {
        if (_current.TryGetValue(variable.Id, out var known)) return known;
        if (_outer is null) return null;
        if (_definedInLoop is null) return _outer.Of(variable);
        if (_definedInLoop.Contains(variable.Id)) return null;

        var inside = _fresh.Adjoint(variable);
        Accumulators.Add((variable, inside, (_fromZero ? null : _outer.Of(variable)) ?? new Const(0, variable.Type)));
        return _current[variable.Id] = inside;
    }

    public void Set(Var variable, Expr adjoint)
    {
        _current[variable.Id] = adjoint;
        Changed[variable.Id] = variable;
    }

    /// <summary>The adjoint of a variable at its definition, after which nobody asks for it.</summary>
    public Expr? Take(Var variable)
    {
        var adjoint = Of(variable);
        _current.Remove(variable.Id);
        Changed.Remove(variable.Id);
        return adjoint;
    }
}
