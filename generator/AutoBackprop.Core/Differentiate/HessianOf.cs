namespace AutoBackprop.Core;

/// <summary>All second derivatives of a method in one matrix: column by column, how its gradient changes along one component.</summary>
public static class HessianOf
{
    /// <param name="gradient">A gradient that is prepared to be differentiated again.</param>
    public static Method Run(Method gradient)
    {
        var own = gradient.Parameters.Count - gradient.Destinations.Count;
        var rounds = new Rounds(gradient, own, isOneMatrix: true);
        var steps = new List<Stmt>();
        var given = gradient.Parameters.Take(own).Select((p, i) => (Parameter: p, IsActive: gradient.IsActive[i])).Where(p => p.IsActive).Select(p => p.Parameter).ToList();
        var memory = given.Where(p => p.Type.IsArray).ToDictionary(p => p, p => gradient.Destinations.First(d => d.Of.Equals(p)).Gradient);
        var values = gradient.Results.Count - (given.Count - memory.Count);
        rounds.Repeat();
        var scratch = memory.Keys.ToDictionary(p => p, p => (Expr)rounds.Zeros(p, steps));
        var first = rounds.First(gradient, gradient.Parameters.Select((p, i) => i < own ? p : scratch[Of(p)]), steps);
        foreach (var input in rounds.Inputs)
        {
            var part = gradient with { IsActive = gradient.Parameters.Map(p => p.Equals(input.Of) || memory.ContainsValue(p)) };
            rounds.Each(input, steps, (columns, round) =>
            {
                var copies = rounds.Copies(round);
                var gradients = memory.Keys.ToDictionary(p => p, p => (Expr)rounds.Zeros(p, round));
                var tangents = columns.Select(_ => memory.Keys.ToDictionary(p => p, p => (Expr)rounds.Zeros(p, round))).ToList();
                var directions = columns.Select(column => rounds.Direction(input, column, round)).ToList();
                var results = rounds.Again(Forward.Run(part, columns.Count), gradient.Parameters.Select(p => copies.TryGetValue(p, out var copy) ? copy : gradients[Of(p)])
                    .Concat(columns.SelectMany((_, k) => gradient.Parameters.Where(p => p.Equals(input.Of) || memory.ContainsValue(p)).Select(p => p.Equals(input.Of) ? directions[k] : tangents[k][Of(p)]))).ToList(), round);
                // Behind the gradient, for each direction: the tangents of the values that are real, then those of the gradients of numbers.
                var (each, last) = ((results.Count - gradient.Results.Count) / columns.Count, given.Count - memory.Count);
                for (var k = 0; k < columns.Count; k++)
                {
                    var numbers = new Queue<Expr>(results.Skip(gradient.Results.Count + (k + 1) * each - last).Take(last));
                    var at = rounds.Named(input.First + columns[k].Number, round);
                    foreach (var p in given)
                    {
                        var tangent = p.Type.IsArray ? tangents[k][p] : numbers.Dequeue();
                        if (rounds.Inputs.Find(i => i.Of.Equals(p)) is not { } other) continue;
                        var first = Identities.Simplify(other.First * other.Width + at);
                        round.Add(tangent is Var { Type.IsArray: true } array ? rounds.Spread(array, p, other.Matrix, first, other.Width) : Rounds.Into(other.Matrix, first, tangent));
                    }
                }
            });
        }
        return rounds.Finished(gradient, steps, first.Take(values).ToArray());

        Var Of(Var shadow) => memory.First(m => m.Value.Equals(shadow)).Key;
    }
}
