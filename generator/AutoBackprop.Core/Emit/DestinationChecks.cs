namespace AutoBackprop.Core;

/// <summary>The lines that check the gradients a caller hands in, and set them to zero where they are overwritten.</summary>
public sealed class DestinationChecks(CodeWriter writer, IReadOnlyList<Place> places)
{
    private const string Checks = "global::AutoBackprop.Destinations.";

    public static string TypeOf(Shape shape) => shape.Type is { Rank: 1, Element: { IsArray: false } element } ? $"global::System.Span<{element.Name}>" : shape.Type.Name;

    /// <param name="zeroed">Whose gradients are to be set to zero.</param>
    /// <param name="covered">The rows and columns behind which it is to be set to zero.</param>
    /// <param name="written">Parameters that the method writes: the gradient reads the others again, so they must not be the same memory.</param>
    public void Write(ICollection<Place> written, ICollection<Place> zeroed, IReadOnlyDictionary<Place, string>? covered = null)
    {
        foreach (var p in places.Select(p => p.Parameter).Distinct()) Exist(p.Shape, p.Text(), isKnown: p.IsReceiver);
        foreach (var p in places.Where(p => p.IsHeld)) writer.Line($"var {p.Name} = {(p.Shape.View.Length > 0 ? string.Format(p.Shape.View, p.Path, p.Label) : IsGiven(p) ? Given(p.Path, p.Label) : p.Path)};");

        var arrays = places.Where(p => p.IsActiveArray).ToList();
        foreach (var p in Destinations()) Exist(p.Parameter.Shape, p.Gradient.Split('.')[0]);
        foreach (var p in arrays) Fitting(p);
        ObjectsApart();
        for (var i = 0; i < arrays.Count; i++)
            if (arrays[i].IsFlat) Apart(arrays[i].Shadow, arrays[i].Gradient, arrays[i], places.Select(p => (p, p.Name)).Concat(arrays.Take(i).Select(a => (a, a.Shadow))));
        foreach (var p in written)
            if (p.IsFlat) Apart(p.Name, p.Label, p, places.Where(o => o != p && !(written.Contains(o) && Order(o) < Order(p))).Select(o => (o, o.Name)));
            else foreach (var other in places.Where(o => o != p && o.Shape.Type == p.Shape.Type))
                writer.Line($"{Checks}Apart(\"{p.Label}\", {p.Name}, {other.Name});");
        foreach (var p in arrays)
            if (zeroed.Contains(p)) writer.Line(p.IsFlat ? $"{p.Shadow}.Clear();" : $"{Checks}Clear({p.Shadow});");
        foreach (var p in arrays)
            if (covered is not null && covered.TryGetValue(p, out var part)) writer.Line($"{Checks}ClearBehind({p.Shadow}, {part});");
        if (arrays.Count > 0 || places.Any(p => p.IsHeld)) writer.Line();
    }

    private int Order(Place place) => places.ToList().IndexOf(place);

    // Its own gradient is looked for there, so it has to be there.
    private IEnumerable<Place> Destinations() => places.Where(p => p.Parameter is { Modifier: not "out ", Shape.HasActive: true } && !p.Parameter.Shape.IsScalar).GroupBy(p => p.Parameter).Select(g => g.First());

    private void Exist(Shape shape, string path, bool isKnown = false)
    {
        if (!isKnown && shape.Composition == Composition.Class && shape.HasActive) writer.Line(Given(path, path.Replace("@", "")) + ";");
        foreach (var item in shape.Items.Where(i => i.Name.Length > 0)) Exist(item, $"{path}.{CSharp.Escape(item.Name)}");
    }

    /// <summary>Numbers of an object are assigned: it must be nobody else.</summary>
    private void ObjectsApart()
    {
        var parameters = places.Select(p => (p.Parameter, Gradient: p.Gradient.Split('.')[0])).Distinct().ToList();
        var known = parameters.SelectMany(p => Objects(p.Parameter.Shape, p.Parameter.Text())).ToList();
        foreach (var (path, type) in parameters.Where(p => p.Parameter.Shape.HasActive && p.Parameter.Modifier != "out ").SelectMany(p => Objects(p.Parameter.Shape, p.Gradient)))
        {
            foreach (var other in known.Where(k => k.Type == type)) writer.Line($"{Checks}Apart(\"{path}\", (object){path}, {other.Path});");
            known.Add((path, type));
        }
    }

    private static IEnumerable<(string Path, string Type)> Objects(Shape shape, string path) =>
        (shape.Composition == Composition.Class && shape.HasActive && !shape.IsReplaced ? [(path, shape.Type.Name)] : Enumerable.Empty<(string, string)>())
            .Concat(shape.Items.Where(i => i.Name.Length > 0).SelectMany(i => Objects(i, $"{path}.{CSharp.Escape(i.Name)}")));

    private static bool IsGiven(Place p) => p.Shape is { Type.IsManagedArray: true, IsActive: true } && !(p.Shape.IsNullable && p.IsFlat);

    private static string Given(string path, string label) => $"{Checks}Given({path}, \"{label}\")";

    private void Fitting(Place p)
    {
        if (!p.IsFlat)
        {
            if (p.Shadow != p.Gradient) writer.Line($"var {p.Shadow} = {p.Gradient};");
            writer.Line($"{Checks}Fitting({p.Shadow}, {p.Name}, \"{p.Gradient}\");");
            return;
        }
        var length = p.Shape is { IsNullable: true, Type.IsManagedArray: true } && p.IsHeld ? $"{p.Name}?.Length ?? 0" : $"{p.Name}.Length";
        writer.Line(p.Shadow == p.Gradient
            ? $"{p.Gradient} = {Checks}Fitting({p.Gradient}, {length}, \"{p.Gradient}\");"
            : $"var {p.Shadow} = {Checks}Fitting<{p.Shape.Type.Element}>({p.Gradient}, {length}, \"{p.Gradient}\");");
    }

    private void Apart(string memory, string label, Place place, IEnumerable<(Place Place, string Name)> others)
    {
        var names = others.Where(o => o.Place.IsFlat && o.Place.Shape.Type.Element == place.Shape.Type.Element).Select(o => o.Name).ToList();
        for (var k = 0; k < names.Count; k += 8)
            writer.Line($"{Checks}Apart<{place.Shape.Type.Element}>(\"{label}\", {memory}, {string.Join(", ", names.Skip(k).Take(8))});");
    }
}
