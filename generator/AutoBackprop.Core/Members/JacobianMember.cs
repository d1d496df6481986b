namespace AutoBackprop.Core;

/// <summary>FJacobian: the value, and one matrix per parameter of the derivatives of all that comes out.</summary>
public sealed class JacobianMember : MatrixMember
{
    public override Derivatives Kind => Derivatives.Jacobian;

    public override bool IsForward(Method method) => !JacobianOf.IsByRows(method);

    public override bool IsRepeated(Method method) => JacobianOf.IsRepeated(method);

    public override Method Derive(Method prepared) => JacobianOf.Run(prepared);

    // What is written, which only the body shows, has none.
    public override IEnumerable<MemberParameter> Parameters(IReadOnlyList<Shape> parameters, Shape? result) =>
        Each(ParameterKind.Primal, parameters, _ => true)
            .Concat(Each(ParameterKind.Jacobian, parameters, p => p.HasActive && p.Leaves.Any(l => !IsSpan(l))));

    protected override int MatrixOf(Parameter parameter, int number) =>
        parameter.Shape.HasActive && !MethodEmitter.IsByReference(parameter) ? number : -1;

    public override void Write(MethodEmitter to, CompiledMember compiled)
    {
        var (model, names) = (to.Model, to.Beside("jacobian").Names);
        var written = model.Body is null ? [.. to.Places.Where(p => p.IsActiveArray && IsSpan(p.Shape))] : to.Written();
        var inputs = to.Places.Where(p => p.Shape.IsActive && (p.IsArray || p.Shape.Type.IsReal) && !written.Contains(p)
            && !MethodEmitter.IsByReference(p.Parameter)).GroupBy(p => p.Parameter).ToList();
        var numbers = (model.Result?.Leaves.Count(l => l.Type.IsReal) ?? 0) + to.ByReference.Count(p => p.Shape.Type.IsReal);
        var rows = Count(written.Where(p => p.IsActiveArray).OrderBy(p => to.Places.ToList().IndexOf(p)), numbers);
        var matrices = inputs.Select(g => (names.Gradient(g.Key.Name), TypeOf(g.Select(p => p.Shape)), Size(rows, Count(g)))).ToList();
        Write(to, compiled, matrices, d => d.Jacobian(inputs.Select(g => (g.Key, names.Gradient(g.Key.Name)))));
    }

    private static bool IsSpan(Shape leaf) => leaf.Type.ArrayKind == ArrayKind.Span;
}
