namespace AutoBackprop.Core;

/// <summary>The block in which each C# variable has to be declared: the innermost one around all its uses.</summary>
/// <typeparam name="T">What stands for a C# variable.</typeparam>
public sealed class Homes<T> where T : class
{
    private readonly Dictionary<T, List<Block>> _paths = [];
    private readonly Func<Var, T> _variable;

    public Homes(Method method, Func<Var, T> variable)
    {
        _variable = variable;
        List<Block> root = [method.Body];
        foreach (var parameter in method.Parameters) Touch(parameter, root);
        Visit(method.Body, root);
        foreach (var v in method.Results.SelectMany(r => r.Variables())) Touch(v, root);
    }

    public Block Of(T variable) => _paths[variable][^1];

    /// <summary>One scope encloses the other, so the two cannot have the same name.</summary>
    public bool Overlap(T a, T b)
    {
        var (p, q) = (_paths[a], _paths[b]);
        for (var i = 0; i < Math.Min(p.Count, q.Count); i++)
            if (!ReferenceEquals(p[i], q[i])) return false;
        return true;
    }

    private void Visit(Block block, List<Block> path)
    {
        foreach (var step in block.Steps)
        {
            foreach (var v in step.Reads().SelectMany(r => r.Variables()).Concat(step.Defines())) Touch(v, path);
            // The first values of a loop are assigned before it.
            foreach (var c in step.Carries()) Touch(c.Variable, path);
            if (step is Push or Pop) Touch(step is Push p ? p.Storage : ((Pop)step).Storage, path.GetRange(0, 1));
            foreach (var (inner, atEnd) in step.Blocks())
            {
                List<Block> innerPath = [.. path, inner];
                if (step is For f) Touch(f.Index, innerPath);
                Visit(inner, innerPath);
                foreach (var v in atEnd.SelectMany(e => e.Variables())) Touch(v, innerPath);
            }
        }
    }

    private void Touch(Var v, List<Block> path)
    {
        var variable = _variable(v);
        if (!_paths.TryGetValue(variable, out var home)) { _paths[variable] = path; return; }
        var common = 0;
        while (common < home.Count && common < path.Count && ReferenceEquals(home[common], path[common])) common++;
        if (common < home.Count) _paths[variable] = home.GetRange(0, common);
    }
}
