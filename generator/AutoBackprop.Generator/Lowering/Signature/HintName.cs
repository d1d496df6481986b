using Microsoft.CodeAnalysis;

namespace AutoBackprop.Generator;

/// <summary>The name of the generated file: "Model.Neuron.g.cs"; longer where that would not be unique.</summary>
internal static class HintName
{
    public static string Of(IMethodSymbol method, ITypeSymbol? instance = null)
    {
        var name = $"{method.ContainingType.ToDisplayString()}.{(method.MethodKind == MethodKind.PropertyGet ? Declared.Name(method) : method.Name)}";
        if (method.ContainingType.GetMembers(method.Name).Length > 1)
            name += "(" + string.Join(",", method.Parameters.Select(p =>
                p.RefKind == RefKind.None ? p.Type.ToDisplayString() : p.RefKind + " " + p.Type.ToDisplayString())) + ")";
        if (Asked.IsNamed(method)) name += "-" + Asked.Name(method);
        if (instance is not null) name += "-" + instance.ToDisplayString();
        if (HasTwin(method)) name += "-" + Hash(name);
        return new string([.. name.Select(c => char.IsLetterOrDigit(c) && c < 128
            || c is '.' or ',' or '(' or ')' or '-' or '_' or '[' or ']'
            ? c : c is '<' ? '{' : c is '>' ? '}' : c is ' ' or '?' or '*' or '@' or ':' or '&' ? '_' : '_')])
            + (name.Any(c => c > 127) ? "-" + Hash(name) : "") + ".g.cs";
    }

    // File names do not tell upper from lower case.
    private static bool HasTwin(ISymbol symbol)
    {
        for (var s = symbol; s.ContainingSymbol is INamespaceOrTypeSymbol container; s = container)
            if (container.GetMembers().Any(m => m.Name != s.Name && string.Equals(m.Name, s.Name, StringComparison.OrdinalIgnoreCase)))
                return true;
        return false;
    }

    private static string Hash(string text)
    {
        var hash = 2166136261u;
        foreach (var c in text) hash = unchecked((hash ^ c) * 16777619u);
        return hash.ToString("x8", System.Globalization.CultureInfo.InvariantCulture);
    }
}
