using AutoBackprop.Core;

namespace AutoBackprop.Analyzers;

/// <summary>Values that are sums of exponentials, each perhaps with a factor.</summary>
internal static class Exponentials
{
    private const int Depth = 12;

    /// <param name="Of">The exponential itself; null for what is none.</param>
    /// <param name="IsOfLoop">One for each element of an array.</param>
    /// <param name="IsSubtracted">With a minus before it.</param>
    private sealed record Term(Var? Of, bool IsOfLoop = false, bool IsSubtracted = false);

    private static readonly Term Other = new((Var?)null);

    /// <summary>The exponentials that a sum consists of; none where it is no sum.</summary>
    public static IEnumerable<Var> Summed(Facts facts, Expr value) =>
        IsSum(facts, value) ? Terms(facts, value, Depth).Select(t => t.Of).OfType<Var>() : [];

    /// <summary>The exponentials below the line that stand above it, too: a softmax. 1 / (1 + Exp(x)) is none, nor is a sum of such; a
    /// quotient of two numbers on a logarithmic scale is none, nor is a value by its slope, as in Newton's method.</summary>
    /// <param name="isForm">It is known to be such a quotient, whatever else stands above.</param>
    public static IEnumerable<Var> Shared(Facts facts, Expr above, Expr below, bool isForm)
    {
        if (!IsSum(facts, below)) return [];
        var (dividend, divisor) = (Terms(facts, above, Depth), Terms(facts, below, Depth));
        if (divisor.Exists(t => t is { Of: not null, IsSubtracted: true }) || !isForm && dividend.Contains(Other)) return [];
        dividend = Exponential(dividend);
        divisor = Exponential(divisor);
        var shared = divisor.Where(b => dividend.Exists(a => AreSame(a, b))).ToList();
        // Several terms above: then they are the ones below.
        return dividend.TrueForAll(a => divisor.Exists(b => AreSame(a, b))) && (dividend.Count == 1 || shared.Count == divisor.Count)
            ? shared.Select(t => t.Of!) : [];

        bool AreSame(Term a, Term b) => facts.Values.IsSame(a.Of!, b.Of!, anyIndex: b.IsOfLoop);
    }

    private static bool IsSum(Facts facts, Expr value) =>
        facts.Values.Operation(value) is Apply { Op: Op.Add or Op.Sub } || facts.Forms.Of(value) is { IsSum: true }
        || facts.Values.Operation(value) is Apply { Op: Op.Mul or Op.Div } scaled && scaled.Args.Any(a => IsSum(facts, a));

    private static List<Term> Exponential(List<Term> terms) => terms.FindAll(t => t.Of is not null);

    private static List<Term> Terms(Facts facts, Expr value, int depth)
    {
        if (depth == 0) return [Other];
        if (facts.Forms.Of(value) is { IsSum: true } sum)
            return [.. Of(sum.Argument).Select(t => t.Of is null ? t : t with { IsOfLoop = true })];
        if (facts.Values.Behind(value) is not Var v) return [Other];
        if (facts.Values.Operation(v) is Load) return [.. facts.Sources(v).Where(s => !s.Equals(v)).SelectMany(Of).Distinct()];
        if (facts.Values.Operation(v) is not Apply a) return [Other];
        if (Rules.Of(a.Op).Derivative.OverflowsBeyond is not null) return [new(v)];
        return a switch
        {
            { Op: Op.Add } => [.. a.Args.SelectMany(Of)],
            { Op: Op.Sub } => [.. Of(a.Args[0]), .. Of(a.Args[1]).Select(Subtracted)],
            { Op: Op.Neg } => [.. Of(a.Args[0]).Select(Subtracted)],
            { Op: Op.Mul } => Product(Of(a.Args[0]), Of(a.Args[1])),
            { Op: Op.Div } => Of(a.Args[0]),
            _ => [Other],
        };

        List<Term> Of(Expr e) => Terms(facts, e, depth - 1);
        static Term Subtracted(Term t) => t.Of is null ? t : t with { IsSubtracted = !t.IsSubtracted };
    }

    /// <summary>A factor is none of our business. The square of an exponential is that of a number on a logarithmic scale (the variance
    /// of a deviation), which is as large as numbers are.</summary>
    private static List<Term> Product(List<Term> a, List<Term> b)
    {
        var (x, y) = (Exponential(a), Exponential(b));
        if (x.Exists(t => y.Exists(u => t.Of!.Equals(u.Of)))) return [Other];
        if (x.Count == 0) return y.Count == 0 ? [Other] : b;
        return y.Count == 0 ? a : [.. a, .. b];
    }
}
