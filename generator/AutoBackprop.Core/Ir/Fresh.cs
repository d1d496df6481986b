namespace AutoBackprop.Core;

/// <summary>Makes new variables for one method.</summary>
public sealed class Fresh(int nextId)
{
    public int NextId { get; private set; } = nextId;

    /// <summary>A temporary of ours.</summary>
    public Var Hidden(IrType type) => new($"#{NextId}", NextId++, type);

    public Var Named(string name, IrType type) => new(name, NextId++, type);

    /// <summary>Another version of the same variable.</summary>
    public Var Version(Var of) => new(of.Name, NextId++, of.Type);

    /// <summary>The adjoint of a variable: grad_ and the user's name, unchanged.</summary>
    public Var Adjoint(Var of) => new("grad_" + of.Name, NextId++, of.Type);
}
