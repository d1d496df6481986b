using System.Collections.Immutable;
using AutoBackprop.Core;
using AutoBackprop.Generator;
using Microsoft.CodeAnalysis;

namespace AutoBackprop.Analyzers;

/// <summary>A rule about formulas of <see cref="Twins"/>: finds them, and tells the fix what to write instead.</summary>
public abstract class UnstableFormula(DiagnosticDescriptor descriptor, TwinKind kind) : MethodRule(descriptor)
{
    /// <summary>Properties "instead0", "title0", "instead1", ...: the choices of the fix, and what they are called.</summary>
    internal const string Instead = "instead", Title = "title";

    /// <summary>Property: what to write instead of a call on spans.</summary>
    internal const string OfSpans = "spans";

    protected sealed override void Analyze(Subject subject)
    {
        var facts = subject.Facts;
        var found = facts.Steps.SelectMany(s => s.Defines()).Where(v => v.Type.IsReal && facts.IsActive(v))
            .Select(v => (Target: v, Match: facts.Forms.Unstable(v, kind)))
            .Where(f => f.Match is { } match && Applies(subject, f.Target, match.Twin, match.X)).ToList();
        // A loss that is written out is one finding, not one for each of its logarithms.
        var within = new HashSet<Var>(found.SelectMany(f => f.Match!.Value.Parts));
        foreach (var (target, match) in found.Where(f => !within.Contains(f.Target)))
        {
            var (twin, x, y, parts) = match!.Value;
            var evidence = parts.Where(p => facts.Forms.OfDefinition(p) is not null).Take(1).ToList();
            var frame = evidence.Select(e => subject.Frame(target, e)).Append(subject.Frame(target, target)).Min();
            subject.Report(descriptor, subject.Origins.Of(target), evidence.Select(e => subject.Origins.Of(e)), Choices(new Quotation(subject, target, frame), Typed(twin, target), x, y, parts),
                [.. Arguments(twin, Subject.IsSingle(target))]);
        }
    }

    protected abstract IEnumerable<object> Arguments(Twin twin, bool isSingle);

    protected virtual bool Applies(Subject subject, Var target, Twin twin, Expr x) => true;

    private static ImmutableDictionary<string, string?> Choices(Quotation quotation, Twin twin, Expr x, Expr? y, IReadOnlyList<Var> parts)
    {
        var (first, second) = (quotation.Of(x), y is null ? "" : quotation.Of(y));
        var array = twin.OfSpans is not null || twin.Instead.Any(t => t.Contains("{array}")) ? quotation.OfArray(x, parts) : null;
        var targets = twin.OfSpans is null || y is null ? null : quotation.OfArray(y, []);
        return Subject.Properties(
        [
            (OfSpans, twin.OfSpans is { } call && array is not null && targets is not null ? call.Replace("{0}", array).Replace("{1}", targets) : null),
            .. twin.Instead.SelectMany((text, i) => new[]
            {
                (Title + i, (string?)Words(text, twin)),
                (Instead + i, first is null || second is null || array is null && text.Contains("{array}") ? null
                    : text.Replace("{0}", Quotation.Grouped(first)).Replace("{1}", Quotation.Grouped(second)).Replace("{array}", array)),
            }),
            (Quotation.SinceProperty, quotation.Since),
        ]);
    }

    private static Twin Typed(Twin twin, Var target) => Subject.IsSingle(target) ? twin with { Instead = [.. twin.Instead.Select(t => t.Replace("double.", "float."))] } : twin;

    // Of several choices the method tells which is which.
    private static string Words(string text, Twin twin) =>
        twin.Fix ?? $"Replace by {(twin.Instead.Length == 1 ? twin.Name : text.Replace("AutoBackprop.", "").Replace("{0}", "x"))}: same value, no loss";
}
