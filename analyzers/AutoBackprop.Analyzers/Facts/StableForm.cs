using AutoBackprop.Core;

namespace AutoBackprop.Analyzers;

/// <summary>A formula that fails where another of the same value does not.</summary>
/// <param name="Template">In the language of <see cref="Forms"/>.</param>
/// <param name="Name">What a message calls the other one.</param>
/// <param name="Instead">C# of it: {0} is X, {1} is Y, {array} the array that X is an element of. Null where no expression does it.</param>
/// <param name="Where">Where it fails, in double and in float.</param>
public sealed record StableForm(Instability Kind, Expr Template, string Name, string? Instead, string Where, string WhereSingle)
{
    /// <summary>What a fix is called, where there is more to say than that the value stays.</summary>
    public string? Fix { get; init; }

    /// <summary>C# of it for whole arrays, where a loss was taken of spans: {0} is X, {1} is Y.</summary>
    public string? OfSpans { get; init; }

    /// <summary>Harmless where the result is added to something of the size of 1.</summary>
    public bool IsAbsorbed { get; init; }

    /// <summary>The method on spans that computes it so: the operation itself is sound elsewhere. Null: wherever it stands.</summary>
    public string? Method { get; init; }

    /// <summary>The method that may stand in the place of <see cref="Method"/>, with the same arguments.</summary>
    public string? MethodInstead { get; init; }
}

/// <summary>How a formula fails.</summary>
public enum Instability { LogOfSoftmax, LogOfSigmoid, Cancellation, Overflow }
