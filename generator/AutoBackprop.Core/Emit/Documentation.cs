namespace AutoBackprop.Core;

/// <summary>XML documentation of the generated members.</summary>
public sealed class Documentation(CodeWriter writer, Model model)
{
    private const int MostFormulas = 10;

    public void Gradient(Method? method, IEnumerable<string> active, IEnumerable<(Parameter Of, string Gradient)> destinations)
    {
        var arrays = destinations.ToList();
        Summary($"The value of <c>{model.Name}</c> and its gradient.");
        foreach (var (p, gradient) in arrays)
            Line($"<param name=\"{gradient}\">Receives the derivative with respect to {p.Name}{Members(p.Shape)}; has its shape, and lies apart from all else.</param>");
        Line(active.Any() ? $"<returns>The value, then the derivative with respect to {And(active)}.</returns>"
            : "<returns>The value.</returns>");
        if (arrays.Count > 0) Line("<exception cref=\"global::System.ArgumentException\">A gradient is too short, of another shape, or overlaps something; nothing has been written.</exception>");
        Remarks(method, arrays.Count > 0 ? $"Overwrites {And(arrays.Select(a => a.Gradient))}." : "Overwrites no argument.");
    }

    /// <param name="seeds">How the body calls the adjoint of each real result.</param>
    public void Backward(Method? method, IEnumerable<(Parameter Of, string Gradient)> active, string seed, IReadOnlyList<string> seeds)
    {
        Summary($"The backward sweep of <c>{model.Name}</c>: adds the gradient of {seed} · {model.Name} to its destinations.");
        if (model.Result is { HasActive: true })
            Line($"<param name=\"{seed}\">Adjoint of the result: by how much the final quantity grows with it.</param>");
        foreach (var (p, gradient) in active)
            Line($"<param name=\"{gradient}\">{(p.Modifier is "ref " or "out "
                ? $"On entry the derivative with respect to what {p.Name} holds at the end, on exit that with respect to what it held at first{(p.Modifier == "out " ? ": zero" : "")}."
                : $"Receives, added to what it holds, the derivative with respect to {p.Name}{Members(p.Shape)}.")}</param>");
        if (model.Result is not null) Line($"<returns>The value of <c>{model.Name}</c>.</returns>");
        Remarks(method, "Adds to every gradient argument.", seeds);
    }

    /// <summary>What the user says of the method and of its parameters, then what is said of the member.</summary>
    private void Summary(string text)
    {
        if (model.Summary.Count == 0) Line($"<summary>{text}</summary>");
        else
        {
            Lines("<summary>", model.Summary);
            Line($"<para>{text}</para></summary>");
        }
        foreach (var p in model.Listed.Where(p => p.Description.Count > 0)) Lines($"<param name=\"{p.Name}\">", p.Description, "</param>");
    }

    private void Lines(string start, EquatableArray<string> lines, string end = "")
    {
        for (var i = 0; i < lines.Count; i++) Line((i == 0 ? start : "") + lines[i] + (i == lines.Count - 1 ? end : ""));
    }

    public void Value(Method? method)
    {
        Summary($"<c>{model.Name}</c> itself, with its loops on vectors.");
        if (model.Result is not null)
            Line($"<returns>The value of <c>{model.Name}</c>; a loop on vectors may sum in another order.</returns>");
        if (method is not null) Line("<remarks>No derivative is computed.</remarks>");
    }

    public void Tangent(Method? method, IEnumerable<(Parameter Of, string Tangent)> active)
    {
        Summary($"The value of <c>{model.Name}</c>, and by how much it changes along the given tangents, in one forward sweep.");
        var given = active.ToList();
        foreach (var (p, tangent) in given)
            Line($"<param name=\"{tangent}\">{(p.Modifier == "out " ? $"Receives the tangent of {p.Name}."
                : p.Modifier == "ref " ? $"On entry the tangent of what {p.Name} holds at first, on exit that of what it holds at the end."
                : $"The tangent of {p.Name}: its change. Where {p.Name} is written, on exit that of what it holds at the end.")}</param>");
        if (model.Result is { HasActive: true }) Line("<returns>The value, then its tangent.</returns>");
        else if (model.Result is not null) Line("<returns>The value.</returns>");
        if (given.Any(p => p.Of.Shape.Leaves.Any(l => l.IsActive && l.Type.IsArray)))
            Line("<exception cref=\"global::System.ArgumentException\">A tangent is too short, of another shape, or overlaps something although it is written; nothing has been written.</exception>");
        if (method is null) return;
        var formulas = Formulas(method, [], Role.Tangent).ToList();
        if (formulas.Count is 0 or > MostFormulas) return;
        Line("<remarks>");
        Line("<code>");
        foreach (var formula in formulas) Line(Escape(formula));
        Line("</code></remarks>");
    }

    public void HessianVector(Method? method, IEnumerable<string> returned, IEnumerable<(Parameter Of, string Direction)> directions,
        IEnumerable<(Parameter Of, string Gradient, string Hessian)> destinations)
    {
        Summary($"The value of <c>{model.Name}</c>, its gradient, and the product of its Hessian with a direction, in one pass.");
        foreach (var (p, direction) in directions)
            Line($"<param name=\"{direction}\">The direction in {p.Name}; has its shape, and is not written.</param>");
        var arrays = destinations.ToList();
        foreach (var (p, gradient, hessian) in arrays)
        {
            Line($"<param name=\"{gradient}\">Receives the derivative with respect to {p.Name}{Members(p.Shape)}; has its shape, and lies apart from all else.</param>");
            Line($"<param name=\"{hessian}\">Receives how that changes along the direction{Members(p.Shape)}; has its shape, and lies apart from all else.</param>");
        }
        Line(returned.Any() ? $"<returns>The value, then for each of {And(returned)} the derivative, and how that changes along the direction.</returns>" : "<returns>The value.</returns>");
        if (arrays.Count > 0) Line("<exception cref=\"global::System.ArgumentException\">A direction or a gradient is too short, of another shape, or overlaps something; nothing has been written.</exception>");
        if (method is not null) Line($"<remarks>{(arrays.Count > 0 ? $"Overwrites {And(arrays.SelectMany(a => new[] { a.Gradient, a.Hessian }))}." : "Overwrites no argument.")}</remarks>");
    }

    public void Jacobian(IEnumerable<(Parameter Of, string Matrix)> matrices)
    {
        var all = matrices.ToList();
        Summary($"What <c>{model.Name}</c> computes, and the derivatives of every number that comes out.");
        foreach (var (p, matrix) in all)
            Line($"<param name=\"{matrix}\">Receives, row by row, the derivatives of each output with respect to the numbers of {p.Name}; lies apart from all else.</param>");
        if (model.Result is not null) Line($"<returns>The value of <c>{model.Name}</c>.</returns>");
        Line("<exception cref=\"global::System.ArgumentException\">A matrix is too short, or overlaps something; nothing has been written.</exception>");
        Line($"<remarks>Rows: the numbers returned, those left in parameters by reference, then the elements of memory that is written. Overwrites {And(all.Select(m => m.Matrix))}.</remarks>");
    }

    public void Hessian(string matrix, IEnumerable<Parameter> of)
    {
        Summary($"The value of <c>{model.Name}</c>, and all its second derivatives.");
        Line($"<param name=\"{matrix}\">Receives, row by row, the symmetric matrix of the second derivatives with respect to the numbers of {And(of.Select(p => p.Name))}, in this order; lies apart from all else.</param>");
        Line("<returns>The value.</returns>");
        Line("<exception cref=\"global::System.ArgumentException\">The matrix is too short, or overlaps something; nothing has been written.</exception>");
        Line($"<remarks>Overwrites {matrix}.</remarks>");
    }

    // Of a type with members: how each comes back.
    private static string Members(Shape shape) => !shape.IsTuple || shape.Composition == Composition.Tuple && shape.IsScalar ? ""
        : shape.HasNumbers || shape.Composition == Composition.Class && shape.Leaves.Any(l => l.IsActive && !l.Type.IsArray)
            ? shape.Leaves.Any(l => l.IsActive && l.Type.IsArray) ? " (elements of arrays in place, numbers by assignment)" : ""
            : " (elements of arrays in place)";

    private void Remarks(Method? method, string buffers, IReadOnlyList<string>? seeds = null)
    {
        if (method is null) return;
        var pushes = method.Body.AllSteps().Count(s => s is Push || s is Allocate { Array.Role: Role.Kept });
        var kept = pushes == 0 ? "Stores no value for the backward sweep."
            : $"Stores {pushes} value{(pushes == 1 ? "" : "s")} per iteration for the backward sweep, on pooled storage.";
        var formulas = Formulas(method, seeds ?? []).ToList();
        if (formulas.Count is 0 or > MostFormulas)
        {
            Line($"<remarks>{buffers} {kept}</remarks>");
            return;
        }
        Line($"<remarks>{buffers} {kept}");
        Line("<code>");
        foreach (var formula in formulas) Line(Escape(formula));
        Line("</code></remarks>");
    }

    // The straight-line adjoints as they are printed below.
    private static IEnumerable<string> Formulas(Method method, IReadOnlyList<string> seeds, Role role = Role.Adjoint)
    {
        if (method.Body.Steps.Any(s => s is not (Let or Comment))) return [];
        var given = method.Parameters.Where(p => p.Role == Role.Seed).ToList();
        var printer = new ExprPrinter(v => v.Role == Role.Seed ? seeds[given.IndexOf(v)] : Plain(v.Name),
            new Usings(["Math", "MathF", "Activations", "Losses", "Special"]));
        return method.Body.Steps.OfType<Let>().Where(l => l.Target.Role == role && !l.Target.IsMarked)
            .Select(l => $"{l.Target.Name} = {printer.Text(l.Value)}").ToList() is { } lines
                && lines.All(l => l.IndexOf('\u0001') < 0 && l.IndexOf('#') < 0) ? lines : [];
    }

    private static string Plain(string name) => name.TrimStart('#');

    private static string And(IEnumerable<string> names)
    {
        var list = names.ToList();
        return list.Count < 2 ? string.Concat(list) : string.Join(", ", list.Take(list.Count - 1)) + " and " + list[^1];
    }

    private void Line(string text) => writer.Line("/// " + text);

    private static string Escape(string text) => text.Replace("&", "&amp;").Replace("<", "&lt;").Replace(">", "&gt;");
}
