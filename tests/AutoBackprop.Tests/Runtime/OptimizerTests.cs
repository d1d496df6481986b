namespace AutoBackprop.Tests;

/// <summary>One step by hand, convergence, and misuse.</summary>
public class OptimizerTests
{
    [Fact]
    public void Sgd_steps_against_the_gradient()
    {
        double[] w = [1, 2];
        new Optimizers.Sgd(0.1).Step(w, [10, -10]);
        Assert.Equal([0, 3], w);
    }

    [Fact]
    public void Momentum_repeats_a_part_of_the_last_step()
    {
        var sgd = new Optimizers.Sgd(learningRate: 1, momentum: 0.5);
        float[] w = [0];
        sgd.Step(w, [1]);
        Assert.Equal(-1, w[0]);
        sgd.Step(w, [1]);
        Assert.Equal(-2.5f, w[0]);
    }

    [Fact]
    public void The_first_step_of_Adam_is_the_learning_rate_whatever_the_gradient()
    {
        double[] w = [1, 1, 1];
        new Optimizers.Adam(0.01).Step(w, [1e-3, -5, 0]);
        Assert.Equal(0.99, w[0], 1e-6);
        Assert.Equal(1.01, w[1], 1e-6);
        Assert.Equal(1, w[2]);
    }

    [Fact]
    public void The_second_step_of_Adam_is_that_of_the_paper()
    {
        var adam = new Optimizers.Adam(learningRate: 0.1, beta1: 0.5, beta2: 0.75, epsilon: 1e-8);
        var w = 0.0;
        adam.Step(ref w, 1);
        adam.Step(ref w, 3);

        // Means of 1 and 3: m = (0.25 · 1 + 0.5 · 3) / 0.75, v = (0.1875 · 1 + 0.25 · 9) / 0.4375.
        var expected = -0.1 - 0.1 * (1.75 / 0.75) / Math.Sqrt(2.4375 / 0.4375);
        Assert.Equal(expected, w, 1e-8);
    }

    [Fact]
    public void All_of_them_find_the_bottom_of_a_bowl()
    {
        Assert.All(
            [Run(new Optimizers.Sgd(0.1).Step), Run(new Optimizers.Sgd(0.02, 0.9).Step), Run(new Optimizers.Adam(0.05).Step)],
            w => Assert.Equal(3, w, 1e-3));

        static double Run(Action<Span<double>, ReadOnlySpan<double>> step)
        {
            double[] w = [-1];
            for (var i = 0; i < 1000; i++) step(w, [2 * (w[0] - 3)]);
            return w[0];
        }
    }

    [Theory, InlineData(1), InlineData(15), InlineData(16), InlineData(17), InlineData(100)]
    public void Every_element_of_a_long_block_takes_the_step_of_a_short_one(int count)
    {
        var random = new System.Random(count);
        float[] floats = [.. Enumerable.Range(0, count).Select(_ => random.NextSingle() - 0.5f)];
        double[] doubles = [.. floats.Select(f => f * 1.1)];
        var optimizers = (Func<(Stepping<float>, Stepping<double>)>[])
        [
            () => Both(new Optimizers.Sgd(0.1)), () => Both(new Optimizers.Sgd(0.1, 0.9)), () => { var adam = new Optimizers.Adam(0.1); return (adam.Step, adam.Step); },
        ];
        foreach (var make in optimizers)
        {
            Compare(floats, () => make().Item1);
            Compare(doubles, () => make().Item2);
        }

        static (Stepping<float>, Stepping<double>) Both(Optimizers.Sgd sgd) => (sgd.Step, sgd.Step);

        static void Compare<T>(T[] gradient, Func<Stepping<T>> make) where T : System.Numerics.IFloatingPoint<T>
        {
            var (whole, step) = (new T[gradient.Length], make());
            for (var k = 0; k < 3; k++) step(whole, gradient);
            for (var i = 0; i < whole.Length; i++)
            {
                var (one, alone) = (new T[1], make());
                for (var k = 0; k < 3; k++) alone(one, gradient.AsSpan(i, 1));
                Assert.Equal(one[0], whole[i]);
            }
        }
    }

    private delegate void Stepping<T>(Span<T> parameters, ReadOnlySpan<T> gradient);

    [Fact]
    public void Nothing_is_allocated_once_warm()
    {
        var (w, gradient) = (new float[100], new float[100]);
        gradient.AsSpan().Fill(1);
        var (sgd, heavy, adam) = (new Optimizers.Sgd(0.1), new Optimizers.Sgd(0.1, 0.9), new Optimizers.Adam());
        float[][] blocks = [gradient];

        Assert.Equal(0, Allocated.By(Run));

        void Run()
        {
            GradientClipping.ByNorm(blocks, 1);
            sgd.Step(w, gradient);
            heavy.Step(w, gradient);
            adam.Step(w, gradient);
        }
    }

    [Fact]
    public void The_learning_rate_may_change()
    {
        var sgd = new Optimizers.Sgd(1) { LearningRate = 0.5 };
        var w = 0f;
        sgd.Step(ref w, 1);
        Assert.Equal(-0.5f, w);
    }

    [Fact]
    public void One_optimizer_serves_one_block()
    {
        var adam = new Optimizers.Adam();
        adam.Step(new double[3], new double[3]);
        Assert.Equal("parameters", Assert.Throws<ArgumentException>(() => adam.Step(new double[4], new double[4])).ParamName);
        Assert.Equal("gradient", Assert.Throws<ArgumentException>(() => adam.Step(new double[3], new double[2])).ParamName);
    }

    [Fact]
    public void Impossible_settings_are_refused()
    {
        Assert.Equal("learningRate", Refused(() => new Optimizers.Sgd(0)));
        Assert.Equal("learningRate", Refused(() => new Optimizers.Adam(double.NaN)));
        Assert.Equal("momentum", Refused(() => new Optimizers.Sgd(1, momentum: 1)));
        Assert.Equal("beta1", Refused(() => new Optimizers.Adam(beta1: -0.1)));
        Assert.Equal("beta2", Refused(() => new Optimizers.Adam(beta2: 1)));
        Assert.Equal("epsilon", Refused(() => new Optimizers.Adam(epsilon: 0)));
        Assert.Equal("value", Refused(() => new Optimizers.Adam().LearningRate = -1));

        static string? Refused(Func<object> make) => Assert.Throws<ArgumentOutOfRangeException>(make).ParamName;
    }

    [Fact]
    public void A_long_gradient_is_clipped_and_keeps_its_direction()
    {
        double[] gradient = [3, -4];
        Assert.Equal(5, GradientClipping.ByNorm(gradient, 10));
        Assert.Equal([3, -4], gradient);

        Assert.Equal(5, GradientClipping.ByNorm(gradient, 1));
        Assert.Equal(0.6, gradient[0], 1e-15);
        Assert.Equal(-0.8, gradient[1], 1e-15);
    }

    [Theory, InlineData(15), InlineData(16), InlineData(50)]
    public void A_gradient_of_any_length_is_clipped(int count)
    {
        double[] doubles = [.. Enumerable.Range(1, count)];
        float[] floats = [.. Enumerable.Range(1, count)];
        var norm = Math.Sqrt(doubles.Sum(g => g * g));

        Assert.Equal(norm, GradientClipping.ByNorm(doubles, 2), 1e-12 * norm);
        Assert.Equal(norm, GradientClipping.ByNorm(floats, 2), 1e-6 * norm);
        Assert.All(doubles, (g, i) => Assert.Equal(2 * (i + 1) / norm, g, 1e-15));
        Assert.All(floats, (g, i) => Assert.Equal((float)(2 * (i + 1) / norm), g, 1e-7f));
    }

    [Fact]
    public void Blocks_are_clipped_by_their_common_norm()
    {
        float[] first = [3], second = [0, 4];
        Assert.Equal(5, GradientClipping.ByNorm([first, second], 2.5f));
        Assert.Equal((1.5f, 2f), (first[0], second[1]));
    }

    [Fact]
    public void Even_an_exploded_gradient_is_clipped_and_a_broken_one_is_left()
    {
        double[] exploded = [3e200, 4e200];
        Assert.Equal(5e200, GradientClipping.ByNorm(exploded, 1), 1e186);
        Assert.Equal(0.6, exploded[0], 1e-15);

        double[] tiny = [3e-200, 4e-200], far = [1e-170, .. Enumerable.Repeat(0.0, 20), 1e200];
        Assert.Equal(1, GradientClipping.ByNorm(tiny, 1e-300) / 5e-200, 1e-15);
        Assert.Equal(1, tiny[0] / 0.6e-300, 1e-14);
        Assert.Equal(1, GradientClipping.ByNorm([far, [1e180]], 1) / 1e200, 1e-15);

        double[] broken = [double.NaN, 4, double.PositiveInfinity];
        Assert.False(double.IsFinite(GradientClipping.ByNorm(broken, 1)));
        Assert.Equal(4, broken[1]);

        Assert.Equal(0, GradientClipping.ByNorm(new double[2], 1));
        Assert.Throws<ArgumentOutOfRangeException>(() => GradientClipping.ByNorm(new double[2], 0));
    }
}
