using AutoBackprop.Core;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Operations;

namespace AutoBackprop.Generator;

/// <summary>Static methods with a body in this compilation: inlined, or called out of line.</summary>
internal sealed class SourceCalls(Scope scope) : Lowerer(scope), ICallLowering
{
    private const int LargestInlined = 250;

    // Loops over arrays that are inlined can run forward and backward together.
    public const int LargestWithArrays = 600;

    public Value? TryLower(IInvocationOperation call)
    {
        var method = call.TargetMethod;
        return (method.MethodKind == MethodKind.LocalFunction || method.Parameters.Any(TakesNumbers))
            && SourceOf(method, byReference: true) is { } source ? CallBody(call, method, source) : null;
    }

    public static bool TakesNumbers(IParameterSymbol p) =>
        p.RefKind is RefKind.Ref or RefKind.Out || p.Type.IsReal() || Aggregate.Of(p.Type) is not null || Types.HoldsReals(p.Type)
            || Views.Of(p.Type) is not null;

    /// <summary>The declaration of a method that can be lowered; null where it is elsewhere, or cannot.</summary>
    public SyntaxNode? SourceOf(IMethodSymbol method, bool byReference = false)
    {
        if (!method.IsStatic && (method.MethodKind != MethodKind.LocalFunction
            || Captures.Any(method, Context) && Context.Recursion.CapturesOf(method) is null) || method.IsGenericMethod || method.IsAsync
            || method.IsExtern || method.MethodKind is not (MethodKind.Ordinary or MethodKind.LocalFunction)) return null;
        if (!SymbolEqualityComparer.Default.Equals(method, method.OriginalDefinition) && TypeParameters.AreUsed(method, Context))
            return null;
        method = method.OriginalDefinition;
        if (method.Parameters.Any(p => !(p.RefKind is RefKind.None or RefKind.In or RefKind.RefReadOnlyParameter
            || byReference && p.RefKind is RefKind.Ref or RefKind.Out)) || method.ReturnsByRef || method.ReturnsByRefReadonly) return null;
        method = method.PartialImplementationPart ?? method;
        return method.DeclaringSyntaxReferences.Length == 1 && method.DeclaringSyntaxReferences[0] is var reference
            && Context.Compilation.ContainsSyntaxTree(reference.SyntaxTree)
            ? reference.GetSyntax(Context.Token) : null;
    }

    private Value CallBody(IInvocationOperation call, IMethodSymbol method, SyntaxNode source)
    {
        var body = Context.BodyOf(method, source);
        if (body is not null && body.Rejections.FirstOrDefault(r => r.IsError) is { } rejection)
        {
            var moved = Scope.Findings.Moved(rejection, call, method);
            if (method.MethodKind == MethodKind.LocalFunction) { Rejections.Add(moved); return Defaults.Of(call.Type); }
            // Fine for its value, when nothing active goes in.
            return Scope.ForeignCalls.CallForeign(call, moved);
        }
        var handed = Scope.Handover.Hand(method, call.Arguments, body);
        if (handed.Refusal is var (at, what)) return Reject(at, what);
        if (handed.IsBound && body is not null) body = Context.BodyOf(method, source, handed.Bindings);
        var leaves = Scope.Handover.Leaves(handed, method, call);
        foreach (var c in Context.Recursion.CapturesOf(method) ?? [])
            leaves.AddRange(Scope.Composites.Passed(Variables[Scope.References.Key(c)]!,
                Types.Shape(Recursion.TypeOf(c), c.Name, Recursion.IsActive(c)), Recursion.TypeOf(c), call).Select(l => (l, -1)));
        if (body is null || Context.IsOutOfLine(method)
            || body.Method.Body.Size() > (leaves.Any(l => l.Leaf.Type.IsArray) ? LargestWithArrays : LargestInlined))
            return ((IOperation?)call.Arguments.FirstOrDefault(Handover.IsByReference) ?? (handed.IsBound ? call : null)) is { } reference
                ? Reject(reference, $"A 'ref' or 'out' argument of '{method.Name}', which is not inlined,")
                : CallOutOfLine(call, method, [.. leaves.Select(l => l.Leaf.Type.IsArray ? Named(l.Leaf) : l.Leaf)],
                    [.. method.Parameters.SelectMany(p => Inlining.ShapeOf(p).Leaves).Concat((Context.Recursion.CapturesOf(method) ?? [])
                        .SelectMany(c => Types.Shape(Recursion.TypeOf(c), c.Name, Recursion.IsActive(c)).Leaves)).Select(l => l.IsActive)]);

        var given = leaves.Select(l =>
            l.Parameter >= 0 && Symbols.Has(method.Parameters[l.Parameter], Symbols.NoGradient) ? Stop(l.Leaf) : l.Leaf).ToArray();
        var result = Scope.Inlining.Inline(call, method, body, given, method.ReturnsVoid ? null : method.ReturnType, out var results);
        Scope.Handover.GiveBack(call, method, body, results, handed);
        return result;
    }

    /// <param name="active">Which of what is given is differentiated.</param>
    public Value CallOutOfLine(IOperation call, IMethodSymbol method, Expr[] given, bool[] active)
    {
        var shape = method.ReturnsVoid ? null : Types.Shape(method.ReturnType, "", true);
        var types = shape?.Leaves.Where(l => l.Name.Length > 0 || !shape.IsTuple).Select(l => l.Type).ToArray() ?? [];
        if (given.Where((a, i) => a.Type.IsArray && !a.Type.Scalar.IsReal && active[i]).Any())
            return Reject(call, $"An array of structs in a call of '{method.Name}', which is not inlined,");
        var results = types.Select(Fresh.Hidden).ToArray();
        foreach (var array in given.Where(a => a.Type is { IsArray: true } t && (t.Rank > 1 || t.Element!.IsArray)))
            Watches.Add(new Watch([array], Findings.Written(call, method.Name)) { IfWritten = true });
        Emit(new Call(new Callee(Context.OutOfLine(method, call.Syntax.GetLocation()), Sweep.Value, null, active,
            types) { ReachesFields = true }, given, results));
        return results.Length == 0 ? Const.False : Defaults.Of(method.ReturnType).With(results);
    }
}
