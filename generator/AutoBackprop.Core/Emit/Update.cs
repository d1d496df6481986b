namespace AutoBackprop.Core;

/// <summary>Statements that give leaves of a variable new values: by assignment, or by <c>with</c> where they are init-only.</summary>
public static class Update
{
    /// <param name="path">A variable, or a reference to an object.</param>
    /// <param name="value">The new value of a leaf, by its path; null where it stays.</param>
    /// <param name="sign">"+" to add it to what is there.</param>
    public static IEnumerable<string> Lines(Shape shape, string path, Func<Shape, string, string?> value, string sign = "")
    {
        if (!shape.IsTuple) return value(shape, path) is { } single ? [$"{path} {sign}= {single};"] : [];
        var lines = new List<string>();
        if (shape.IsMade) return Value(shape, path, value, sign, lines) is { } made ? [$"{path} = {made};"] : [];
        var initial = new List<string>();
        foreach (var item in shape.Items.Where(i => i.Name.Length > 0))
        {
            var name = CSharp.Escape(item.Name);
            var place = $"{path}.{name}";
            if (IsReached(item) || item.Composition != Composition.Class && item.IsTuple && item.IsField && item.Access == Access.Set)
                lines.AddRange(Lines(item, place, value, sign));
            else if (!item.IsTuple && item.Access == Access.Set)
                lines.AddRange(Lines(item, place, value, sign));
            else if (Value(item, place, value, sign, lines) is { } whole)
            {
                if (item.Access == Access.Set) lines.Add($"{place} = {whole};");
                else initial.Add($"{name} = {whole}");
            }
        }
        if (initial.Count > 0) lines.Add($"{path} = {path} with {{ {string.Join(", ", initial)} }};");
        return lines;
    }

    // An object is changed in place.
    private static bool IsReached(Shape item) => item.Composition == Composition.Class && !item.IsReplaced;

    /// <summary>Another value for a member that cannot be changed piece by piece; null if nothing in it changes.</summary>
    private static string? Value(Shape shape, string path, Func<Shape, string, string?> value, string sign, List<string> lines)
    {
        if (!shape.IsTuple) return value(shape, path) is { } single
            ? sign.Length == 0 ? single : $"{path} {sign} {(single.IndexOf(' ') < 0 ? single : $"({single})")}" : null;
        if (shape.IsMade) return Made(shape, path, value, sign);
        var changes = new List<string>();
        foreach (var item in shape.Items.Where(i => i.Name.Length > 0))
        {
            var name = CSharp.Escape(item.Name);
            if (IsReached(item)) lines.AddRange(Lines(item, $"{path}.{name}", value, sign));
            else if (Value(item, $"{path}.{name}", value, sign, lines) is { } changed) changes.Add($"{name} = {changed}");
        }
        return changes.Count == 0 ? null : $"{path} with {{ {string.Join(", ", changes)} }}";
    }

    private static string? Made(Shape shape, string path, Func<Shape, string, string?> value, string sign)
    {
        var (text, isChanged) = (shape.Make, false);
        foreach (var (item, i) in shape.Items.Select((item, i) => (item, i)))
        {
            var place = $"{path}.{CSharp.Escape(item.Name)}";
            var changed = Value(item, place, value, sign, []);
            isChanged |= changed is not null;
            text = text.Replace(Opaque.Hole(i), changed ?? place);
        }
        return isChanged ? text : null;
    }
}
