using AutoBackprop.Core;

namespace AutoBackprop.Analyzers;

/// <summary>An array that one loop fills and another reads: which index of the first belongs to the element that is read.</summary>
internal sealed class Correspondence
{
    private readonly Values _values;
    private readonly Dictionary<int, Expr?> _indices = [];

    /// <param name="read">What is computed of elements, here.</param>
    public Correspondence(Values values, Var read)
    {
        _values = values;
        Visit(read, [], 64);
    }

    /// <summary>The index that was meant, for the index of a loop before; null in the second place where it could be several.</summary>
    public bool Has(Expr index, out Expr? here)
    {
        here = null;
        return _values.Behind(index) is Var v && _indices.TryGetValue(v.Id, out here);
    }

    /// <summary>The value is computed of elements that have another index here.</summary>
    public bool AreIn(Expr value, int depth = 16) =>
        depth > 0 && _indices.Count > 0 && (value is Load load && load.Indices.Any(i => Has(i, out _))
        || (value is Var v ? _values.Definition(v) is Let let && AreIn(let.Value, depth - 1)
            : value.Children().Any(c => AreIn(c, depth - 1))));

    private void Visit(Expr expr, HashSet<int> seen, int depth)
    {
        if (depth == 0) return;
        if (expr is Load load) Retrace(load, seen, depth);
        else if (expr is not Var v)
            foreach (var child in expr.Children()) Visit(child, seen, depth - 1);
        else if (seen.Add(v.Id) && _values.Definition(v) is Let let)
            if (let.Value is Load element) Retrace(element, seen, depth);
            else Visit(let.Value, seen, depth - 1);
        else if (_values.Definition(v) is For loop)
            foreach (var carried in loop.Carried.Where(c => c.Result.Equals(v))) Visit(carried.Next, seen, depth - 1);
    }

    private void Retrace(Load load, HashSet<int> seen, int depth)
    {
        foreach (var store in _values.Writes(load.Array).OfType<Store>())
        {
            if (load.Indices is not [var read] || store.Indices is not [Var written] || _values.Around(store) is not For loop
                || !written.Equals(loop.Index)) continue;
            if (!read.Equals(written))
                _indices[written.Id] = _indices.TryGetValue(written.Id, out var known) && !Equals(known, read) ? null : read;
            Visit(store.Value, seen, depth - 1);
        }
    }
}
