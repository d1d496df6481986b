namespace AutoBackprop.Core;

/// <summary>Calls: a callee of the model has a method for its value and tangents; a rule that stands ready has one, too, or its
/// backward says how the one number that comes out changes.</summary>
public sealed partial class Forward
{
    /// <summary>Calls whose tangents nobody can tell: several numbers come out, and there is no rule for tangents.</summary>
    public static IEnumerable<Call> Unknown(Method method)
    {
        var activity = new Activity(method, writesCount: true);
        return method.Body.AllSteps().OfType<Call>().Where(c => !c.Callee.IsOurs && c.Callee.Tangent.Length == 0 && !HasOneNumber(c)
            && c.Args.Where((_, i) => c.Callee.IsActive[i]).Any(activity.IsVaried));
    }

    private static bool HasOneNumber(Call s) => s.Results is [{ Type.IsReal: true }]
        && !s.Args.Where((a, i) => a.Type.IsArray && s.Callee.IsActive[i]).Any(a => Effects.Written(s).Contains(a));

    private IEnumerable<Stmt> Of(Call s)
    {
        var reals = s.Results.Where(r => r.Type.IsReal).ToList();
        if (!reals.Any(r => _activity.IsActive(r)) && !Effects.Written(s).Any(IsActiveMemory)) return [s];
        return s.Callee.IsOurs ? Ours(s, reals) : s.Callee.Tangent.Length > 0 ? ByRule(s, reals) : ByBackward(s, reals[0]);
    }

    /// <summary>Its arguments, then the tangents of those that are active.</summary>
    private List<Stmt> Ours(Call s, List<Var> reals)
    {
        var steps = new List<Stmt>();
        var active = s.Args.Where((_, i) => s.Callee.IsActive[i]).ToList();
        var uses = Enumerable.Range(0, s.Args.Count).Select(s.Callee.UseOf).ToList();
        var callee = s.Callee with
        {
            Sweep = Sweep.Tangent,
            IsActive = s.Callee.IsActive.Concat(active.Select(_ => true)).ToArray(),
            ResultTypes = s.Callee.ResultTypes.Concat(reals.Select(r => r.Type)).ToArray(),
            // What it leaves alone of an array it may overwrite in the tangent.
            Uses = uses.Concat(uses.Where((_, i) => s.Callee.IsActive[i]).Select(u => u == Use.Reads ? u : Use.Writes)).ToArray(),
        };
        var tangents = active.Select(a => OfArgument(a, steps)).ToList();
        steps.Add(new Call(callee, s.Args.Concat(tangents).ToArray(), s.Results.Concat(reals.Select(Named)).ToArray()));
        return steps;
    }

    /// <summary>Each active argument is followed by its tangent.</summary>
    private List<Stmt> ByRule(Call s, List<Var> reals)
    {
        var steps = new List<Stmt>();
        var (args, uses, active) = (new List<Expr>(), new List<Use>(), new List<bool>());
        // A rule insists that what it writes lies apart, where the method may not: the method runs on what it is given, the rule on copies.
        bool IsWrittenToo(int i) => s.Callee.UseOf(i) == Use.Reads && IsFlat(s.Args[i])
            && Effects.Written(s).Any(a => _arrays.Root(a).Equals(_arrays.Root(s.Args[i])));
        var isInPlace = Enumerable.Range(0, s.Args.Count).Any(IsWrittenToo);
        void Add(Expr argument, Use use)
        {
            args.Add(argument);
            uses.Add(use);
            active.Add(true);
        }
        for (var i = 0; i < s.Args.Count; i++)
        {
            Add(isInPlace && IsFlat(s.Args[i]) ? Copy((Var)s.Args[i], steps) : s.Args[i], s.Callee.UseOf(i));
            active[^1] = s.Callee.IsActive[i];
            if (!s.Callee.IsActive[i]) continue;
            var tangent = OfArgument(s.Args[i], steps);
            Add(IsWrittenToo(i) ? Copy((Var)tangent, steps) : tangent, s.Callee.UseOf(i));
        }
        if (isInPlace) steps.Add(s with { Results = s.Results.Map(_fresh.Version) });
        var callee = s.Callee with
        {
            Sweep = Sweep.Tangent,
            Name = s.Callee.Tangent,
            IsActive = active.ToArray(),
            Uses = uses.ToArray(),
            ResultTypes = s.Callee.ResultTypes.Concat(reals.Select(r => r.Type)).ToArray(),
        };
        steps.Add(new Call(callee, args.ToArray(), s.Results.Concat(reals.Select(Named)).ToArray()));
        return steps;
    }

    private static bool IsFlat(Expr argument) => argument.Type is { IsArray: true, Rank: 1, Element.IsArray: false };

    /// <summary>One number comes out: its gradient times the tangents of what goes in.</summary>
    private List<Stmt> ByBackward(Call s, Var result)
    {
        var steps = new List<Stmt> { s };
        var given = s.Args.ToList();
        if (s.Callee.TakesResult) given.Add(result);
        given.Add(new Const(1, result.Type));
        var scalars = s.Args.Where((a, i) => s.Callee.IsActive[i] && !a.Type.IsArray).ToList();
        var gradients = scalars.Select(a => _fresh.Hidden(a.Type)).ToArray();
        var arrays = s.Args.Where((a, i) => s.Callee.IsActive[i] && a.Type.IsArray).Cast<Var>().ToList();
        var shadows = arrays.Select(a => Zeros(a, steps)).ToList();
        var reads = given.Count;
        Expr[] args = [.. given, .. shadows];
        var callee = s.Callee with
        {
            Sweep = Sweep.Backward,
            ResultTypes = scalars.Select(a => a.Type).ToArray(),
            Uses = args.Select((_, i) => i >= reads ? Use.Writes : Use.Reads).ToArray(),
        };
        steps.Add(new Call(callee, args, gradients));
        Expr sum = new Const(0, result.Type);
        for (var i = 0; i < scalars.Count; i++)
            if (TangentOf(scalars[i]) is { } tangent) sum = Sum(sum, Ops.Weighted(tangent, tangent * gradients[i]));
        for (var i = 0; i < arrays.Count; i++)
            if (IsActiveMemory(arrays[i])) sum = Sum(sum, Product(shadows[i], Shadow(arrays[i]), steps));
        steps.Add(Name(result, sum));
        return steps;
    }

    private Var Product(Var gradient, Var tangent, List<Stmt> steps)
    {
        var element = gradient.Type.Element!;
        var (index, sum, total) = (_fresh.Hidden(IrType.Int), _fresh.Hidden(element), _fresh.Hidden(element));
        var (g, t, next) = (_fresh.Hidden(element), _fresh.Hidden(element), _fresh.Hidden(element));
        steps.Add(new For(index, Const.Int(0), Ops.Length(gradient), 1, new[] { new Carried(sum, new Const(0, element), next, total) },
            new Block(new Stmt[]
        {
            new Let(g, new Load(gradient, new Expr[] { index }, element)),
            new Let(t, new Load(tangent, new Expr[] { index }, element)),
            new Let(next, sum + Ops.Weighted(t, g * t)),
        })));
        return total;
    }

    private Var Named(Var result)
    {
        var tangent = _fresh.Tangent(result);
        _tangents[result.Id] = tangent;
        return tangent;
    }

    private Expr OfArgument(Expr argument, List<Stmt> before) =>
        !argument.Type.IsArray ? Tangent(argument) : IsActiveMemory(argument) ? Shadow(argument) : Zeros((Var)argument, before);
}
