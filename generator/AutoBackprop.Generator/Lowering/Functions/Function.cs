using Microsoft.CodeAnalysis;

namespace AutoBackprop.Generator;

/// <summary>A lambda, a local function or a method as a value.</summary>
/// <param name="Body">What runs: the operation of a lambda or local function; the syntax of a method is found by its symbol.</param>
/// <param name="Outer">The run of the body that it is written in.</param>
/// <param name="This">What a method is bound to.</param>
internal sealed record Function(SyntaxNode Syntax, IMethodSymbol Method, IOperation? Body, Activation? Outer, Value? This) : Entity(Syntax)
{
    /// <summary>What type parameters stand for where it is made: it may be called where they stand for nothing, or for others.</summary>
    public object? Types { get; } = Instances.Current;

    public override string Called => "A lambda or delegate";
}
