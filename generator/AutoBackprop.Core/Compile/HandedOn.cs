using System.Runtime.CompilerServices;

namespace AutoBackprop.Core;

/// <summary>Numbers among its arguments that the backward sweep of a callee needs again: the caller has them, or comes by them as by all
/// that it needs, and hands them on, so that the callee keeps none of them on the tape.</summary>
public static class HandedOn
{
    private static readonly ConditionalWeakTable<Model, Model> Known = new();

    public static Model Run(Model model) => model.Body is null || model.Callees.Count == 0 ? model : Known.GetValue(model, Marked);

    private static Model Marked(Model model)
    {
        var needed = model.Callees.ToDictionary(c => c.Name, Needed);
        Method In(Method method) => method with { Body = Calls(method.Body, needed) };
        return model with { Body = In(model.Body!), Callees = model.Callees.Map(c => In(c) with { HandedOn = needed[c.Name] }) };
    }

    /// <summary>Per parameter: what it keeps while nobody hands it anything.</summary>
    private static EquatableArray<bool> Needed(Method callee)
    {
        var (forward, _) = Reverse.Split(Pipeline.Prepare(callee));
        var kept = new HashSet<int>(forward.Body.AllSteps().OfType<Push>().Select(p => p.Value).OfType<Var>().Select(v => v.Id));
        return callee.Parameters.Map(p => !p.Type.IsArray && kept.Contains(p.Id));
    }

    private static Block Calls(Block block, Dictionary<string, EquatableArray<bool>> needed) => block with
    {
        Steps = block.Steps.Map(step => step switch
        {
            Call { Callee.IsOurs: true } s => s with { Callee = s.Callee with { HandedOn = needed[s.Callee.Name] } },
            If s => s with { Then = Calls(s.Then, needed), Else = Calls(s.Else, needed) },
            For s => s with { Body = Calls(s.Body, needed) },
            While s => s with { Body = Calls(s.Body, needed) },
            _ => step,
        }),
    };
}
