using AutoBackprop.Core;

namespace AutoBackprop.Tests;

/// <summary>What the backward sweep leaves is an ordinary method: it can be swept again. Second derivatives of methods of the Zoo
/// by reverse over reverse, against forward over reverse and against differences of the first gradient.</summary>
[Collection(nameof(Zoo))]     // they count effects
public class SecondDerivativeTests
{
    private static readonly Dictionary<string, MethodCase> Cases = MethodCase.In(typeof(Zoo)).ToDictionary(c => c.Name);

    // Recursion and hand-written rules have a first derivative only.
    public static IEnumerable<object[]> Names => Cases.Values
        .Where(c => c.HasGradient && !c.IsSingle && !ZooBuild.ModelOf(c.Name).Body!.Body.AllSteps().Any(s => s is Call)).Select(c => new object[] { c.Name });

    [Theory, MemberData(nameof(Names))]
    public void The_sweep_can_be_swept_again(string name)
    {
        var (zoo, interpreter, random) = (Cases[name], ZooBuild.Interpreter(name), new Random(name.Sum(c => c)));
        var first = Pipeline.Differentiate(ZooBuild.ModelOf(name).Body!, seeded: false);
        int[] active = [.. Enumerable.Range(0, zoo.IsActive.Count).Where(i => zoo.IsActive[i])];
        foreach (var optimised in new[] { false, true })
        {
            var second = Pipeline.Gradient(first, seeded: true, optimised);
            // The interpreter knows no vectors.
            if (second.Body.AllSteps().Any(s => s.Reads().Any(r => r.Type.Lanes > 1))) continue;
            for (var point = 0; point < 3; point++)
            {
                var at = zoo.Draw(random);
                for (var row = 0; row < active.Length; row++)
                {
                    // The adjoint of one component of the gradient is 1: out comes a row of the Hessian.
                    var seeds = Enumerable.Range(0, active.Length + 1).Select(i => new Lane(i == row + 1 ? 1.0 : 0.0));
                    var results = interpreter.Run(second, [.. at.Select(a => new Lane(a)), .. seeds]);
                    double[] hessian = [.. results[^active.Length..].Select(r => r.Real)];

                    for (var column = 0; column < active.Length; column++)
                    {
                        var forward = interpreter.Run(first, [.. at.Select((a, j) => new Lane(a, j == active[column] ? 1 : 0))])[row + 1].Tangent;
                        Assert.True(Math.Abs(hessian[column] - forward) <= 1e-8 * Math.Max(1, Math.Abs(forward)),
                            $"{name} at ({string.Join(", ", at)}): component {row}, {column} is {hessian[column]:R}, forward over reverse says {forward:R}");

                        var (slope, error) = Differences.Estimate(x =>
                        {
                            object[] moved = [.. at];
                            moved[active[column]] = x;
                            return Convert.ToDouble(zoo.Gradient(moved).Gradient[row]);
                        }, (double)at[active[column]], 1e-3);
                        if (!zoo.IsSmooth || !(error < 1e-5 * Math.Max(1, Math.Abs(slope)))) continue;
                        Assert.True(Math.Abs(hessian[column] - slope) <= 1e-5 * Math.Max(1, Math.Abs(slope)) + 10 * error,
                            $"{name} at ({string.Join(", ", at)}): component {row}, {column} is {hessian[column]:R}, differences say {slope:R} ± {error:R}");
                    }
                }
            }
        }
    }
}
