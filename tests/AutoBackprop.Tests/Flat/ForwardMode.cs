using AutoBackprop.Core;
using System.Reflection;
using System.Runtime.CompilerServices;

namespace AutoBackprop.Tests;

/// <summary>Runs the IR of a method on arguments of any type, with a direction beside them.</summary>
internal sealed class ForwardMode(Model model, Interpreter interpreter)
{
    /// <summary>All that comes out: the results, then what is in the arguments, leaf by leaf as the model has them.</summary>
    public (List<Lane> Results, List<Lane> Left) Run(IReadOnlyList<FlatParameter> parameters, object?[] args, object?[] direction)
    {
        var leaves = Lanes(parameters, args, direction);
        var body = model.Body!;
        var all = interpreter.Run(body, leaves);
        var finals = new Queue<Lane>(all[^body.Finals..]);
        var left = new List<Lane>();
        var next = 0;
        foreach (var p in model.Parameters)
            foreach (var leaf in p.Shape.Leaves)
            {
                var lane = leaves[next++];
                left.AddRange(leaf.Type.IsArray ? Flat(lane) : [p.Modifier is "ref " or "out " ? finals.Dequeue() : lane]);
            }
        return ([.. all[..^body.Finals]], left);
    }

    /// <summary>The same places in other values of these types.</summary>
    public List<Lane> Of(IReadOnlyList<FlatParameter> parameters, object?[] values) => [.. Lanes(parameters, values, values).SelectMany(Flat)];

    private List<Lane> Lanes(IReadOnlyList<FlatParameter> parameters, object?[] values, object?[] direction) => [.. model.Parameters.SelectMany((p, i) => Lanes(p.Shape, parameters[i].Type, values[i], direction[i], NamesOf(parameters[i].Info!)))];

    // The elements of a tuple have their names in the source, and in an attribute.
    private static IList<string?> NamesOf(ParameterInfo p) => p.GetCustomAttribute<TupleElementNamesAttribute>()?.TransformNames ?? [];

    private static IEnumerable<Lane> Flat(Lane lane) => lane.Value switch
    {
        Window window => window.Items.Skip(window.Start).Take(window.Length).SelectMany(Flat),
        Dictionary<string, Lane> members => members.OrderBy(m => m.Key, StringComparer.Ordinal).Select(m => m.Value),
        _ => [lane],
    };

    private static IEnumerable<Lane> Lanes(Shape shape, Type type, object? value, object? direction, IList<string?> names)
    {
        if (!shape.IsTuple) return [Leaf(type, value, direction, shape.IsActive, names)];
        var isObject = shape.Composition == Composition.Class;
        var members = shape.Items.Skip(isObject ? 1 : 0).SelectMany((item, i) => Field(type, item.Name, i) is var field
            ? Lanes(item, field.FieldType, Numbers.Get(value!, field), Numbers.Get(direction!, field), []) : []);
        return isObject ? members.Prepend(new Lane(value)) : members;
    }

    private static FieldInfo Field(Type type, string name, int index)
    {
        var fields = Numbers.Fields(type).Select(f => f.Field);
        return MethodCase.IsTuple(type) && type.Namespace == "System" ? fields.ElementAt(index) : fields.Single(f => Numbers.Member(f).Name == name);
    }

    private static Lane Leaf(Type type, object? value, object? direction, bool isActive, IList<string?> names)
    {
        if (value is not Array array || Numbers.ElementOf(type) is not { } element) return Lane.Of(value, isActive && value is double or float ? Convert.ToDouble(direction) : 0);
        Lane[] items = [.. array.Cast<object>().Zip(((Array)direction!).Cast<object>(), (a, b) => Element(element, a, b, isActive, names))];
        return new(new Window(items, 0, items.Length) { Origin = array });
    }

    private static Lane Element(Type type, object value, object direction, bool isActive, IList<string?> names)
    {
        if (type.IsArray || Numbers.Fields(type).Length == 0) return Leaf(type, value, direction, isActive, names);
        var members = new Dictionary<string, Lane>();
        Members(type, value, direction, isActive, "", names, members);
        return new(members);
    }

    private static void Members(Type type, object value, object direction, bool isActive, string path, IList<string?> names, Dictionary<string, Lane> all)
    {
        foreach (var ((field, isConstant), i) in Numbers.Fields(type).Select((f, i) => (f, i)))
        {
            var (name, inner, along) = (path + (i < names.Count ? names[i] : Numbers.Member(field).Name), field.GetValue(value)!, field.GetValue(direction)!);
            if (Numbers.Fields(field.FieldType).Length == 0) all[name] = Leaf(field.FieldType, inner, along, isActive && !isConstant, []);
            else Members(field.FieldType, inner, along, isActive && !isConstant, name + ".", [], all);
        }
    }
}
