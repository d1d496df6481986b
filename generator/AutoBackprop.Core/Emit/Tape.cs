namespace AutoBackprop.Core;

/// <summary>Where methods that call themselves keep values between their sweeps: one growing stack per value, handed along by
/// reference.</summary>
/// <param name="type">Name of the generated struct.</param>
public sealed class Tape(string type)
{
    private readonly SortedDictionary<string, string> _stacks = new(StringComparer.Ordinal);

    public string Type { get; } = type;
    public string Method { get; set; } = "";
    public bool IsEmpty => _stacks.Count == 0;

    public string NameOf(Var storage)
    {
        var name = $"{Method}_{storage.Name.Replace("#c", "").Replace('#', 't').Replace('.', '_')}_{storage.Id}";
        _stacks[name] = storage.Type.Element!.Name;
        return name;
    }

    public void Declare(CodeWriter writer)
    {
        writer.Line();
        writer.Open($"private struct {Type}");
        foreach (var stack in _stacks) writer.Line($"public global::AutoBackprop.Kept<{stack.Value}> {stack.Key};");
        writer.Line();
        writer.Open("public void Dispose()");
        foreach (var stack in _stacks) writer.Line($"{stack.Key}.Dispose();");
        writer.Close();
        writer.Close();
    }
}
