using AutoBackprop.Core;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Operations;

namespace AutoBackprop.Generator;

/// <summary>A method body, from Roslyn's operations to the IR: its parameters get their first values, its statements are lowered, and
/// what it returns and leaves is collected.</summary>
internal sealed class BodyLowering : Lowerer
{
    private readonly IMethodSymbol _method;
    private readonly Func<IParameterSymbol, bool> _isActive;
    private readonly EquatableArray<Binding?> _bindings;
    private readonly List<Var> _parameters = [];
    private readonly List<bool> _active = [];
    private IOperation? _body;

    // What the method is called on, then its parameters, as they were at first; null for one that names an element of memory.
    private readonly Value?[] _initial;

    private BodyLowering(Scope scope, Func<IParameterSymbol, bool> isActive, EquatableArray<Binding?> bindings) : base(scope) =>
        (_method, _isActive, _bindings, _initial) = (scope.Method, isActive, bindings, new Value?[scope.Method.Parameters.Length + 1]);

    /// <param name="suffix">Sets the names of a called method apart from those of the caller.</param>
    public static LoweredBody Lower(LoweringContext context, IMethodSymbol method, SyntaxNode syntax, Func<IParameterSymbol, bool> isActive,
        string suffix = "", EquatableArray<Binding?> bindings = default, bool isReceiverActive = true,
        bool isReceiverWhole = false) =>
        new BodyLowering(new Scope(context, method, context.ModelOf(syntax.SyntaxTree), suffix), isActive, bindings)
            .Lower(syntax, isReceiverActive, isReceiverWhole);

    private LoweredBody Lower(SyntaxNode syntax, bool isReceiverActive, bool isReceiverWhole)
    {
        if (isReceiverWhole) Scope.Self = Whole(_method.ContainingType);
        else Receiver(syntax, isReceiverActive);
        foreach (var parameter in _method.Parameters) Parameter(parameter, syntax);
        foreach (var c in Context.Recursion.CapturesOf(_method) ?? [])
            Variables[c] = Parameter(Types.Shape(Recursion.TypeOf(c), c.Name, Recursion.IsActive(c)), c.Name);
        Variables[Environment.Returned] = Const.False;
        if (!_method.ReturnsVoid) Variables[Environment.Result] = Defaults.Of(_method.ReturnType);
        if (IsConstructor) Scope.Creations.Construct(syntax);
        else Body(syntax);
        return Finished(syntax);
    }

    private bool IsConstructor => _method.MethodKind == MethodKind.Constructor;

    private bool IsCalled => Scope.Suffix.Length > 0;

    private Binding? BindingOf(int i) => i < _bindings.Count ? _bindings[i] : null;

    private bool HasTwoNames(int i) => _bindings.Any(b => b is Binding.Same s && s.As == i);

    /// <summary>The key of what the method is called on, or of a parameter, counted from 1.</summary>
    private object KeyOf(int i) => i == 0 ? Environment.This : _method.Parameters[i - 1];

    // ── parameters ───────────────────────────────────────────────────────────────────────────────────────────

    private void Receiver(SyntaxNode syntax, bool isReceiverActive)
    {
        if (ExtensionMembers.Receiver(Context, _method, syntax) is { } receiver)
            Variables[receiver] = Parameter(Types.Shape(receiver.Type, receiver.Name, _isActive(receiver)), receiver.Name);
        else if (!_method.IsStatic && !IsConstructor && _method.MethodKind != MethodKind.LocalFunction)
        {
            if (BindingOf(0) is Binding.Memory memory) Parameter(Environment.This, _method.ContainingType, "this", memory.Like);
            else Variables[Environment.This] = Parameter(IsCalled
                ? Types.Shape(_method.ContainingType, "this", isReceiverActive) : Asked.ReceiverShape(_method), "this");
        }
        _initial[0] = Variables[Environment.This];
        Scope.Self = _initial[0]?.Scalar;
    }

    private Expr Whole(ITypeSymbol type) => (Variables[Environment.This] = _initial[0] =
        Parameter(new Shape(IrType.Other(type.Text()), "self", default, false), "self")).Scalar!;

    private void Parameter(IParameterSymbol parameter, SyntaxNode syntax)
    {
        var i = parameter.Ordinal + 1;
        if (BindingOf(i) is Binding.Memory memory)
        {
            Parameter(parameter, parameter.Type, parameter.Name, memory.Like);
            return;
        }
        var isOut = parameter.RefKind == RefKind.Out && !HasTwoNames(i);
        if (!IsCalled && SignatureLowering.ShapeOf(parameter) is { Composition: Composition.Objects } objects)
        {
            var parts = objects.Items.Map(i => Parameter(i, i.Name.Length == 0 ? parameter.Name : parameter.Name + "." + i.Name).Scalar!)
                .Cast<Var>().ToList();
            Variables[parameter] = _initial[i] = Scope.ObjectArrays.Of(parameter.Type, objects, parts[0],
                parts.GetRange(1, parts.Count - 1), parameter.DeclaringSyntaxReferences.FirstOrDefault()?.GetSyntax(Context.Token)
                ?? syntax);
            return;
        }
        var shape = Types.Shape(parameter.Type, parameter.Name, _isActive(parameter));
        if (isOut) shape = shape.Constant;
        var value = Parameter(shape, shape.Name);
        if (!value.IsTuple && Nullables.IsActive(parameter.Type)) value = Composites.Components(value.Scalar!, parameter.Type);
        if (BindingOf(i) is Binding.Same { As: var other }) Scope.References.Unite(parameter, KeyOf(other));
        else Variables[parameter] = _initial[i] = isOut ? Defaults.Of(parameter.Type) : value;
    }

    private Value Parameter(Shape shape, string path)
    {
        if (shape.IsTuple)
        {
            var items = shape.Items.Select(i => Parameter(i, i.Name.Length == 0 ? path : path + "." + i.Name)).ToList();
            return shape.Composition == Composition.Class ? Value.Tuple(items.Skip(1), items[0].Scalar) : Value.Tuple(items);
        }
        var variable = Fresh.Named(path + Scope.Suffix, shape.Type);
        _parameters.Add(variable);
        _active.Add(shape.IsActive);
        return variable;
    }

    /// <summary>A parameter that names an element of memory.</summary>
    private void Parameter(object key, ITypeSymbol type, string name, ElementPlace like)
    {
        var array = Fresh.Named(name + Scope.Suffix, like.Array.Type);
        var indices = like.Indices.Map(i => (Expr)Fresh.Hidden(i.Type));
        _parameters.AddRange([array, .. indices.Cast<Var>()]);
        _active.AddRange(indices.Select(_ => false).Prepend(array.Type.Scalar.IsReal));
        Scope.References.Bind(key, new Target.Element(like with { Array = array, Indices = indices }, type, null!));
    }

    // ── the body, and what comes of it ───────────────────────────────────────────────────────────────────────

    private void Body(SyntaxNode syntax)
    {
        switch (_body = Scope.Model.GetOperation(syntax, Context.Token))
        {
            case IMethodBodyOperation body when (body.BlockBody ?? body.ExpressionBody) is { } block:
                Scope.Statements.Sequence(block.Operations); break;
            case ILocalFunctionOperation { Body: { } block }: Scope.Statements.Sequence(block.Operations); break;
            case IBlockOperation block: Scope.Statements.Sequence(block.Operations); break;
            default: Reject(syntax.GetLocation(), $"'{_method.Name}', which has no body,", "write a [DerivativeOf] rule for it"); break;
        }
    }

    private LoweredBody Finished(SyntaxNode syntax)
    {
        var changesThis = !IsConstructor && BindingOf(0) is null && !ReferenceEquals(_initial[0], Variables[Environment.This]);
        if (changesThis && !(IsCalled && _method.ContainingType.IsValueType && HasSameObjects(_initial[0]!, Variables[Environment.This]!)))
            Reject(syntax.GetLocation(), "A method that changes its struct");
        if (!_method.ReturnsVoid && Variables[Environment.Result]!.Leaves.Count() != Defaults.Of(_method.ReturnType).Leaves.Count())
            Context.HasCompilerErrors = true;
        if (Scope.IsOutermost && !_method.ReturnsVoid && _body is not null)
            Variables[Environment.Result] = Scope.ArrayResults.Made(Variables[Environment.Result]!, _method.ReturnType, _body);
        Expr[] results = IsConstructor ? [.. Variables[Environment.This]!.Leaves] : _method.ReturnsVoid ? []
            : [.. Variables[Environment.Result]!.Leaves];
        // Of several in one statement the first will do.
        foreach (var entity in Context.Entities.LeftIn(results.Concat(Scope.Whole.Steps.SelectMany(s => s.Self())
            .SelectMany(s => s.Reads())))
            .GroupBy(e => e.Syntax.FirstAncestorOrSelf<Microsoft.CodeAnalysis.CSharp.Syntax.StatementSyntax>() ?? e.Syntax)
                .Select(g => g.First()))
        {
            var (what, instead) = Constructs.Handed(entity.Syntax, entity.Called,
                "call it where it is made, or choose by an 'if' or a 'switch' which one to call", s =>
                Context.ModelOf(s.SyntaxTree).GetSymbolInfo(s, Context.Token).Symbol);
            Reject(entity.Syntax.GetLocation(), what, instead);
        }
        List<int> left = [.. Enumerable.Range(0, _initial.Length).Where(i => i == 0 ? changesThis && IsCalled
            : BindingOf(i) is null && (_method.Parameters[i - 1].RefKind is RefKind.Ref or RefKind.Out || HasTwoNames(i)))];
        foreach (var i in left.Where(i => i > 0 && IsCalled && !HasSameObjects(_initial[i]!, Variables[KeyOf(i)]!)))
            Reject(syntax.GetLocation(), $"An array of '{_method.Parameters[i - 1].Name}', which is passed by reference and assigned,");
        Expr[] finals = [.. left.SelectMany(i => Variables[KeyOf(i)]!.Leaves).Where(l => !l.Type.IsArray)];
        var method = new Method(_method.Name, _parameters, _active, Scope.Whole, results.Concat(finals).ToArray())
        {
            NextId = Fresh.NextId, Finals = finals.Length, ChecksOverflow = Context.ChecksOverflow, Outputs = Scope.ArrayResults.Outputs,
        };
        return new LoweredBody(method, Rejections, Watches, Origins) { ChangesThis = changesThis, Left = left };
    }

    // Arrays and objects are the same as before.
    private static bool HasSameObjects(Value before, Value after) => before.IsTuple
        ? Equals(before.Whole, after.Whole) && before.Items.Length == after.Items.Length
            && before.Items.Zip(after.Items, HasSameObjects).All(same => same)
        : !before.Scalar!.Type.IsArray || before.Scalar.Equals(after.Scalar);
}
