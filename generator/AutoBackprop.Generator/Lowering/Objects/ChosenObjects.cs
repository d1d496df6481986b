using AutoBackprop.Core;
using Microsoft.CodeAnalysis;

namespace AutoBackprop.Generator;

/// <summary>One of two objects that the body makes: which, shows when it runs.</summary>
internal sealed record ChosenObject(SyntaxNode Syntax, Expr Condition, Value OnTrue, Value OnFalse) : Entity(Syntax)
{
    public override string Called => "One of several objects";
}

/// <summary>Choices between objects that the body makes. What is done with one is done with each in a branch of its own.</summary>
internal sealed class ChosenObjects(Scope scope) : Lowerer(scope)
{
    public ChosenObject? Of(Value? value) => Context.Entities.Of(value?.Scalar) as ChosenObject;

    public bool IsObject(Value value) => Context.Entities.Of(value.Scalar) is LocalObject or ChosenObject or Function;

    /// <summary>Two objects, or one and null.</summary>
    public bool CanChoose(Expr a, Expr b) => (IsObject(a) || IsNull(a)) && (IsObject(b) || IsNull(b));

    /// <summary>Variables that hold null.</summary>
    public HashSet<Var> Nulls { get; } = [];

    private bool IsNull(Expr value) => !value.Type.IsArray && (value is Opaque { IsNull: true } || value is Var v && Nulls.Contains(v)
        || value.Type.Kind == Kind.Other && Defaults.IsBlank(value));

    public Value New(Expr condition, Value onTrue, Value onFalse, SyntaxNode at) =>
        Context.Entities.Add(new ChosenObject(at, condition, onTrue, onFalse),
            Context.Compilation.GetSpecialType(SpecialType.System_Object));

    /// <summary>It can be spoken of where the branch that it is made in has ended.</summary>
    public bool CanKeep(Expr entity, IReadOnlyDictionary<object, Value> before) => Context.Entities.Of(entity) switch
    {
        LocalObject or ChosenObject => true,
        Function { This: null } => true,
        GrowingList list => before.ContainsKey(list.Count),
        _ => false,
    };

    /// <summary>Those that it may be.</summary>
    public IEnumerable<LocalObject> Each(Value value) => Context.Entities.Of(value.Scalar) switch
    {
        ChosenObject c => Each(c.OnTrue).Concat(Each(c.OnFalse)),
        LocalObject o => [o],
        _ => [],
    };

    /// <summary>What comes of a function, or of each of several where it is the one; null where it is none that is known.</summary>
    public Value? EachFunction(Value value, IOperation at, Func<Function, Value> body)
    {
        if (Context.Entities.Of(value.Scalar) is Function function) return body(function);
        Value One(Value one) => EachFunction(one, at, body) ?? Each(one, at, _ => Reject(at));
        return Of(value) is { } c ? Scope.Choices.Choose(at, c.Condition, () => One(c.OnTrue), () => One(c.OnFalse)) : null;
    }

    /// <summary>What comes of each, where it is the one.</summary>
    public Value Each(Value value, IOperation at, Func<LocalObject, Value> body)
    {
        if (Scope.LocalObjects.Of(value) is { } o) return body(o);
        if (Of(value) is { } c) return Scope.Choices.Choose(at, c.Condition, () => Each(c.OnTrue, at, body),
            () => Each(c.OnFalse, at, body))!;
        Emit(new Throw(new Opaque("new global::System.NullReferenceException()", default, IrType.Other("global::System.Exception"))));
        return at.Type is null or { SpecialType: SpecialType.System_Void } ? Const.False : Defaults.Of(at.Type);
    }

    /// <summary>Whether it is one of some, and which it is then.</summary>
    public (Expr Condition, Value? One) Where(Value value, Func<LocalObject, bool> fits)
    {
        if (Scope.LocalObjects.Of(value) is { } o) return fits(o) ? (Const.True, value) : (Const.False, null);
        if (Of(value) is not { } c) return (Const.False, null);
        var ((a, x), (b, y)) = (Where(c.OnTrue, fits), Where(c.OnFalse, fits));
        var condition = Identities.Simplify(Ops.Or(Ops.And(c.Condition, a), Ops.And(Ops.Not(c.Condition), b)));
        if (a is Const { Value: not 0 } && b is Const { Value: not 0 }) condition = Const.True;
        return (condition, x is null ? y : y is null ? x : New(c.Condition, x, y, c.Syntax));
    }
}
