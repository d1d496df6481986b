using System.Globalization;
using Microsoft.CodeAnalysis.Text;

namespace AutoBackprop.Benchmarks.Editing;

/// <summary>A keystroke in one method of one file.</summary>
public sealed record Edit(int File, int Method, EditKind Kind, int Number)
{
    private const string Marker = "var rate = ";

    /// <summary>Different edits at places all over the project; the same ones for the same seed.</summary>
    public static IEnumerable<Edit> Random(int count, int methods, EditKind kind, int seed)
    {
        var random = new Random(seed);
        return [.. Enumerable.Range(0, count).Select(i => random.Next(methods) is var m ? new Edit(m / 10, m % 10, kind, 1000 + i) : null!)];
    }

    public SourceText Apply(SourceText text)
    {
        var source = text.ToString();
        var place = -1;
        for (var i = 0; i <= Method; i++) place = source.IndexOf(Marker, place + 1, StringComparison.Ordinal);
        place += Marker.Length;

        var end = source.IndexOf(';', place);
        var number = Number.ToString(CultureInfo.InvariantCulture);
        return text.WithChanges(Kind == EditKind.Constant
            ? new TextChange(TextSpan.FromBounds(place, end), number + ".5")
            : new TextChange(new TextSpan(end + 1, 0), " // " + number));
    }
}

public enum EditKind
{
    /// <summary>Changes a number in the body: the gradient changes.</summary>
    Constant,

    /// <summary>Adds a comment to the body: nothing changes.</summary>
    Comment,
}
