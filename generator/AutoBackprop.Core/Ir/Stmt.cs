namespace AutoBackprop.Core;

/// <summary>A step of a method. Every <see cref="Var"/> is defined by exactly one of them.</summary>
public abstract record Stmt;

/// <summary>Steps in order. <paramref name="Mirror"/> is the same number on a block of the forward sweep and on its backward
/// twin.</summary>
public sealed record Block(EquatableArray<Stmt> Steps, int Mirror = 0)
{
    public static readonly Block Empty = new(new EquatableArray<Stmt>([]));
    public bool IsEmpty => Steps.Count == 0;
}

/// <summary>var Target = Value.</summary>
public sealed record Let(Var Target, Expr Value) : Stmt;

/// <summary>A choice; each <see cref="Phi"/> is a value that comes out of it.</summary>
public sealed record If(Expr Condition, Block Then, Block Else, EquatableArray<Phi> Results) : Stmt;

/// <summary>Target is OnTrue or OnFalse, whichever branch ran.</summary>
public sealed record Phi(Var Target, Expr OnTrue, Expr OnFalse);

/// <summary>A value that a loop hands from one iteration to the next, and at last to what follows.</summary>
/// <param name="Variable">Its value within an iteration.</param>
/// <param name="Result">Its value after the loop.</param>
public sealed record Carried(Var Variable, Expr Initial, Expr Next, Var Result);

/// <summary>A counted loop: Index = From, From + Step, … while it is before To; Step is 1 or -1, or another constant.</summary>
public sealed record For(Var Index, Expr From, Expr To, int Step, EquatableArray<Carried> Carried, Block Body) : Stmt
{
    /// <summary>It moves elements; until <see cref="Moves"/> has seen what lies where.</summary>
    public Move? Move { get; init; }

    /// <summary>It gives an array variable that has memory of its own its next value: nobody sees that elements are written.</summary>
    public bool IsRebuild { get; init; }
}

/// <summary>Elements [Index] of one array go to [At + Index] of another, or of the same: none may be overwritten before it was
/// read.</summary>
/// <param name="Fits">They are known to have room there.</param>
public sealed record Move(Expr From, Expr To, Expr At, bool Fits)
{
    public Move Map(Func<Expr, Expr> map) => new(map(From), map(To), map(At), Fits);
}

/// <summary>A loop that runs while Condition, which reads the carried variables, holds.</summary>
public sealed record While(EquatableArray<Carried> Carried, Expr Condition, Block Body) : Stmt;

/// <summary>C# for its side effect, exactly once.</summary>
public sealed record Execute(Opaque Code) : Stmt;

/// <summary>throw Exception: nothing follows.</summary>
public sealed record Throw(Expr Exception) : Stmt;

/// <summary>A call of a method that is not inlined, or of a hand-written derivative.</summary>
public sealed record Call(Callee Callee, EquatableArray<Expr> Args, EquatableArray<Var> Results) : Stmt
{
    /// <summary>Per argument that is memory: how long it keeps what it holds after the call.</summary>
    public EquatableArray<Stability> Stability { get; init; }

    /// <summary>Of the call of a backward that stands ready: where the gradients of the arrays begin among the arguments.</summary>
    public int Shadows => Args.Count - Callee.IsActive.Where((active, i) => active && Args[i].Type.IsArray).Count();

    /// <summary>The argument whose gradient that is.</summary>
    public int Shadowed(int shadow) =>
        Enumerable.Range(0, Callee.IsActive.Count).Where(i => Callee.IsActive[i] && Args[i].Type.IsArray).ElementAt(shadow - Shadows);
}

/// <summary>Keeps a value for the backward sweep on a stack that grows.</summary>
public sealed record Push(Var Storage, Expr Value) : Stmt;

/// <summary>Takes the value that was kept last.</summary>
public sealed record Pop(Var Target, Var Storage) : Stmt;

/// <summary>An array of ours, zero at first; pooled.</summary>
/// <param name="IsFilled">Every element is written before it is read: it need not be zero.</param>
/// <param name="IsKept">Holds what a loop keeps: every index that occurs is inside.</param>
/// <param name="IsManaged">Its elements may hold references, which no pool keeps: a new array each time.</param>
public sealed record Allocate(Var Array, Expr Length, bool IsFilled = false, bool IsKept = false, bool IsManaged = false) : Stmt;

/// <summary>An array of ours has room for so many elements from now on. It keeps what it holds; what is new holds anything. What was
/// known of where it lies, and how long it is, is so no more.</summary>
public sealed record Grow(Var Array, Expr Length) : Stmt;

/// <summary>Array[Indices] = Value.</summary>
/// <param name="IsLast">Nobody writes this element again while the array lives.</param>
public sealed record Store(Expr Array, EquatableArray<Expr> Indices, Expr Value, bool IsLast = false) : Stmt
{
    /// <summary>No other iteration of any loop around it touches this element.</summary>
    public bool IsOwn { get; init; }
}

/// <summary>Array[Indices] += Value.</summary>
public sealed record Accumulate(Expr Array, EquatableArray<Expr> Indices, Expr Value) : Stmt;

/// <summary>C += A B: a product of matrices that lie in the memory of arrays. A is M × K, B is K × N.</summary>
/// <param name="Sets">C = A B.</param>
public sealed record Product(Strided A, Strided B, Strided C, Expr M, Expr K, Expr N, bool Sets = false) : Stmt
{
    public EquatableArray<Expr> Parts =>
        new[] { A, B, C }.SelectMany(s => new[] { s.Array, s.Start, s.Row, s.Column }).Concat([M, K, N]).ToArray();

    public Product Map(Func<Expr, Expr> map) => new(A.Map(map), B.Map(map), C.Map(map), map(M), map(K), map(N), Sets);
}

/// <summary>Where the elements of a matrix lie: (i, j) at Start + i · Row + j · Column.</summary>
public sealed record Strided(Expr Array, Expr Start, Expr Row, Expr Column)
{
    public Strided Transposed => this with { Row = Column, Column = Row };

    public Strided Map(Func<Expr, Expr> map) => new(map(Array), map(Start), map(Row), map(Column));
}

/// <summary>A loop whose iterations stand alone, in so many chunks of them, which may run at once on several cores.</summary>
/// <param name="Count">How many chunks: at least one.</param>
/// <param name="Chunk">One of them. Its first parameter is which; it leaves what it computes in memory.</param>
/// <param name="Args">Its other parameters.</param>
/// <param name="Writes">Per argument: it is memory that a chunk may write.</param>
/// <param name="Cores">The caller's options.</param>
public sealed record Chunked(Expr Count, Method Chunk, EquatableArray<Expr> Args, EquatableArray<bool> Writes, Expr Cores) : Stmt;

/// <summary>A line that explains what follows.</summary>
public sealed record Comment(string Text) : Stmt
{
    /// <summary>The backward sweep begins: from here on nothing throws that has not thrown on the way forward.</summary>
    public bool IsTurn { get; init; }
}

/// <summary>Steps that are printed as a method of their own; it goes by the same variables inside and outside.</summary>
/// <param name="Name">What the steps are about.</param>
public sealed record Part(string Name, EquatableArray<Var> Inputs, Block Body, EquatableArray<Var> Results) : Stmt;
