namespace AutoBackprop.Tests;

internal enum RandomKind { Real, Int, Bool, Pair }

internal sealed record RandomLocal(string Name, RandomKind Kind, bool IsAssignable = true);

/// <summary>The names of a block of a random program. C# lets sibling blocks share a name, but never a block and one around it.</summary>
internal sealed class ProgramScope(ProgramScope? outer)
{
    private readonly List<RandomLocal> _locals = [];
    private readonly HashSet<string> _taken = [];

    public bool InLoop { get; init; } = outer?.InLoop ?? false;
    public bool InSwitch { get; init; } = outer?.InSwitch ?? false;
    public int Depth { get; } = outer is null ? 0 : outer.Depth + 1;
    public int Loops { get; init; } = outer?.Loops ?? 0;

    public IEnumerable<RandomLocal> Visible => outer is null ? _locals : _locals.Concat(outer.Visible);

    public bool IsFree(string name) => !_taken.Contains(name) && Visible.All(l => l.Name != name);

    public RandomLocal Declare(string name, RandomKind kind, bool isAssignable = true)
    {
        for (var scope = this; scope is not null; scope = scope.Outer) scope._taken.Add(name);
        var local = new RandomLocal(name, kind, isAssignable);
        _locals.Add(local);
        return local;
    }

    private ProgramScope? Outer => outer;
}
