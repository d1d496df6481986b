namespace Digits;

/// <summary>Moves a picture by a fraction of its pixels, so that an example is never quite the same twice.</summary>
public static class Shift
{
    /// <summary>Writes the picture moved by up to <paramref name="most"/> pixels each way. Empty pixels come in from the edge.</summary>
    public static void Randomly(ReadOnlySpan<float> picture, Span<float> moved, int width, double most, Random random)
    {
        By(picture, moved, width, most * (2 * random.NextDouble() - 1), most * (2 * random.NextDouble() - 1));
    }

    /// <summary>Each pixel takes its share of the four that it comes to lie on.</summary>
    public static void By(ReadOnlySpan<float> picture, Span<float> moved, int width, double right, double down)
    {
        moved[..picture.Length].Clear();
        var (height, wholeX, wholeY) = (picture.Length / width, (int)Math.Floor(right), (int)Math.Floor(down));
        var (x, y) = ((float)(right - wholeX), (float)(down - wholeY));
        Add(wholeX, wholeY, (1 - x) * (1 - y), picture, moved);
        Add(wholeX + 1, wholeY, x * (1 - y), picture, moved);
        Add(wholeX, wholeY + 1, (1 - x) * y, picture, moved);
        Add(wholeX + 1, wholeY + 1, x * y, picture, moved);

        void Add(int dx, int dy, float share, ReadOnlySpan<float> from, Span<float> to)
        {
            if (share == 0) return;
            for (var row = Math.Max(0, dy); row < Math.Min(height, height + dy); row++)
                for (var column = Math.Max(0, dx); column < Math.Min(width, width + dx); column++)
                    to[row * width + column] += share * from[(row - dy) * width + column - dx];
        }
    }
}
