using AutoBackprop.Core;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Operations;

namespace AutoBackprop.Generator;

/// <summary>A body that is lowered elsewhere, copied to where it is called.</summary>
internal sealed class Inlining(Scope scope) : Lowerer(scope)
{
    public Value Inline(IOperation call, IMethodSymbol method, LoweredBody body, Expr[] leaves, ITypeSymbol? type,
        bool isDerivative = false) => Inline(call, method, body, leaves, type, out _, isDerivative);

    public Value Inline(IOperation call, IMethodSymbol method, LoweredBody body, Expr[] leaves, ITypeSymbol? type, out List<Expr> results,
        bool isDerivative = false)
    {
        var rename = new Rename(v => v.IsHidden ? Fresh.Hidden(v.Type) : Fresh.Version(v));
        for (var i = 0; i < leaves.Length; i++)
            rename.Substitute(body.Method.Parameters[i], leaves[i].IsAtom ? leaves[i] : Define("", leaves[i]).Scalar!);
        foreach (var step in body.Method.Body.Steps)
        {
            var copy = rename.Of(step);
            Emit(copy);
            foreach (var inner in copy.Self()) Scope.Extents.Note(inner);
            if (isDerivative) Origins.NoteDerived(copy);
            else Origins.NoteCopy(body.Origins, step, copy, call.Syntax);
        }
        foreach (var watch in body.Watches)
            Watches.Add(watch with { Values = [.. watch.Values.Select(rename.Of)],
                Rejection = Scope.Findings.Moved(watch.Rejection, call, method), Result = watch.Result is { } made
                ? rename.Of(made) as Var : null });
        results = body.Method.Results.Select(rename.Of).ToList();
        if (!isDerivative) Origins.NoteCopies(body.Origins, body.Method.Results, results, call.Syntax);
        return type is null ? Const.False : Defaults.Of(type).With(results);
    }

    /// <summary>A method whose source is here, inlined; null where that cannot be.</summary>
    /// <param name="receiver">What it is called on, if that is a variable.</param>
    /// <param name="self">If it is a value.</param>
    public Value? CallSource(IOperation at, IMethodSymbol method, SyntaxNode source, Target? receiver, Value? self,
        IEnumerable<IArgumentOperation> arguments) =>
        InlinedBody(method, source) is { } body
            ? CallSource(at, method, source, body, Scope.Handover.Hand(method, arguments, body, receiver, self)) : null;

    public Value CallSource(IOperation at, IMethodSymbol method, SyntaxNode source, LoweredBody body, Handover.Handed handed)
    {
        if (handed.Refusal is var (where, what)) return Reject(where, what);
        if (handed.IsBound && Context.BodyOf(method, source, handed.Bindings) is { } bound) body = bound;
        if (body.Rejections.FirstOrDefault(r => r.IsError) is { } rejection)
        {
            Rejections.Add(Scope.Findings.Moved(rejection, at, method));
            return Defaults.Of(at.Type);
        }
        var type = method.MethodKind == MethodKind.Constructor ? method.ContainingType : method.ReturnsVoid ? null : method.ReturnType;
        var result = Inline(at, method, body, [.. Scope.Handover.Leaves(handed, method, at).Select(l => l.Leaf)], type, out var results);
        Scope.Handover.GiveBack(at, method, body, results, handed);
        return result;
    }

    public LoweredBody? InlinedBody(IMethodSymbol method, SyntaxNode source) =>
        Context.BodyOf(method, source) is { } body && !body.Rejections.Any(r => r.IsError) && !Context.IsOutOfLine(method) ? body : null;

    public static Shape ShapeOf(IParameterSymbol parameter) =>
        Types.Shape(parameter.Type, parameter.Name, !Symbols.Has(parameter, Symbols.NoGradient));
}
