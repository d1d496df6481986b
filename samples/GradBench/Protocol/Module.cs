using System.Diagnostics;
using System.Text.Json;
using System.Text.Json.Serialization.Metadata;

namespace GradBench.Protocol;

/// <summary>Functions by name, which take the same input.</summary>
public abstract class Module(string name)
{
    public string Name { get; } = name;

    /// <exception cref="JsonException">The input has another form.</exception>
    /// <exception cref="InputException">There is no such function, or the numbers of the input do not fit together.</exception>
    public abstract (JsonElement Output, IReadOnlyList<Timing> Timings) Evaluate(string? function, JsonElement? input);
}

/// <summary>A module whose input is a <typeparamref name="TInput"/>.</summary>
public sealed class Module<TInput>(string name, JsonTypeInfo<TInput> type) : Module(name) where TInput : notnull
{
    private readonly Dictionary<string, Func<TInput, Runs, (JsonElement, IReadOnlyList<Timing>)>> _functions = [];

    /// <param name="prepare">Checks the input and gets it ready; only what this returns is timed.</param>
    public Module<TInput> Add<TOutput>(string function, JsonTypeInfo<TOutput> output, Func<TInput, Func<TOutput>> prepare)
    {
        _functions.Add(function, (input, runs) =>
        {
            var (result, timings) = Time(prepare(input), runs);
            try
            {
                return (JsonSerializer.SerializeToElement(result, output), timings);
            }
            catch (ArgumentException)
            {
                throw new InputException("The result is not finite, and JSON has no such numbers.");
            }
        });
        return this;
    }

    public override (JsonElement Output, IReadOnlyList<Timing> Timings) Evaluate(string? function, JsonElement? input)
    {
        if (function is null || !_functions.TryGetValue(function, out var run))
            throw new InputException($"'{Name}' has no function '{function}'; it has {string.Join(", ", _functions.Keys)}.");
        if (input is not { } given) throw new InputException("The message has no input.");
        var runs = given.ValueKind == JsonValueKind.Object ? given.Deserialize(Json.Default.Runs)! : new Runs();
        if (!(runs.MinSeconds >= 0) || runs.MinRuns < 0) throw new InputException("'min_runs' and 'min_seconds' must not be negative.");
        return run(given.Deserialize(type) ?? throw new InputException("The input is null."), runs);
    }

    private static (TOutput, IReadOnlyList<Timing>) Time<TOutput>(Func<TOutput> run, Runs runs)
    {
        var timings = new List<Timing>();
        var (elapsed, output) = (TimeSpan.Zero, default(TOutput)!);
        while (timings.Count < Math.Max(1, runs.MinRuns) || elapsed.TotalSeconds < runs.MinSeconds)
        {
            var begin = Stopwatch.GetTimestamp();
            output = run();
            var took = Stopwatch.GetElapsedTime(begin);
            timings.Add(new Timing("evaluate", (long)took.TotalNanoseconds));
            elapsed += took;
        }

        return (output, timings);
    }
}
