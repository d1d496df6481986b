using System.Globalization;
using AutoBackprop.Analyzers;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Diagnostics;

namespace AutoBackprop.Tests;

/// <summary>The warnings of the rules in the Zoo and in the samples, in one file that people review: Findings.txt
/// (UPDATE_FINDINGS=1 rewrites it).</summary>
public sealed class FindingsTests
{
    private static readonly string File = Repository.PathTo("tests", "AutoBackprop.Tests", "Analyzers", "Findings.txt");

    [Fact]
    public async Task The_findings_in_our_own_code_are_the_reviewed_ones()
    {
        string[] folders = ["tests/AutoBackprop.Tests/Zoo", .. Directory.EnumerateDirectories(Repository.PathTo("samples")).Order(StringComparer.Ordinal)];
        DiagnosticAnalyzer[] rules = [.. typeof(MethodRule).Assembly.GetTypes().Where(t => t.IsSubclassOf(typeof(MethodRule)) && !t.IsAbstract).Select(t => (DiagnosticAnalyzer)Activator.CreateInstance(t)!)];
        var lines = new List<string>();
        foreach (var folder in folders.Select(f => Repository.PathTo(f)))
        {
            var files = Directory.EnumerateFiles(folder, "*.cs", SearchOption.AllDirectories).Where(f => !f.Contains("/obj/", StringComparison.Ordinal) && !f.Contains("/bin/", StringComparison.Ordinal)).Order(StringComparer.Ordinal).ToList();
            // Not all names are there, of xunit for one; the methods in question need none of them.
            var compilation = Compile.Of([.. files.Select(System.IO.File.ReadAllText), "global using System; global using System.Collections.Generic; global using System.Linq; global using AutoBackprop; global using AutoBackprop.Tests; namespace AutoBackprop.Tests { }"]);
            foreach (var found in (await Compile.Diagnostics(compilation, rules)).Where(d => d.Severity >= DiagnosticSeverity.Warning))
                lines.Add($"{found.Id} {Path.GetRelativePath(Repository.Root, files[int.Parse(Path.GetFileNameWithoutExtension(found.Location.SourceTree!.FilePath)[4..], CultureInfo.InvariantCulture)]).Replace('\\', '/')}: {Text(found)}");
        }
        var expected = string.Join("\n", lines.Order(StringComparer.Ordinal)) + "\n";
        if (Environment.GetEnvironmentVariable("UPDATE_FINDINGS") == "1") await System.IO.File.WriteAllTextAsync(File, expected);
        var reviewed = (await System.IO.File.ReadAllTextAsync(File)).ReplaceLineEndings("\n");
        Assert.True(reviewed == expected, $"Findings.txt is out of date (review it, then UPDATE_FINDINGS=1 dotnet test):\n{expected}");
    }

    private static string Text(Diagnostic found) => found.Location.SourceTree!.GetText().ToString(found.Location.SourceSpan).ReplaceLineEndings(" ");
}
