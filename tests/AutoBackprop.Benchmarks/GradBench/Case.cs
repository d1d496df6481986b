using System.Text.Json;

namespace AutoBackprop.Benchmarks.GradBench;

/// <summary>Inputs and expected outputs of one workload of GradBench, from a folder of CASE.input.json and CASE.expected.FUNCTION.json.</summary>
public sealed class Case(string folder, string name)
{
    private readonly JsonElement _input = Read(Path.Combine(folder, name + ".input.json"));

    public int Int(string member) => _input.GetProperty(member).GetInt32();

    public double Number(string member) => _input.GetProperty(member).GetDouble();

    /// <summary>An array of numbers, or of such arrays, row after row.</summary>
    public double[] Array(string member) => [.. Numbers(_input.GetProperty(member))];

    /// <summary>Numbers of the expected output; those of one member where it has members.</summary>
    public double[] Expected(string function, string? member = null)
    {
        var output = Read(Path.Combine(folder, $"{name}.expected.{function}.json"));
        return [.. Numbers(member is null ? output : output.GetProperty(member))];
    }

    private static IEnumerable<double> Numbers(JsonElement element) =>
        element.ValueKind == JsonValueKind.Array ? element.EnumerateArray().SelectMany(Numbers) : [element.GetDouble()];

    private static JsonElement Read(string path)
    {
        using var document = JsonDocument.Parse(File.ReadAllBytes(path));
        return document.RootElement.Clone();
    }

    /// <summary>Largest |actual - expected| relative to the largest |expected|.</summary>
    public static double Deviation(ReadOnlySpan<double> actual, ReadOnlySpan<double> expected)
    {
        if (actual.Length != expected.Length) throw new InvalidDataException($"{expected.Length} numbers were expected, there are {actual.Length}.");
        var (worst, scale) = (0.0, 0.0);
        for (var i = 0; i < actual.Length; i++)
        {
            worst = Math.Max(worst, Math.Abs(actual[i] - expected[i]));
            scale = Math.Max(scale, Math.Abs(expected[i]));
        }

        return worst / scale;
    }
}
