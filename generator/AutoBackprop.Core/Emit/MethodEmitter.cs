namespace AutoBackprop.Core;

/// <summary>What the generated members have in common: how their parameters, bodies and results are written.</summary>
public sealed class MethodEmitter
{
    private const string Generated = "[global::System.CodeDom.Compiler.GeneratedCode(\"AutoBackprop\", null)]";

    /// <summary>Stands for the version on a member that only throws.</summary>
    public const string IsRefused = "refused";

    private const string Refused = $"[global::System.CodeDom.Compiler.GeneratedCode(\"AutoBackprop\", \"{IsRefused}\")]";

    /// <summary>What stands on a method whose loops run on vectors.</summary>
    public const string OnVectors =
        "[global::System.Runtime.CompilerServices.MethodImpl(global::System.Runtime.CompilerServices.MethodImplOptions.AggressiveOptimization | global::System.Runtime.CompilerServices.MethodImplOptions.NoInlining)]";

    private readonly CodeWriter writer;
    private readonly Model model;
    private readonly Usings _usings;
    private readonly Names _names;
    private readonly CalleePrinter _callees;
    private readonly List<Place> _places;

    /// <param name="word">Begins the names of what goes with the parameters.</param>
    /// <param name="cores">For members that run on several cores.</param>
    public MethodEmitter(CodeWriter writer, Model model, Usings usings, CalleePrinter callees, string word = "grad", Cores? cores = null)
    {
        (this.writer, this.model, _usings, _names, _callees) = (writer, model, usings, new Names(model, word), callees);
        _places = Place.Of(model, _names);
        _cores = cores;
    }

    private readonly Cores? _cores;

    // The member that is being written.
    private Method? _method;

    /// <summary>For something else of the shape of the parameters than their gradients.</summary>
    public MethodEmitter Beside(string word) => new(writer, model, _usings, _callees, word, _cores);

    /// <summary>For the form of a member that runs on several cores.</summary>
    public MethodEmitter On(Cores cores) => new(writer, model, _usings, _callees, cores: cores);

    public CodeWriter Writer => writer;
    public Model Model => model;
    public Names Names => _names;
    public IReadOnlyList<Place> Places => _places;

    public void Open(string type, string suffix, IEnumerable<Declared> parameters)
    {
        var all = parameters.ToList();
        _cores?.Begin(model.Name + suffix, type, $"{CSharp.Escape(model.Name + suffix)}({string.Join(", ", all.Select(p => p.Argument))})");
        writer.Open($"{model.Modifiers} {type} {Header(suffix, all)}");
    }

    private string Header(string suffix, IEnumerable<Declared> parameters) =>
        $"{CSharp.Escape(model.Name + suffix + (_cores is null ? "" : Cores.Suffix))}{model.TypeParameters}({string.Join(", ", (_cores is null
            ? parameters : parameters.Append(_cores.Parameter)).Select(p => p.Text))})";

    /// <summary>The lines that check what the caller hands in.</summary>
    public DestinationChecks Checks(params IReadOnlyList<Companions> companions) =>
        new(writer, _places, companions) { Start = _cores is null ? null : memory => Start(memory, _method!) };

    /// <summary>What is written is as it was if the member does not end.</summary>
    /// <returns>Nothing is to follow.</returns>
    public bool Start(IEnumerable<string> memory, Method method)
    {
        _cores?.Start(writer, memory, SafeBy(method), WorkOf(method), method);
        return _cores?.HasEnded == true;
    }

    // Of each gradient, by the name that it has here.
    private Dictionary<string, string> SafeBy(Method method)
    {
        var safe = method.Chunking!.Safe.Where(s => method.OfGradient(s.Destination) is not null
            && s.Destination.Role == Role.Adjoint).ToList();
        return safe.ToDictionary(s => PlaceOf(s.Destination, method).Shadow, s => Beforehand(s.Condition, method));
    }

    private string? WorkOf(Method method) => method.Chunking!.Work is { } work ? Beforehand(work, method) : null;

    private string Beforehand(Expr e, Method method) =>
        new ExprPrinter(v => _places[method.Parameters.ToList().IndexOf(v)].Name, _usings).Text(e);

    /// <summary>The end of a member.</summary>
    public void Return(string value)
    {
        if (_cores is null) writer.Line($"return {value};");
        else _cores.Return(writer, value);
    }

    // Vector code in the first tier is slower than scalar code; inlined elsewhere, it would leave no room to inline its own operations.
    public void Attributes(Method? method)
    {
        _method = method;
        _cores?.Document(writer, method);
        writer.Line(method is null ? Refused : Generated);
        if (method is null && model.Refusal.Length > 0)
            writer.Line($"[global::System.Obsolete({CSharp.Quoted(model.Refusal)}, error: true)]");
        if (method is not null && Vectorise.IsIn(method))
            writer.Line(OnVectors);
    }

    // ── parts ────────────────────────────────────────────────────────────────────────────────────────────────

    /// <summary>How a body calls the gradients of arrays.</summary>
    public IEnumerable<Companion> Shadows => _places.Where(p => p.IsActiveArray).Select(p => new Companion(p.Shadow, false));

    /// <summary>How a body calls what goes with the active parameters.</summary>
    public IEnumerable<Companion> Tangents =>
        _places.Where((_, i) => model.Body!.IsActive[i]).Select(p => new Companion(p.IsArray ? p.Shadow : p.Gradient, false));

    /// <param name="more">The parameters of the body beside the user's, in order.</param>
    /// <param name="assigned">What is assigned at the end, beside parameters and their gradients.</param>
    public void Body(CompiledMember compiled, IEnumerable<Companion> more, Action<IReadOnlyList<string>> end,
        IEnumerable<string>? assigned = null)
    {
        if (_cores is { HasEnded: true }) return;
        var (method, outlined) = (compiled.Whole!, compiled.Outlined!);
        var companions = _cores is null ? more.ToList() : [.. more, new Companion(_cores.Options, false)];
        List<string> paths = [.. _places.Select(p => p.Name), .. companions.Select(s => s.Text)];
        List<bool> assignable = [.. _places.Select(p => p.IsAssignable && !p.IsArray), .. companions.Select(s => s.IsPlace)];
        var reserved = _usings.Names.Concat(model.Parameters.Select(p => p.Name)).Concat(paths.Select(p => p.Split('.')[0].TrimStart('@')))
            .Concat(model.Parameters.Select(p => _names.Gradient(p.Name))).Append(_names.Result).Concat(model.Captured)
                .Concat(assigned ?? []).Concat(model.Parameters.Any(p => p.Shape.Element is not null) ? [Column.Index(model)] : [])
                .ToList();
        if (_cores is not null) reserved.AddRange(_cores.Names);
        var tape = "tape";
        while (reserved.Contains(tape)) tape += "_";
        reserved.Add(tape);
        var parts = new Parts(outlined, reserved, _cores);
        var slots = new Slots(outlined, paths, assignable, reserved.Concat(parts.Names));
        var printer = new CSharpPrinter(writer, outlined, slots, _usings, _callees.NameOf, parts: parts) { TapeName = tape };
        var hasTape = CalleePrinter.NeedsTape(method);
        if (hasTape)
        {
            writer.Line($"var {tape} = default({_callees.TapeType});");
            writer.Open("try");
        }
        printer.Print(outlined.Body);
        end(Held(method.Results, printer, slots, assigned ?? []));
        if (model.Result is null) _cores?.End(writer);
        if (hasTape)
        {
            writer.Close();
            writer.Open("finally");
            writer.Line($"{tape}.Dispose();");
            writer.Close();
        }
        parts.Write(writer, outlined, _usings, _callees.NameOf);
    }

    /// <summary>The results as C#; what reads a variable of the caller that is about to be assigned is computed first.</summary>
    private List<string> Held(EquatableArray<Expr> results, CSharpPrinter printer, Slots slots, IEnumerable<string> more)
    {
        HashSet<string> assigned = [.. ByReference.SelectMany(p => new[] { p.Name, p.Gradient }), .. more];
        var own = ByReference.Select(p => p.Name).ToList();
        var returned = results.Count == 0 || model.Body is null ? 0 : model.Body.Results.Count - model.Body.Finals;
        return [.. results.Select((r, i) =>
        {
            var text = printer.Text(r);
            if (r.Variables().FirstOrDefault(v => assigned.Contains(slots.Of(v))) is not { } read
                || i >= returned && i - returned < own.Count && own[i - returned] == text) return text;
            var aside = slots.Aside(new Var("old", int.MinValue / 2 + i, r.Type), read);
            writer.Line($"var {aside} = {text};");
            return aside;
        })];
    }

    /// <summary>The text of each scalar's gradient, by its path in the gradient of the parameter.</summary>
    public Dictionary<string, string> Gradients(IReadOnlyList<string> results)
    {
        var from = model.Body!.Results.Count;
        return _places.Where((p, i) => model.Body.IsActive[i] && !p.IsArray).Select((p, i) => (p.Gradient, Text: results[from + i]))
            .ToDictionary(p => p.Gradient, p => p.Text);
    }

    /// <summary>Paths of gradients that are zero, whatever the arguments.</summary>
    public HashSet<string> ZeroGradients(Method method)
    {
        var from = model.Body!.Results.Count;
        return [.. _places.Where((p, i) => model.Body.IsActive[i] && !p.IsArray).Where((_, i) => method.Results[from + i].IsZero)
            .Select(p => p.Gradient)];
    }

    /// <summary>Leaves what the method leaves in its parameters.</summary>
    public void Finals(IReadOnlyList<string> results)
    {
        var from = model.Body!.Results.Count - model.Body.Finals;
        var finals = ByReference.Select((p, i) => (p.Path, Text: results[from + i])).Where(p => p.Path != p.Text)
            .ToDictionary(p => p.Path, p => p.Text);
        foreach (var p in model.Parameters.Where(IsByReference))
        {
            string? Final(Shape shape, string path) => finals.TryGetValue(path, out var text) ? text : null;
            // Nothing of it may be read, or set by a property, before all of it is there.
            if (IsOut(p) && p.Shape.HasProperties) writer.Line($"{p.Text()} = {Pack(p.Shape, p.Text(), Final)};");
            else Lines(Update.Lines(p.Shape, p.Text(), Final));
        }
    }

    /// <summary>Leaves the tangents of what the method leaves in its parameters: of all that is real, in order.</summary>
    public void TangentFinals(Queue<string> tangents)
    {
        var finals = ByReference.Where(p => p.Shape.Type.IsReal).ToDictionary(p => p.Gradient, _ => tangents.Dequeue());
        string? Final(Shape shape, string path) => shape.IsActive && finals.TryGetValue(path, out var text) && text != path ? text : null;
        foreach (var p in model.Parameters.Where(p => IsByReference(p) && p.Shape.HasActive))
            if (IsOut(p)) writer.Line($"{_names.Gradient(p.Name)} = {Pack(p.Shape, _names.Gradient(p.Name), Final)};");
            else Lines(Update.Lines(p.Shape, _names.Gradient(p.Name), Final));
    }

    /// <summary>What the user's method returns.</summary>
    public string Returned(IReadOnlyList<string> results)
    {
        var values = new Queue<string>(results);
        return Pack(model.Result!, "", (_, _) => values.Dequeue());
    }

    /// <summary>Scalars that come back through parameters.</summary>
    public List<Place> ByReference => [.. _places.Where(p => IsByReference(p.Parameter) && !p.IsArray)];

    public static bool IsByReference(Parameter p) => p.Modifier is "ref " or "out ";
    public static bool IsOut(Parameter p) => p.Modifier == "out ";

    public void Lines(IEnumerable<string> lines)
    {
        foreach (var line in lines) writer.Line(line);
    }

    public void Refuse() => writer.Line($"throw new global::System.NotSupportedException(\"{model.Name} cannot be differentiated; the build says why.\");");

    public IEnumerable<Declared> Parameters(bool withDefaults) => model.Listed.Select(p => new Declared(
        $"{p.Marks}{(withDefaults ? p.MarksWithDefault : "")}{(withDefaults && p.IsParams && _cores is null ? "params " : "")}{p.Modifier}{p.Shape.CSharpType} {p.Text()}{(withDefaults ? p.Default : "")}",
        p.Modifier + p.Text()));

    public HashSet<Place> Written()
    {
        var arrays = new Arrays(model.Body!);
        return [.. _places.Where((p, i) => p.IsArray && arrays.IsWritten(model.Body!.Parameters[i]))];
    }

    /// <summary>What the body stores of each gradient.</summary>
    public Dictionary<Place, string> Covered(Method method, Func<Var, Place>? placeOf = null)
    {
        var names = _places.Select(p => p.Name).Concat(_places.Where(p => p.IsActiveArray).Select(p => p.Shadow)).ToList();
        var printer = new ExprPrinter(v => names[method.Parameters.ToList().IndexOf(v)], _usings);
        return method.Covered.ToDictionary(c => placeOf is null ? PlaceOf(c.Array, method) : placeOf(c.Array),
            c => $"{printer.Text(c.Rows)}, {printer.Text(c.Columns)}");
    }

    /// <summary>The parameter whose gradient lies there.</summary>
    public Place PlaceOf(Var gradient, Method method) => _places[method.Parameters.ToList().IndexOf(method.OfGradient(gradient)!)];

    /// <summary>What callers in other assemblies want to know of memory that could be written.</summary>
    public string MarkOf(Parameter p)
    {
        if (model.Body is not { } body || !p.Shape.Type.IsArray || p.Shape.Type.IsReadOnly) return "";
        return Uses.Of(body).Where((_, i) => ReferenceEquals(_places[i].Parameter, p)).DefaultIfEmpty(Use.Writes).First() switch
        {
            Use.Reads => "[global::AutoBackprop.Unchanged] ",
            Use.Overwrites => "[global::AutoBackprop.Overwritten] ",
            _ => "",
        };
    }

    public Declared Destination(Parameter p) => Destination(p, byValue: false);

    /// <summary>What goes with a parameter in its own form: memory that can only be read where that can only be read.</summary>
    public Declared Along(Parameter p) =>
        new($"{(p.Shape.Type is { IsArray: true, IsReadOnly: false } ? DestinationChecks.TypeOf(p.Shape) : p.Shape.Type.Name)} {_names.Gradient(p.Name)}",
            _names.Gradient(p.Name));

    private Declared Destination(Parameter p, bool byValue) => new(Written(p, byValue),
        (IsHandedByReference(p) && !byValue ? "ref " : "") + _names.Gradient(p.Name));

    private string Written(Parameter p, bool byValue) =>
        p.Shape.Element is { } element ? $"global::System.Span<{element.Type.Name}> {_names.Gradient(p.Name)}"
        : p.Shape.Type.IsArray ? $"{DestinationChecks.TypeOf(p.Shape)} {_names.Gradient(p.Name)}"
        : $"{(IsHandedByReference(p) && !byValue ? "ref " : "")}{p.Shape.Type.Name} {_names.Gradient(p.Name)}";

    // Arrays and objects are changed where they are.
    private static bool IsHandedByReference(Parameter p) =>
        !p.Shape.Type.IsArray && p.Shape.Element is null && (p.Shape.Composition != Composition.Class || p.Shape.IsReplaced);

    /// <summary>A struct of arrays need not come by reference: it stays as it is.</summary>
    public void ByValue(string type, string suffix, List<Declared> parameters, List<Parameter> destinations, bool takesResult)
    {
        bool IsStruct(Parameter p) => p.Shape.IsTuple && p.Shape.Composition is not (Composition.Class or Composition.Objects);
        if (!destinations.Any(IsStruct) || destinations.Any(p => IsStruct(p) && p.Shape.HasNumbers)) return;
        writer.Line();
        var name = CSharp.Escape(model.Name + suffix + (_cores is null ? "" : Cores.Suffix));
        writer.Line("/// <summary>The same; of the gradients, only elements of arrays are written.</summary>");
        writer.Line(Generated);
        writer.Line($"{model.Modifiers} {type} {Header(suffix, parameters.Concat(destinations.Select(p => Destination(p, IsStruct(p)))))} =>");
        var passed = model.Listed.Select(p => p.Modifier + p.Text());
        if (takesResult) passed = passed.Append(_names.Result);
        passed = passed.Concat(destinations.Select(p => (IsHandedByReference(p) ? "ref " : "") + _names.Gradient(p.Name)));
        if (_cores is not null) passed = passed.Append(_cores.Options);
        writer.Line($"    {name}{model.TypeParameters}({string.Join(", ", passed)});");
    }

    // ── values with items ────────────────────────────────────────────────────────────────────────────────────

    /// <summary>How the adjoint of the result is handed over.</summary>
    public static string SeedType(Shape result) =>
        result.Type is { IsArray: true, Element: { } element } ? IrType.ReadOnlySpanOf(element).Name : result.Type.Name;

    /// <summary>A value put together from its leaves; those without stay at their default.</summary>
    public static string Pack(Shape shape, string path, Func<Shape, string, string?> leaf)
    {
        if (!shape.IsTuple) return leaf(shape, path) ?? "default";
        var items = shape.Items.Where(i => i.Name.Length > 0).Select(i => Pack(i, $"{path}.{CSharp.Escape(i.Name)}", leaf)).ToList();
        if (shape.Composition == Composition.Tuple) return $"({string.Join(", ", items)})";
        var text = shape.Make;
        for (var i = 0; i < items.Count; i++) text = text.Replace(Opaque.Hole(i), items[i]);
        return text;
    }
}

/// <summary>How a body calls a parameter beside the user's: the adjoint of a real result, a gradient, a tangent.</summary>
/// <param name="IsPlace">It can be assigned; else it is a number, or memory.</param>
public sealed record Companion(string Text, bool IsPlace);

/// <summary>A parameter of a member as it is declared, and as it is handed on.</summary>
public sealed record Declared(string Text, string Argument);
