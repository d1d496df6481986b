using System.Reflection;
using AutoBackprop.Generator;
using Microsoft.CodeAnalysis;

namespace AutoBackprop.Tests;

/// <summary>Every id has programs in which it is found, at the marked place, and programs in which it is not.</summary>
public sealed class ExampleTests
{
    private const int Fewest = 3;

    public static TheoryData<string> Ids => [.. typeof(Descriptors).GetFields(BindingFlags.Public | BindingFlags.Static).Where(f => f.FieldType == typeof(DiagnosticDescriptor))
        .Select(f => ((DiagnosticDescriptor)f.GetValue(null)!).Id).Distinct().Order(StringComparer.Ordinal)];

    [Theory, MemberData(nameof(Ids))]
    public void Three_programs_are_caught_and_three_twins_are_not(string id)
    {
        var programs = MarkedPrograms.All.Where(p => !p.Members.StartsWith(id, StringComparison.Ordinal)).ToList();
        var bad = programs.Where(p => MarkedPrograms.Ids(p.Members).Contains(id)).ToList();
        var tests = bad.Select(p => p.Test).ToHashSet();
        var good = programs.Where(p => tests.Contains(p.Test) && !MarkedPrograms.Ids(p.Members).Any()).ToList();
        Assert.True(bad.Count >= Fewest, $"{bad.Count} are caught");
        Assert.True(good.Count >= Fewest, $"{good.Count} are not");
    }
}
