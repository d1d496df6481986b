using AutoBackprop.Core;

namespace AutoBackprop.Analyzers;

/// <summary>What each value is, by <see cref="Forms"/>: an operation of the table, called or written out.</summary>
public sealed class Recognition
{
    private static readonly ILookup<string, (Rule Row, Expr Template)> Templates =
        Forms.Table.ToLookup(t => ((Apply)t.Template).Op, t => (Forms.Row(t.Row), t.Template));

    private readonly Values _values;
    private readonly Dictionary<int, Form?> _known = [];

    // All at once, in order: what is found does not depend on who asks first.
    public Recognition(Values values)
    {
        _values = values;
        foreach (var v in values.Method.Body.AllSteps().SelectMany(s => s.Defines()))
            if (v.Type.IsReal && OfDefinition(v) is { } form) Parts.UnionWith(form.Parts);
    }

    /// <summary>All values that belong to the writing out of some form.</summary>
    public ISet<Var> Parts { get; } = new HashSet<Var>();

    /// <summary>What the value is, behind plain copies of it; null for plain arithmetic.</summary>
    public Form? Of(Expr expr) => _values.Behind(expr) is Var v ? OfDefinition(v) : null;

    /// <summary>What a variable itself is, its copies left out.</summary>
    public Form? OfDefinition(Var v)
    {
        if (_known.TryGetValue(v.Id, out var known)) return known;
        _known[v.Id] = null;
        return _known[v.Id] = Written(v) ?? Same(v) ?? Called(v) ?? Reduced(v);
    }

    private Form? Called(Var v) =>
        _values.Definition(v) is Let { Value: Apply a } && Rules.Of(a.Op) is { IsOperator: false, Pullback: not null } row
        ? new Form(row, a.Args[0], a.Args.Skip(1).ToArray(), v, []) : null;

    private Form? Written(Var v)
    {
        if (Root(v) is not { } root) return null;
        // What does not match leaves nothing behind.
        var match = new Matching(_values, this);
        foreach (var (row, template) in Templates[root])
        {
            if (!match.Matches(template, v) || match.Of(Forms.X) is not { } argument) continue;
            return new Form(row, argument, match.Of(Forms.Y) is { } other ? new[] { other } : [], v,
                [.. match.Parts.Where(p => !p.Equals(v)).Distinct()], IsWrittenOut: true);
        }
        return null;
    }

    private string? Root(Var v) => _values.Definition(v) switch { Let { Value: Apply a } => a.Op, If => Op.Select, _ => null };

    /// <summary>The unstable formula that a variable is, and what X and Y are in it.</summary>
    /// <param name="method">The method on spans that it is a part of.</param>
    public (StableForm Form, Expr X, Expr? Y, IReadOnlyList<Var> Parts)? Unstable(Var v, Instability kind, string? method = null)
    {
        if (Root(v) is not { } root) return null;
        var match = new Matching(_values, this);
        foreach (var form in StableForms.Of(kind))
        {
            if (form.Method is not null && form.Method != method) continue;
            if (((Apply)form.Template).Op is var op && op != root && op != OfDefinition(v)?.Name) continue;
            if (match.Matches(form.Template, v) && match.Of(Forms.X) is { } x)
                return (form, x, match.Of(Forms.Y), [.. match.Parts.Where(p => !p.Equals(v)).Distinct()]);
        }
        return null;
    }

    /// <summary>A choice between two ways to write the same.</summary>
    private Form? Same(Var v)
    {
        var (a, b) = _values.Definition(v) switch
        {
            If s when s.Results.First(p => p.Target.Equals(v)) is var p => (p.OnTrue, p.OnFalse),
            Let { Value: Apply { Op: Op.Select, Args: [_, var x, var y] } } => (x, y),
            _ => default,
        };
        if (a is null || b is null || Of(a) is not { } first || Of(b) is not { } second) return null;
        return first.Row == second.Row && _values.IsSame(first.Argument, second.Argument)
            ? first with { Value = v, Parts = [.. first.Parts, .. second.Parts, first.Value, second.Value], IsWrittenOut = true } : null;
    }

    // ── over a loop ──────────────────────────────────────────────────────────────────────────────────────────

    private Form? Reduced(Var v)
    {
        if (_values.Definition(v)?.Carries().FirstOrDefault(c => c.Result.Equals(v)) is not { } carried) return null;
        if (Summand(carried) is { } summand && _values.Behind(carried.Initial) is Const)
            return new Form(Composites.Sum, summand, default, v, []);
        return Candidate(carried) is { } candidate ? new Form(Composites.Greatest, candidate, default, v, []) : null;
    }

    /// <summary>What each iteration adds.</summary>
    public Expr? Summand(Carried carried) => _values.Operation(carried.Next) switch
    {
        Apply { Op: Op.Add, Args: [var a, var b] } when _values.Behind(a).Equals(carried.Variable) => b,
        Apply { Op: Op.Add, Args: [var a, var b] } when _values.Behind(b).Equals(carried.Variable) => a,
        _ => null,
    };

    /// <summary>What each iteration compares with the greatest so far.</summary>
    private Expr? Candidate(Carried carried)
    {
        bool IsSoFar(Expr e) => _values.Behind(e).Equals(carried.Variable);
        if (_values.Operation(carried.Next) is Apply { Op: Op.Max or Op.MaxNative or Op.MaxNumber, Args: [var a, var b] })
            return IsSoFar(a) ? b : IsSoFar(b) ? a : null;
        if (Choice(carried.Next) is not var (condition, onTrue, onFalse)) return null;
        if (IsSoFar(onTrue)) (onTrue, onFalse, condition) = (onFalse, onTrue, Ops.Not(condition));
        if (!IsSoFar(onFalse) || Order(condition) is not var (greater, less)) return null;
        return IsSoFar(less) && _values.IsSame(greater, onTrue) ? onTrue : null;
    }

    /// <summary>Condition ? a : b, as an expression or as a branch.</summary>
    public (Expr Condition, Expr OnTrue, Expr OnFalse)? Choice(Expr value)
    {
        if (_values.Operation(value) is Apply { Op: Op.Select, Args: [var c, var a, var b] }) return (c, a, b);
        return _values.Behind(value) is Var v && _values.Definition(v) is If s && s.Results.FirstOrDefault(p => p.Target.Equals(v)) is { } p
            ? (s.Condition, p.OnTrue, p.OnFalse) : null;
    }

    /// <summary>A comparison as greater and less, whether it is strict or not.</summary>
    public (Expr Greater, Expr Less)? Order(Expr condition) =>
        (condition is Var v && _values.Definition(v) is Let let ? let.Value : condition) switch
    {
        Apply { Op: Op.Gt or Op.Ge, Args: [var a, var b] } => (a, b),
        Apply { Op: Op.Lt or Op.Le, Args: [var a, var b] } => (b, a),
        Apply { Op: Op.Not, Args: [var inner] } when Order(inner) is var (a, b) => (b, a),
        _ => null,
    };
}
