namespace AutoBackprop.Core;

/// <summary>The C# side of a value: a scalar, or a tuple of such.</summary>
/// <param name="Name">Element name within a tuple.</param>
/// <param name="Items">Empty for a scalar.</param>
public sealed record Shape(IrType Type, string Name, EquatableArray<Shape> Items, bool IsActive)
{
    public bool IsTuple => Items.Count > 0;
    public IEnumerable<Shape> Leaves => IsTuple ? Items.SelectMany(i => i.Leaves) : [this];
    public bool HasActive => Leaves.Any(l => l.IsActive);
}

/// <summary>A parameter of the user's method.</summary>
/// <param name="Modifier">"in " or nothing.</param>
/// <param name="Default">" = 0.1" or nothing.</param>
public sealed record Parameter(string Name, string Modifier, string Default, Shape Shape);

/// <summary>Everything the back end knows of one [Differentiable] method: no symbol, no syntax, no location.</summary>
/// <param name="Types">Headers of the types around the method, outermost first: "partial class Model".</param>
/// <param name="Modifiers">"public static".</param>
/// <param name="TypeParameters">Of a refused generic method.</param>
/// <param name="Body">Null when the method was refused: the signature is emitted all the same.</param>
/// <param name="Callees">Methods that are called, not inlined: recursive ones.</param>
/// <param name="Prefix">Begins the names of private members; tells overloads apart.</param>
/// <param name="Aliases">Type names (Math, MathF, ...) that mean ours at this place.</param>
public sealed record Model(
    string Hint, string Namespace, EquatableArray<string> Types, string Modifiers, string Name, string TypeParameters,
    EquatableArray<Parameter> Parameters, Shape? Result, bool Gradient, bool Backward,
    Method? Body, EquatableArray<Method> Callees, EquatableArray<string> Aliases, string Prefix);
