namespace AutoBackprop.Core;

/// <summary>All derivatives of what comes out of a method, in matrices: their columns by tangents, their rows by backward sweeps.</summary>
public static class JacobianOf
{
    /// <summary>Parameters: those of the method, then a matrix for each that has columns. Rows: numbers among the results in order, then
    /// elements of what it writes.</summary>
    public static Method Run(Method method) => IsByRows(method) ? Rows(method) : Columns(method);

    /// <summary>So many numbers come out as are known, and there are not fewer numbers that go in.</summary>
    public static bool IsByRows(Method method)
    {
        var rounds = Of(method);
        return Outputs(method, rounds) is { } outputs && (rounds.Inputs.Any(i => i.Of.Type.IsArray) || rounds.Inputs.Count >= outputs.Count);
    }

    /// <summary>The body runs more than once.</summary>
    public static bool IsRepeated(Method method) => !IsByRows(method) || Outputs(method, Of(method))!.Count > 1;

    private static Rounds Of(Method method) => new(method, method.Parameters.Count, isOneMatrix: false);

    private static IEnumerable<Var> Written(Method method, Rounds rounds) => method.Parameters.Where((p, i) => method.IsActive[i] && rounds.IsWritten(p));

    // ── columns ──────────────────────────────────────────────────────────────────────────────────────────────

    private static Method Columns(Method method)
    {
        var rounds = Of(method);
        var written = Written(method, rounds).ToList();
        rounds.Repeat();
        var steps = new List<Stmt>();
        var values = rounds.First(method, method.Parameters, steps);
        foreach (var input in rounds.Inputs)
        {
            var derived = Forward.Run(method with { IsActive = method.Parameters.Map(p => p.Equals(input.Of) || written.Contains(p)) });
            var direction = input.Of.Type.IsArray ? rounds.Zeros(input.Of, steps) : (Expr)new Const(1, input.Of.Type);
            steps.AddRange(rounds.Each(input, (column, round) =>
            {
                var copies = rounds.Copies(round);
                var tangents = written.ToDictionary(p => p, p => (Expr)rounds.Zeros(p, round));
                tangents[input.Of] = direction;
                if (direction is Var memory) round.Add(Rounds.Set(memory, column, 1));
                var results = rounds.Again(derived, method.Parameters.Select(p => copies[p]).Concat(method.Parameters.Where(tangents.ContainsKey).Select(p => tangents[p])), round);
                Expr row = Const.Int(0);
                foreach (var tangent in results.Skip(method.Results.Count))
                {
                    round.Add(new Store(input.Matrix, new[] { input.At(row, column.Number) }, Ops.Cast(input.Matrix.Type.Element!, tangent)));
                    row += Const.Int(1);
                }
                foreach (var p in written)
                {
                    round.Add(rounds.Spread((Var)tangents[p], p, input.Matrix, rounds.Named(input.At(row, column.Number), round), input.Width));
                    row += rounds.Count(p);
                }
                if (direction is Var used) round.Add(Rounds.Set(used, column, 0));
            }));
        }
        return rounds.Finished(method, steps, values);
    }

    // ── rows ─────────────────────────────────────────────────────────────────────────────────────────────────

    /// <summary>A number that comes out, and the row of its derivatives.</summary>
    private sealed record Output(Expr Value, Expr Row);

    private static List<Output>? Outputs(Method method, Rounds rounds)
    {
        var outputs = method.Results.Where(r => r.Type.IsReal).Select((r, i) => new Output(r, Const.Int(i))).ToList();
        Expr first = Const.Int(outputs.Count);
        foreach (var p in Written(method, rounds))
        {
            if (rounds.Known(p) is not { } stores) return null;
            outputs.AddRange(stores.Select(s => new Output(s.Value, Identities.Simplify(first + s.Indices[0]))));
            first += rounds.Count(p);
        }
        return outputs;
    }

    private static Method Rows(Method method)
    {
        var rounds = Of(method);
        var outputs = Outputs(method, rounds)!;
        var written = Written(method, rounds).ToList();
        var steps = new List<Stmt>(rounds.Matrices.Select(Ops.Clear));
        if (outputs.Count > 1) rounds.Repeat(except: written);
        // What is stored in known places is asked for as a number; it need not be stored again.
        var quiet = method.Body with { Steps = method.Body.Steps.Where(s => s is not Store { Array: Var array } || !written.Contains(array)).ToArray() };
        var values = method.Results;
        for (var i = 0; i < outputs.Count; i++)
        {
            var (isFirst, output) = (i == 0, outputs[i]);
            var derived = Reverse.Run(method with
            {
                IsActive = method.Parameters.Map(p => rounds.Inputs.Exists(input => input.Of.Equals(p))),
                Body = isFirst ? method.Body : quiet,
                Results = method.Results.Prepend(output.Value).ToArray(), Finals = method.Results.Count,
            }, seeded: false);
            var given = isFirst ? method.Parameters.ToDictionary(p => p, p => (Expr)p) : rounds.Copies(steps, except: written);
            var gradients = rounds.Inputs.Where(input => input.Of.Type.IsArray).ToDictionary(input => input.Of, input => rounds.Zeros(input, output.Row, steps));
            var arguments = method.Parameters.Select(p => given[p]).Concat(method.Parameters.Where(gradients.ContainsKey).Select(p => gradients[p]));
            var results = isFirst ? rounds.First(derived, arguments, steps) : rounds.Again(derived, arguments, steps);
            var numbers = new Queue<Expr>(results.Skip(1 + method.Results.Count));
            foreach (var input in method.Parameters.Select(p => rounds.Inputs.Find(input => input.Of.Equals(p))).OfType<Rounds.Input>())
                if (input.Of.Type.IsArray) steps.AddRange(rounds.Gathered(input, gradients[input.Of], output.Row));
                else steps.Add(new Store(input.Matrix, new[] { input.At(output.Row, Const.Int(0)) }, Ops.Cast(input.Matrix.Type.Element!, numbers.Dequeue())));
            if (isFirst) values = results.Skip(1).Take(method.Results.Count).ToArray();
        }
        if (outputs.Count == 0) values = rounds.First(method, method.Parameters, steps);
        return rounds.Finished(method, steps, values);
    }
}
