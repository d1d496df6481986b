using AutoBackprop.Analyzers;
using AutoBackprop.Core;
using AutoBackprop.Generator;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace AutoBackprop.Tests;

/// <summary>The facts that the analyzers have of a method.</summary>
internal static class Known
{
    /// <param name="member">A static method F, and what it calls.</param>
    public static MethodFacts Of(string member)
    {
        var compilation = Compile.Generate($"using System; using AutoBackprop;\nstatic partial class Model\n{{\n    [Differentiable] {member}\n}}").Compilation;
        var method = compilation.SyntaxTrees[0].GetRoot().DescendantNodes().OfType<MethodDeclarationSyntax>().First();
        var lowered = LoweringCache.Lower(method, compilation, default)!.Lowered;
        Assert.Empty(lowered.Rejections.Where(r => r.IsError).Select(r => r.ToDiagnostic().ToString()));
        return MethodFacts.Of(lowered)!;
    }

    /// <summary>What F returns.</summary>
    public static Expr Result(this MethodFacts facts) => facts.Facts.Method.Results[0];

    /// <summary>The source of a value.</summary>
    public static string? Source(this MethodFacts facts, Expr value) => facts.Origins.Of(value)?.Node.ToString();
}
