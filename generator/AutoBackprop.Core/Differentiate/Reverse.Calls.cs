namespace AutoBackprop.Core;

/// <summary>Calls backwards. A callee's backward adds to the shadows of the arrays it was given, and finds the values that
/// they held at the call: in the arrays themselves while nobody writes them, else in a copy.</summary>
public sealed partial class Reverse
{
    private List<Stmt> CallBackward(Call s, Adjoints adjoints, List<Stmt> backward)
    {
        var reals = s.Results.Where(r => r.Type.IsReal || r.Type.IsArray && _activity.IsActive(r)).ToList();
        var seeds = reals.Select(r => !_activity.IsActive(r) ? null : r.Type.IsArray ? Shadow(r) : adjoints.Take(r)).ToList();
        if (seeds.All(g => g is null) && !Effects.Written(s).Any(IsActiveMemory)) return [s];

        var around = new CallMemory.Around();
        var received = reals.Select((r, i) => seeds[i] ?? new Const(0, r.Type)).ToList();
        var scalars = s.Args.Where((a, i) => s.Callee.IsActive[i] && !a.Type.IsArray).ToList();
        var gradients = scalars.Select(a => _fresh.Hidden(a.Type)).ToArray();
        var given = s.Args.Select((a, i) => !a.Type.IsArray ? a : s.Callee.IsOurs ? Witness(s, i, around) : _memory.Given(s, i, around))
            .ToList();
        if (s.Callee.IsOurs) given = [.. given.Where((a, i) => a.Type.IsArray || IsHandedOn(s.Callee.HandedOn, i))];
        if (s.Callee.TakesResult) given.Add(s.Results[0]);
        var shadows = GradientsOf(s, around);

        var args = s.Callee.IsOurs ? [.. received, .. given, .. shadows] : given.Concat(received).Concat(shadows).ToArray();
        var reads = args.Length - shadows.Count;
        var callee = s.Callee with
        {
            Sweep = Sweep.Backward,
            ResultTypes = scalars.Select(a => a.Type).ToArray(),
            Uses = args.Select((_, i) => i >= reads ? Use.Writes
                : i >= s.Args.Count || s.Callee.IsOurs || s.Callee.UseOf(i) == Use.Reads || CallMemory.IsFinal(s.Callee, i)
                ? Use.Reads : Use.Writes).ToArray(),
        };
        backward.AddRange(around.Backward);
        Stmt[] pulled = [new Call(callee, args, gradients), .. around.Last];
        var isAlwaysAsked = s.Callee.IsOurs || reals.Any(r => r.Type.IsArray || _guards.IsCertain(r))
            || Effects.Written(s).Any(IsActiveMemory);
        backward.AddRange(isAlwaysAsked ? pulled : Guards.IfAsked(received, pulled, gradients, out gradients, _fresh, () => ++_mirrors));
        for (var i = scalars.Count - 1; i >= 0; i--) Accumulate(scalars[i], gradients[i], adjoints, backward);
        return [.. around.Before, s.Callee.IsOurs ? s with { Callee = s.Callee with { Sweep = Sweep.Forward } } : s, .. _shadows.Lengths(s),
            .. around.After];
    }

    private bool IsActiveMemory(Expr array) => _activity.IsActive(_arrays.Root(array));

    private static bool IsHandedOn(EquatableArray<bool> handedOn, int i) => i < handedOn.Count && handedOn[i];

    // ── values ───────────────────────────────────────────────────────────────────────────────────────────────

    /// <summary>A callee of ours has on its tape what it wrote; of memory that it wrote it asks the length.</summary>
    private Expr Witness(Call s, int i, CallMemory.Around around)
    {
        var array = (Var)s.Args[i];
        if (s.Callee.UseOf(i) == Use.Reads) return _memory.Stays(s, i) ? array : _memory.Copy(array, around.After, around);
        return IsActiveMemory(array) ? Shadow(array) : _memory.IsOpen(array) ? array
            : _memory.Zeros(array, _memory.Length(array, around), around.Backward);
    }

    // ── gradients ────────────────────────────────────────────────────────────────────────────────────────────

    /// <summary>Where the callee adds the gradients of its arrays. Two that may be the same memory get one each.</summary>
    private List<Expr> GradientsOf(Call s, CallMemory.Around around)
    {
        var result = new List<Expr>();
        var onlyRead = new HashSet<int>();
        for (var i = 0; i < s.Args.Count; i++)
        {
            if (!s.Callee.IsActive[i] || s.Args[i] is not Var { Type.IsArray: true } array) continue;
            var isRead = s.Callee.UseOf(i) == Use.Reads;
            if (!IsActiveMemory(array))
            {
                result.Add(isRead && i < s.Callee.IsOptional.Count && s.Callee.IsOptional[i]
                    ? Library.Unwanted(IrType.SpanOf(array.Type.Element!)) : _memory.Like(array, around));
                continue;
            }
            var shadow = Shadow(array);
            if (!isRead || onlyRead.Add(_arrays.Root(array).Id) && !IsWritten(s, array)) { result.Add(shadow); continue; }

            var apart = _memory.Like(array, around);
            result.Add(apart);
            around.Last.Add(array.Type.Rank == 1 && !array.Type.Element!.IsArray
                ? _memory.Each(_memory.Length(array, around), k =>
                {
                    var g = _fresh.Hidden(array.Type.Element!);
                    return [new Let(g, new Load(apart, new Expr[] { k }, g.Type)), new Accumulate(shadow, new Expr[] { k }, g)];
                })
                : Library.Add(apart, shadow));
        }
        return result;
    }

    /// <summary>The same memory stands in another place, too, where it is written: a rule knows arrays apart only.</summary>
    private bool IsWritten(Call s, Var array) =>
        !s.Callee.IsOurs && Effects.Written(s).Any(a => _arrays.Root(a).Equals(_arrays.Root(array)));
}
