namespace AutoBackprop.Tests.Programs;

internal enum Sort { Real, Single, Int, Bool, Pair, Struct, Function, List, Grid, Object, Pose, Sum, Shape, Vector }

/// <summary>A variable of a random program.</summary>
internal sealed record Variable(string Name, Sort Sort, bool IsAssignable = true)
{
    /// <summary>Stands for a place elsewhere: no inner function may see it.</summary>
    public bool IsReference { get; init; }
}

/// <summary>An array or span. Every index below Least is in it; Extent is its length as text.</summary>
internal sealed record Memory(string Name, string Extent, int Least, bool IsWritable, bool IsArray, Sort Element = Sort.Real)
{
    /// <summary>Lies on the stack, or in a parameter: may not leave the method.</summary>
    public bool IsLocal { get; init; }
}

/// <summary>An index that runs over everything of this extent, from First on.</summary>
internal sealed record Counter(string Name, string Extent, int First = 0);

/// <summary>What a block of a random program can see. C# lets sibling blocks share a name, but never a block and one around it.</summary>
internal sealed class BlockScope(BlockScope? outer)
{
    private readonly List<Variable> _variables = [];
    private readonly List<Memory> _memories = [];
    private readonly List<Counter> _counters = [];
    private readonly HashSet<string> _taken = [];

    public bool InLoop { get; init; } = outer?.InLoop ?? false;
    public bool InSwitch { get; init; } = outer?.InSwitch ?? false;
    public int Loops { get; init; } = outer?.Loops ?? 0;
    public int Depth { get; } = outer is null ? 0 : outer.Depth + 1;

    public IEnumerable<Variable> Variables => outer is null ? _variables : _variables.Concat(outer.Variables);
    public IEnumerable<Memory> Memories => outer is null ? _memories : _memories.Concat(outer.Memories);
    public IEnumerable<Counter> Counters => outer is null ? _counters : _counters.Concat(outer.Counters);

    public bool IsFree(string name) => !_taken.Contains(name) && (outer?.IsFreeOutside(name) ?? true);

    public void Take(string name)
    {
        for (var scope = this; scope is not null; scope = scope.Outer) scope._taken.Add(name);
    }

    public Variable Add(Variable variable)
    {
        Take(variable.Name);
        _variables.Add(variable);
        return variable;
    }

    public Memory Add(Memory memory)
    {
        Take(memory.Name);
        _memories.Add(memory);
        return memory;
    }

    public void Add(Counter counter)
    {
        Take(counter.Name);
        _counters.Add(counter);
    }

    public void Forget(Memory memory) => _memories.Remove(memory);

    private BlockScope? Outer => outer;

    private bool IsFreeOutside(string name) =>
        _variables.All(v => v.Name != name) && _memories.All(m => m.Name != name) && _counters.All(c => c.Name != name)
            && !_own.Contains(name) && (outer?.IsFreeOutside(name) ?? true);

    private readonly HashSet<string> _own = [];

    /// <summary>A name of this block that nothing else uses.</summary>
    public string Own(string name)
    {
        Take(name);
        _own.Add(name);
        return name;
    }
}
