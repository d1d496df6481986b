
namespace AutoBackprop.Generator;

/// <summary>How a method that is inlined reaches what a parameter by reference names. Without one it works on a copy, which is assigned
/// when it returns: the same, wherever there is no other way to the variable.</summary>
internal abstract record Binding
{
    /// <summary>The same variable as another parameter, by its number.</summary>
    public sealed record Same(int As) : Binding;

    /// <summary>An element, which other memory that the method has may hold, too.</summary>
    public sealed record Memory(ElementPlace Like) : Binding;
}
