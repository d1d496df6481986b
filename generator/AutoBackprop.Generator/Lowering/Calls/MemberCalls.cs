using AutoBackprop.Core;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Operations;

namespace AutoBackprop.Generator;

/// <summary>Methods, operators, constructors and properties of structs and objects taken apart: their bodies are inlined.</summary>
internal sealed class MemberCalls(Scope scope) : Lowerer(scope), ICallLowering
{
    public Value? TryLower(IInvocationOperation call) => CallMember(call, call.TargetMethod, call.Instance, call.Arguments);

    /// <summary>A method, or the getter of a property, on a struct or an object taken apart.</summary>
    public Value? CallMember(IOperation call, IMethodSymbol? method, IOperation? instance, IEnumerable<IArgumentOperation> arguments)
    {
        if (method is null || instance?.Type is null || Aggregate.Of(instance.Type) is not { Composition: not Composition.Tuple } a
            || !SymbolEqualityComparer.Default.Equals(method.ContainingType, instance.Type)
            || method.IsVirtual || method.IsOverride || method.IsAbstract || method.IsGenericMethod || method.IsAsync || method.ReturnsByRef
                || method.ReturnsByRefReadonly
            || method.DeclaringSyntaxReferences is not [var reference] || !Context.Compilation.ContainsSyntaxTree(reference.SyntaxTree)
            || !SymbolEqualityComparer.Default.Equals(method, method.OriginalDefinition)) return null;
        var source = reference.GetSyntax(Context.Token);
        if (Scope.Inlining.InlinedBody(method, source) is not { } body) return null;
        if (a.Composition != Composition.Class && Scope.References.IsVariable(instance) && Scope.References.IsChangeable(instance))
            return Scope.Inlining.CallSource(call, method, source, body,
                Scope.Handover.Hand(method, arguments, body, Scope.References.Settled(Scope.Targets.Aim(instance))));
        var self = Hold(Lower(instance));
        return self.IsTuple || a.Composition != Composition.Class
            ? Scope.Inlining.CallSource(call, method, source, body, Scope.Handover.Hand(method, arguments, body, null,
            Scope.Composites.Expanded(self, a))) : null;
    }

    public Value? CallOperator(IOperation at, IMethodSymbol? method, params IOperation[] operands) =>
        VectorSymbols.RowOf(method) is not null ? Scope.VectorMembers.Operator(method, [.. operands.Select(o => Hold(Lower(o)))]) :
        method is { IsStatic: true } && Scope.FunctionCalls.IsInstance(method) && InPlace.HasSource(method, Context)
            ? Scope.InPlace.Run(new Function(at.Syntax, method, null, null, null), [.. operands.Select(o => Hold(Lower(o)))], at) :
        OperatorBody(method) is var (source, body)
            ? Scope.Inlining.CallSource(at, method!, source, body, Scope.Handover.Hand(method!, operands.Select((o, i) => (i, o, o)), body))
            : Scope.LibraryCalls.Operator(at, method, () => [.. operands.Select(o => Hold(Lower(o)))]);

    public Value? CallOperator(IOperation at, IMethodSymbol? method, params Value[] args) =>
        VectorSymbols.RowOf(method) is not null ? Scope.VectorMembers.Operator(method, args) :
        OperatorBody(method) is var (source, body)
            ? Scope.Inlining.CallSource(at, method!, source, body, new Handover.Handed([null, .. args], new Target?[args.Length + 1],
            new Binding?[args.Length + 1]))
            : Scope.LibraryCalls.Operator(at, method, () => args);

    public (SyntaxNode Source, LoweredBody Body)? OperatorBody(IMethodSymbol? method) =>
        method is { IsStatic: true, IsImplicitlyDeclared: false }
            && method.Parameters.Any(p => Aggregate.Of(p.Type) is not null) | Aggregate.Of(method.ReturnType) is not null
        && SymbolEqualityComparer.Default.Equals(method, method.OriginalDefinition)
        && method.DeclaringSyntaxReferences is [var reference] && Context.Compilation.ContainsSyntaxTree(reference.SyntaxTree)
        && reference.GetSyntax(Context.Token) is var source && Scope.Inlining.InlinedBody(method, source) is { } body
            ? (source, body) : null;
}
