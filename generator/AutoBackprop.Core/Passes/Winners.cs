namespace AutoBackprop.Core;

/// <summary>A value that each iteration of a counted loop keeps or replaces (a running maximum, the best so far) owes its
/// gradient to the one iteration that replaced it last. The loop carries that iteration's index along, and what it chose is
/// computed once more after the loop. Needs one operation per step (<see cref="Normalise"/>).</summary>
public sealed class Winners
{
    private readonly Fresh _fresh;
    private readonly Arrays _arrays;
    private readonly Activity _activity;

    private Winners(Method method) =>
        (_fresh, _arrays, _activity) = (new Fresh(method.NextId), new Arrays(method), new Activity(method, writesCount: true));

    public static Method Run(Method method)
    {
        var pass = new Winners(method);
        var body = pass.Of(method.Body);
        return method with { Body = body, NextId = pass._fresh.NextId };
    }

    /// <summary>Once nothing is differentiated any more a value need not know where it came from, nor what it would be but for its
    /// weight.</summary>
    public static Method Forget(Method method) => method with { Body = Forget(method.Body), Results = method.Results.Map(Plain) };

    private static Expr Plain(Expr expr) => expr.Rewrite(e => e switch
    {
        Apply { Op: Op.Given, Args: [var value, _] } => Plain(value),
        Apply { Op: Op.Weighted, Args: [var weight, var value] } => Ops.Select(Ops.Compare(Op.Ne, Plain(weight), 0), Plain(value), 0),
        Apply { Op: Op.Logistic } a => a with { Op = Op.Sigmoid, Args = a.Args.Map(Plain) },
        _ => null,
    });

    private static Block Forget(Block block) => block with
    {
        Steps = block.Steps.Map(step => step switch
        {
            Let s => s with { Value = Plain(s.Value) },
            If s => s with { Then = Forget(s.Then), Else = Forget(s.Else) },
            For s => s with { Body = Forget(s.Body) },
            While s => s with { Body = Forget(s.Body) },
            _ => step,
        }),
    };

    private Block Of(Block block) => block with { Steps = block.Steps.SelectMany(Of).ToArray() };

    private IEnumerable<Stmt> Of(Stmt step) => step switch
    {
        If s => [s with { Then = Of(s.Then), Else = Of(s.Else) }],
        While s => [s with { Body = Of(s.Body) }],
        For s => Loop(s with { Body = Of(s.Body) }),
        _ => [step],
    };

    private IEnumerable<Stmt> Loop(For loop)
    {
        var after = new List<Stmt>();
        foreach (var carried in loop.Carried.Where(c => c.Variable.Type.IsReal && _activity.IsActive(c.Variable)).ToList())
        {
            var chain = new Choice(loop, carried, _fresh);
            if (!chain.IsOne || new Recipe(loop, _arrays).Of(chain.Chosen!) is not { } steps) continue;

            var (value, index) = (_fresh.Version(carried.Result), _fresh.Version(chain.Winner));
            // No iteration has this index.
            var nobody = Identities.Simplify(loop.Step > 0 ? loop.From - loop.Step : loop.From + -loop.Step);
            loop = loop with
            {
                Body = chain.Body,
                Carried = loop.Carried.Select(c => c.Variable.Equals(carried.Variable) ? c with { Result = value } : c)
                    .Append(new Carried(chain.Winner, nobody, chain.Next, index)).ToArray(),
            };
            var again = new Rename(_fresh.Version);
            again.Substitute(loop.Index, index);
            var then = again.Of(new Block(steps.ToArray()));
            var origin = _fresh.Hidden(value.Type);
            after.Add(new If(Ops.Compare(Op.Ne, index, nobody), then, Block.Empty,
                new[] { new Phi(origin, again.Of(chain.Chosen!), carried.Initial) }));
            after.Add(new Let(carried.Result, new Apply(Op.Given, new Expr[] { value, origin }, value.Type)));
        }
        return [loop, .. after];
    }

    /// <summary>How the next value of a carried variable is chosen between itself and something else.</summary>
    private sealed class Choice
    {
        private readonly For _loop;
        private readonly Carried _carried;
        private readonly Fresh _fresh;
        private readonly Dictionary<int, Stmt> _definitions = [];
        private readonly Dictionary<int, Let> _beside = [];        // by the variable it stands before
        private readonly Dictionary<int, List<Phi>> _phis = [];    // by the first result of the branch
        private readonly Dictionary<int, Expr?> _winners = [];
        private bool _keeps;

        public Choice(For loop, Carried carried, Fresh fresh)
        {
            (_loop, _carried, _fresh) = (loop, carried, fresh);
            Winner = fresh.Named("winner_" + carried.Variable.Name.TrimStart(Var.Mark), IrType.Int, Role.Auxiliary);
            foreach (var step in Open(loop.Body))
                foreach (var v in step.Defines()) _definitions[v.Id] = step;
            var next = Of(carried.Next);
            IsOne = next is not null && _keeps && Chosen is not null && IsReadHereOnly();
            (Next, Body) = IsOne ? (next!, Rebuild(loop.Body)) : (Winner, loop.Body);
        }

        public Var Winner { get; }
        public bool IsOne { get; }
        public Expr? Chosen { get; private set; }
        public Expr Next { get; }
        public Block Body { get; }

        // The steps that run with the loop's own body, branches opened, inner loops not.
        private static IEnumerable<Stmt> Open(Block block) =>
            block.Steps.SelectMany(s => s is If choice ? Open(choice.Then).Concat(Open(choice.Else)).Append(s) : [s]);

        /// <summary>Which iteration a value comes from; null where that cannot be said.</summary>
        private Expr? Of(Expr value)
        {
            if (value.Equals(_carried.Variable)) { _keeps = true; return Winner; }
            if (value is not Var v || !_definitions.TryGetValue(v.Id, out var step)) return Leaf(value);
            if (_winners.TryGetValue(v.Id, out var known)) return known ?? Leaf(value);
            if (!DependsOnCarried(v, [])) return Leaf(value);
            return _winners[v.Id] = step switch
            {
                Let { Value: Var alias } => Of(alias),
                Let { Value: Apply { Op: Op.Select, Args: [var c, var a, var b] } } let => Beside(let, c, a, b),
                Let { Value: Apply { Args: [var a, var b] } apply } let when IsEither(apply, out var c) => Beside(let, c!, a, b),
                If s => OfBranch(s, v),
                _ => null,
            };
        }

        private Expr? Leaf(Expr value)
        {
            if (Chosen is not null && !Chosen.Equals(value)) return null;
            Chosen = value;
            return _loop.Index;
        }

        private Expr? Beside(Let let, Expr condition, Expr a, Expr b)
        {
            if (Of(a) is not { } x || Of(b) is not { } y) return null;
            var winner = _fresh.Version(Winner);
            _beside[let.Target.Id] = new Let(winner, Ops.Select(condition, x, y));
            return winner;
        }

        private Expr? OfBranch(If s, Var result)
        {
            var phi = s.Results.First(p => p.Target.Equals(result));
            if (Of(phi.OnTrue) is not { } x || Of(phi.OnFalse) is not { } y) return null;
            var winner = _fresh.Version(Winner);
            var key = s.Results[0].Target.Id;
            if (!_phis.TryGetValue(key, out var list)) _phis[key] = list = [];
            list.Add(new Phi(winner, x, y));
            return winner;
        }

        /// <summary>The rule itself says whether an operation hands its whole gradient to one argument.</summary>
        private static bool IsEither(Apply apply, out Expr? condition)
        {
            condition = null;
            if (!apply.Type.IsReal || Rules.Of(apply.Op).Pullback is not { } pullback) return false;
            var g = new Var("g", -1, apply.Type);
            if (pullback([.. apply.Args], new Var("y", -2, apply.Type), g) is not
                [Apply { Op: Op.Select, Args: [var c, var a, { IsZero: true }] },
                    Apply { Op: Op.Select, Args: [var d, { IsZero: true }, var b] }]
                || !a.Equals(g) || !b.Equals(g) || !c.Equals(d) || c.Variables().Any(v => v.Id < 0)) return false;
            condition = c;
            return true;
        }

        private bool DependsOnCarried(Expr expr, HashSet<int> seen) => expr.Variables().Any(v =>
            v.Equals(_carried.Variable) || seen.Add(v.Id) && _definitions.TryGetValue(v.Id, out var step)
            && (step is If s ? s.Results.Where(p => p.Target.Equals(v))
                .Any(p => DependsOnCarried(p.OnTrue, seen) || DependsOnCarried(p.OnFalse, seen))
                : step.Reads().Concat(step.Blocks().SelectMany(b => b.AtEnd.Concat(b.Block.AllReads())))
                    .Any(r => DependsOnCarried(r, seen))));

        /// <summary>On its way the value is compared, but goes into nothing that has a gradient.</summary>
        private bool IsReadHereOnly()
        {
            var chain = new HashSet<int>(_winners.Where(w => w.Value is not null).Select(w => w.Key)) { _carried.Variable.Id };
            bool Reads(Expr e) => e.Variables().Any(v => chain.Contains(v.Id));
            bool Allowed(Stmt step) => step switch
            {
                Let { Target: var t } s => chain.Contains(t.Id) || !t.Type.IsReal || !Reads(s.Value),
                If s => s.Results.All(p => chain.Contains(p.Target.Id) || !Reads(p.OnTrue) && !Reads(p.OnFalse)),
                _ => !step.Reads().Any(Reads) && !step.Blocks().Any(b => b.AtEnd.Any(Reads)),
            };
            return _loop.Body.AllSteps().All(Allowed)
                && _loop.Carried.All(c => c.Variable.Equals(_carried.Variable) || !Reads(c.Next));
        }

        private Block Rebuild(Block block) => block with
        {
            Steps = block.Steps.SelectMany(Rebuild).ToArray(),
        };

        private IEnumerable<Stmt> Rebuild(Stmt step) => step switch
        {
            Let s when _beside.TryGetValue(s.Target.Id, out var beside) => [beside, s],
            If s => [s with { Then = Rebuild(s.Then), Else = Rebuild(s.Else), Results = s.Results.Concat(Beside(s)).ToArray() }],
            _ => [step],
        };

        private IEnumerable<Phi> Beside(If s) => s.Results.Count > 0 && _phis.TryGetValue(s.Results[0].Target.Id, out var more) ? more : [];
    }
}
