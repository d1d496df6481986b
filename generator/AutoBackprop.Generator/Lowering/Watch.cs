using AutoBackprop.Core;

namespace AutoBackprop.Generator;

/// <summary>To be reported if one of these values depends on an active parameter.</summary>
internal sealed record Watch(Expr[] Values, Rejection Rejection)
{
    /// <summary>If one of them is memory that is written.</summary>
    public bool IfWritten { get; init; }

    /// <summary>If the first of them, which an array variable has to itself, is written in another way than by giving it its next
    /// value; or if one of the others is written after the first is made.</summary>
    public bool IsShared { get; init; }

    /// <summary>What was made of the values; harmless while no number comes of it.</summary>
    public Var? Result { get; init; }
}
