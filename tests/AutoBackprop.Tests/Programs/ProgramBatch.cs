using System.Reflection;
using System.Runtime.Loader;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;

namespace AutoBackprop.Tests.Programs;

/// <summary>What came of one program. Illegal: the generator of programs is at fault. Oracle: the two ways to run the program itself
/// differ.</summary>
internal enum Verdict { Fine, Refused, Wrong, Illegal, Oracle }

/// <summary>Programs that are compiled together: as they are, with the generator, and as <see cref="DualCopy"/>.</summary>
internal sealed class ProgramBatch
{
    private static readonly CSharpParseOptions Parse = new(LanguageVersion.Preview);
    private static readonly CSharpCompilationOptions Options = new(OutputKind.DynamicallyLinkedLibrary,
        optimizationLevel: OptimizationLevel.Release, nullableContextOptions: NullableContextOptions.Annotations);

    private readonly IProduct _product;
    private readonly string _forwardFolder;
    private readonly List<(ProgramSource Program, Verdict Verdict, string Why)> _verdicts = [];
    private readonly Dictionary<string, string> _generated = [];
    private readonly List<ProgramSource> _live;
    private readonly Dictionary<ProgramSource, SyntaxTree> _trees;

    /// <param name="forwardFolder">Where the files of the dual numbers are.</param>
    public ProgramBatch(IEnumerable<ProgramSource> programs, IProduct product, string forwardFolder)
    {
        (_product, _forwardFolder, _live) = (product, forwardFolder, [.. programs]);
        _trees = _live.ToDictionary(p => p, p => Tree(p.Text, $"{p.Name}.cs"));
        var plain = Compile("", _trees.Values);
        var generated = Generate(plain);
        Refuse(plain, generated);
        if (Emit(() => Compile("", generated.Values.Concat(_live.SelectMany(p =>
            (SyntaxTree[])[_trees[p], Tree(p.Wrapper(isDual: false), $"Call{p.Name}.cs")]))),
            (program, error) => Drop(program, error.Location.SourceTree == _trees[program] ? Verdict.Illegal : Verdict.Wrong,
                $"does not compile: {Text(error)}"), generated) is not { } real) return;

        var mode = ForwardMode.Of(forwardFolder, product.References);
        var copies = _live.ToDictionary(p => p, p => Tree(DualCopy.Of(_trees[p], plain).ToFullString(), $"{p.Name}.cs"));
        if (Emit(() => Compile("global using AutoBackprop.Tests.Programs.Forward;\n",
            _live.SelectMany(p => (SyntaxTree[])[copies[p], Tree(p.Wrapper(isDual: true), $"Call{p.Name}.cs")])).AddReferences(mode.Reference),
            (program, error) => Drop(program, Verdict.Oracle, Text(error)), []) is not { } forward) return;
        foreach (var program in _live.ToList()) Judge(new ProgramRun(program, real, forward, mode.Assembly, Generated(program)));
    }

    public IReadOnlyList<(ProgramSource Program, Verdict Verdict, string Why)> Verdicts => _verdicts;
    public int Compared { get; private set; }
    public int Skipped { get; private set; }
    public string Generated(ProgramSource program) => _generated.GetValueOrDefault(program.Name, "");

    private void Drop(ProgramSource program, Verdict verdict, string why)
    {
        _verdicts.Add((program, verdict, why));
        _live.Remove(program);
    }

    private Dictionary<string, SyntaxTree> Generate(Compilation plain)
    {
        var result = CSharpGeneratorDriver.Create([_product.Generator.AsSourceGenerator()],
            parseOptions: Parse).RunGenerators(plain).GetRunResult().Results[0];
        if (result.Exception is { } thrown) throw new InvalidOperationException($"The generator throws: {thrown}");
        foreach (var source in result.GeneratedSources)
            if (_live.FirstOrDefault(p => source.HintName.StartsWith($"{p.Name}.", StringComparison.Ordinal)) is { } owner)
                _generated[owner.Name] = Generated(owner) + source.SourceText;
        return _live.Where(p => Generated(p).Length > 0).ToDictionary(p => p.Name, p => Tree(Generated(p), $"{p.Name}.g.cs"));
    }

    // What is refused has members that throw, or break the build.
    private void Refuse(Compilation plain, Dictionary<string, SyntaxTree> generated)
    {
        foreach (var program in _live.Where(p => Generated(p).StartsWith("#error", StringComparison.Ordinal)).ToList())
        {
            generated.Remove(program.Name);
            Drop(program, plain, Generated(program).Split('\n')[0]);
        }
        var refused = _live.Where(p => Generated(p) is "" || Generated(p).Contains("cannot be differentiated")).ToList();
        if (refused.Count == 0) return;
        var reasons = _product.Refusals(Compile("", refused.Select(p => _trees[p]))).ToLookup(r => r.Tree, r => r.Message);
        foreach (var program in refused)
        {
            generated.Remove(program.Name);
            if (reasons[_trees[program]].FirstOrDefault(r => r.Contains("by a fault of")) is { } fault) Drop(program, Verdict.Wrong, fault);
            else if (reasons.Contains(_trees[program])) Drop(program, Verdict.Refused, reasons[_trees[program]].First());
            else Drop(program, plain, "is refused without a reason");
        }
    }

    private void Drop(ProgramSource program, Compilation plain, string why)
    {
        var error = plain.GetSemanticModel(_trees[program]).GetDiagnostics().FirstOrDefault(d => d.Severity == DiagnosticSeverity.Error);
        Drop(program, error is null ? Verdict.Wrong : Verdict.Illegal, error is null ? why : Text(error));
    }

    private Assembly? Emit(Func<CSharpCompilation> compile, Action<ProgramSource, Diagnostic> drop, Dictionary<string,
        SyntaxTree> generated)
    {
        while (_live.Count > 0)
        {
            using var stream = new MemoryStream();
            var compilation = compile();
            var result = compilation.Emit(stream);
            if (result.Success)
            {
                stream.Position = 0;
                return Load(compilation.AssemblyName, stream);
            }
            var errors = result.Diagnostics.Where(d => d.Severity == DiagnosticSeverity.Error).ToList();
            var before = _live.Count;
            // First the user's own errors, then those of the others.
            foreach (var error in errors.OrderBy(e => e.Location.SourceTree is { } t && _trees.ContainsValue(t) ? 0 : 1))
            {
                if (_live.FirstOrDefault(p => error.Location.SourceTree?.FilePath is { } f
                    && (f == $"{p.Name}.cs" || f == $"Call{p.Name}.cs" || f == $"{p.Name}.g.cs")) is not { } owner) continue;
                drop(owner, error);
                generated.Remove(owner.Name);
            }
            if (_live.Count == before) throw new InvalidOperationException(Text(errors[0]));
        }
        return null;
    }

    private Assembly Load(string? name, Stream stream)
    {
        var context = LoadContext.New(name);
        context.Resolving += (_, asked) => ForwardMode.Of(_forwardFolder, _product.References).Assembly is var mode && mode.GetName().Name == asked.Name ? mode : null;
        return context.LoadFromStream(stream);
    }

    private void Judge(ProgramRun run)
    {
        var (verdict, why) = run.Judge();
        _verdicts.Add((run.Program, verdict, why));
        Compared += run.Compared;
        Skipped += run.Skipped;
    }

    private static SyntaxTree Tree(string text, string path) => CSharpSyntaxTree.ParseText(text, Parse, path);

    private CSharpCompilation Compile(string usings, IEnumerable<SyntaxTree> trees) =>
        CSharpCompilation.Create("Programs" + Guid.NewGuid().ToString("N"),
        [Tree(ProgramSource.Usings + usings + ProgramSource.Trace, "Trace.cs"), .. trees], _product.References, Options);

    private static string Text(Diagnostic d) => d.Location.SourceTree is not { } tree ? $"{d.Id} {d.GetMessage()}"
        : $"{d.Id} {d.GetMessage()} ({tree.FilePath}: {tree.GetText().Lines[d.Location.GetLineSpan().StartLinePosition.Line].ToString().Trim()})";
}
