using GradBench.Objectives;
using GradBench.Protocol;

namespace GradBench.Modules;

/// <summary>saddle: a descent over an ascent. The letters are those of <see cref="Particle"/>.</summary>
public static class Saddle
{
    public sealed record Input(double[] Start);

    public static readonly Module Module = new Module<Input>("saddle", Json.Default.SaddleInput)
        .Add("rr", Json.Default.DoubleArray, input => Find(input, (x, start) =>
        {
            var (_, gradX1, gradX2) = Saddles.GreatestGradient(x[0], x[1], start);
            return [gradX1, gradX2];
        }));

    private static Func<double[]> Find(Input input, Func<double[], double[], double[]> gradient)
    {
        var start = input.Start.Numbers("start", 2);
        return () =>
        {
            var x = Descent.Minimise(x => Saddles.Greatest(x[0], x[1], start), x => gradient(x, start), start);
            return [.. x, .. Saddles.Summit(x[0], x[1], start)];
        };
    }
}
