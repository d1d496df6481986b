using AutoBackprop.Core;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Operations;

namespace AutoBackprop.Generator;

/// <summary>Functions that have a row in the rule table, or two.</summary>
internal sealed class RuleCalls(Scope scope) : Lowerer(scope), ICallLowering
{
    public Value? TryLower(IInvocationOperation call)
    {
        var (method, name) = (call.TargetMethod, Symbols.FullName(call.TargetMethod));
        if (call.ConstrainedToType is { } parameter && Instances.Closed(parameter) is var closed && closed.IsReal())
            name = $"{closed.ToDisplayString()}.{method.Name}";
        if (method.IsStatic && RowOf(method, name) is { } row) return Apply(row, call);
        if (KnownNames.IsConversion(method, name)
            && call.Arguments[0].Value is { Type: { } from } value && (from.IsReal() || from.IsInteger()))
            return Scope.Conversions.Convert(Lower(value), Instances.Closed(from), Instances.Closed(call.Type!), call, false);
        return KnownNames.IsSineAndCosine(name) ? SinCos(Hold(Scalar(call.Arguments[0].Value)).Scalar!) : null;
    }

    private static Value SinCos(Expr x) => Value.Tuple([Ops.Call(Op.Sin, x), Ops.Call(Op.Cos, x)]);

    public static Rule? RowOf(IMethodSymbol method, string name)
    {
        var types = method.Parameters;
        return Rules.Find(name, types.Length) is { } rule && types.Any(p => p.Type.IsReal())
            && types.Select((p, i) => rule.Integers.Contains(i) ? !p.Type.IsReal() : p.Type.IsReal()).All(ok => ok) ? rule : null;
    }

    private Value Apply(Rule row, IInvocationOperation call)
    {
        var args = new Expr[call.Arguments.Length];
        foreach (var argument in call.Arguments) args[argument.Parameter!.Ordinal] = Scalar(argument.Value);
        return new Apply(row.Name, args, Types.Of(call.Type));
    }
}
