using AutoBackprop.Core;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Operations;

namespace AutoBackprop.Generator;

/// <summary>New arrays of two dimensions, and of rows of one length: their elements lie row by row in one piece of memory. As a value
/// such an array is that memory, the number of its rows and that of its columns.</summary>
internal sealed class Tables(Scope scope) : Lowerer(scope)
{
    /// <summary>Its type; a value of it that is no leaf is one of ours.</summary>
    public static bool IsType(ITypeSymbol? type) =>
        IsJagged(type) || type is IArrayTypeSymbol { Rank: 2, ElementType: var element } && CanKeep(element);

    private static bool IsJagged(ITypeSymbol? type) =>
        type is IArrayTypeSymbol { Rank: 1, ElementType: IArrayTypeSymbol { Rank: 1, ElementType: var element } } && CanKeep(element);

    private static bool CanKeep(ITypeSymbol element) =>
        element is not IArrayTypeSymbol && element.IsUnmanagedType && (Aggregate.Of(element) is not { } a || a.IsElement);

    private static Expr Memory(Value table) => table.Items[0].Scalar!;
    private Expr Rows(Value table) => Ragged.Is(table) ? Scope.Ragged.Rows(table) : table.Items[1].Scalar!;
    private static Expr Columns(Value table) => table.Items[2].Scalar!;

    /// <summary>A variable that holds one of ours; asked for before anything is computed.</summary>
    /// <param name="orCall">Also what a call returns, which may be one of ours.</param>
    public bool IsTable(IOperation operation, bool orCall = false) => IsType(operation.Type) && operation switch
    {
        IInvocationOperation i => orCall && InPlace.HasSource(i.TargetMethod, Context),
        ILocalReferenceOperation or IParameterReferenceOperation or IMemberReferenceOperation => Held(operation) is { IsTuple: true },
        IArrayCreationOperation or ICollectionExpressionOperation => true,
        IParenthesizedOperation p => IsTable(p.Operand),
        _ => false,
    };

    /// <summary>What a variable or a member holds, if that can be said without lowering it.</summary>
    private Value? Held(IOperation? operation) => operation switch
    {
        ILocalReferenceOperation l => Variables[l.Local],
        IParameterReferenceOperation p => Variables[Scope.References.Key(p.Parameter)] ?? Scope.LocalObjects.Held(p),
        IInstanceReferenceOperation => Variables[Environment.This],
        IParenthesizedOperation p => Held(p.Operand),
        IConversionOperation { OperatorMethod: null } c => Held(c.Operand),
        IMemberReferenceOperation m when Members.IsMember(m, out var instance, out _, out var member) =>
            Held(instance) is { IsTuple: true } of && member < of.Items.Length ? of.Items[member] : null,
        IMemberReferenceOperation m => Scope.LocalObjects.Held(m),
        _ => null,
    };

    /// <summary>It is or holds one of ours, which only a body that is lowered in place can be given.</summary>
    public bool Holds(IOperation? operation) =>
        Held(operation) is { IsTuple: true } value && operation!.Type is { } type && Holds(value, type);

    private static bool Holds(Value value, ITypeSymbol type) => IsType(type) ? value.IsTuple
        : value.IsTuple && Aggregate.Of(type) is { } a && a.Members.Count == value.Items.Length
            && a.Members.Zip(value.Items, (m, v) => Holds(v, m.Type)).Any(holds => holds);

    // ── made ─────────────────────────────────────────────────────────────────────────────────────────────────

    /// <summary>new T[n, m], with or without elements, and new T[n][].</summary>
    public Value New(IArrayCreationOperation a)
    {
        if (!IsType(a.Type)) return Reject(a);
        if (IsJagged(a.Type) && a.Initializer is { } rows)
            return OfRows([.. rows.ElementValues.Select(Lower)], (IArrayTypeSymbol)a.Type!, a);
        var element = ElementOf(a.Type!);
        var sizes = a.DimensionSizes.Select(d => NotNegative(Hold(Scalar(d)).Scalar!)).ToList();
        if (IsJagged(a.Type))
        {
            if (RowLength(a) is not { } columns) return Scope.Ragged.New(sizes[0], element, a);
            sizes.Add(columns);
        }
        var values = (a.Initializer?.ElementValues.SelectMany(v =>
            v is IArrayInitializerOperation row ? row.ElementValues.AsEnumerable() : [v]) ?? []).Select(Lower).ToList();
        return Of(Scope.NewArrays.Allocate(element, Identities.Simplify(sizes[0] * sizes[1]), values, a), sizes[0], sizes[1]);
    }

    private static Value Of(Value memory, Expr rows, Expr columns) => Value.Tuple([memory, rows, columns]);

    private static ITypeSymbol ElementOf(ITypeSymbol type) =>
        ((IArrayTypeSymbol)type).ElementType is IArrayTypeSymbol row ? row.ElementType : ((IArrayTypeSymbol)type).ElementType;

    // The product of two negative numbers is none.
    private Expr NotNegative(Expr size)
    {
        if (size is Const { Value: >= 0 } || Scope.KnownMemory.Resolved(size) is Apply { Op: Op.Length }) return size;
        Emit(new If(size < Const.Int(0), new Block(new Stmt[] { new Throw(Library.Overflow) }), Block.Empty, default));
        return size;
    }

    /// <summary>Arrays as rows: [[a, b], [c, d]].</summary>
    public Value OfRows(List<Value> rows, IArrayTypeSymbol type, IOperation at)
    {
        var arrays = rows.Select(r => r.Scalar is { Type.IsArray: true } array ? Named(array) : null).ToList();
        var lengths = arrays.Select(r => r is null ? Const.Int(0) : Scope.KnownMemory.LengthOf(r)).ToList();
        if (arrays.Exists(r => r is null)) return Reject(at, "A row that is null, or no array of numbers", "make it an empty array");
        if (lengths.Exists(l => !Scope.KnownMemory.AreEqual(lengths[0], l)))
        {
            var ragged = Scope.Ragged.New(Const.Int(rows.Count), ElementOf(type), at);
            PutAll(ragged);
            return ragged;
        }
        var columns = arrays.Count == 0 ? Const.Int(0) : Hold(lengths[0]).Scalar!;
        var table = Of(Scope.NewArrays.Allocate(ElementOf(type), Identities.Simplify(Const.Int(rows.Count) * columns), null, at),
            Const.Int(rows.Count), columns);
        PutAll(table);
        return table;

        void PutAll(Value to)
        {
            for (var i = 0; i < arrays.Count; i++)
            {
                NoteShared((Var)Named(Memory(to)), arrays[i]!, null, at);
                Write(to, Const.Int(i), arrays[i]!, ElementOf(type), at);
            }
        }
    }

    /// <summary>How long the rows will be that an array of arrays is given.</summary>
    private Expr? RowLength(IArrayCreationOperation made)
    {
        IOperation root = made;
        while (root.Parent is { } parent) root = parent;
        var local = made.Parent switch
        {
            IVariableInitializerOperation { Parent: IVariableDeclaratorOperation d } => d.Symbol,
            ISimpleAssignmentOperation { Target: ILocalReferenceOperation l } => l.Local,
            _ => null,
        };
        if (local is null) return null;
        var changed = new HashSet<object>(Assignments.In(root));
        var sizes = new List<IOperation>();
        foreach (var row in root.Descendants().OfType<ISimpleAssignmentOperation>()
            .Where(s => s.Target is IArrayElementReferenceOperation { ArrayReference: ILocalReferenceOperation l }
            && SymbolEqualityComparer.Default.Equals(l.Local, local)))
            switch (Slices.Unwrapped(row.Value is IConversionOperation { Operand: ICollectionExpressionOperation items }
                ? items : row.Value))
            {
                case IArrayCreationOperation { DimensionSizes: [var size] } when Jumps.Inside(size).All(o => IsKnown(o, changed)):
                    sizes.Add(size); break;
                case ICollectionExpressionOperation c when !c.Elements.Any(e => e is ISpreadOperation): sizes.Add(c); break;
                default: return null;
            }
        var lengths = sizes.Select(size =>
            size is ICollectionExpressionOperation c ? Const.Int(c.Elements.Length) : NotNegative(Hold(Scalar(size)).Scalar!)).ToList();
        return lengths.Count > 0 && lengths.TrueForAll(l => Scope.KnownMemory.AreEqual(l, lengths[0])) ? lengths[0] : null;
    }

    // It is the same number where the row is made.
    private bool IsKnown(IOperation operation, HashSet<object> changed) => operation switch
    {
        { ConstantValue.HasValue: true } or IBinaryOperation { OperatorMethod: null } or IConversionOperation { OperatorMethod: null } =>
            true,
        ILocalReferenceOperation l => Variables[l.Local] is not null && !changed.Contains(l.Local),
        IParameterReferenceOperation p => Variables[Scope.References.Key(p.Parameter)] is not null && !changed.Contains(p.Parameter),
        IPropertyReferenceOperation { Property.Name: "Length", Instance.Type: { } owner } => Types.Of(owner).IsArray,
        IInvocationOperation { TargetMethod.Name: "GetLength", Instance.Type: IArrayTypeSymbol } or IArgumentOperation => true,
        _ => false,
    };

    // ── read and written ─────────────────────────────────────────────────────────────────────────────────────

    /// <summary>The place of an element.</summary>
    public ElementPlace? Place(Value table, IReadOnlyList<Expr> indices)
    {
        if (indices is not [var i, var j]) return null;
        return new ElementPlace(Named(RowOf(table, i)), new[] { j });
    }

    public Expr RowOf(Value table, Expr index)
    {
        if (Ragged.Is(table)) return Scope.Ragged.RowOf(table, index);
        var memory = Named(Memory(table));
        return new Slice(memory, Hold(Identities.Simplify(Hold(index).Scalar! * Columns(table))).Scalar!, Columns(table),
            IrType.SpanOf(memory.Type.Element!));
    }

    /// <summary>A row of one of ours; null where it is another array.</summary>
    public Value? Row(IOperation operation) =>
        operation is IArrayElementReferenceOperation { Type: IArrayTypeSymbol, Indices: [not IRangeOperation and var index] } e
            && index.Type?.Name != "Range" && IsTable(e.ArrayReference)
            && Lower(e.ArrayReference) is var table ? Value.Of(RowOf(table, IndexOf(index, table))) : null;

    /// <summary>A row as the target of an assignment.</summary>
    public Target? AimRow(IOperation target) =>
        target is IArrayElementReferenceOperation { Type: IArrayTypeSymbol, Indices: [not IRangeOperation and var index] } e
            && index.Type?.Name != "Range" && IsTable(e.ArrayReference) && Lower(e.ArrayReference) is var table
            ? new Target.Row(table, Hold(IndexOf(index, table)).Scalar!, target.Type, target) : null;

    private Expr IndexOf(IOperation index, Value table) => Scope.Elements.Index(index, () => Rows(table));

    /// <summary>A row takes over the elements of an array that nobody else has.</summary>
    public Value Write(Target.Row row, Value value, IOperation whole)
    {
        if (value.Scalar is not { Type.IsArray: true } array) return Reject(whole);
        array = Named(array);
        if (!Ragged.Is(row.Table) && !Scope.KnownMemory.AreEqual(Scope.KnownMemory.LengthOf(array), Columns(row.Table)))
            return Reject(whole, "A row that may be longer or shorter than the others", "use one array and where each row begins");
        NoteShared((Var)Named(Memory(row.Table)), array, (whole as ISimpleAssignmentOperation)?.Value, whole);
        Write(row.Table, row.Index, array, ElementOf(Parent(row.Type!)), whole);
        return RowOf(row.Table, row.Index);
    }

    // Nobody else has it.
    private bool IsOnly(Expr array, ILocalSymbol? by = null) =>
        !Scope.KnownMemory.Roots(array).Any(r => Scope.KnownMemory.Allocation(r) is null || IsNamed(r, by));

    /// <summary>Memory takes the elements of an array that others may have, too.</summary>
    public void NoteShared(Var memory, Expr array, IOperation? given, IOperation whole)
    {
        while (given is IConversionOperation { OperatorMethod: null } c) given = c.Operand;
        var local = given as ILocalReferenceOperation;
        var isUsed = local is not null && IsUsedAfter(local, whole);
        if (!IsOnly(array, local?.Local) || isUsed && !IsOnlyRead(local!)) Scope.RebuiltArrays.Share(memory, array, whole);
        else if (isUsed) Scope.RebuiltArrays.Share(memory, null, whole);
    }

    /// <summary>No element is written by the name of this variable, here or where it is handed over.</summary>
    private bool IsOnlyRead(ILocalReferenceOperation given)
    {
        IOperation root = given;
        while (root.Parent is { } parent) root = parent;
        var writes = new ParameterWrites(Context.Compilation, Context.Token);
        return root.Descendants().OfType<ILocalReferenceOperation>()
            .Where(l => l != given && SymbolEqualityComparer.Default.Equals(l.Local, given.Local)).All(l =>
        {
            IOperation user = l;
            while (user.Parent is IConversionOperation or IParenthesizedOperation) user = user.Parent;
            return user.Parent switch
            {
                IArrayElementReferenceOperation e => ReferenceEquals(e.ArrayReference, user) && !Assignments.IsAssigned(e),
                IPropertyReferenceOperation or IForEachLoopOperation or ISpreadOperation => true,
                ISimpleAssignmentOperation a => ReferenceEquals(a.Target, user),
                IArgumentOperation { Parent: IInvocationOperation { TargetMethod: { MethodKind: not MethodKind.DelegateInvoke } method },
                    Parameter: { RefKind: RefKind.None } p } =>
                    method.ContainingNamespace?.ToDisplayString() == "System.Linq" || method.ContainingType?.Name == "List"
                        || !method.DeclaringSyntaxReferences.IsEmpty && !writes.MayWrite(p.OriginalDefinition),
                _ => false,
            };
        });
    }

    private void Write(Value table, Expr index, Expr array, ITypeSymbol element, IOperation at)
    {
        if (Ragged.Is(table)) Scope.Ragged.Put(table, index, array, element, at);
        else Put(table, index, array, element, at);
    }

    private ITypeSymbol Parent(ITypeSymbol row) => Context.Compilation.CreateArrayTypeSymbol(row);

    private bool IsNamed(Expr root, ILocalSymbol? by) =>
        Variables.Snapshot().Any(p => p.Value is not null && !(by is not null && Equals(p.Key, Variables.KeyOf(by)))
        && p.Value.Leaves.Any(l => l.Type.IsArray && Scope.KnownMemory.Roots(l).Contains(root)));

    private static bool IsUsedAfter(ILocalReferenceOperation local, IOperation assignment)
    {
        IOperation root = assignment;
        for (var o = assignment.Parent; o is not null; root = o, o = o.Parent)
            if (o is ILoopOperation loop && !loop.Syntax.Span.Contains(local.Local.Locations[0].SourceSpan)) return true;
        return root.Descendants().OfType<ILocalReferenceOperation>()
            .Any(l => SymbolEqualityComparer.Default.Equals(l.Local, local.Local) && l.Syntax.SpanStart > assignment.Syntax.Span.End);
    }

    private void Put(Value table, Expr index, Expr array, ITypeSymbol element, IOperation at)
    {
        var row = Named(RowOf(table, index));
        Scope.Elements.Count(Columns(table), i => Scope.Elements.Transfer(array, i, row, i, element, at),
            new Move(array, row, Const.Int(0), Fits: true), isRebuild: true);
    }

    // ── as a whole ───────────────────────────────────────────────────────────────────────────────────────────

    /// <summary>Length, GetLength, Rank.</summary>
    public Expr? Shape(Value table, ITypeSymbol type, string member, Expr? dimension) => (member, dimension) switch
    {
        ("Length", _) => IsJagged(type) ? Rows(table) : Hold(Identities.Simplify(Rows(table) * Columns(table))).Scalar,
        ("Rank", _) => Const.Int(IsJagged(type) ? 1 : 2),
        ("GetLength", Const { Value: 0 }) => Rows(table),
        ("GetLength", Const { Value: 1 }) when !IsJagged(type) => Columns(table),
        _ => null,
    };

    /// <summary>All elements of a rectangular array, or the rows of an array of arrays.</summary>
    public Sequence Elements(Value table, ITypeSymbol type, IOperation at) => IsJagged(type)
        ? Scope.Sequences.Of(((IArrayTypeSymbol)type).ElementType, () => new Numbered(Rows(table), i => Define("", RowOf(table, i))),
            at.Syntax)
        : Scope.Sequences.Of(ElementOf(type), () => Scope.Sequences.InMemory(Named(Memory(table)), ElementOf(type)), at.Syntax);

    /// <summary>Another table of the same elements.</summary>
    public Value Copied(Value table, ITypeSymbol type, IOperation at) => Ragged.Is(table)
        ? Reject(at, "A copy of an array of arrays, which has the same rows,", "copy each row, 'Select(r => r.ToArray()).ToArray()'")
        : Of(Scope.Slices.Copied(Named(Memory(table)), ElementOf(type), at), Rows(table), Columns(table));
}
