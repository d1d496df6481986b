namespace AutoBackprop.Core;

/// <summary>Adapters of methods of other assemblies, as C#.</summary>
public static class AdapterPrinter
{
    public static void Write(CodeWriter writer, Model model)
    {
        foreach (var adapter in model.Adapters)
        {
            writer.Line();
            Value(writer, adapter);
            writer.Line();
            Backward(writer, adapter);
        }
    }

    private static void Value(CodeWriter writer, Adapter a)
    {
        var results = a.Result.Leaves.ToList();
        var type = results.Count == 1 ? results[0].Type.Name : $"({string.Join(", ", results.Select(r => r.Type.Name))})";
        writer.Open($"private static {type} {a.Name}({string.Join(", ", Numbers(a))})");
        writer.Line($"var value = {Filled(a.Value, Packed(a))};");
        var parts = Paths(a.Result, "value").ToList();
        writer.Line($"return {(parts.Count == 1 ? parts[0] : $"({string.Join(", ", parts)})")};");
        writer.Close();
    }

    /// <summary>Adds to the gradients of the numbers what the backward adds to those of the structs.</summary>
    private static void Backward(CodeWriter writer, Adapter a)
    {
        var seeds = a.Result.Leaves.Where(r => r.Type.IsReal).ToList();
        List<string> parameters = [.. Numbers(a), .. seeds.Select((r, k) => $"{r.Type} seed{k}")];
        for (var i = 0; i < a.Parameters.Count; i++)
            parameters.AddRange(Active(a.Parameters[i].Shape).Select((l, k) => $"ref {l.Type} grad{i}_{k}"));
        writer.Open($"private static void {a.Name}Backward({string.Join(", ", parameters)})");
        var packed = Packed(a);
        var next = 0;
        List<string> arguments = [.. packed.Skip(a.IsOfFirst ? 1 : 0),
            MethodEmitter.Pack(a.Result, "", (leaf, _) => leaf.Type.IsReal ? $"seed{next++}" : null)];
        for (var i = 0; i < a.Parameters.Count; i++)
        {
            if (!a.Parameters[i].Shape.HasActive) continue;
            writer.Line($"var grad{i} = default({a.Parameters[i].Shape.CSharpType});");
            arguments.Add($"ref grad{i}");
        }
        writer.Line($"{Filled(a.Backward, packed)}({string.Join(", ", arguments)});");
        for (var i = 0; i < a.Parameters.Count; i++)
        {
            var shape = a.Parameters[i].Shape;
            var active = Paths(shape, $"grad{i}").Zip(shape.Leaves, (path, leaf) => (path, leaf)).Where(p => p.leaf.IsActive)
                .Select(p => p.path).ToList();
            for (var k = 0; k < active.Count; k++) writer.Line($"grad{i}_{k} += {active[k]};");
        }
        writer.Close();
    }

    private static IEnumerable<Shape> Active(Shape shape) => shape.Leaves.Where(l => l.IsActive);

    private static IEnumerable<string> Numbers(Adapter a) =>
        a.Parameters.SelectMany((p, i) => p.Shape.Leaves.Select((l, k) => $"{l.CSharpType} p{i}_{k}"));

    private static List<string> Packed(Adapter a) => [.. a.Parameters.Select((p, i) =>
    {
        var next = 0;
        return MethodEmitter.Pack(p.Shape, "", (_, _) => $"p{i}_{next++}");
    })];

    private static string Filled(string text, List<string> arguments)
    {
        for (var i = 0; i < arguments.Count; i++) text = text.Replace(Opaque.Hole(i), arguments[i]);
        return text;
    }

    private static IEnumerable<string> Paths(Shape shape, string path) =>
        shape.IsTuple ? shape.Items.SelectMany(i => Paths(i, $"{path}.{CSharp.Escape(i.Name)}")) : [path];
}
