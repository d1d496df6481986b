namespace AutoBackprop.Core;

/// <summary>Makes new variables for one method.</summary>
public sealed class Fresh(int nextId)
{
    public int NextId { get; private set; } = nextId;

    /// <summary>A temporary of ours.</summary>
    public Var Hidden(IrType type) => Hidden(NextId.ToString(System.Globalization.CultureInfo.InvariantCulture), type);

    /// <summary>A temporary of ours, with a word for readers.</summary>
    public Var Hidden(string word, IrType type) => new(Var.Mark + word, NextId++, type) { IsHidden = true };

    /// <summary>A variable of the user.</summary>
    public Var Named(string name, IrType type) => new(name, NextId++, type);

    public Var Named(string name, IrType type, Role role) => new(name, NextId++, type) { Role = role };

    /// <summary>Another version of the same variable.</summary>
    public Var Version(Var of) => of with { Id = NextId++ };

    /// <summary>The same variable, of another type.</summary>
    public Var Version(Var of, IrType type) => new(of.Name, NextId++, type) { Role = of.Role, IsHidden = of.IsHidden };

    /// <summary>A variable of ours that goes with one of the user's, or with its adjoint.</summary>
    public Var Beside(Var of, string name, IrType type) => Named(name, type, of.Role == Role.Adjoint ? Role.Adjoint : Role.Auxiliary);

    /// <summary>The adjoint of a variable: grad_ and the user's name, unchanged.</summary>
    public Var Adjoint(Var of) => Adjoint(of, of.Type);

    /// <summary>The tangent of a variable.</summary>
    public Var Tangent(Var of) => Tangent(of, of.Type);

    public Var Tangent(Var of, IrType type) => new("tangent_" + of.Name, NextId++, type) { Role = Role.Tangent, IsHidden = of.IsHidden };

    public Var Adjoint(Var of, IrType type) => new("grad_" + of.Name, NextId++, type) { Role = Role.Adjoint, IsHidden = of.IsHidden };
}
