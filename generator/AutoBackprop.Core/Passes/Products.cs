namespace AutoBackprop.Core;

/// <summary>Finds sums of products over three loops, and makes each one step: a <see cref="Product"/> of matrices. What else stands in
/// the loops stays there, and reads the sums. Needs one operation per step; looks at loops of the method's own block, and at
/// factors that nobody writes from there on, since the backward sweep reads them again.</summary>
public sealed class Products
{
    private const int FewOperations = 512;

    private readonly Fresh _fresh;
    private readonly Arrays _arrays;

    private Products(Method method) => (_fresh, _arrays) = (new Fresh(method.NextId), new Arrays(method));

    public static Method Run(Method method)
    {
        var pass = new Products(method);
        var body = method.Body;
        for (var i = 0; i < body.Steps.Count; i++)
            if (body.Steps[i] is For nest && pass.Of(nest, body, i) is { } steps)
            {
                body = body with { Steps = body.Steps.Take(i).Concat(steps).Concat(body.Steps.Skip(i + 1)).ToArray() };
                i += steps.Count - 1;
            }
        return method with { Body = body, NextId = pass._fresh.NextId };
    }

    private IReadOnlyList<Stmt>? Of(For nest, Block block, int at)
    {
        if (!nest.Body.AllSteps()
            .All(s => s is Let { Value: Load } or Let { Value: not Opaque { IsPure: false } } or Store or Accumulate or For or If)) return null;
        bool IsSettled(Var array) =>
            (block.Steps.Take(at).Any(s => s.Defines().Contains(array)) || !block.AllSteps().Any(s => s.Defines().Contains(array)))
            && !block.Steps.Skip(at).Any(s => new Effects(_arrays).WritesAnywhere(s, _arrays.Root(array)));

        if (ProductNest.Added(nest) is { } sum && sum.Loops.Count == 3 && Match(sum, IsSettled) is { } product
            && !Same(product.C, product.A) && !Same(product.C, product.B)) return [product];

        foreach (var dot in ProductNest.Dots(nest))
        {
            var rows = dot.Loops[0];
            var columns = dot.Loops[1];
            if (!dot.IsFixed) continue;
            var (m, n) = (dot.Trips(0), dot.Trips(1));
            var type = dot.Value.Type;
            var sums = _fresh.Hidden("sums" + _fresh.NextId, IrType.SpanOf(type));
            Expr place = Identities.Simplify(Identities.Simplify(rows.Index - rows.Low()) * n
                + Identities.Simplify(columns.Index - columns.Low()));
            if (Match(dot with { Array = sums, Index = place }, IsSettled) is not { } found) continue;
            var element = _fresh.Hidden(type);
            var changed = Replace(nest, dot.Loops[2], new Let(element, new Load(sums, new[] { place }, type)),
                new Let(dot.Loops[2].Carried[0].Result, dot.Loops[2].Carried[0].Initial + element));
            return [new Allocate(sums, Elements(m, n)), found, .. Of(changed, block, at) ?? [changed]];
        }
        return null;
    }

    private bool Same(Strided a, Strided b) => _arrays.Root(a.Array).Equals(_arrays.Root(b.Array));

    private static For Replace(For loop, For inner, params Stmt[] by) => loop with
    {
        Body = loop.Body with { Steps = loop.Body.Steps.SelectMany(s =>
            ReferenceEquals(s, inner) ? by : s is For f ? [Replace(f, inner, by)] : new[] { s }).ToArray() },
    };

    // ── matching ─────────────────────────────────────────────────────────────────────────────────────────────

    /// <summary>Two factors that share one index with each other, and one each with the sum.</summary>
    private Product? Match(ProductNest sum, Func<Var, bool> isSettled)
    {
        if (!sum.IsFixed || IsSmall(sum)) return null;
        if (sum.Factors(out var a, out var b) is false || a.Array is not Var x || b.Array is not Var y || !isSettled(x) || !isSettled(y))
            return null;
        if (sum.Place(a.Array, a.Indices) is not { } A || sum.Place(b.Array, b.Indices) is not { } B
            || sum.Place(sum.Array, new[] { sum.Index }) is not { } C) return null;

        for (var row = 0; row < 3; row++)
            for (var column = 0; column < 3; column++)
            {
                var inner = 3 - row - column;
                if (row == column || !A.Is(row, inner) || !B.Is(inner, column) || !C.Is(row, column)) continue;
                return new Product(A.Strided(row, inner), B.Strided(inner, column), C.Strided(row, column),
                    sum.Trips(row), sum.Trips(inner), sum.Trips(column));
            }
        return null;
    }

    private static bool IsSmall(ProductNest sum)
    {
        var trips = Enumerable.Range(0, 3).Select(sum.Trips).ToList();
        return trips.All(t => t is Const) && trips.Aggregate(1.0, (p, t) => p * ((Const)t).Value) < FewOperations;
    }

    /// <summary>How many sums they are.</summary>
    public static Expr Elements(Expr m, Expr n) => Identities.Simplify(Positive(m) * Positive(n));

    private static Expr Positive(Expr count) =>
        count is Const { Value: >= 0 } or Apply { Op: Op.Length } ? count : new Apply(Op.Max, new[] { count, Const.Int(0) }, IrType.Int);
}
