namespace GradBench.Protocol;

/// <summary>Tables of numbers, which JSON has as arrays of rows and mathematics as one array, row after row.</summary>
public static class Rows
{
    /// <summary>All rows in one array.</summary>
    /// <exception cref="InputException">There are not so many, or one is longer or shorter than that.</exception>
    public static T[] Flat<T>(this T[][] rows, string name, int count, int columns)
    {
        if (rows.Length != count) throw new InputException($"'{name}' has {rows.Length} rows, not {count}.");
        var flat = new T[count * columns];
        for (var i = 0; i < count; i++) rows[i].Numbers($"{name}[{i}]", columns).CopyTo(flat, i * columns);
        return flat;
    }

    /// <summary>So many rows of an array again.</summary>
    public static double[][] Cut(this double[] flat, int count)
    {
        var columns = flat.Length / count;
        return [.. Enumerable.Range(0, count).Select(i => flat[(i * columns)..((i + 1) * columns)])];
    }

    public static T[] Numbers<T>(this T[] row, string name, int count)
    {
        if (row is null || row.Length != count) throw new InputException($"'{name}' has {row?.Length ?? 0} numbers, not {count}.");
        return row;
    }

    public static int Columns(this double[][] rows, string name)
    {
        if (rows.Length == 0 || rows[0] is not { Length: > 0 and var columns }) throw new InputException($"'{name}' is empty.");
        return columns;
    }

    public static int AtLeast(this int number, int least, string name)
    {
        if (number < least) throw new InputException($"'{name}' is {number}; it must be {least} at least.");
        return number;
    }
}
