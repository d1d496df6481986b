using System.Xml.Linq;

namespace Digits;

/// <summary>The weights of each unit of the first layer, laid out as the pixels that they look at; where the inputs are points of the
/// plane, what the units, and the network, say about it.</summary>
public static class WeightPanel
{
    private const double Left = 24, Top = 52, Bottom = 46;
    private const int MapSide = 96, TileSide = 24;
    private const float PlaneEdge = 1.15f;

    public static XElement Draw(double width, double height, Run run)
    {
        var net = run.Net;
        if (run.Problem.HasPictures)
        {
            var (side, across) = (run.Problem.Training.Width, run.Problem.Training.Height);
            var tiles = Enumerable.Range(0, net.B1.Length)
                .Select(unit => Scaled(net.W1.AsSpan(unit * net.Inputs, net.Inputs), across, side));
            return Card.Draw(width, height, $"Weights of the {net.B1.Length} units of the first layer",
                Fit(Left, Top, width - 2 * Left, height - Top - Bottom, [.. tiles]),
                Key(width, height, "a pixel speaks against the unit", "for it"));
        }

        var half = (width - 3 * Left) / 2;
        var top = Top + (height - Top - Bottom - half) / 2;
        return Card.Draw(width, height, "The plane, as the network and its first units see it",
            Svg.Picture(Left, top, half, half, Png.Write(Map(run))),
            Points(run.Problem.Test, Left, top, half),
            Fit(2 * Left + half, top, half, half, [.. Enumerable.Range(0, net.B1.Length).Select(unit => Response(net, unit))]),
            Key(width, height, "first arm", "second arm"));
    }

    private static XElement[] Key(double width, double height, string low, string high)
    {
        var shades = new float[1, 64];
        for (var i = 0; i < 64; i++) shades[0, i] = 2 * i / 63f - 1;
        return
        [
            Svg.Picture(width / 2 - 60, height - 27, 120, 10, Png.Write(shades)),
            Svg.Text(width / 2 - 70, height - 18, low, 12, Ink.Muted, "end"),
            Svg.Text(width / 2 + 70, height - 18, high, 12, Ink.Muted),
        ];
    }

    // All tiles as one picture, as large as can be, with full rows if that costs little.
    private static XElement Fit(double left, double top, double width, double height, float[][,] tiles)
    {
        var (h, w) = (tiles[0].GetLength(0), tiles[0].GetLength(1));
        var gap = Math.Max(1, w / 10);
        var all = Enumerable.Range(1, tiles.Length).ToArray();
        var columns = all.Where(columns => Zoom(columns) > 0.9 * all.Max(Zoom))
            .MinBy(columns => (Rows(columns) * columns - tiles.Length, -Zoom(columns)));
        var rows = Rows(columns);

        // Pixels as large as they are shown: not every viewer keeps them sharp.
        var zoom = Zoom(columns);
        var scale = (int)Math.Clamp(zoom, 1, 8);
        var mosaic = new float[rows * (h + gap) - gap, columns * (w + gap) - gap];
        for (var y = 0; y < mosaic.GetLength(0); y++)
            for (var x = 0; x < mosaic.GetLength(1); x++)
            {
                var tile = y / (h + gap) * columns + x / (w + gap);
                var isGap = y % (h + gap) >= h || x % (w + gap) >= w || tile >= tiles.Length;
                mosaic[y, x] = isGap ? float.NaN : tiles[tile][y % (h + gap), x % (w + gap)];
            }

        var (pictureWidth, pictureHeight) = (mosaic.GetLength(1), mosaic.GetLength(0));
        return Svg.Picture(left + (width - zoom * pictureWidth) / 2, top + (height - zoom * pictureHeight) / 2, zoom * pictureWidth,
            zoom * pictureHeight, Png.Write(mosaic, scale));

        int Rows(int columns) => (tiles.Length + columns - 1) / columns;
        double Zoom(int columns) => Math.Min(width / (columns * (w + gap) - gap), height / (Rows(columns) * (h + gap) - gap));
    }

    // By the largest weight of the unit.
    private static float[,] Scaled(ReadOnlySpan<float> weights, int height, int width)
    {
        var most = 1e-20f;
        foreach (var w in weights) most = Math.Max(most, Math.Abs(w));

        var tile = new float[height, width];
        for (var i = 0; i < weights.Length; i++) tile[i / width, i % width] = weights[i] / most;
        return tile;
    }

    private static float[,] Response(Mlp net, int unit)
    {
        var values = new float[TileSide * TileSide];
        for (var i = 0; i < values.Length; i++)
        {
            var (x, y) = Point(i, TileSide);
            values[i] = Math.Max(0, net.W1[2 * unit] * x + net.W1[2 * unit + 1] * y + net.B1[unit]);
        }
        return Scaled(values, TileSide, TileSide);
    }

    private static float[,] Map(Run run)
    {
        var (map, evaluation, row) = (new float[MapSide, MapSide], new Evaluation(run.Net), new float[2 * MapSide]);
        for (var y = 0; y < MapSide; y++)
        {
            for (var x = 0; x < MapSide; x++) (row[2 * x], row[2 * x + 1]) = Point(y * MapSide + x, MapSide);
            var probabilities = evaluation.Probabilities(row);
            for (var x = 0; x < MapSide; x++) map[y, x] = 0.6f * (2 * probabilities[2 * x + 1] - 1);
        }
        return map;
    }

    private static IEnumerable<XElement> Points(Examples examples, double left, double top, double side) =>
        Enumerable.Range(0, Math.Min(examples.Count, 400)).Select(i =>
    {
        var point = examples.Row(i);
        return Svg.Circle(left + side * (point[0] / PlaneEdge + 1) / 2, top + side * (1 - point[1] / PlaneEdge) / 2, 2,
            examples.Labels[i] == 0 ? Ink.Blue : Ink.Orange);
    });

    // The y axis points up.
    private static (float X, float Y) Point(int pixel, int side) =>
        (PlaneEdge * (2 * (pixel % side + 0.5f) / side - 1), PlaneEdge * (1 - 2 * (pixel / side + 0.5f) / side));
}
