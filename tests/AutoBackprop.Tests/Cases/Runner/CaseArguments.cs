using System.Globalization;
using System.Reflection;
using System.Text.Json;
using System.Text.RegularExpressions;
using Cases;

namespace AutoBackprop.Tests;

/// <summary>The arguments of a case, from JSON: numbers, truth values, texts, arrays and arrays of arrays.</summary>
internal static partial class CaseArguments
{
    public static object?[] Of(CaseAttribute data, MethodInfo method)
    {
        var parameters = method.GetParameters();
        var inputs = Read(data.Arguments, [.. parameters.Select(Numbers.Stripped)]);
        for (var i = 0; i < inputs.Length; i++)
            if (ReferenceEquals(inputs[i], Type.Missing)) inputs[i] = parameters[i].DefaultValue;
        return inputs;
    }

    private static object?[] Read(string text, IReadOnlyList<Type> types)
    {
        var json = Drawn().Replace(text, m => Draw(int.Parse(m.Groups[1].Value, CultureInfo.InvariantCulture), double.Parse(m.Groups[2].Value, CultureInfo.InvariantCulture)));
        var values = JsonDocument.Parse($"[{json}]").RootElement.EnumerateArray().ToList();
        return [.. types.Select((t, i) => i < values.Count ? Read(values[i], t) : Type.Missing)];
    }

    private static object? Read(JsonElement value, Type type)
    {
        if (value.ValueKind == JsonValueKind.Null) return null;
        type = Nullable.GetUnderlyingType(type) ?? type;
        if (Numbers.ElementOf(type) is { } element)
        {
            var items = value.EnumerateArray().ToList();
            var array = Array.CreateInstance(element, items.Count);
            for (var i = 0; i < items.Count; i++) array.SetValue(Read(items[i], element), i);
            return array;
        }
        return type == typeof(string) ? value.GetString()
            : type == typeof(bool) ? value.GetBoolean()
            : value.ValueKind == JsonValueKind.String ? Convert.ChangeType(double.Parse(value.GetString()!, CultureInfo.InvariantCulture), type, CultureInfo.InvariantCulture)
            : Numbers.Fields(type) is { Length: > 0 } fields && value.ValueKind == JsonValueKind.Array ? Build(type, fields.Select(f => f.Field), value)
            : Convert.ChangeType(value.GetDouble(), type, CultureInfo.InvariantCulture);
    }

    private static object Build(Type type, IEnumerable<System.Reflection.FieldInfo> fields, JsonElement value)
    {
        var built = Numbers.Empty(type);
        foreach (var (field, item) in fields.Zip(value.EnumerateArray())) Numbers.Set(built, field, Read(item, field.FieldType));
        return built;
    }

    private static string Draw(int count, double within)
    {
        var random = new Random(7);
        return $"[{string.Join(",", Enumerable.Range(0, count).Select(_ => ((random.NextDouble() * 2 - 1) * within).ToString("R", CultureInfo.InvariantCulture)))}]";
    }

    [GeneratedRegex("\"?r:([0-9]+):([0-9.]+)\"?")]
    private static partial Regex Drawn();
}
