namespace AutoBackprop.Core;

/// <summary>Calls backwards. A callee's backward adds to the shadows of the arrays it was given, and finds the values that
/// they held at the call: in the arrays themselves while nobody writes them, else in a copy.</summary>
public sealed partial class Reverse
{
    // Memory of an open block is still there when its backward part runs.
    private readonly HashSet<int> _open = [];
    private bool _isOpen;

    /// <summary>What a call needs around it, in the forward sweep and in the backward sweep.</summary>
    private sealed class Surroundings
    {
        public List<Stmt> Before { get; } = [];
        public List<Stmt> After { get; } = [];
        public List<Stmt> Backward { get; } = [];
        public List<Stmt> Last { get; } = [];
    }

    private List<Stmt> CallBackward(Call s, Adjoints adjoints, List<Stmt> backward)
    {
        var reals = s.Results.Where(r => r.Type.IsReal).ToList();
        var seeds = reals.Select(r => _activity.IsActive(r) ? adjoints.Take(r) : null).ToList();
        if (seeds.All(g => g is null) && !Effects.Written(s).Any(IsActiveMemory)) return [s];

        var around = new Surroundings();
        var received = reals.Select((r, i) => seeds[i] ?? new Const(0, r.Type)).ToList();
        var scalars = s.Args.Where((a, i) => s.Callee.IsActive[i] && !a.Type.IsArray).ToList();
        var gradients = scalars.Select(a => _fresh.Hidden(a.Type)).ToArray();
        var given = s.Args.Select((a, i) => !a.Type.IsArray ? a : s.Callee.IsOurs ? Witness(s, i, around) : Given(s, i, around)).ToList();
        if (s.Callee.IsOurs) given = [.. given.Where((a, i) => a.Type.IsArray || IsHandedOn(s.Callee.HandedOn, i))];
        if (s.Callee.TakesResult) given.Add(s.Results[0]);
        var shadows = GradientsOf(s, around);

        var args = s.Callee.IsOurs ? [.. received, .. given, .. shadows] : given.Concat(received).Concat(shadows).ToArray();
        var reads = args.Length - shadows.Count;
        var callee = s.Callee with
        {
            Sweep = Sweep.Backward,
            ResultTypes = scalars.Select(a => a.Type).ToArray(),
            Uses = args.Select((_, i) => i >= reads ? Use.Writes : s.Callee.IsOurs || s.Callee.UseOf(i) == Use.Reads || i < s.Args.Count && IsFinal(s.Callee, i) ? Use.Reads : Use.Writes).ToArray(),
        };
        backward.AddRange(around.Backward);
        Stmt[] pulled = [new Call(callee, args, gradients), .. around.Last];
        var isAlwaysAsked = s.Callee.IsOurs || reals.Any(_guards.IsCertain) || Effects.Written(s).Any(IsActiveMemory);
        backward.AddRange(isAlwaysAsked ? pulled : Guards.IfAsked(received, pulled, gradients, out gradients, _fresh, () => ++_mirrors));
        for (var i = scalars.Count - 1; i >= 0; i--) Accumulate(scalars[i], gradients[i], adjoints, backward);
        return [.. around.Before, s.Callee.IsOurs ? s with { Callee = s.Callee with { Sweep = Sweep.Forward } } : s, .. around.After];
    }

    private bool IsActiveMemory(Expr array) => _activity.IsActive(_arrays.Root(array));

    private static bool IsHandedOn(EquatableArray<bool> handedOn, int i) => i < handedOn.Count && handedOn[i];

    private static bool IsFinal(Callee callee, int argument) => argument < callee.TakesFinal.Count && callee.TakesFinal[argument];

    // ── values ───────────────────────────────────────────────────────────────────────────────────────────────

    /// <summary>It still holds in the backward sweep what it holds after the call.</summary>
    private bool Stays(Call s, int i) =>
        i < s.Stability.Count && s.Stability[i] != Stability.Volatile && _open.Contains(_arrays.Root(s.Args[i]).Id);

    private Expr Given(Call s, int i, Surroundings around)
    {
        var array = (Var)s.Args[i];
        if (IsFinal(s.Callee, i)) return Stays(s, i) ? array : Copy(array, around.After, around);
        return s.Callee.UseOf(i) switch
        {
            Use.Reads => Stays(s, i) ? array : Copy(array, around.Before, around),
            // Run again it writes the same once more, so what it writes to need not be zero.
            Use.Overwrites => Stays(s, i) ? array : Zeros(array, Length(array, around), around.Backward, isFilled: true),
            _ => Copy(array, around.Before, around),
        };
    }

    /// <summary>A callee of ours has on its tape what it wrote; of memory that it wrote it asks the length.</summary>
    private Expr Witness(Call s, int i, Surroundings around)
    {
        var array = (Var)s.Args[i];
        if (s.Callee.UseOf(i) == Use.Reads) return Stays(s, i) ? array : Copy(array, around.After, around);
        return IsActiveMemory(array) ? Shadow(array) : _open.Contains(_arrays.Root(array).Id) ? array : Zeros(array, Length(array, around), around.Backward);
    }

    private Var Length(Var array, Surroundings around)
    {
        var length = _fresh.Hidden(IrType.Int);
        around.Before.Add(new Let(length, Ops.Length(array)));
        return length;
    }

    private Var Zeros(Var like, Expr length, List<Stmt> steps, bool isFilled = false)
    {
        var zeros = Beside(like, IrType.SpanOf(like.Type.Element!));
        steps.Add(new Allocate(zeros, length, isFilled));
        return zeros;
    }

    // Ours, called after the user's.
    private Var Beside(Var array, IrType type) => array.IsHidden ? _fresh.Hidden(type) : _fresh.Hidden(array.Word, type);

    /// <summary>What an array holds at this place of the forward sweep, for the backward sweep.</summary>
    private Var Copy(Var array, List<Stmt> here, Surroundings around)
    {
        var length = Length(array, around);
        var element = array.Type.Element!;
        if (_isOpen)
        {
            var copy = Zeros(array, length, here);
            here.Add(Each(length, i =>
            {
                var value = _fresh.Hidden(element);
                return [new Let(value, new Load(array, new Expr[] { i }, element)), new Store(copy, new Expr[] { i }, value)];
            }));
            return copy;
        }

        var storage = _fresh.Hidden("kept", IrType.StackOf(element)) with { Role = Role.Kept };
        here.Add(Each(length, i =>
        {
            var value = _fresh.Hidden(element);
            return [new Let(value, new Load(array, new Expr[] { i }, element)), new Push(storage, value)];
        }));
        var back = Zeros(array, length, around.Backward);
        var index = _fresh.Hidden(IrType.Int);
        var taken = _fresh.Hidden(element);
        around.Backward.Add(new For(index, length - 1, Const.Int(-1), -1, default,
            new Block(new Stmt[] { new Pop(taken, storage), new Store(back, new Expr[] { index }, taken) }, ++_mirrors)));
        return back;
    }

    private For Each(Expr length, Func<Var, Stmt[]> body)
    {
        var index = _fresh.Hidden(IrType.Int);
        return new For(index, Const.Int(0), length, 1, default, new Block(body(index), ++_mirrors));
    }

    // ── gradients ────────────────────────────────────────────────────────────────────────────────────────────

    /// <summary>Where the callee adds the gradients of its arrays. Two that may be the same memory get one each.</summary>
    private List<Expr> GradientsOf(Call s, Surroundings around)
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
                    ? Library.Unwanted(IrType.SpanOf(array.Type.Element!)) : Like(array, around));
                continue;
            }
            var shadow = Shadow(array);
            if (!isRead || onlyRead.Add(_arrays.Root(array).Id) && !IsWritten(s, array)) { result.Add(shadow); continue; }

            var apart = Like(array, around);
            result.Add(apart);
            around.Last.Add(array.Type.Rank == 1 && !array.Type.Element!.IsArray
                ? Each(Length(array, around), k =>
                {
                    var g = _fresh.Hidden(array.Type.Element!);
                    return [new Let(g, new Load(apart, new Expr[] { k }, g.Type)), new Accumulate(shadow, new Expr[] { k }, g)];
                })
                : Library.Add(apart, shadow));
        }
        return result;
    }

    /// <summary>The same memory stands in another place, too, where it is written: a rule knows arrays apart only.</summary>
    private bool IsWritten(Call s, Var array) => !s.Callee.IsOurs && Effects.Written(s).Any(a => _arrays.Root(a).Equals(_arrays.Root(array)));

    /// <summary>Zeros of the shape of an array.</summary>
    private Var Like(Var array, Surroundings around)
    {
        if (array.Type.Rank == 1 && !array.Type.Element!.IsArray) return Zeros(array, Length(array, around), around.Backward);
        var zeros = Beside(array, array.Type);
        around.Backward.Add(new Let(zeros, Library.Like(array)));
        return zeros;
    }
}
