using System.Reflection;
using System.Text;
using AutoBackprop.Core;
using AutoBackprop.Generator;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CodeFixes;

namespace AutoBackprop.Tests.Readme;

/// <summary>The tables of the README, from what they are about.</summary>
public static class ReadmeTables
{
    public static string Operations()
    {
        var functions = Rules.All.Where(r => !r.IsOperator).ToList();
        var smooth = functions.Where(r => r.Pullback is not null && !r.Derivative.IsStep).ToList();
        var table = new StringBuilder("| Where | Operations |\n|---|---|\n");
        // Rows with a name in their spelling are made by passes, or, like Length and Cast, have a syntax of their own.
        Add("C#", Rules.All.Where(r => r.IsOperator && !r.IsOurs).Select(Symbol).Where(s => !s.Any(char.IsLetter) && s != "()").Select(Code).Append("`(double)` `(float)`"));
        Add("`Math`, `MathF`, `double`, `float`", Of(smooth, "Math.", "double."));
        Add("`Activations`", Of(smooth, "Activations."));
        Add("`Losses`", Of(smooth, "Losses."));
        Add("`Special`", Of(smooth, "Special."));
        foreach (var library in Rules.Foreign.GroupBy(r => r.Spelling[..r.Spelling.LastIndexOf('.')]))
            Add($"`{library.Key}`: its value, our slope", library.SelectMany(Names));
        Add("steps, with derivative 0", functions.Where(r => r.Derivative.IsStep).SelectMany(Names));
        Add("questions, with no derivative", functions.Where(r => r.Pullback is null).SelectMany(Names));
        Add("keep their loop off vectors", functions.Where(r => !r.IsOurs && !HasVectorForm(r, new Const(1, IrType.Double)))
            .Select(r => Names(r).Single() + (functions.Any(f => f.Spelling == r.Spelling && f.Expansion.Vector is not null) ? " with further arguments" : ""))
            .Concat(functions.Where(r => HasVectorForm(r, new Const(1, IrType.Double)) && !HasVectorForm(r, new Var("x", 0, IrType.Double))).SelectMany(Names).Select(n => n + " between bounds that are no constants")));
        return table.ToString();

        void Add(string where, IEnumerable<string> names) => table.Append($"| {where} | {string.Join(' ', names.Distinct())} |\n");
    }

    private static bool HasVectorForm(Rule row, Expr argument) => row.Expansion.Takes([.. Enumerable.Repeat(argument, row.Arity)]);

    public static string Vectors()
    {
        var table = new StringBuilder("| Type | Functions and properties |\n|---|---|\n");
        foreach (var types in new string[][] { ["Vector2", "Vector3", "Vector4"], ["Quaternion"], ["Plane"], ["Matrix3x2"], ["Matrix4x4"], ["Complex"] })
        {
            var names = VectorRules.All.Select(r => r.Member.Split('(')[0].Split('.')).Where(m => m.Length == 2 && types.Contains(m[0]) && !m[1].Contains('=', StringComparison.Ordinal))
                .Select(m => m[1]).Where(n => n.Length > 1).Distinct().Order(StringComparer.Ordinal);
            table.Append($"| {string.Join(' ', types.Select(Code))} | {string.Join(' ', names.Select(Code))} |\n");
        }
        return table.ToString();
    }

    public static string Kinks()
    {
        var table = new StringBuilder("| Operations | At | Convention |\n|---|---|---|\n");
        foreach (var kink in Rules.All.Where(r => r.Derivative.Kink is not null).GroupBy(r => (r.Derivative.Kink!.Where, r.Derivative.Kink.Convention)))
        {
            var (at, convention) = kink.Key;
            table.Append($"| {string.Join(' ', kink.SelectMany(r => r.IsOperator ? [Code(Symbol(r))] : Names(r)).Distinct())} | {at.Replace("|", "\\|", StringComparison.Ordinal)} | {convention} |\n");
        }
        return table.ToString();
    }

    public static string Diagnostics()
    {
        var fixes = Assembly.Load("AutoBackprop.CodeFixes").GetTypes().Where(t => t.IsSubclassOf(typeof(CodeFixProvider)) && !t.IsAbstract)
            .SelectMany(t => ((CodeFixProvider)Activator.CreateInstance(t)!).FixableDiagnosticIds).ToHashSet();
        var table = new StringBuilder("| Id | Severity | What it says | Fix |\n|---|---|---|---|\n");
        foreach (var descriptor in Descriptors())
            table.Append($"| [{descriptor.Id}](analyzers/rules/{descriptor.Id}.md) | {descriptor.DefaultSeverity} | {descriptor.Title} | {(fixes.Contains(descriptor.Id) ? "yes" : "")} |\n");
        return table.ToString();
    }

    // Some ids have several messages, and a descriptor for each.
    private static IEnumerable<DiagnosticDescriptor> Descriptors() => typeof(Descriptors).GetFields().Select(f => f.GetValue(null))
        .OfType<DiagnosticDescriptor>().DistinctBy(d => d.Id).OrderBy(d => d.Id, StringComparer.Ordinal);

    private static IEnumerable<string> Of(IEnumerable<Rule> rules, params string[] types) =>
        rules.SelectMany(r => r.Also.Prepend(r.Spelling)).Where(s => types.Any(t => s.StartsWith(t, StringComparison.Ordinal))).Select(Name).Distinct();

    private static IEnumerable<string> Names(Rule rule) => [Name(rule.Spelling)];

    private static string Name(string spelling) => Code(spelling[(spelling.LastIndexOf('.') + 1)..]);

    // "{0} + {1}" is written +.
    private static string Symbol(Rule rule) =>
        string.Concat(rule.Spelling.Split(["{0}", "{1}", "{2}"], StringSplitOptions.None)).Replace(" ", "", StringComparison.Ordinal);

    private static string Code(string text) => $"`{text.Replace("|", "\\|", StringComparison.Ordinal)}`";
}
