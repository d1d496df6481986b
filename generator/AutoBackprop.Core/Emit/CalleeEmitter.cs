namespace AutoBackprop.Core;

/// <summary>Writes the private methods of what is called, not inlined: its value, and its two sweeps with a tape between them.</summary>
public sealed class CalleeEmitter(CodeWriter writer, Model model)
{
    private readonly Dictionary<string, Method> _callees = model.Callees.ToDictionary(c => c.Name);
    private readonly Dictionary<string, (Method Forward, Method Backward)> _split = [];
    private readonly SortedSet<(string Name, Sweep Sweep)> _wanted = [];
    private readonly Tape _tape = new(model.Prefix + "_Tape");

    public string TapeType => _tape.Type;

    /// <summary>The C# name of a callee; remembers that it has to be written.</summary>
    public string NameOf(Callee callee)
    {
        if (!callee.IsOurs) return callee.Sweep == Sweep.Backward ? callee.Backward! : callee.Name;
        _wanted.Add((callee.Name, callee.Sweep));
        return Name(callee.Name, callee.Sweep);
    }

    private string Name(string callee, Sweep sweep) => $"{model.Prefix}_{callee}{(sweep == Sweep.Value ? "" : "_" + sweep)}";

    public static bool NeedsTape(Method method) => method.Body.AllSteps().Any(s => s is Call { Callee: { IsOurs: true, Sweep: not Sweep.Value } });

    public void Write()
    {
        var written = new HashSet<(string, Sweep)>();
        while (_wanted.FirstOrDefault(w => !written.Contains(w)) is { Name: not null } next)
        {
            written.Add(next);
            Write(next.Name, next.Sweep);
        }
        if (written.Any(w => w.Item2 != Sweep.Value)) _tape.Declare(writer);
    }

    private void Write(string name, Sweep sweep)
    {
        var method = sweep switch
        {
            Sweep.Forward => Pipeline.Optimise(Split(name).Forward),
            Sweep.Backward => Pipeline.Optimise(Split(name).Backward),
            _ => Pipeline.Optimise(Normalise.Run(_callees[name])),
        };
        writer.Line();
        writer.Line("// " + sweep switch
        {
            Sweep.Forward => $"{name}, which calls itself: the value; keeps on the tape what the backward sweep takes back",
            Sweep.Backward => $"{name}: the gradient, from what the forward sweep kept",
            _ => $"{name}: the value",
        });
        var names = Names(method);
        var parameters = method.Parameters.Select((p, i) => $"{p.Type} {names[i]}");
        if (sweep != Sweep.Value) parameters = parameters.Append($"ref {_tape.Type} tape");
        var type = method.Results.Count switch { 0 => "void", 1 => method.Results[0].Type.Name, _ => $"({string.Join(", ", method.Results.Select(r => r.Type.Name))})" };
        writer.Open($"private static {type} {Name(name, sweep)}({string.Join(", ", parameters)})");
        var slots = new Slots(method, names, [.. names.Select(_ => true)], model.Aliases.Append("tape"));
        _tape.Method = name;
        var printer = new CSharpPrinter(writer, method, slots, model.Aliases.ToList(), NameOf, sweep == Sweep.Value ? null : _tape);
        printer.Print(method.Body);
        if (method.Results.Count > 0)
            writer.Line(method.Results.Count == 1 ? $"return {printer.Text(method.Results[0])};" : $"return ({string.Join(", ", method.Results.Select(printer.Text))});");
        writer.Close();
    }

    private (Method Forward, Method Backward) Split(string name) =>
        _split.TryGetValue(name, out var known) ? known : _split[name] = Reverse.Split(Pipeline.Prepare(_callees[name]));

    private List<string> Names(Method method)
    {
        var names = method.Parameters.Select((p, i) => p.Role != Role.Seed ? p.Word.Replace('.', '_') : i == 0 ? "grad_result" : $"grad_result{i}").ToList();
        for (var i = 0; i < names.Count; i++)
            while (names.IndexOf(names[i]) < i || names[i] == "tape" || model.Aliases.Contains(names[i])) names[i] += "_";
        return [.. names.Select(CSharp.Escape)];
    }
}
