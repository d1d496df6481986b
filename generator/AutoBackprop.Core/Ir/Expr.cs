namespace AutoBackprop.Core;

/// <summary>A value without side effects. Its operators build larger expressions, so a derivative rule reads like its formula.</summary>
public abstract record Expr(IrType Type)
{
    public static readonly Expr Zero = new Const(0, IrType.Untyped);

    public bool IsZero => this is Const { Value: 0 } c && !c.IsNegativeZero;
    public bool IsAtom => this is Const or Var;

    public static Expr operator +(Expr a, Expr b) => Ops.Binary(Op.Add, a, b);
    public static Expr operator -(Expr a, Expr b) => Ops.Binary(Op.Sub, a, b);
    public static Expr operator *(Expr a, Expr b) => Ops.Binary(Op.Mul, a, b);
    public static Expr operator /(Expr a, Expr b) => Ops.Binary(Op.Div, a, b);
    public static Expr operator %(Expr a, Expr b) => Ops.Binary(Op.Rem, a, b);
    public static Expr operator -(Expr a) => Ops.Unary(Op.Neg, a);
    public static Expr operator >(Expr a, Expr b) => Ops.Compare(Op.Gt, a, b);
    public static Expr operator <(Expr a, Expr b) => Ops.Compare(Op.Lt, a, b);
    public static Expr operator >=(Expr a, Expr b) => Ops.Compare(Op.Ge, a, b);
    public static Expr operator <=(Expr a, Expr b) => Ops.Compare(Op.Le, a, b);

    public static implicit operator Expr(double value) => new Const(value, IrType.Untyped);
}

/// <summary>A number or a truth value (0, 1). Constants of other types are <see cref="Opaque"/>.</summary>
public sealed record Const(double Value, IrType Type) : Expr(Type)
{
    public bool IsNegativeZero => Value == 0 && BitConverter.DoubleToInt64Bits(Value) != 0;

    public static Const False { get; } = new(0, IrType.Bool);
    public static Const True { get; } = new(1, IrType.Bool);
    public static Const Int(int value) => new(value, IrType.Int);

    // -0 and 0 behave differently, NaN equals itself here: compare bits.
    public bool Equals(Const? other) => other is not null && Type == other.Type
        && BitConverter.DoubleToInt64Bits(Value) == BitConverter.DoubleToInt64Bits(other.Value);

    public override int GetHashCode() => Value.GetHashCode();
}

/// <summary>A value with a name, defined once. <see cref="Name"/> is the variable of the user it is a version of
/// ("#n" for a temporary of ours); the printer gives versions that do not overlap one C# variable. What the variable is for
/// stands in its <see cref="Role"/>: the name is for readers alone.</summary>
public sealed record Var(string Name, int Id, IrType Type) : Expr(Type)
{
    public Role Role { get; init; }

    /// <summary>A temporary of ours, or an adjoint of one.</summary>
    public bool IsHidden { get; init; }

    /// <summary>As the user spells it, without the mark of the inlined method that it belongs to; empty for a temporary of ours.</summary>
    public string Word => IsMarked ? Name.Substring(0, Name.IndexOf(Mark)) : Name;

    /// <summary>There may be another variable of that name: it is one of an inlined method, or a temporary of ours.</summary>
    public bool IsMarked => Name.IndexOf(Mark) >= 0;

    /// <summary>Stands in no identifier of C#.</summary>
    public const char Mark = '#';

    /// <summary>Both are values of one variable.</summary>
    public bool IsVersionOf(Var other) => Name == other.Name;

    public bool Equals(Var? other) => other is not null && Id == other.Id && Name == other.Name && Role == other.Role && Type == other.Type;
    public override int GetHashCode() => Id;
    public override string ToString() => $"{Name}.{Id}";
}

/// <summary>What a variable is for.</summary>
public enum Role
{
    /// <summary>A value of the method itself.</summary>
    Primal,

    /// <summary>The derivative of the result by another variable, or memory that holds derivatives.</summary>
    Adjoint,

    /// <summary>The derivative of another variable in the direction that was asked for, or memory that holds such.</summary>
    Tangent,

    /// <summary>The adjoint of a result, given by the caller.</summary>
    Seed,

    /// <summary>Holds values of the forward sweep for the backward sweep.</summary>
    Kept,

    /// <summary>Ours, beside a variable of the user: the index of a maximum, the sums of lanes, the place of a row.</summary>
    Auxiliary,
}

/// <summary>An operation of the rule table (<see cref="Rules"/>), by its name.</summary>
public sealed record Apply(string Op, EquatableArray<Expr> Args, IrType Type) : Expr(Type);

/// <summary>C# that the mathematics does not look into: <paramref name="Text"/> with a <see cref="Hole"/> for each argument.
/// No derivative flows through it.</summary>
/// <param name="IsPure">It may be evaluated again, moved, or left out.</param>
public sealed record Opaque(string Text, EquatableArray<Expr> Args, IrType Type, bool IsPure = false) : Expr(Type)
{
    /// <summary>It runs code of the user that may get at arrays in fields by itself.</summary>
    public bool ReachesFields { get; init; }

    /// <summary>It does the same to the same memory whenever it runs.</summary>
    public bool IsRepeatable { get; init; }

    /// <summary>It may throw: it may be left out only where its value was asked for once.</summary>
    public bool CanThrow { get; init; }

    /// <summary>Stands for an argument; nothing that C# source contains. An argument without one is memory that the code can get at,
    /// too.</summary>
    public static string Hole(int argument) => $"\u0001{argument}\u0002";

    /// <summary>No object.</summary>
    public static Opaque Null(IrType type) => new("null", default, type, IsPure: true) { IsNull = true };

    /// <summary>No array, as memory.</summary>
    public static Opaque NoArray(IrType element) =>
        new($"default({IrType.SpanOf(element).Name})", default, IrType.SpanOf(element), IsPure: true) { IsNull = true };

    public bool IsNull { get; private init; }

    /// <summary>The value without its gradient.</summary>
    public static Opaque Stop(Expr value) => new(Hole(0), new[] { value }, value.Type, IsPure: true) { IsStop = true };

    public bool IsStop { get; private init; }

    /// <summary>Stands for a type of ours, which the printer calls by its short name where it can.</summary>
    public static string TypeHole(string type) => $"{TypeBegin}{type}{TypeEnd}";

    public const char TypeBegin = '\u0003', TypeEnd = '\u0004';

    /// <summary>Memory that the code around it can read and not write.</summary>
    public static Opaque OnlyRead(Expr memory) => new(Hole(0), new[] { memory }, IrType.Other(Memory), IsPure: true);

    public const string Memory = "memory";
}

/// <summary>An element of an array or span. It reads memory: unless it is stable it stands only as the whole value of a <see
/// cref="Let"/>.</summary>
public sealed record Load(Expr Array, EquatableArray<Expr> Indices, IrType Type, Stability Stability = Stability.Volatile) : Expr(Type)
{
    public bool IsStable => Stability == Stability.Stable;
}

/// <summary>The last index of an element of structs: not the element, but a member of it. Vectors know no members, and take
/// exactly one index, so they leave such elements alone.</summary>
/// <param name="Path">"X", "Position.X".</param>
/// <param name="IsPlace">It can be assigned; else the element is assigned, with another value of this member.</param>
public sealed record Field(string Path, bool IsPlace) : Expr(IrType.Other("member"))
{
    /// <summary>C# that makes what the member is in, with a hole for its new value and one for what is there, where nothing else sets
    /// it.</summary>
    public string Make { get; init; } = "";

    /// <summary>The member that it is in, then; null for the element itself.</summary>
    public Field? Around { get; init; }
}

/// <summary>When an element may be read again: at once only; until its array goes out of scope, since nobody writes it any more;
/// always, since nobody ever writes it.</summary>
public enum Stability { Volatile, Settled, Stable }

/// <summary>A window onto an array or span: Length elements from Start.</summary>
public sealed record Slice(Expr Array, Expr Start, Expr Length, IrType Type) : Expr(Type);
