using AutoBackprop;

namespace Cases;

#pragma warning disable AB0008, AB0101, AB0103, AB0403

/// <summary>Ranges and indices that variables hold: of arrays, spans, lists, and rows.</summary>
public static partial class RangesInVariables
{
    public sealed record Block(string Name, Range Where, Index Pivot);
    private static readonly Block[] Blocks = [new("a", ..2, 0), new("b", 2..^1, ^1), new("c", ^1.., ^2)];

    [Differentiable, Case("[1, 2, 3, 4]")]
    public static double Windowed(double[] x)
    {
        var middle = 1..^1;
        var part = x[middle];
        part[0] *= 2;
        Index last = ^1;
        return part.Sum(v => v * v) * x[last] + x[1];
    }

    [Differentiable, Case("[1, 2, 3, 4, 5, 6]")]
    public static double OfSpan(ReadOnlySpan<double> x)
    {
        Range[] blocks = [new(0, 2), 2..4, Range.StartAt(4)];
        var product = 1.0;
        foreach (var block in blocks) product *= Linear.Sum(x[block]);
        return product;
    }

    [Differentiable, Case("[1, 2, 3, 4, 5, 6]")]
    public static double OfRecords(ReadOnlySpan<double> x)
    {
        var sum = 0.0;
        foreach (var (name, where, pivot) in Blocks)
        {
            var part = x[where];
            for (var i = 0; i < part.Length; i++) sum += name.Length * part[i] * part[i] * x[pivot];
        }
        return sum;
    }

    [Differentiable, Case("[1, 2, 3, 4], null")]
    public static double OfParameter(ReadOnlySpan<double> x, Range? where) => Linear.Norm(x[where ?? 1..3]);

    [Differentiable, Case("[1, 2, 3, 4], 1, 1"), Case("[1, 2, 3, 4], 0, 0")]
    public static double Computed(double[] x, int from, int fromEnd)
    {
        var range = from..^fromEnd;
        Index first = from, last = new(fromEnd + 1, true);
        return x[range].Sum() * x[first] - x[last] * x[range.Start] + range.GetOffsetAndLength(x.Length).Length;
    }

    [Differentiable, Case("[1, 2, 3, 4]")]
    public static double OfList(double[] x)
    {
        var list = new List<double>();
        foreach (var v in x) list.Add(v * v);
        Index last = ^1;
        list[last] += 1;
        return list[last] * list[^2];
    }

    [Differentiable, Case("[[1, 2], [3, 4, 5]]")]
    public static double OfRows(double[][] x)
    {
        Index last = ^1;
        var tail = 1..;
        var y = x.Select(r => r.Select(v => v * v).ToArray()).ToArray();
        return x[last][last] * x[0][tail][0] + y[last].Sum() * y[0][last];
    }

    [Differentiable, Case("[1, 2, 3, 4], [0, 0, 0, 0]")]
    public static void Written(ReadOnlySpan<double> x, Span<double> y)
    {
        var (low, high) = (..2, 2..);
        x[high].CopyTo(y[low]);
        y[high].Fill(x[0] * x[1]);
        y[high][^1] += x[low][^1];
    }

    [Differentiable, Case("[1, 2, 3]")]
    public static double Swapped(double[] x)
    {
        var range = 0..1;
        var sum = 0.0;
        for (var i = 0; i < 3; i++)
        {
            sum += (i + 1) * x[range].Sum(v => v * v);
            range = range.Start..(i + 2 > 3 ? 3 : i + 2);
        }
        return sum;
    }

    [Differentiable, Case("[3, 1, 2]"), Case("[3]"), Case("[]")]
    public static double OrDefault(double[] x) =>
        x.ElementAtOrDefault(1) * x.ElementAtOrDefault(5) + x.Where(v => v > 0).ElementAtOrDefault(2) * x.ElementAtOrDefault(-1) + x.Select(v => v * v).ElementAtOrDefault(0);

    [Differentiable, Case("[3, 1, 2]"), Case("[3, -1, 2]")]
    public static double OrDefaultOfFiltered(double[] x) => x.Where(v => v > 0).ElementAtOrDefault(2) + x[0] * x.Where(v => v > 0).Select(v => v * v).ElementAtOrDefault(1);
}
