namespace AutoBackprop.Core;

/// <summary>Numbers that are the same in all lanes, as vectors: made where the number is, once.</summary>
public sealed class LaneBroadcasts(Fresh fresh, IrType vector, Var index)
{
    private readonly Dictionary<int, List<Stmt>> _homes = [];        // where a number of the body is defined
    private readonly Dictionary<int, Const> _constants = [];
    private readonly Dictionary<Expr, Var> _known = [];
    private readonly List<Stmt> _before = [];

    /// <summary>Those of numbers outside the loop, to be made before it.</summary>
    public IEnumerable<Stmt> Before => _before;

    /// <summary>A number of the body is defined in these steps.</summary>
    public void Define(Var number, List<Stmt> home) => _homes[number.Id] = home;

    /// <summary>A number of the body is known.</summary>
    public void Define(Var number, Const constant) => _constants[number.Id] = constant;

    public Expr Of(Expr number)
    {
        if (number is Const) return Create(number);
        if (number is Var named && _constants.TryGetValue(named.Id, out var constant)) return Create(constant);
        if (_known.TryGetValue(number, out var known)) return known;
        var owners = number.Variables().Where(v => v.Equals(index) || _homes.ContainsKey(v.Id)).ToList();
        if (owners.Count == 0)
        {
            _before.Add(new Let(_known[number] = fresh.Hidden(vector), Create(number)));
            return _known[number];
        }
        if (number is not Var owner || owner.Equals(index)) return Create(number);
        var home = _homes[owner.Id];
        var at = home.FindIndex(s => s.Defines().Contains(owner));
        home.Insert(at + 1, new Let(_known[number] = fresh.Hidden(vector), Create(number)));
        return _known[number];
    }

    public Expr Create(Expr number) => new Apply(Op.Broadcast, new[] { number }, vector);
}
