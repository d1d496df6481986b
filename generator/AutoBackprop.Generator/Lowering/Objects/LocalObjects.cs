using AutoBackprop.Core;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Operations;

namespace AutoBackprop.Generator;

/// <summary>Objects that the body makes, and their members.</summary>
internal sealed class LocalObjects(Scope scope) : Lowerer(scope)
{
    public LocalObject? Of(Value? value) => Context.Entities.Of(value?.Scalar) as LocalObject;

    /// <summary>A class with its source here, whose objects are taken apart.</summary>
    public bool IsMadeHere(ITypeSymbol? type)
    {
        if (!Context.QuotesObjects && IsClosed(type)) return true;
        if (Context.QuotesObjects
            || type is not INamedTypeSymbol { TypeKind: TypeKind.Class, IsAbstract: false, IsStatic: false, IsAnonymousType: false } open
            || Instances.Closed(open) is not INamedTypeSymbol named) return false;
        // Records that never change, and stand for themselves, go by value.
        if (named.IsRecord && Aggregate.Of(named) is { } a && named.BaseType?.SpecialType == SpecialType.System_Object
            && a.Members.All(m => m.Access != Access.Set && !MayHoldMade(m.Type))
            && !named.GetMembers().OfType<IPropertySymbol>().Any(p => p.RefKind != RefKind.None)
            && !(a.Members.Exists(m => m.Type is IArrayTypeSymbol)
                && named.InstanceConstructors.Any(c => c.DeclaringSyntaxReferences is [var reference]
                && reference.GetSyntax(Context.Token) is ConstructorDeclarationSyntax))) return false;
        for (var t = named; t.SpecialType != SpecialType.System_Object; t = t.BaseType!)
            if (t.BaseType is null || TypeParameters.Mentions(t) || t.DeclaringSyntaxReferences.IsEmpty
                || !t.DeclaringSyntaxReferences.All(r => Context.Compilation.ContainsSyntaxTree(r.SyntaxTree))) return false;
        return true;
    }

    // One of several classes, whose objects are taken apart where they are made.
    private bool MayHoldMade(ITypeSymbol type) => type is INamedTypeSymbol { TypeKind: TypeKind.Class or TypeKind.Interface,
        IsGenericType: false } && Aggregate.Of(type) is null && MayBeMade(type);

    /// <summary>A struct that keeps numbers where only its own members see them: an object that is copied whenever it is read.</summary>
    public bool IsClosed(ITypeSymbol? type) => type is { TypeKind: TypeKind.Struct }
        && Context.Enumerators.Contains(type.OriginalDefinition)
        || type is INamedTypeSymbol { TypeKind: TypeKind.Struct, SpecialType: SpecialType.None, IsGenericType: false,
            IsTupleType: false } named
        && Aggregate.Of(named) is null or { IsWhole: false } && !InlineArrays.Is(named) && !named.DeclaringSyntaxReferences.IsEmpty
            && Context.Compilation.ContainsSyntaxTree(named.DeclaringSyntaxReferences[0].SyntaxTree)
        && !Types.IsUnion(named) && Types.HoldsAnyReals(named);

    /// <summary>A method that returns it, or an array or list of it, may have made it.</summary>
    public bool MayBeMade(ITypeSymbol type) => type is IArrayTypeSymbol { Rank: 1, ElementType: INamedTypeSymbol one } ? MayBeMade(one)
        : type is INamedTypeSymbol { TypeArguments: [INamedTypeSymbol item] } && Sequences.ElementOf(type) is not null && MayBeMade(item)
            || InlineArrays.Is(type) || !Context.QuotesObjects && IsClosed(type)
            || !Context.QuotesObjects && type is INamedTypeSymbol { TypeKind: TypeKind.Class or TypeKind.Interface } named
        && named.DeclaringSyntaxReferences.Any(r => Context.Compilation.ContainsSyntaxTree(r.SyntaxTree))
        && (IsMadeHere(named) || (named.IsAbstract || named.TypeKind == TypeKind.Interface)
            && Context.Types.Any(t => Dispatch.IsA(t, named) && (IsMadeHere(t) || Aggregate.Of(t) is not null)));

    /// <summary>The object that an expression names, if that can be said without lowering it.</summary>
    public LocalObject? Peek(IOperation? operation) => Of(Known(operation));

    // An object or one of several, if that can be said without lowering it.
    private Value? Known(IOperation? operation)
    {
        var value = operation switch
        {
            null => null,
            ILocalReferenceOperation l => Variables[l.Local],
            IParameterReferenceOperation p => Variables[Scope.References.Key(p.Parameter)] ?? Held(p),
            IInstanceReferenceOperation i => i.ReferenceKind == InstanceReferenceKind.ImplicitReceiver
                ? _receivers.Count > 0 ? _receivers.Peek() : null : Variables[Environment.This],
            IParenthesizedOperation p => Known(p.Operand),
            IConditionalAccessInstanceOperation => Scope.Nullables.Instance,
            IConversionOperation { OperatorMethod: null } c =>
                Known(c.Operand) is { } inner && Scope.ChosenObjects.Each(inner).All(o => Dispatch.IsA(o.Type, c.Type!)) ? inner : null,
            IFieldReferenceOperation f => Peek(f.Instance) is { } o ? Variables[o.Of(f.Field)] : null,
            IPropertyReferenceOperation { Arguments.IsEmpty: true } p => Peek(p.Instance) is { } o
                && FieldBehind(p.Property, o, isBase: Dispatch.IsBase(p.Instance)) is { } field ? Variables[o.Of(field)] : null,
            _ => null,
        };
        return value is not null && Scope.ChosenObjects.IsObject(value) ? value : null;
    }

    /// <summary>It may turn out to be an object that is made here.</summary>
    public bool MayBe(IOperation? operation) => InlineArrays.Is(operation?.Type) || Known(operation) is not null || operation switch
    {
        IConversionOperation { OperatorMethod: null, Operand: var inner } c => MayBe(inner)
            || c.Type is { IsReferenceType: true } && Aggregate.Of(inner.Type) is { Composition: not Composition.Tuple }
            && !SymbolEqualityComparer.Default.Equals(c.Type, inner.Type),
        IParenthesizedOperation p => MayBe(p.Operand),
        IObjectCreationOperation o => IsMadeHere(o.Type),
        IArrayCreationOperation or ICollectionExpressionOperation when Sequences.ElementOf(operation.Type) is { } element =>
            Scope.ObjectRows.IsFor(element),
        IWithOperation w => IsMadeHere(w.Type),
        IInvocationOperation i => MayBeMade(i.TargetMethod.ReturnType),
        IBinaryOperation { OperatorMethod: { } o } => MayBeMade(o.ReturnType),
        IUnaryOperation { OperatorMethod: { } o } => MayBeMade(o.ReturnType),
        IConversionOperation { OperatorMethod: { } o } => MayBeMade(o.ReturnType),
        IPropertyReferenceOperation p =>
            MayBeMade(p.Type!) && (Known(p.Instance) is not null || p.Property.IsIndexer && Scope.Sequences.IsKnown(p.Instance!)),
        IArrayElementReferenceOperation { Indices.Length: 1 } e => MayBeMade(e.Type!) && Scope.Sequences.IsKnown(e.ArrayReference),
        IImplicitIndexerReferenceOperation i => MayBeMade(i.Type!) && Scope.Sequences.IsKnown(i.Instance),
        IConditionalOperation { WhenFalse: { } other } c => MayBe(c.WhenTrue) || MayBe(other),
        ISwitchExpressionOperation s => s.Arms.Any(a => MayBe(a.Value)),
        ICoalesceOperation c => MayBe(c.Value) || MayBe(c.WhenNull),
        _ => false,
    };

    /// <summary>The object, lowered; null, and nothing done, where it is none of ours.</summary>
    public LocalObject? Lowered(IOperation? operation) => Of(Found(operation, Of));

    /// <summary>The object, or one of several, lowered; null, and nothing done, where it is none of ours.</summary>
    public Value? Found(IOperation? operation) => Found(operation, v => Context.Entities.Of(v.Scalar) as ChosenObject ?? (Entity?)Of(v));

    private Value? Found(IOperation? operation, Func<Value, Entity?> isOurs)
    {
        if (Known(operation) is { } known) return isOurs(known) is null ? null : known;
        if (operation is null || !MayBe(operation)) return null;
        var found = Scope.Attempts.Try(() => Lower(operation) is var value && isOurs(value) is not null ? value : Reject(operation, ""),
            out var reason);
        return reason is null ? found : null;
    }

    /// <summary>What reading an expression gives: of a struct, a copy.</summary>
    public Value Copied(Value value,
        IOperation operation) =>
        operation is ILocalReferenceOperation or IParameterReferenceOperation or IFieldReferenceOperation or IPropertyReferenceOperation or IInstanceReferenceOperation
        && operation.Type is { IsValueType: true } && Of(value) is { } o ? Scope.Constructors.Copy(o) : value;

    /// <summary>A variable that holds a struct holds another value of it.</summary>
    public bool Overwrite(Value? old, Value value)
    {
        if (Of(old) is not { Type.IsValueType: true } to || Of(value) is not { } from
            || !SymbolEqualityComparer.Default.Equals(to.Type, from.Type)) return false;
        foreach (var place in from.Places.ToList())
            if (!Overwrite(Variables[to.Of(place.Symbol)], Variables[place]!)) Assign(to.Of(place.Symbol), Variables[place]!, place.Type);
        return true;
    }

    /// <summary>Two objects of one type in which nothing changes are as good as one with their values.</summary>
    public bool CanMerge(Value a, Value b) => Of(a) is { } x && Of(b) is { } y && SymbolEqualityComparer.Default.Equals(x.Type, y.Type)
        && (x.Type.IsValueType || NeverChanges(x.Type));

    /// <summary>An object has it by its name: what holds a captured parameter goes by that.</summary>
    public static bool IsOwn(IFieldSymbol field) =>
        field is { IsStatic: false, IsConst: false } and not { IsImplicitlyDeclared: true, AssociatedSymbol: null };

    private bool NeverChanges(INamedTypeSymbol type)
    {
        for (var t = type; t.SpecialType != SpecialType.System_Object; t = t.BaseType!)
            if (t.GetMembers().OfType<IFieldSymbol>()
                .Any(f => IsOwn(f) && (f.AssociatedSymbol is IPropertySymbol p ? p.SetMethod is { IsInitOnly: false } : !f.IsReadOnly))
                || t.InstanceConstructors.Any(c => c.DeclaringSyntaxReferences.Any(r =>
                    r.GetSyntax(Context.Token) is TypeDeclarationSyntax d && c.Parameters.Any(p => IsAssigned(p.Name, d))))) return false;
        return true;
    }

    private static bool IsAssigned(string name, SyntaxNode within) => within.DescendantNodes().Any(n => n switch
    {
        AssignmentExpressionSyntax { Left: IdentifierNameSyntax left } => left.Identifier.ValueText == name,
        PrefixUnaryExpressionSyntax { Operand: IdentifierNameSyntax operand } u =>
            u.Kind() is SyntaxKind.PreIncrementExpression or SyntaxKind.PreDecrementExpression && operand.Identifier.ValueText == name,
        PostfixUnaryExpressionSyntax { Operand: IdentifierNameSyntax operand } u =>
            u.Kind() is SyntaxKind.PostIncrementExpression or SyntaxKind.PostDecrementExpression && operand.Identifier.ValueText == name,
        ArgumentSyntax { RefKindKeyword.RawKind: not 0, Expression: IdentifierNameSyntax argument } =>
            argument.Identifier.ValueText == name,
        _ => false,
    });

    public Value ValueOf(LocalObject o) => _values[o];

    private readonly Dictionary<LocalObject, Value> _values = [];
    private readonly Stack<Value> _receivers = [];

    public Value Receiver => _receivers.Count > 0 ? _receivers.Peek() : Const.False;

    public Value Add(LocalObject o)
    {
        Value value = Context.Entities.Add(o, o.Type);
        return _values[o] = value;
    }

    /// <summary>The field behind a property that does nothing else, as the object has it.</summary>
    /// <param name="isWritten">The setter is asked for, not the getter.</param>
    /// <param name="isBase">This very property is meant, not what overrides it.</param>
    public static IFieldSymbol? FieldBehind(IPropertySymbol property, LocalObject o, bool isWritten = false, bool isBase = false)
    {
        if (!isBase && (property.IsAbstract || property.IsVirtual || property.IsOverride) && OwnOf(property, o.Type) is { } own)
            property = own;
        return (Member.IsAutomatic(property) || HasPlain(property, isWritten))
            ? property.ContainingType.GetMembers().OfType<IFieldSymbol>()
                .FirstOrDefault(f => SymbolEqualityComparer.Default.Equals(f.AssociatedSymbol, property)) : null;
    }

    // A property that is another name of a field, or of a parameter that is captured.
    private ISymbol? Named(IPropertySymbol property) =>
        !property.IsVirtual && !property.IsOverride && property.OriginalDefinition.DeclaringSyntaxReferences is [var reference]
        && reference.GetSyntax(Context.Token) is PropertyDeclarationSyntax { ExpressionBody.Expression: IdentifierNameSyntax name }
            && Context.Compilation.ContainsSyntaxTree(name.SyntaxTree)
        && Context.ModelOf(name.SyntaxTree)
            .GetSymbolInfo(name, Context.Token).Symbol is (IFieldSymbol { IsStatic: false } or IParameterSymbol) and var symbol
            ? symbol : null;

    // An accessor without a body, beside one that has one.
    private static bool HasPlain(IPropertySymbol property, bool isWritten) => property.DeclaringSyntaxReferences is [var reference]
        && reference.GetSyntax() is PropertyDeclarationSyntax { AccessorList.Accessors: var accessors }
        && accessors.FirstOrDefault(a => a.IsKind(SyntaxKind.GetAccessorDeclaration) != isWritten) is { Body: null, ExpressionBody: null };

    private static IPropertySymbol? OwnOf(IPropertySymbol property, INamedTypeSymbol type)
    {
        for (var t = type; t is not null; t = t.BaseType)
            foreach (var own in t.GetMembers(property.Name).OfType<IPropertySymbol>())
                for (var p = own; p is not null; p = p.OverriddenProperty)
                    if (SymbolEqualityComparer.Default.Equals(p, property)) return own;
        return null;
    }

    /// <summary>An object by another of its types; a record that goes by value becomes one.</summary>
    public Value? Converted(Value operand, IConversionOperation c)
    {
        if (operand is { IsTuple: true, Whole: null }
            && Aggregate.Of(c.Operand.Type) is { Composition: not Composition.Tuple, IsWhole: true } a
            && !SymbolEqualityComparer.Default.Equals(c.Type, c.Operand.Type) && !Context.QuotesObjects)
            operand = Scope.Constructors.Of(operand, a, c.Syntax);
        if (Scope.ChosenObjects.Of(operand) is not null)
            return c.Type!.SpecialType == SpecialType.System_Object
                || Scope.ChosenObjects.Each(operand).All(o => Dispatch.IsA(o.Type, c.Type!)) ? operand
                : Reject(c, $"A conversion of one of several objects to '{c.Type.Name}', which not each of them is,",
                    "ask with 'is' before");
        if (Of(operand) is not { } o) return null;
        if (Dispatch.IsA(o.Type, c.Type!) || c.Type!.SpecialType == SpecialType.System_Object) return operand;
        return c.IsTryCast ? Defaults.Leaf(c.Type)
            : Reject(c, $"A conversion of an object of '{o.Type.Name}' to '{c.Type.Name}', which it is not,");
    }

    /// <summary>What a member of it holds, if that can be said without lowering it.</summary>
    public Value? Held(IOperation operation) => operation switch
    {
        IFieldReferenceOperation f => Peek(f.Instance) is { } o ? Variables[o.Of(f.Field)] : null,
        IPropertyReferenceOperation { Arguments.IsEmpty: true } p => Peek(p.Instance) is { } o
            && (FieldBehind(Property(p.Property, o), o, isBase: Dispatch.IsBase(p.Instance)) ?? Named(Property(p.Property, o))) is { } held
            ? Variables[o.Of(held)] : null,
        IParameterReferenceOperation { Parameter: { ContainingSymbol: IMethodSymbol { MethodKind: MethodKind.Constructor } } parameter } =>
            Of(Variables[Environment.This]) is { } self ? Variables[self.Of(parameter)] : null,
        _ => null,
    };

    /// <summary>What a member of it is; null where it is none of ours.</summary>
    public Value? Read(IOperation at)
    {
        switch (at)
        {
            case IFieldReferenceOperation { Instance: { } of } f:
                return Found(of) is { } o ? Scope.ChosenObjects.Each(o, f, one => Variables[one.Of(f.Field)] ?? Reject(f)) : null;
            case IPropertyReferenceOperation { Instance: { } of } p:
                return Found(of) is { } owner ? Scope.ChosenObjects.Each(owner, p, one => Read(p, of, one)) : null;
            case IParameterReferenceOperation p when Of(Variables[Environment.This]) is { } self
                && p.Parameter.ContainingSymbol is IMethodSymbol { MethodKind: MethodKind.Constructor }: return Variables[self.Of(p.Parameter)];
            default: return null;
        }
    }

    private Value Read(IPropertyReferenceOperation p, IOperation of, LocalObject owner)
    {
        if (p.Arguments.IsEmpty && FieldBehind(Property(p.Property, owner), owner, isBase: Dispatch.IsBase(of)) is { } field)
            return Variables[owner.Of(field)] ?? Reject(p);
        if (p.Property.RefKind != RefKind.None)
            return Aim(p, of, owner) is var target and not Target.Refused ? Scope.Targets.Read(target)
            : Reject(p, $"'{p.Property.Name}', which returns a reference,", "return the value, and set it in a setter");
        return p.Property.GetMethod is { } get ? Call(p, owner, get, p.Arguments, Dispatch.IsVirtual(get, of)) : Reject(p);
    }

    /// <summary>What an assignment to a member of it writes; null where it is none of ours.</summary>
    public Target? Aim(IOperation target)
    {
        switch (target)
        {
            case IFieldReferenceOperation { Instance: { } of } f:
                return Found(of) is { } o ? Aim(o, f, one => new Target.Variable(one.Of(f.Field), f.Type, f)) : null;
            case IPropertyReferenceOperation { Instance: { } of, Arguments.IsEmpty: false } p:
                return Lowered(of) is { } indexed ? Aim(p, of, indexed) : null;
            case IPropertyReferenceOperation { Instance: { } of } p: return Found(of) is { } owner ? Aim(owner, p, one => Aim(p, of, one)) :
                null;
            case IParameterReferenceOperation p when Variables[Scope.References.Key(p.Parameter)] is null
                && Of(Variables[Environment.This]) is { } self
                && p.Parameter.ContainingSymbol is IMethodSymbol { MethodKind: MethodKind.Constructor }:
                return new Target.Variable(self.Of(p.Parameter), p.Type, p);
            default: return null;
        }
    }

    private Target Aim(Value of, IOperation at, Func<LocalObject, Target> one) => Of(of) is { } o ? one(o)
        : Scope.ChosenObjects.Of(of) is { } c
            ? new Target.Choice(c.Condition, Aim(c.OnTrue, at, one), Aim(c.OnFalse, at, one), at.Type, at) : Targets.Refused(at);

    private Target Aim(IPropertyReferenceOperation p, IOperation of, LocalObject owner)
    {
        if (p.Arguments.IsEmpty && FieldBehind(Property(p.Property, owner), owner, isWritten: true, Dispatch.IsBase(of)) is { } field
            && FieldBehind(Property(p.Property, owner), owner, isBase: Dispatch.IsBase(of)) is not null)
            return new Target.Variable(owner.Of(field), p.Type, p);
        var given = Scope.FunctionCalls.Hand(p.Arguments);
        if (given.Refusal is null && p.Property.RefKind != RefKind.None)
            return p.Property.GetMethod is { IsAbstract: false } get
                && Scope.RefReturns.Aim(new Function(p.Syntax, get, null, null, ValueOf(owner)), given.Bind, p) is { } named
                ? named : Targets.Refused(p, $"'{p.Property.Name}', which returns a reference,");
        return given.Refusal is null
            ? new Target.Property(owner, p.Property, given, p.Arguments.Length, IsVirtual(p.Property, of), p.Type, p) : Targets.Refused(p);
    }

    private static bool IsVirtual(IPropertySymbol property, IOperation of) =>
        (property.GetMethod ?? property.SetMethod) is { } accessor && Dispatch.IsVirtual(accessor, of);

    public Value Get(Target.Property p) => p.Count == 0 && FieldBehind(Property(p.Symbol, p.Of), p.Of, isBase: !p.IsVirtual) is { } field
        ? Variables[p.Of.Of(field)]! : p.Symbol.GetMethod is { } get ? Run(p, get, (_, _) => { }) : Reject(p.At);

    public Value Set(Target.Property p, Value value)
    {
        if (p.Count == 0 && FieldBehind(Property(p.Symbol, p.Of), p.Of, isWritten: true, isBase: !p.IsVirtual) is { } field)
        {
            Assign(p.Of.Of(field), value, field.Type);
            return value;
        }
        if (p.Symbol.SetMethod is not { } set) return Reject(p.At, $"An assignment to '{p.Symbol.Name}'");
        Run(p, set, (parameter, i) => { if (i == p.Count) Variables[parameter] = value; });
        return value;
    }

    private Value Run(Target.Property p, IMethodSymbol method, Action<IParameterSymbol, int> last)
    {
        var body = p.IsVirtual ? Scope.Dispatch.Implementation(method, p.Of.Type) : method;
        return body is null ? Reject(p.At, $"'{p.Symbol.Name}', whose source is not in this project,")
            : Scope.InPlace.Run(new Function(p.At.Syntax, body, null, null, ValueOf(p.Of)), (parameter, i) =>
        {
            if (i < p.Count) p.Given.Bind(parameter, i);
            last(parameter, i);
        }, p.At);
    }

    /// <summary>Of an interface, as the class has it.</summary>
    public static IPropertySymbol Property(IPropertySymbol property, LocalObject o) =>
        property.ContainingType.TypeKind == TypeKind.Interface
            && o.Type.FindImplementationForInterfaceMember(property) is IPropertySymbol own ? own : property;

    /// <summary>A method of it.</summary>
    public Value Call(IOperation at, LocalObject o, IMethodSymbol method, IReadOnlyList<IArgumentOperation> arguments, bool isVirtual)
    {
        var body = isVirtual ? Scope.Dispatch.Implementation(method, o.Type) : InPlace.HasSource(method, Context) ? method : null;
        if (body is null) return Reject(at,
            $"A call of '{method.Name}', whose source is not in this project, on an object that is made here");
        var given = Scope.FunctionCalls.Hand(arguments);
        return given.Refusal ?? Scope.InPlace.Run(new Function(at.Syntax, body, null, null, ValueOf(o)), given.Bind, at);
    }

    /// <summary>A method of it, with these values.</summary>
    public Value Call(IOperation at, LocalObject o, IMethodSymbol method, IReadOnlyList<Value> values) => InPlace.HasSource(method, Context)
        ? Scope.InPlace.Run(new Function(at.Syntax, method, null, null, ValueOf(o)), (parameter, i) => Variables[parameter] = values[i], at)
        : Reject(at, $"A call of '{method.Name}', whose source is not in this project, on an object that is made here");

    /// <summary>While an initialiser of it is lowered.</summary>
    public void Within(LocalObject o, Action body)
    {
        _receivers.Push(ValueOf(o));
        body();
        _receivers.Pop();
    }
}
