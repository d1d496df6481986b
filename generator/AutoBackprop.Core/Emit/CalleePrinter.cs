namespace AutoBackprop.Core;

/// <summary>Writes the private methods of what is called, not inlined: its value, and its two sweeps with a tape between them.</summary>
public sealed class CalleePrinter(CodeWriter writer, Model model, Usings usings, EquatableArray<CompiledCallee> callees)
{
    private readonly Tape _tape = new(model.Prefix + "_Tape");

    public string TapeType => _tape.Type;

    /// <summary>The C# name of a callee.</summary>
    public string NameOf(Callee callee) =>
        callee.IsOurs ? Name(callee.Name, callee.Sweep) : callee.Sweep == Sweep.Backward ? callee.Backward! : callee.Name;

    private string Name(string callee, Sweep sweep) => $"{model.Prefix}_{callee}{(sweep == Sweep.Value ? "" : "_" + sweep)}";

    public static bool NeedsTape(Method method) => method.Body.AllSteps().Any(s => s is Call { Callee.TakesTape: true });

    public void Write()
    {
        foreach (var callee in callees) Write(callee);
        if (callees.Any(c => IsTaped(c.Sweep))) _tape.Declare(writer);
    }

    private static bool IsTaped(Sweep sweep) => sweep is Sweep.Forward or Sweep.Backward;

    private void Write(CompiledCallee callee)
    {
        var (name, sweep, method) = (callee.Name, callee.Sweep, callee.Method);
        writer.Line();
        writer.Line("// " + sweep switch
        {
            Sweep.Forward => $"{name}, which calls itself: the value; keeps on the tape what the backward sweep takes back",
            Sweep.Backward => $"{name}: the gradient, from what the forward sweep kept",
            Sweep.Tangent => $"{name}: the value and its tangent",
            _ => $"{name}: the value",
        });
        var names = Names(method);
        var parameters = method.Parameters.Select((p, i) => $"{p.Type} {names[i]}");
        if (IsTaped(sweep)) parameters = parameters.Append($"ref {_tape.Type} tape");
        var type = method.Results.Count switch { 0 => "void", 1 => method.Results[0].Type.Name,
            _ => $"({string.Join(", ", method.Results.Select(r => r.Type.Name))})" };
        writer.Open($"private static {type} {Name(name, sweep)}({string.Join(", ", parameters)})");
        var slots = new Slots(method, names, [.. names.Select(_ => true)], usings.Names.Append("tape"));
        _tape.Method = name;
        var printer = new CSharpPrinter(writer, method, slots, usings, NameOf, IsTaped(sweep) ? _tape : null);
        printer.Print(method.Body);
        if (method.Results.Count > 0)
            writer.Line(method.Results.Count == 1
                ? $"return {printer.Text(method.Results[0])};" : $"return ({string.Join(", ", method.Results.Select(printer.Text))});");
        writer.Close();
    }

    private List<string> Names(Method method)
    {
        var names = method.Parameters.Select((p, i) =>
            p.Role != Role.Seed ? p.Word.Replace('.', '_') : i == 0 ? "grad_result" : $"grad_result{i}").ToList();
        for (var i = 0; i < names.Count; i++)
            while (names.IndexOf(names[i]) < i || names[i] == "tape" || usings.Names.Contains(names[i])) names[i] += "_";
        return [.. names.Select(CSharp.Escape)];
    }
}
