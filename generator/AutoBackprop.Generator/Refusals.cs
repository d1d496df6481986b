using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Diagnostics;

namespace AutoBackprop.Generator;

/// <summary>Who says that a method cannot be differentiated.</summary>
internal enum Voice
{
    /// <summary>The analyzers: they run in this compilation.</summary>
    Analyzers,

    /// <summary>The generator, where analyzers are switched off.</summary>
    Generator,

    /// <summary>The generated members, where nobody tells whether analyzers run.</summary>
    Members,
}

/// <summary>Refusals where no analyzer speaks.</summary>
internal static class Refusals
{
    // As the build decides it (Microsoft.Managed.Core.targets); it is seen through the package's props.
    public static Voice VoiceOf(AnalyzerConfigOptions options)
    {
        if (!options.TryGetValue("build_property.RunAnalyzers", out var always)) return Voice.Members;
        options.TryGetValue("build_property.RunAnalyzersDuringBuild", out var here);
        return IsFalse(always) || string.IsNullOrWhiteSpace(always) && IsFalse(here) ? Voice.Generator : Voice.Analyzers;

        static bool IsFalse(string? value) => string.Equals(value?.Trim(), "false", StringComparison.OrdinalIgnoreCase);
    }

    public static void Report(SourceProductionContext output, Compilation compilation)
    {
        foreach (var method in compilation.SyntaxTrees.SelectMany(GeneratedMembers.Annotated))
            foreach (var rejection in LoweringCache.Lower(method, compilation, output.CancellationToken)?.Rejections ?? [])
                if (rejection.IsError) output.ReportDiagnostic(rejection.ToDiagnostic());
    }
}
