namespace AutoBackprop.Core;

/// <summary>How long arrays and their windows are, in terms of parameters: whole numbers with their definitions put in.</summary>
public sealed class Lengths
{
    private readonly Dictionary<int, Expr> _names = [];
    private readonly Dictionary<int, Expr> _lengths = [];
    private readonly Dictionary<int, Expr> _numbers = [];

    public Lengths(Method method)
    {
        HashSet<int> growing = [.. method.Body.AllSteps().OfType<Grow>().Select(g => g.Array.Id)];
        foreach (var step in method.Body.AllSteps())
            switch (step)
            {
                case Let { Target.Type.IsArray: true } s: _names[s.Target.Id] = s.Value; break;
                case Let { Target.Type.Kind: Kind.Int, Value: Apply or Const or Var } s: _numbers[s.Target.Id] = s.Value; break;
                case Allocate s when !growing.Contains(s.Array.Id): _lengths[s.Array.Id] = s.Length; break;
            }
    }

    public Expr? NameOf(Var array) => _names.TryGetValue(array.Id, out var value) ? value : null;

    public Polynomial Of(Expr number) => Polynomial.Of(Resolved(number), _numbers);

    public Expr Resolved(Expr number) => number.Rewrite(e => e switch
    {
        Apply { Op: Op.Length, Args: [Var array] } => LengthOf(array) is { } length ? Resolved(length) : null,
        Var v when _numbers.TryGetValue(v.Id, out var value) => Resolved(value),
        _ => null,
    });

    private Expr? LengthOf(Var array) => _lengths.TryGetValue(array.Id, out var length) ? length
        : NameOf(array) switch { Slice s => s.Length, Var same => LengthOf(same) ?? Ops.Length(same), _ => null };
}
