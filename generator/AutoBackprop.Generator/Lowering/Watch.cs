using AutoBackprop.Core;

namespace AutoBackprop.Generator;

/// <summary>To be reported if one of these values depends on an active parameter.</summary>
internal sealed record Watch(Expr[] Values, Rejection Rejection)
{
    /// <summary>If one of them is memory that is written.</summary>
    public bool IfWritten { get; init; }

    /// <summary>What was made of the values; harmless while no number comes of it.</summary>
    public Var? Result { get; init; }
}
