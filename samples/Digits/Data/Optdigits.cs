using System.Globalization;

namespace Digits;

/// <summary>Handwritten digits of the UCI repository, reduced to 8×8: a line a digit, 64 counts from 0 to 16, then the class.
/// Lines that begin with # are comments.</summary>
/// <remarks>Source: E. Alpaydin, C. Kaynak, Optical Recognition of Handwritten Digits, UCI Machine Learning Repository, 1998.</remarks>
public static class Optdigits
{
    private const int Side = 8, MostCount = 16;

    /// <summary>The set in a folder: optdigits.tra to learn from, optdigits.tes to be judged by and, if it is there, optdigits.hol to
    /// watch.</summary>
    public static Problem Load(string folder)
    {
        var (training, test) = (Read(Path.Combine(folder, "optdigits.tra")), Read(Path.Combine(folder, "optdigits.tes")));
        var held = Path.Combine(folder, "optdigits.hol");
        var (watched, name) = File.Exists(held) ? (Read(held), "validation") : (test, "test");
        return new("optdigits", "Handwritten digits, 8×8 (UCI optdigits)", training, watched, name, test, Classes: 10,
            new(Hidden: [32], Epochs: 300, Batch: 32, Rate: 0.01, Decay: 0.01, Shift: 0.5));
    }

    public static Examples Read(string path)
    {
        if (!File.Exists(path)) throw new BadDataException($"{path} is missing.");
        var (inputs, labels, line) = (new List<float>(), new List<int>(), 0);
        foreach (var text in File.ReadLines(path))
        {
            line++;
            if (string.IsNullOrWhiteSpace(text) || text.StartsWith('#')) continue;
            var cells = text.Split(',');
            if (cells.Length != Side * Side + 1)
                throw new BadDataException($"{path}, line {line}: {Side * Side} counts and a class should be here, not {cells.Length} cells.");

            foreach (var cell in cells[..^1]) inputs.Add(Number(cell, MostCount, "count") / (float)MostCount);
            labels.Add(Number(cells[^1], 9, "class"));
        }
        if (labels.Count == 0) throw new BadDataException($"{path} has no digits.");
        return new([.. inputs], [.. labels], Side, Side);

        int Number(string cell, int most, string what) =>
            int.TryParse(cell, NumberStyles.AllowLeadingWhite | NumberStyles.AllowTrailingWhite, CultureInfo.InvariantCulture,
                out var number) && number <= most
                ? number
                : throw new BadDataException($"{path}, line {line}: '{cell}' is not a {what} from 0 to {most}.");
    }
}
