using AutoBackprop.Core;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Operations;

namespace AutoBackprop.Generator;

/// <summary>Derivatives of derivatives.</summary>
internal sealed class GradientCalls(Scope scope) : Lowerer(scope), ICallLowering
{
    // As many as a call of Destinations.Apart takes.
    private const int MostApart = 8;

    public Value? TryLower(IInvocationOperation call)
    {
        if (GeneratedMembers.Source(call.TargetMethod) is { } primal) return CallGradient(call, primal);
        return GeneratedMembers.IsSweep(call.TargetMethod) ? Reject(call, $"'{call.TargetMethod.Name}', a generated backward sweep,") : null;
    }

    /// <summary>FGradient in a differentiable method: the derivative of F is code like any other, and is inlined.</summary>
    private Value CallGradient(IInvocationOperation call, IMethodSymbol primal)
    {
        if (Scope.SourceCalls.SourceOf(primal) is not { } source)
            return Reject(call, $"A gradient of '{primal.Name}', whose source is not here,");
        if (Context.BodyOf(primal, source) is not { } body || Context.IsOutOfLine(primal) || body.Method.Body.AllSteps().Any(s => s is Call))
            return Reject(call, $"A gradient of '{primal.Name}', which calls itself or a method with a hand-written rule,");
        if (body.Rejections.FirstOrDefault(r => r.IsError) is { } rejection)
        {
            Rejections.Add(Scope.Findings.Moved(rejection, call, primal));
            return Defaults.Of(call.Type);
        }
        if (primal.Parameters.Any(p => Aggregate.Of(p.Type) is not null && Defaults.Of(p.Type).Leaves.Any(l => !l.Type.IsReal) || Aggregate.Of(p.Type) is { } a && a.Members.Any(m => m.IsConstant)))
            return Reject(call, $"A gradient of '{primal.Name}', which takes a struct with more than numbers,");
        var values = Scope.Calls.Arguments(call);
        var given = values.Take(primal.Parameters.Length).SelectMany(a => a.Leaves).Select(l => l.Type.IsArray ? Named(l) : l).ToList();
        var arrays = body.Method.Parameters.Select((p, i) => (Parameter: p, Given: given[i], IsActive: body.Method.IsActive[i])).Where(p => p.IsActive && p.Parameter.Type.IsArray).Select(p => p.Given).ToList();
        if (arrays.Any(a => a.Type is not { Rank: 1, Element: { IsReal: true } }) || arrays.Count != values.Length - primal.Parameters.Length)
            return Reject(call, $"A gradient of '{primal.Name}', which takes other arrays than spans of numbers,");
        given.AddRange(Destinations(call, primal, given, arrays, [.. values.Skip(primal.Parameters.Length).Select(v => Named(v.Scalar!))]));
        return Scope.Inlining.Inline(call, primal, body with { Method = Pipeline.Differentiate(Moves.Run(body.Method), seeded: false) }, [.. given], call.Type, isDerivative: true);
    }

    /// <summary>The parts of the destinations that are overwritten; all are checked, as the member itself would, before that.</summary>
    private List<Expr> Destinations(IInvocationOperation call, IMethodSymbol primal, List<Expr> given, List<Expr> arrays, Expr[] handed)
    {
        const string checks = "global::AutoBackprop.Destinations.";
        string Name(int i) => $"\"{call.TargetMethod.Parameters[primal.Parameters.Length + i].Name}\"";
        void Check(string text, IEnumerable<Expr> memory, params Expr[] others) =>
            Emit(new Execute(new Opaque(text, memory.Select(m => (Expr)Opaque.OnlyRead(m)).Concat(others).ToArray(), IrType.Other("void"))));

        for (var i = 0; i < handed.Length; i++) Check($"{checks}Fitting({Opaque.Hole(0)}, {Opaque.Hole(1)}, {Name(i)})", [handed[i]], Ops.Length(arrays[i]));
        var windows = handed.Select((h, i) => Define("", new Slice(h, Const.Int(0), Ops.Length(arrays[i]), IrType.SpanOf(h.Type.Element!))).Scalar!).ToList();
        for (var i = 0; i < windows.Count; i++)
        {
            var others = given.Where(g => g.Type is { IsArray: true, Rank: 1 } t && t.Element == windows[i].Type.Element).Concat(windows.Take(i)).ToList();
            for (var k = 0; k < others.Count; k += MostApart)
            {
                var some = others.Skip(k).Take(MostApart).ToList();
                Check($"{checks}Apart<{windows[i].Type.Element!.Name}>({Name(i)}, {Opaque.Hole(0)}{string.Concat(some.Select((_, o) => $", {Opaque.Hole(o + 1)}"))})", some.Prepend(windows[i]));
            }
        }
        foreach (var window in windows) Scope.Elements.ForEach(window, i => Emit(new Store(window, new[] { i }, new Const(0, window.Type.Element!))));
        return windows;
    }
}
