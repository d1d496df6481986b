using AutoBackprop.Core;
using Microsoft.CodeAnalysis;

namespace AutoBackprop.Generator;

/// <summary>Members of objects that are data and call themselves, on what the object holds: trees, decorators, parts of parts. Each is a
/// method of its own, to which the object is handed.</summary>
internal sealed class ObjectRecursion(Scope scope) : Lowerer(scope)
{
    /// <returns>Null for what does not run already, and where more than numbers, arrays and data is handed over or comes back.</returns>
    public Value? Of(IOperation call, IMethodSymbol method, Expr self, FunctionCalls.Handed given)
    {
        if (!(Scope.InPlace.IsRunning(method) || Context.IsOfObject(method)) || !IsFor(method, self) || InPlace.SourceOf(method, Context) is not { } source)
            return null;
        if (method.Parameters.Length != given.Values.Count || given.Values.Any(v => v is null || v.Leaves.Any(Entities.Is))) return null;
        Expr[] arguments = [.. method.Parameters.Zip(given.Values, (p, v) => Scope.Composites.Passed(v!, Inlining.ShapeOf(p), p.Type, call))
            .SelectMany(l => l).Select(l => l.Type.IsArray ? Named(l) : l)];
        var body = Context.BodyOfObject(method, source);
        if (body?.Rejections.FirstOrDefault(r => r.IsError) is { } rejection)
        {
            Rejections.Add(Scope.Findings.Moved(rejection, call, method));
            return Defaults.Of(call.Type);
        }
        return Scope.SourceCalls.CallOutOfLine(call, method, [self, .. arguments],
            [false, .. method.Parameters.SelectMany(p => Inlining.ShapeOf(p).Leaves).Select(l => l.IsActive)]);
    }

    private bool IsFor(IMethodSymbol method, Expr self) =>
        SymbolEqualityComparer.Default.Equals(method, method.OriginalDefinition) && !method.IsGenericMethod
        && !InPlace.IsIterator(method, Context) && !Entities.Is(self)
        && Context.IsAccessible(method.ContainingType) && !SignatureLowering.IsFileLocal(method.ContainingType)
        && method.Parameters.All(p => p.RefKind == RefKind.None && p.Type.TypeKind != TypeKind.Delegate)
        && (method.ReturnsVoid || Defaults.Of(method.ReturnType).Leaves.All(l => !l.Type.IsArray));
}
