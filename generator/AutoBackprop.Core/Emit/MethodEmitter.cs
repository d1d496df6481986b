namespace AutoBackprop.Core;

/// <summary>Writes FGradient, FBackward, and the private methods that they call.</summary>
public sealed class MethodEmitter
{
    private const string Generated = "[global::System.CodeDom.Compiler.GeneratedCode(\"AutoBackprop\", null)]";

    /// <summary>Stands for the version on a member that only throws.</summary>
    public const string IsRefused = "refused";

    private const string Refused = $"[global::System.CodeDom.Compiler.GeneratedCode(\"AutoBackprop\", \"{IsRefused}\")]";

    /// <summary>What stands on a method whose loops run on vectors.</summary>
    public const string OnVectors = "[global::System.Runtime.CompilerServices.MethodImpl(global::System.Runtime.CompilerServices.MethodImplOptions.AggressiveOptimization | global::System.Runtime.CompilerServices.MethodImplOptions.NoInlining)]";

    private readonly CodeWriter writer;
    private readonly Model model;
    private readonly Names _names;
    private readonly CalleeEmitter _callees;
    private readonly List<Place> _places;
    private readonly bool _optimised;
    private readonly int _most;

    /// <param name="most">So many variables, by <see cref="Weight"/>, may one method have.</param>
    public MethodEmitter(CodeWriter writer, Model model, bool optimised, int most)
    {
        (_optimised, _most) = (optimised, most);
        (this.writer, this.model, _names, _callees) = (writer, model, new Names(model), new CalleeEmitter(writer, model));
        _places = Place.Of(model, _names);
    }

    // ── FGradient ────────────────────────────────────────────────────────────────────────────────────────────

    public void Gradient()
    {
        var returned = model.Parameters.Where(p => p.Shape.HasActive && p.Shape.IsScalar && !IsOut(p)).ToList();
        var destinations = model.Parameters.Where(p => p.Shape.HasActive && !p.Shape.IsScalar && !IsOut(p)).ToList();
        var type = returned.Count == 0 ? model.Result!.Type.Name
            : $"({model.Result!.Type.Name} Value, {string.Join(", ", returned.Select(p => $"{p.Shape.Type.Name} {_names.Element(p.Name)}"))})";
        var method = model.Body is null ? null : Pipeline.Gradient(model.Body, seeded: false, _optimised);
        var parameters = Parameters(withDefaults: destinations.Count == 0).ToList();
        new Documentation(writer, model).Gradient(method, returned.Select(p => p.Name), destinations.Select(p => (p, _names.Gradient(p.Name))));
        Attributes(method);
        writer.Open($"{model.Modifiers} {type} {CSharp.Escape(model.Name + "Gradient")}{model.TypeParameters}({string.Join(", ", parameters.Concat(destinations.Select(Destination)))})");
        if (method is null) Refuse();
        else
        {
            new DestinationChecks(writer, _places).Write(Written(), [.. method.Zeroed.Select(v => PlaceOf(v, method))], Covered(method));
            Body(method, [], results =>
            {
                var gradients = Gradients(results);
                string? Of(Shape _, string path) => gradients.TryGetValue(path, out var text) ? text : null;
                foreach (var p in destinations) Lines(Update.Lines(p.Shape, _names.Gradient(p.Name), Of));
                Finals(results);
                writer.Line(returned.Count == 0 ? $"return {results[0]};"
                    : $"return ({results[0]}, {string.Join(", ", returned.Select(p => Pack(p.Shape, _names.Gradient(p.Name), Of)))});");
            });
        }
        writer.Close();
        ByValue(type, "Gradient", parameters, destinations);
    }

    // ── FBackward ────────────────────────────────────────────────────────────────────────────────────────────

    public void Backward()
    {
        var active = model.Parameters.Where(p => p.Shape.HasActive).ToList();
        var parameters = Parameters(withDefaults: false).Select((p, i) => MarkOf(model.Parameters[i]) + p).ToList();
        if (model.Result is { HasActive: true } result) parameters.Add($"{result.Type.Name} {_names.Result}");
        var method = model.Body is null ? null : Pipeline.Gradient(model.Body, seeded: true, _optimised);
        var seeds = model.Result is { } returned ? Seeds(returned, _names.Result).ToList() : [];
        seeds.AddRange(ByReference.Where(p => p.Shape.Type.IsReal).Select(p => p.Shape.IsActive ? p.Gradient : CSharp.Literal(new Const(0, p.Shape.Type))));
        new Documentation(writer, model).Backward(method, active.Select(p => (p, _names.Gradient(p.Name))), _names.Result, seeds);
        Attributes(method);
        var type = model.Result?.Type.Name ?? "void";
        writer.Open($"{model.Modifiers} {type} {CSharp.Escape(model.Name + "Backward")}{model.TypeParameters}({string.Join(", ", parameters.Concat(active.Select(Destination)))})");
        if (method is null) Refuse();
        else
        {
            new DestinationChecks(writer, _places).Write(Written(), []);
            Body(method, seeds, results =>
            {
                var gradients = Gradients(results);
                string? Added(Shape _, string path) => gradients.TryGetValue(path, out var text) && text is not ("0.0" or "0f") ? text : null;
                // One gradient in both directions: what was there has been used up.
                string? Left(Shape shape, string path) => !shape.IsActive || shape.Type.IsArray ? null : gradients.TryGetValue(path, out var text) ? text : CSharp.Literal(new Const(0, shape.Type));
                foreach (var p in active.Where(p => !p.Shape.Type.IsArray))
                    Lines(IsByReference(p) ? Update.Lines(p.Shape, _names.Gradient(p.Name), Left) : Update.Lines(p.Shape, _names.Gradient(p.Name), Added, "+"));
                Finals(results);
                if (model.Result is null) return;
                var values = new Queue<string>(results);
                writer.Line($"return {Pack(model.Result, "", (_, _) => values.Dequeue())};");
            });
        }
        writer.Close();
        ByValue(type, "Backward", parameters, active);
    }

    public void Callees() => _callees.Write();

    // Vector code in the first tier is slower than scalar code; inlined elsewhere, it would leave no room to inline its own operations.
    private void Attributes(Method? method)
    {
        writer.Line(method is null ? Refused : Generated);
        if (method is null && model.Refusal.Length > 0) writer.Line($"[global::System.Obsolete({CSharp.Quoted(model.Refusal)}, error: true)]");
        if (method is not null && Vectorise.IsIn(method))
            writer.Line(OnVectors);
    }

    // ── parts ────────────────────────────────────────────────────────────────────────────────────────────────

    private void Body(Method method, IReadOnlyList<string> seeds, Action<IReadOnlyList<string>> end)
    {
        List<string> paths = [.. _places.Select(p => p.Name), .. seeds, .. _places.Where(p => p.IsActiveArray).Select(p => p.Shadow)];
        List<bool> assignable = [.. _places.Select(p => p.IsAssignable && !p.IsArray), .. seeds.Select(s => !char.IsDigit(s[0])), .. _places.Where(p => p.IsActiveArray).Select(_ => false)];
        var reserved = model.Aliases.Concat(model.Parameters.Select(p => p.Name)).Concat(paths.Select(p => p.Split('.')[0].TrimStart('@')))
            .Concat(model.Parameters.Select(p => _names.Gradient(p.Name))).Append(_names.Result).ToList();
        var tape = "tape";
        while (reserved.Contains(tape)) tape += "_";
        reserved.Add(tape);
        var whole = Split.Of(method, _most);
        var parts = new Parts(whole, reserved);
        var slots = new Slots(whole, paths, assignable, reserved.Concat(parts.Names));
        var printer = new CSharpPrinter(writer, whole, slots, model.Aliases.ToList(), _callees.NameOf, parts: parts) { TapeName = tape };
        var hasTape = CalleeEmitter.NeedsTape(method);
        if (hasTape)
        {
            writer.Line($"var {tape} = default({_callees.TapeType});");
            writer.Open("try");
        }
        printer.Print(whole.Body);
        end(Held(method.Results, printer, slots));
        if (hasTape)
        {
            writer.Close();
            writer.Open("finally");
            writer.Line($"{tape}.Dispose();");
            writer.Close();
        }
        parts.Write(writer, whole, model.Aliases.ToList(), _callees.NameOf);
    }

    /// <summary>The results as C#; what reads a variable of the caller that is about to be assigned is computed first.</summary>
    private List<string> Held(EquatableArray<Expr> results, CSharpPrinter printer, Slots slots)
    {
        HashSet<string> assigned = [.. ByReference.SelectMany(p => new[] { p.Name, p.Gradient })];
        var own = ByReference.Select(p => p.Name).ToList();
        var returned = results.Count == 0 || model.Body is null ? 0 : model.Body.Results.Count - model.Body.Finals;
        return [.. results.Select((r, i) =>
        {
            var text = printer.Text(r);
            if (r.Variables().FirstOrDefault(v => assigned.Contains(slots.Of(v))) is not { } read || i >= returned && i - returned < own.Count && own[i - returned] == text) return text;
            var aside = slots.Aside(new Var("old", int.MinValue / 2 + i, r.Type), read);
            writer.Line($"var {aside} = {text};");
            return aside;
        })];
    }

    /// <summary>The text of each scalar's gradient, by its path in the gradient of the parameter.</summary>
    private Dictionary<string, string> Gradients(IReadOnlyList<string> results)
    {
        var from = model.Body!.Results.Count;
        return _places.Where((p, i) => model.Body.IsActive[i] && !p.IsArray).Select((p, i) => (p.Gradient, Text: results[from + i])).ToDictionary(p => p.Gradient, p => p.Text);
    }

    /// <summary>Leaves what the method leaves in its parameters.</summary>
    private void Finals(IReadOnlyList<string> results)
    {
        var from = model.Body!.Results.Count - model.Body.Finals;
        var finals = ByReference.Select((p, i) => (p.Path, Text: results[from + i])).Where(p => p.Path != p.Text).ToDictionary(p => p.Path, p => p.Text);
        foreach (var p in model.Parameters.Where(IsByReference))
            Lines(Update.Lines(p.Shape, CSharp.Escape(p.Name), (_, path) => finals.TryGetValue(path, out var text) ? text : null));
    }

    /// <summary>Scalars that come back through parameters.</summary>
    private List<Place> ByReference => [.. _places.Where(p => IsByReference(p.Parameter) && !p.IsArray)];

    private static bool IsByReference(Parameter p) => p.Modifier is "ref " or "out ";
    private static bool IsOut(Parameter p) => p.Modifier == "out ";

    private void Lines(IEnumerable<string> lines)
    {
        foreach (var line in lines) writer.Line(line);
    }

    private void Refuse() => writer.Line($"throw new global::System.NotSupportedException(\"{model.Name} cannot be differentiated; the build says why.\");");

    private IEnumerable<string> Parameters(bool withDefaults) => model.Parameters.Select(p =>
        $"{p.Marks}{(withDefaults ? p.MarksWithDefault : "")}{(withDefaults && p.IsParams ? "params " : "")}{p.Modifier}{p.Shape.Type.Name} {CSharp.Escape(p.Name)}{(withDefaults ? p.Default : "")}");

    private HashSet<Place> Written()
    {
        var arrays = new Arrays(model.Body!);
        return [.. _places.Where((p, i) => p.IsArray && arrays.IsWritten(model.Body!.Parameters[i]))];
    }

    /// <summary>What the body stores of each gradient.</summary>
    private Dictionary<Place, string> Covered(Method method)
    {
        var names = _places.Select(p => p.Name).Concat(_places.Where(p => p.IsActiveArray).Select(p => p.Shadow)).ToList();
        var printer = new ExprPrinter(v => names[method.Parameters.ToList().IndexOf(v)], model.Aliases.ToList());
        return method.Covered.ToDictionary(c => PlaceOf(c.Array, method), c => $"{printer.Text(c.Rows)}, {printer.Text(c.Columns)}");
    }

    /// <summary>The parameter whose gradient lies there.</summary>
    private Place PlaceOf(Var gradient, Method method) => _places[method.Parameters.ToList().IndexOf(method.OfGradient(gradient)!)];

    /// <summary>What callers in other assemblies want to know of memory that could be written.</summary>
    private string MarkOf(Parameter p)
    {
        if (model.Body is not { } body || !p.Shape.Type.IsArray || p.Shape.Type.IsReadOnly) return "";
        return Uses.Of(body).Where((_, i) => ReferenceEquals(_places[i].Parameter, p)).DefaultIfEmpty(Use.Writes).First() switch
        {
            Use.Reads => "[global::AutoBackprop.Unchanged] ",
            Use.Overwrites => "[global::AutoBackprop.Overwritten] ",
            _ => "",
        };
    }

    private string Destination(Parameter p) => Destination(p, byValue: false);

    private string Destination(Parameter p, bool byValue) => (p.Shape.Type.IsArray, p.Shape.Composition == Composition.Class && !p.Shape.IsReplaced || byValue) switch
    {
        (true, _) => $"{DestinationChecks.TypeOf(p.Shape)} {_names.Gradient(p.Name)}",
        (_, true) => $"{p.Shape.Type.Name} {_names.Gradient(p.Name)}",
        _ => $"ref {p.Shape.Type.Name} {_names.Gradient(p.Name)}",
    };

    /// <summary>A struct of arrays need not come by reference: it stays as it is.</summary>
    private void ByValue(string type, string suffix, List<string> parameters, List<Parameter> destinations)
    {
        bool IsStruct(Parameter p) => p.Shape.IsTuple && p.Shape.Composition != Composition.Class;
        if (!destinations.Any(IsStruct) || destinations.Any(p => IsStruct(p) && p.Shape.HasNumbers)) return;
        writer.Line();
        var name = CSharp.Escape(model.Name + suffix);
        writer.Line("/// <summary>The same; of the gradients, only elements of arrays are written.</summary>");
        writer.Line(Generated);
        writer.Line($"{model.Modifiers} {type} {name}{model.TypeParameters}({string.Join(", ", parameters.Concat(destinations.Select(p => Destination(p, IsStruct(p)))))}) =>");
        var passed = model.Parameters.Select(p => p.Modifier + CSharp.Escape(p.Name));
        if (suffix == "Backward" && model.Result is { HasActive: true }) passed = passed.Append(_names.Result);
        passed = passed.Concat(destinations.Select(p => (Destination(p).StartsWith("ref ", StringComparison.Ordinal) ? "ref " : "") + _names.Gradient(p.Name)));
        writer.Line($"    {name}{model.TypeParameters}({string.Join(", ", passed)});");
    }

    // ── values with items ────────────────────────────────────────────────────────────────────────────────────

    private static IEnumerable<string> Seeds(Shape shape, string path) =>
        shape.IsTuple ? shape.Items.SelectMany(i => Seeds(i, $"{path}.{CSharp.Escape(i.Name)}")) : shape.Type.IsReal ? [path] : [];

    /// <summary>A value put together from its leaves; those without stay at their default.</summary>
    private static string Pack(Shape shape, string path, Func<Shape, string, string?> leaf)
    {
        if (!shape.IsTuple) return leaf(shape, path) ?? "default";
        var items = shape.Items.Select(i => Pack(i, $"{path}.{CSharp.Escape(i.Name)}", leaf)).ToList();
        if (shape.Composition == Composition.Tuple) return $"({string.Join(", ", items)})";
        var text = shape.Make;
        for (var i = 0; i < items.Count; i++) text = text.Replace(Opaque.Hole(i), items[i]);
        return text;
    }
}
