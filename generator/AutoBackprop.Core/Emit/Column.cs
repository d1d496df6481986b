namespace AutoBackprop.Core;

/// <summary>The lines that take the members of the elements of arrays of objects apart, one piece of memory for each, and give their
/// gradients back to the elements of the gradient.</summary>
public static class Column
{
    private const string Objects = "global::AutoBackprop.Objects.";

    /// <summary>The number of an element.</summary>
    public static string Index(Model model)
    {
        var name = "element";
        while (model.Parameters.Any(p => p.Name == name) || model.Captured.Any(c => c == name)) name += "_";
        return name;
    }

    /// <summary>What all elements hold in a member.</summary>
    public static void Gather(CodeWriter writer, Place p)
    {
        var (shape, whole) = (p.Parameter.Shape, p.Parameter.Text());
        Take(writer, p, string.Format(shape.View, whole, whole.Replace("@", "")), p.Name, "Gathered", "");
    }

    private static void Take(CodeWriter writer, Place p, string from, string to, string gathered, string label)
    {
        var element = p.Parameter.Shape.Element!.Type.Name;
        if (!p.IsFlat) writer.Line($"var {to} = {Objects}Rows<{element}, {p.Shape.Type.Element!.Element}>({from}, static e => e.{p.Shape.Column}{label});");
        else
        {
            writer.Line($"using var pooled_{to} = {Objects}{gathered}<{element}, {p.Shape.Type.Element}>({from}, static e => e.{p.Shape.Column});");
            writer.Line($"var {to} = pooled_{to}.Span;");
        }
    }

    /// <summary>Checks gradients that are arrays of objects, and makes room for their members.</summary>
    public static void Destinations(CodeWriter writer, IEnumerable<Place> arrays)
    {
        foreach (var columns in arrays.Where(p => p.IsColumn).GroupBy(p => p.Parameter))
        {
            var (gradient, shape, whole) = (columns.First().Gradient.Split('.')[0], columns.Key.Shape, columns.Key.Text());
            writer.Line($"{gradient} = global::AutoBackprop.Destinations.Fitting({gradient}, {columns.First().Name}.Length, \"{gradient}\");");
            if (shape.Element is { Composition: Composition.Class, IsReplaced: var isReplaced, Type.Name: var type })
                writer.Line(isReplaced ? $"{Objects}There<{type}>(\"{gradient}\", {gradient});"
                    : $"{Objects}Apart<{type}>(\"{gradient}\", {gradient}, {string.Format(shape.View, whole, whole.Replace("@", ""))});");
            foreach (var p in columns)
                if (!p.IsFlat) Take(writer, p, gradient, p.Shadow, "", "");
                else
                {
                    writer.Line($"using var pooled_{p.Shadow} = new global::AutoBackprop.Pooled<{p.Shape.Type.Element}>({p.Name}.Length);");
                    writer.Line($"var {p.Shadow} = pooled_{p.Shadow}.Span;");
                }
        }
    }

    /// <summary>The statements that give each element of the gradient its numbers.</summary>
    /// <param name="sign">"+" to add them to what is there.</param>
    public static IEnumerable<string> Lines(Model model, Parameter parameter, string gradient, IEnumerable<Place> places, string sign)
    {
        var index = Index(model);
        var numbers = places.Where(p => p.Parameter == parameter && p is { IsColumn: true, IsFlat: true })
            .ToDictionary(p => $"{gradient}[{index}].{p.Shape.Column}", p => $"{p.Shadow}[{index}]");
        var lines = Update.Lines(parameter.Shape.Element!, $"{gradient}[{index}]",
            (_, path) => numbers.TryGetValue(path, out var text) ? text : null, sign).ToList();
        return lines.Count == 0 ? []
            : [$"for (var {index} = 0; {index} < {gradient}.Length; {index}++)", "{", .. lines.Select(l => "    " + l), "}"];
    }
}
