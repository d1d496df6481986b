using System.Reflection;
using System.Reflection.Emit;

namespace AutoBackprop.Tests;

/// <summary>A method bound to arguments, spans among them, that can be called again and again without an allocation of the call's own.</summary>
internal sealed class Invocation(MethodInfo method, Func<ParameterInfo, object?> argument)
{
    private readonly object?[] _arguments = [.. method.GetParameters().Select(argument)];
    private readonly Action<object?[]> _call = Caller(method);

    public void Run() => _call(_arguments);

    /// <summary>No place in an array of objects: a ref struct other than a span.</summary>
    public static bool CanBind(MethodInfo method) => method.GetParameters().All(p => Numbers.Stripped(p) is var t && (!t.IsByRefLike || Numbers.IsSpan(t)));

    private static Action<object?[]> Caller(MethodInfo method)
    {
        var caller = new DynamicMethod(method.Name, null, [typeof(object[])], typeof(Invocation).Module, skipVisibility: true);
        var il = caller.GetILGenerator();
        var parameters = method.GetParameters();
        for (var i = 0; i < parameters.Length; i++)
        {
            var type = Numbers.Stripped(parameters[i]);
            il.Emit(OpCodes.Ldarg_0);
            il.Emit(OpCodes.Ldc_I4, i);
            il.Emit(OpCodes.Ldelem_Ref);
            if (Numbers.IsSpan(type))
            {
                var array = type.GetGenericArguments()[0].MakeArrayType();
                il.Emit(OpCodes.Castclass, array);
                il.Emit(OpCodes.Newobj, type.GetConstructor([array])!);
            }
            else il.Emit(OpCodes.Unbox_Any, type);
            if (!parameters[i].ParameterType.IsByRef) continue;
            var place = il.DeclareLocal(type);
            il.Emit(OpCodes.Stloc, place);
            il.Emit(OpCodes.Ldloca, place);
        }
        il.Emit(OpCodes.Call, method);
        if (method.ReturnType != typeof(void)) il.Emit(OpCodes.Pop);
        il.Emit(OpCodes.Ret);
        return caller.CreateDelegate<Action<object?[]>>();
    }
}
