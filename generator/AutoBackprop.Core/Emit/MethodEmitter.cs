namespace AutoBackprop.Core;

/// <summary>Writes FGradient, FBackward, and the private methods that they call.</summary>
public sealed class MethodEmitter(CodeWriter writer, Model model)
{
    private const string Generated = "[global::System.CodeDom.Compiler.GeneratedCode(\"AutoBackprop\", null)]";

    private readonly Names _names = new(model);
    private readonly CalleeEmitter _callees = new(writer, model);

    // ── FGradient ────────────────────────────────────────────────────────────────────────────────────────────

    public void Gradient()
    {
        var active = model.Parameters.Where(p => p.Shape.HasActive && !p.Shape.Type.IsArray).ToList();
        var type = active.Count == 0 ? model.Result!.Type.Name
            : $"({model.Result!.Type.Name} Value, {string.Join(", ", active.Select(p => $"{GradientType(p.Shape)} {_names.Element(p.Name)}"))})";
        var method = model.Body is null ? null : Pipeline.Gradient(model.Body, seeded: false);
        new Documentation(writer, model).Gradient(method, active.Select(p => p.Name), ArrayParameters.Select(p => (p.Name, _names.Gradient(p.Name))));
        Attributes(method);
        writer.Open($"{model.Modifiers} {type} {CSharp.Escape(model.Name + "Gradient")}{model.TypeParameters}({string.Join(", ", Parameters(withDefaults: ArrayParameters.Count == 0).Concat(ArrayParameters.Select(Destination)))})");
        if (method is null) Refuse();
        else
        {
            new DestinationChecks(writer, _names).Write(model.Parameters.ToList(), Written(), [.. method.Zeroed.Select(v => v.Name)], Covered(method));
            Body(method, [.. ParameterPaths(), .. Shadows], [.. Assignable(), .. ArrayParameters.Select(_ => false)],
                results => active.Count == 0 ? $"return {results[0]};" : $"return ({results[0]}, {string.Join(", ", Packed(active, results.Skip(1)))});");
        }
        writer.Close();
    }

    // ── FBackward ────────────────────────────────────────────────────────────────────────────────────────────

    public void Backward()
    {
        var active = model.Parameters.Where(p => p.Shape.HasActive).ToList();
        var parameters = Parameters(withDefaults: false).ToList();
        if (model.Result is { } result) parameters.Add($"{result.Type.Name} {_names.Result}");
        parameters.AddRange(active.Select(p => p.Shape.Type.IsArray ? Destination(p) : $"ref {GradientType(p.Shape)} {_names.Gradient(p.Name)}"));
        var method = model.Body is null ? null : Pipeline.Gradient(model.Body, seeded: true);
        new Documentation(writer, model).Backward(method, active.Select(p => (p.Name, _names.Gradient(p.Name))), _names.Result);
        Attributes(method);
        writer.Open($"{model.Modifiers} {model.Result?.Type.Name ?? "void"} {CSharp.Escape(model.Name + "Backward")}{model.TypeParameters}({string.Join(", ", parameters)})");
        if (method is null) Refuse();
        else
        {
            var seeds = model.Result is { } returned ? Leaves(returned, _names.Result, onlyReal: true).ToList() : [];
            var values = model.Body!.Results.Count;
            new DestinationChecks(writer, _names).Write(model.Parameters.ToList(), Written(), []);
            Body(method, [.. ParameterPaths(), .. seeds, .. Shadows], [.. Assignable(), .. seeds.Select(_ => true), .. ArrayParameters.Select(_ => false)], results =>
            {
                var destinations = active.Where(p => !p.Shape.Type.IsArray).SelectMany(p => Leaves(p.Shape, _names.Gradient(p.Name), onlyReal: true)).ToList();
                var lines = destinations.Select((d, i) => $"{d} += {results[values + i]};").Where((_, i) => results[values + i] is not ("0.0" or "0f"));
                return string.Join("\n", model.Result is null ? lines : lines.Append($"return {Pack(model.Result, new Queue<string>(results.Take(values)))};"));
            });
        }
        writer.Close();
    }

    public void Callees() => _callees.Write();

    // Vector code in the first tier is slower than scalar code.
    private void Attributes(Method? method)
    {
        writer.Line(Generated);
        if (method is not null && Vectorise.IsIn(method))
            writer.Line("[global::System.Runtime.CompilerServices.MethodImpl(global::System.Runtime.CompilerServices.MethodImplOptions.AggressiveOptimization)]");
    }

    // ── parts ────────────────────────────────────────────────────────────────────────────────────────────────

    private void Body(Method method, IReadOnlyList<string> paths, IReadOnlyList<bool> assignable, Func<IReadOnlyList<string>, string> end)
    {
        var reserved = model.Aliases.Concat(model.Parameters.Select(p => p.Name)).Concat(paths.Select(p => p.Split('.')[0].TrimStart('@')))
            .Concat(model.Parameters.Select(p => _names.Gradient(p.Name))).Append(_names.Result).Append("tape");
        var slots = new Slots(method, paths, assignable, reserved);
        var printer = new CSharpPrinter(writer, method, slots, model.Aliases.ToList(), _callees.NameOf);
        var hasTape = CalleeEmitter.NeedsTape(method);
        if (hasTape)
        {
            writer.Line($"var tape = default({_callees.TapeType});");
            writer.Open("try");
        }
        printer.Print(method.Body);
        if (end([.. method.Results.Select(printer.Text)]) is { Length: > 0 } last) writer.Lines(last);
        if (!hasTape) return;
        writer.Close();
        writer.Open("finally");
        writer.Line("tape.Dispose();");
        writer.Close();
    }

    private void Refuse() => writer.Line($"throw new global::System.NotSupportedException(\"{model.Name} cannot be differentiated; the build says why.\");");

    private IEnumerable<string> Parameters(bool withDefaults) => model.Parameters.Select(p => $"{p.Modifier}{p.Shape.Type.Name} {CSharp.Escape(p.Name)}{(withDefaults ? p.Default : "")}");

    private List<Parameter> ArrayParameters => [.. model.Parameters.Where(p => p.Shape.Type.IsArray && p.Shape.IsActive)];

    private HashSet<string> Written()
    {
        var arrays = new Arrays(model.Body!);
        return [.. model.Body!.Parameters.Where(p => p.Type.IsArray && arrays.IsWritten(p)).Select(p => p.Name)];
    }

    /// <summary>What the body stores of each gradient.</summary>
    private Dictionary<string, string> Covered(Method method)
    {
        var names = ParameterPaths().Concat(Shadows).ToList();
        var printer = new ExprPrinter(v => names[method.Parameters.ToList().IndexOf(v)], model.Aliases.ToList());
        return method.Covered.ToDictionary(c => c.Array.Name, c => $"{printer.Text(c.Rows)}, {printer.Text(c.Columns)}");
    }

    private IEnumerable<string> Shadows => ArrayParameters.Select(p => _names.Gradient(p.Name));

    private string Destination(Parameter p) => $"{DestinationChecks.TypeOf(p.Shape)} {_names.Gradient(p.Name)}";

    private IEnumerable<string> ParameterPaths() => model.Parameters.SelectMany(p => Leaves(p.Shape, CSharp.Escape(p.Name), onlyReal: false));

    private IEnumerable<bool> Assignable() => model.Parameters.SelectMany(p => p.Shape.Leaves.Select(_ => p.Modifier.Length == 0));

    private static IEnumerable<string> Leaves(Shape shape, string path, bool onlyReal) =>
        shape.IsTuple ? shape.Items.SelectMany(i => Leaves(i, $"{path}.{CSharp.Escape(i.Name)}", onlyReal)) : !onlyReal || shape.IsActive ? [path] : [];

    /// <summary>The gradient of a tuple has the same elements; those that are no reals stay at their default.</summary>
    private static string GradientType(Shape shape) => shape.Type.Name;

    private static IEnumerable<string> Packed(List<Parameter> active, IEnumerable<string> gradients)
    {
        var queue = new Queue<string>(gradients);
        return active.Select(p => PackActive(p.Shape, queue)).ToList();
    }

    private static string PackActive(Shape shape, Queue<string> leaves) =>
        shape.IsTuple ? $"({string.Join(", ", shape.Items.Select(i => PackActive(i, leaves)))})" : shape.IsActive ? leaves.Dequeue() : "default";

    private static string Pack(Shape shape, Queue<string> leaves) =>
        shape.IsTuple ? $"({string.Join(", ", shape.Items.Select(i => Pack(i, leaves)))})" : leaves.Dequeue();
}
