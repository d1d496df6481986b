using GradBench.Objectives;
using GradBench.Protocol;

namespace GradBench.Modules;

/// <summary>ht: the errors of a hand that is fitted to measured points, and their Jacobian.</summary>
public static class HandTracking
{
    /// <param name="Us">Two numbers per point; empty where points belong to vertices, not to triangles.</param>
    public sealed record Input(double[] Theta, Measured Data, double[][] Us);

    public sealed record Measured(Hand Model, int[] Correspondences, double[][] Points);

    public sealed record Hand(
        string[] BoneNames, int[] Parents, double[][][] BaseRelatives, double[][][] InverseBaseAbsolutes, double[][] BasePositions,
        double[][] Weights, int[][] Triangles, bool IsMirrored);

    public static readonly Module Module = new Module<Input>("ht", Json.Default.HandTrackingInput)
        .Add("objective", Json.Default.DoubleArray, Objective)
        .Add("jacobian", Json.Default.DoubleArrayArray, Jacobian);

    private static Func<double[]> Objective(Input input)
    {
        var (pose, places, data) = Checked(input);
        var errors = new double[data.Points.Length];
        return () =>
        {
            if (places.Length == 0) Hands.ToVertices(pose, data, errors);
            else Hands.ToTriangles(pose, places, data, errors);
            return errors;
        };
    }

    /// <summary>A row per error: where there are places, the two of its point; then the pose.</summary>
    private static Func<double[][]> Jacobian(Input input)
    {
        var (pose, places, data) = Checked(input);
        var jacobian = new HandJacobian(pose, places, data);
        return jacobian.Rows;
    }

    private static (double[] Pose, double[] Places, HandData Data) Checked(Input input)
    {
        var (given, count) = (input.Data.Model, input.Data.Correspondences.Length);
        var bones = given.BoneNames.Length.AtLeast(Hands.Pose - 4, "the number of bones");
        var vertices = given.BasePositions.Length;
        var parents = given.Parents.Numbers("parents", bones);
        for (var i = 0; i < bones; i++)
            if (parents[i] < -1 || parents[i] >= i)
                throw new InputException($"'parents[{i}]' is {parents[i]}; a bone comes after its parent.");

        var hand = new HandModel(parents, Matrices(given.BaseRelatives, "base_relatives", bones),
            Matrices(given.InverseBaseAbsolutes, "inverse_base_absolutes", bones),
            given.BasePositions.Flat("base_positions", vertices, 4), given.Weights.Flat("weights", vertices, bones),
            given.Triangles.Flat("triangles", given.Triangles.Length, 3), given.IsMirrored);
        Within(hand.Triangles, vertices, "triangles");
        Within(input.Data.Correspondences, input.Us.Length == 0 ? vertices : given.Triangles.Length, "correspondences");
        return (input.Theta.Numbers("theta", Hands.Pose), input.Us.Length == 0 ? [] : input.Us.Flat("us", count, 2),
            new HandData(hand, input.Data.Correspondences, input.Data.Points.Flat("points", count, 3)));
    }

    private static double[] Matrices(double[][][] matrices, string name, int count) => matrices.Length == count
        ? [.. matrices.SelectMany((m, i) => (m ?? []).Flat($"{name}[{i}]", 4, 4))]
        : throw new InputException($"'{name}' has {matrices.Length} matrices, not {count}.");

    private static void Within(int[] numbers, int count, string name)
    {
        if (Array.Find(numbers, n => n < 0 || n >= count) is var wrong && (wrong != 0 || count == 0 && numbers.Length > 0))
            throw new InputException($"'{name}' names {wrong}; there are {count}.");
    }
}
