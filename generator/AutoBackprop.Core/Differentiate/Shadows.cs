namespace AutoBackprop.Core;

/// <summary>Derivatives in memory: each active array has a shadow of the same shape, each name and window of it the same name
/// and window of the shadow. It holds adjoints, or tangents.</summary>
/// <param name="ofTangents">They grow when what they belong to grows, and can only be read where that can only be read.</param>
public sealed class Shadows(Fresh fresh, bool ofTangents = false)
{
    private readonly Dictionary<int, Var> _shadows = [];
    private readonly Dictionary<int, Stmt> _definitions = [];
    private readonly Dictionary<int, Stmt> _arrays = [];

    // Of arrays that grow: how long they are at last.
    private readonly Dictionary<int, Var> _rooms = [];
    private HashSet<int> _growing = [];

    /// <summary>Shadows that are made before anything runs.</summary>
    public List<Stmt> Entry { get; } = [];

    /// <summary>Remembers where the arrays of the method are defined.</summary>
    public void NoteFirst(Block block)
    {
        if (_arrays.Count > 0) return;
        _growing = [.. block.AllSteps().OfType<Grow>().Select(g => g.Array.Id)];
        foreach (var step in block.AllSteps())
            foreach (var v in step.Defines().Where(v => v.Type.IsArray)) _arrays[v.Id] = step;
    }

    public Var OfParameter(Var parameter) => _shadows[parameter.Id] = Beside(parameter, Flat(parameter.Type));

    private Var Beside(Var array, IrType type) => ofTangents ? fresh.Tangent(array, type) : fresh.Adjoint(array, type);

    public Var Of(Expr array)
    {
        var variable = (Var)array;
        if (_shadows.TryGetValue(variable.Id, out var known)) return known;
        // A constant that is written, or may be chosen: its gradient is nobody's.
        if (!_arrays.TryGetValue(variable.Id, out var definition)) return Scratch(variable);
        if (definition is Let { Value: Var alias }) return _shadows[variable.Id] = Of(alias);
        // Stopped for gradients: what is written there is a constant.
        if (definition is Let { Value: Opaque { IsPure: true, Args: [Var { Type.IsArray: true } stopped] } })
            return _shadows[variable.Id] = Of(stopped);

        var type = definition is Let { Value: Load } ? variable.Type : Flat(variable.Type);
        var shadow = _shadows[variable.Id] = Beside(variable, type);
        _definitions[variable.Id] = definition switch
        {
            Let { Value: Apply { Op: Op.Select } choice } => new Let(shadow, OfChoice(choice, type)),
            Let { Value: Opaque } when IsFlat(type) => new Allocate(shadow, Ops.Length(variable)),
            Let { Value: Slice window } => new Let(shadow, window with { Array = Of(window.Array), Type = type }),
            Let { Value: Load row } => new Let(shadow, row with { Array = Of(row.Array) }),
            Allocate memory when !ofTangents && _growing.Contains(memory.Array.Id) =>
                new Allocate(shadow, _rooms[memory.Array.Id] = fresh.Hidden(IrType.Int)),
            Allocate memory => new Allocate(shadow, memory.Length, IsManaged: memory.IsManaged),
            Call => new Allocate(shadow, _rooms[variable.Id] = fresh.Hidden(IrType.Int)),
            _ => throw new InvalidOperationException($"array {variable} has no shadow"),
        };
        return shadow;
    }

    /// <summary>The definitions of shadows that belong beside this step.</summary>
    public IEnumerable<Stmt> Beside(Stmt step) =>
        step.Defines().Where(v => v.Type.IsArray && _definitions.ContainsKey(v.Id)).Select(v => _definitions[v.Id]);

    /// <summary>How long the arrays of a block that grow have become at its end.</summary>
    public IEnumerable<Stmt> Rooms(Block block) => block.Steps.OfType<Allocate>().Where(a => _rooms.ContainsKey(a.Array.Id))
        .Select(a => new Let(_rooms[a.Array.Id], Ops.Length(a.Array)));

    /// <summary>How long an array is that a call has returned, for its shadow.</summary>
    public IEnumerable<Stmt> Lengths(Call call) =>
        call.Results.Where(r => _rooms.ContainsKey(r.Id)).Select(r => new Let(_rooms[r.Id], Ops.Length(r)));

    private Expr OfChoice(Expr array, IrType type) =>
        array is Apply { Op: Op.Select, Args: [var which, var a, var b] }
            ? new Apply(Op.Select, new[] { which, OfChoice(a, type), OfChoice(b, type) }, type) : Of(array);

    private Var Scratch(Var array)
    {
        if (!IsFlat(array.Type)) throw new InvalidOperationException($"array {array} has no shadow");
        var shadow = _shadows[array.Id] = Beside(array, IrType.SpanOf(array.Type.Element!));
        Entry.Add(new Allocate(shadow, Ops.Length(array)));
        return shadow;
    }

    private static bool IsFlat(IrType type) => type is { Rank: 1, Element.IsArray: false };

    private IrType Flat(IrType type) => IsFlat(type) && !(ofTangents && type.IsReadOnly) ? IrType.SpanOf(type.Element!) : type;
}
