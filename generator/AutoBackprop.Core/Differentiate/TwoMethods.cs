namespace AutoBackprop.Core;

/// <summary>Before the sweeps become two methods: the second one is given the arrays that the first only reads as they were, of the
/// others the length alone; so nothing of those can be read again.</summary>
public static class TwoMethods
{
    public static Method Prepare(Method method)
    {
        var arrays = new Arrays(method);
        var written = new HashSet<int>(method.Parameters.Where(p => p.Type.IsArray && arrays.IsWritten(p)).Select(p => p.Id));
        Stability Of(Expr array, Stability known) => written.Contains(arrays.Root(array).Id) ? Stability.Volatile : known;
        Stmt In(Stmt step) => step switch
        {
            Let { Value: Load load } s => s with { Value = load with { Stability = Of(load.Array, load.Stability) } },
            Store s when written.Contains(arrays.Root(s.Array).Id) => s with { IsLast = false },
            Call s => s with { Stability = s.Stability.Count == 0 ? s.Stability
                : Enumerable.Range(0, s.Args.Count).Select(i => s.Args[i].Type.IsArray ? Of(s.Args[i], s.Stability[i]) : s.Stability[i])
                .ToArray() },
            If s => s with { Then = Inside(s.Then), Else = Inside(s.Else) },
            For s => s with { Body = Inside(s.Body) },
            While s => s with { Body = Inside(s.Body) },
            _ => step,
        };
        Block Inside(Block block) => block with { Steps = block.Steps.Map(In) };
        return written.Count == 0 ? method : method with { Body = Inside(method.Body) };
    }
}
