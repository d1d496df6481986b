namespace AutoBackprop.Core;

/// <summary>The adjoints of what a method returns, as the body calls them: numbers where they are, arrays by a local.</summary>
public sealed class SeedPlaces
{
    /// <param name="Path">Where the caller put it.</param>
    /// <param name="Name">What the body reads.</param>
    public sealed record SeedPlace(Shape Shape, string Path, string Name);

    private readonly HashSet<string> _taken;
    private readonly List<SeedPlace> _all = [];
    private readonly List<string> _objects = [];

    public SeedPlaces(Model model, Names names, IEnumerable<Place> places)
    {
        _taken = [.. model.Parameters.Select(p => p.Name), .. model.Parameters.Select(p => names.Gradient(p.Name)), names.Result,
            .. places.SelectMany(p => new[] { p.Name, p.Shadow })];
        if (model.Result is { } result) Add(result, names.Result);
    }

    /// <summary>In the order of the results of the <see cref="Method"/>.</summary>
    public IReadOnlyList<SeedPlace> All => _all;

    private void Add(Shape shape, string path)
    {
        if (shape is { Composition: Composition.Class, HasActive: true }) _objects.Add(path);
        foreach (var item in shape.Items.Where(i => i.Name.Length > 0)) Add(item, $"{path}.{CSharp.Escape(item.Name)}");
        if (shape.IsTuple) return;
        if (shape.Type.IsReal) _all.Add(new SeedPlace(shape, path, path));
        else if (shape.Type.IsArray && shape.IsActive) _all.Add(new SeedPlace(shape, path, path.IndexOf('.') < 0 ? path : Local(path)));
    }

    private string Local(string path)
    {
        var name = path.Replace("@", "").Replace('.', '_');
        while (!_taken.Add(name)) name += "_";
        return name;
    }

    /// <summary>Spans of the arrays in a tuple or record: one that is not there has no elements.</summary>
    public void Write(CodeWriter writer)
    {
        foreach (var path in _objects) writer.Line($"global::AutoBackprop.Destinations.Given({path}, \"{path.Replace("@", "")}\");");
        foreach (var p in _all.Where(p => p.Name != p.Path))
            writer.Line($"{IrType.ReadOnlySpanOf(p.Shape.Type.Element!).Name} {p.Name} = {(p.Shape.View.Length > 0 ? string.Format(p.Shape.View, p.Path, p.Path) : p.Path)};");
    }
}
