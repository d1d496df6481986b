using AutoBackprop.Core;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Operations;

namespace AutoBackprop.Generator;

/// <summary>Lambdas and methods as values.</summary>
internal sealed class Lambdas(Scope scope) : Lowerer(scope)
{
    public Value Lower(IDelegateCreationOperation d) => d.Target switch
    {
        IAnonymousFunctionOperation f => Known(FunctionOf(f), d.Type),
        IMethodReferenceOperation m => FunctionOf(m) is { } function ? Known(function, d.Type) : Quoted(m, d.Type),
        _ => Lower(d.Target) is { Scalar: { } } value ? value : Reject(d),
    };

    private Value Known(Function function, ITypeSymbol? type) => Context.Entities.Add(function, type);

    public Function FunctionOf(IAnonymousFunctionOperation f) => new(f.Syntax, f.Symbol, f.Body, Scope.Current, null);

    /// <summary>Null for a method without source.</summary>
    private Function? FunctionOf(IMethodReferenceOperation m)
    {
        var method = m.Method;
        if (method.MethodKind == MethodKind.LocalFunction) return FunctionOf(method, m.Syntax);
        if (!InPlace.CanRun(method, Context)) return null;
        return new Function(m.Syntax, method, null, null, method.IsStatic || m.Instance is null ? null : Hold(Lower(m.Instance)));
    }

    /// <summary>A local function captures the variables of the body that it is written in.</summary>
    public Function? FunctionOf(IMethodSymbol local, SyntaxNode at) =>
        local.DeclaringSyntaxReferences is [var reference] && reference.GetSyntax(Context.Token) is LocalFunctionStatementSyntax syntax
        && Context.ModelOf(syntax.SyntaxTree).GetOperation(syntax, Context.Token) is ILocalFunctionOperation { Body: { } body }
            ? new Function(at, local, body, Scope.Current.Of(local.ContainingSymbol), null) : null;

    /// <summary>A delegate of a field that is never assigned again.</summary>
    public Value? Field(IFieldReferenceOperation f)
    {
        if (f.Field is not { IsStatic: true, IsReadOnly: true, Type.TypeKind: TypeKind.Delegate,
            DeclaringSyntaxReferences: [var reference] }
            || !Context.Compilation.ContainsSyntaxTree(reference.SyntaxTree)
            || reference.GetSyntax(Context.Token) is not VariableDeclaratorSyntax { Initializer: { } initializer }) return null;
        Context.Visited.Add(initializer);
        var value = Context.ModelOf(initializer.SyntaxTree).GetOperation(initializer, Context.Token) is IFieldInitializerOperation i
            ? i.Value : null;
        while (value is IConversionOperation c) value = c.Operand;
        return value switch
        {
            IDelegateCreationOperation { Target: IAnonymousFunctionOperation lambda } =>
                Known(new Function(f.Syntax, lambda.Symbol, lambda.Body, null, null), f.Type),
            IDelegateCreationOperation { Target: IMethodReferenceOperation { Method: { IsStatic: true } method } } when InPlace.CanRun(method, Context) =>
                Known(new Function(f.Syntax, method, null, null, null), f.Type),
            _ => null,
        };
    }

    // C# turns the name of a method into a delegate.
    private Value Quoted(IMethodReferenceOperation m, ITypeSymbol? type)
    {
        if (!IsAccessible(m.Method, m) || type is null || m.Method.MethodKind == MethodKind.LocalFunction) return Reject(m);
        return m.Method.IsStatic || m.Instance is null
            ? new Opaque($"new {type.Text()}({m.Method.ContainingType.Text()}.{CSharp.Escape(m.Method.Name)})", default, Types.Of(type),
                IsPure: true)
            : Scope.Quoting.Quoted(m, $"new {type.Text()}({Opaque.Hole(0)}.{CSharp.Escape(m.Method.Name)})",
                [Hold(Scope.Quoting.Given(m.Instance)).Scalar!], isPure: true);
    }
}
