using AutoBackprop.Generator;
using Microsoft.CodeAnalysis;

namespace AutoBackprop.CodeFixes;

/// <summary>The parameters of a backward rule, as C#: those of its target, the gradient of the result, one per active parameter.</summary>
internal static class RuleSignature
{
    /// <param name="names">Names to keep, in order.</param>
    public static string Parameters(IMethodSymbol target, IReadOnlyList<string> names)
    {
        var wanted = target.Parameters.Select(p => (Modifier: p.RefKind == RefKind.In ? "in " : "", Type: p.Type.Text(), p.Name))
            .Concat(target.ReturnsVoid ? [] : new[] { (Modifier: "", Type: target.ReturnType.Text(), Name: "gradResult") })
            .Concat(target.Parameters.Where(HandWritten.IsActive)
                .Select(p => (Modifier: "", Type: HandWritten.GradientType(p.Type, Types.Text), Name: Gradient(p.Name)))).ToList();
        var taken = new HashSet<string>(names.Take(wanted.Count));
        return string.Join(", ", wanted.Select((w, i) =>
            $"{w.Modifier}{w.Type} {Core.CSharp.Escape(i < names.Count ? names[i] : Unique(w.Name, taken))}"));
    }

    private static string Gradient(string name) => name.Length == 0 ? "grad" : $"grad{char.ToUpperInvariant(name[0])}{name.Substring(1)}";

    private static string Unique(string name, HashSet<string> taken)
    {
        while (!taken.Add(name)) name += "_";
        return name;
    }
}
