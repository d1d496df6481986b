namespace AutoBackprop.Benchmarks;

/// <summary>A table on the console: numbers to the right, words to the left.</summary>
public sealed class Table(string title, params string[] header)
{
    private readonly List<string[]> _rows = [];

    /// <summary>Print what a Markdown file can take over as it stands.</summary>
    public static bool IsMarkdown { get; set; }

    public void Add(params string[] row) => _rows.Add(row);

    public void Print()
    {
        Console.WriteLine();
        Console.WriteLine(title);
        Console.WriteLine();

        var columns = Enumerable.Range(0, header.Length).Select(Column).ToArray();
        for (var line = 0; line < _rows.Count + 2; line++)
        {
            var cells = columns.Select(column => column[line]);
            Console.WriteLine(IsMarkdown ? $"| {string.Join(" | ", cells)} |" : string.Join("  ", cells).TrimEnd());
        }
    }

    private string[] Column(int c)
    {
        string[] cells = [header[c], .. _rows.Select(row => row[c])];
        var width = Math.Max(2, cells.Max(cell => cell.Length));
        var isNumber = cells.Skip(1).All(cell => cell.Length == 0 || char.IsDigit(cell[0]));
        cells = [.. cells.Select(cell => isNumber ? cell.PadLeft(width) : cell.PadRight(width))];
        return [cells[0], new string('-', width - 1) + (isNumber && IsMarkdown ? ':' : '-'), .. cells[1..]];
    }
}
