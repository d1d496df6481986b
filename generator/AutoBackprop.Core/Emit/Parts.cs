namespace AutoBackprop.Core;

/// <summary>The parts of one method: functions inside of it, behind its body, that see nothing but what they are handed.</summary>
public sealed class Parts
{
    private readonly Dictionary<object, string> _names = [];
    private readonly HashSet<string> _frames = [];
    private readonly List<(Method Method, List<string> Inputs)> _called = [];
    private readonly Cores? _cores;

    /// <param name="reserved">Names that mean something else in the method.</param>
    public Parts(Method method, ICollection<string> reserved, Cores? cores = null)
    {
        _cores = cores;
        foreach (var part in All(method.Body))
        {
            var name = part is Part p ? "Loop_" + p.Name.Replace('.', '_') : ((Chunked)part).Chunk.Name.Replace('.', '_').Replace("#", "");
            var own = name = name.TrimEnd('_');
            for (var i = 1; reserved.Contains(own) || _names.ContainsValue(own); i++) own = $"{name}_{i}";
            _names[part] = own;
            if (part is Chunked) _frames.Add("frame_" + own);
        }
    }

    public IEnumerable<string> Names => _names.Values.Concat(_frames);

    /// <summary>What is handed goes by the same name inside.</summary>
    public string Call(Part part, Slots slots)
    {
        var inputs = new List<string>();
        foreach (var input in part.Inputs) Add(inputs, slots.Of(input));
        _called.Add((new Method(_names[part], part.Inputs, default, part.Body, part.Results.Map(r => (Expr)r)), inputs));
        return $"{_names[part]}({string.Join(", ", part.Inputs.Select(v => (v.Type.IsReference ? "ref " : "") + slots.Of(v)))})";
    }

    private static void Add(List<string> names, string name)
    {
        name = name.Replace("@", "").Replace('.', '_');
        while (names.Contains(CSharp.Escape(name))) name += "_";
        names.Add(CSharp.Escape(name));
    }

    private static string Readable(Var v) =>
        v.Name.Replace("#", "") is var name && char.IsDigit(name[0]) ? "value" : name;

    /// <summary>The lines that run chunks.</summary>
    public IEnumerable<string> Run(Chunked chunks, Slots slots, Func<Expr, string> text)
    {
        var (name, parameters, inputs) = (_names[chunks], chunks.Chunk.Parameters, new List<string>());
        for (var i = 0; i < parameters.Count; i++)
            Add(inputs, i > 0 && chunks.Args[i - 1] is Var v ? slots.Of(v) : Readable(parameters[i]));
        _called.Add((chunks.Chunk with { Name = name }, inputs));
        var fields = inputs.Skip(1).Zip(parameters.Skip(1), (n, p) => (p.Type.Name, n)).ToList();
        var (type, frame) = (_cores!.Frame(name, fields), "frame_" + name);
        yield return $"var {frame} = new {type}";
        yield return "{";
        for (var i = 0; i < fields.Count; i++) yield return $"    {fields[i].n} = {text(chunks.Args[i])},";
        yield return "};";
        yield return $"global::AutoBackprop.Chunks.Run({text(chunks.Count)}, {text(chunks.Cores)}, ref {frame}, static (int chunk, ref {type} of) => {name}({string.Join(", ", fields.Select(f => "of." + f.n).Prepend("chunk"))}));";
    }

    public void Write(CodeWriter writer, Method of, Usings usings, Func<Callee, string> callee)
    {
        // A part may call another.
        for (var next = 0; next < _called.Count; next++)
        {
            var (method, inputs) = _called[next];
            method = method with { NextId = of.NextId };
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

    private static IEnumerable<Stmt> All(Block block) => block.AllSteps().SelectMany(s => s switch
    {
        Part p => All(p.Body).Prepend(p),
        Chunked c => All(c.Chunk.Body).Prepend(c),
        _ => Enumerable.Empty<Stmt>(),
    });
}
