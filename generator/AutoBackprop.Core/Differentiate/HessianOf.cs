namespace AutoBackprop.Core;

/// <summary>All second derivatives of a method in one matrix: row by row, how its gradient changes along one component.</summary>
public static class HessianOf
{
    /// <param name="gradient">A gradient that is prepared to be differentiated again.</param>
    public static Method Run(Method gradient)
    {
        var own = gradient.Parameters.Count - gradient.Destinations.Count;
        var rounds = new Rounds(gradient, own, isOneMatrix: true);
        var steps = new List<Stmt>(rounds.Matrices.Select(Ops.Clear));
        var given = gradient.Parameters.Take(own).Select((p, i) => (Parameter: p, IsActive: gradient.IsActive[i])).Where(p => p.IsActive).Select(p => p.Parameter).ToList();
        var memory = given.Where(p => p.Type.IsArray).ToDictionary(p => p, p => gradient.Destinations.First(d => d.Of.Equals(p)).Gradient);
        var values = gradient.Results.Count - (given.Count - memory.Count);
        rounds.Repeat();
        var scratch = memory.Keys.ToDictionary(p => p, p => (Expr)rounds.Zeros(p, steps));
        var first = rounds.First(gradient, gradient.Parameters.Select((p, i) => i < own ? p : scratch[Of(p)]), steps);
        foreach (var input in rounds.Inputs)
        {
            var derived = Forward.Run(gradient with { IsActive = gradient.Parameters.Map(p => p.Equals(input.Of) || memory.ContainsValue(p)) });
            var shared = input.Of.Type.IsArray && !rounds.IsWritten(input.Of) ? rounds.Zeros(input.Of, steps) : null;
            steps.AddRange(rounds.Each(input, (column, round) =>
            {
                var copies = rounds.Copies(round);
                var gradients = memory.Keys.ToDictionary(p => p, p => rounds.Zeros(p, round));
                // Second derivatives are symmetric: what the gradient of p changes by along a component stands in the row of the component.
                var row = rounds.Named(input.First + column.Number, round);
                var rows = rounds.Inputs.Where(i => i.Of.Type.IsArray).ToDictionary(i => i.Of, i => rounds.Zeros(i, row, round));
                var direction = !input.Of.Type.IsArray ? new Const(1, input.Of.Type) : (Expr?)shared ?? rounds.Zeros(input.Of, round);
                if (direction is Var set) round.Add(Rounds.Set(set, column, 1));
                var arguments = gradient.Parameters.Select(p => copies.TryGetValue(p, out var copy) ? copy : gradients[Of(p)])
                    .Concat(gradient.Parameters.Where(p => p.Equals(input.Of) || memory.ContainsValue(p))
                        .Select(p => p.Equals(input.Of) ? direction : rows.TryGetValue(Of(p), out var at) ? at : rounds.Zeros(Of(p), round)));
                var results = rounds.Again(derived, arguments.ToList(), round);
                // Behind the gradient: the tangents of the values that are real, then those of the gradients of numbers.
                var tangents = new Queue<Expr>(results.Skip(results.Count - (given.Count - memory.Count)));
                foreach (var p in given.Where(p => !p.Type.IsArray))
                    if (tangents.Dequeue() is var tangent && rounds.Inputs.Find(i => i.Of.Equals(p)) is { } other)
                        round.Add(new Store(other.Matrix, new[] { other.At(row, Const.Int(0)) }, Ops.Cast(other.Matrix.Type.Element!, tangent)));
                foreach (var other in rounds.Inputs.Where(i => i.Of.Type.IsArray)) round.AddRange(rounds.Gathered(other, rows[other.Of], row));
                if (shared is not null) round.Add(Rounds.Set(shared, column, 0));
            }));
        }
        return rounds.Finished(gradient, steps, first.Take(values).ToArray());

        Var Of(Var shadow) => memory.First(m => m.Value.Equals(shadow)).Key;
    }
}
