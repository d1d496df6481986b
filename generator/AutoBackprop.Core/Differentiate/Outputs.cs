namespace AutoBackprop.Core;

/// <summary>Results that are arrays or lists: the adjoints of their elements are handed in, and the shadow of the memory that
/// they are made of begins with these.</summary>
public sealed class Outputs
{
    private readonly Dictionary<int, (Var Memory, Var Seed)> _known;

    public Outputs(Method method, Fresh fresh) => _known = method.Outputs.Select((o, i) => (o, i))
        .ToDictionary(p => p.o.Value.Id, p =>
            (p.o.Memory, fresh.Named($"seeds{p.i}", IrType.ReadOnlySpanOf(p.o.Memory.Type.Element!), Role.Seed)));

    /// <summary>The adjoints of a result, as a parameter; null for one that is a number or has none.</summary>
    public Var? SeedOf(Expr result) => result is Var v && _known.TryGetValue(v.Id, out var known) ? known.Seed : null;

    /// <summary>A result is that long: whether as many adjoints came is asked before anything is added to a gradient.</summary>
    public IEnumerable<Stmt> Beside(Stmt step, Activity activity, Shadows shadows) => step is not Allocate { Array: var memory } ? []
        : _known.Values.Where(k => k.Memory.Equals(memory))
            .Select(k => activity.IsActive(memory) ? Library.Seeded(k.Seed, shadows.Of(memory)) : Library.AsMany(k.Seed, memory)).ToList();

    /// <summary>The length of a result shows after this step.</summary>
    public bool IsBefore(Block block, int at) =>
        _known.Count > 0 && block.Steps.Skip(at + 1).Any(s => s is Allocate a && _known.Values.Any(k => k.Memory.Equals(a.Array)));
}
