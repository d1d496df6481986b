using System.Collections.Concurrent;
using System.Collections.Immutable;
using AutoBackprop.Core;
using AutoBackprop.Generator;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Diagnostics;

namespace AutoBackprop.Analyzers;

/// <summary>The [Differentiable] method that a rule looks at, and the way to report about it.</summary>
public sealed class Subject(SyntaxNodeAnalysisContext context, MethodFacts facts, Relocation relocation,
    ConcurrentDictionary<(string, Location), bool> reported)
{
    public Facts Facts => facts.Facts;
    public Network Network => Network.Of(Facts);
    public Model Model => facts.Model;
    public Method Unedited => facts.Unedited;
    public Values Values => Facts.Values;
    public Method Method => Facts.Method;
    /// <summary>The nodes in it may be those of earlier versions of their files: <see cref="Now"/>.</summary>
    public Origins Origins => facts.Origins;

    /// <summary>The same node in its file as it is now.</summary>
    public SyntaxNode Now(SyntaxNode node) => relocation.Of(node);
    public MemberDeclarationSyntax Syntax => (MemberDeclarationSyntax)context.Node;
    public CancellationToken Token => context.CancellationToken;

    /// <summary>What the names in a piece of source mean, whatever file it stands in.</summary>
    public SemanticModel ModelOf(SyntaxNode node) =>
        node.SyntaxTree == context.Node.SyntaxTree ? context.SemanticModel : context.Compilation.GetSemanticModel(node.SyntaxTree);

    /// <summary>An option of .editorconfig, "autobackprop." and this name.</summary>
    public string? Option(string name) =>
        context.Options.AnalyzerConfigOptionsProvider.GetOptions(context.Node.SyntaxTree).TryGetValue("autobackprop." + name, out var value)
            ? value : null;

    /// <summary>Reports a value: at the expression that computes it, or, if the evidence is not in the same called method, at
    /// the call that has both. A place is reported once per id.</summary>
    /// <param name="evidence">Other values that the finding is about; they become additional locations.</param>
    /// <param name="properties">For the code fix.</param>
    public void Report(DiagnosticDescriptor descriptor, Origin? at, IEnumerable<Origin?> evidence,
        ImmutableDictionary<string, string?>? properties, params object[] arguments) =>
        Report(descriptor, descriptor.DefaultSeverity, at, evidence, properties, arguments);

    /// <summary>The same, where what is found is less grave than usual.</summary>
    public void Report(DiagnosticDescriptor descriptor, DiagnosticSeverity severity, Origin? at, IEnumerable<Origin?> evidence,
        ImmutableDictionary<string, string?>? properties, params object[] arguments)
    {
        if (at is null) return;
        var others = evidence.OfType<Origin>().ToList();
        var node = Place(at, others);
        var location = Location(node);
        if (!reported.TryAdd((descriptor.Id, location), true)) return;
        var additional = others.Select(o => Location(o.Node)).Where(l => l != location).Distinct().ToList();
        if (node != at.Node) additional.Insert(0, Location(at.Node));
        context.ReportDiagnostic(Diagnostic.Create(descriptor, location, severity, additional, properties, arguments));
    }

    /// <summary>Reports a place of which the same id may say something else, too.</summary>
    public void ReportApart(DiagnosticDescriptor descriptor, Origin? at, params object[] arguments)
    {
        if (at is null) return;
        var location = Location(Place(at, []));
        if (reported.TryAdd((descriptor.Id + arguments[1], location), true))
            context.ReportDiagnostic(Diagnostic.Create(descriptor, location, arguments));
    }

    public void Report(DiagnosticDescriptor descriptor, Expr at, params object[] arguments) =>
        Report(descriptor, Origins.Of(at), [], null, arguments);

    public void Report(DiagnosticDescriptor descriptor, Stmt at, params object[] arguments) =>
        Report(descriptor, Origins.Of(at), [], null, arguments);

    /// <summary>The loop of the user that a loop of the IR was made of, by the variables that it begins with.</summary>
    public Origin? LoopOf(Stmt loop) => loop.Enters().Select(v => Origins.Of(v)).FirstOrDefault(o => o is { Node: StatementSyntax });

    /// <summary>What a message calls a value: the name of a variable of the user, or the text of a short expression.</summary>
    public string Named(Expr value)
    {
        if (Values.Behind(value) is Var { IsHidden: false } v) return $"'{v.Name.Split('#')[0]}'";
        return Origins.Of(value)?.Node is ExpressionSyntax syntax && syntax.ToString() is { Length: <= 24 } text && !text.Contains('\n')
            ? $"'{text}'" : "its argument";
    }

    /// <summary>What a message calls an operation: as the user called it, or, written out, what it is.</summary>
    public string Called(Var value, Rule row) => Origins.Of(value)?.Node switch
    {
        InvocationExpressionSyntax call => $"'{call.Expression}'",
        _ => row.IsOperator ? $"'{row.Spelling.Replace("{0}", "").Replace("{1}", "").Trim()}'" : $"'{row.Spelling}'",
    };

    /// <summary>How many calls a report about these two is inside of.</summary>
    public int Frame(Var at, Var evidence) => Origins.Of(at) is { } a && Origins.Of(evidence) is { } b ? Shared(a.Path, b.Path) : 0;

    /// <summary>The same of all evidence together.</summary>
    public int Frame(Var at, IEnumerable<Expr> evidence) =>
        Origins.Of(at) is { Path: var path }
            ? evidence.Select(Origins.Of).OfType<Origin>().Select(o => Shared(path, o.Path)).Append(path.Count - 1).Min() : 0;

    /// <summary>What a pass of the compiler says. Its faults are the generator's to report, in the file that it could not write.</summary>
    public static IReadOnlyList<T> OfPasses<T>(Func<IEnumerable<T>> ask)
    {
        try
        {
            return [.. ask()];
        }
        catch (Exception fault) when (fault is not OperationCanceledException)
        {
            return [];
        }
    }

    public static bool IsSingle(Expr value) => value.Type.Kind == Kind.Float;

    public static ImmutableDictionary<string, string?> Properties(params (string Name, string? Value)[] properties) =>
        properties.Where(p => p.Value is not null).ToImmutableDictionary(p => p.Name, p => p.Value);

    // In the file of the method: elsewhere an editor would not show it while this one is open.
    private SyntaxNode Place(Origin at, List<Origin> evidence)
    {
        var path = at.Path;
        var frame = evidence.Select(e => Shared(path, e.Path)).Append(path.Count - 1).Min();
        while (frame > 0 && Now(path[frame]).SyntaxTree != context.Node.SyntaxTree) frame--;
        return path[frame];
    }

    /// <summary>How many calls the two are inside of together.</summary>
    private static int Shared(IReadOnlyList<SyntaxNode> a, IReadOnlyList<SyntaxNode> b)
    {
        var calls = 0;
        while (calls < a.Count - 1 && calls < b.Count - 1 && a[calls] == b[calls]) calls++;
        return calls;
    }

    /// <summary>Of a loop its keyword, of everything else all of it.</summary>
    private Location Location(SyntaxNode node) => Now(node) switch
    {
        ForStatementSyntax loop => loop.ForKeyword.GetLocation(),
        CommonForEachStatementSyntax loop => loop.ForEachKeyword.GetLocation(),
        WhileStatementSyntax loop => loop.WhileKeyword.GetLocation(),
        DoStatementSyntax loop => loop.DoKeyword.GetLocation(),
        ParenthesizedExpressionSyntax inner => inner.Expression.GetLocation(),
        var other => other.GetLocation(),
    };
}
