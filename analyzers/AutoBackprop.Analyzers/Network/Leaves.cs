using System.Globalization;
using AutoBackprop.Core;

namespace AutoBackprop.Analyzers;

/// <summary>The values that no operation of the method made: active parameters, and elements of arrays that it does not write.</summary>
internal sealed class Leaves(Facts facts)
{
    private readonly Dictionary<int, bool> _known = [];

    public bool Contains(Expr value)
    {
        if (value is not Var v || !facts.Activity.IsVaried(v)) return false;
        if (v.Type.IsArray) return facts.Values.Writes(v).Count == 0;
        if (_known.TryGetValue(v.Id, out var known)) return known;
        return _known[v.Id] = Opposite(v) is { } opposite
            ? Contains(opposite) : facts.Values.Sources(v).All(s => s is Const || s is Var source && IsLeaf(source));
    }

    /// <summary>The w of -w.</summary>
    private Expr? Opposite(Var v) => facts.Values.Definition(v) is Let { Value: Apply { Op: Op.Neg, Args: [var inner] } } ? inner : null;

    private bool IsLeaf(Var source) => facts.Values.Definition(source) switch
    {
        null => true,
        Let { Value: Load load } =>
            facts.Values.Writes(load.Array).Count == 0 && facts.Values.IsParameter(facts.Values.Arrays.Root(load.Array)),
        _ => false,
    };

    /// <summary>The same for the same parameter, and for elements of one array whose indices differ only in the loops that they come
    /// from.</summary>
    public string Key(Expr leaf) => facts.Values.Behind(leaf) switch
    {
        Var v when Opposite(v) is { } opposite => Key(opposite),
        Var v when facts.Values.Definition(v) is Let { Value: Load load } => Place(load, 12),
        Var v => Number(v.Id),
        var other => Dump.Text(other),
    };

    private string Place(Expr array, int depth) => depth == 0 ? "" : array switch
    {
        Load l => $"{Place(l.Array, depth - 1)}[{string.Join(",", l.Indices.Select(i => Index(i, 12)))}]",
        Slice s => $"{Place(s.Array, depth - 1)}+{Index(s.Start, 12)}",
        Var v when facts.Values.Definition(v) is Let { Value: var value } => Place(value, depth - 1),
        Var v => Number(v.Id),
        _ => Dump.Text(array),
    };

    private string Index(Expr index, int depth) => index switch
    {
        Var v when facts.Values.Definition(v) is For loop && loop.Index.Equals(v) => "·",
        Var v when depth > 0 && facts.Values.Definition(v) is Let { Value: var value } => Index(value, depth - 1),
        Var v => Number(v.Id),
        Apply a => $"{a.Op}({string.Join(",", a.Args.Select(x => Index(x, depth - 1)))})",
        _ => Dump.Text(index),
    };

    private static string Number(int id) => "v" + id.ToString(CultureInfo.InvariantCulture);
}
