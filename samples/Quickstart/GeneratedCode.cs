using System.Text.RegularExpressions;
using Spectre.Console;

namespace Quickstart;

/// <summary>The files that the generator wrote while this program was compiled; the build puts a copy beside it.</summary>
public static partial class GeneratedCode
{
    /// <summary>The statements of a generated method, in colour.</summary>
    public static Markup BodyOf(string file, string method)
    {
        var lines = File.ReadLines(Path.Combine(AppContext.BaseDirectory, "generated", file));
        var body = lines.SkipWhile(line => !line.Contains($" {method}(", StringComparison.Ordinal)).Skip(2)
            .TakeWhile(line => line != "        }").Select(line => line.Trim());

        return new Markup(string.Join('\n', body.Select(Coloured)));
    }

    private static string Coloured(string line) => line.StartsWith("//", StringComparison.Ordinal)
        ? $"[grey]{line}[/]"
        : Adjoint().Replace(Markup.Escape(line), "[green]$0[/]");

    [GeneratedRegex(@"\bgrad_\w+")]
    private static partial Regex Adjoint();
}
