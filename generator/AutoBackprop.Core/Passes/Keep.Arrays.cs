namespace AutoBackprop.Core;

/// <summary>An array that each trip of a loop fills for itself, and that the backward sweep reads, is kept as a whole: the trips
/// fill one after the other's part of one larger array.</summary>
public sealed partial class Keep
{
    private readonly Dictionary<int, (Var Kept, Nest Nest, Allocate Memory)> _arraysKept = [];

    private bool KeepArray(Var array)
    {
        if (_arraysKept.ContainsKey(array.Id)) return true;
        if (!_definitions.TryGetValue(array.Id, out var d) || d.By is not Allocate memory || d.Scope.Nest is not { } nest
            || !memory.Length.Variables().All(v => !_definitions.TryGetValue(v.Id, out var of) || IsInScope(of.Scope))) return false;
        _arraysKept[array.Id] = (fresh.Named("kept_" + array.Name, array.Type, Role.Kept), nest, memory);
        return true;
    }

    private IEnumerable<Stmt> RoomForArrays(Stmt step) => _arraysKept.Values.Where(k => ReferenceEquals(k.Nest.Top, step))
        .Select(k => k.Memory with { Array = k.Kept, Length = Identities.Simplify(k.Nest.Trips.Aggregate((a, b) => a * b) * k.Memory.Length) });

    private Stmt Part(Var array, Rename? rename, Var name)
    {
        var (kept, nest, memory) = _arraysKept[array.Id];
        Expr Of(Expr e) => rename is null ? e : rename.Of(e);
        return new Let(name, new Slice(kept, Of(Identities.Simplify(Position(nest, _bases) * memory.Length)), Of(memory.Length), array.Type));
    }
}
