using AutoBackprop.Core;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Operations;

namespace AutoBackprop.Generator;

/// <summary>A derivative written by hand.</summary>
internal sealed class HandWrittenCalls(Scope scope) : Lowerer(scope), ICallLowering
{
    public Value? TryLower(IInvocationOperation call) =>
        HandWritten.Find(Context.Compilation, call.TargetMethod) is { } rule ? CallWithRule(call, rule) : null;

    public Value CallWithRule(IInvocationOperation call, HandWritten rule)
    {
        if (rule.Error is { } error) return Reject(call, error);
        var values = Scope.Calls.Arguments(call);
        if (!IsAccessible(rule.Method, call) || !IsAccessible(call.TargetMethod, call)) return Defaults.Of(call.Type);
        var parameters = call.TargetMethod.Parameters;
        var args = values.Select((a, i) => Scope.Composites.Pack(a, parameters[i].Type) ?? Reject(call).Leaves.First())
            .Select(a => a.Type.IsArray ? Named(a) : a).ToArray();
        Watch(call, args.Where((_, i) => values[i].IsTuple), "An active value in this argument");
        var uses = parameters.Select(p => rule.UseOf(p) ?? FromBody(call.TargetMethod, p)).ToArray();
        for (var i = 0; i < args.Length; i++)
        {
            if (!args[i].Type.IsArray) continue;
            if (!args[i].Type.Scalar.IsReal && HandWritten.IsActive(parameters[i]))
                return Reject(call, "An array of structs in a call of a method with a hand-written rule", "hand over arrays of numbers");
            if (parameters[i].Type is not IArrayTypeSymbol) { args[i] = AsSpan(args[i]); }
            else if (!args[i].Type.IsManagedArray)
                return Reject(call, "A new array in a call of a method with a hand-written rule", "let it take a span");
            else if (!rule.TakesFinal(parameters[i]))
                Watches.Add(new Watch([args[i]], Findings.Written(call, call.TargetMethod.Name)) { IfWritten = true });
            if (!HandWritten.IsActive(parameters[i]) && uses[i] != Use.Reads)
                Watch(call, [args[i]], $"An active value in '{parameters[i].Name}', which is marked [NoGradient] and written,");
        }
        var view = Views.Of(call.Type);
        Var[] results = call.TargetMethod.ReturnsVoid
            ? [] : [Fresh.Hidden(view is var (element, _, isReadOnly) ? Views.TypeOf(element, isReadOnly) : Types.Of(call.Type))];
        var callee = new Callee(
            $"{call.TargetMethod.ContainingType.Text()}.{CSharp.Escape(call.TargetMethod.Name)}", Sweep.Value,
            $"{rule.Method.ContainingType.Text()}.{CSharp.Escape(rule.Method.Name)}",
            parameters.Select(HandWritten.IsActive).ToArray(), results.Select(r => r.Type).ToArray())
        {
            Uses = uses,
            IsOfLibrary = SymbolEqualityComparer.Default.Equals(rule.Method.ContainingAssembly,
                Context.Compilation.GetTypeByMetadataName(Symbols.Differentiable)?.ContainingAssembly),
            ReachesFields = SymbolEqualityComparer.Default.Equals(call.TargetMethod.ContainingAssembly, Context.Compilation.Assembly),
            TakesFinal = parameters.Select(rule.TakesFinal).ToArray(),
            TakesResult = rule.TakesResult(call.TargetMethod),
            IsOptional = parameters.Select(rule.IsOptional).ToArray(),
            Switches = parameters.Select(rule.SwitchOf).ToArray(),
            View = view?.Text ?? "",
            Tangent = results.All(r => r.Type.IsReal) && TangentRules.Find(Context.Compilation, call.TargetMethod) is { } tangent
                && Context.IsAccessible(tangent)
                ? $"{tangent.ContainingType.Text()}.{CSharp.Escape(tangent.Name)}" : "",
        };
        Emit(new Call(callee, args, results));
        return results is not [var result] ? Const.False : result.Type.IsArray
            ? Scope.Slices.Copied(result, view?.Element ?? Types.ElementOf(call.Type!)!, call) : result;
    }

    private Use FromBody(IMethodSymbol method, IParameterSymbol parameter)
    {
        if (Scope.SourceCalls.SourceOf(method) is not { } source || Context.BodyOf(method, source) is not { } body
            || body.Rejections.Any(r => r.IsError)
            || body.Method.Parameters.Count != method.Parameters.Length) return Use.Writes;
        return Uses.Of(body.Method)[parameter.Ordinal];
    }

    // An array as a span: the callee has the same memory, and can be given a copy.
    private Expr AsSpan(Expr array) => array.Type is { IsManagedArray: true, Rank: 1, Element: { IsArray: false } element }
        ? Define("", new Slice(array, Const.Int(0), Ops.Length(array), IrType.SpanOf(element))).Scalar! : array;
}
