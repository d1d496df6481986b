namespace AutoBackprop.Core;

/// <summary>FValue: the method itself, with its loops on vectors.</summary>
public sealed class ValueMember : Member
{
    public override Derivatives Kind => Derivatives.Value;

    public override int Order => 0;

    public override Method Derive(Method prepared) => prepared;

    public override IEnumerable<MemberParameter> Parameters(IReadOnlyList<Shape> parameters, Shape? result) =>
        Each(ParameterKind.Primal, parameters, _ => true);

    public override void Write(MethodEmitter to, CompiledMember compiled)
    {
        var (writer, model, method) = (to.Writer, to.Model, compiled.Whole);
        new Documentation(writer, model).Value(method);
        to.Attributes(method);
        to.Open(model.Result?.CSharpType ?? "void", Suffix, to.Parameters(withDefaults: true));
        if (method is null) to.Refuse();
        else
        {
            to.Checks().Write(to.Written());
            to.Body(compiled, [], results =>
            {
                to.Finals(results);
                if (model.Result is not null) to.Return(to.Returned(results));
            });
        }
        writer.Close();
    }
}
