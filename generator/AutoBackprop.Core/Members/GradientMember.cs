namespace AutoBackprop.Core;

/// <summary>FGradient: the value and the gradient of a method that returns one number. Overwrites its destinations.</summary>
public sealed class GradientMember : Member
{
    public override Derivatives Kind => Derivatives.Gradient;

    public override bool NeedsNumber => true;

    public override Method Derive(Method prepared)
    {
        var method = Reverse.Run(prepared, seeded: false);
        return method with { Zeroed = method.Destinations.Map(d => d.Gradient) };
    }

    public override IEnumerable<MemberParameter> Parameters(IReadOnlyList<Shape> parameters, Shape? result) =>
        Each(ParameterKind.Primal, parameters, _ => true).Concat(Each(ParameterKind.Gradient, parameters, p => p.HasActive && !p.IsScalar));

    public override void Write(MethodEmitter to, CompiledMember compiled)
    {
        var (writer, model, names, method) = (to.Writer, to.Model, to.Names, compiled.Whole);
        var returned = model.Parameters.Where(p => p.Shape.HasActive && p.Shape.IsScalar && !MethodEmitter.IsOut(p)).ToList();
        var destinations = model.Parameters.Where(p => p.Shape.HasActive && !p.Shape.IsScalar && !MethodEmitter.IsOut(p)).ToList();
        var type = returned.Count == 0 ? model.Result!.Type.Name
            : $"({model.Result!.Type.Name} Value, {string.Join(", ", returned.Select(p => $"{p.Shape.Type.Name} {names.Element(p.Name)}"))})";
        var parameters = to.Parameters(withDefaults: destinations.Count == 0).ToList();
        new Documentation(writer, model)
            .Gradient(method, returned.Select(p => p.Name), destinations.Select(p => (p, names.Gradient(p.Name))));
        to.Attributes(method);
        to.Open(type, Suffix, parameters.Concat(destinations.Select(to.Destination)));
        if (method is null) to.Refuse();
        else
        {
            to.Checks(new Companions(to.Places, _ => true, AssignsNumbers: true))
                .Write(to.Written(), [.. method.Zeroed.Select(v => to.PlaceOf(v, method))], to.Covered(method));
            to.Body(compiled, to.Shadows, results =>
            {
                var gradients = to.Gradients(results);
                string? Of(Shape _, string path) => gradients.TryGetValue(path, out var text) ? text : null;
                foreach (var p in destinations)
                    to.Lines(p.Shape.Element is null ? Update.Lines(p.Shape, names.Gradient(p.Name), Of)
                    : Column.Lines(model, p, names.Gradient(p.Name), to.Places, ""));
                to.Finals(results);
                to.Return(returned.Count == 0 ? results[0]
                    : $"({results[0]}, {string.Join(", ", returned.Select(p => MethodEmitter.Pack(p.Shape, names.Gradient(p.Name), Of)))})");
            });
        }
        writer.Close();
        to.ByValue(type, Suffix, parameters, destinations, takesResult: false);
    }
}
