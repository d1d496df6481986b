namespace AutoBackprop.Core;

/// <summary>What memory held at a call, for the backward sweep: the memory itself while it is there and nobody writes it, else a
/// copy.</summary>
/// <param name="mirror">A new number for a block and its backward twin.</param>
public sealed class CallMemory(Fresh fresh, Arrays arrays, Func<int> mirror)
{
    /// <summary>Memory of an open block is still there when its backward part runs.</summary>
    public HashSet<int> Open { get; } = [];

    public bool InOpenBlock { get; set; }

    public bool IsOpen(Expr array) => Open.Contains(arrays.Root(array).Id);

    /// <summary>What a call needs around it, in the forward sweep and in the backward sweep.</summary>
    public sealed class Around
    {
        public List<Stmt> Before { get; } = [];
        public List<Stmt> After { get; } = [];
        public List<Stmt> Backward { get; } = [];
        public List<Stmt> Last { get; } = [];
    }

    /// <summary>It still holds in the backward sweep what it holds after the call.</summary>
    public bool Stays(Call s, int i) =>
        i < s.Stability.Count && s.Stability[i] != Stability.Volatile && Open.Contains(arrays.Root(s.Args[i]).Id);

    public static bool IsFinal(Callee callee, int argument) => argument < callee.TakesFinal.Count && callee.TakesFinal[argument];

    public Expr Given(Call s, int i, Around around)
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

    public Var Length(Var array, Around around)
    {
        var length = fresh.Hidden(IrType.Int);
        around.Before.Add(new Let(length, Ops.Length(array)));
        return length;
    }

    public Var Zeros(Var like, Expr length, List<Stmt> steps, bool isFilled = false)
    {
        var zeros = Beside(like, IrType.SpanOf(like.Type.Element!));
        steps.Add(new Allocate(zeros, length, isFilled));
        return zeros;
    }

    // Ours, called after the user's.
    private Var Beside(Var array, IrType type) => array.IsHidden ? fresh.Hidden(type) : fresh.Hidden(array.Word, type);

    /// <summary>What an array holds at this place of the forward sweep, for the backward sweep.</summary>
    public Var Copy(Var array, List<Stmt> here, Around around)
    {
        var length = Length(array, around);
        var element = array.Type.Element!;
        if (InOpenBlock)
        {
            var copy = Zeros(array, length, here);
            here.Add(Each(length, i =>
            {
                var value = fresh.Hidden(element);
                return [new Let(value, new Load(array, new Expr[] { i }, element)), new Store(copy, new Expr[] { i }, value)];
            }));
            return copy;
        }

        var storage = fresh.Hidden("kept", IrType.StackOf(element)) with { Role = Role.Kept };
        here.Add(Each(length, i =>
        {
            var value = fresh.Hidden(element);
            return [new Let(value, new Load(array, new Expr[] { i }, element)), new Push(storage, value)];
        }));
        var back = Zeros(array, length, around.Backward);
        var index = fresh.Hidden(IrType.Int);
        var taken = fresh.Hidden(element);
        around.Backward.Add(new For(index, length - 1, Const.Int(-1), -1, default,
            new Block(new Stmt[] { new Pop(taken, storage), new Store(back, new Expr[] { index }, taken) }, mirror())));
        return back;
    }

    public For Each(Expr length, Func<Var, Stmt[]> body)
    {
        var index = fresh.Hidden(IrType.Int);
        return new For(index, Const.Int(0), length, 1, default, new Block(body(index), mirror()));
    }

    /// <summary>Zeros of the shape of an array.</summary>
    public Var Like(Var array, Around around)
    {
        if (array.Type.Rank == 1 && !array.Type.Element!.IsArray) return Zeros(array, Length(array, around), around.Backward);
        var zeros = Beside(array, array.Type);
        around.Backward.Add(new Let(zeros, Library.Like(array)));
        return zeros;
    }
}
