using System.Collections.Immutable;
using System.Diagnostics.CodeAnalysis;
using System.Linq.Expressions;
using System.Reflection;
using System.Runtime.InteropServices;

namespace AutoBackprop;

/// <summary>Calls a method with arguments as <see cref="Numbers"/> holds them; an object comes first. Reflection alone can pass neither
/// spans nor ref structs. What is passed by reference is in the array of arguments afterwards.</summary>
[RequiresUnreferencedCode(Reflected.Trimmed), RequiresDynamicCode(Reflected.Compiled)]
internal static class BoxedCall
{
    public static Func<object?[], object?> Of(MethodInfo method)
    {
        var args = Expression.Parameter(typeof(object?[]));
        var target = method.IsStatic ? null : Expression.Variable(method.DeclaringType!);
        var locals = method.GetParameters().Select(p => Expression.Variable(Numbers.Stripped(p))).ToList();
        List<ParameterExpression> all = target is null ? locals : [target, .. locals];
        var result = Expression.Variable(typeof(object));
        var call = Expression.Call(target, method, locals);
        var body = all.SelectMany((l, i) => In(l, Expression.ArrayIndex(args, Expression.Constant(i)))).ToList();
        body.Add(method.ReturnType == typeof(void) ? call
            : Expression.Assign(result, Expression.Convert(Numbers.IsList(method.ReturnType) ? Array(call) : call, typeof(object))));
        var first = all.Count - locals.Count;
        if (target is { Type.IsValueType: true }) body.AddRange(Out(target, Expression.ArrayAccess(args, Expression.Constant(0))));
        body.AddRange(locals.SelectMany((l, i) => method.GetParameters()[i].ParameterType.IsByRef
            ? Out(l, Expression.ArrayAccess(args, Expression.Constant(first + i))) : []));
        body.Add(result);
        return Expression.Lambda<Func<object?[], object?>>(Expression.Block(typeof(object), all.Append(result), body), args).Compile();
    }

    private static IEnumerable<Expression> In(Expression target, Expression value) =>
        Numbers.IsList(target.Type) ? [Expression.Assign(target, List(target.Type, AsArray(target, value)))]
        : !target.Type.IsByRefLike ? [Expression.Assign(target, Expression.Convert(value, target.Type))]
        : Numbers.IsSpan(target.Type) ? [Expression.Assign(target, Expression.Convert(AsArray(target, value), target.Type))]
        : Members(target).SelectMany((m, i) => In(m, Member(value, i)));

    private static UnaryExpression AsArray(Expression target, Expression value) =>
        Expression.Convert(value, Numbers.ElementOf(target.Type)!.MakeArrayType());

    private static Expression List(Type type, Expression array)
    {
        var open = type.GetGenericTypeDefinition();
        var sequence = typeof(IEnumerable<>).MakeGenericType(type.GetGenericArguments());
        return open == typeof(List<>) ? Expression.New(type.GetConstructor([array.Type]) ?? type.GetConstructor([sequence])!, array)
            : open == typeof(ImmutableArray<>) ? Expression.Call(typeof(ImmutableCollectionsMarshal),
                nameof(ImmutableCollectionsMarshal.AsImmutableArray), type.GetGenericArguments(), array)
            : Expression.Convert(array, type);
    }

    private static Expression Array(Expression list)
    {
        var types = list.Type.GetGenericArguments();
        return list.Type.GetGenericTypeDefinition() is var open && open != typeof(Memory<>) && open != typeof(ReadOnlyMemory<>)
            ? Expression.Call(typeof(Enumerable), nameof(Enumerable.ToArray), types,
                Expression.Convert(list, typeof(IEnumerable<>).MakeGenericType(types)))
            : Expression.Call(list, nameof(Memory<int>.ToArray), []);
    }

    // A span is the memory that it came with.
    private static IEnumerable<Expression> Out(Expression source, Expression place) =>
        !source.Type.IsByRefLike ? [Expression.Assign(place, Expression.Convert(source, typeof(object)))]
        : Numbers.IsSpan(source.Type) ? []
        : Members(source).SelectMany((m, i) => Out(m, Member(place, i)));

    private static IEnumerable<Expression> Members(Expression whole) =>
        Numbers.Fields(whole.Type).Select(f => Expression.Field(whole, f.Field));

    private static Expression Member(Expression box, int index) =>
        Expression.ArrayAccess(Expression.Convert(box, typeof(object?[])), Expression.Constant(index));
}
