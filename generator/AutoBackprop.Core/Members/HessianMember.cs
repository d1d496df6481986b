namespace AutoBackprop.Core;

/// <summary>FHessian: the value, and the matrix of all second derivatives.</summary>
public sealed class HessianMember : MatrixMember
{
    public override Derivatives Kind => Derivatives.Hessian;

    public override bool NeedsNumber => true;

    public override int Order => 2;

    public override bool IsForward(Method method) => true;

    public override bool IsRepeated(Method method) => true;

    public override Method Derive(Method prepared)
    {
        prepared = KnownElements.Run(prepared, isFirst: true);
        return Gradient.Derive(prepared) with { Columns = prepared.Columns };
    }

    public override Method DeriveAgain(Method prepared) => HessianOf.Run(prepared);

    public override IEnumerable<MemberParameter> Parameters(IReadOnlyList<Shape> parameters, Shape? result) =>
        Each(ParameterKind.Primal, parameters, _ => true).Append(new MemberParameter(ParameterKind.Hessian, -1));

    protected override int MatrixOf(Parameter parameter, int number) =>
        parameter.Shape.HasActive && !MethodEmitter.IsOut(parameter) ? 0 : -1;

    public override void Write(MethodEmitter to, CompiledMember compiled)
    {
        HashSet<string> taken = [.. to.Model.Parameters.Select(p => p.Name), .. to.Model.Captured];
        var name = "hessian";
        while (taken.Contains(name)) name += "_";
        var components = to.Places.Where(p => p.Shape.IsActive && (p.IsArray || p.Shape.Type.IsReal) && !MethodEmitter.IsOut(p.Parameter))
            .ToList();
        var count = Count(components);
        Write(to, compiled, [(name, TypeOf(components.Select(p => p.Shape)), Size(count, count))],
            d => d.Hessian(name, components.Select(p => p.Parameter).Distinct()));
    }
}
