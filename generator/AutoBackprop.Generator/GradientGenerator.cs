using AutoBackprop.Core;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace AutoBackprop.Generator;

/// <summary>Writes the gradient of every [Differentiable] method. Silent: what it refuses, the analyzers explain.</summary>
[Microsoft.CodeAnalysis.Generator]
public sealed class GradientGenerator : IIncrementalGenerator
{
    public void Initialize(IncrementalGeneratorInitializationContext context)
    {
        var methods = context.SyntaxProvider
            .ForAttributeWithMetadataName(Symbols.Differentiable, static (node, _) => node is MethodDeclarationSyntax,
                static (target, token) => Lowering.Lower((IMethodSymbol)target.TargetSymbol, (MethodDeclarationSyntax)target.TargetNode, target.SemanticModel.Compilation, token).Model)
            .WithTrackingName("Lowered")
            .Where(static model => model is not null);

        var sources = methods
            .Select(static (model, _) => (model!.Hint, Code: GradientFile.Write(model)))
            .WithTrackingName("Emitted");

        context.RegisterSourceOutput(sources, static (output, source) => output.AddSource(source.Hint, source.Code));
    }
}
