namespace Digits;

/// <summary>Two arms that wind around each other: no line parts them, so a network without hidden units is lost.</summary>
public static class Spirals
{
    private const double Turns = 1.5, Noise = 0.015;

    public static Problem Make(int seed)
    {
        var random = new Random(seed);
        var (training, test) = (Draw(2000, random), Draw(1000, random));
        return new("spirals", "Two spirals", training, test, "test", test, Classes: 2,
            new(Hidden: [32, 32], Epochs: 40, Batch: 32, Rate: 0.005, Decay: 0, Shift: 0));
    }

    private static Examples Draw(int count, Random random)
    {
        var (inputs, labels) = (new float[2 * count], new int[count]);
        for (var i = 0; i < count; i++)
        {
            labels[i] = i % 2;
            var radius = 0.1 + 0.9 * Math.Sqrt(random.NextDouble());
            var angle = 2 * Math.PI * Turns * radius + Math.PI * labels[i];
            inputs[2 * i] = (float)(radius * Math.Cos(angle) + Noise * Normal(random));
            inputs[2 * i + 1] = (float)(radius * Math.Sin(angle) + Noise * Normal(random));
        }
        return new(inputs, labels, Width: 2, Height: 1);
    }

    private static double Normal(Random random) =>
        Math.Sqrt(-2 * Math.Log(1 - random.NextDouble())) * Math.Cos(2 * Math.PI * random.NextDouble());
}
