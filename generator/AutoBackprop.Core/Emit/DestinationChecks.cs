namespace AutoBackprop.Core;

/// <summary>Arguments of the shape of the parameters: their gradients, or their tangents.</summary>
/// <param name="IsWritten">The method writes there; else it only reads.</param>
/// <param name="AssignsNumbers">Numbers of objects are assigned there.</param>
public sealed record Companions(IReadOnlyList<Place> Places, Func<Place, bool> IsWritten, bool AssignsNumbers)
{
    public IEnumerable<Place> Arrays => Places.Where(p => p.IsActiveArray);
}

/// <summary>The lines that check what a caller hands in beside the parameters, and set it to zero where it is overwritten.</summary>
public sealed class DestinationChecks(CodeWriter writer, IReadOnlyList<Place> places, IReadOnlyList<Companions> companions)
{
    /// <summary>Hears which memory will be written, before any is; true if nothing is to follow.</summary>
    public Func<IEnumerable<string>, bool>? Start { get; init; }

    private const string Checks = "global::AutoBackprop.Destinations.";

    public static string TypeOf(Shape shape) =>
        shape.Type is { Rank: 1, Element: { IsArray: false } element } ? $"global::System.Span<{element.Name}>" : shape.Type.Name;

    /// <param name="zeroed">What is to be set to zero.</param>
    /// <param name="covered">The rows and columns behind which it is to be set to zero.</param>
    /// <param name="written">Parameters that the method writes: it reads the others again, so they must not be the same memory.</param>
    public void Write(ICollection<Place> written, ICollection<Place>? zeroed = null, IReadOnlyDictionary<Place, string>? covered = null)
    {
        foreach (var p in places.Select(p => p.Parameter).Distinct()) Exist(p.Shape, p.Text(), isKnown: p.IsReceiver);
        foreach (var p in places.Where(p => p.IsColumn)) Column.Gather(writer, p);
        foreach (var p in places.Where(p => p.IsHeld && !p.IsColumn))
            writer.Line($"var {p.Name} = {(p.Shape.View.Length > 0 ? string.Format(p.Shape.View, p.Path, p.Label) : IsGiven(p) ? Given(p.Path, p.Label) : p.Path)};");

        foreach (var p in companions.SelectMany(Handed)) Exist(p.Parameter.Shape, p.Gradient.Split('.')[0]);
        foreach (var side in companions)
        {
            Column.Destinations(writer, side.Arrays);
            foreach (var p in side.Arrays.Where(p => !p.IsColumn || !p.IsFlat)) Fitting(p, side.IsWritten(p));
        }
        ObjectsApart();
        var read = companions.SelectMany(c => c.Arrays.Where(p => !c.IsWritten(p))).Select(p => (p, p.Shadow)).ToList();
        var filled = companions.SelectMany(c => c.Arrays.Where(c.IsWritten)).ToList();
        for (var i = 0; i < filled.Count; i++)
            if (filled[i] is { IsFlat: true, IsColumn: false })
                Apart(filled[i].Shadow, filled[i].Gradient, filled[i], places.Select(p => (p, p.Name)).Concat(read)
                .Concat(filled.Take(i).Select(a => (a, a.Shadow))));
        foreach (var p in written)
            if (p.IsFlat && !p.IsColumn)
                Apart(p.Name, p.Label, p, places.Where(o => o != p && !(written.Contains(o) && Order(o) < Order(p)))
                .Select(o => (o, o.Name)).Concat(read));
            else foreach (var other in places.Where(o => o != p && o.Shape.Type == p.Shape.Type))
                writer.Line($"{Checks}Apart(\"{p.Label}\", {p.Name}, {other.Name});");
        if (Start?.Invoke(written.Select(p => p.Name).Concat(filled.Where(p => !(p.IsColumn && p.IsFlat)).Select(p => p.Shadow))) == true)
            return;
        foreach (var p in filled)
            if (zeroed is not null && zeroed.Contains(p) && !(p.IsColumn && p.IsFlat))
                writer.Line(p.IsFlat ? $"{p.Shadow}.Clear();" : $"{Checks}Clear({p.Shadow});");
        foreach (var p in filled)
            if (covered is not null && covered.TryGetValue(p, out var part)) writer.Line($"{Checks}ClearBehind({p.Shadow}, {part});");
        if (filled.Count > 0 || read.Count > 0 || places.Any(p => p.IsHeld)) writer.Line();
    }

    private int Order(Place place) => places.ToList().IndexOf(place);

    // Its own gradient is looked for there, so it has to be there.
    private static IEnumerable<Place> Handed(Companions side) => side.Places.Where(p => p.Parameter is { Modifier: not "out ",
        Shape.HasActive: true } && !p.Parameter.Shape.IsScalar).GroupBy(p => p.Parameter).Select(g => g.First());

    private void Exist(Shape shape, string path, bool isKnown = false)
    {
        if (!isKnown && shape.Composition == Composition.Class && shape.HasActive) writer.Line(Given(path, path.Replace("@", "")) + ";");
        foreach (var item in shape.Items.Where(i => i.Name.Length > 0)) Exist(item, $"{path}.{CSharp.Escape(item.Name)}");
    }

    /// <summary>Numbers of an object are assigned: it must be nobody else.</summary>
    private void ObjectsApart()
    {
        var known = places.Select(p => p.Parameter).Distinct().SelectMany(p => Objects(p.Shape, p.Text())).ToList();
        var assigned = companions.Where(c => c.AssignsNumbers).SelectMany(c => c.Places)
            .Select(p => (p.Parameter, Gradient: p.Gradient.Split('.')[0])).Distinct();
        foreach (var (path, type) in assigned.Where(p => p.Parameter.Shape.HasActive && p.Parameter.Modifier != "out ")
            .SelectMany(p => Objects(p.Parameter.Shape, p.Gradient)))
        {
            foreach (var other in known.Where(k => k.Type == type))
                writer.Line($"{Checks}Apart(\"{path}\", (object){path}, {other.Path});");
            known.Add((path, type));
        }
    }

    private static IEnumerable<(string Path, string Type)> Objects(Shape shape, string path) =>
        (shape.Composition == Composition.Class && shape.HasActive && !shape.IsReplaced
            ? [(path, shape.Type.Name)] : Enumerable.Empty<(string, string)>())
            .Concat(shape.Items.Where(i => i.Name.Length > 0).SelectMany(i => Objects(i, $"{path}.{CSharp.Escape(i.Name)}")));

    private static bool IsGiven(Place p) => p.Shape is { Type.IsManagedArray: true, IsActive: true } && !(p.Shape.IsNullable && p.IsFlat);

    private static string Given(string path, string label) => $"{Checks}Given({path}, \"{label}\")";

    private void Fitting(Place p, bool isWritten)
    {
        var fitting = isWritten ? "Fitting" : "Along";
        if (!p.IsFlat)
        {
            if (p.Shadow != p.Gradient && !p.IsColumn) writer.Line($"var {p.Shadow} = {p.Gradient};");
            writer.Line($"{Checks}{fitting}({p.Shadow}, {p.Name}, \"{p.Gradient}\");");
            return;
        }
        var length = p.Shape is { IsNullable: true, Type.IsManagedArray: true } ? $"{p.Name}?.Length ?? 0" : $"{p.Name}.Length";
        writer.Line(p.Shadow == p.Gradient
            ? $"{p.Gradient} = {Checks}{fitting}({p.Gradient}, {length}, \"{p.Gradient}\");"
            : $"var {p.Shadow} = {Checks}{fitting}<{p.Shape.Type.Element}>({p.Gradient}, {length}, \"{p.Gradient}\");");
    }

    private void Apart(string memory, string label, Place place, IEnumerable<(Place Place, string Name)> others)
    {
        var names = others.Where(o => o.Place is { IsFlat: true, IsColumn: false }
            && o.Place.Shape.Type.Element == place.Shape.Type.Element).Select(o => o.Name).ToList();
        Apart(writer, $"{place.Shape.Type.Element}", memory, label, names);
    }

    /// <summary>Memory that is written lies apart from all of these.</summary>
    public static void Apart(CodeWriter writer, string type, string memory, string label, List<string> names)
    {
        for (var k = 0; k < names.Count; k += 8)
            writer.Line($"{Checks}Apart<{type}>(\"{label}\", {memory}, {string.Join(", ", names.Skip(k).Take(8))});");
    }
}
