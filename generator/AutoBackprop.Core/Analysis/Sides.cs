namespace AutoBackprop.Core;

/// <summary>Which values are read where they are needed only if something is chosen: in one branch, on one side of a choice.</summary>
public sealed class Sides
{
    private readonly Dictionary<int, int> _defined = [], _read = [], _reads = [];
    private int _side, _sides;

    public Sides(Method method)
    {
        Count(method.Body);
        foreach (var result in method.Results) Count(result);
    }

    /// <summary>It is read once, and that on a side which its definition does not stand on.</summary>
    public bool IsChosen(Var v) =>
        _reads.TryGetValue(v.Id, out var reads) && reads == 1 && _defined.TryGetValue(v.Id, out var side) && side != _read[v.Id];

    private void Count(Block block)
    {
        foreach (var step in block.Steps)
        {
            foreach (var read in step.Reads()) Count(read);
            foreach (var v in step.Defines()) _defined[v.Id] = _side;
            foreach (var (inner, atEnd) in step.Blocks())
            {
                var outer = _side;
                if (step is If) _side = ++_sides;
                Count(inner);
                foreach (var read in atEnd) Count(read);
                _side = outer;
            }
        }
    }

    private void Count(Expr expr)
    {
        if (expr is Var v)
        {
            _reads[v.Id] = _reads.TryGetValue(v.Id, out var n) ? n + 1 : 1;
            _read[v.Id] = _side;
        }
        var isLazy = expr is Apply { Op: Op.Select or Op.And or Op.Or };
        var children = expr.Children();
        for (var i = 0; i < children.Count; i++)
        {
            var outer = _side;
            if (isLazy && i > 0) _side = ++_sides;
            Count(children[i]);
            _side = outer;
        }
    }
}
