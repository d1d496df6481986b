using AutoBackprop.Core;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Operations;

namespace AutoBackprop.Generator;

/// <summary>Calls that no gradient passes: quoted.</summary>
internal sealed class ForeignCalls(Scope scope) : Lowerer(scope), ICallLowering
{
    public Value? TryLower(IInvocationOperation call)
    {
        var method = call.TargetMethod;
        if (VectorSymbols.IsVector(method.ContainingType)) return Scope.VectorMembers.Unknown(call);
        if (SymbolEqualityComparer.Default.Equals(method, method.OriginalDefinition) || method.IsGenericMethod
            || !method.OriginalDefinition.Locations.Any(l => l.IsInSource)) return CallForeign(call);
        return CallForeign(call, Rejection.Unsupported(call.Syntax.GetLocation(),
            $"A call of '{method.Name}', which depends on the type arguments of '{method.ContainingType.ToDisplayString(SymbolDisplayFormat.MinimallyQualifiedFormat)}',"));
    }

    /// <param name="reason">Why it has no derivative.</param>
    public Value CallForeign(IInvocationOperation call, Rejection reason)
    {
        var from = Watches.Count;
        var value = CallForeign(call);
        for (var i = from; i < Watches.Count; i++)
            if (Watches[i].Rejection.Descriptor == Descriptors.NoDerivative) Watches[i] = Watches[i] with { Rejection = reason };
        return value;
    }

    public Value CallForeign(IInvocationOperation call)
    {
        var method = call.TargetMethod;
        if (method.MethodKind == MethodKind.LocalFunction)
            return Reject(call, $"A call of '{method.Name}', which is not a plain static local function,");
        if (ExtensionMembers.IsExtension(method.ContainingType)) return Scope.ExtensionMembers.QuoteExtension(call);
        if (IsGuardOfNew(call)) return Const.False;
        if (!Context.IsAccessible(method) && InPlace.HasSource(method, Context) && method.MethodKind == MethodKind.Ordinary)
            return Scope.FunctionCalls.Run(new Function(call.Syntax, method, null, null,
                method.IsStatic ? null : Hold(Lower(call.Instance!))), call);
        if (method.IsStatic)
            return Scope.Quoting.Quote(call,
                $"{(call.ConstrainedToType ?? method.ContainingType).Text()}.{CSharp.Escape(method.Name)}{TypeArguments(method)}(",
                call.Arguments, method, ")");
        if (call.Instance is null) return Reject(call, "'this'");
        if (Dispatch.IsBase(call.Instance) && Dispatch.IsVirtual(method, call.Instance.Type))
            return Reject(call, $"A call of 'base.{method.Name}', which has no source here,");
        var owner = Scope.Owners.OwnerOf(call.Instance, method, call.Arguments);
        return Scope.Quoting.Quote(call, $"{owner.Text}.{CSharp.Escape(method.Name)}{TypeArguments(method)}(", call.Arguments, method, ")",
            owner);
    }

    /// <summary>A guard against null lets pass what is made here.</summary>
    private bool IsGuardOfNew(IInvocationOperation call)
    {
        if (call is not { TargetMethod: { IsStatic: true, ReturnsVoid: true },
            Arguments: [{ Value: var given, Parameter: { Type.SpecialType: SpecialType.System_Object } parameter }, ..] }
            || !parameter.GetAttributes().Any(a => a.AttributeClass?.Name == "NotNullAttribute")) return false;
        while (given is IConversionOperation { OperatorMethod: null } c) given = c.Operand;
        return given is ILocalReferenceOperation or IParameterReferenceOperation && Scope.ForeignCode.IsThere(Lower(given));
    }

    private static string TypeArguments(IMethodSymbol method) =>
        method.TypeArguments.IsEmpty ? "" : $"<{string.Join(", ", method.TypeArguments.Select(t => t.Text()))}>";
}
