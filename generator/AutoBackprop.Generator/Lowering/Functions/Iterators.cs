using AutoBackprop.Core;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Operations;

namespace AutoBackprop.Generator;

/// <summary>Methods that yield what they return: sequences whose body runs wherever somebody goes through them, and what is done with an
/// element is done where it is yielded.</summary>
internal sealed class Iterators(Scope scope) : Lowerer(scope)
{
    /// <summary>One who goes through an iterator, and where his own jumps and result are kept meanwhile.</summary>
    private sealed record Consumer(Visit Visit, Activation Activation, object? Types)
    {
        private readonly (object Own, object Kept)[] _keys = [(Environment.Returned, new()), (Environment.Result, new()),
            (Environment.This, new())];

        public void Keep(Environment variables) => Move(variables, k => (k.Own, k.Kept));

        public void Return(Environment variables) => Move(variables, k => (k.Kept, k.Own));

        private void Move(Environment variables, Func<(object Own, object Kept), (object From, object To)> way)
        {
            foreach (var (from, to) in _keys.Select(way))
                if (variables[from] is { } value) variables[to] = value;
                else variables.Remove(to);
        }
    }

    private readonly Stack<Consumer> _consumers = [];

    /// <summary>It may yield what it was given; all others are C# like any other.</summary>
    public bool IsFor(IInvocationOperation call)
    {
        var method = call.TargetMethod;
        return Sequences.ElementOf(call.Type) is { } element
            && (Sequences.HasNumbers(element) || element is IArrayTypeSymbol || Scope.LocalObjects.MayBeMade(element))
            && InPlace.IsIterator(method, Context)
                && (method.IsStatic || method.MethodKind == MethodKind.LocalFunction || call.Instance is not null)
            && (method.MethodKind == MethodKind.LocalFunction ? Captures.Any(method, Context) : Scope.LocalObjects.MayBe(call.Instance)
                || call.Instance?.Type is { } type && Aggregate.Of(type) is not null)
            || InPlace.IsIterator(method, Context) && Sequences.ElementOf(call.Type) is not null
                && call.Arguments.Any(a => !a.Value.ConstantValue.HasValue && MayBeActive(a.Parameter!.Type));
    }

    private bool MayBeActive(ITypeSymbol type) => type.IsReal() || Aggregate.Of(type) is not null || Types.HoldsReals(type)
        || type.TypeKind == TypeKind.Delegate || Sequences.IsOfNumbers(type)
        || Tables.IsType(type) || Scope.LocalObjects.MayBeMade(type);

    /// <summary>What the call gives; null where it is no iterator, or one that no number goes into.</summary>
    public Value? Of(IInvocationOperation call)
    {
        if (!IsFor(call)) return null;
        var method = call.TargetMethod;
        var function = method.MethodKind == MethodKind.LocalFunction ? Scope.Lambdas.FunctionOf(method, call.Syntax)
            : new Function(call.Syntax, method, null, null, method.IsStatic ? null : Hold(Lower(call.Instance!)));
        var given = Scope.FunctionCalls.Hand(call.Arguments);
        if (given.Refusal is not null || function is null) return given.Refusal ?? Reject(call);
        var types = Instances.Current;
        return Context.Entities.Add(new Sequence(call.Syntax, Sequences.ElementOf(call.Type)!,
            () => new Run(visit => Each(function, given, new Consumer(visit, Scope.Current, types), call))), call.Type);
    }

    private void Each(Function function, FunctionCalls.Handed given, Consumer consumer, IOperation call)
    {
        consumer.Keep(Variables);
        _consumers.Push(consumer);
        Scope.InPlace.Run(function, given.Bind, call, isIterator: true);
        _consumers.Pop();
        consumer.Return(Variables);
    }

    /// <summary>yield return: whoever goes through it has the element, and may want no more.</summary>
    public void Yield(IReturnOperation statement)
    {
        if (_consumers.Count == 0 || statement.ReturnedValue is not { } value)
        {
            Reject(statement, "'yield'", "return an array or a LINQ sequence");
            return;
        }
        var item = Hold(Lower(value));
        var consumer = _consumers.Pop();
        var (returned, result, self) = (Variables[Environment.Returned], Variables[Environment.Result], Variables[Environment.This]);
        consumer.Return(Variables);
        Expr stop;
        using (Instances.Resume(consumer.Types))
        using (Scope.Enter(consumer.Activation))
        {
            consumer.Visit.Do(item);
            stop = Scope.Statements.AnyOf(consumer.Visit.Exits);
        }
        consumer.Keep(Variables);
        Put(Environment.Result, result);
        Put(Environment.This, self);
        Put(Environment.Returned, consumer.Visit.Exits.Count > 0 ? Hold(stop) : returned);
        _consumers.Push(consumer);
    }

    private void Put(object key, Value? value)
    {
        if (value is not null) Variables[key] = value;
        else Variables.Remove(key);
    }
}
