namespace AutoBackprop.Core;

/// <summary>All derivatives of what comes out of a method, in matrices: their columns by tangents, their rows by backward sweeps.</summary>
public static class JacobianOf
{
    /// <summary>Parameters: those of the method, then a matrix for each that has columns. Rows: numbers among the results in order, then
    /// elements of what it writes.</summary>
    public static Method Run(Method method) => IsByRows(method) ? Rows(method) : Columns(method);

    /// <summary>Only numbers come out, and there are not fewer numbers that go in.</summary>
    public static bool IsByRows(Method method)
    {
        var rounds = new Rounds(method, method.Parameters.Count, isOneMatrix: false);
        return !Written(method, rounds).Any()
            && (rounds.Inputs.Any(i => i.Of.Type.IsArray) || rounds.Inputs.Count >= method.Results.Count(r => r.Type.IsReal));
    }

    /// <summary>The body runs more than once.</summary>
    public static bool IsRepeated(Method method) => !IsByRows(method) || method.Results.Count(r => r.Type.IsReal) > 1;

    private static IEnumerable<Var> Written(Method method, Rounds rounds) => method.Parameters.Where((p, i) => method.IsActive[i] && rounds.IsWritten(p));

    private static Method Columns(Method method)
    {
        var rounds = new Rounds(method, method.Parameters.Count, isOneMatrix: false);
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

    private static Method Rows(Method method)
    {
        var rounds = new Rounds(method, method.Parameters.Count, isOneMatrix: false);
        var steps = new List<Stmt>(rounds.Matrices.Select(Ops.Clear));
        var outputs = Enumerable.Range(0, method.Results.Count).Where(i => method.Results[i].Type.IsReal).ToList();
        if (outputs.Count > 1) rounds.Repeat();
        var values = method.Results;
        for (var row = 0; row < outputs.Count; row++)
        {
            List<int> order = [outputs[row], .. Enumerable.Range(0, method.Results.Count).Where(i => i != outputs[row])];
            var derived = Reverse.Run(method with
            {
                IsActive = method.Parameters.Map(p => rounds.Inputs.Exists(i => i.Of.Equals(p))),
                Results = order.Select(i => method.Results[i]).ToArray(), Finals = order.Count - 1,
            }, seeded: false);
            var given = row == 0 ? method.Parameters.ToDictionary(p => p, p => (Expr)p) : rounds.Copies(steps);
            var gradients = rounds.Inputs.Where(i => i.Of.Type.IsArray).ToDictionary(i => i.Of, i => rounds.Zeros(i, Const.Int(row), steps));
            var arguments = method.Parameters.Select(p => given[p]).Concat(method.Parameters.Where(gradients.ContainsKey).Select(p => gradients[p]));
            var results = row == 0 ? rounds.First(derived, arguments, steps) : rounds.Again(derived, arguments, steps);
            var numbers = new Queue<Expr>(results.Skip(method.Results.Count));
            foreach (var p in method.Parameters)
                if (rounds.Inputs.Find(i => i.Of.Equals(p)) is not { } input) continue;
                else if (!p.Type.IsArray) steps.Add(new Store(input.Matrix, new[] { input.At(Const.Int(row), Const.Int(0)) }, Ops.Cast(input.Matrix.Type.Element!, numbers.Dequeue())));
                else steps.AddRange(rounds.Gathered(input, gradients[p], Const.Int(row)));
            if (row == 0) values = Enumerable.Range(0, order.Count).Select(i => results[order.IndexOf(i)]).ToArray();
        }
        return rounds.Finished(method, steps, values);
    }
}
