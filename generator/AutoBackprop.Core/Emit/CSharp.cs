using System.Globalization;

namespace AutoBackprop.Core;

/// <summary>Spelling of names and numbers in C#.</summary>
public static class CSharp
{
    private static readonly HashSet<string> Keywords =
        [.. ("abstract as base bool break byte case catch char checked class const continue " +
        "decimal default delegate do double else enum event explicit extern false finally fixed float for foreach goto if implicit in int " +
        "interface internal is lock long namespace new null object operator out override params private protected public readonly ref " +
        "return sbyte sealed short sizeof stackalloc static string struct switch this throw true try typeof uint ulong unchecked unsafe " +
        "ushort using virtual void volatile while await yield var field").Split(' ')];

    public static string Escape(string name) => Keywords.Contains(name) ? "@" + name : name;

    /// <summary>What a parameter is called.</summary>
    public static string Text(this Parameter parameter) => parameter.IsReceiver ? parameter.Name : Escape(parameter.Name);

    /// <summary>Text as a literal.</summary>
    public static string Quoted(string text) => "\"" + string.Concat(text.Select(c => c switch
    {
        '"' or '\\' => "\\" + c,
        < ' ' or '\u0085' or '\u2028' or '\u2029' => $"\\u{(int)c:x4}",
        _ => c.ToString(),
    })) + "\"";

    /// <summary>A literal of exactly this value and type.</summary>
    public static string Literal(Const c) => c.Type.Kind switch
    {
        Kind.Bool => c.Value != 0 ? "true" : "false",
        Kind.Int => ((int)c.Value).ToString(CultureInfo.InvariantCulture),
        Kind.Float => Special(c.Value, "float") ?? ((float)c.Value).ToString("R", CultureInfo.InvariantCulture) + "f",
        _ => Special(c.Value, "double") ?? Point(c.Value.ToString("R", CultureInfo.InvariantCulture)),
    };

    /// <summary>Shorter, where the operand beside it makes it a real: 1 for 1.0.</summary>
    public static string Operand(Const c) =>
        c.Type.IsReal && c.Value == Math.Floor(c.Value) && Math.Abs(c.Value) < 1e6 && !c.IsNegativeZero
            ? c.Value.ToString("R", CultureInfo.InvariantCulture)
            : Literal(c);

    private static string? Special(double value, string type) =>
        double.IsNaN(value) ? type + ".NaN" : double.IsPositiveInfinity(value) ? type + ".PositiveInfinity" :
        double.IsNegativeInfinity(value) ? type + ".NegativeInfinity" : value == 0 && new Const(value, IrType.Double).IsNegativeZero
            ? (type == "float" ? "-0f" : "-0.0") : null;

    // netstandard's "R" is not always shortest, but it is exact.
    private static string Point(string digits) => digits.IndexOfAny(['.', 'E']) < 0 ? digits + ".0" : digits;
}
