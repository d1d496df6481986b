using AutoBackprop.Core;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Operations;

namespace AutoBackprop.Generator;

/// <summary>Array variables that get an array in a loop which was made there: <c>h = Step(x, h)</c>. Such a variable has memory of
/// its own outside the loop, and at the end of each round takes over what it holds by then. Nobody can tell, as long as nothing is
/// written that goes by two names.</summary>
internal sealed class RebuiltArrays(Scope scope) : Lowerer(scope)
{
    private readonly HashSet<(IOperation Loop, object Key, int Leaf)> _own = [];
    private readonly HashSet<(IOperation Loop, object Key, int Leaf)> _shared = [];
    private readonly HashSet<(IOperation Loop, object Key, int Leaf)> _fixed = [];
    private readonly HashSet<(IOperation Loop, object Key, int Leaf)> _growing = [];
    private readonly HashSet<(IOperation Loop, object Key, int Leaf)> _absent = [];
    private readonly HashSet<(IOperation Loop, object Key)> _split = [];
    private readonly HashSet<IOperation> _again = [];

    // The variables that are there before a loop.
    private readonly Dictionary<IOperation, object[]> _before = [];

    /// <summary>Lowers a loop; again, when it shows that a variable needs memory of its own.</summary>
    public void Around(IOperation loop, Action lower)
    {
        var (before, steps, rejections, watches) = (Variables.Snapshot(), Scope.Steps.Count, Rejections.Count, Watches.Count);
        _before[loop] = [.. before.Keys];
        while (true)
        {
            lower();
            if (!_again.Remove(loop))
            {
                Forget(before);
                return;
            }
            Variables.Restore(before);
            Scope.Steps.RemoveRange(steps, Scope.Steps.Count - steps);
            Rejections.RemoveRange(rejections, Rejections.Count - rejections);
            Watches.RemoveRange(watches, Watches.Count - watches);
        }
    }

    /// <summary>Variables that the body of a loop has for itself: what they name may begin where only the loop knows.</summary>
    private void Forget(IReadOnlyDictionary<object, Value> before)
    {
        foreach (var known in Variables.Snapshot())
            if (!before.ContainsKey(known.Key) && known.Key is not (LocalObject.Place or ObjectRows.Row)
                && known.Value?.Leaves.Any(l => l.Type.IsArray && Scope.Extents.ExtentOf(l).Start is not null) == true)
                Variables.Forget(known.Key);
    }

    /// <summary>The memory of a variable that a loop rebuilds; null where it names what is there.</summary>
    public CarriedArrays.CarriedArray? Enter(object key, int leaf, Expr initial, string name, IOperation loop)
    {
        if (!_own.Contains((loop, key, leaf))) return null;
        if (Scope.KnownMemory.IsNull(initial)) initial = Scope.Absent.Nothing(initial.Type.Element!);
        var mayBeAbsent = _absent.Contains((loop, key, leaf)) || Scope.Absent.MayBe(initial);
        if (mayBeAbsent || _growing.Contains((loop, key, leaf)))
        {
            // A part of it is in use.
            var (room, zero) = (Copied(initial, name, loop, grows: true,
                isAlone: Scope.KnownMemory.IsNull(initial)
                    || !_shared.Contains((loop, key, leaf)) && TakenOver(key, initial) is not null), Const.Int(0));
            var inside = new Extent(new[] { room }, zero, zero, Fresh.Named(Extents.Beside(name, "length"), IrType.Int));
            if (mayBeAbsent)
            {
                inside = inside with { Roots = new Expr[] { room, Scope.Absent.Nothing(initial.Type.Element!) },
                    Which = Fresh.Named(Extents.Beside(name, "which"), IrType.Int) };
                return new CarriedArrays.CarriedArray(inside with { Which = WhichOf(initial),
                    Length = Scope.KnownMemory.Allocation(room)!.Length }, inside, name) { Memory = room };
            }
            return new CarriedArrays.CarriedArray(inside with { Length = Scope.KnownMemory.Allocation(room)!.Length }, inside,
                name) { Memory = room };
        }
        var memory = (_shared.Contains((loop, key, leaf)) ? null : TakenOver(key, initial)) ?? Copied(initial, name, loop);
        return new CarriedArrays.CarriedArray(Extent.Whole(memory), Extent.Whole(memory), name) { Memory = memory };
    }

    // The memory that a variable has, or none.
    private Expr WhichOf(Expr array) => Hold(Ops.Select(Scope.Absent.IsNull(array), Const.Int(1), Const.Int(0))).Scalar!;

    /// <summary>An array that goes by no other name, of the body that runs.</summary>
    private Var? TakenOver(object key, Expr initial)
    {
        if (Scope.Extents.ExtentOf(initial) is not { Start: null, Roots: [Var root] } || Scope.KnownMemory.Allocation(root) is null)
            return null;
        if (!Scope.Current.Declares(key)) return null;
        var names = Variables.Snapshot().Where(p => p.Value is not null).SelectMany(p => p.Value.Leaves)
            .Count(l => l.Type.IsArray && Scope.KnownMemory.Roots(l).Contains(root));
        return names == 1 ? root : null;
    }

    private Var Copied(Expr initial, string name, IOperation loop, bool grows = false, bool isAlone = false)
    {
        var from = Named(initial);
        var element = initial.Type.Element!;
        var memory = name.Length == 0 ? Fresh.Hidden(IrType.SpanOf(element)) : Fresh.Named(name, IrType.SpanOf(element));
        var length = Hold(Ops.Length(from)).Scalar!;
        Emit(new Allocate(memory, length));
        Copy(from, memory, grows ? length : null);
        if (!isAlone) Share(memory, initial, loop);
        return memory;
    }

    /// <summary>Nobody may write what two names stand for.</summary>
    /// <param name="other">Null where that is only read.</param>
    public void Share(Var memory, Expr? other, IOperation at) => Watches.Add(new Watch(
        [memory, .. other is null ? [] : Scope.KnownMemory.Roots(other).Where(r => !Scope.KnownMemory.IsNull(r))],
        Rejection.Unsupported(at is ILoopOperation ? at.Syntax.GetFirstToken().GetLocation() : at.Syntax.GetLocation(),
            $"A new value of {Word(memory)}, which shares its elements with another variable while one of them is written,",
            "copy it, 'ToArray()'")) { IsShared = true });

    private static string Word(Var memory) => memory.Word.Length > 0 ? $"'{memory.Word.Split('.')[0]}'" : "an array";

    private void Copy(Expr from, Var to, Expr? length = null) => Scope.Elements.Count(length ?? Ops.Length(to),
        i => Emit(new Store(to, new Expr[] { i }, Define("", new Load(from, new Expr[] { i }, to.Type.Element!)).Scalar!)),
            new Move(from, to, Const.Int(0), Fits: true), isRebuild: true);

    /// <summary>At the end of a round: variables with memory of their own take over what they hold.</summary>
    public void Settle(List<LoopVariables.Entered> entered, IOperation loop)
    {
        Scope.CarriedObjects.Settle(entered, loop);
        var arrays = entered.SelectMany(e => ArraysOf(e)).ToList();
        var own = arrays.Where(a => a.Carried.Memory is not null).ToList();
        foreach (var a in arrays.Where(a => a.Carried.Memory is null && CanOwn(a.Next.Type)))
            if (Scope.CarriedArrays.Numbers(a.Carried, a.Next) is null
                || own.Any(o => Scope.KnownMemory.Roots(a.Next).Contains(o.Carried.Memory!)))
                if (_own.Add((loop, a.Key, a.Leaf))) _again.Add(loop);
        foreach (var e in entered.Where(e => own.Exists(o => Equals(o.Key, e.Key)))) Fix(e, loop);
        if (_again.Contains(loop) || own.Count == 0) return;

        foreach (var a in own.Where(a => a.Carried.Inside.Roots.Count == 1 && Scope.Absent.MayBe(a.Next)))
            if (_absent.Add((loop, a.Key, a.Leaf))) _again.Add(loop);
        if (_again.Contains(loop)) return;

        var which = own.Where(a => a.Carried.Inside.Roots.Count > 1).ToDictionary(a => a.Carried.Memory!.Id, a => WhichOf(a.Next));
        var moves = own.Where(a => !IsSame(a.Next, a.Carried.Memory!)).ToList();
        foreach (var a in moves.Where(a => a.Carried.Inside.Start is null
            && !Scope.KnownMemory.AreEqual(Ops.Length(a.Carried.Memory!), Scope.KnownMemory.LengthOf(a.Next))))
        {
            if (_growing.Add((loop, a.Key, a.Leaf))) _again.Add(loop);
        }
        if (_again.Contains(loop)) return;
        NoteShared(own, arrays, loop);
        if (_again.Contains(loop)) return;
        var lengths = new Dictionary<int, Expr>();
        while (moves.Count > 0)
        {
            // Nothing is overwritten before it is read.
            var free = moves.FindIndex(m => !moves.Exists(o => o != m && Scope.KnownMemory.Roots(o.Next).Contains(m.Carried.Memory!)));
            if (free >= 0)
            {
                if (moves[free].Carried.Inside.Start is not null) lengths[moves[free].Carried.Memory!.Id] = TakeAnyLength(moves[free]);
                else Take(moves[free]);
                moves.RemoveAt(free);
            }
            else
            {
                var (aside, from) = (Fresh.Hidden(moves[0].Carried.Memory!.Type), Named(moves[0].Next));
                Emit(new Allocate(aside, Hold(Ops.Length(from)).Scalar!));
                Copy(from, aside);
                moves[0] = moves[0] with { Next = aside };
            }
        }
        foreach (var e in entered.Where(e => e.Arrays.Exists(a => a.Memory is not null)))
        {
            var array = 0;
            Variables[e.Key] = Variables[e.Key]!.Map(l => l.Type.IsArray && array < e.Arrays.Count
                && e.Arrays[array++] is { Memory: { } memory } own ? lengths.TryGetValue(memory.Id, out var length)
                ? Scope.Extents.Look(own.Inside with { Length = length, Which = which.TryGetValue(memory.Id, out var one) ? one
                    : own.Inside.Which }, memory.Type) : own.Inside.Start is null ? memory : l : l);
        }
    }

    /// <summary>A constant in one piece becomes a value of several: the loop is lowered again, with all of them from the start.</summary>
    public bool Split(IOperation loop, object key)
    {
        if (!_split.Add((loop, key))) return false;
        _again.Add(loop);
        return true;
    }

    public bool IsSplit(IOperation loop, object key) => _split.Contains((loop, key));

    /// <summary>The shape of such an array is the same in every round.</summary>
    public bool IsFixed(IOperation loop, object key, int leaf) => _fixed.Contains((loop, key, leaf));

    private void Fix(LoopVariables.Entered entered, IOperation loop)
    {
        var (initials, inside, nexts) = (entered.Initial.Leaves.ToList(), entered.Variables.Leaves.ToList(),
            Variables[entered.Key]!.Leaves.ToList());
        for (var i = 0; i < nexts.Count && nexts.Count == initials.Count; i++)
            if (initials[i].Type.Kind == Kind.Int
                && (Scope.KnownMemory.AreEqual(nexts[i], inside[i]) || Scope.KnownMemory.AreEqual(initials[i], nexts[i]))
                && _fixed.Add((loop, entered.Key, i))) _again.Add(loop);
    }

    private sealed record Leaving(object Key, int Leaf, CarriedArrays.CarriedArray Carried, Expr Next);

    private IEnumerable<Leaving> ArraysOf(LoopVariables.Entered entered)
    {
        var (initials, nexts, array) = (entered.Initial.Leaves.ToList(), Variables[entered.Key]!.Leaves.ToList(), 0);
        if (initials.Count != nexts.Count) yield break;
        for (var i = 0; i < initials.Count; i++)
            if (initials[i].Type.IsArray && !Entities.Is(initials[i]) && array < entered.Arrays.Count)
                yield return new Leaving(entered.Key, i, entered.Arrays[array++], nexts[i]);
    }

    private static bool CanOwn(IrType type) => type is { Rank: 1, Element: { IsArray: false, Kind: not Kind.Other } };

    private bool IsSame(Expr array, Var memory) =>
        Scope.Extents.ExtentOf(array) is { Start: null, Roots: [var root] } && root.Equals(memory);

    private void Take(Leaving next)
    {
        var (memory, of) = (next.Carried.Memory!, Scope.Extents.ExtentOf(next.Next));
        // It may hold its own memory still.
        if (of is { Start: null, Roots: [var a, var b] } && (a.Equals(memory) || b.Equals(memory)))
        {
            var copy = BlockOf(() => Copy(a.Equals(memory) ? b : a, memory));
            Emit(new If(new Apply(Op.Eq, new[] { of.Which, Const.Int(a.Equals(memory) ? 1 : 0) }, IrType.Bool), copy, Block.Empty,
                default));
        }
        else Copy(Named(next.Next), memory);
    }

    // Memory that is in use still does not move: there is room for it.
    private Expr TakeAnyLength(Leaving next)
    {
        var (from, memory) = (Named(next.Next), next.Carried.Memory!);
        var length = Hold(Ops.Length(from)).Scalar!;
        Emit(new Grow(memory, length));
        Copy(from, memory, length);
        return length;
    }

    /// <summary>What two variables hold at the end of a round, they hold twice from then on.</summary>
    private void NoteShared(List<Leaving> own, List<Leaving> arrays, IOperation loop)
    {
        foreach (var a in own)
        {
            var roots = Scope.KnownMemory.Roots(a.Next).Where(r => !r.Equals(a.Carried.Memory) && !Scope.KnownMemory.IsNull(r)).ToList();
            var others = own.Where(o => o != a && Scope.KnownMemory.Roots(o.Next).Any(roots.Contains)).Select(o => (Expr)o.Carried.Memory!)
                .Concat(roots.Where(r => Scope.KnownMemory.Allocation(r) is null || IsNamed(r, arrays, loop))).ToList();
            if (others.Count > 0 && _shared.Add((loop, a.Key, a.Leaf))) _again.Add(loop);
            foreach (var other in others) Share(a.Carried.Memory!, other, loop);
        }
    }

    /// <summary>A variable that is there before the loop holds it, too.</summary>
    private bool IsNamed(Expr root, List<Leaving> arrays, IOperation loop)
    {
        var entered = new HashSet<object>(arrays.Select(o => o.Key));
        return arrays.Where(o => o.Carried.Memory is null).Select(o => o.Next)
            .Concat(_before[loop].Where(k => !entered.Contains(k)).Select(k => Variables[k]).OfType<Value>().SelectMany(v => v.Leaves))
            .Any(l => l.Type.IsArray && Scope.KnownMemory.Roots(l).Contains(root));
    }
}
