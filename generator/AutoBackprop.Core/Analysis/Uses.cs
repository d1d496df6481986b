namespace AutoBackprop.Core;

/// <summary>Gives callees spans for arrays, so that they can be handed copies; fills in what the callees of a model do with memory, which
/// is known when all of them have been read; and checks,
/// where two arguments of a call may be the same memory, that what is written lies apart.</summary>
public static class Uses
{
    /// <param name="rebuilt">Hears which step of the body took the place of which.</param>
    public static (Method Body, EquatableArray<Method> Callees) Resolve(Method body, EquatableArray<Method> callees,
        Action<Stmt, Stmt>? rebuilt = null)
    {
        callees = callees.Map(WithSpans);
        var types = callees.ToDictionary(c => c.Name, c => c.Parameters);
        (body, callees) = (Given(body, types, rebuilt), callees.Map(c => Given(c, types)));

        var uses = callees.ToDictionary(c => c.Name, c => c.Parameters.Map(_ => Use.Reads));
        for (var changed = true; changed;)
        {
            changed = false;
            foreach (var callee in callees)
            {
                var found = Of(With(callee, uses));
                if (found.Equals(uses[callee.Name])) continue;
                uses[callee.Name] = found;
                changed = true;
            }
        }
        return (Checked(With(body, uses, rebuilt), rebuilt), callees.Map(c => Checked(With(c, uses))));
    }

    /// <summary>A call that hands memory of ours, or memory that is written, to a method that insists on an array.</summary>
    public static bool HasMisfit(Method body, EquatableArray<Method> callees)
    {
        var parameters = callees.ToDictionary(c => c.Name, c => c.Parameters);
        return callees.Append(body).Any(m =>
        {
            var arrays = new Arrays(m);
            return m.Body.AllSteps().OfType<Call>().Any(c => c.Callee.IsOurs && parameters.TryGetValue(c.Callee.Name, out var into)
                && c.Args.Where((a, i) => into[i].Type.IsManagedArray && (!a.Type.IsManagedArray || arrays.IsWritten(a))).Any());
        });
    }

    /// <summary>Calls that hand the same memory over twice, to a method of ours that writes it: nobody could tell the two apart on the way
    /// back. A whole and a part of it are the same memory, and so are two parts that surely meet.</summary>
    public static IEnumerable<Call> Twice(Method method)
    {
        var parts = method.Body.AllSteps().OfType<Let>().Where(l => l.Value is Slice).ToDictionary(l => l.Target, l => (Slice)l.Value);
        return method.Body.AllSteps().OfType<Call>()
            .Where(c => c.Callee.IsOurs
            && Enumerable.Range(0, c.Args.Count).Any(i => c.Args[i].Type.IsArray && c.Callee.UseOf(i) != Use.Reads
            && Enumerable.Range(0, c.Args.Count).Any(k => k != i && c.Args[k].Type.IsArray && Meet(c.Args[k], c.Args[i]))));

        bool Meet(Expr x, Expr y)
        {
            var (a, b) = (PartOf(x), PartOf(y));
            return a.Whole.Equals(b.Whole) && (a.Part is null || b.Part is null
                || a.Part is { Start: Const { Value: var from }, Length: Const { Value: var count } }
                && b.Part is { Start: Const { Value: var start }, Length: Const { Value: var length } }
                && Math.Max(from, start) < Math.Min(from + count, start + length));
        }

        // A part of a part lies somewhere in the whole; what covers all of it is the whole.
        (Expr Whole, Slice? Part) PartOf(Expr memory)
        {
            if (memory is not Var v || !parts.TryGetValue(v, out var part)) return (memory, null);
            var (whole, outer) = PartOf(part.Array);
            var isAll = part is { Start: Const { Value: 0 }, Length: Apply { Op: Op.Length, Args: [var of] } } && of.Equals(part.Array);
            return (whole, isAll ? outer : outer is null ? part : part with { Start = Identities.Simplify(outer.Start + part.Start) });
        }
    }

    // Foreign code in the body may need the array itself.
    private static Method WithSpans(Method method)
    {
        var arrays = new Arrays(method);
        var quoted = new HashSet<int>(method.Body.AllSteps().SelectMany(s => s.ReadsAround()).SelectMany(Quoted)
            .Select(v => arrays.Root(v).Id));
        var rename = new Rename(v => v);
        var parameters = method.Parameters.Map(p =>
            p.Type is { IsManagedArray: true, Rank: 1, Element: { IsArray: false } element } && !quoted.Contains(p.Id)
            ? p with { Type = IrType.SpanOf(element) } : p);
        for (var i = 0; i < parameters.Count; i++)
            if (!parameters[i].Equals(method.Parameters[i])) rename.Substitute(method.Parameters[i], parameters[i]);
        return method with { Parameters = parameters, Body = rename.Of(method.Body), Results = method.Results.Map(rename.Of) };
    }

    private static IEnumerable<Var> Quoted(Expr expr) =>
        expr is Opaque ? expr.Variables().Where(v => v.Type.IsArray) : expr.Children().SelectMany(Quoted);

    private static Method Given(Method method, Dictionary<string, EquatableArray<Var>> parameters, Action<Stmt, Stmt>? rebuilt = null)
    {
        var fresh = new Fresh(method.NextId);
        var body = Map(method.Body, s =>
        {
            if (s is not Call { Callee.IsOurs: true } call || !parameters.TryGetValue(call.Callee.Name, out var into)) return [s];
            var before = new List<Stmt>();
            var args = call.Args.ToArray();
            for (var i = 0; i < args.Length; i++)
            {
                if (!args[i].Type.IsManagedArray || into[i].Type.IsManagedArray || !into[i].Type.IsArray) continue;
                var span = fresh.Hidden(IrType.SpanOf(args[i].Type.Element!));
                before.Add(new Let(span, new Slice(args[i], Const.Int(0), Ops.Length(args[i]), span.Type)));
                args[i] = span;
            }
            return before.Count == 0 ? [s] : [.. before, call with { Args = args }];
        }, rebuilt);
        return method with { Body = body, NextId = fresh.NextId };
    }

    /// <summary>Per parameter of a method.</summary>
    public static EquatableArray<Use> Of(Method method)
    {
        var arrays = new Arrays(method);
        return method.Parameters.Map(p => !p.Type.IsArray || !arrays.IsWritten(p) ? Use.Reads
            : new Filling(arrays).IsOverwritten(p, method.Body) ? Use.Overwrites : Use.Writes);
    }

    private static Method With(Method method, Dictionary<string, EquatableArray<Use>> uses, Action<Stmt, Stmt>? rebuilt = null) =>
        method with
    {
        Body = Map(method.Body, s => s is Call { Callee: { IsOurs: true } callee } call && call.Args.Any(a => a.Type.IsArray)
            && uses.TryGetValue(callee.Name, out var known)
            ? [call with { Callee = callee with { Uses = known } }] : [s], rebuilt),
    };

    private static Method Checked(Method method, Action<Stmt, Stmt>? rebuilt = null)
    {
        var arrays = new Arrays(method);
        return method with { Body = Map(method.Body, s =>
            s is Call call && Checks(call, arrays).ToList() is { Count: > 0 } checks ? [.. checks, call] : [s], rebuilt) };
    }

    private static IEnumerable<Stmt> Checks(Call call, Arrays arrays)
    {
        for (var i = 0; i < call.Args.Count; i++)
        {
            if (call.Args[i] is not Var { Type: { IsArray: true, Rank: 1, Element: { IsArray: false } element } } written
                || call.Callee.UseOf(i) == Use.Reads) continue;
            for (var k = 0; k < call.Args.Count; k++)
                if (k != i && !(k < i && call.Callee.UseOf(k) != Use.Reads) && call.Args[k] is Var { Type.IsArray: true } other
                    && other.Type.Element!.Equals(element) && arrays.Root(other).Equals(arrays.Root(written)))
                    yield return Library.Apart(written, other, inPlace: !call.Callee.IsOurs && call.Callee.UseOf(k) == Use.Reads);
        }
    }

    // What does not change stays the same object.
    private static Block Map(Block block, Func<Stmt, IReadOnlyList<Stmt>> map, Action<Stmt, Stmt>? rebuilt)
    {
        var steps = new List<Stmt>();
        foreach (var step in block.Steps)
        {
            Block Inside(Block inner) => Map(inner, map, rebuilt);
            Stmt outer = step switch
            {
                If s => (Inside(s.Then), Inside(s.Else)) is var (then, @else) && ReferenceEquals(then, s.Then)
                    && ReferenceEquals(@else, s.Else) ? s : s with { Then = then, Else = @else },
                For s => Inside(s.Body) is var body && ReferenceEquals(body, s.Body) ? s : s with { Body = body },
                While s => Inside(s.Body) is var body && ReferenceEquals(body, s.Body) ? s : s with { Body = body },
                _ => step,
            };
            foreach (var mapped in map(outer))
            {
                if (!ReferenceEquals(mapped, step)) rebuilt?.Invoke(step, mapped);
                steps.Add(mapped);
            }
        }
        return steps.Count == block.Steps.Count && steps.Zip(block.Steps, ReferenceEquals).All(same => same)
            ? block : block with { Steps = steps };
    }
}
