using GradBench.Objectives;
using GradBench.Protocol;

namespace GradBench.Modules;

/// <summary>ba: the errors of points that cameras have seen, and their sparse Jacobian.</summary>
public static class BundleAdjustment
{
    /// <summary>One camera, point, weight and picture, which stand for N cameras, M points and P observations.</summary>
    public sealed record Input(int N, int M, int P, double[] Cam, double[] X, double W, double[] Feat);

    /// <summary>What is the same for all observations crosses the protocol once.</summary>
    public sealed record Errors(Pair ReprojError, Single WErr);

    public sealed record Pair(double[] Elements, int Repeated);

    public sealed record Single(double Element, int Repeated);

    public static readonly Module Module = new Module<Input>("ba", Json.Default.BundleAdjustmentInput)
        .Add("objective", Json.Default.Errors, Objective)
        .Add("jacobian", Json.Default.SparseMatrix, Jacobian);

    private static Func<Errors> Objective(Input input)
    {
        var scene = SceneOf(input);
        var (errors, weightErrors) = (new double[2 * input.P], new double[input.P]);
        return () =>
        {
            scene.Errors(errors, weightErrors);
            return new Errors(new Pair(errors[..2], input.P), new Single(weightErrors[0], input.P));
        };
    }

    private static Func<SparseMatrix> Jacobian(Input input)
    {
        var scene = SceneOf(input);
        return () => scene.Jacobian().Shortened(2 * Scene.Width);
    }

    private static Scene SceneOf(Input input) => new(
        input.N.AtLeast(1, "n"), input.M.AtLeast(1, "m"), input.P.AtLeast(1, "p"),
        input.Cam.Numbers("cam", Camera.Size), input.X.Numbers("x", 3), input.W, input.Feat.Numbers("feat", 2));
}
