namespace AutoBackprop.Core;

/// <summary>Drops memory of ours that is only written.</summary>
public static class Unread
{
    public static Method Run(Method method)
    {
        var ours = new HashSet<int>(method.Body.AllSteps().OfType<Allocate>().Select(a => a.Array.Id));
        ours.ExceptWith(method.Results.SelectMany(r => r.Variables()).Concat(method.Outputs.Select(o => o.Memory)).Select(v => v.Id));
        ours.ExceptWith(method.Body.AllSteps().SelectMany(Read).Where(v => v.Type.IsArray).Select(v => v.Id));
        return ours.Count == 0 ? method : method with { Body = Without(method.Body, ours) };
    }

    private static IEnumerable<Var> Read(Stmt step) => step switch
    {
        Store { Array: Var } s => s.Indices.Append(s.Value).SelectMany(r => r.Variables()),
        Accumulate { Array: Var } s => s.Indices.Append(s.Value).SelectMany(r => r.Variables()),
        _ => step.ReadsAround().SelectMany(r => r.Variables()),
    };

    private static bool IsOf(Stmt step, HashSet<int> unread) =>
        (step is Store or Accumulate ? Effects.Place(step)!.Value.Array : step is Allocate memory ? memory.Array : null) is Var array
            && unread.Contains(array.Id);

    private static Block Without(Block block, HashSet<int> unread) => block with
    {
        Steps = block.Steps.Where(s => !IsOf(s, unread)).Select(s => s.MapBlocks(b => Without(b, unread))).ToArray(),
    };
}
