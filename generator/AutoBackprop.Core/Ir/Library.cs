namespace AutoBackprop.Core;

/// <summary>Calls of the run-time library and of .NET that passes write. How C# spells them stands here alone.</summary>
public static class Library
{
    private static readonly IrType Nothing = IrType.Other("void");

    private const string Destinations = "global::AutoBackprop.Destinations.";

    private const string Components = "global::AutoBackprop.Components.";

    private static readonly string Vectors = $"{Opaque.TypeHole("Vector512")}.";

    /// <summary>Adds one array to another, element by element, whatever their shape.</summary>
    public static Execute Add(Expr array, Expr to) => Do("Add", array, to);

    /// <summary>Sets all elements to zero, whatever the shape.</summary>
    public static Execute Clear(Expr array) => Do("Clear", array);

    /// <summary>Throws where the first has less room than the second asks for.</summary>
    public static Execute Room(Expr length, Expr wanted, string name = "destination") => Check("Room", name, length, wanted);

    /// <summary>Throws where an argument has another length than it must.</summary>
    public static Execute SameLength(Expr length, Expr needed, string name = "x") => Check("SameLength", name, length, needed);

    /// <summary>Throws where an argument has no elements.</summary>
    public static Execute NotEmpty(Expr length, string name) => Check("NotEmpty", name, length);

    /// <summary>Throws where memory that a caller hands in has less room than it must.</summary>
    /// <param name="isWritten">It is a gradient; else a direction.</param>
    public static Execute Fits(Expr memory, Expr length, string name, bool isWritten) =>
        Check(isWritten ? "Fitting" : "Along", name, Opaque.OnlyRead(memory), length);

    /// <summary>The adjoints of the elements of a result begin as the caller has handed them in; throws where these are not as
    /// many.</summary>
    public static Execute Seeded(Expr seeds, Expr adjoints) => Do("Seeded", Opaque.OnlyRead(seeds), adjoints);

    /// <summary>Throws where two arrays are not as long as one another.</summary>
    public static Execute AsMany(Expr seeds, Expr result) => Do("SameLength", Opaque.OnlyRead(seeds), Ops.Length(result));

    /// <summary>Zeros of the shape of an array.</summary>
    public static Expr Like(Expr array) => new Opaque(Call($"{Destinations}Like", 1), new[] { Opaque.OnlyRead(array) }, array.Type);

    /// <summary>How many numbers an array holds, whatever its shape.</summary>
    public static Expr Count(Expr array) =>
        new Opaque(Call($"{Components}Count", 1), new[] { Opaque.OnlyRead(array) }, IrType.Int, IsPure: true);

    /// <summary>Gives the number at an index a value, whatever the shape of the array.</summary>
    public static Execute SetComponent(Expr array, Expr index, Expr value) =>
        new(new Opaque(Call($"{Components}Set", 3), new[] { array, index, value }, Nothing));

    /// <summary>Numbers of an array, whatever its shape, go to a matrix, so far apart from each other.</summary>
    public static Execute Spread(Expr array, Expr matrix, Expr first, Expr stride) =>
        new(new Opaque(Call($"{Components}Spread", 4), new[] { Opaque.OnlyRead(array), matrix, first, stride }, Nothing));

    /// <summary>Throws where two arrays share memory.</summary>
    /// <param name="inPlace">They may begin in the same place.</param>
    public static Execute Apart(Var written, Var other, bool inPlace = false) => Apart(written.Word, written, other, inPlace);

    public static Execute Apart(string name, Expr written, Expr other, bool inPlace) =>
        Named($"{(inPlace ? "InPlace" : "Apart")}<{written.Type.Element}>", name, written, other);

    /// <summary>Throws where the first shares memory with another; as many others as one call takes.</summary>
    public static Execute Apart(string name, Expr written, IEnumerable<Expr> others) =>
        Named($"Apart<{written.Type.Element}>", name, [written, .. others]);

    // The name first, then memory.
    private static Execute Named(string method, string name, params Expr[] memory) => new(new Opaque(
        $"{Destinations}{method}(\"{name}\"{string.Concat(memory.Select((_, i) => $", {Opaque.Hole(i)}"))})",
            memory.Select(m => (Expr)Opaque.OnlyRead(m)).ToArray(), Nothing)
        { IsRepeatable = true });

    private static Execute Check(string method, string name, params Expr[] args) => new(new Opaque(
        $"{Destinations}{method}({string.Concat(args.Select((_, i) => $"{Opaque.Hole(i)}, "))}\"{name}\")", args,
            Nothing) { IsRepeatable = true });

    private static Execute Do(string method, params Expr[] args) =>
        new(new Opaque(Call($"{Destinations}{method}", args.Length), args, Nothing) { IsRepeatable = true });

    /// <summary>Something that will be done, of constants that are known by now.</summary>
    public static Opaque Ending(IReadOnlyList<Opaque> codes)
    {
        var args = codes.SelectMany(c => c.Args).ToArray();
        var (texts, from) = (new List<string>(), 0);
        foreach (var code in codes)
        {
            var text = code.Text;
            for (var i = 0; i < code.Args.Count; i++)
                text = text.Replace(Opaque.Hole(i), args.Length == 1 ? "state" : $"state.Item{from + i + 1}");
            texts.Add(text + ";");
            from += code.Args.Count;
        }
        var state = args.Length == 0 ? "0" : args.Length == 1 ? Opaque.Hole(0)
            : $"({string.Join(", ", args.Select((_, i) => Opaque.Hole(i)))})";
        return new Opaque($"{IrType.Ending.Name}.Of({state}, static state => {{ {string.Join(" ", texts)} }})", args, IrType.Ending);
    }

    /// <summary>It is done now.</summary>
    public static Opaque Done(Expr ending) => new($"{Opaque.Hole(0)}.Dispose()", new[] { ending }, Nothing);

    public static readonly Opaque Overflow = new("new global::System.OverflowException()", default,
        IrType.Other("global::System.Exception"));

    public static Opaque OutOfRange(string parameter) =>
        new($"new global::System.ArgumentOutOfRangeException(\"{parameter}\")", default, IrType.Other("global::System.Exception"));

    public static Opaque TooShort(string parameter) =>
        new($"new global::System.ArgumentException(\"too short\", \"{parameter}\")", default, IrType.Other("global::System.Exception"));

    /// <summary>What nobody reads.</summary>
    public static Expr Default(IrType type) => new Opaque($"default({type.Name})!", default, type, IsPure: true);

    /// <summary>No memory, where a rule lets one leave out a gradient.</summary>
    public static Expr Unwanted(IrType type) => new Opaque("default", default, type, IsPure: true);

    /// <summary>How many cores, in C#.</summary>
    public static readonly IrType Options = IrType.Other("global::System.Threading.Tasks.ParallelOptions");

    /// <summary>A method of <c>Chunks</c>.</summary>
    public static Opaque Chunks(string method, IrType type, params Expr[] args) =>
        new(Call($"global::AutoBackprop.Chunks.{method}", args.Length), args.Select(OnlyNumbers).ToArray(), type, IsPure: true);

    public static Execute ChunksDo(string method, params Expr[] args) =>
        new(new Opaque(Call($"global::AutoBackprop.Chunks.{method}", args.Length), args, Nothing) { IsRepeatable = true });

    private static Expr OnlyNumbers(Expr arg) => arg.Type.IsArray ? Opaque.OnlyRead(arg) : arg;

    // ── vectors ──────────────────────────────────────────────────────────────────────────────────────────────

    /// <summary>A method of <c>Lanes</c>.</summary>
    public static Opaque Lanes(string method, IEnumerable<Expr> args, IrType type, bool isPure = true)
    {
        EquatableArray<Expr> given = args.ToArray();
        return new(Call($"{Opaque.TypeHole("Lanes")}.{method}", given.Count), given, type, isPure);
    }

    public static Execute LanesDo(string method, IEnumerable<Expr> args) => new(Lanes(method, args, Nothing, isPure: false));

    /// <summary>first, first + step, first + 2 step, ...</summary>
    public static Expr Sequence(Expr first, Expr step, IrType whole, IrType vector) =>
        new Opaque(Call($"{Vectors}CreateSequence<{whole}>", 2), new[] { first, step }, vector, IsPure: true);

    /// <summary>The same bits.</summary>
    public static Expr AsReals(Expr mask, IrType vector) =>
        new Opaque(Call($"{Vectors}As{(vector.Kind == Kind.Double ? "Double" : "Single")}", 1), new[] { mask }, vector, IsPure: true);

    public static Expr AsIntegers(Expr mask, IrType vector) =>
        new Opaque(Call($"{Vectors}AsInt{(vector.Lanes == 8 ? "64" : "32")}", 1), new[] { mask }, vector, IsPure: true);

    public static Expr Zero(IrType vector) => new Opaque($"{vector.Name}.Zero", default, vector, IsPure: true);

    private static string Call(string method, int arguments) =>
        $"{method}({string.Join(", ", Enumerable.Range(0, arguments).Select(Opaque.Hole))})";
}
