using AutoBackprop.Core;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace AutoBackprop.Generator;

/// <summary>Writes the gradient of every [Differentiable] method. Silent where analyzers run: they explain what it refuses.</summary>
[Microsoft.CodeAnalysis.Generator]
public sealed class GradientGenerator : IIncrementalGenerator
{
    public void Initialize(IncrementalGeneratorInitializationContext context)
    {
        // Not ForAttributeWithMetadataName: it binds every annotated method again after every edit, wherever that was.
        var methods = context.SyntaxProvider
            .CreateSyntaxProvider(static (node, _) => Declared.Is(node),
                static (target, token) => LoweringCache.Lower((MemberDeclarationSyntax)target.Node, target.SemanticModel.Compilation,
                    token) is { Lowered: var lowered } ? new EquatableArray<Model>([.. lowered.Models]) : default)
            .WithTrackingName("Lowered")
            .SelectMany(static (models, _) => models);

        // Each as it is where somebody else says what was refused, and as it says that itself.
        var sources = methods
            .Select(static (model, _) =>
                (model.Hint, Code: Write(model with { Refusal = "" }), Telling: model.Refusal.Length == 0 ? null : Write(model)))
            .WithTrackingName("Emitted");

        // Collected first: combined one by one behind the Where, files were missing after some edits (RandomEditTests, seeds 1 and 3).
        var voice = context.AnalyzerConfigOptionsProvider.Select(static (options, _) => Refusals.VoiceOf(options.GlobalOptions));
        context.RegisterSourceOutput(sources.Collect().Combine(voice), static (output, at) =>
        {
            foreach (var (hint, code, telling) in at.Left) output.AddSource(hint, at.Right == Voice.Analyzers ? code : telling ?? code);
        });
        context.RegisterSourceOutput(context.CompilationProvider.Combine(voice), static (output, at) =>
        {
            if (at.Right == Voice.Generator) Refusals.Report(output, at.Left);
        });
    }

    // A fault of ours must not take the other files with it; the file says what happened where the user looks for the code.
    private static string Write(Model model)
    {
        try
        {
            return GradientFile.Write(model);
        }
        catch (Exception fault) when (fault is not OperationCanceledException)
        {
            return $"#error AutoBackprop could not write the gradient of {model.Name} ({fault.GetType().Name}: {fault.Message.Replace('\n', ' ').Replace('\r', ' ')}); please report it\n";
        }
    }
}
