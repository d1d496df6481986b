using System.Text.Json;
using GradBench;
using GradBench.Protocol;

namespace AutoBackprop.Tests.Samples;

/// <summary>The tool of the GradBench suite against a conversation that was recorded with answers of another language (record.py).</summary>
public class GradBenchTests
{
    private const double Agreement = 1e-9;

    private static readonly Session Session = new("autobackprop", Workloads.All);

    public static TheoryData<string, string, string> Conversation()
    {
        var lines = File.ReadAllLines(Repository.PathTo("tests", "AutoBackprop.Tests", "Samples", "GradBench", "session.jsonl"));
        var data = new TheoryData<string, string, string>();
        foreach (var pair in lines.Chunk(2))
        {
            var (message, response) = (Part(pair[0], "message"), Part(pair[1], "response"));
            data.Add(Name(message), message.GetRawText(), response.GetRawText());
        }
        return data;
    }

    [Theory, MemberData(nameof(Conversation))]
    public void A_message_is_answered_as_recorded(string name, string message, string recorded)
    {
        var (answer, expected) = (Parse(Session.Answer(message)), Parse(recorded));
        Assert.Equal(expected.GetProperty("id").GetInt64(), answer.GetProperty("id").GetInt64());
        Assert.Equal(Find(expected, "success")?.GetBoolean(), Find(answer, "success")?.GetBoolean());
        if (Find(expected, "success")?.GetBoolean() == false) Assert.NotEmpty(answer.GetProperty("error").GetString()!);
        if (Find(expected, "tool") is { } tool) Assert.Equal(tool.GetString(), answer.GetProperty("tool").GetString());
        if (Find(expected, "output") is not { } output) return;

        AssertClose(output, answer.GetProperty("output"), Agreement * Math.Max(1e-300, Numbers(output).Max(Math.Abs)), name);
        var runs = Find(Parse(message).GetProperty("input"), "min_runs")?.GetInt32() ?? 1;
        Assert.Equal(runs, answer.GetProperty("timings").GetArrayLength());
    }

    [Theory]
    [InlineData("""{"id": 7, "kind": "evaluate", "mod""", 7)]
    [InlineData("""{"id": 8}""", 8)]
    [InlineData("""{"kind": "start", "id": 9, "module": 3}""", 9)]
    [InlineData("""{"kind": "start"}""", null)]
    [InlineData("[1, 2]", null)]
    [InlineData("null", null)]
    [InlineData("no JSON", null)]
    public void A_line_that_is_no_message_gets_an_error_with_its_id_where_it_has_one(string line, int? id)
    {
        var answer = Parse(Session.Answer(line));
        Assert.Equal(id, answer.GetProperty("id") is { ValueKind: JsonValueKind.Number } number ? number.GetInt32() : null);
        Assert.False(answer.GetProperty("success").GetBoolean());
        Assert.NotEmpty(answer.GetProperty("error").GetString()!);
    }

    [Theory]
    [InlineData("lse", "primal", """{"x": [1e400]}""", "finite")]
    [InlineData("lse", "primal", """{"x": [1], "min_runs": -1}""", "min_runs")]
    [InlineData("det", "gradient", """{"A": [1, 2, 3], "ell": 2}""", "2 × 2")]
    [InlineData("det", "primal", """{"A": [1], "ell": 65536}""", "65536 × 65536")]
    [InlineData("lstm", "objective", """{"main_params": [[1]], "extra_params": [[1]], "state": [[1]], "sequence": [[1]]}""", "state")]
    [InlineData("kmeans", "dir", """{"points": [[1, 2]], "centroids": [[1, 2], [3]]}""", "centroids[1]")]
    [InlineData("ba", "jacobian", """{"n": 1, "m": 1, "p": 0, "cam": [], "x": [], "w": 1, "feat": []}""", "'p'")]
    [InlineData("saddle", "rr", """{"start": [1]}""", "start")]
    public void An_input_that_does_not_fit_is_named(string module, string function, string input, string part)
    {
        var answer = Parse(Session.Answer($$"""{"id": 1, "kind": "evaluate", "module": "{{module}}", "function": "{{function}}", "input": {{input}}}"""));
        Assert.False(answer.GetProperty("success").GetBoolean());
        Assert.Contains(part, answer.GetProperty("error").GetString());
    }

    [Fact]
    public void The_tool_reads_lines_and_writes_lines_until_there_are_no_more()
    {
        var answers = new StringWriter { NewLine = "\n" };
        const string lines = """
            {"id": 0, "kind": "start"}

            {"id": 1, "kind": "define", "module": "gmm"}
            """;
        Session.Run(new StringReader(lines), answers);
        Assert.Equal("{\"id\":0,\"tool\":\"autobackprop\"}\n{\"id\":1,\"success\":true}\n", answers.ToString());
    }

    private static void AssertClose(JsonElement expected, JsonElement actual, double tolerance, string name)
    {
        Assert.Equal(expected.ValueKind, actual.ValueKind);
        switch (expected.ValueKind)
        {
            case JsonValueKind.Object:
                Assert.Equal(expected.EnumerateObject().Select(p => p.Name).Order(), actual.EnumerateObject().Select(p => p.Name).Order());
                foreach (var property in expected.EnumerateObject()) AssertClose(property.Value, actual.GetProperty(property.Name), tolerance, name);
                break;
            case JsonValueKind.Array:
                Assert.Equal(expected.GetArrayLength(), actual.GetArrayLength());
                foreach (var (a, b) in expected.EnumerateArray().Zip(actual.EnumerateArray())) AssertClose(a, b, tolerance, name);
                break;
            default:
                var (e, v) = (expected.GetDouble(), actual.GetDouble());
                Assert.True(Math.Abs(e - v) <= tolerance, $"{name}: {v} instead of {e}");
                break;
        }
    }

    private static IEnumerable<double> Numbers(JsonElement element) => element.ValueKind switch
    {
        JsonValueKind.Object => element.EnumerateObject().SelectMany(p => Numbers(p.Value)),
        JsonValueKind.Array => element.EnumerateArray().SelectMany(Numbers),
        _ => [element.GetDouble()],
    };

    private static string Name(JsonElement message) =>
        string.Join(" ", new[] { "id", "kind", "module", "function" }.Select(p => Find(message, p)?.ToString()).Where(s => s is not null));

    private static JsonElement? Find(JsonElement element, string name) =>
        element.ValueKind == JsonValueKind.Object && element.TryGetProperty(name, out var value) ? value : null;

    private static JsonElement Part(string line, string name) => Parse(line).GetProperty(name);

    private static JsonElement Parse(string json)
    {
        using var document = JsonDocument.Parse(json);
        return document.RootElement.Clone();
    }
}
