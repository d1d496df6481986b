using AutoBackprop.Core;

namespace AutoBackprop.Analyzers;

/// <summary>Whether sums that were written out are sums over a whole array, as a call of the package would be.</summary>
internal static class Reductions
{
    /// <summary>Each sum among these values begins with 0 and takes one term for each element of the array.</summary>
    public static bool AreWhole(Facts facts, Var array, IEnumerable<Var> values)
    {
        foreach (var sum in values.Where(v => facts.Forms.OfDefinition(v) is { IsSum: true }))
            if (facts.Values.Definition(sum) is not For loop || !IsWhole(facts, loop, array)
                || facts.Values.Behind(loop.Carried.First(c => c.Result.Equals(sum)).Initial) is not Const { Value: 0 }
                || !IsOfIndex(facts, facts.Forms.OfDefinition(sum)!.Argument, loop, array, 16)) return false;
        return true;
    }

    private static bool IsWhole(Facts facts, For loop, Var array) => loop is { From: Const { Value: 0 }, Step: 1 }
        && facts.Values.Operation(loop.To) is Apply { Op: Op.Length, Args: [var measured] }
            && facts.Values.Behind(measured).Equals(facts.Values.Behind(array));

    /// <summary>Of arrays the term reads the element of the index, and if that was written in a loop before, then for that index of
    /// it.</summary>
    private static bool IsOfIndex(Facts facts, Expr term, For loop, Var array, int depth)
    {
        if (depth == 0) return false;
        var value = term is Var v && facts.Values.Definition(v) is Let let ? let.Value : term;
        if (value is not Load load)
            return value is Var or Const ? value.Equals(term) || IsOfIndex(facts, value, loop, array, depth - 1)
            : value.Children().All(c => IsOfIndex(facts, c, loop, array, depth - 1));
        if (load.Indices is not [var index] || !facts.Values.Behind(index).Equals(loop.Index)) return false;
        if (facts.Values.Behind(load.Array).Equals(facts.Values.Behind(array))) return true;
        return facts.Values.Behind(term) is Var written && !written.Equals(term)
            && facts.Values.Loops(facts.Values.Definition(written)).FirstOrDefault() is For before
            && (before == loop || IsWhole(facts, before, array)) && IsOfIndex(facts, written, before, array, depth - 1);
    }
}
