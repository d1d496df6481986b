namespace AutoBackprop.Core;

/// <summary>FBackward: takes the adjoint of the result and adds the gradient of each parameter to its destination; the form that
/// composes.</summary>
public sealed class BackwardMember : Member
{
    public override Derivatives Kind => Derivatives.Backward;

    public override Method Derive(Method prepared) => Reverse.Run(prepared, seeded: true);

    public override IEnumerable<MemberParameter> Parameters(IReadOnlyList<Shape> parameters, Shape? result) =>
        Each(ParameterKind.Primal, parameters, _ => true)
            .Concat(result is { HasActive: true } ? [new MemberParameter(ParameterKind.Adjoint, -1)] : [])
            .Concat(Each(ParameterKind.Gradient, parameters, p => p.HasActive));

    public override void Write(MethodEmitter to, CompiledMember compiled)
    {
        var (writer, model, names, method) = (to.Writer, to.Model, to.Names, compiled.Whole);
        var active = model.Parameters.Where(p => p.Shape.HasActive).ToList();
        var parameters = to.Parameters(withDefaults: false).Zip(model.Listed, (declared, p) => declared with { Text = to.MarkOf(p) + declared.Text }).ToList();
        if (model.Result is { HasActive: true } result) parameters.Add(new($"{MethodEmitter.SeedType(result)} {names.Result}", names.Result));
        var given = new SeedPlaces(model, names, to.Places);
        var seeds = given.All.Select(p => new Companion(p.Name, !p.Shape.Type.IsArray)).ToList();
        seeds.AddRange(to.ByReference.Where(p => p.Shape.Type.IsReal)
            .Select(p => p.Shape.IsActive ? new Companion(p.Gradient, true) : new Companion(Zero(p.Shape), false)));
        new Documentation(writer, model)
            .Backward(method, active.Select(p => (p, names.Gradient(p.Name))), names.Result, seeds.Select(s => s.Text).ToList());
        to.Attributes(method);
        var type = model.Result?.CSharpType ?? "void";
        to.Open(type, Suffix, parameters.Concat(active.Select(to.Destination)));
        if (method is null) to.Refuse();
        else
        {
            to.Checks(new Companions(to.Places, _ => true, AssignsNumbers: true)).Write(to.Written());
            given.Write(writer);
            to.Body(compiled, seeds.Concat(to.Shadows), results =>
            {
                var gradients = to.Gradients(results);
                var zero = to.ZeroGradients(method);
                string? Added(Shape _, string path) => gradients.TryGetValue(path, out var text) && !zero.Contains(path) ? text : null;
                // One gradient in both directions: what was there has been used up.
                string? Left(Shape shape, string path) =>
                    !shape.IsActive || shape.Type.IsArray ? null : gradients.TryGetValue(path, out var text) ? text : Zero(shape);
                foreach (var p in active.Where(p => !p.Shape.Type.IsArray))
                    to.Lines(p.Shape.Element is not null ? Column.Lines(model, p, names.Gradient(p.Name), to.Places, "+")
                        : MethodEmitter.IsByReference(p) ? Update.Lines(p.Shape, names.Gradient(p.Name), Left)
                        : Update.Lines(p.Shape, names.Gradient(p.Name), Added, "+"));
                to.Finals(results);
                if (model.Result is null) return;
                var values = new Queue<string>(results);
                to.Return(MethodEmitter.Pack(model.Result, "", (_, _) => values.Dequeue()));
            });
        }
        writer.Close();
        to.ByValue(type, Suffix, parameters, active, takesResult: model.Result is { HasActive: true });
    }

    private static string Zero(Shape shape) => CSharp.Literal(new Const(0, shape.Type));
}
