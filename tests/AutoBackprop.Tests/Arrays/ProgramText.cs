using System.Text;

namespace AutoBackprop.Tests;

/// <summary>The text of a random method as it grows. The seed decides all of it.</summary>
internal abstract class ProgramText(int seed)
{
    private readonly Random _random = new(seed);
    private readonly StringBuilder _text = new();
    private int _indent = 2;
    private int _names;

    public override string ToString() => _text.ToString();

    protected int Next(int count) => _random.Next(count);

    protected int Next(int from, int to) => _random.Next(from, to);

    protected bool Chance(int percent) => _random.Next(100) < percent;

    protected string Pick(params IReadOnlyList<string> choices) => choices[_random.Next(choices.Count)];

    protected string Name(string stem) => stem + _names++;

    protected void Open(string header)
    {
        Line(header);
        Line("{");
        _indent++;
    }

    protected void Close()
    {
        _indent--;
        Line("}");
    }

    protected void Line(string text, int indent = 0) => _text.Append(' ', 4 * (_indent + indent)).Append(text).Append('\n');
}
