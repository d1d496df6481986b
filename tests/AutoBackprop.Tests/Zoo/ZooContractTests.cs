namespace AutoBackprop.Tests;

/// <summary>What the contract promises of generated members beside the numbers, shown on methods of the Zoo.</summary>
[Collection(nameof(Zoo))]     // they count effects
public class ZooContractTests
{
    [Fact]
    public void Nothing_is_allocated_once_warm()
    {
        Warm(() => Zoo.NeuronGradient(2, -1, -3, -2, -3).Value);
        Warm(() => Zoo.HornerGradient(2, 3, 4, 5).Value);
        Warm(() => Zoo.PowerByLoopGradient(1.01, 500).Value);
        Warm(() => Zoo.NestedLoopsGradient(0.3, 0.4, 40).Value);
        Warm(() => Zoo.WhileGradient(100).Value);
        Warm(() => Zoo.ReturnFromInsideGradient(0.001, 30).Value);
        Warm(() => Zoo.GatedGradient(0.7, 100, true).Value);
        Warm(() => Zoo.RecursiveTreeGradient(0.7, 0.5, 8).Value);
        Warm(() => Zoo.RuleInLoopGradient(0.7, 0.5, 20).Value);
        Warm(() => Zoo.TupleInLoopGradient(0.7, 50).Value);
        Warm(() => Zoo.SwitchExpressionOnTupleGradient(0.7, 0.5, 2, true).Value);
        Warm(() => Zoo.SingleLoopGradient(0.7f, 100).Value);
        Warm(() =>
        {
            var (x, y) = (0.0, 0.0);
            return Zoo.ResultsOfLoopBackward(0.3, 0.4, 100, (1, 2), ref x, ref y).Item1 + x + y;
        });

        static void Warm(Func<double> run) => Assert.Equal(0, Allocated.By(() => run(), 20));
    }

    [Fact]
    public void Storage_goes_back_to_the_pool_when_the_body_throws()
    {
        // 2000 doubles a call would be 320000 bytes; an exception has about 1000.
        Assert.True(Allocated.By(() => Assert.Throws<ArgumentException>(() => Zoo.ThrowsAfterLoopGradient(0.5, 2000)), 20) < 120_000, "storage is lost");
    }

    [Fact]
    public void A_guard_throws_what_the_method_throws()
    {
        Assert.Equal(
            Assert.Throws<ArgumentOutOfRangeException>(() => Zoo.Guarded(1, -1)).Message,
            Assert.Throws<ArgumentOutOfRangeException>(() => Zoo.GuardedGradient(1, -1)).Message);
        Assert.Equal(
            Assert.Throws<ArgumentException>(() => Zoo.Guarded(double.NaN, 1)).Message,
            Assert.Throws<ArgumentException>(() => Zoo.GuardedGradient(double.NaN, 1)).Message);
        Assert.Equal("much", Assert.Throws<InvalidOperationException>(() => Zoo.GuardedGradient(1, 101)).Message);
        Assert.Throws<ArgumentException>(() => Zoo.GuardedInsideGradient(1, 100));
        Assert.Throws<ArgumentException>(() => Zoo.ThrowingGradient(1, 55));
        Assert.Throws<InvalidOperationException>(() => Zoo.ThrowingGradient(1, 60));
    }

    [Fact]
    public void The_branch_that_does_not_run_contributes_no_NaN()
    {
        Assert.Equal((0, 0, 0), Zoo.SafeDivisionGradient(0, 3));
        Assert.Equal(4, Zoo.SafeLogarithmGradient(2, 0).GradX);
        Assert.Equal((9, 0, 6), Zoo.SafeRootGradient(2, 3));
        Assert.Equal(1.5 * 1.5, Zoo.SafeInLoopGradient(2, 2).GradX);
    }

    [Fact]
    public void Backward_adds_and_leaves_the_rest_alone()
    {
        var (x, y) = (10.0, 20.0);
        Assert.Equal(18, Zoo.BackwardOnlyBackward(2, 3, 0.5, ref x, ref y));
        Assert.Equal((10 + 4.5, 20 + 6.0), (x, y));

        (double A, double B) p = (1, 2);
        Zoo.TupleThroughBackward((3, 4), (1, 10), ref p);
        Assert.Equal((1 + 40.0, 2 + 1 + 30.0), p);
    }

    [Fact]
    public void Names_of_generated_elements_follow_the_parameters()
    {
        var g = Zoo.BothCasesGradient(2, 3);
        Assert.Equal((18, 9, 12), (g.Value, g.Grad_w, g.Grad_W));
        var taken = Zoo.TakenByParameterGradient(2, 3);
        Assert.Equal((18, 9, 12), (taken.Value, taken.Grad_x, taken.GradGradX));
        Assert.Equal(9, Zoo.KeywordsGradient(@class: 1, @in: 3, @params: 2).GradClass);
        Assert.Equal(2.3, Zoo.DefaultsGradient(1, b: false).GradX, 12);
    }

    [Fact]
    public void Gradients_run_on_many_threads_at_once()
    {
        var expected = Zoo.NestedLoopsGradient(0.3, 0.4, 30);
        Parallel.For(0, 200, _ => Assert.Equal(expected, Zoo.NestedLoopsGradient(0.3, 0.4, 30)));
    }

    [Fact]
    public void Rules_written_by_hand_are_what_runs()
    {
        var before = Zoo.RulesRun;
        Zoo.RuleInPlaceOfRowGradient(2);
        Zoo.RuleOfOursGradient(2, 1);
        Assert.Equal(before + 2, Zoo.RulesRun);
    }
}
