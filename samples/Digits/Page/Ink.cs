namespace Digits;

/// <summary>The colours of the page.</summary>
public static class Ink
{
    public const string Paper = "#faf9f6", Card = "#ffffff", Edge = "#e7e3da", Grid = "#eeebe4", Text = "#1f2933", Muted = "#7b8794";
    public const string Blue = "#2f6fdb", Orange = "#e8772e", Teal = "#14958a", Purple = "#8457c9", Red = "#d64545";

    /// <summary>From blue by white to orange: a colour for each number from -1 to 1.</summary>
    public static (byte R, byte G, byte B) Diverging(double value)
    {
        var (end, share) = (value < 0 ? (R: 33, G: 94, B: 201) : (R: 222, G: 94, B: 20), Math.Min(Math.Abs(value), 1));
        return (Mix(end.R), Mix(end.G), Mix(end.B));

        byte Mix(int colour) => (byte)Math.Round(255 + (colour - 255) * share);
    }

    /// <summary>From white to a colour.</summary>
    public static string Tint((int R, int G, int B) colour, double share)
    {
        return $"#{Mix(colour.R):x2}{Mix(colour.G):x2}{Mix(colour.B):x2}";

        int Mix(int part) => (int)Math.Round(255 + (part - 255) * Math.Clamp(share, 0, 1));
    }
}
