using AutoBackprop.Core;

namespace AutoBackprop.Generator;

/// <summary>Memory that takes the place of an array which others may name, too: as long as neither is written, nobody can tell them
/// apart.</summary>
internal sealed class SharedMemory
{
    // Arrays in fields, which may be one and the same.
    private const int InFields = -1;

    private readonly Method _method;
    private readonly Dictionary<int, Expr> _names;

    public SharedMemory(Method method)
    {
        _method = method;
        _names = method.Body.AllSteps().OfType<Let>().Where(l => l.Target.Type.IsArray).ToDictionary(l => l.Target.Id, l => l.Value);
    }

    /// <summary>The first of the arrays is written in another way than by giving it its next value, or another of them once the first
    /// is there.</summary>
    public bool IsWritten(Expr[] values)
    {
        HashSet<int> own = [.. Roots(values[0])], others = [.. values.Skip(1).SelectMany(Roots)];
        return _method.Body.Steps.Any(s => IsWritten(s, own)) || others.Count > 0 && IsWrittenFrom(_method.Body, values[0], others) == true;
    }

    private IEnumerable<int> Roots(Expr array) => array switch
    {
        Var v => _names.TryGetValue(v.Id, out var name) ? Roots(name) : [v.Id],
        Slice s => Roots(s.Array),
        Load l => Roots(l.Array),
        Apply { Op: Op.Select } choice => choice.Args.Skip(1).SelectMany(Roots),
        Opaque { IsPure: true, Args: [Var { Type.IsArray: true } same] } => Roots(same),
        _ => [InFields],
    };

    private bool IsWritten(Stmt step, HashSet<int> roots) => step is not (For { IsRebuild: true } or Grow)
        && (Effects.Written(step).SelectMany(Roots).Any(roots.Contains) || Effects.ReachesFields(step) && roots.Contains(InFields)
            || step.Blocks().Any(b => b.Block.Steps.Any(s => IsWritten(s, roots))));

    /// <summary>Null where the memory is not made in the block.</summary>
    private bool? IsWrittenFrom(Block block, Expr memory, HashSet<int> roots)
    {
        for (var i = 0; i < block.Steps.Count; i++)
        {
            var step = block.Steps[i];
            if (!step.Self().Any(s => s is Allocate a && a.Array.Equals(memory))) continue;
            // A loop comes back to what stands before.
            var isWritten = step is For or While
                ? IsWritten(step, roots) : step.Blocks().Any(b => IsWrittenFrom(b.Block, memory, roots) == true);
            return isWritten || block.Steps.Skip(i + 1).Any(s => IsWritten(s, roots));
        }
        return null;
    }
}
