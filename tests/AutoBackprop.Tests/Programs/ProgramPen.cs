using System.Text;

namespace AutoBackprop.Tests.Programs;

/// <summary>Chance, and the text as it grows. The seed decides all of it.</summary>
internal sealed class ProgramPen(int seed)
{
    // Names that generated code would like to have itself are among them.
    private static readonly string[] Pool =
    [
        "u", "v", "w", "s", "t", "r", "h", "seed0", "kept_w", "grad_x", "grad_y", "grad_m", "trips", "pooled_t", "result", "t1", "t2",
            "Vector512", "tape", "seed",
        "i0", "gradX", "gradResult", "value", "Value", "@class", "old_u", "kept_t1", "sum_v", "grad_s", "pooled", "Lanes", "@from", "e1",
            "trips1", "destination", "Span", "Tape", "c1", "_x", "lanes", "Unsafe", "Pool", "MemoryMarshal",
    ];

    private readonly Random _random = new(seed);
    private readonly StringBuilder _text = new();
    private int _indent = 1;
    private int _fresh;

    public override string ToString() => _text.ToString();

    public int Next(int count) => _random.Next(count);
    public int Next(int from, int before) => _random.Next(from, before);
    public bool Chance(int percent) => _random.Next(100) < percent;
    public T Any<T>(params IReadOnlyList<T> choices) => choices[_random.Next(choices.Count)];

    public string Name(BlockScope scope, string stem = "a")
    {
        var free = Pool.Where(scope.IsFree).ToList();
        if (free.Count > 0 && Chance(60)) return Any<string>(free);
        string name;
        do name = $"{stem}{_fresh++}"; while (!scope.IsFree(name));
        return name;
    }

    public void Line(string text) => _text.Append(' ', _indent * 4).Append(text).Append('\n');

    /// <summary>What is written meanwhile, as text that stands elsewhere.</summary>
    public string Aside(Action write)
    {
        var from = _text.Length;
        write();
        var text = _text.ToString(from, _text.Length - from);
        _text.Length = from;
        return text;
    }

    public void Open(string head)
    {
        if (head.Length > 0) Line(head);
        Line("{");
        _indent++;
    }

    public void Close(string after = "")
    {
        _indent--;
        Line("}" + after);
    }
}
