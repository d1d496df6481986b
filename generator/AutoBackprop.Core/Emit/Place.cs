namespace AutoBackprop.Core;

/// <summary>A leaf of a parameter, as the generated code calls it.</summary>
/// <param name="Path">"net.Output.W".</param>
/// <param name="Name">What the body reads: the path, or a local that holds what is there.</param>
/// <param name="Gradient">"gradNet.Output.W".</param>
/// <param name="Shadow">What the body adds to: the parameter, or a local, that holds the gradient of an array.</param>
/// <param name="IsAssignable">The body may use it as a variable.</param>
public sealed record Place(Parameter Parameter, Shape Shape, string Path, string Name, string Gradient, string Shadow, bool IsAssignable)
{
    public bool IsHeld => Name != Path;
    public bool IsArray => Shape.Type.IsArray;
    public bool IsActiveArray => IsArray && Shape.IsActive;

    /// <summary>One index after the other, as a span has them.</summary>
    public bool IsFlat => Shape.Type is { IsArray: true, Rank: 1, Element.IsArray: false };

    /// <summary>It holds a member of all elements of an array of objects.</summary>
    public bool IsColumn => Shape.Column.Length > 0;

    /// <summary>For a message: as the user spells it, without what keeps keywords apart.</summary>
    public string Label => Path.Replace("@", "");

    /// <summary>In the order of the parameters of the <see cref="Method"/>.</summary>
    public static List<Place> Of(Model model, Names names)
    {
        var places = new List<Place>();
        HashSet<string> taken = [.. model.Parameters.Select(p => p.Name), .. model.Parameters.Select(p => names.Gradient(p.Name)),
            names.Result];
        foreach (var p in model.Parameters)
            Add(p, p.Shape, p.Text(), names.Gradient(p.Name), isInObject: false,
                isAssignable: p is { Modifier: not "in ", IsReceiver: false } and not { Modifier: "out ", Shape.HasProperties: true });
        return places;

        void Add(Parameter p, Shape shape, string path, string gradient, bool isInObject, bool isAssignable)
        {
            foreach (var item in shape.Items)
            {
                var inObject = isInObject || shape.Composition == Composition.Class;
                if (item.Name.Length == 0) Leaf(p, item, path, gradient, inObject: false, isAssignable: false);
                else Add(p, item, $"{path}.{CSharp.Escape(item.Name)}", $"{gradient}.{CSharp.Escape(item.Name)}", inObject,
                    isAssignable && item.Access == Access.Set && (item.IsField || !item.IsTuple));
            }
            if (!shape.IsTuple) Leaf(p, shape, path, gradient, isInObject, isAssignable);
        }

        void Leaf(Parameter p, Shape shape, string path, string gradient, bool inObject, bool isAssignable)
        {
            var isHeld = shape.View.Length > 0 || path.IndexOf('.') >= 0 && (shape.Type.IsArray || inObject);
            places.Add(new Place(p, shape, path, isHeld ? Local(path) : path, gradient,
                shape.Type.IsArray && gradient.IndexOf('.') >= 0 ? Local(gradient) : gradient, isHeld || isAssignable));
        }

        string Local(string path)
        {
            var name = path.Replace("@", "").Replace('.', '_');
            while (!taken.Add(name)) name += "_";
            return name;
        }
    }
}
