namespace AutoBackprop.Core;

/// <summary>FHessianVector: the value, the gradient, and the product of the Hessian with a direction: tangents put beside the
/// gradient's own steps, so what they share is computed once.</summary>
public sealed class HessianVectorMember : Member
{
    public override Derivatives Kind => Derivatives.HessianVector;

    public override bool NeedsNumber => true;

    public override int Order => 2;

    public override bool IsForward(Method method) => true;

    public override Method Derive(Method prepared) => Gradient.Derive(prepared);

    public override Method DeriveAgain(Method prepared) => Along.Gradient(prepared);

    public override IEnumerable<MemberParameter> Parameters(IReadOnlyList<Shape> parameters, Shape? result) =>
        Each(ParameterKind.Primal, parameters, _ => true).Concat(Each(ParameterKind.Tangent, parameters, p => p.HasActive))
            .Concat(Each(ParameterKind.Gradient, parameters, p => p.HasActive && !p.IsScalar)
                .SelectMany(g => new[] { g, g with { Kind = ParameterKind.Hessian } }));

    public override void Write(MethodEmitter to, CompiledMember compiled)
    {
        var (writer, model, names, method) = (to.Writer, to.Model, to.Names, compiled.Whole);
        var (direction, hessian) = (to.Beside("direction"), to.Beside("hessian"));
        bool IsGiven(Parameter p) => p.Shape.HasActive && !MethodEmitter.IsOut(p);
        var returned = model.Parameters.Where(p => IsGiven(p) && p.Shape.IsScalar).ToList();
        var destinations = model.Parameters.Where(p => IsGiven(p) && !p.Shape.IsScalar).ToList();
        var type = returned.Count == 0 ? model.Result!.Type.Name
            : $"({model.Result!.Type.Name} Value, {string.Join(", ", returned.Select(p => $"{p.Shape.Type.Name} {names.Element(p.Name)}, {p.Shape.Type.Name} {hessian.Names.Element(p.Name)}"))})";
        new Documentation(writer, model)
            .HessianVector(method, returned.Select(p => p.Name), model.Parameters.Where(IsGiven)
            .Select(p => (p, direction.Names.Gradient(p.Name))),
            destinations.Select(p => (p, names.Gradient(p.Name), hessian.Names.Gradient(p.Name))));
        to.Attributes(method);
        to.Open(type, Suffix, to.Parameters(withDefaults: false).Concat(model.Parameters.Where(IsGiven).Select(direction.Along))
            .Concat(destinations.SelectMany(p => new[] { to.Destination(p), hessian.Destination(p) })));
        if (method is null) to.Refuse();
        else
        {
            var emitters = new[] { to, hessian };
            to.Checks([new Companions(direction.Places, _ => false, AssignsNumbers: false),
                .. emitters.Select(e => new Companions(e.Places, _ => true, AssignsNumbers: true))])
                .Write(to.Written(), [.. method.Zeroed.Select(PlaceOf)], to.Covered(method, PlaceOf));
            to.Body(compiled, to.Shadows.Concat(direction.Tangents).Concat(hessian.Shadows), results =>
            {
                // The value, and behind it finals and gradients of scalars; then the tangents of these gradients.
                var own = model.Body!.Results.Count;
                var gradients = to.Gradients(results);
                var second = hessian.Gradients([.. results.Take(own), .. results.Skip(own + gradients.Count)]);
                string? First(Shape _, string path) => gradients.TryGetValue(path, out var text) ? text : null;
                string? Second(Shape _, string path) => second.TryGetValue(path, out var text) ? text : null;
                foreach (var p in destinations)
                {
                    to.Lines(Update.Lines(p.Shape, names.Gradient(p.Name), First));
                    to.Lines(Update.Lines(p.Shape, hessian.Names.Gradient(p.Name), Second));
                }
                to.Finals(results);
                to.Return(returned.Count == 0 ? results[0] : $"({results[0]}, {string.Join(", ", returned.Select(p =>
                    $"{MethodEmitter.Pack(p.Shape, names.Gradient(p.Name), First)}, {MethodEmitter.Pack(p.Shape, hessian.Names.Gradient(p.Name), Second)}"))})");
            }, model.Parameters.SelectMany(p => new[] { direction.Names.Gradient(p.Name), hessian.Names.Gradient(p.Name) }));

            Place PlaceOf(Var memory) => memory.Role == Role.Tangent ? hessian.PlaceOf(memory, method) : to.PlaceOf(memory, method);
        }
        writer.Close();
    }
}
