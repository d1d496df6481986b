using System.Collections.Immutable;
using System.Reflection;
using System.Runtime.Loader;
using System.Text;
using AutoBackprop.Generator;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.Diagnostics;
using Microsoft.CodeAnalysis.Text;

namespace AutoBackprop.Tests;

/// <summary>Generator, analyzers and code fixes on a piece of C#. <c>{|AB0001:code|}</c> marks what must be reported and where.
/// The same markup and call shape as <see cref="Packaged"/>, which lets the test packages of Roslyn verify a part of it.</summary>
internal static partial class Compile
{
    public static CSharpParseOptions Parsing { get; } = CSharpParseOptions.Default.WithLanguageVersion(LanguageVersion.Latest);

    public static CSharpCompilationOptions Options { get; } = new(
        OutputKind.DynamicallyLinkedLibrary, allowUnsafe: true, nullableContextOptions: NullableContextOptions.Enable, concurrentBuild: false);

    /// <summary>The framework and the package. One list, so that compilations share what they have read of it.</summary>
    public static ImmutableArray<MetadataReference> References { get; } =
    [
        .. ((string)AppContext.GetData("TRUSTED_PLATFORM_ASSEMBLIES")!).Split(Path.PathSeparator)
            .Where(path => Path.GetDirectoryName(path) == Path.GetDirectoryName(typeof(object).Assembly.Location))
            .Append(typeof(DifferentiableAttribute).Assembly.Location)
            .Append(typeof(System.Numerics.Tensors.TensorPrimitives).Assembly.Location)
            .Select(path => MetadataReference.CreateFromFile(path)),
    ];

    // As the package's props let the generator see it.
    private static readonly Configured AnalyzersRun = new(new Dictionary<string, string> { ["build_property.RunAnalyzers"] = "" });

    private static readonly CSharpCompilation Empty = CSharpCompilation.Create("Sample", [], References, Options);

    /// <summary>A compilation of these files, called File0.cs, File1.cs, ...</summary>
    public static CSharpCompilation Of(params IEnumerable<string> sources) =>
        Empty.AddSyntaxTrees(sources.Select((source, i) => CSharpSyntaxTree.ParseText(source, Parsing, $"File{i}.cs", Encoding.UTF8)));

    public static CSharpGeneratorDriver Driver(bool trackSteps = false) => CSharpGeneratorDriver.Create(
        [new GradientGenerator().AsSourceGenerator()], parseOptions: Parsing, optionsProvider: AnalyzersRun,
        driverOptions: new GeneratorDriverOptions(IncrementalGeneratorOutputKind.None, trackSteps));

    // ── generator ────────────────────────────────────────────────────────────────────────────────────────────

    public static Generated Generate(params string[] sources) => Generate(Of(sources));

    /// <param name="driver">One that may have a past.</param>
    public static Generated Generate(CSharpCompilation compilation, GeneratorDriver? driver = null)
    {
        driver = (driver ?? Driver()).RunGeneratorsAndUpdateCompilation(compilation, out var updated, out _);
        return new Generated((CSharpCompilation)updated, driver.GetRunResult()) { Driver = driver };
    }

    // ── analyzers ────────────────────────────────────────────────────────────────────────────────────────────

    /// <summary>Exactly what is marked is reported: diagnostics of ours, and errors of the compiler.</summary>
    public static Task Analyze<TAnalyzer>(params string[] sources) where TAnalyzer : DiagnosticAnalyzer, new() => Analyze([new TAnalyzer()], null, sources);

    /// <summary>The same, of several analyzers, with options of .editorconfig.</summary>
    public static async Task Analyze(DiagnosticAnalyzer[] analyzers, IReadOnlyDictionary<string, string>? options, params string[] sources)
    {
        var marked = sources.Select(Markup.Parse).ToList();
        var generated = Generate(marked.Select(m => m.Code).ToArray());
        var reported = await Diagnostics(generated.Compilation, options, analyzers);
        var found = reported.Concat(generated.Errors).Select(d => (File: Index(d), d.Id, Span: d.Location.SourceSpan)).Order(Places);
        var wanted = marked.SelectMany((m, i) => m.Marks.Select(mark => (File: i, mark.Id, mark.Span))).Order(Places);
        if (found.SequenceEqual(wanted)) return;

        var actual = marked.Select((m, i) => Markup.Write(m.Code, found.Where(f => f.File == i).Select(f => (f.Id, f.Span))));
        Assert.Fail($"expected:\n{string.Join("\n----\n", sources)}\n\nactual:\n{string.Join("\n----\n", actual)}\n\n{string.Join("\n", reported.Concat(generated.Errors))}");
    }

    /// <summary>What the analyzers report, AD0001 (an exception) included.</summary>
    public static Task<ImmutableArray<Diagnostic>> Diagnostics(Compilation compilation, params DiagnosticAnalyzer[] analyzers) => Diagnostics(compilation, null, analyzers);

    public static async Task<ImmutableArray<Diagnostic>> Diagnostics(Compilation compilation, IReadOnlyDictionary<string, string>? configured, params DiagnosticAnalyzer[] analyzers)
    {
        var options = new AnalyzerOptions([], new Configured(configured ?? new Dictionary<string, string>()));
        return await compilation.WithAnalyzers([.. analyzers], new CompilationWithAnalyzersOptions(options, null, concurrentAnalysis: true, logAnalyzerExecutionTime: false)).GetAnalyzerDiagnosticsAsync();
    }

    private static int Index(Diagnostic diagnostic) =>
        diagnostic.Location.SourceTree?.FilePath is { } path && path.StartsWith("File", StringComparison.Ordinal)
        && int.TryParse(Path.GetFileNameWithoutExtension(path)[4..], out var index) ? index : -1;

    private static readonly IComparer<(int File, string Id, TextSpan Span)> Places =
        Comparer<(int File, string Id, TextSpan Span)>.Create((a, b) =>
            (a.File, a.Span.Start, a.Span.End).CompareTo((b.File, b.Span.Start, b.Span.End)) is var order and not 0 ? order : string.CompareOrdinal(a.Id, b.Id));
}

/// <summary>A compilation with what the generator added to it.</summary>
internal sealed record Generated(CSharpCompilation Compilation, GeneratorDriverRunResult Run)
{
    private Assembly? _assembly;

    /// <summary>As the run has left it.</summary>
    public required GeneratorDriver Driver { get; init; }

    /// <summary>Generated files by hint name, in order of that name.</summary>
    public IReadOnlyDictionary<string, string> Texts { get; } = TextsOf(Run);

    /// <summary>The one generated file.</summary>
    public string Text => Texts.Values.Single();

    /// <summary>Of the compiler and of the driver: an exception in the generator is CS8785.</summary>
    public IEnumerable<Diagnostic> Diagnostics => Compilation.GetDiagnostics().Concat(Run.Diagnostics);

    public IEnumerable<Diagnostic> Errors => Diagnostics.Where(d => d.Severity == DiagnosticSeverity.Error || d.Id == "CS8785");

    public static IReadOnlyDictionary<string, string> TextsOf(GeneratorDriverRunResult run) => new SortedDictionary<string, string>(
        run.Results.SelectMany(r => r.GeneratedSources.IsDefault ? [] : r.GeneratedSources).ToDictionary(s => s.HintName, s => s.SourceText.ToString()), StringComparer.Ordinal);

    /// <summary>What becomes of another text of the first file. A driver writes the same with a past and without (RandomEditTests), and
    /// what stays it writes once.</summary>
    public Generated Edited(string text)
    {
        var input = Compilation.RemoveSyntaxTrees(Run.GeneratedTrees);
        var tree = input.SyntaxTrees[0];
        var edited = CSharpSyntaxTree.ParseText(text, Compile.Parsing, tree.FilePath, Encoding.UTF8);
        return Compile.Generate(input.ReplaceSyntaxTree(tree, edited), Driver);
    }

    public Assembly Load()
    {
        if (_assembly is not null) return _assembly;
        using var image = new MemoryStream();
        var result = Compilation.Emit(image);
        Assert.True(result.Success, string.Join("\n", result.Diagnostics) + "\n" + string.Join("\n", Texts.Values));
        image.Position = 0;
        return _assembly = LoadContext.New().LoadFromStream(image);
    }

    /// <summary>Runs a static method; <c>ref</c> arguments come back in the array.</summary>
    public object? Call(string type, string method, params object?[] arguments) =>
        (Load().GetType(type) ?? throw new InvalidOperationException($"no type {type}"))
        .GetMethods(BindingFlags.Static | BindingFlags.Public | BindingFlags.NonPublic)
        .Single(m => m.Name == method && m.GetParameters().Length == arguments.Length)
        .Invoke(null, BindingFlags.DoNotWrapExceptions, null, arguments, null);
}

/// <summary>Code with marks, <c>{|ID:code|}</c>, which may be nested.</summary>
internal sealed record Markup(string Code, IReadOnlyList<(string Id, TextSpan Span)> Marks)
{
    public static Markup Parse(string text)
    {
        var code = new StringBuilder();
        var marks = new List<(string, TextSpan)>();
        var open = new Stack<(string Id, int Start)>();
        for (var i = 0; i < text.Length; i++)
        {
            if (Opens(text, i) is { } id)
            {
                open.Push((id, code.Length));
                i += id.Length + 2;
            }
            else if (open.Count > 0 && text[i] == '|' && i + 1 < text.Length && text[i + 1] == '}')
            {
                var (closed, start) = open.Pop();
                marks.Add((closed, TextSpan.FromBounds(start, code.Length)));
                i++;
            }
            else code.Append(text[i]);
        }
        return open.Count == 0 ? new Markup(code.ToString(), marks) : throw new FormatException("a mark is not closed");
    }

    public static string Write(string code, IEnumerable<(string Id, TextSpan Span)> marks)
    {
        // At one place: what ends there, then what is empty, then what starts; the longer mark outside.
        var inserts = marks.SelectMany<(string Id, TextSpan Span), (int At, int Rank, string Text)>(m => m.Span.IsEmpty
            ? [(m.Span.Start, 0, $"{{|{m.Id}:|}}")]
            : [(m.Span.End, m.Span.Length - code.Length - 1, "|}"), (m.Span.Start, code.Length + 1 - m.Span.Length, $"{{|{m.Id}:")]).ToList();
        foreach (var (at, _, text) in inserts.OrderByDescending(i => i.At).ThenByDescending(i => i.Rank)) code = code.Insert(at, text);
        return code;
    }

    // "{|" + two capitals and four digits + ":"
    private static string? Opens(string text, int i) =>
        i + 9 <= text.Length && text[i] == '{' && text[i + 1] == '|' && text[i + 8] == ':' && char.IsAsciiLetterUpper(text[i + 2]) && text[(i + 4)..(i + 8)].All(char.IsAsciiDigit)
            ? text[(i + 2)..(i + 8)] : null;
}
