using ScottPlot;

namespace Curves;

/// <summary>Points, fit and band as a picture.</summary>
public static class Picture
{
    private const int Width = 900, Height = 520;

    public static void Save(Fit fit, Confidence band, Measurements data, string path)
    {
        var plot = new Plot();
        var filled = plot.Add.FillY(band.Times, [.. band.Curve.Zip(band.Width, (y, w) => y - w)], [.. band.Curve.Zip(band.Width, (y, w) => y + w)]);
        filled.FillColor = Colors.SteelBlue.WithAlpha(0.25);
        filled.LineWidth = 0;
        filled.LegendText = "95 % band of the curve";

        var curve = plot.Add.ScatterLine(band.Times, band.Curve, Colors.SteelBlue);
        curve.LineWidth = 2;
        curve.LegendText = $"fit ({fit.Method})";

        var points = plot.Add.ScatterPoints(data.Times, data.Values, Colors.Black);
        points.MarkerSize = 5;
        points.LegendText = "measured";

        plot.Title("A ringing that dies away, fitted on generated derivatives");
        plot.XLabel("t");
        plot.YLabel("y");
        plot.ShowLegend(Alignment.UpperRight);
        plot.SaveSvg(path, Width, Height);
    }
}
