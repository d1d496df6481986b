using System.Text.RegularExpressions;

namespace AutoBackprop.Tests.Readme;

/// <summary>README.md, its blocks of code and its generated sections.</summary>
public static partial class ReadmeFile
{
    private static readonly string Path = Repository.PathTo("README.md");
    private static readonly bool Updates = Environment.GetEnvironmentVariable("UPDATE_README") == "1";
    private static readonly Lock Writing = new();

    /// <summary>The C# blocks, in order.</summary>
    public static IReadOnlyList<string> Code => CodeOf(Read());

    /// <summary>Those between two markers.</summary>
    public static IReadOnlyList<string> CodeIn(string section) => CodeOf(Read().Split($"<!-- {section} -->")[1].Split($"<!-- /{section} -->")[0]);

    private static IReadOnlyList<string> CodeOf(string text) =>
        [.. Block().Matches(text).Where(m => m.Groups["language"].Value == "csharp").Select(m => m.Groups["code"].Value)];

    /// <summary>What it links to within the repository.</summary>
    public static IEnumerable<string> Links => Link().Matches(Read()).Select(m => m.Groups["target"].Value);

    /// <summary>Makes sure that a section between markers says this, or makes it so where UPDATE_README=1.</summary>
    public static void Expect(string section, string text)
    {
        lock (Writing)
        {
            var readme = Read();
            var marked = new Regex($"(?<=<!-- {section}[^\n]*-->\n).*?(?=<!-- /{section} -->)", RegexOptions.Singleline);
            Assert.True(marked.IsMatch(readme), $"README.md has no section '{section}'.");

            if (Updates) File.WriteAllText(Path, marked.Replace(readme, text.Replace("$", "$$", StringComparison.Ordinal)));
            else Assert.True(marked.Match(readme).Value == text, $"Section '{section}' of README.md is out of date: UPDATE_README=1 dotnet test\n\n{text}");
        }
    }

    private static string Read() => File.ReadAllText(Path).ReplaceLineEndings("\n");

    [GeneratedRegex("\\]\\((?<target>[^):]+)\\)")]
    private static partial Regex Link();

    [GeneratedRegex("^```(?<language>\\w+)\n(?<code>.*?)^```$", RegexOptions.Multiline | RegexOptions.Singleline)]
    private static partial Regex Block();
}
