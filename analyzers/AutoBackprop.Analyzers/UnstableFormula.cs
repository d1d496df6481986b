using System.Collections.Immutable;
using AutoBackprop.Core;
using AutoBackprop.Generator;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace AutoBackprop.Analyzers;

/// <summary>A rule about formulas of <see cref="StableForms"/>: finds them, and tells the fix what to write instead.</summary>
public abstract class UnstableFormula(DiagnosticDescriptor descriptor, Instability kind) : MethodRule(descriptor)
{
    /// <summary>Properties: what the fix writes instead, and what it is called.</summary>
    internal const string Instead = "instead", Title = "title";

    /// <summary>Properties: what to write instead of a call on spans, and which other method takes the same arguments.</summary>
    internal const string OfSpans = "spans", Method = "method";

    protected sealed override void Analyze(Subject subject)
    {
        var facts = subject.Facts;
        var found = facts.Steps.SelectMany(s => s.Defines()).Where(v => v.Type.IsReal && facts.IsActive(v))
            .Select(v => (Target: v, Match: facts.Forms.Unstable(v, kind, subject.Origins.Of(v)?.Method)))
            .Where(f => f.Match is { } match && Applies(subject, f.Target, match.Form, match.X) && !IsOfTypeParameter(subject, f.Target)).ToList();
        // A loss that is written out is one finding, not one for each of its logarithms.
        var within = new HashSet<Var>(found.SelectMany(f => f.Match!.Value.Parts));
        foreach (var (target, match) in found.Where(f => !within.Contains(f.Target)))
        {
            var (form, x, y, parts) = match!.Value;
            var evidence = parts.Where(p => facts.Forms.OfDefinition(p) is not null).Take(1).ToList();
            var frame = evidence.Select(e => subject.Frame(target, e)).Append(subject.Frame(target, target)).Min();
            subject.Report(descriptor, subject.Origins.Of(target), evidence.Select(e => subject.Origins.Of(e)),
                Remedies(new Quotation(subject, target, frame), form, Subject.IsSingle(target), x, y, parts),
                [.. Arguments(form, Subject.IsSingle(target))]);
        }
    }

    // Of a generic method: what there is instead takes double and float alone.
    private static bool IsOfTypeParameter(Subject subject, Var target) => subject.Origins.Of(target) is { Node: var written }
        && subject.Now(written) is ExpressionSyntax node && subject.ModelOf(node).GetTypeInfo(node, subject.Token).Type is ITypeParameterSymbol;

    protected abstract IEnumerable<object> Arguments(StableForm form, bool isSingle);

    protected virtual bool Applies(Subject subject, Var target, StableForm form, Expr x) => true;

    private static ImmutableDictionary<string, string?> Remedies(Quotation quotation, StableForm form, bool isSingle, Expr x, Expr? y,
        IReadOnlyList<Var> parts)
    {
        var (first, second) = (quotation.Of(x), y is null ? "" : quotation.Of(y));
        var ofArrays = form.OfSpans is not null || form.Instead?.Contains("{array}") == true;
        var array = ofArrays ? quotation.OfArray(x, parts) : null;
        var targets = form.OfSpans is null || y is null ? null : quotation.OfArray(y, []);
        return Subject.Properties(
            (Title, form.Fix ?? $"Replace by {form.Name}: same value, no loss"),
            (Method, form.MethodInstead),
            (OfSpans, form.OfSpans is { } call && array is not null && targets is not null
                ? call.Replace("{0}", array).Replace("{1}", targets) : null),
            (Instead, form.Instead is not { } text || first is null || second is null || array is null && text.Contains("{array}") ? null
                : (isSingle ? text.Replace("double.", "float.") : text).Replace("{0}", Quotation.Grouped(first))
                    .Replace("{1}", Quotation.Grouped(second)).Replace("{array}", array)),
            (Quotation.SinceProperty, quotation.Since));
    }
}
