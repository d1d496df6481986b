using System.Text;
using System.Text.Json;

namespace GradBench.Protocol;

/// <summary>Answers every line, whatever it holds, until there are no more
/// (<see href="https://github.com/gradbench/gradbench/blob/main/CONTRIBUTING.md#protocol"/>).</summary>
public sealed class Session(string tool, IReadOnlyList<Module> modules)
{
    public void Run(TextReader lines, TextWriter answers)
    {
        while (lines.ReadLine() is { } line)
        {
            if (string.IsNullOrWhiteSpace(line)) continue;
            answers.WriteLine(Answer(line));
            answers.Flush();
        }
    }

    public string Answer(string line)
    {
        Response response;
        try
        {
            response = Answer(JsonSerializer.Deserialize(line, Json.Default.Message) ?? throw new JsonException("The line is null."));
        }
        catch (JsonException e)
        {
            response = Failure(IdOf(line), $"This is no message of the protocol: {e.Message}");
        }

        return JsonSerializer.Serialize(response, Json.Default.Response);
    }

    private Response Answer(Message message) => message.Kind switch
    {
        "start" => new Response(message.Id) { Tool = tool },
        "define" => Find(message) is null ? Failure(message.Id, Unknown(message)) : new Response(message.Id) { Success = true },
        "evaluate" => Evaluate(message),
        _ => new Response(message.Id),
    };

    private Response Evaluate(Message message)
    {
        if (Find(message) is not { } module) return Failure(message.Id, Unknown(message));
        try
        {
            var (output, timings) = module.Evaluate(message.Function, message.Input);
            return new Response(message.Id) { Success = true, Output = output, Timings = timings };
        }
        // One input that cannot be computed is no reason to leave the others alone.
        catch (Exception e) when (e is not OutOfMemoryException)
        {
            return Failure(message.Id, e is JsonException or InputException ? e.Message : $"{e.GetType().Name}: {e.Message}");
        }
    }

    private Module? Find(Message message) => modules.FirstOrDefault(m => m.Name == message.Module);

    private string Unknown(Message message) =>
        message.Module is not { } name ? "The message names no module."
        : $"There is no module '{name}'; there are {string.Join(", ", modules.Select(m => m.Name))}.";

    private static Response Failure(long? id, string error) => new(id) { Success = false, Error = error };

    /// <summary>The id of a line that breaks off, or that lacks something else.</summary>
    private static long? IdOf(string line)
    {
        var reader = new Utf8JsonReader(Encoding.UTF8.GetBytes(line));
        try
        {
            while (reader.Read())
                if (reader is { TokenType: JsonTokenType.PropertyName, CurrentDepth: 1 } && reader.ValueTextEquals("id") && reader.Read())
                    return reader.TokenType == JsonTokenType.Number && reader.TryGetInt64(out var id) ? id : null;
        }
        catch (JsonException)
        {
            // Nobody knows where to go on behind an error.
        }

        return null;
    }
}
