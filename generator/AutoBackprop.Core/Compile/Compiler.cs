namespace AutoBackprop.Core;

/// <summary>Turns a model into the methods that are printed: first its members, then what they call, and what that calls.</summary>
public static class Compiler
{
    /// <param name="optimised">False leaves the sweeps as they are before any optimisation; tests compare the two.</param>
    /// <param name="most">So many variables may one method have before its loops become methods of their own.</param>
    public static Program Compile(Model model, bool optimised = true, int most = Outline.Most, AfterPass? after = null)
    {
        model = HandedOn.Run(model);
        var isParallel = (model.Wanted & Derivatives.Parallel) != 0;
        var members = Member.In(model.Wanted).SelectMany(m => isParallel
            ? new[] { Compiled(m, model, optimised, most, after), InChunks(m, model, optimised, most, after) }
            : [Compiled(m, model, optimised, most, after)]).ToArray();
        return new Program(model, members, Callees(model, members, after).ToArray());
    }

    private static CompiledMember Compiled(Member member, Model model, bool optimised, int most, AfterPass? after)
    {
        if (model.Body is null || (model.Refused & member.Kind) != 0) return new CompiledMember(member.Kind, null, null);
        var whole = Pipeline.Run(member, member.Arranged(model.Body, model), optimised, after);
        return new CompiledMember(member.Kind, whole, Outline.Run(whole, most));
    }

    private static CompiledMember InChunks(Member member, Model model, bool optimised, int most, AfterPass? after)
    {
        if (model.Body is null || (model.Refused & member.Kind) != 0) return new CompiledMember(member.Kind, null, null) { IsParallel = true };
        var whole = Pipeline.Parallel(member, member.Arranged(model.Body, model), optimised, after);
        return new CompiledMember(member.Kind, whole, Core.InChunks.Map(Outline.Run(whole, most), chunk => Outline.Run(chunk, most)))
            { IsParallel = true };
    }

    private static List<CompiledCallee> Callees(Model model, IEnumerable<CompiledMember> members, AfterPass? after)
    {
        var primals = model.Callees.ToDictionary(c => c.Name);
        var sweeps = new Dictionary<string, (Method Forward, Method Backward)>();
        var wanted = new SortedSet<(string Name, Sweep Sweep)>(members.Select(m => m.Whole).OfType<Method>().SelectMany(Called));
        var compiled = new List<CompiledCallee>();
        while (wanted.FirstOrDefault(w => !compiled.Any(c => (c.Name, c.Sweep) == w)) is { Name: not null } next)
        {
            var method = Of(next.Name, next.Sweep);
            compiled.Add(new CompiledCallee(next.Name, next.Sweep, method));
            wanted.UnionWith(Called(method));
        }
        return compiled;

        Method Of(string name, Sweep sweep)
        {
            if (sweep == Sweep.Value) return Pipeline.Value(primals[name], after);
            if (sweep == Sweep.Tangent) return Pipeline.Tangent(primals[name], after);
            if (!sweeps.TryGetValue(name, out var both)) sweeps[name] = both = Pipeline.Split(primals[name], after);
            return sweep == Sweep.Forward ? both.Forward : both.Backward;
        }
    }

    private static IEnumerable<(string Name, Sweep Sweep)> Called(Method method) =>
        method.Body.AllSteps().Concat(method.Body.AllSteps().OfType<Chunked>().SelectMany(c => c.Chunk.Body.AllSteps()))
            .OfType<Call>().Where(c => c.Callee.IsOurs).Select(c => (c.Callee.Name, c.Callee.Sweep));
}
