namespace AutoBackprop.Core;

/// <summary>The parts of one method: functions inside of it, behind its body, that see nothing but what they are handed.</summary>
public sealed class Parts
{
    private readonly Dictionary<Part, string> _names = [];
    private readonly List<(Part Part, List<string> Inputs)> _called = [];

    /// <param name="reserved">Names that mean something else in the method.</param>
    public Parts(Method method, ICollection<string> reserved)
    {
        foreach (var part in All(method.Body))
        {
            var name = "Loop_" + part.Name.Replace('.', '_');
            var own = name = name.TrimEnd('_');
            for (var i = 1; reserved.Contains(own) || _names.ContainsValue(own); i++) own = $"{name}_{i}";
            _names[part] = own;
        }
    }

    public IEnumerable<string> Names => _names.Values;

    /// <summary>What is handed goes by the same name inside.</summary>
    public string Call(Part part, Slots slots)
    {
        var inputs = new List<string>();
        foreach (var input in part.Inputs)
        {
            var name = slots.Of(input).Replace("@", "").Replace('.', '_');
            while (inputs.Contains(CSharp.Escape(name))) name += "_";
            inputs.Add(CSharp.Escape(name));
        }
        _called.Add((part, inputs));
        return $"{_names[part]}({string.Join(", ", part.Inputs.Select(v => (v.Type.IsReference ? "ref " : "") + slots.Of(v)))})";
    }

    public void Write(CodeWriter writer, Method of, Usings usings, Func<Callee, string> callee)
    {
        // A part may call another.
        for (var next = 0; next < _called.Count; next++)
        {
            var (part, inputs) = _called[next];
            var method = new Method(_names[part], part.Inputs, default, part.Body, part.Results.Map(r => (Expr)r)) { NextId = of.NextId };
            var type = method.Results.Count switch { 0 => "void", 1 => method.Results[0].Type.Name,
                _ => $"({string.Join(", ", method.Results.Select(r => r.Type.Name))})" };
            writer.Line();
            writer.Line(MethodEmitter.OnVectors);
            writer.Open($"static {type} {method.Name}({string.Join(", ", method.Parameters.Select((p, i) => $"{p.Type} {inputs[i]}"))})");
            var printer = new CSharpPrinter(writer, method, new Slots(method, inputs, [.. inputs.Select(_ => true)],
                usings.Names.Concat(Names)), usings, callee, parts: this);
            printer.Print(method.Body);
            if (method.Results.Count > 0)
                writer.Line(method.Results.Count == 1 ? $"return {printer.Text(method.Results[0])};"
                    : $"return ({string.Join(", ", method.Results.Select(printer.Text))});");
            writer.Close();
        }
    }

    private static IEnumerable<Part> All(Block block) => block.AllSteps().OfType<Part>().SelectMany(p => All(p.Body).Prepend(p));
}
