using AutoBackprop.Core;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Operations;

namespace AutoBackprop.Generator;

/// <summary>A method body, from Roslyn's operations to the IR. Each local becomes a sequence of versions; jumps become flags.
/// What cannot be read is noted in <see cref="Rejections"/>, never skipped.</summary>
internal sealed partial class BodyLowering
{
    private readonly LoweringContext _context;
    private readonly IMethodSymbol _method;
    private readonly SemanticModel _model;
    private readonly Environment _environment = new();
    private readonly Fresh _fresh = new(1);
    private readonly Origins _origins = new();
    private List<Stmt> _steps = [];

    public List<Rejection> Rejections { get; } = [];

    /// <summary>Places where a gradient would be lost, if what goes in there depends on an active parameter.</summary>
    public List<Watch> Watches { get; } = [];

    private readonly string _suffix;

    private BodyLowering(LoweringContext context, IMethodSymbol method, SemanticModel model, string suffix) =>
        (_context, _method, _model, _suffix) = (context, method, model, suffix);

    /// <param name="suffix">Sets the names of a called method apart from those of the caller.</param>
    public static LoweredBody Lower(LoweringContext context, IMethodSymbol method, SyntaxNode syntax, Func<IParameterSymbol, bool> isActive, string suffix = "", EquatableArray<Binding?> bindings = default, bool isReceiverActive = true)
    {
        var lowering = new BodyLowering(context, method, context.ModelOf(syntax.SyntaxTree), suffix);
        var parameters = new List<Var>();
        var active = new List<bool>();
        Binding? BindingOf(int i) => i < bindings.Count ? bindings[i] : null;
        bool HasTwoNames(int i) => bindings.Any(b => b is Binding.Same s && s.As == i);
        if (Receiver(context, method, syntax) is { } receiver)
            lowering._environment[receiver] = lowering.Parameter(Types.Shape(receiver.Type, receiver.Name, isActive(receiver)), receiver.Name, parameters, active);
        else if (!method.IsStatic && method.MethodKind != MethodKind.Constructor && method.MethodKind != MethodKind.LocalFunction)
        {
            if (BindingOf(0) is Binding.Memory memory) lowering.Parameter(Environment.This, method.ContainingType, "this", memory.Like, parameters, active);
            else lowering._environment[Environment.This] = lowering.Parameter(Types.Shape(method.ContainingType, "this", isReceiverActive), "this", parameters, active);
        }
        var initial = new Value?[method.Parameters.Length + 1];
        initial[0] = lowering._environment[Environment.This];
        foreach (var parameter in method.Parameters)
        {
            var i = parameter.Ordinal + 1;
            if (BindingOf(i) is Binding.Memory memory)
            {
                lowering.Parameter(parameter, parameter.Type, parameter.Name, memory.Like, parameters, active);
                continue;
            }
            var isOut = parameter.RefKind == RefKind.Out && !HasTwoNames(i);
            var shape = Types.Shape(parameter.Type, parameter.Name, isActive(parameter) && !isOut);
            var value = lowering.Parameter(shape, shape.Name, parameters, active);
            if (BindingOf(i) is Binding.Same { As: var other }) lowering._same[parameter] = other == 0 ? Environment.This : method.Parameters[other - 1];
            else lowering._environment[parameter] = initial[i] = isOut ? lowering.Default(parameter.Type) : value;
        }
        lowering._environment[Environment.Returned] = Const.False;
        if (!method.ReturnsVoid) lowering._environment[Environment.Result] = lowering.Default(method.ReturnType);

        if (method.MethodKind == MethodKind.Constructor) lowering.Construct(syntax);
        else lowering.Body(syntax);
        var changesThis = method.MethodKind != MethodKind.Constructor && BindingOf(0) is null && !ReferenceEquals(initial[0], lowering._environment[Environment.This]);
        var isCalled = suffix.Length > 0;
        if (changesThis && !(isCalled && method.ContainingType.IsValueType && HasSameObjects(initial[0]!, lowering._environment[Environment.This]!)))
            lowering.Reject(Descriptors.Unsupported, syntax.GetLocation(), "A method that changes its struct");
        if (!method.ReturnsVoid && lowering._environment[Environment.Result]!.Leaves.Count() != lowering.Default(method.ReturnType).Leaves.Count()) context.HasCompilerErrors = true;
        Expr[] results = method.MethodKind == MethodKind.Constructor ? [.. lowering._environment[Environment.This]!.Leaves] : method.ReturnsVoid ? [] : [.. lowering._environment[Environment.Result]!.Leaves];
        List<int> left = [.. Enumerable.Range(0, initial.Length).Where(i => i == 0 ? changesThis && isCalled
            : BindingOf(i) is null && (method.Parameters[i - 1].RefKind is RefKind.Ref or RefKind.Out || HasTwoNames(i)))];
        foreach (var i in left.Where(i => i > 0 && isCalled && !HasSameObjects(initial[i]!, lowering._environment[method.Parameters[i - 1]]!)))
            lowering.Reject(Descriptors.Unsupported, syntax.GetLocation(), $"An array of '{method.Parameters[i - 1].Name}', which is passed by reference and assigned,");
        Expr[] finals = [.. left.SelectMany(i => lowering._environment[i == 0 ? Environment.This : method.Parameters[i - 1]]!.Leaves).Where(l => !l.Type.IsArray)];
        var body = new Method(method.Name, parameters, active, new Block(lowering._steps), results.Concat(finals).ToArray()) { NextId = lowering._fresh.NextId, Finals = finals.Length, ChecksOverflow = context.ChecksOverflow };
        return new LoweredBody(body, lowering.Rejections, lowering.Watches, lowering._origins) { ChangesThis = changesThis, Left = left };
    }

    private Value Parameter(Shape shape, string path, List<Var> parameters, List<bool> active)
    {
        if (shape.IsTuple)
        {
            var items = shape.Items.Select(i => Parameter(i, i.Name.Length == 0 ? path : path + "." + i.Name, parameters, active)).ToList();
            return shape.Composition == Composition.Class ? Value.Tuple(items.Skip(1), items[0].Scalar) : Value.Tuple(items);
        }
        var variable = _fresh.Named(path + _suffix, shape.Type);
        parameters.Add(variable);
        active.Add(shape.IsActive);
        return variable;
    }

    /// <summary>A parameter that names an element of memory.</summary>
    private void Parameter(object key, ITypeSymbol type, string name, ElementPlace like, List<Var> parameters, List<bool> active)
    {
        var array = _fresh.Named(name + _suffix, like.Array.Type);
        var indices = like.Indices.Map(i => (Expr)_fresh.Hidden(i.Type));
        parameters.AddRange([array, .. indices.Cast<Var>()]);
        active.AddRange(indices.Select(_ => false).Prepend(array.Type.Scalar.IsReal));
        Bind(key, new Target.Element(like with { Array = array, Indices = indices }, type, null!));
    }

    // Arrays and objects are the same as before.
    private static bool HasSameObjects(Value before, Value after) => before.IsTuple
        ? Equals(before.Whole, after.Whole) && before.Items.Length == after.Items.Length && before.Items.Zip(after.Items, HasSameObjects).All(same => same)
        : !before.Scalar!.Type.IsArray || before.Scalar.Equals(after.Scalar);

    private void Body(SyntaxNode syntax)
    {
        switch (_model.GetOperation(syntax, _context.Token))
        {
            case IMethodBodyOperation body when (body.BlockBody ?? body.ExpressionBody) is { } block: Statements(block.Operations); break;
            case ILocalFunctionOperation { Body: { } block }: Statements(block.Operations); break;
            case IBlockOperation block: Statements(block.Operations); break;
            default: Reject(Descriptors.Unsupported, syntax.GetLocation(), "A method without a body"); break;
        }
    }

    // ── saying no ────────────────────────────────────────────────────────────────────────────────────────────

    private void Reject(DiagnosticDescriptor descriptor, Location location, params string[] arguments) =>
        Rejections.Add(new Rejection(descriptor, location, arguments));

    private Value Reject(IOperation operation, string what)
    {
        Reject(Descriptors.Unsupported, operation.Syntax.GetLocation(), what);
        return Default(operation.Type);
    }

    // ── values and their names ───────────────────────────────────────────────────────────────────────────────

    private Value Default(ITypeSymbol? type) => Aggregate.Of(type) switch
    {
        { } a => Value.Tuple(a.Members.Select(m => m.IsConstant ? Leaf(m.Type) : Default(m.Type)).ToList()),
        _ => Leaf(type),
    };

    private static Value Leaf(ITypeSymbol? type) => Types.Of(type) is { Kind: not (Kind.Other or Kind.Array) } known
        ? new Const(0, known)
        : new Opaque($"default({type?.Text() ?? "object"})", default, Types.Of(type), IsPure: true);

    /// <summary>Gives a value a name, so that it is computed once. A component of a tuple is called after the tuple and itself.</summary>
    private Value Define(string name, Value value, ITypeSymbol? type = null)
    {
        if (value.Scalar is { } scalar)
        {
            var target = name.Length == 0 ? _fresh.Hidden(scalar.Type) : _fresh.Named(name, scalar.Type);
            if (scalar is { Type.IsArray: true } and (Var or Slice or Core.Apply)) return Lookup(target, scalar, _steps);
            _steps.Add(new Let(target, scalar));
            return target;
        }
        var members = Aggregate.Of(type)?.Members ?? [];
        var own = name.IndexOf('#') is >= 0 and var mark ? mark : name.Length;
        return Value.Tuple(value.Items.Select((item, i) => Define(
            name.Length == 0 ? "" : $"{name.Substring(0, own)}.{(i < members.Count ? members[i].Name : $"Item{i + 1}")}{name.Substring(own)}", item, i < members.Count ? members[i].Type : null)).ToList(), value.Whole);
    }

    /// <summary>Holds a value that would otherwise be computed, or have its effect, more than once or too late.</summary>
    private Value Hold(Value value) => value.Map(e => e.IsAtom ? e : Define("", e).Scalar!);

    /// <summary>A version of a variable that is assigned; a plain copy of it when it has a name.</summary>
    private void Assign(object key, Value value, ITypeSymbol? type = null) =>
        _environment[key] = key is ISymbol symbol ? Define(Name(symbol), value, type) : Hold(value);

    private string Name(ISymbol symbol) => symbol.Name + _suffix;
}

/// <summary>A body in the IR.</summary>
internal sealed record LoweredBody(Method Method, List<Rejection> Rejections, List<Watch> Watches, Origins Origins)
{
    private bool? _writesMemory;

    /// <summary>What is wrong in it, as it is to be shown.</summary>
    public Func<Rejection, Rejection> Shown { get; init; } = static rejection => rejection;

    /// <summary>It gives the struct that it is called on another value.</summary>
    public bool ChangesThis { get; init; }

    /// <summary>What the last results are left in: parameters, counted from 1, or what the method is called on.</summary>
    public List<int> Left { get; init; } = [];

    /// <summary>It may write memory that is not its own.</summary>
    public bool WritesMemory => _writesMemory ??= new Arrays(Method) is var arrays && Method.Parameters.Any(p => p.Type.IsArray && arrays.IsWritten(p));
}

/// <summary>To be reported if one of these values depends on an active parameter.</summary>
internal sealed record Watch(Expr[] Values, Rejection Rejection)
{
    /// <summary>If one of them is memory that is written.</summary>
    public bool IfWritten { get; init; }

    /// <summary>What was made of the values; harmless while no number comes of it.</summary>
    public Var? Result { get; init; }
}
