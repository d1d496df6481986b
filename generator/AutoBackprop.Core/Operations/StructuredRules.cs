using static AutoBackprop.Core.Ops;

namespace AutoBackprop.Core;

/// <summary>The span operations of the package, as their meaning.</summary>
public static class StructuredRules
{
    public static readonly StructuredRule[] All =
    [
        // An activation of each element is the row of that name; a further argument is its parameter.
        .. Rules.All.Where(r => r.Analytic.IsActivation && !r.IsOperator).Select(Elementwise),
        new("Activations.Softmax", 2, (b, a) => { Softmax(b, a[0], a[1]); return null; }),
        new("Activations.LogSoftmax", 2, (b, a) => { LogSoftmax(b, a[0], a[1]); return null; }),

        new("Activations.Maxout", 1, (b, a) => b.Greatest(a[0])),

        // Losses of a whole span are sums of the rows of that name; one says mean.
        new("Losses.MeanSquaredError", 2, (b, a) => b.Name(b.Sum(a[0], a[1],
            (y, t) => Call(Op.MeanSquaredError, y, t)) / Cast(a[0].Type.Element!, Length(a[0])))) { Fits = StructuredRule.Alike },
        .. Rules.All.Where(r => r.Analytic.Loss is not null).Select(Summed),
        new("Losses.SoftmaxCrossEntropy", 2, SoftmaxCrossEntropy),
        new("Losses.MulticlassHinge", 2, MulticlassHinge),
        new("Losses.L1Penalty", 1, (b, a) => b.Sum(a[0], x => Call(Op.Abs, x))) { Fits = StructuredRule.Alike },
        new("Losses.L2Penalty", 1, (b, a) => b.Sum(a[0], x => x * x)) { Fits = StructuredRule.Alike },

        new("Linear.Sum", 1, (b, a) => b.Sum(a[0], x => x)) { Fits = StructuredRule.Alike },
        new("Linear.Mean", 1, (b, a) =>
            b.Name(b.Sum(a[0], x => x) / Cast(a[0].Type.Element!, Length(a[0])))) { Fits = StructuredRule.Alike },
        new("Linear.Dot", 2, (b, a) => Dot(b, a[0], a[1], Length(a[0]), i => i)) { Fits = StructuredRule.Alike },
        new("Linear.Norm", 1, (b, a) => Root(b, b.Sum(a[0], x => x * x))),
        new("Linear.LogSumExp", 1, (b, a) => LogSumExp(b, a[0])),
        new("Linear.MatVec", 3, (b, a) => { b.Each(a[2], i => b.Store(a[2], i,
            Dot(b, a[0], a[1], Length(a[1]), j => i * Length(a[1]) + j))); return null; }) { Fits = a =>
            [(Length(a[0]), Length(a[2]) * Length(a[1]))] },
        new("Linear.MatMul", 6, (b, a) => Product(b, a, (i, l) => i * a[4] + l, (l, j) => l * a[5] + j)) { Fits = a =>
            Shapes(a, 3, 4, 4, 5) },
        new("Linear.MatMulTransposeA", 6, (b, a) => Product(b, a, (i, l) => l * a[3] + i, (l, j) => l * a[5] + j)) { Fits = a =>
            Shapes(a, 4, 3, 4, 5) },
        new("Linear.MatMulTransposeB", 6, (b, a) => Product(b, a, (i, l) => i * a[4] + l, (l, j) => j * a[4] + l)) { Fits = a =>
            Shapes(a, 3, 4, 5, 4) },
        new("Linear.Outer", 3, (b, a) => { b.Each(a[0], i => b.Each(a[1],
            j => b.Store(a[2], i * Length(a[1]) + j, b.Element(a[0], i) * b.Element(a[1], j)))); return null; }) { Fits = a =>
            [(Length(a[2]), Length(a[0]) * Length(a[1]))] },
        new("Linear.AddBias", 3, (b, a) =>
            { b.Rows(a[0], a[1], (j, at) => b.Store(a[2], at, b.Element(a[0], at) + b.Element(a[1], j))); return null; }),
        new("Linear.BatchNorm", 5, (b, a) => { BatchNorm(b, a[0], a[1], a[2], a[3], a[4]); return null; }),
        new("Linear.LayerNorm", 5, (b, a) => { LayerNorm(b, a[0], a[1], a[2], a[3], a[4]); return null; }),
        new("Linear.Axpy", 3, (b, a) => { b.Each(a[2],
            i => b.Steps.Add(new Accumulate(a[2], new Expr[] { i }, b.Name(a[0] * b.Element(a[1], i))))); return null; }) { Fits =
            StructuredRule.Alike },
        new("Linear.Scale", 3, (b, a) => { b.Each(a[2], i => b.Store(a[2], i, a[0] * b.Element(a[1], i))); return null;
            }) { Fits = StructuredRule.Alike, IsInPlace = true },
    ];

    private static readonly Dictionary<string, StructuredRule> ByMethod =
        All.GroupBy(r => $"global::AutoBackprop.{r.Method}/{r.Arity}").ToDictionary(g => g.Key, g => g.First());

    public static StructuredRule? Of(Callee callee, int arity) =>
        ByMethod.TryGetValue($"{callee.Name}/{arity}", out var rule) ? rule : null;

    /// <summary>The same as code that runs, where that may be: what the library insists on is checked before.</summary>
    public static Method Computed(Method method) => Expand(method, null, isComputed: true);

    /// <summary>The method with the meaning of each such call in its place.</summary>
    /// <param name="expanded">Hears which steps took the place of a call.</param>
    public static Method Expand(Method method, Action<Stmt, IReadOnlyList<Stmt>>? expanded = null) =>
        Expand(method, expanded, isComputed: false);

    private static Method Expand(Method method, Action<Stmt, IReadOnlyList<Stmt>>? expanded, bool isComputed)
    {
        StructuredRule? RuleOf(Call c) => Of(c.Callee, c.Args.Count) is { } rule && !(isComputed && rule.Fits is null) ? rule : null;
        if (!method.Body.AllSteps().Any(s => s is Call c && RuleOf(c) is not null)) return method;
        var fresh = new Fresh(method.NextId);
        Block Inside(Block block) => block with { Steps = block.Steps.SelectMany(Step).ToArray() };
        Stmt[] Replaced(Stmt old, Stmt step)
        {
            expanded?.Invoke(old, [step]);
            return [step];
        }
        IEnumerable<Stmt> Step(Stmt step)
        {
            switch (step)
            {
                case If s: return Replaced(s, s with { Then = Inside(s.Then), Else = Inside(s.Else) });
                case For s: return Replaced(s, s with { Body = Inside(s.Body) });
                case While s: return Replaced(s, s with { Body = Inside(s.Body) });
                case Call s when RuleOf(s) is { } rule:
                    var body = new StructuredBody(fresh);
                    // A window needs a name, like everywhere.
                    Expr[] args = [.. s.Args.Select(x => x.Type.IsArray ? body.Name(x) : x)];
                    if (isComputed) body.Steps.AddRange(Checks(s, args, rule));
                    var result = rule.Meaning(body, args);
                    if (s.Results.Count > 0 && result is not null) body.Steps.Add(new Let(s.Results[0], result));
                    expanded?.Invoke(step, body.Steps);
                    return body.Steps;
                default: return [step];
            }
        }
        var expandedBody = Inside(method.Body);
        return method with { Body = expandedBody, NextId = fresh.NextId };
    }

    private static IEnumerable<Stmt> Checks(Call s, Expr[] args, StructuredRule rule) =>
        rule.Fits!(args).Select(f => (Stmt)Library.SameLength(f.Length, f.Needed)).Concat(
        from i in Enumerable.Range(0, args.Length)
        where args[i].Type.IsArray && s.Callee.UseOf(i) != Use.Reads
        from k in Enumerable.Range(0, args.Length)
        where k != i && args[k].Type.IsArray && args[k].Type.Element!.Equals(args[i].Type.Element)
        select Library.Apart((Var)args[i], (Var)args[k], rule.IsInPlace));

    private static StructuredRule Elementwise(Rule row) =>
        new($"Activations.{row.Spelling.Substring(row.Spelling.LastIndexOf('.') + 1)}", row.Arity + 1, (b, a) =>
    {
        // The last array receives; a parameter may stand after it.
        var to = a.Last(x => x.Type.IsArray);
        var from = a.Where((_, k) => k != Array.FindLastIndex(a, x => x.Type.IsArray));
        b.Each(to, i => b.Store(to, i, new Apply(row.Name, from.Select(x => x.Type.IsArray ? b.Element(x, i) : x).ToArray(),
            to.Type.Element!)));
        return null;
    })
    {
        Fits = StructuredRule.Alike,
        IsInPlace = true,
    };

    private static StructuredRule Summed(Rule row) => new(row.Spelling, row.Arity, (b, a) =>
        b.Sum(Length(a[0]), a[0].Type.Element!, i => new Apply(row.Name, a.Select(x => x.Type.IsArray ? b.Element(x, i) : x).ToArray(),
            a[0].Type.Element!))) { Fits = StructuredRule.Alike };

    private static IEnumerable<(Expr, Expr)> Shapes(Expr[] a, int rowsOfA, int columnsOfA, int rowsOfB, int columnsOfB) =>
        [(Length(a[0]), a[rowsOfA] * a[columnsOfA]), (Length(a[1]), a[rowsOfB] * a[columnsOfB]), (Length(a[2]), a[3] * a[5])];

    // At the origin the slope is 0.
    private static Expr Root(StructuredBody b, Expr square) => b.Choose(square > 0, () => Call(Op.Sqrt, square), square);

    private static Expr Dot(StructuredBody b, Expr x, Expr y, Expr count, Func<Expr, Expr> at) =>
        b.Sum(count, x.Type.Element!, i => b.Name(b.Element(x, at(i)) * b.Element(y, i)));

    private static Expr? Product(StructuredBody b, Expr[] a, Func<Expr, Expr, Expr> left, Func<Expr, Expr, Expr> right)
    {
        b.Loop(a[3], i => b.Loop(a[5], j => b.Store(a[2], i * a[5] + j,
            b.Sum(a[4], a[2].Type.Element!, l => b.Name(b.Element(a[0], left(i, l)) * b.Element(a[1], right(l, j)))))));
        return null;
    }

    /// <summary>Less its mean, by the root of its variance.</summary>
    private static Func<Expr, Expr> Normal(StructuredBody b, Expr x, Expr count, Func<Expr, Expr> at, Expr epsilon)
    {
        var (type, n) = (x.Type.Element!, b.Name(Cast(x.Type.Element!, count)));
        var mean = b.Name(b.Sum(count, type, i => b.Element(x, at(i))) / n);
        var variance = b.Name(b.Sum(count, type, i => Square(b.Name(b.Element(x, at(i)) - mean))) / n);
        var deviation = b.Name(Call(Op.Sqrt, variance + epsilon));
        return i => (b.Element(x, at(i)) - mean) / deviation;
    }

    private static void BatchNorm(StructuredBody b, Expr x, Expr gamma, Expr beta, Expr y, Expr epsilon)
    {
        var (columns, rows) = (Length(gamma), b.Name(Length(x) / Length(gamma)));
        b.Each(gamma, j =>
        {
            var normal = Normal(b, x, rows, i => i * columns + j, epsilon);
            b.Loop(rows, i => b.Store(y, i * columns + j, b.Element(gamma, j) * b.Name(normal(i)) + b.Element(beta, j)));
        });
    }

    private static void LayerNorm(StructuredBody b, Expr x, Expr gamma, Expr beta, Expr y, Expr epsilon)
    {
        var columns = Length(gamma);
        b.Loop(Length(x) / columns, row =>
        {
            var normal = Normal(b, x, columns, j => row * columns + j, epsilon);
            b.Each(gamma, j => b.Store(y, row * columns + j, b.Element(gamma, j) * b.Name(normal(j)) + b.Element(beta, j)));
        });
    }

    private static Expr MulticlassHinge(StructuredBody b, Expr[] a)
    {
        var right = b.Element(a[0], a[1]);
        return b.Sum(Length(a[0]), a[0].Type.Element!, j =>
            b.Name(Select(Compare("Eq", j, a[1]), new Const(0, a[0].Type.Element!),
                b.Name(Call(Op.Relu, b.Name(1 + b.Element(a[0], j)) - right)))));
    }

    private static Expr Square(Expr x) => x * x;

    private static Expr LogSumExp(StructuredBody b, Expr x)
    {
        var greatest = b.Greatest(x);
        return b.Name(greatest + Call(Op.Log, b.Sum(x, e => Call(Op.Exp, e - greatest))));
    }

    private static void Softmax(StructuredBody b, Expr x, Expr y)
    {
        var greatest = b.Greatest(x);
        var sum = b.Sum(x, e => Call(Op.Exp, e - greatest));
        b.Each(y, i => b.Store(y, i, Call(Op.Exp, b.Element(x, i) - greatest) / sum));
    }

    private static void LogSoftmax(StructuredBody b, Expr x, Expr y)
    {
        var sum = LogSumExp(b, x);
        b.Each(y, i => b.Store(y, i, b.Element(x, i) - sum));
    }

    private static Expr? SoftmaxCrossEntropy(StructuredBody b, Expr[] a)
    {
        var sum = LogSumExp(b, a[0]);
        if (!a[1].Type.IsArray) return b.Name(sum - b.Element(a[0], a[1]));
        return b.Sum(Length(a[0]), a[0].Type.Element!, i => b.Element(a[1], i) * (sum - b.Element(a[0], i)));
    }
}
