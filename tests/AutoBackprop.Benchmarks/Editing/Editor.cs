using System.Collections.Immutable;
using System.Diagnostics;
using AutoBackprop.Generator;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.Diagnostics;

namespace AutoBackprop.Benchmarks.Editing;

/// <summary>Milliseconds that one compilation took.</summary>
/// <param name="Analyzers">In our analyzers' own code, with the binding it causes, by the compiler's telemetry.</param>
/// <param name="Driver">In the analyzer driver around it, which is there for any analyzer.</param>
public sealed record Cost(double Generator, double Analyzers, double Driver)
{
    public double Both => Generator + Analyzers;

    public static double Median(IEnumerable<Cost> costs, Func<Cost, double> part) => new Sample([.. costs.Select(part)]).Median;
}

/// <summary>Does what an editor does after a keystroke: runs the warm generator, then the analyzers on the file at hand.</summary>
public sealed class Editor
{
    private static readonly ImmutableArray<DiagnosticAnalyzer> Analyzers =
        [.. System.Reflection.Assembly.Load("AutoBackprop.Analyzers").GetTypes()
            .Where(type => type.IsSubclassOf(typeof(DiagnosticAnalyzer)) && !type.IsAbstract)
            .Select(type => (DiagnosticAnalyzer)Activator.CreateInstance(type)!)];

    private static readonly CompilationWithAnalyzersOptions Options = new(
        new AnalyzerOptions([]), onAnalyzerException: null, concurrentAnalysis: false, logAnalyzerExecutionTime: true);

    private readonly Dictionary<string, SyntaxTree> _generated = [];
    private GeneratorDriver _driver = CSharpGeneratorDriver.Create([new GradientGenerator().AsSourceGenerator()],
        parseOptions: new CSharpParseOptions(LanguageVersion.Latest));

    /// <summary>Makes sure that what is timed is the real work: the sources compile, and nothing was refused.</summary>
    public void Check(SyntheticProject project)
    {
        _driver.RunGeneratorsAndUpdateCompilation(project.Compilation, out var complete, out _);
        if (complete.GetDiagnostics().FirstOrDefault(d => d.Severity == DiagnosticSeverity.Error) is { } error) throw new InvalidOperationException(error.ToString());
        if (complete.SyntaxTrees.Any(tree => tree.ToString().Contains("NotSupportedException", StringComparison.Ordinal)))
            throw new InvalidOperationException("A synthetic method cannot be differentiated.");
    }

    /// <summary>The driver parses all generated files again as soon as one has changed; an editor keeps those that say the same.</summary>
    private SyntaxTree Kept(GeneratedSourceResult source)
    {
        if (!_generated.TryGetValue(source.HintName, out var tree) || !tree.GetText().ContentEquals(source.SourceText))
            _generated[source.HintName] = tree = source.SyntaxTree;
        return tree;
    }

    /// <param name="edited">The only file to analyze; all if null.</param>
    /// <param name="each">Hears the milliseconds of each analyzer.</param>
    public Cost Run(SyntheticProject project, SyntaxTree? edited = null, Action<IReadOnlyDictionary<string, double>>? each = null)
    {
        var start = Stopwatch.GetTimestamp();
        _driver = _driver.RunGenerators(project.Compilation);
        var generator = Stopwatch.GetElapsedTime(start).TotalMilliseconds;

        var result = _driver.GetRunResult();
        if (result.Diagnostics.Length > 0) throw new InvalidOperationException(result.Diagnostics[0].ToString());
        var complete = project.Compilation.AddSyntaxTrees(result.Results.Single().GeneratedSources.Select(Kept));

        if (Analyzers.IsEmpty) return new(generator, 0, 0);
        // Reading the new files is the compiler's work, whoever is the first to need a name in them.
        complete.GetTypeByMetadataName(Symbols.Differentiable);
        // What was allocated before is not theirs to collect.
        if (edited is null) GC.Collect();
        start = Stopwatch.GetTimestamp();
        var analysis = complete.WithAnalyzers(Analyzers, Options);
        var diagnostics = edited is null
            ? analysis.GetAnalyzerDiagnosticsAsync().GetAwaiter().GetResult()
            : [.. analysis.GetAnalyzerSyntaxDiagnosticsAsync(edited, default).GetAwaiter().GetResult(),
               .. analysis.GetAnalyzerSemanticDiagnosticsAsync(complete.GetSemanticModel(edited), null, default).GetAwaiter().GetResult()];
        var all = Stopwatch.GetElapsedTime(start).TotalMilliseconds;
        var times = Analyzers.ToDictionary(a => a.GetType().Name, a => analysis.GetAnalyzerTelemetryInfoAsync(a, default).GetAwaiter().GetResult().ExecutionTime.TotalMilliseconds);
        var analyzers = times.Values.Sum();
        each?.Invoke(times);

        if (diagnostics.FirstOrDefault(d => d.Id == "AD0001") is { } crash) throw new InvalidOperationException(crash.ToString());
        return new(generator, analyzers, all - analyzers);
    }
}
