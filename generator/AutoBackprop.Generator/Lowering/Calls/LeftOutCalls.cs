using AutoBackprop.Core;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Operations;

namespace AutoBackprop.Generator;

/// <summary>Calls that only a symbol which is not defined here would bring about, as Debug.Assert.</summary>
internal sealed class LeftOutCalls : ICallLowering
{
    public Value? TryLower(IInvocationOperation call)
    {
        if (!IsLeftOut(call.TargetMethod, call)) return null;
        return Const.False;
    }

    /// <summary>A call that only a symbol which is not defined here would bring about, as Debug.Assert.</summary>
    private static bool IsLeftOut(IMethodSymbol method, IInvocationOperation call)
    {
        var symbols = method.GetAttributes().Where(a => a.AttributeClass?.ToDisplayString() == "System.Diagnostics.ConditionalAttribute")
            .Select(a => a.ConstructorArguments is [{ Value: string symbol }] ? symbol : "").ToList();
        return symbols.Count > 0 && call.Syntax.SyntaxTree is var tree
            && !symbols.Exists(s => tree.Options.PreprocessorSymbolNames.Contains(s))
            && !tree.GetRoot().DescendantTrivia()
                .Any(t => t.GetStructure() is DefineDirectiveTriviaSyntax define && symbols.Contains(define.Name.ValueText));
    }
}
