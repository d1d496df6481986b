using System.Text.Json;
using System.Text.Json.Serialization;

namespace GradBench.Protocol;

/// <summary>What the eval sends: a line.</summary>
/// <param name="Kind">start, define, evaluate, analysis, or what later versions add.</param>
public sealed record Message(long Id, string Kind)
{
    public string? Module { get; init; }
    public string? Function { get; init; }
    public JsonElement? Input { get; init; }
}

/// <summary>What the tool answers.</summary>
/// <param name="Id">Of the message; null where a line has none that can be read.</param>
public sealed record Response([property: JsonIgnore(Condition = JsonIgnoreCondition.Never)] long? Id)
{
    public string? Tool { get; init; }
    public bool? Success { get; init; }
    public JsonElement? Output { get; init; }
    public IReadOnlyList<Timing>? Timings { get; init; }
    public string? Error { get; init; }
}

/// <param name="Name">"evaluate" for a run of the function alone.</param>
public sealed record Timing(string Name, long Nanoseconds);

/// <summary>How often an eval wants a function to run.</summary>
/// <param name="MinRuns">At least so often,</param>
/// <param name="MinSeconds">and until it has run so long in all.</param>
public sealed record Runs(int MinRuns = 1, double MinSeconds = 0);
