using System.Globalization;

namespace AutoBackprop.Core;

/// <summary>Constants of C#: the compiler computes with them itself, and refuses what overflows or divides by zero, where the
/// user's variables wrap or throw. Such operations are left to the run time.</summary>
internal static class Constants
{
    private static readonly Dictionary<string, (decimal Least, decimal Greatest)> Ranges = new()
    {
        ["int"] = (int.MinValue, int.MaxValue), ["uint"] = (uint.MinValue, uint.MaxValue),
        ["long"] = (long.MinValue, long.MaxValue), ["ulong"] = (ulong.MinValue, ulong.MaxValue),
        ["short"] = (short.MinValue, short.MaxValue), ["ushort"] = (ushort.MinValue, ushort.MaxValue),
            ["char"] = (char.MinValue, char.MaxValue),
        ["sbyte"] = (sbyte.MinValue, sbyte.MaxValue), ["byte"] = (byte.MinValue, byte.MaxValue),
        ["nint"] = (int.MinValue, int.MaxValue), ["nuint"] = (uint.MinValue, uint.MaxValue),
        ["decimal"] = (-Widest, Widest),
    };

    // Beyond it a double is no decimal.
    private const decimal Widest = 1e27m;

    /// <summary>The operation as it can be printed.</summary>
    public static Apply AtRunTime(Apply a)
    {
        if (!Ranges.ContainsKey(a.Type.Name)) return a;
        if (a.Op is Op.Div or Op.Rem && Of(a.Args[1]) is { IsConstant: true, Value: null or 0 })
            return a with { Args = new[] { a.Args[0], Hidden(a.Args[1]) } };
        return IsComputed(a.Op) && a.Args.All(x => Of(x).IsConstant) && Result(a) is null
            ? a with { Args = a.Args.Select((x, i) => i == 0 ? Hidden(x) : x).ToArray() } : a;
    }

    private static bool IsComputed(string op) => op is Op.Add or Op.Sub or Op.Mul or Op.Div or Op.Rem or Op.Neg or Op.Cast;

    private static Expr Hidden(Expr constant) =>
        new Opaque($"global::AutoBackprop.RunTime.Value({Opaque.Hole(0)})", new[] { constant }, constant.Type, IsPure: true);

    private static (bool IsConstant, decimal? Value) Of(Expr expr) => expr switch
    {
        Const c => (true, Math.Abs(c.Value) < (double)Widest ? (decimal)c.Value : null),
        Opaque { Args.Count: 0, IsPure: true } o => Literal(o.Text),
        Opaque { Args.Count: 1, Text: var text } o when text == $"unchecked({Opaque.Hole(0)})" || text == $"checked({Opaque.Hole(0)})" =>
            Of(o.Args[0]),
        Apply a when Ranges.ContainsKey(a.Type.Name) && a.Args.All(x => Of(x).IsConstant) =>
            IsComputed(a.Op) ? (Result(a) is not null, Result(a)) : (true, null),
        _ => (false, null),
    };

    /// <summary>What the compiler would compute; null where it would not.</summary>
    private static decimal? Result(Apply a)
    {
        var (least, greatest) = Ranges[a.Type.Name];
        var values = a.Args.Select(x => Of(x).Value).ToList();
        if (values.Contains(null)) return null;
        var (x, y) = (values[0]!.Value, values[values.Count - 1]!.Value);
        try
        {
            var value = a.Op switch
            {
                Op.Add => x + y,
                Op.Sub => x - y,
                Op.Mul => x * y,
                Op.Div => a.Type.Name == "decimal" ? x / y : decimal.Truncate(x / y),
                Op.Rem => x % y,
                Op.Neg => -x,
                _ => a.Type.Name == "decimal" ? x : decimal.Truncate(x),
            };
            return value >= least && value <= greatest ? value : null;
        }
        catch (ArithmeticException)
        {
            return null;
        }
    }

    // As the lowering writes them: 'a', 5m, (long)(5).
    private static (bool, decimal?) Literal(string text)
    {
        if (text.Length == 3 && text[0] == '\'') return (true, text[1]);
        var digits = text.Substring(text.LastIndexOf('(') + 1).TrimEnd(')', 'm');
        return decimal.TryParse(digits, NumberStyles.Float, CultureInfo.InvariantCulture, out var value)
            ? (true, value) : (text.StartsWith("'", StringComparison.Ordinal), null);
    }
}
