using System.Runtime.CompilerServices;
using AutoBackprop.Core;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Operations;

namespace AutoBackprop.Generator;

/// <summary>Tuples, structs, records and objects: their members are values of their own, and a change of one is a new value.
/// Objects are read, and records among them made; they are never changed.</summary>
internal sealed partial class BodyLowering
{
    // ── members ──────────────────────────────────────────────────────────────────────────────────────────────

    private static (IOperation Instance, ISymbol Symbol)? MemberOf(IOperation operation) => operation switch
    {
        IFieldReferenceOperation { Instance: { } instance, Field: var field } => (instance, field),
        IPropertyReferenceOperation { Instance: { } instance, Property: { IsIndexer: false } property } => (instance, property),
        _ => null,
    };

    private static bool IsMember(IOperation operation, out IOperation instance, out Aggregate aggregate, out int index)
    {
        (instance, aggregate, index) = (operation, null!, -1);
        if (MemberOf(operation) is not var (of, symbol) || Aggregate.Of(of.Type) is not { } a) return false;
        (instance, aggregate, index) = (of, a, a.IndexOf(symbol));
        return index >= 0;
    }

    /// <summary>The value of a member; null where it is none of an aggregate.</summary>
    private Value? Member(IOperation operation)
    {
        if (!IsMember(operation, out var instance, out var a, out var index)) return null;
        if (IsPlace(operation) && Place(operation) is { } place) return Read(place, operation.Type);
        var whole = Lower(instance);
        if (!whole.IsTuple && a.Composition == Composition.Class) return Quoted(operation, $"{Opaque.Hole(0)}.{CSharp.Escape(a.Members[index].Name)}", [whole.Scalar!]);
        return Expanded(whole, a).Items is var items && index < items.Length ? items[index] : Reject(operation, "This element");
    }

    /// <summary>What a member holds of a value; one marked [NoGradient] has it without its gradient.</summary>
    private Value Stored(Value value, Member member, Location at)
    {
        if (!member.IsConstant) return value;
        Watches.Add(new Watch([.. value.Leaves], new Rejection(Descriptors.GradientLost, at, $"an active value is stored in '{member.Name}'")));
        if (Pack(value, member.Type) is { } whole) return Stop(whole);
        Reject(Descriptors.Unsupported, at, $"A value for '{member.Name}'");
        return Leaf(member.Type);
    }

    /// <summary>A value in one piece, taken apart.</summary>
    private Value Expanded(Value value, Aggregate aggregate) => value.IsTuple ? value : Components(Hold(value).Scalar!, aggregate.Type);

    private static Value Components(Expr whole, ITypeSymbol? type) => Aggregate.Of(type) is { } a
        ? Value.Tuple(a.Members.Select(m => Part(whole, m)).ToList(), a.Composition == Composition.Class ? whole : null)
        : whole;

    private static Value Part(Expr whole, Member m)
    {
        var part = new Opaque($"{Opaque.Hole(0)}.{CSharp.Escape(m.Name)}", new[] { whole }, Types.Of(m.Type), IsPure: true);
        return m.IsConstant ? part : Components(part, m.Type);
    }

    /// <summary>The parts that a deconstruction has; null where it is a method's business.</summary>
    private static List<(Value Value, ITypeSymbol Type)>? Parts(Value value, ITypeSymbol? type, int count)
    {
        if (Aggregate.Of(type) is not { } a || value.Items.Length != a.Members.Count) return null;
        if (a.Composition == Composition.Tuple) return a.Members.Count == count ? [.. value.Items.Select((v, i) => (v, a.Members[i].Type))] : null;
        return a.Positional.Count == count && a.Type.GetMembers("Deconstruct").All(m => m.IsImplicitlyDeclared)
            ? [.. a.Positional.Select(i => (value.Items[i], a.Members[i].Type))] : null;
    }

    // ── in one piece again ───────────────────────────────────────────────────────────────────────────────────

    // What is inside, so that no gradient is lost unseen.
    private readonly ConditionalWeakTable<Expr, Value> _packed = new();

    /// <summary>C# for a value in one piece; null where there is none.</summary>
    private Expr? Pack(Value value, ITypeSymbol? type)
    {
        if (value.Scalar is { } scalar) return scalar;
        if (Aggregate.Of(type) is not { } a || value.Items.Length != a.Members.Count) return null;
        Expr packed;
        // Whoever has the object has its arrays.
        if (a.Composition == Composition.Class && value.Whole is { } whole) packed = new Opaque(Opaque.Hole(0), value.Leaves.Where(l => l.Type.IsArray).Prepend(whole).ToArray(), whole.Type, IsPure: true);
        else
        {
            if (!a.IsMadeWhole || a.Make is not { } make) return null;
            var items = value.Items.Select((item, i) => Pack(item, a.Members[i].Type)).ToList();
            if (items.Any(i => i is null)) return null;
            packed = new Opaque(make, items.Select(i => i!).ToArray(), IrType.Other(a.Type.Text()), IsPure: true);
        }
        _packed.Add(packed, value);
        return packed;
    }

    private IEnumerable<Expr> Inside(Expr value) => _packed.TryGetValue(value, out var known) ? known.Leaves.SelectMany(Inside) : [value];

    /// <summary>Leaf by leaf, as a method takes it for a parameter.</summary>
    private IEnumerable<Expr> Passed(Value value, Shape shape, ITypeSymbol type, IOperation at)
    {
        if (!shape.IsTuple) return [Pack(value, type) ?? Reject(at, "This argument").Leaves.First()];
        if (Aggregate.Of(type) is not { } a) return value.Leaves;
        var items = Expanded(value, a).Items;
        var leaves = items.Select((item, i) => Passed(item, shape.Items[i + (shape.Composition == Composition.Class ? 1 : 0)], a.Members[i].Type, at)).SelectMany(l => l);
        return shape.Composition == Composition.Class ? leaves.Prepend(Pack(value, type) ?? new Opaque("null", default, IrType.Other(type.Text()), IsPure: true)) : leaves;
    }

    // ── making them ──────────────────────────────────────────────────────────────────────────────────────────

    private Value Create(IObjectCreationOperation o)
    {
        if (o.Constructor is null || Aggregate.Of(o.Type) is not { } a || a.Composition == Composition.Class && !a.Type.IsRecord || Constructed(o, a) is not { } made) return Foreign(o);
        return o.Initializer is { } initializer ? Initialised(made, a, initializer) : made;
    }

    private Value? Constructed(IObjectCreationOperation o, Aggregate a)
    {
        var constructor = o.Constructor!;
        if (constructor.IsImplicitlyDeclared && constructor.Parameters.Length == 0) return a.Composition == Composition.Class ? null : Default(o.Type);
        if (!IsAccessible(constructor, o)) return Default(o.Type);
        if (constructor.DeclaringSyntaxReferences is not [var reference] || !_context.Compilation.ContainsSyntaxTree(reference.SyntaxTree)) return null;
        return CallSource(o, constructor, reference.GetSyntax(_context.Token), null, null, o.Arguments) ?? Reject(o, "This constructor");
    }

    private Value Initialised(Value value, Aggregate a, IObjectOrCollectionInitializerOperation initializer)
    {
        var items = value.Items.ToArray();
        foreach (var operation in initializer.Initializers)
        {
            if (operation is not ISimpleAssignmentOperation assignment || MemberOf(assignment.Target) is not var (_, symbol) || a.IndexOf(symbol) is not (>= 0 and var index))
                return Reject(operation, "This initialiser");
            items[index] = Stored(Hold(Lower(assignment.Value)), a.Members[index], assignment.Syntax.GetLocation());
        }
        return Value.Tuple(items);
    }

    private Value With(IWithOperation w) => Aggregate.Of(w.Type) is { } a && w.Operand is { } operand && (a.Composition != Composition.Class || a.Type.IsRecord) && Lower(operand) is { } value && (value.IsTuple || a.Composition != Composition.Class)
        ? Initialised(Expanded(value, a), a, w.Initializer) : Reject(w, "'with'");

    // ── methods, constructors and properties of them ─────────────────────────────────────────────────────────

    /// <summary>A method whose source is here, inlined; null where that cannot be.</summary>
    /// <param name="receiver">What it is called on, if that is a variable.</param>
    /// <param name="self">If it is a value.</param>
    private Value? CallSource(IOperation at, IMethodSymbol method, SyntaxNode source, Target? receiver, Value? self, IEnumerable<IArgumentOperation> arguments) =>
        InlinedBody(method, source) is { } body ? CallSource(at, method, source, body, Hand(method, arguments, body, receiver, self)) : null;

    private LoweredBody? InlinedBody(IMethodSymbol method, SyntaxNode source) =>
        _context.BodyOf(method, source) is { } body && !body.Rejections.Any(r => r.IsError) && !_context.IsOutOfLine(method) ? body : null;

    private Value CallSource(IOperation at, IMethodSymbol method, SyntaxNode source, LoweredBody body, Handed handed)
    {
        if (handed.Refusal is var (where, what)) return Reject(where, what);
        if (handed.IsBound && _context.BodyOf(method, source, handed.Bindings) is { } bound) body = bound;
        if (body.Rejections.FirstOrDefault(r => r.IsError) is { } rejection)
        {
            Rejections.Add(Moved(rejection, at, method));
            return Default(at.Type);
        }
        var type = method.MethodKind == MethodKind.Constructor ? method.ContainingType : method.ReturnsVoid ? null : method.ReturnType;
        var result = Inline(at, method, body, [.. Leaves(handed, method, at).Select(l => l.Leaf)], type, out var results);
        GiveBack(at, method, body, results, handed);
        return result;
    }

    private static Shape ShapeOf(IParameterSymbol parameter) => Types.Shape(parameter.Type, parameter.Name, !Symbols.Has(parameter, Symbols.NoGradient));

    /// <summary>A method, or the getter of a property, on a struct or an object taken apart.</summary>
    private Value? CallMember(IOperation call, IMethodSymbol? method, IOperation? instance, IEnumerable<IArgumentOperation> arguments)
    {
        if (method is null || instance?.Type is null || Aggregate.Of(instance.Type) is not { Composition: not Composition.Tuple } a || !SymbolEqualityComparer.Default.Equals(method.ContainingType, instance.Type)
            || method.IsVirtual || method.IsOverride || method.IsAbstract || method.IsGenericMethod || method.IsAsync || method.ReturnsByRef || method.ReturnsByRefReadonly
            || method.DeclaringSyntaxReferences is not [var reference] || !_context.Compilation.ContainsSyntaxTree(reference.SyntaxTree)
            || !SymbolEqualityComparer.Default.Equals(method, method.OriginalDefinition)) return null;
        var source = reference.GetSyntax(_context.Token);
        if (InlinedBody(method, source) is not { } body) return null;
        if (a.Composition != Composition.Class && IsVariable(instance) && IsChangeable(instance)) return CallSource(call, method, source, body, Hand(method, arguments, body, Settled(Aim(instance))));
        var self = Hold(Lower(instance));
        return self.IsTuple || a.Composition != Composition.Class ? CallSource(call, method, source, body, Hand(method, arguments, body, null, Expanded(self, a))) : null;
    }

    private Value? CallOperator(IOperation at, IMethodSymbol? method, params IOperation[] operands) =>
        OperatorBody(method) is var (source, body) ? CallSource(at, method!, source, body, Hand(method!, operands.Select((o, i) => (i, o, o)), body)) : null;

    private Value? CallOperator(IOperation at, IMethodSymbol? method, params Value[] args) =>
        OperatorBody(method) is var (source, body) ? CallSource(at, method!, source, body, new Handed([null, .. args], new Target?[args.Length + 1], new Binding?[args.Length + 1])) : null;

    private (SyntaxNode Source, LoweredBody Body)? OperatorBody(IMethodSymbol? method) =>
        method is { IsStatic: true, IsImplicitlyDeclared: false } && method.Parameters.Any(p => Aggregate.Of(p.Type) is not null) | Aggregate.Of(method.ReturnType) is not null
        && SymbolEqualityComparer.Default.Equals(method, method.OriginalDefinition)
        && method.DeclaringSyntaxReferences is [var reference] && _context.Compilation.ContainsSyntaxTree(reference.SyntaxTree)
        && reference.GetSyntax(_context.Token) is var source && InlinedBody(method, source) is { } body ? (source, body) : null;

    /// <summary>The body of a constructor: members as they are initialised, then what it does.</summary>
    private void Construct(SyntaxNode syntax)
    {
        var a = Aggregate.Of(_method.ContainingType)!;
        var items = Default(_method.ContainingType).Items;
        // A constructor that hands over to another leaves the initialisers to it.
        for (var i = 0; i < items.Length; i++)
            if (InitialiserOf(a.Members[i]) is { } clause)
            {
                if (_context.ModelOf(clause.SyntaxTree).GetOperation(clause, _context.Token) is ISymbolInitializerOperation { Value: { } initial }) items[i] = Stored(Hold(Lower(initial)), a.Members[i], clause.GetLocation());
                else Reject(Descriptors.Unsupported, clause.GetLocation(), "This initialiser");
            }
        if (syntax is TypeDeclarationSyntax)
            foreach (var (parameter, k) in _method.Parameters.Select((p, k) => (p, k)))
                if (a.Positional.Count > k && a.Positional[k] >= 0) items[a.Positional[k]] = Stored(_environment[parameter]!, a.Members[a.Positional[k]], syntax.GetLocation());
        _environment[Environment.This] = Value.Tuple(items);
        if (syntax is TypeDeclarationSyntax) return;
        switch (_model.GetOperation(syntax, _context.Token))
        {
            case IConstructorBodyOperation { Initializer: null or IExpressionStatementOperation { Operation: IInvocationOperation { TargetMethod: { Parameters.Length: 0, IsImplicitlyDeclared: true } } } } body
                when (body.BlockBody ?? body.ExpressionBody) is { } block: Statements(block.Operations); break;
            default: Reject(Descriptors.Unsupported, syntax.GetLocation(), "A constructor that calls another"); break;
        }
    }

    private static EqualsValueClauseSyntax? InitialiserOf(Member member) => member.Symbol.DeclaringSyntaxReferences.FirstOrDefault()?.GetSyntax() switch
    {
        PropertyDeclarationSyntax p => p.Initializer,
        VariableDeclaratorSyntax v => v.Initializer,
        _ => null,
    };
}
