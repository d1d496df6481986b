using System.Text;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CodeActions;
using Microsoft.CodeAnalysis.CodeFixes;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.Diagnostics;
using Microsoft.CodeAnalysis.Text;

namespace AutoBackprop.Tests;

/// <summary>Code fixes, as an editor applies them.</summary>
internal static partial class Compile
{
    /// <summary>Fixing one diagnostic after the other, and Fix All, both lead from one text to the other.</summary>
    /// <param name="title">Of the action to take, where several are offered; what it begins with.</param>
    public static async Task Fix<TAnalyzer, TFix>(string before, string after, string? title = null, IReadOnlyDictionary<string, string>? options = null)
        where TAnalyzer : DiagnosticAnalyzer, new()
        where TFix : CodeFixProvider, new()
    {
        await Analyze<TAnalyzer>(before);
        await Analyze<TAnalyzer>(after);
        using var workspace = new AdhocWorkspace();
        var start = Document(workspace, Markup.Parse(before).Code);
        var expected = Markup.Parse(after).Code;
        var (analyzer, fix) = (new TAnalyzer(), new TFix());

        var document = start;
        for (var round = 0; await Next(document, analyzer, fix, title, options) is { } next; round++)
        {
            Assert.True(round < 20, "fixing does not come to an end");
            var text = await Text(document);
            document = await Apply(document, next.Action);
            Assert.True(text != await Text(document), $"'{next.Action.Title}' changes nothing");
        }
        Assert.Equal(expected, await Text(document));

        if (await Next(start, analyzer, fix, title, options) is not { } first) return;
        Assert.Equal(expected, await Text((await FixAll(start, FixAllScope.Document, analyzer, fix, first.Action, options)).GetDocument(start.Id)!));
    }

    /// <summary>The diagnostics are as marked, and no fix is offered.</summary>
    public static async Task NoFix<TAnalyzer, TFix>(string source)
        where TAnalyzer : DiagnosticAnalyzer, new()
        where TFix : CodeFixProvider, new() => await Fix<TAnalyzer, TFix>(source, source);

    /// <summary>What each fix that is offered makes of the code, whatever the code is.</summary>
    /// <param name="driver">One that has seen it, perhaps.</param>
    public static async Task<IReadOnlyList<string>> Offers(
        string code, IEnumerable<DiagnosticAnalyzer> analyzers, IEnumerable<CodeFixProvider> fixes, GeneratorDriver? driver = null)
    {
        using var workspace = new AdhocWorkspace();
        var (document, texts) = (Document(workspace, code), new List<string>());
        foreach (var (_, action) in await Offered(document, analyzers, fixes, null, driver))
            texts.Add(await Text(await Apply(document, action)));
        return texts;
    }

    /// <summary>The actions that are offered, in the order of the code and then of the offer.</summary>
    public static async Task<IReadOnlyList<(Diagnostic Diagnostic, CodeAction Action)>> Actions(string code, IEnumerable<DiagnosticAnalyzer> analyzers, IEnumerable<CodeFixProvider> fixes, IReadOnlyDictionary<string, string>? options = null)
    {
        using var workspace = new AdhocWorkspace();
        return await Offered(Document(workspace, code), analyzers, fixes, options);
    }

    /// <summary>The texts of all files of two projects after Fix All, from a finding in the first file.</summary>
    /// <param name="projects">Their files, with marks or without.</param>
    public static async Task<string[][]> FixAll<TAnalyzer, TFix>(FixAllScope scope, string? title, params string[][] projects)
        where TAnalyzer : DiagnosticAnalyzer, new()
        where TFix : CodeFixProvider, new()
    {
        using var workspace = new AdhocWorkspace();
        var documents = projects.Select((files, i) => Documents(workspace, $"Sample{i}", files)).ToArray();
        var start = workspace.CurrentSolution.GetDocument(documents[0][0])!;
        var (analyzer, fix) = (new TAnalyzer(), new TFix());
        Assert.Contains(scope, fix.GetFixAllProvider()!.GetSupportedFixAllScopes());
        var first = await Next(start, analyzer, fix, title, null);
        Assert.NotNull(first);
        var solution = await FixAll(start, scope, analyzer, fix, first.Value.Action, null);
        var texts = new string[documents.Length][];
        for (var i = 0; i < documents.Length; i++) texts[i] = await Task.WhenAll(documents[i].Select(id => Text(solution.GetDocument(id)!)));
        return texts;
    }

    private static async Task<Solution> FixAll(Document start, FixAllScope scope, DiagnosticAnalyzer analyzer, CodeFixProvider fix, CodeAction action, IReadOnlyDictionary<string, string>? options)
    {
        Assert.NotNull(action.EquivalenceKey);
        var context = new FixAllContext(start, fix, scope, action.EquivalenceKey, fix.FixableDiagnosticIds, new Found(analyzer, fix, options), default);
        var all = await (fix.GetFixAllProvider() ?? throw new InvalidOperationException("no Fix All")).GetFixAsync(context);
        return (await all!.GetOperationsAsync(default)).OfType<ApplyChangesOperation>().Single().ChangedSolution;
    }

    private static Document Document(AdhocWorkspace workspace, string code)
    {
        var id = Documents(workspace, "Sample", [code])[0];
        return workspace.CurrentSolution.GetDocument(id)!;
    }

    private static DocumentId[] Documents(AdhocWorkspace workspace, string project, string[] files)
    {
        var id = ProjectId.CreateNewId();
        workspace.AddProject(ProjectInfo.Create(id, default, project, project, LanguageNames.CSharp, compilationOptions: Options, parseOptions: Parsing, metadataReferences: References));
        // Files of one path in two projects would be one file, linked.
        var folder = project == "Sample" ? "" : project + "/";
        return [.. files.Select((code, i) => workspace.AddDocument(DocumentInfo.Create(DocumentId.CreateNewId(id), $"File{i}.cs", filePath: $"{folder}File{i}.cs",
            loader: TextLoader.From(TextAndVersion.Create(SourceText.From(code, Encoding.UTF8), VersionStamp.Create())))).Id)];
    }

    private static async Task<string> Text(Document document) => (await document.GetTextAsync()).ToString();

    private static async Task<Document> Apply(Document document, CodeAction action)
    {
        var operations = await action.GetOperationsAsync(default);
        return operations.OfType<ApplyChangesOperation>().Single().ChangedSolution.GetDocument(document.Id)!;
    }

    private static async Task<List<Diagnostic>> Fixable(
        Project project, IEnumerable<DiagnosticAnalyzer> analyzers, IReadOnlyDictionary<string, string>? options, GeneratorDriver? driver = null)
    {
        var compilation = (CSharpCompilation)(await project.GetCompilationAsync())!;
        var reported = await Diagnostics(Generate(compilation, driver).Compilation, options, [.. analyzers]);
        return [.. reported.OrderBy(d => d.Location.SourceTree?.FilePath, StringComparer.Ordinal).ThenBy(d => d.Location.SourceSpan.Start)];
    }

    private static async Task<List<(Diagnostic Diagnostic, CodeAction Action)>> Offered(
        Document document, IEnumerable<DiagnosticAnalyzer> analyzers, IEnumerable<CodeFixProvider> fixes,
        IReadOnlyDictionary<string, string>? options, GeneratorDriver? driver = null)
    {
        var offered = new List<(Diagnostic, CodeAction)>();
        foreach (var diagnostic in await Fixable(document.Project, analyzers, options, driver))
            if (diagnostic.Location.SourceTree?.FilePath == document.FilePath)
                foreach (var fix in fixes.Where(f => f.FixableDiagnosticIds.Contains(diagnostic.Id)))
                    await fix.RegisterCodeFixesAsync(new CodeFixContext(document, diagnostic, (action, _) => offered.Add((diagnostic, action)), default));
        return offered;
    }

    private static async Task<(Diagnostic Diagnostic, CodeAction Action)?> Next(Document document, DiagnosticAnalyzer analyzer, CodeFixProvider fix, string? title, IReadOnlyDictionary<string, string>? options)
    {
        foreach (var offer in await Offered(document, [analyzer], [fix], options))
            if (title is null || offer.Action.Title.StartsWith(title, StringComparison.Ordinal)) return offer;
        return null;
    }

    /// <summary>Diagnostics for Fix All.</summary>
    private sealed class Found(DiagnosticAnalyzer analyzer, CodeFixProvider fix, IReadOnlyDictionary<string, string>? options) : FixAllContext.DiagnosticProvider
    {
        public override async Task<IEnumerable<Diagnostic>> GetAllDiagnosticsAsync(Project project, CancellationToken token) =>
            (await Fixable(project, [analyzer], options)).Where(d => fix.FixableDiagnosticIds.Contains(d.Id));

        public override async Task<IEnumerable<Diagnostic>> GetDocumentDiagnosticsAsync(Document document, CancellationToken token) =>
            (await GetAllDiagnosticsAsync(document.Project, token)).Where(d => d.Location.SourceTree?.FilePath == document.FilePath);

        public override Task<IEnumerable<Diagnostic>> GetProjectDiagnosticsAsync(Project project, CancellationToken token) => Task.FromResult<IEnumerable<Diagnostic>>([]);
    }
}
