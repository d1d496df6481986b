using AutoBackprop.Core;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Operations;

namespace AutoBackprop.Generator;

/// <summary>Calls of methods that gradients do not pass. What they write into memory has no gradient: neither its own nor that of what
/// was there before.</summary>
internal sealed class ValueCalls(Scope scope) : Lowerer(scope), ICallLowering
{
    public Value? TryLower(IInvocationOperation call) => Symbols.Has(call.TargetMethod, Symbols.NoGradient) ? CallForValue(call) : null;

    private Value CallForValue(IInvocationOperation call)
    {
        var writes = new ParameterWrites(Context.Compilation, Context.Token);
        var isWritten = call.TargetMethod.Parameters.Any(p =>
            Defaults.Of(p.Type).Leaves.Any(l => l.Type.IsArray) && writes.MayWrite(p.OriginalDefinition));
        if (isWritten && WithoutGradient(call.TargetMethod) is { } body)
            return Scope.Inlining.Inline(call, call.TargetMethod, body, Scope.Calls.Arguments(call)
                .SelectMany((a, i) => Scope.Composites.Passed(a, Inlining.ShapeOf(call.TargetMethod.Parameters[i]),
                call.TargetMethod.Parameters[i].Type, call)).ToArray(),
                call.TargetMethod.ReturnsVoid ? null : call.TargetMethod.ReturnType);

        var (from, isUsed) = (Watches.Count, isWritten || !Usage.IsUnused(call));
        var value = Scope.ForeignCalls.CallForeign(call);
        for (var i = from; i < Watches.Count; i++)
            if (Watches[i].Rejection.Descriptor == Descriptors.NoDerivative)
                Watches[i] = new Watch(isUsed ? Watches[i].Values
                    : [], new Rejection(Descriptors.GradientLost, call.Syntax.GetLocation(),
                    $"'{call.TargetMethod.Name}' is marked [NoGradient]"));
        return value;
    }

    /// <summary>The body of a method that calls no other of the user, with the values that it stores and returns stopped for
    /// gradients.</summary>
    private LoweredBody? WithoutGradient(IMethodSymbol method)
    {
        if (Scope.SourceCalls.SourceOf(method) is not { } source) return null;
        var model = Context.ModelOf(source.SyntaxTree);
        if (source.DescendantNodes().OfType<InvocationExpressionSyntax>()
            .Any(i => model.GetSymbolInfo(i, Context.Token).Symbol is not { DeclaringSyntaxReferences.Length: 0 })) return null;
        if (Context.BodyOf(method, source) is not { } body || body.Rejections.Any(r => r.IsError) || Context.IsOutOfLine(method)
            || body.Method.Finals > 0 || body.Method.Body.AllSteps().Any(s => s is Call)
                || body.Method.Body.Size() > SourceCalls.LargestWithArrays) return null;
        var fresh = new Fresh(body.Method.NextId);
        var steps = Stopped(body.Method.Body, fresh);
        return body with { Method = body.Method with { Body = steps, Results = body.Method.Results.Map(r => r.Type.IsReal ? Stop(r) : r),
            NextId = fresh.NextId }, Watches = [] };
    }

    private static Block Stopped(Block block, Fresh fresh) =>
        block with { Steps = block.Steps.SelectMany(s => Stopped(s, fresh)).ToArray() };

    private static Stmt[] Stopped(Stmt step, Fresh fresh)
    {
        Let Named(Expr value) => new(fresh.Hidden(value.Type), value);
        switch (step)
        {
            case Store { Value: { Type.IsReal: true } value } s when value is not Const:
                var stopped = Named(Stop(value));
                return [stopped, s with { Value = stopped.Target }];
            case Accumulate s:
                var old = Named(new Load(s.Array, s.Indices, s.Value.Type));
                stopped = Named(Stop(old.Target + s.Value));
                return [old, stopped, new Store(s.Array, s.Indices, stopped.Target)];
            default: return [step.MapBlocks(b => Stopped(b, fresh))];
        }
    }
}
