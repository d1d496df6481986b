namespace AutoBackprop.Core;

/// <summary>The lines that check the gradients a caller hands in, and set them to zero where they are overwritten.</summary>
public sealed class DestinationChecks(CodeWriter writer, Names names)
{
    private const string Checks = "global::AutoBackprop.Destinations.";

    public static string TypeOf(Shape shape) => shape.Type is { Rank: 1, Element: { IsArray: false } element } ? $"global::System.Span<{element.Name}>" : shape.Type.Name;

    /// <param name="zeroed">Names of the gradients to be set to zero.</param>
    /// <param name="covered">By the name of the gradient: the rows and columns behind which it is to be set to zero.</param>
    /// <param name="written">Parameters that the method writes: the gradient reads the others again, so they must not be the same memory.</param>
    public void Write(IReadOnlyList<Parameter> all, ICollection<string> written, ICollection<string> zeroed, IReadOnlyDictionary<string, string>? covered = null)
    {
        var arrays = all.Where(p => p.Shape.Type.IsArray && p.Shape.IsActive).ToList();
        if (arrays.Count == 0) return;
        foreach (var p in arrays)
        {
            var (name, gradient) = (CSharp.Escape(p.Name), names.Gradient(p.Name));
            writer.Line(IsFlat(p)
                ? $"{gradient} = {Checks}Fitting({gradient}, {name}.Length, \"{gradient}\");"
                : $"{Checks}Fitting({gradient}, {name}, \"{gradient}\");");
        }
        for (var i = 0; i < arrays.Count; i++)
        {
            if (!IsFlat(arrays[i])) continue;
            var (gradient, type) = (names.Gradient(arrays[i].Name), arrays[i].Shape.Type.Element);
            var others = all.Where(Beside).Select(p => CSharp.Escape(p.Name)).Concat(arrays.Take(i).Where(Beside).Select(p => names.Gradient(p.Name))).ToList();
            for (var k = 0; k < others.Count; k += 8)
                writer.Line($"{Checks}Apart<{type}>(\"{gradient}\", {gradient}, {string.Join(", ", others.Skip(k).Take(8))});");
            bool Beside(Parameter p) => IsFlat(p) && p.Shape.Type.Element == type;
        }
        foreach (var p in all.Where(p => IsFlat(p) && written.Contains(p.Name)))
        {
            var others = all.Where(o => o != p && IsFlat(o) && o.Shape.Type.Element == p.Shape.Type.Element && !(written.Contains(o.Name) && all.ToList().IndexOf(o) < all.ToList().IndexOf(p)))
                .Select(o => CSharp.Escape(o.Name)).ToList();
            for (var k = 0; k < others.Count; k += 8)
                writer.Line($"{Checks}Apart<{p.Shape.Type.Element}>(\"{p.Name}\", {CSharp.Escape(p.Name)}, {string.Join(", ", others.Skip(k).Take(8))});");
        }
        foreach (var p in all.Where(p => !IsFlat(p) && written.Contains(p.Name)))
            foreach (var other in all.Where(o => o != p && o.Shape.Type == p.Shape.Type))
                writer.Line($"{Checks}Apart(\"{p.Name}\", {CSharp.Escape(p.Name)}, {CSharp.Escape(other.Name)});");
        foreach (var p in arrays)
            if (zeroed.Contains("grad_" + p.Name)) writer.Line(IsFlat(p) ? $"{names.Gradient(p.Name)}.Clear();" : $"{Checks}Clear({names.Gradient(p.Name)});");
        foreach (var p in arrays)
            if (covered is not null && covered.TryGetValue("grad_" + p.Name, out var part)) writer.Line($"{Checks}ClearBehind({names.Gradient(p.Name)}, {part});");
        writer.Line();
    }

    private static bool IsFlat(Parameter p) => p.Shape.Type is { IsArray: true, Rank: 1, Element.IsArray: false };
}
