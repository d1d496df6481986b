namespace AutoBackprop.Core;

/// <summary>A member that returns what the method returns, and fills matrices.</summary>
public abstract class MatrixMember : Member
{
    /// <summary>The matrix of which this has a column; -1 for none.</summary>
    protected abstract int MatrixOf(Parameter parameter, int number);

    public override Method Arranged(Method primal, Model model) => primal with
    {
        Columns = model.Parameters.SelectMany((p, i) => p.Shape.Leaves.Select(l => new MatrixColumns(MatrixOf(p, i), l.Numbers))).ToArray(),
    };

    /// <param name="matrices">Each with how many elements it must have, as C#.</param>
    protected void Write(MethodEmitter to, CompiledMember compiled, List<(string Name, string Type, string Size)> matrices,
        Action<Documentation> document)
    {
        var (writer, model, method) = (to.Writer, to.Model, compiled.Whole);
        document(new Documentation(writer, model));
        to.Attributes(method);
        to.Open(model.Result?.CSharpType ?? "void", Suffix,
            to.Parameters(withDefaults: false).Concat(matrices.Select(m => new Declared($"global::System.Span<{m.Type}> {m.Name}", m.Name))));
        if (method is null) to.Refuse();
        else
        {
            new DestinationChecks(writer, to.Places, []).Write(to.Written());
            foreach (var (name, _, size) in matrices)
                writer.Line($"{name} = global::AutoBackprop.Destinations.Fitting({name}, {size}, \"{name}\");");
            for (var i = 0; i < matrices.Count; i++)
                DestinationChecks.Apart(writer, matrices[i].Type, matrices[i].Name, matrices[i].Name,
                    to.Places.Where(p => p is { IsFlat: true, IsColumn: false } && p.Shape.Type.Element!.Name == matrices[i].Type)
                        .Select(p => p.Name)
                        .Concat(matrices.Take(i).Where(m => m.Type == matrices[i].Type).Select(m => m.Name)).ToList());
            to.Start(to.Written().Select(p => p.Name).Concat(matrices.Select(m => m.Name)), method);
            writer.Line();
            to.Body(compiled, matrices.Select(m => new Companion(m.Name, false)), results =>
            {
                to.Finals(results);
                if (model.Result is not null) to.Return(to.Returned(results));
            });
        }
        writer.Close();
    }

    /// <summary>So many numbers, as C#: those of arrays are counted when it runs.</summary>
    protected static string Count(IEnumerable<Place> places, int more = 0)
    {
        var all = places.ToList();
        var known = all.Count(p => !p.IsArray) + more;
        return string.Join(" + ", all.Where(p => p.IsArray).Select(CountOf)
            .Concat(known > 0 || !all.Exists(p => p.IsArray) ? [known.ToString(System.Globalization.CultureInfo.InvariantCulture)] : []));
    }

    /// <summary>Of a matrix, which may be too large for a number.</summary>
    protected static string Size(string rows, string columns)
    {
        static string Factor(string count) => count.Contains(" + ") ? $"({count})" : count;
        return $"checked({Factor(rows)} * {Factor(columns)})";
    }

    private static string CountOf(Place p) => p.Shape.Numbers.Count > 1 ? $"{p.Shape.Numbers.Count} * {LengthOf(p)}" : LengthOf(p);

    private static string LengthOf(Place p) => !p.IsFlat ? $"global::AutoBackprop.Components.Count({p.Name})"
        : p.Shape is { IsNullable: true, Type.IsManagedArray: true } ? $"({p.Name}?.Length ?? 0)" : $"{p.Name}.Length";

    /// <summary>The wider of the types of these numbers.</summary>
    protected static string TypeOf(IEnumerable<Shape> leaves)
    {
        var types = leaves.Where(l => l.IsActive).SelectMany(l => l.Numbers.Count > 0 ? l.Numbers.Select(n => n.Type) : [l.Type.Scalar])
            .ToList();
        return (types.Find(t => t.Equals(IrType.Double)) ?? types[0]).Name;
    }
}
