using AutoBackprop.Core;

namespace AutoBackprop.Generator;

/// <summary>A body in the IR.</summary>
internal sealed record LoweredBody(Method Method, List<Rejection> Rejections, List<Watch> Watches, Origins Origins)
{
    private bool? _writesMemory;

    /// <summary>What is wrong in it, as it is to be shown.</summary>
    public Func<Rejection, Rejection> Shown { get; init; } = static rejection => rejection;

    /// <summary>It gives the struct that it is called on another value.</summary>
    public bool ChangesThis { get; init; }

    /// <summary>What the last results are left in: parameters, counted from 1, or what the method is called on.</summary>
    public List<int> Left { get; init; } = [];

    /// <summary>It may write memory that is not its own.</summary>
    public bool WritesMemory =>
        _writesMemory ??= new Arrays(Method) is var arrays && Method.Parameters.Any(p => p.Type.IsArray && arrays.IsWritten(p));
}
