namespace AutoBackprop;

/// <summary>What the object is, for the derivative of one of its methods: see <see cref="DifferentiableAttribute.Receiver"/>.</summary>
public enum Receiver
{
    /// <summary>Active in a struct, constant in a class or interface.</summary>
    Default,

    /// <summary>A parameter like any other of its type: its gradient comes first, and is called <c>gradThis</c>.</summary>
    Active,

    /// <summary>Data: no derivative with respect to its members.</summary>
    Constant,
}
