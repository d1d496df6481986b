namespace AutoBackprop.Core;

/// <summary>Adjoints that a loop which runs both ways starts from: they look like part of the backward sweep, behind the loop.</summary>
public static class EarlyAdjoints
{
    /// <summary>Computes these adjoints before the loop, if that needs nothing of the loop or of what follows.</summary>
    /// <param name="fused">What loops that run both ways sum up: it stands behind them.</param>
    public static List<Stmt>? Of(List<Var> wanted, Block block, int at, List<Stmt> backward, Rename rename, HashSet<int> fused)
    {
        var late = new HashSet<int>(block.Steps.Skip(at).SelectMany(s => s.Defines()).Select(v => v.Id).Concat(fused));
        var definitions = new Dictionary<int, Let>();
        var others = new HashSet<int>();
        foreach (var step in backward)
            if (step is Let let && let.Value.IsPure()) definitions[let.Target.Id] = let;
            else foreach (var v in step.Defines()) others.Add(v.Id);

        var needed = new HashSet<Let>();
        // Cheap things that only happen to stand behind the loop are computed before it, too.
        var copies = new List<Stmt>();
        var behind = block.Steps.Skip(at + 1).OfType<Let>().Where(l => l.Value.IsPure() && !l.Value.IsCostly() && !l.Target.Type.IsArray)
            .ToDictionary(l => l.Target.Id);
        var copied = new HashSet<int>();
        bool Available(Var v)
        {
            if (copied.Contains(v.Id)) return true;
            if (behind.TryGetValue(v.Id, out var cheap) && cheap.Value.Variables().All(Available))
            {
                copies.Add(rename.Of(cheap));
                return copied.Add(v.Id);
            }
            if (late.Contains(v.Id) || others.Contains(v.Id)) return false;
            if (!definitions.TryGetValue(v.Id, out var let)) return true;
            return needed.Contains(let) || let.Value.Variables().All(Available) && needed.Add(let);
        }
        if (!wanted.All(Available)) return null;
        return [.. copies, .. backward.OfType<Let>().Where(needed.Contains).Select(rename.Of).ToList()];
    }
}
