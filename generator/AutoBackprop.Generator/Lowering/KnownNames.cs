using Microsoft.CodeAnalysis;

namespace AutoBackprop.Generator;

/// <summary>Members of the library and of the package that lowering knows by name and that have no row in the rule table.</summary>
internal static class KnownNames
{
    private static readonly HashSet<string> Stops = ["AutoBackprop.Gradients.Stop"];

    // Locks that are entered and left by methods of their own.
    private static readonly HashSet<string> Locks = ["System.Threading.Lock"];

    private static readonly HashSet<string> Texts = ["System.Text.StringBuilder", "System.IO.TextWriter"];

    // Of generic mathematics: from any number to this type.
    private static readonly HashSet<string> Conversions = ["CreateChecked", "CreateSaturating", "CreateTruncating"];

    // Of generic mathematics, where the type has no constant of that name.
    private static readonly Dictionary<string, double> Numbers = new()
    {
        ["One"] = 1,
        ["MultiplicativeIdentity"] = 1,
        ["Zero"] = 0,
        ["AdditiveIdentity"] = 0,
        ["NegativeOne"] = -1,
    };

    // Two functions of the rule table at once.
    private static readonly HashSet<string> SinesAndCosines = ["System.Math.SinCos", "System.MathF.SinCos", "double.SinCos",
        "float.SinCos"];

    /// <summary>Gradients.Stop: the value without its gradient.</summary>
    public static bool IsStop(IMethodSymbol method) => Stops.Contains(Symbols.FullName(method));

    public static bool IsLock(ITypeSymbol? type) => type is not null && Locks.Contains(type.ToDisplayString());

    /// <summary>What is left there is text, where no number is found again.</summary>
    public static bool HoldsText(ITypeSymbol? type) =>
        type is not null && (Texts.Contains(type.ToDisplayString()) || HoldsText(type.BaseType));

    /// <param name="name">Type and method, the type as it is meant.</param>
    public static bool IsConversion(IMethodSymbol method, string name) =>
        Conversions.Contains(method.Name) && (name == "double." + method.Name || name == "float." + method.Name);

    public static bool IsSineAndCosine(string name) => SinesAndCosines.Contains(name);

    public static double? Number(string name) => Numbers.TryGetValue(name, out var number) ? number : null;
}
