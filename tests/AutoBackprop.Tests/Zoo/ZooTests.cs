using AutoBackprop.Core;
using Microsoft.CodeAnalysis;

namespace AutoBackprop.Tests;

/// <summary>Every method of the Zoo, in every mode, against forward mode on the IR and against differences.</summary>
[Collection(nameof(Zoo))]     // they count effects
public class ZooTests
{
    private const int Points = 6;

    private static readonly Dictionary<string, MethodCase> Cases = MethodCase.In(typeof(Zoo)).ToDictionary(c => c.Name);

    public static IEnumerable<object[]> Names => Cases.Keys.Select(n => new object[] { n });

    private static IEnumerable<object[]> Arguments(MethodCase zoo)
    {
        var random = new Random(zoo.Name.Sum(c => c));
        return Enumerable.Range(0, Points).Select(_ => zoo.Draw(random));
    }

    [Theory, MemberData(nameof(Names))]
    public void The_gradient_agrees_with_forward_mode_and_differences(string name)
    {
        var zoo = Cases[name];
        foreach (var at in Arguments(zoo))
        {
            var effects = Zoo.Effects;
            var value = zoo.Value(at);
            effects = Zoo.Effects - effects;
            double[] seeds = [.. value.Where(v => v.GetType().IsReal()).Select((_, i) => 1.5 - i)];
            var expected = Forward(zoo, at, seeds);

            if (zoo.HasGradient)
            {
                var before = Zoo.Effects;
                var (computed, gradient) = zoo.Gradient(at);
                Assert.Equal(effects, Zoo.Effects - before);
                Assert.Equal(value[0], computed);
                Close(expected.Select(e => e / seeds[0]), gradient, zoo, at);
            }
            if (zoo.HasBackward)
            {
                var before = Zoo.Effects;
                double[] initial = [.. expected.Select((_, i) => 0.5 + i)];
                var (computed, destinations) = zoo.Backward(at, seeds, initial);
                Assert.Equal(effects, Zoo.Effects - before);
                Assert.Equal(value, computed);
                Close(expected.Zip(initial, (e, i) => e + i), destinations, zoo, at);
            }
            if (zoo.IsSmooth) Close(expected, zoo, at, seeds);
        }
    }

    [Theory, MemberData(nameof(Names))]
    public void The_sweep_is_right_before_and_after_it_is_optimised(string name)
    {
        var zoo = Cases[name];
        var (model, interpreter) = (ZooBuild.ModelOf(name), ZooBuild.Interpreter(name));
        foreach (var optimised in new[] { false, true })
        {
            var sweep = Pipeline.Gradient(model.Body!, seeded: true, optimised);
            // The interpreter knows no vectors; the generated code is tested above.
            if (sweep.Body.AllSteps().Any(s => s.Reads().Any(r => r.Type.Lanes > 1))) continue;
            foreach (var at in Arguments(zoo))
            {
                var value = zoo.Value(at);
                double[] seeds = [.. value.Where(v => v.GetType().IsReal()).Select((_, i) => 1.5 - i)];
                var results = interpreter.Run(sweep, [.. at.Select(a => new Lane(a)), .. value.Where(v => v.GetType().IsReal()).Select((v, i) => new Lane(Convert.ChangeType(seeds[i], v.GetType())))]);
                Assert.Equal(value, results.Take(value.Length).Select(r => r.Value));
                Close(Forward(zoo, at, seeds), [.. results.Skip(value.Length).Select(r => r.Value!)], zoo, at);
            }
        }
    }

    [Theory]
    [InlineData(OptimizationLevel.Debug, false, NullableContextOptions.Disable)]
    [InlineData(OptimizationLevel.Debug, true, NullableContextOptions.Enable)]
    [InlineData(OptimizationLevel.Release, true, NullableContextOptions.Disable)]
    [InlineData(OptimizationLevel.Release, false, NullableContextOptions.Enable)]
    public void However_it_is_compiled_the_numbers_are_the_same(OptimizationLevel level, bool checkOverflow, NullableContextOptions nullable)
    {
        var compiled = MethodCase.In(Compiled.From(ZooBuild.Sources, level, checkOverflow, nullable).Assembly.GetType(typeof(Zoo).FullName!)!).ToList();
        Assert.Equal(Cases.Count, compiled.Count);
        foreach (var other in compiled)
            foreach (var at in Arguments(Cases[other.Name]).Take(2).Select(a => Translate(a, other)))
            {
                var here = Cases[other.Name];
                var mine = Translate(at, here);
                if (here.HasGradient) Assert.Equal(here.Gradient(mine).Gradient, other.Gradient(at).Gradient);
                if (!here.HasBackward) continue;
                double[] zeros = new double[here.IsActive.Count], ones = [1, 1, 1, 1];
                Assert.Equal(here.Backward(mine, ones, zeros).Gradient, other.Backward(at, ones, zeros).Gradient);
            }
    }

    // Enums of the other assembly.
    private static object[] Translate(object[] at, MethodCase to) =>
        [.. at.Zip(to.LeafTypes, (a, t) => t.IsEnum ? Enum.ToObject(t, Convert.ToInt32(a)) : MethodCase.IsTuple(t) && MethodCase.Leaves(a).GetEnumerator() is var leaf ? MethodCase.Build(t, _ => leaf.MoveNext() ? leaf.Current : throw new InvalidOperationException()) : a)];

    // ── what must come out ───────────────────────────────────────────────────────────────────────────────────

    /// <summary>The gradient by forward mode, one direction at a time.</summary>
    private static double[] Forward(MethodCase zoo, object[] at, double[] seeds)
    {
        var (body, interpreter) = (ZooBuild.ModelOf(zoo.Name).Body!, ZooBuild.Interpreter(zoo.Name));
        return [.. Enumerable.Range(0, at.Length).Where(i => zoo.IsActive[i]).Select(i =>
            interpreter.Run(body, [.. at.Select((a, j) => new Lane(a, i == j ? 1 : 0))]).Where(r => r.Value is double or float).Select((r, k) => r.Tangent * seeds[k]).Sum())];
    }

    private static void Close(IEnumerable<double> expected, object[] actual, MethodCase zoo, object[] at)
    {
        double[] numbers = [.. expected];
        Assert.Equal(numbers.Length, actual.Length);
        for (var i = 0; i < numbers.Length; i++)
        {
            var number = Convert.ToDouble(actual[i]);
            var tolerance = zoo.IsSingle ? 1e-4 : 1e-9;
            Assert.True(Math.Abs(numbers[i] - number) <= tolerance * Math.Max(1, Math.Abs(numbers[i])),
                $"{zoo.Name} at ({string.Join(", ", at)}): component {i} is {number:R}, should be {numbers[i]:R}");
        }
    }

    private static void Close(double[] gradient, MethodCase zoo, object[] at, double[] seeds)
    {
        int[] active = [.. Enumerable.Range(0, at.Length).Where(i => zoo.IsActive[i])];
        for (var i = 0; i < active.Length; i++)
        {
            var (slope, error) = Differences.Estimate(x =>
            {
                object[] moved = [.. at];
                moved[active[i]] = x;
                return zoo.Value(moved).Where(v => v is double).Select((v, k) => (double)v * seeds[k]).Sum();
            }, (double)at[active[i]], 1e-3);
            // A jump or a kink within the step: differences tell nothing.
            if (!(error < 1e-5 * Math.Max(1, Math.Abs(slope)))) continue;
            Assert.True(Math.Abs(slope - gradient[i]) <= 1e-6 * Math.Max(1, Math.Abs(slope)) + 10 * error,
                $"{zoo.Name} at ({string.Join(", ", at)}): component {i} is {gradient[i]:R}, differences say {slope:R} ± {error:R}");
        }
    }
}
