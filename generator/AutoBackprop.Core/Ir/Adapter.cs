namespace AutoBackprop.Core;

/// <summary>A method of the generated file through which the body calls one of another assembly that takes or returns structs: numbers
/// in, numbers out, and the same for its backward.</summary>
/// <param name="Name">How the body calls it; that of its backward has "Backward" behind it.</param>
/// <param name="Value">C# of the call, with a <see cref="Opaque.Hole"/> for each argument.</param>
/// <param name="Backward">C# of the backward's name, with the first hole where it is a member of its first argument.</param>
/// <param name="IsOfFirst">It is such a member.</param>
/// <param name="Parameters">What the method takes, the object that it belongs to first.</param>
public sealed record Adapter(string Name, string Value, string Backward, bool IsOfFirst, EquatableArray<Parameter> Parameters,
    Shape Result);
