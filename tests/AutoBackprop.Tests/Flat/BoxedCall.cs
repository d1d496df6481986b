using System.Collections.Immutable;
using System.Linq.Expressions;
using System.Reflection;
using System.Runtime.InteropServices;

namespace AutoBackprop.Tests;

/// <summary>Calls a method with arguments as <see cref="Numbers"/> holds them. Reflection alone can pass neither spans nor ref structs.
/// What is passed by reference is in the array of arguments afterwards.</summary>
internal static class BoxedCall
{
    public static Func<object?[], object?> Of(MethodInfo method)
    {
        var args = Expression.Parameter(typeof(object?[]));
        var locals = method.GetParameters().Select(p => Expression.Variable(Invocation.Stripped(p))).ToList();
        var result = Expression.Variable(typeof(object));
        var call = Expression.Call(method, locals);
        var body = locals.SelectMany((l, i) => In(l, Expression.ArrayIndex(args, Expression.Constant(i)))).ToList();
        body.Add(method.ReturnType == typeof(void) ? call : Expression.Assign(result, Expression.Convert(Numbers.IsList(method.ReturnType) ? Array(call) : call, typeof(object))));
        body.AddRange(locals.SelectMany((l, i) => method.GetParameters()[i].ParameterType.IsByRef ? Out(l, Expression.ArrayAccess(args, Expression.Constant(i))) : []));
        body.Add(result);
        return Expression.Lambda<Func<object?[], object?>>(Expression.Block(typeof(object), locals.Append(result), body), args).Compile();
    }

    private static IEnumerable<Expression> In(Expression target, Expression value) => Numbers.IsList(target.Type) ? [Expression.Assign(target, List(target.Type, Expression.Convert(value, Numbers.ElementOf(target.Type)!.MakeArrayType())))] : !target.Type.IsByRefLike ? [Expression.Assign(target, Expression.Convert(value, target.Type))]
        : Invocation.IsSpan(target.Type) ? [Expression.Assign(target, Expression.Convert(Expression.Convert(value, Numbers.ElementOf(target.Type)!.MakeArrayType()), target.Type))]
        : Members(target).SelectMany((m, i) => In(m, Member(value, i)));

    private static Expression List(Type type, Expression array) => type.GetGenericTypeDefinition() is var open && open == typeof(List<>) ? Expression.New(type.GetConstructor([array.Type])
            ?? type.GetConstructor([typeof(IEnumerable<>).MakeGenericType(type.GetGenericArguments())])!, array)
        : open == typeof(ImmutableArray<>) ? Expression.Call(typeof(ImmutableCollectionsMarshal), nameof(ImmutableCollectionsMarshal.AsImmutableArray), type.GetGenericArguments(), array)
        : Expression.Convert(array, type);

    private static Expression Array(Expression list) => list.Type.GetGenericTypeDefinition() is var open && open != typeof(Memory<>) && open != typeof(ReadOnlyMemory<>)
        ? Expression.Call(typeof(Enumerable), nameof(Enumerable.ToArray), list.Type.GetGenericArguments(), Expression.Convert(list, typeof(IEnumerable<>).MakeGenericType(list.Type.GetGenericArguments()))) : Expression.Call(list, nameof(Memory<int>.ToArray), []);

    // A span is the memory that it came with.
    private static IEnumerable<Expression> Out(Expression source, Expression place) => !source.Type.IsByRefLike ? [Expression.Assign(place, Expression.Convert(source, typeof(object)))]
        : Invocation.IsSpan(source.Type) ? []
        : Members(source).SelectMany((m, i) => Out(m, Member(place, i)));

    private static IEnumerable<Expression> Members(Expression whole) => Numbers.Fields(whole.Type).Select(f => Expression.Field(whole, f.Field));

    private static Expression Member(Expression box, int index) => Expression.ArrayAccess(Expression.Convert(box, typeof(object?[])), Expression.Constant(index));
}
