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
    public static LoweredBody Lower(LoweringContext context, IMethodSymbol method, SyntaxNode syntax, Func<IParameterSymbol, bool> isActive, string suffix = "")
    {
        var lowering = new BodyLowering(context, method, context.ModelOf(syntax.SyntaxTree), suffix);
        var parameters = new List<Var>();
        var active = new List<bool>();
        if (Receiver(context, method, syntax) is { } receiver)
            lowering._environment[receiver] = lowering.Parameter(Types.Shape(receiver.Type, receiver.Name, isActive(receiver)), receiver.Name, parameters, active);
        else if (!method.IsStatic && method.MethodKind != MethodKind.Constructor && method.MethodKind != MethodKind.LocalFunction)
            lowering._environment[Environment.This] = lowering.Parameter(Types.Shape(method.ContainingType, "this", true), "this", parameters, active);
        var self = lowering._environment[Environment.This];
        foreach (var parameter in method.Parameters)
        {
            var isOut = parameter.RefKind == RefKind.Out;
            var shape = Types.Shape(parameter.Type, parameter.Name, isActive(parameter) && !isOut);
            var value = lowering.Parameter(shape, shape.Name, parameters, active);
            lowering._environment[parameter] = isOut ? lowering.Default(parameter.Type) : value;
        }
        lowering._environment[Environment.Returned] = Const.False;
        if (!method.ReturnsVoid) lowering._environment[Environment.Result] = lowering.Default(method.ReturnType);

        if (method.MethodKind == MethodKind.Constructor) lowering.Construct(syntax);
        else lowering.Body(syntax);
        if (method.MethodKind != MethodKind.Constructor && !ReferenceEquals(self, lowering._environment[Environment.This])) lowering.Reject(Descriptors.Unsupported, syntax.GetLocation(), "A method that changes its struct");
        if (!method.ReturnsVoid && lowering._environment[Environment.Result]!.Leaves.Count() != lowering.Default(method.ReturnType).Leaves.Count()) context.HasCompilerErrors = true;
        Expr[] results = method.MethodKind == MethodKind.Constructor ? [.. lowering._environment[Environment.This]!.Leaves] : method.ReturnsVoid ? [] : [.. lowering._environment[Environment.Result]!.Leaves];
        Expr[] finals = [.. method.Parameters.Where(p => p.RefKind is RefKind.Ref or RefKind.Out).SelectMany(p => lowering._environment[p]!.Leaves).Where(l => !l.Type.IsArray)];
        var body = new Method(method.Name, parameters, active, new Block(lowering._steps), results.Concat(finals).ToArray()) { NextId = lowering._fresh.NextId, Finals = finals.Length };
        return new LoweredBody(body, lowering.Rejections, lowering.Watches, lowering._origins);
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
    /// <summary>What is wrong in it, as it is to be shown.</summary>
    public Func<Rejection, Rejection> Shown { get; init; } = static rejection => rejection;
}

/// <summary>To be reported if one of these values depends on an active parameter.</summary>
internal sealed record Watch(Expr[] Values, Rejection Rejection)
{
    /// <summary>If one of them is memory that is written.</summary>
    public bool IfWritten { get; init; }

    /// <summary>What was made of the values; harmless while no number comes of it.</summary>
    public Var? Result { get; init; }
}
