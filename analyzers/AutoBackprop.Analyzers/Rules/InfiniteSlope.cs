using System.Globalization;
using AutoBackprop.Core;
using AutoBackprop.Generator;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Diagnostics;

namespace AutoBackprop.Analyzers;

/// <summary>AB0304: a root at 0, where its slope is infinite. Only where the range of the argument ends there: of a plain
/// number we believe that the user knows its sign. Where no gradient arrives at that point, the slope is not asked for.</summary>
[DiagnosticAnalyzer(LanguageNames.CSharp)]
public sealed class InfiniteSlope() : MethodRule(Descriptors.InfiniteSlope)
{
    /// <summary>What the fix adds to the argument, and the name of the property that says how much the value grows by it at most.</summary>
    internal const double Epsilon = 1e-12;
    internal const string Growth = "growth";

    protected override void Analyze(Subject subject)
    {
        var facts = subject.Facts;
        foreach (var (target, value, row) in facts.Operations)
        {
            if (!facts.IsActive(target) || !value.Args.Any(facts.Activity.IsVaried)) continue;
            var point = facts.Finiteness.Of(value)
                .FirstOrDefault(p => p is { HasValue: true, HasSlope: false } && facts.Activity.IsVaried(value.Args[p.Argument])
                && EndsAt(facts.Range(target, p.Argument), p.At));
            if (point is not null && Arrives(facts, target, known =>
                facts.Ranges.Of(value.Args[point.Argument], known).Contains(point.At) && MayBe(facts, known, target, value, point), []))
                subject.Report(Descriptors.InfiniteSlope, subject.Origins.Of(target), [],
                    Subject.Properties((Growth, point.At == 0 ? Grown(facts, value) : null)),
                    subject.Called(target, row), point.At.ToString(CultureInfo.InvariantCulture));
        }
    }

    private static bool EndsAt(Interval range, double point) =>
        range.Contains(point) && (range.Low == point || range.High == point) && range.Low != range.High;

    // ── guards ───────────────────────────────────────────────────────────────────────────────────────────────

    /// <summary>The gradient of a use that runs at the point comes back to the value: not of one behind a guard (r = Sqrt(s);
    /// if (r &lt; e) return x; return x / r).</summary>
    private static bool Arrives(Facts facts, Var value, Func<Ranges.Fact?, bool> isAtPoint, HashSet<int> seen)
    {
        if (!seen.Add(value.Id)) return false;
        return facts.Method.Results.Contains(value) && isAtPoint(facts.Ranges.AtEnd()) || facts.Values.Uses(value).Any(step => step switch
        {
            Let { Target: var target } let => target.Type.IsReal && facts.IsActive(target)
                && (let.Value is Apply ? isAtPoint(facts.Ranges.Before(step)) : Arrives(facts, target, isAtPoint, seen)),
            If choice => choice.Results.Any(p => (p.OnTrue.Equals(value) && isAtPoint(facts.Ranges.AtEnd(choice, true))
                || p.OnFalse.Equals(value) && isAtPoint(facts.Ranges.AtEnd(choice, false)))
                && Arrives(facts, p.Target, isAtPoint, seen)),
            While loop when loop.Carries().All(c => !c.Initial.Equals(value) && !c.Next.Equals(value)) => false,
            _ => isAtPoint(facts.Ranges.Before(step)),
        });
    }

    /// <summary>With these facts the operation may have the value that it has at the point.</summary>
    private static bool MayBe(Facts facts, Ranges.Fact? known, Var target, Apply value, Singularity point)
    {
        var operands = value.Args.Select((a, i) =>
            i == point.Argument ? point.At : facts.Values.Behind(a) is Const c ? c.Value : double.NaN).ToArray();
        var there = Ranges.Of(value, operands);
        return operands.Any(double.IsNaN) || there.Low != there.High || facts.Ranges.Of(target, known).Contains(there.Low);
    }

    /// <summary>The value at the epsilon, rounded up.</summary>
    private static string? Grown(Facts facts, Apply value)
    {
        var operands = value.Args.Select((a, i) => i == 0 ? Epsilon : facts.Values.Behind(a) is Const c ? c.Value : double.NaN).ToArray();
        var grown = Ranges.Of(value, operands).High;
        if (operands.Any(double.IsNaN) || !(grown < 1)) return null;
        var unit = Math.Pow(10, Math.Floor(Math.Log10(grown) + 1e-9) - 1);
        return (Math.Ceiling(grown / unit - 1e-6) * unit).ToString("0.#e-0", CultureInfo.InvariantCulture);
    }
}
