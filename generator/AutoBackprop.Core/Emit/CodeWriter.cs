using System.Text;

namespace AutoBackprop.Core;

/// <summary>Lines of code with braces; always "\n", so the output is the same on every machine.</summary>
public sealed class CodeWriter
{
    private readonly StringBuilder _text = new();
    private int _depth;

    public void Line(string text = "")
    {
        if (text.Length > 0) _text.Append(' ', _depth * 4).Append(text);
        _text.Append('\n');
    }

    /// <summary>Several lines, each at the present column.</summary>
    public void Lines(string text)
    {
        foreach (var line in text.Split('\n')) Line(line);
    }

    public void Open(string? head = null)
    {
        if (head is not null) Line(head);
        Line("{");
        _depth++;
    }

    public void Close()
    {
        _depth--;
        Line("}");
    }

    public override string ToString() => _text.ToString();
}
