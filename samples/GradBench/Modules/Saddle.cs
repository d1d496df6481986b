using GradBench.Objectives;
using GradBench.Protocol;

namespace GradBench.Modules;

/// <summary>saddle: a descent over an ascent. The letters are those of <see cref="Particle"/>.</summary>
public static class Saddle
{
    public sealed record Input(double[] Start);

    private delegate double Greatest(double x1, double x2, double[] start);

    private delegate double[] Summit(double x1, double x2, double[] start);

    private delegate (double, double) Slope(double x1, double x2, double[] start);

    public static readonly Module Module = new Module<Input>("saddle", Json.Default.SaddleInput)
        .Add("ff", Json.Default.DoubleArray, input => Find(input, Saddles.GreatestF, Saddles.SummitF, (x1, x2, start) =>
            (Saddles.GreatestFTangent(x1, 1, x2, 0, start).Tangent, Saddles.GreatestFTangent(x1, 0, x2, 1, start).Tangent)))
        .Add("fr", Json.Default.DoubleArray, input => Find(input, Saddles.GreatestR, Saddles.SummitR, (x1, x2, start) =>
            (Saddles.GreatestRTangent(x1, 1, x2, 0, start).Tangent, Saddles.GreatestRTangent(x1, 0, x2, 1, start).Tangent)))
        .Add("rf", Json.Default.DoubleArray, input => Find(input, Saddles.GreatestF, Saddles.SummitF, (x1, x2, start) =>
        {
            var (_, gradX1, gradX2) = Saddles.GreatestFGradient(x1, x2, start);
            return (gradX1, gradX2);
        }))
        .Add("rr", Json.Default.DoubleArray, input => Find(input, Saddles.GreatestR, Saddles.SummitR, (x1, x2, start) =>
        {
            var (_, gradX1, gradX2) = Saddles.GreatestRGradient(x1, x2, start);
            return (gradX1, gradX2);
        }));

    private static Func<double[]> Find(Input input, Greatest greatest, Summit summit, Slope slope)
    {
        var start = input.Start.Numbers("start", 2);
        return () =>
        {
            var x = Descent.Minimise(x => greatest(x[0], x[1], start), x =>
            {
                var (s1, s2) = slope(x[0], x[1], start);
                return [s1, s2];
            }, start);
            return [.. x, .. summit(x[0], x[1], start)];
        };
    }
}
