using AutoBackprop.Generator;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace AutoBackprop.Tests.Programs;

/// <summary>The generator that these tests were built with.</summary>
internal sealed class Product : IProduct
{
    public IIncrementalGenerator Generator => new GradientGenerator();

    public IReadOnlyList<MetadataReference> References => Compiled.References;

    public IReadOnlyList<(SyntaxTree Tree, string Message)> Refusals(Compilation compilation) =>
    [
        .. from tree in compilation.SyntaxTrees
           let model = compilation.GetSemanticModel(tree)
           from syntax in tree.GetRoot().DescendantNodes().OfType<MethodDeclarationSyntax>()
           let symbol = model.GetDeclaredSymbol(syntax)
           where symbol is not null && Symbols.Has(symbol, Symbols.Differentiable)
           from rejection in Lowering.Lower(symbol, syntax, compilation, default).Rejections
           where rejection.IsError
           select (tree,
               $"{rejection.Descriptor.Id} {string.Join(" ", rejection.Arguments)} at «{rejection.Location.SourceTree!.GetText().ToString(rejection.Location.SourceSpan)}»"),
    ];
}
