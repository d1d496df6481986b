namespace AutoBackprop.Core;

/// <summary>FTangent: the value, and how it changes in a direction that is given: one tangent after each active parameter.</summary>
public sealed class TangentMember : Member
{
    public override Derivatives Kind => Derivatives.Tangent;

    public override bool IsForward(Method method) => true;

    public override Method Derive(Method prepared) => Forward.Run(prepared);

    public override IEnumerable<MemberParameter> Parameters(IReadOnlyList<Shape> parameters, Shape? result) => 
        parameters.SelectMany((p, i) => new[] { new MemberParameter(ParameterKind.Primal, i) }
            .Concat(p.HasActive ? [new MemberParameter(ParameterKind.Tangent, i)] : []));

    public override void Write(MethodEmitter to, CompiledMember compiled)
    {
        var (writer, model, method) = (to.Writer, to.Model, compiled.Whole);
        var along = to.Beside("tangent");
        var (written, also) = method is null ? ([], []) : (to.Written(), along.Written());
        new Documentation(writer, model)
            .Tangent(method, model.Parameters.Where(p => p.Shape.HasActive).Select(p => (p, along.Names.Gradient(p.Name))));
        to.Attributes(method);
        var type = model.Result is not { } result
            ? "void" : result.HasActive ? $"({result.Type.Name} Value, {result.Type.Name} Tangent)" : result.Type.Name;
        to.Open(type, Suffix, Parameters(to, along));
        if (method is null) to.Refuse();
        else
        {
            to.Checks(new Companions(along.Places, p => also.Contains(p) && !p.Shape.Type.IsReadOnly, AssignsNumbers: false)).Write(written);
            to.Body(compiled, along.Tangents, results =>
            {
                var values = model.Body!.Results;
                var tangents = new Queue<string>(results.Skip(values.Count));
                var returned = model.Result is null
                    ? null : MethodEmitter.Pack(model.Result, "", (leaf, _) => leaf.Type.IsReal ? tangents.Dequeue() : null);
                to.Finals(results);
                along.TangentFinals(tangents);
                if (model.Result is { } given)
                    to.Return(given.HasActive ? $"({to.Returned(results)}, {returned})" : to.Returned(results));
            }, along.ByReference.Select(p => p.Gradient).Append(along.Names.Result)
                .Concat(model.Parameters.Select(p => along.Names.Gradient(p.Name))));
        }
        writer.Close();
    }

    /// <summary>Each active parameter is followed by its tangent, which comes back the same way.</summary>
    private static IEnumerable<Declared> Parameters(MethodEmitter to, MethodEmitter along)
    {
        var given = new Queue<Declared>(to.Parameters(withDefaults: false));
        foreach (var p in to.Model.Parameters)
        {
            if (!p.IsReceiver) yield return given.Dequeue();
            if (!p.Shape.HasActive) continue;
            var (modifier, tangent) = (MethodEmitter.IsByReference(p) ? p.Modifier : "", along.Along(p));
            yield return new(modifier + tangent.Text, modifier + tangent.Argument);
        }
    }
}
