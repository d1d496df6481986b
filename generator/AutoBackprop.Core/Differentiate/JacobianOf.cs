namespace AutoBackprop.Core;

/// <summary>All derivatives of what comes out of a method, in matrices: their columns by tangents, their rows by backward sweeps.</summary>
public static class JacobianOf
{
    private const int MostRows = 16;

    /// <summary>Parameters: those of the method, then a matrix for each that has columns. Rows: numbers among the results in order, then
    /// elements of what it writes.</summary>
    public static Method Run(Method method) => IsByRows(method) ? Rows(method) : Columns(method);

    /// <summary>So many numbers come out as are known, few, and there are not fewer numbers that go in.</summary>
    public static bool IsByRows(Method method)
    {
        var rounds = Of(method);
        return Outputs(method, rounds) is { Count: <= MostRows } outputs
            && (rounds.Inputs.Any(i => i.Of.Type.IsArray) || rounds.Inputs.Count >= outputs.Count);
    }

    /// <summary>The body runs more than once.</summary>
    public static bool IsRepeated(Method method) => !IsByRows(method) || Outputs(method, Of(method))!.Count > 1;

    private static Rounds Of(Method method) => new(method, method.Parameters.Count, isOneMatrix: false);

    private static IEnumerable<Var> Written(Method method, Rounds rounds) =>
        method.Parameters.Where((p, i) => method.IsActive[i] && rounds.IsWritten(p));

    // ── columns ──────────────────────────────────────────────────────────────────────────────────────────────

    private static Method Columns(Method method)
    {
        var split = KnownElements.Run(method, isFirst: false);
        var rounds = new Rounds(split, split.Parameters.Count, isOneMatrix: false, isSafe: true);
        var written = Written(method, rounds).ToList();
        rounds.Repeat();
        var bands = rounds.Inputs.Where(i => rounds.IsRow(i)).Select(i => (Input: i, Band: Band.Of(split, i.Of, written)))
            .Where(b => b.Band is not null).ToDictionary(b => b.Input, b => b.Band!);
        var steps = new List<Stmt>(rounds.Gaps.Union(bands.Keys.Select(i => i.Matrix)).Select(Ops.Clear));
        var values = rounds.First(method, method.Parameters, steps);
        foreach (var pair in bands) Banded(split, rounds, pair.Key, pair.Value, written, steps);
        rounds.Each(steps, rounds.Inputs.Where(i => !bands.ContainsKey(i)), (columns, round) =>
        {
            var copies = rounds.Copies(round);
            var tangents = columns.Select(column => written.Select(p => (p, Tangent: (Expr)rounds.Zeros(p, round)))
                .Append((column.Of.Of, rounds.Direction(column, round))).ToDictionary(t => t.Item1, t => t.Item2)).ToList();
            var derived = Forward.Run(split, tangents.Select<Dictionary<Var, Expr>, Func<Var, bool>>(t => t.ContainsKey));
            var results = rounds.Again(derived, split.Parameters.Select(p => copies[p])
                .Concat(tangents.SelectMany(t => split.Parameters.Where(t.ContainsKey).Select(p => t[p]))), round);
            var numbers = new Queue<Expr>(results.Skip(method.Results.Count));
            foreach (var (column, tangent) in columns.Zip(tangents, (c, t) => (c, t)))
            {
                var input = column.Of;
                Expr row = Const.Int(0);
                var filled = new List<Stmt>();
                foreach (var _ in method.Results.Where(r => r.Type.IsReal))
                {
                    filled.Add(Rounds.Into(input.Matrix, input.At(row, column.Number), numbers.Dequeue()));
                    row += Const.Int(1);
                }
                foreach (var p in written)
                {
                    filled.Add(rounds.Spread((Var)tangent[p], p, input.Matrix, rounds.Named(input.At(row, column.Number), filled),
                        input.Width));
                    row += rounds.Count(p);
                }
                if (input.IsThere is { } there) round.Add(new If(there, new Block(filled), Block.Empty, default));
                else round.AddRange(filled);
            }
        });
        return rounds.Finished(method, steps, values);
    }

    /// <summary>One run of the body for every element that an iteration has.</summary>
    private static void Banded(Method method, Rounds rounds, Rounds.Input input, Band band, List<Var> written, List<Stmt> steps)
    {
        var copies = rounds.Copies(steps);
        var tangents = Enumerable.Range(0, band.Width).Select(k => written.Select(p => (p, Tangent: (Expr)rounds.Zeros(p, steps)))
            .Append((input.Of, rounds.Comb(input, band.Width, k, steps))).ToDictionary(t => t.Item1, t => t.Item2)).ToList();
        var derived = Forward.Run(method, tangents.Select<Dictionary<Var, Expr>, Func<Var, bool>>(t => t.ContainsKey));
        rounds.Again(derived, method.Parameters.Select(p => copies[p])
            .Concat(tangents.SelectMany(t => method.Parameters.Where(t.ContainsKey).Select(p => t[p]))), steps);
        Expr first = Const.Int(method.Results.Count(r => r.Type.IsReal));
        foreach (var p in written)
        {
            for (var k = 0; k < band.Width && band.Rows.TryGetValue(p, out var rows); k++)
                steps.Add(rounds.Diagonal((Var)tangents[k][p], input, rounds.Named(first, steps), rows, band.Width, k));
            first += rounds.Count(p);
        }
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

    /// <summary>A matrix that has just the rows and columns that are stored needs no zeros before.</summary>
    private static Stmt Cleared(Var matrix, Rounds rounds, List<Output> outputs)
    {
        var columns = rounds.Inputs.Where(i => i.Matrix.Equals(matrix))
            .Select(i => i.Count is Const { Value: 1 } ? i.First : null).ToList();
        bool IsGapless(List<Expr?> places) => Enumerable.Range(0, places.Count).All(i => places.Contains(Const.Int(i)));
        if (!IsGapless(columns) || !IsGapless([.. outputs.Select(o => o.Row)])) return Ops.Clear(matrix);
        return new If(Ops.Compare(Op.Ne, Ops.Length(matrix), Const.Int(outputs.Count * columns.Count)),
            new Block(new Stmt[] { Ops.Clear(matrix) }), Block.Empty, default);
    }

    private static Method Rows(Method method)
    {
        method = KnownElements.Run(method, isFirst: true);
        var rounds = Of(method);
        var outputs = Outputs(method, rounds)!;
        var written = Written(method, rounds).ToList();
        var steps = rounds.Matrices.Select(m => Cleared(m, rounds, outputs)).ToList();
        if (outputs.Count > 1) rounds.Repeat(except: written);
        // What is stored in known places is asked for as a number; it need not be stored again.
        var quiet = method.Body with { Steps = method.Body.Steps.Where(s => s is not Store { Array: Var array } || !written.Contains(array))
            .ToArray() };
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
            var given = isFirst ? method.Parameters.ToDictionary(p => p, rounds.Given) : rounds.Copies(steps, except: written);
            var gradients = rounds.Inputs.Where(input => input.Of.Type.IsArray)
                .ToDictionary(input => input.Of, input => rounds.Zeros(input, output.Row, steps));
            var arguments = method.Parameters.Select(p => given[p])
                .Concat(method.Parameters.Where(gradients.ContainsKey).Select(p => gradients[p]));
            var results = isFirst ? rounds.First(derived, arguments, steps) : rounds.Again(derived, arguments, steps);
            var numbers = new Queue<Expr>(results.Skip(1 + method.Results.Count));
            foreach (var input in method.Parameters.Select(p => rounds.Inputs.Find(input => input.Of.Equals(p))).OfType<Rounds.Input>())
                if (input.Of.Type.IsArray) steps.AddRange(rounds.Gathered(input, gradients[input.Of], output.Row));
                else steps.Add(Rounds.Into(input.Matrix, input.At(output.Row, Const.Int(0)), numbers.Dequeue()));
            if (isFirst) values = results.Skip(1).Take(method.Results.Count).ToArray();
        }
        if (outputs.Count == 0) values = rounds.First(method, method.Parameters.Select(rounds.Given), steps);
        return rounds.Finished(method, steps, values);
    }
}
