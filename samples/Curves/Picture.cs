using ScottPlot;

namespace Curves;

/// <summary>The measurements, the fit and its band, as an SVG.</summary>
public static class Picture
{
    private const int Points = 600;

    public static void Save(Fit fit, Measurements data, Confidence confidence, double level, string path)
    {
        var (first, last) = (data.Times.Min(), data.Times.Max());
        double[] times = [.. Enumerable.Range(0, Points).Select(i => first + (last - first) * i / (Points - 1))];
        var curve = new double[Points];
        Ringing.CurveValue(fit.Parameters, times, curve);
        var band = confidence.OfCurve(times);

        using var plot = new Plot();
        var filled = plot.Add.FillY(times, [.. curve.Zip(band, (c, b) => c - b)], [.. curve.Zip(band, (c, b) => c + b)]);
        filled.FillColor = Colors.SteelBlue.WithAlpha(0.3);
        filled.LineWidth = 0;
        filled.LegendText = $"{100 * level:0.#} % confidence";
        var line = plot.Add.ScatterLine(times, curve);
        (line.Color, line.LineWidth, line.LegendText) = (Colors.SteelBlue, 2, $"fit ({fit.Method})");
        var points = plot.Add.ScatterPoints(data.Times, data.Values);
        (points.Color, points.MarkerSize, points.LegendText) = (Colors.DarkOrange, 4, "measured");
        plot.XLabel("time");
        plot.YLabel("value");
        plot.ShowLegend(Alignment.UpperRight);
        plot.SaveSvg(path, 900, 480);
    }
}
