namespace AutoBackprop.Core;

/// <summary>Types that the generated code calls by their short names, where those mean ours; it says which of them it needed.</summary>
/// <param name="short">Type names (Math, MathF, Activations, ...) that mean ours where the code will stand.</param>
public sealed class Usings(IEnumerable<string> @short)
{
    private static readonly Dictionary<string, string> Namespaces = new()
    {
        ["Math"] = "System", ["MathF"] = "System", ["Activations"] = "AutoBackprop", ["Losses"] = "AutoBackprop",
            ["Special"] = "AutoBackprop",
        ["VectorMath"] = "AutoBackprop", ["Lanes"] = "AutoBackprop", ["Vector512"] = "System.Runtime.Intrinsics",
    };

    private readonly List<string> _short = [.. @short];
    private readonly HashSet<string> _used = [];

    /// <summary>Names that mean something in the file.</summary>
    public IReadOnlyList<string> Names => _short;

    /// <summary>The type as the code calls it.</summary>
    public string Of(string type)
    {
        if (type.Contains('.')) return "global::" + type;
        if (!_short.Contains(type)) return $"global::{(Namespaces.TryGetValue(type, out var known) ? known : "AutoBackprop")}.{type}";
        _used.Add(type);
        return type;
    }

    public IEnumerable<string> Lines => _short.Where(_used.Contains).Select(s => $"using {s} = global::{Namespaces[s]}.{s};");
}
