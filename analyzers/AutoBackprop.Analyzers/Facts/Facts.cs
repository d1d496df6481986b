using AutoBackprop.Core;

namespace AutoBackprop.Analyzers;

/// <summary>All that the analyzers ask about a normalised method, computed when it is first asked.</summary>
public sealed class Facts
{
    private readonly Lazy<Ranges> _ranges;
    private readonly Lazy<Recognition> _recognition;
    private readonly Lazy<Activity> _activity;
    private readonly Lazy<IReadOnlyList<Stmt>> _steps;
    private readonly Lazy<IReadOnlyList<(Var, Apply, Rule)>> _operations;

    public Facts(Method method)
    {
        Method = method;
        Values = new Values(method);
        Finiteness = new Finiteness(this);
        _ranges = new(() => new Ranges(Values));
        _recognition = new(() => new Recognition(Values));
        _activity = new(() => new Activity(method, writesCount: true));
        _steps = new(() => [.. method.Body.AllSteps()]);
        _operations = new(() => [.. Steps.OfType<Let>().SelectMany(l => Applied(l.Value).Select(a => (l.Target, a, Rules.Of(a.Op))))]);
    }

    public Method Method { get; }
    public Values Values { get; }
    public Finiteness Finiteness { get; }
    public Ranges Ranges => _ranges.Value;
    public Recognition Forms => _recognition.Value;
    public Activity Activity => _activity.Value;

    /// <summary>All steps, outer before inner.</summary>
    public IReadOnlyList<Stmt> Steps => _steps.Value;

    /// <summary>The operations of the table, each with the variable that it computes or is a part of.</summary>
    public IReadOnlyList<(Var Target, Apply Value, Rule Row)> Operations => _operations.Value;

    // No gradient passes what is quoted.
    private static IEnumerable<Apply> Applied(Expr expr) =>
        expr is Opaque ? [] : (expr is Apply a ? [a] : Enumerable.Empty<Apply>()).Concat(expr.Children().SelectMany(Applied));

    /// <summary>The gradient passes through this value, or would if the operation had one.</summary>
    public bool IsActive(Expr expr) => Activity.IsActive(expr);

    /// <summary>The result depends on it; a whole number (of Sign, of a choice) counts where it becomes a real one.</summary>
    public bool IsUseful(Var v) => Activity.IsUseful(v)
        || v.Type.Kind == Kind.Int
            && Values.Uses(v).Any(u => u is Let { Value: Apply { Type.IsReal: true } } use && Activity.IsUseful(use.Target));

    /// <summary>Where a value may come from: <see cref="Values.Sources"/>, stopping at what has a form.</summary>
    public IEnumerable<Expr> Sources(Expr expr) => Values.Sources(expr, v => Forms.OfDefinition(v) is not null);

    /// <summary>The forms that a value may have, by where it comes from.</summary>
    public IEnumerable<Form> FormsOf(Expr expr) => Sources(expr).OfType<Var>().Select(Forms.OfDefinition).OfType<Form>();

    /// <summary>An operand lies in this interval wherever the operation runs.</summary>
    public Interval Range(Var operation, int argument) => Ranges.OfArgument(operation, argument);
}
