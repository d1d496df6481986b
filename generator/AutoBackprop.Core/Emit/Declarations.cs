namespace AutoBackprop.Core;

/// <summary>Finds the block in which each C# variable has to be declared: the innermost one around all its uses.</summary>
public sealed class Declarations
{
    private readonly Dictionary<string, List<Block>> _homes = [];
    private readonly Dictionary<Stmt, List<Var>> _touched = new(ByReference.Instance);
    private readonly Func<Var, string> _name;

    public Declarations(Method method, Func<Var, string> name)
    {
        _name = name;
        var path = new List<Block> { method.Body };
        Visit(method.Body, path);
        foreach (var result in method.Results)
            foreach (var v in result.Variables()) Touch(v, [method.Body]);
    }

    /// <summary>What the step assigns inside and the block needs after it.</summary>
    public IEnumerable<Var> Before(Stmt step, Block block) =>
        _touched[step].Where(v => ReferenceEquals(_homes[_name(v)][^1], block));

    private void Visit(Block block, List<Block> path)
    {
        foreach (var step in block.Steps)
        {
            var inside = new List<Var>();
            foreach (var v in step.Reads().SelectMany(r => r.Variables()).Concat(step.Defines())) Touch(v, path);
            if (step is If choice) inside.AddRange(choice.Results.Select(p => p.Target));
            // The first values of a loop are assigned before it.
            if (step is For f) foreach (var c in f.Carried) Touch(c.Variable, path);
            if (step is While w) foreach (var c in w.Carried) Touch(c.Variable, path);
            foreach (var (inner, atEnd) in step.Blocks())
            {
                var innerPath = path.Append(inner).ToList();
                Visit(inner, innerPath);
                foreach (var v in atEnd.SelectMany(e => e.Variables())) Touch(v, innerPath);
                inside.AddRange(inner.AllSteps().SelectMany(s => s.Defines().Concat(Carried(s))));
            }
            _touched[step] = inside;
        }
    }

    // The index of a counted loop is declared by the loop itself.
    private static IEnumerable<Var> Carried(Stmt step) => step is For f ? f.Carried.Select(c => c.Variable) : step.Enters();

    private void Touch(Var v, List<Block> path)
    {
        var name = _name(v);
        if (!_homes.TryGetValue(name, out var home)) { _homes[name] = path; return; }
        var common = 0;
        while (common < home.Count && common < path.Count && ReferenceEquals(home[common], path[common])) common++;
        if (common < home.Count) _homes[name] = home.GetRange(0, common);
    }

    private sealed class ByReference : IEqualityComparer<Stmt>
    {
        public static readonly ByReference Instance = new();
        public bool Equals(Stmt? x, Stmt? y) => ReferenceEquals(x, y);
        public int GetHashCode(Stmt step) => System.Runtime.CompilerServices.RuntimeHelpers.GetHashCode(step);
    }
}
