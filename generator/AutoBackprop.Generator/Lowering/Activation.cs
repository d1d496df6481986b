using Microsoft.CodeAnalysis;

namespace AutoBackprop.Generator;

/// <summary>One run of a body in the scope of the method that it is inlined into: its variables are its own, those of the bodies
/// around it are shared with them.</summary>
/// <param name="suffix">Sets the names of a called method apart from those of the caller.</param>
/// <param name="outer">The run of the body that this one is written in, whose variables it captures; null where there is none.</param>
internal sealed class Activation(IMethodSymbol method, SemanticModel model, string suffix, Activation? outer)
{
    private readonly Dictionary<ISymbol, Slot> _own = new(SymbolEqualityComparer.Default);

    public IMethodSymbol Method { get; } = method;
    public SemanticModel Model { get; } = model;
    public string Suffix { get; } = suffix;
    public Activation? Outer { get; } = outer;

    /// <summary>A body that a <see cref="Scope"/> begins with: its variables go by their symbols.</summary>
    public static Activation Root(IMethodSymbol method, SemanticModel model, string suffix) =>
        new(method, model, suffix, null) { IsRoot = true };

    private bool IsRoot { get; init; }

    /// <summary>What a variable goes by: the body that declares it, here or around here, tells.</summary>
    public object KeyOf(ISymbol symbol) =>
        // Of a label nobody can say where it is.
        symbol is ILabelSymbol ? symbol
        : SymbolEqualityComparer.Default.Equals(symbol.ContainingSymbol, Method) ? Own(symbol) : Outer?.KeyOf(symbol) ?? symbol;

    /// <summary>A variable of this body, by its key.</summary>
    public bool Declares(object key) => IsRoot ? key is ISymbol s && SymbolEqualityComparer.Default.Equals(s.ContainingSymbol, Method)
        : key is Slot slot && _own.ContainsValue(slot);

    /// <summary>The run of a body that this one is, or is written in.</summary>
    public Activation? Of(ISymbol? body) => SymbolEqualityComparer.Default.Equals(body, Method) ? this : Outer?.Of(body);

    private object Own(ISymbol symbol)
    {
        if (IsRoot) return symbol;
        if (!_own.TryGetValue(symbol, out var slot)) _own[symbol] = slot = new Slot(symbol, Suffix);
        return slot;
    }

    /// <summary>A variable of one run.</summary>
    public sealed class Slot(ISymbol symbol, string suffix)
    {
        public ISymbol Symbol { get; } = symbol;
        public string Name => Symbol.Name + suffix;
    }
}
