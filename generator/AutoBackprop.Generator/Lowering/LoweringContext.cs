using AutoBackprop.Core;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;

namespace AutoBackprop.Generator;

/// <summary>What the lowering of one [Differentiable] method and of all that it calls have in common.</summary>
internal sealed class LoweringContext(Compilation compilation, IMethodSymbol root, SyntaxNode rootSyntax, CancellationToken token)
{
    private readonly Dictionary<ISymbol, LoweredBody> _lowered = new(SymbolEqualityComparer.Default);
    private readonly HashSet<ISymbol> _inProgress = new(SymbolEqualityComparer.Default);
    private readonly Dictionary<ISymbol, string> _outOfLine = new(SymbolEqualityComparer.Default);
    private readonly Dictionary<SyntaxTree, SemanticModel> _models = [];

    public Compilation Compilation { get; } = compilation;
    public IMethodSymbol Root { get; } = root;
    public CancellationToken Token { get; } = token;
    public bool ChecksOverflow { get; } = compilation.Options is CSharpCompilationOptions { CheckOverflow: true };

    /// <summary>The compiler has something to say itself.</summary>
    public bool HasCompilerErrors { get; set; }

    /// <summary>Bodies that were read besides the root's.</summary>
    public HashSet<SyntaxNode> Visited { get; } = [];

    public FixedMembers FixedMembers => _fixed ??= new(this);

    private FixedMembers? _fixed;

    /// <summary>Where a derivative runs the method's body several times; else nobody asks.</summary>
    public Repeatable? Repeatable { get; set; }

    public Recursion Recursion => _recursion ??= new(this);

    private Recursion? _recursion;

    /// <summary>Values that are known while lowering, and only there.</summary>
    public Entities Entities { get; } = new();

    /// <summary>Begins the names of private members of the generated file.</summary>
    public string Prefix { get; set; } = "";

    /// <summary>Of private members elsewhere, by the member and its role.</summary>
    public Dictionary<string, Accessor> Accessors { get; } = [];

    /// <summary>Of methods of other assemblies, by their signature.</summary>
    public Dictionary<string, Adapter> Adapters { get; } = [];

    /// <summary>Objects are left as they are: to take them apart was tried, and something was in the way.</summary>
    public bool QuotesObjects { get; init; }

    /// <summary>Structs that a loop goes through by members of their own: objects that are copied whenever they are read, whatever they
    /// hold.</summary>
    public HashSet<ISymbol> Enumerators { get; init; } = new(SymbolEqualityComparer.Default);

    /// <summary>Objects were taken apart.</summary>
    public bool MadeObjects { get; set; }

    /// <summary>The types of variables, where more is known than is declared.</summary>
    public Dictionary<(Scope, int), INamedTypeSymbol> Exact { get; } = [];

    private List<INamedTypeSymbol>? _types;

    /// <summary>Classes and structs of this compilation.</summary>
    public IReadOnlyList<INamedTypeSymbol> Types => _types ??= [.. TypesIn(Compilation.Assembly.GlobalNamespace)];

    private static IEnumerable<INamedTypeSymbol> TypesIn(INamespaceOrTypeSymbol parent) =>
        parent.GetMembers().OfType<INamespaceOrTypeSymbol>()
        .SelectMany(m => m is INamedTypeSymbol { IsGenericType: false, IsStatic: false, TypeKind: TypeKind.Class or TypeKind.Struct } type
            ? TypesIn(m).Prepend(type) : TypesIn(m));

    public SemanticModel ModelOf(SyntaxTree tree)
    {
        if (!_models.TryGetValue(tree, out var model)) _models[tree] = model = Compilation.GetSemanticModel(tree);
        return model;
    }

    public bool IsAccessible(ISymbol symbol) => Compilation.IsSymbolAccessibleWithin(symbol, Root.ContainingType);

    public bool IsInRoot(Location location) =>
        location.SourceTree == rootSyntax.SyntaxTree && rootSyntax.Span.Contains(location.SourceSpan);

    /// <summary>Methods that are called, not inlined, by their key.</summary>
    public IEnumerable<Method> Callees => _outOfLine.Where(p => Called(p.Key) is not null).OrderBy(p => p.Value, StringComparer.Ordinal)
        .Select(p => Called(p.Key)!.Method with { Name = p.Value });

    private LoweredBody? Called(ISymbol method) =>
        _ofObjects.TryGetValue(method, out var body) ? body?.Rejections.Any(r => r.IsError) == true ? null : body : _lowered.TryGetValue(method, out body) ? body : null;

    /// <summary>The body of a called method, or null while it is being lowered: it calls itself.</summary>
    public LoweredBody? BodyOf(IMethodSymbol method, SyntaxNode syntax)
    {
        method = method.OriginalDefinition;
        if (_lowered.TryGetValue(method, out var known)) return known;
        Visited.Add(syntax);
        if (!_inProgress.Add(method)) return null;
        var body = BodyLowering.Lower(this, method, syntax, p => !Symbols.Has(p, Symbols.NoGradient), suffix: "#c");
        _inProgress.Remove(method);
        return _lowered[method] = body;
    }

    private readonly Dictionary<ISymbol, LoweredBody?> _ofObjects = new(SymbolEqualityComparer.Default);

    /// <summary>The body of a member that an object is handed to, in one piece; null while it is being lowered.</summary>
    public LoweredBody? BodyOfObject(IMethodSymbol method, SyntaxNode syntax)
    {
        if (_ofObjects.TryGetValue(method, out var known)) return known;
        Visited.Add(syntax);
        _ofObjects[method] = null;
        return _ofObjects[method] = BodyLowering.Lower(this, method, syntax, p => !Symbols.Has(p, Symbols.NoGradient), suffix: "#c",
            isReceiverWhole: true);
    }

    public bool IsOfObject(IMethodSymbol method) => _ofObjects.ContainsKey(method);

    private readonly Dictionary<ISymbol, List<(EquatableArray<Binding?> Bindings, LoweredBody Body)>> _bound =
        new(SymbolEqualityComparer.Default);

    /// <summary>The body as it is where some parameters name the same place.</summary>
    public LoweredBody? BodyOf(IMethodSymbol method, SyntaxNode syntax, EquatableArray<Binding?> bindings)
    {
        if (!_bound.TryGetValue(method, out var known)) _bound[method] = known = [];
        foreach (var (of, lowered) in known)
            if (of.Equals(bindings)) return lowered;
        if (!_inProgress.Add(method)) return null;
        var body = BodyLowering.Lower(this, method, syntax, p => !Symbols.Has(p, Symbols.NoGradient), suffix: "#c", bindings);
        _inProgress.Remove(method);
        known.Add((bindings, body));
        return body;
    }

    /// <summary>What to watch for in methods that are called, not inlined; it is shown at the call.</summary>
    public IEnumerable<LoweredBody> OutOfLineBodies(IReadOnlyCollection<Method> resolved) =>
        _outOfLine.Where(p => Called(p.Key) is not null).Select(p => new LoweredBody(
        resolved.First(m => m.Name == p.Value), [],
            [.. Called(p.Key)!.Watches.Select(w => w with { Rejection = At(_calls[p.Key], w.Rejection, p.Key) })], Called(p.Key)!.Origins)
    {
        Shown = rejection => At(_calls[p.Key], rejection, p.Key),
    });

    private readonly Dictionary<ISymbol, Location> _calls = new(SymbolEqualityComparer.Default);

    private Rejection At(Location call, Rejection rejection, ISymbol method) => IsInRoot(rejection.Location) ? rejection : rejection with
    {
        Location = call,
        Cause = rejection.Cause ?? rejection.Location,
        Arguments = rejection.Cause is null && rejection.Arguments.Length > 0
            ? [$"{rejection.Arguments[0]} in '{method.Name}'", .. rejection.Arguments.Skip(1)] : rejection.Arguments,
    };

    /// <summary>The key of a method that is called, not inlined.</summary>
    public string OutOfLine(IMethodSymbol method, Location call)
    {
        method = method.OriginalDefinition;
        if (!_calls.TryGetValue(method, out var known) || !IsInRoot(known) && IsInRoot(call))
            _calls[method] = IsInRoot(call) ? call : Root.Locations[0];
        if (!_outOfLine.TryGetValue(method, out var name))
        {
            var same = _outOfLine.Keys.Count(k => k.Name == method.Name);
            _outOfLine[method] = name = same == 0 ? method.Name : $"{method.Name}{same + 1}";
        }
        return name;
    }

    public bool IsOutOfLine(IMethodSymbol method) =>
        _outOfLine.ContainsKey(method.OriginalDefinition) && !_ofObjects.ContainsKey(method.OriginalDefinition);
}
