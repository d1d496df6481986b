using Microsoft.CodeAnalysis;

namespace AutoBackprop.Generator;

/// <summary>An object that the body makes: what it holds are variables of the body, so all who refer to it see them change.</summary>
internal sealed record LocalObject(SyntaxNode Syntax, INamedTypeSymbol Type) : Entity(Syntax)
{
    private readonly Dictionary<ISymbol, Place> _places = new(SymbolEqualityComparer.Default);

    /// <summary>Of the first variable that it is assigned to.</summary>
    public string Name { get; set; } = "";

    public override string Called => $"An object of '{Type.Name}'";

    /// <summary>The key of a field, of the field behind a property, or of a parameter that methods capture. Bodies of a generic class call
    /// it by the name that its definition has for it.</summary>
    public Place Of(ISymbol member)
    {
        var field = member.OriginalDefinition;
        if (!_places.TryGetValue(field, out var place)) _places[field] = place = new Place(this, member);
        return place;
    }

    public IEnumerable<Place> Places => _places.Values;

    /// <summary>What one object holds in one field.</summary>
    public sealed class Place(LocalObject owner, ISymbol symbol)
    {
        public ISymbol Symbol { get; } = symbol;

        public bool IsConstant => Symbols.Has((Symbol as IFieldSymbol)?.AssociatedSymbol ?? Symbol, Symbols.NoGradient);

        public ITypeSymbol Type { get; } = Instances.Closed(symbol switch { IFieldSymbol f => f.Type, IParameterSymbol p => p.Type,
            _ => ((IPropertySymbol)symbol).Type });

        public string Name
        {
            get
            {
                if (owner.Name.Length == 0) return "";
                var own = owner.Name.IndexOf('#') is >= 0 and var mark ? mark : owner.Name.Length;
                return $"{owner.Name.Substring(0, own)}.{((Symbol as IFieldSymbol)?.AssociatedSymbol ?? Symbol).Name}{owner.Name.Substring(own)}";
            }
        }
    }

    public bool Equals(LocalObject? other) => ReferenceEquals(this, other);
    public override int GetHashCode() => System.Runtime.CompilerServices.RuntimeHelpers.GetHashCode(this);
}
