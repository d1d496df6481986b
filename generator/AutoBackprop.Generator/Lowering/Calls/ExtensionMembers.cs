using AutoBackprop.Core;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Operations;

namespace AutoBackprop.Generator;

/// <summary>Members of extension blocks: what they are called on is the block's parameter. Where they are quoted, they are called as
/// the static methods that they become, since the generated file has no usings.</summary>
internal sealed class ExtensionMembers(Scope scope) : Lowerer(scope), ICallLowering
{
    public Value? TryLower(IInvocationOperation call) =>
        CallExtension(call, call.TargetMethod, call.Instance, () => Scope.Calls.Arguments(call));

    /// <summary>An instance member with its source here, inlined; null for all others.</summary>
    public Value? CallExtension(IOperation call, IMethodSymbol? method, IOperation? instance, Func<Value[]> args)
    {
        if (method is not { IsStatic: false, IsGenericMethod: false, IsAsync: false, ReturnsByRef: false, ReturnsByRefReadonly: false }
            || instance is null || !IsExtension(method.ContainingType)) return null;
        if (!SymbolEqualityComparer.Default.Equals(method, method.OriginalDefinition)
            || method.DeclaringSyntaxReferences is not [var reference]
            || !Context.Compilation.ContainsSyntaxTree(reference.SyntaxTree)) return null;
        var syntax = reference.GetSyntax(Context.Token);
        if (Receiver(Context, method, syntax) is not { RefKind: RefKind.None or RefKind.In } receiver
            || method.Parameters.Any(p => p.RefKind is RefKind.Ref or RefKind.Out)) return null;
        if (Context.BodyOf(method, syntax) is not { } body)
            return Reject(call, $"'{method.Name}', a member of an extension block that calls itself,");
        if (body.Rejections.FirstOrDefault(r => r.IsError) is { } rejection)
            return call is IInvocationOperation i ? Scope.ForeignCalls.CallForeign(i, Scope.Findings.Moved(rejection, call, method)) : null;
        var self = Hold(Lower(instance));
        var given = args().Zip(method.Parameters, (a, p) => (Value: a, Parameter: p)).Prepend((Value: self, Parameter: receiver));
        var leaves = given.SelectMany(g => Scope.Composites.Passed(g.Value, Inlining.ShapeOf(g.Parameter), g.Parameter.Type, call)
            .Select(l => Symbols.Has(g.Parameter, Symbols.NoGradient) ? Stop(l) : l)).ToArray();
        return Scope.Inlining.Inline(call, method, body, leaves, method.ReturnsVoid ? null : method.ReturnType);
    }

    /// <summary>C# that a call of a member begins with, and what it is called on.</summary>
    private (string Before, Owners.Owner? Owner) Quoted(IOperation operation, IMethodSymbol method, IOperation? instance, bool hasMore)
    {
        var types = method.ContainingType.TypeArguments.AddRange(method.TypeArguments);
        var name = $"{method.ContainingType.ContainingType.Text()}.{CSharp.Escape(method.Name)}{(types.IsEmpty ? "" : $"<{string.Join(", ", types.Select(t => t.Text()))}>")}(";
        if (method.IsStatic || instance is null) return (name, null);
        if (method.DeclaringSyntaxReferences is [var reference]
            && Receiver(Context, method, reference.GetSyntax(Context.Token)) is { RefKind: RefKind.Ref }) Reject(operation,
            "An extension member on a reference");
        return ($"{name}{Opaque.Hole(0)}{(hasMore ? ", " : "")}", new Owners.Owner(Scope.Quoting.Given(instance)));
    }

    public Value QuoteExtension(IInvocationOperation call)
    {
        var (before, owner) = Quoted(call, call.TargetMethod, call.Instance,
            call.Arguments.Any(a => a.ArgumentKind != ArgumentKind.DefaultValue));
        return Scope.Quoting.Quote(call, before, call.Arguments, call.TargetMethod, ")", owner);
    }

    public Value QuoteExtension(IPropertyReferenceOperation p, IMethodSymbol get)
    {
        var (before, owner) = Quoted(p, get, p.Instance, !p.Arguments.IsEmpty);
        return Scope.Quoting.Quote(p, before, p.Arguments, p.Property, ")", owner);
    }

    /// <summary>The parameter of the block around an instance member.</summary>
    public static IParameterSymbol? Receiver(LoweringContext context, IMethodSymbol method, SyntaxNode syntax) =>
        !method.IsStatic && IsExtension(method.ContainingType)
            && syntax.Ancestors().OfType<TypeDeclarationSyntax>().FirstOrDefault()?.ParameterList is { Parameters: [var parameter] }
            ? context.ModelOf(syntax.SyntaxTree).GetDeclaredSymbol(parameter, context.Token) as IParameterSymbol : null;

    public static bool IsExtension(ITypeSymbol? type) => type is { TypeKind: Extension, ContainingType: not null };

    // Of newer compilers than the one we are built against.
    private const TypeKind Extension = (TypeKind)14;
}
