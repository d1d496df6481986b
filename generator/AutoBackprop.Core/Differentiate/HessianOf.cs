namespace AutoBackprop.Core;

/// <summary>All second derivatives of a method in one matrix: column by column, how its gradient changes along one component.</summary>
public static class HessianOf
{
    /// <param name="gradient">A gradient that is prepared to be differentiated again.</param>
    public static Method Run(Method gradient)
    {
        var own = gradient.Parameters.Count - gradient.Destinations.Count;
        var rounds = new Rounds(gradient, own, isOneMatrix: true);
        var steps = new List<Stmt>(rounds.Gaps.Select(Ops.Clear));
        var given = gradient.Parameters.Take(own).Select((p, i) => (Parameter: p, IsActive: gradient.IsActive[i])).Where(p => p.IsActive)
            .Select(p => p.Parameter).ToList();
        var memory = given.Where(p => p.Type.IsArray).ToDictionary(p => p, p => gradient.Destinations.First(d => d.Of.Equals(p)).Gradient);
        var values = gradient.Results.Count - (given.Count - memory.Count);
        rounds.Repeat();
        var scratch = memory.Keys.ToDictionary(p => p, p => (Expr)rounds.Zeros(p, steps));
        var first = rounds.First(gradient, gradient.Parameters.Select((p, i) => i < own ? rounds.Given(p) : scratch[Of(p)]), steps);
        rounds.Each(steps, rounds.Inputs, (columns, round) =>
        {
            var copies = rounds.Copies(round);
            var gradients = memory.Keys.ToDictionary(p => p, p => (Expr)rounds.Zeros(p, round));
            // Per direction: what goes with the input, and with the memory of the gradients.
            var tangents = columns.Select(column => memory.ToDictionary(m => m.Value, m => (Expr)rounds.Zeros(m.Key, round))).ToList();
            foreach (var (column, tangent) in columns.Zip(tangents, (c, t) => (c, t)))
                tangent[column.Of.Of] = rounds.Direction(column, round);
            var derived = Forward.Run(gradient, tangents.Select<Dictionary<Var, Expr>, Func<Var, bool>>(t => t.ContainsKey));
            var results = rounds.Again(derived, gradient.Parameters.Select(p =>
                copies.TryGetValue(p, out var copy) ? copy : gradients[Of(p)])
                .Concat(tangents.SelectMany(t => gradient.Parameters.Where(t.ContainsKey).Select(p => t[p]))), round);
            // Behind the gradient, for each direction: the tangents of the values that are real, then those of the gradients of numbers.
            var (each, last) = ((results.Count - gradient.Results.Count) / columns.Count, given.Count - memory.Count);
            for (var k = 0; k < columns.Count; k++)
            {
                var numbers = new Queue<Expr>(results.Skip(gradient.Results.Count + (k + 1) * each - last).Take(last));
                var at = rounds.Named(columns[k].Of.First + columns[k].Number, round);
                foreach (var p in given)
                {
                    var tangent = p.Type.IsArray ? tangents[k][memory[p]] : numbers.Dequeue();
                    if (rounds.Inputs.Find(i => i.Of.Equals(p)) is not { } other) continue;
                    var first = Identities.Simplify(other.First * other.Width + at);
                    round.Add(tangent is Var { Type.IsArray: true } array
                        ? rounds.Spread(array, p, other.Matrix, first, other.Width) : Rounds.Into(other.Matrix, first, tangent));
                }
            }
        });
        return rounds.Finished(gradient, steps, first.Take(values).ToArray());

        Var Of(Var shadow) => memory.First(m => m.Value.Equals(shadow)).Key;
    }
}
