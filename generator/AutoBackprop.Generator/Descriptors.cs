using Microsoft.CodeAnalysis;

namespace AutoBackprop.Generator;

/// <summary>All diagnostics, a line each; here those of the lowering.</summary>
public static partial class Descriptors
{
    private const string Docs = "https://github.com/autobackprop/autobackprop/blob/main/analyzers/rules";

    public static readonly DiagnosticDescriptor NotPartial = Error("AB0001", "Type is not partial",
        "'{0}' must be partial, so that the gradient of '{1}' can be added to it");
    public static readonly DiagnosticDescriptor Unsupported = Error("AB0002", "Unsupported construct", "{0} cannot be differentiated{1}");
    public static readonly DiagnosticDescriptor NoDerivative = Error("AB0003", "Call without a derivative",
        "'{0}' has no derivative{1}; {2}");
    public static readonly DiagnosticDescriptor NoVectorRule = Error("AB0003", "Call without a derivative",
        "'{0}' has no derivative: of System.Numerics, the members, the operators and the functions that the README lists are differentiated; write it with those");
    public static readonly DiagnosticDescriptor NoTangent = Error("AB0003", "Call without a derivative",
        "'{0}' has a backward, and more than one number comes out of it: for {1} write a rule for its tangents, too, [DerivativeOf(.., Derivatives.Tangent)]");
    public static readonly DiagnosticDescriptor NoSecond = Error("AB0003", "Call without a derivative",
        "'{0}' has a hand-written derivative or calls itself; there is no second derivative of it, as {1} asks for");
    public static readonly DiagnosticDescriptor NothingToDifferentiate = Error("AB0004", "Nothing to differentiate", "'{0}' has {1}");
    public static readonly DiagnosticDescriptor UnsupportedType = Error("AB0005", "Unsupported type",
        "{0} of type '{1}' holds real numbers in a way that is not supported; {2}");
    public static readonly DiagnosticDescriptor RuleMismatch = Error("AB0006", "Rule does not match its target", "{0}");
    public static readonly DiagnosticDescriptor NameTaken = Error("AB0007", "Generated name is taken",
        "'{0}' exists already; rename it, so that the gradient of '{1}' can have that name");
    public static readonly DiagnosticDescriptor NoInfluence = Warning("AB0008", "Parameter without influence",
        "The result does not depend on '{0}': its gradient is always zero; mark it [NoGradient]");
    public static readonly DiagnosticDescriptor GradientLost = Warning("AB0009", "Gradient lost",
        "The gradient is lost here: {0}; say so with Gradients.Stop if that is meant");
    public static readonly DiagnosticDescriptor NotPlain = Error("AB0010", "Not a plain method",
        "'{0}' is {1}, and has no gradient as such; {2}");

    // Nobody can silence what would be a program that throws.
    private static DiagnosticDescriptor Error(string id, string title, string message) =>
        Of(id, title, message, DiagnosticSeverity.Error, WellKnownDiagnosticTags.NotConfigurable);

    private static DiagnosticDescriptor Warning(string id, string title, string message) =>
        Of(id, title, message, DiagnosticSeverity.Warning);

    private static DiagnosticDescriptor Info(string id, string title, string message) => Of(id, title, message, DiagnosticSeverity.Info);

    private static DiagnosticDescriptor Of(string id, string title, string message, DiagnosticSeverity severity, params string[] tags) =>
        new(id, title, message, "AutoBackprop", severity, isEnabledByDefault: true, helpLinkUri: $"{Docs}/{id}.md", customTags: tags);
}
