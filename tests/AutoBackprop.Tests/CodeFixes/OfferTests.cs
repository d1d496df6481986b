using AutoBackprop.CodeFixes;
using Microsoft.CodeAnalysis.CodeFixes;
using Microsoft.CodeAnalysis.CSharp;

namespace AutoBackprop.Tests;

/// <summary>All fixes on sources with a word exchanged here and there.</summary>
public sealed class OfferTests
{
    private const int Cases = 120;

    /// <summary>Something for every fix.</summary>
    private const string Wrong = """
        using System; using AutoBackprop;
        class Outer
        {
            static partial class Model
            {
                [Differentiable] static double F(double x) => x; // AB0001
            }
        }
        partial class Model
        {
            static double level;
            [NoGradient] static double Log(double x) => x;
            [Differentiable] static double G(double x, int n) => Math.BitIncrement(x) + MathF.BitIncrement(1) * n; // AB0003
            [Differentiable] static double H(double x, /* unused */ double y, in float z = 1) { level = x; return (int)(x + 1) * x + Log(x); } // AB0008, AB0009
            [Differentiable] public double I<T>(double x) { return x * x; } // AB0010
            [DerivativeOf(typeof(Math), nameof(Math.BitDecrement))] void Rule(double x, double g) => throw new Exception(); // AB0006
        }
        """;

    private static readonly CodeFixProvider[] Fixes =
        [.. typeof(SyntaxFix).Assembly.GetTypes().Where(t => t.IsSubclassOf(typeof(CodeFixProvider)) && !t.IsAbstract).Select(t => (CodeFixProvider)Activator.CreateInstance(t)!)];

    [Fact]
    public async Task A_fix_that_is_offered_changes_something_and_leaves_the_syntax_whole()
    {
        var (random, offers) = (new Random(1), 0);
        for (var i = 0; i < Cases; i++)
        {
            var source = i % 2 == 0 ? MutilationTests.Exchanged(Wrong, random) : MutilationTests.Exchanged(MutilationTests.Snippets[random.Next(MutilationTests.Snippets.Length)], random);
            foreach (var text in await Compile.Offers(source, MutilationTests.Analyzers, Fixes))
            {
                Assert.True(text != source, $"nothing changes\n{source}");
                if (IsWhole(source)) Assert.True(IsWhole(text), $"{source}\n----\n{text}");
                offers++;
            }
        }
        Assert.InRange(offers, Cases, int.MaxValue);
    }

    private static bool IsWhole(string code) => !CSharpSyntaxTree.ParseText(code, Compile.Parsing).GetDiagnostics().Any();
}
