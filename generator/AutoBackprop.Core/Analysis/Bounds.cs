namespace AutoBackprop.Core;

/// <summary>Where a value lies by the operations that make it: 1 + x * x is at least 1, exp(x - max) at most 1. What comes out of memory,
/// of a branch or of a loop may be any number.</summary>
public sealed class Bounds(Method method)
{
    private const int Depth = 12;

    private readonly Lazy<Dictionary<int, Expr>> _definitions = new(() => Definitions(method));
    private readonly Lazy<HashSet<int>> _maxima = new(() => Maxima(method));

    public Interval Of(Expr value) => Of(value, Depth);

    public bool IsBelow(Expr value, double limit) => Of(value).High <= limit || IsShifted(value, Depth);

    private Interval Of(Expr value, int depth)
    {
        value = Behind(value);
        if (value is Const c) return Interval.Point(c.Value);
        if (depth == 0 || value is not Apply apply) return Interval.All;
        if (apply is { Op: Op.Mul, Args: [var a, var b] } && a.Equals(b)) return Of(a, depth - 1).Square();
        var (row, args) = (Rules.Of(apply.Op), apply.Args.Select(x => Of(x, depth - 1)).ToArray());
        var range = row.Analytic.Range ?? Interval.All;
        if (row.Analytic.Bounds is { } bounds && args.Length == row.Arity) return range.Meet(bounds(args));
        return row.Analytic.Increasing is { } increasing && args.Length == 1 ? range.Meet(args[0].Map(increasing)) : range;
    }

    /// <summary>Less a maximum, whatever it is of: the largest leaves 0.</summary>
    private bool IsShifted(Expr value, int depth) => depth > 0 && Behind(value) switch
    {
        Apply { Op: Op.Sub, Args: [var x, var shift] } => IsGreatest(shift, depth - 1) || IsShifted(x, depth - 1),
        Apply { Op: Op.Add or Op.Mul or Op.Div, Args: [var a, _] } => IsShifted(a, depth - 1),
        _ => false,
    };

    private bool IsGreatest(Expr value, int depth) => depth > 0 && Behind(value) switch
    {
        Apply { Op: Op.Given, Args: [var greatest, _] } => IsGreatest(greatest, depth - 1),
        Apply { Op: Op.Add, Args: [var a, var b] } => IsGreatest(a, depth - 1) || IsGreatest(b, depth - 1),
        Apply apply => Rules.Of(apply.Op).Analytic.IsUpperBound,
        Var v => _maxima.Value.Contains(v.Id),
        _ => false,
    };

    // Behind names, and a stop for gradients.
    private Expr Behind(Expr value)
    {
        for (var i = 0; i < 64; i++)
        {
            if (value is Var v && _definitions.Value.TryGetValue(v.Id, out var made)) value = made;
            else if (value is Opaque { IsStop: true, Args: [{ Type.IsReal: true } stopped] }) value = stopped;
            else break;
        }
        return value;
    }

    private static Dictionary<int, Expr> Definitions(Method method)
    {
        var definitions = new Dictionary<int, Expr>();
        foreach (var step in method.Body.AllSteps())
            if (step is Let { Target.Type.IsArray: false } s) definitions[s.Target.Id] = s.Value;
        return definitions;
    }

    // What a loop hands out that each trip takes a maximum with.
    private static HashSet<int> Maxima(Method method)
    {
        var definitions = Definitions(method);
        bool IsMaximum(Carried c) => c.Next is Var next && definitions.TryGetValue(next.Id, out var made)
            && made is Apply { Type.IsReal: true } apply && Rules.Of(apply.Op).Expansion.Extreme > 0;
        return [.. method.Body.AllSteps().SelectMany(s => s.Carries().ToArray()).Where(IsMaximum).Select(c => c.Result.Id)];
    }
}
