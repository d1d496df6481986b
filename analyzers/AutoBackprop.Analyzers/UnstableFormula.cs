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
            subject.Report(descriptor, subject.Origins.Of(target), evidence.Select(e => subject.Origins.Of(e)), Choices(subject, twin, x, y, frame),
                [.. Arguments(twin, Subject.IsSingle(target))]);
        }
    }

    protected abstract IEnumerable<object> Arguments(Twin twin, bool isSingle);

    protected virtual bool Applies(Subject subject, Var target, Twin twin, Expr x) => true;

    private static ImmutableDictionary<string, string?> Choices(Subject subject, Twin twin, Expr x, Expr? y, int frame)
    {
        var (first, second) = (Quotation.Of(subject, x, frame), y is null ? "" : Quotation.Of(subject, y, frame));
        var array = subject.Values.Element(x) is { Array: Var a } ? Quotation.Of(subject, a, frame) : null;
        return Subject.Properties([.. twin.Instead.SelectMany((text, i) => new[]
        {
            (Title + i, (string?)Words(text, twin)),
            (Instead + i, first is null || second is null || array is null && text.Contains("{array}") ? null
                : text.Replace("{0}", Quotation.Grouped(first)).Replace("{1}", Quotation.Grouped(second)).Replace("{array}", array)),
        })]);
    }

    // Of several choices the method tells which is which.
    private static string Words(string text, Twin twin) => twin.Instead.Length == 1 ? twin.Name : text.Replace("AutoBackprop.", "").Replace("{0}", "x");
}
