namespace AutoBackprop.Core;

/// <summary>What members that run on several cores have beside the others: the caller's options, memory that is as it was if they do not
/// end, and what is handed from core to core.</summary>
public sealed class Cores
{
    /// <summary>Behind the name of the member.</summary>
    public const string Suffix = "Parallel";

    private const string Library = "global::AutoBackprop.";

    private readonly Model _model;
    private readonly List<string> _undos = [];
    private readonly List<(string Type, List<(string Type, string Name)> Fields)> _frames = [];
    private (string Name, string Type, string Call) _member;

    public Cores(Model model)
    {
        _model = model;
        HashSet<string> taken = [.. model.Parameters.Select(p => p.Name), .. model.Captured];
        Options = Free("options");
        (Returned, Alone, Scope) = (Free("returned"), Free("alone"), Free("products"));

        string Free(string name)
        {
            while (taken.Contains(name)) name += "_";
            return name;
        }
    }

    /// <summary>The last parameter.</summary>
    public string Options { get; }

    private string Returned { get; }

    // On one core.
    private string Alone { get; }

    private string Scope { get; }

    public Declared Parameter => new($"global::System.Threading.Tasks.ParallelOptions {Options} = null", Options);

    /// <summary>Names that a member needs for itself.</summary>
    public IEnumerable<string> Names => _undos.Concat([Returned, Alone, Scope]);

    /// <summary>The member is done: there was nothing to run on several cores.</summary>
    public bool HasEnded { get; private set; }

    /// <summary>A member begins.</summary>
    /// <param name="call">The same on one core.</param>
    public void Begin(string name, string type, string call)
    {
        (_member, HasEnded) = ((name, type, call), false);
        _undos.Clear();
    }

    public void Document(CodeWriter writer, Method? method)
    {
        writer.Line($"/// <param name=\"{Options}\">How many cores, which scheduler, cancellation; null for all cores.</param>");
        writer.Line("/// <exception cref=\"global::System.OperationCanceledException\">The token of the options was cancelled; nothing has been written.</exception>");
        if (method is null) return;
        var chunks = method.Body.AllSteps().Count(s => s is Chunked);
        writer.Line(chunks == 0 ? "/// <remarks>No loop of it runs on several cores.</remarks>"
            : $"/// <remarks>{chunks} loop{(chunks == 1 ? " runs" : "s run")} on several cores, in at most 64 chunks of iterations each, as many as there is work for: the result is the same to the last bit on however many cores. Where all iterations add to an array, each chunk has one of its own, within 64 MiB in all; these are summed in a fixed order.</remarks>");
    }

    /// <param name="memory">What is written.</param>
    /// <param name="safe">Of memory that is never left half written, what must hold for that.</param>
    /// <param name="work">About how much there is to do in all loops; null where that is not known now.</param>
    public void Start(CodeWriter writer, IEnumerable<string> memory, Dictionary<string, string> safe, string? work, Method method)
    {
        writer.Line($"{Library}Chunks.Start({Options});");
        foreach (var name in memory)
        {
            if (safe.TryGetValue(name, out var condition) && condition == "true") continue;
            var undo = $"undo_{name.TrimStart('@').Replace('.', '_')}";
            while (_undos.Contains(undo)) undo += "_";
            _undos.Add(undo);
            writer.Line($"using var {undo} = {Library}Undo.Of({name}{(condition is null ? "" : $", isSafe: {condition}")});");
        }
        var (loops, products) = (method.Body.AllSteps().Any(s => s is Chunked), method.Body.AllSteps().Any(s => s is Product or Call));
        HasEnded = !loops && !products;
        if (HasEnded) Return(writer, _member.Call, Returned);
        else if (work is not null && !products)
        {
            writer.Open($"if ({Library}Chunks.IsSmall({work}))");
            Return(writer, _member.Call, Alone);
            writer.Close();
        }
        if (!HasEnded && safe.Count > 0) writer.Line($"{Options} = {Library}Chunks.Uncancelled({Options});");
        if (products) writer.Line($"using var {Scope} = {Library}Chunks.Enter({Options});");
    }

    public void End(CodeWriter writer)
    {
        foreach (var undo in _undos) writer.Line($"{undo}.Done();");
    }

    public void Return(CodeWriter writer, string value) => Return(writer, value, Returned);

    private void Return(CodeWriter writer, string value, string local)
    {
        if (_member.Type == "void")
        {
            writer.Line(value + ";");
            End(writer);
            writer.Line("return;");
            return;
        }
        if (_undos.Count == 0)
        {
            writer.Line($"return {value};");
            return;
        }
        writer.Line($"{_member.Type} {local} = {value};");
        End(writer);
        writer.Line($"return {local};");
    }

    /// <summary>The name of a struct with these fields, by which a chunk finds what it is handed.</summary>
    public string Frame(string chunk, List<(string Type, string Name)> fields)
    {
        var type = $"{_model.Prefix}_{_member.Name.Substring(_model.Name.Length)}_{chunk}";
        _frames.Add((type, fields));
        return type;
    }

    public void Write(CodeWriter writer)
    {
        foreach (var (type, fields) in _frames)
        {
            writer.Line();
            writer.Line("// what chunks of iterations are handed");
            writer.Open($"private ref struct {type}");
            foreach (var group in fields.GroupBy(f => f.Type))
                writer.Line($"public {group.Key} {string.Join(", ", group.Select(f => f.Name))};");
            writer.Close();
        }
    }
}
