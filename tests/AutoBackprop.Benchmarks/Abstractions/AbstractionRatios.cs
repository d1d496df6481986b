using System.Numerics;

namespace AutoBackprop.Benchmarks.Abstractions;

/// <summary>What lambdas, LINQ, operators of one's own and the vectors of System.Numerics cost, as a multiple of the gradient of the
/// same work written flat.</summary>
public static class AbstractionRatios
{
    private const int Rounds = 100;

    public static void Print()
    {
        var random = new Random(1);
        double[] Doubles(int n) => [.. Enumerable.Range(0, n).Select(_ => 2 * random.NextDouble() - 1)];
        float[] Floats(int n) => [.. Doubles(n).Select(d => (float)d)];

        var (w, x, gw, gx) = (Doubles(1024), Doubles(1024), new double[1024], new double[1024]);
        var (wf, gwf) = (Floats(1024), new float[1024]);
        Vec3[] points = [.. Enumerable.Range(0, 256).Select(i => new Vec3(w[i], x[i], w[i + 256]))];
        Vector3[] vectors = [.. points.Select(p => new Vector3((float)p.X, (float)p.Y, (float)p.Z))];
        var (gPoints, gVectors) = (new Vec3[256], new Vector3[256]);
        var (axis, target) = (new Vec3(0.3, -0.5, 0.7), new Vector3(0.4f, -0.1f, 0.2f));
        var (angles, gAngles) = (Floats(32), new float[32]);
        var turn = new Vector3(0.3f, -0.5f, 0.7f);

        var table = new Table($"Gradients of one thing written in two ways, {Rounds} interleaved rounds, microseconds",
            "workload", "gradient, min", "compared with", "its min", "ratio of minima", "of medians", "target", "bytes allocated");
        Add("Zip, Sum, n = 1024, double", 50, () => Sums.LinqGradient(w, x, 0.3, gw, gx).Value, "loop", () => Sums.LoopGradient(w, x, 0.3, gw, gx).Value, 1.1);
        Add("Select, Sum, Average, double", 50, () => Sums.LinqExpGradient(w, 0.3, gw).Value, "loop", () => Sums.LoopExpGradient(w, 0.3, gw).Value, 1.1);
        Add("Where, Sum, double", 50, () => Sums.LinqWhereGradient(w, 0.3, gw).Value, "loop", () => Sums.LoopWhereGradient(w, 0.3, gw).Value, 1.1);
        Add("Sum, n = 1024, float", 50, () => Sums.LinqFloatGradient(wf, 0.3f, gwf).Value, "loop over doubles",
            () => Sums.LoopFloatInDoubleGradient(wf, 0.3f, gwf).Value, 1.1);
        Add("Sum, n = 1024, float", 50, () => Sums.LinqFloatGradient(wf, 0.3f, gwf).Value, "loop over floats",
            () => Sums.LoopFloatGradient(wf, 0.3f, gwf).Value, 2);
        Add("solver with a lambda", 5, () => Functions.LambdaGradient(1, 0.5, 0.3, 100).Value, "written out", () => Functions.FlatGradient(1, 0.5, 0.3, 100).Value, 1.05);
        Add("own Vec3, 256 points", 50, () => Points.OwnGradient(points, axis, 0.4, gPoints).Value, "number by number",
            () => Points.OwnFlatGradient(points, axis, 0.4, gPoints).Value, 1.05);
        Add("Vector3, 256 points", 50, () => Points.NumericsGradient(vectors, turn, 0.4f, gVectors).Value, "number by number",
            () => Points.NumericsFlatGradient(vectors, turn, 0.4f, gVectors).Value, 1.5);
        Add("robot arm of 32, Quaternion", 50, () => Points.ArmGradient(angles, target, gAngles).Value, "number by number",
            () => Points.ArmFlatGradient(angles, target.X, target.Y, target.Z, gAngles).Value, 1.5);
        table.Print();

        void Add(string workload, int calls, Func<double> gradient, string against, Func<double> other, double most)
        {
            if (Math.Abs(gradient() - other()) > 1e-4 * Math.Max(1, Math.Abs(other()))) throw new InvalidOperationException($"'{workload}' computes something else.");
            var samples = Interleaved.Measure(Rounds, [() => Repeat(calls, gradient), () => Repeat(calls, other)]);
            table.Add(workload, $"{samples[0].Minimum / calls * 1e6:f2}", against, $"{samples[1].Minimum / calls * 1e6:f2}",
                $"{samples[0].Minimum / samples[1].Minimum:f2}", $"{samples[0].Median / samples[1].Median:f2}", $"at most {most:f2}", $"{Allocation.Of(() => gradient())}");
        }
    }

    private static void Repeat(int calls, Func<double> run)
    {
        for (var i = 0; i < calls; i++) run();
    }
}
