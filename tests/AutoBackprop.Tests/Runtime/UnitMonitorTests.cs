namespace AutoBackprop.Tests;

/// <summary>What is called dead, what saturated, and misuse.</summary>
public class UnitMonitorTests
{
    [Fact]
    public void A_rectifier_that_is_never_above_zero_is_dead_and_one_that_hardly_is_is_saturated()
    {
        var monitor = UnitMonitor.Relu(units: 4, threshold: 0.25);
        monitor.Observe([0f, 1, 1, 0, 0, 2, 0, 0]);
        monitor.Observe([0.0, 3, 0, 0, 0, 4, 0, 0.5]);

        Assert.Equal((4, 4), (monitor.Units, monitor.Examples));
        Assert.Equal([true, false, false, false], Units(monitor, monitor.IsDead));
        Assert.Equal([false, false, true, true], Units(monitor, monitor.IsSaturated));
        Assert.Equal((0.25, 0.5), (monitor.DeadShare, monitor.SaturatedShare));
        Assert.Equal([0, 1, 0.25, 0.25], Units(monitor, monitor.MeanSlope));
    }

    [Fact]
    public void A_unit_in_its_flat_tails_is_saturated()
    {
        var tanh = UnitMonitor.Tanh(2);
        tanh.Observe([Math.Tanh(0.1), Math.Tanh(4), Math.Tanh(-0.5), Math.Tanh(-5)]);
        Assert.Equal([false, true], Units(tanh, tanh.IsSaturated));
        Assert.Equal(0, tanh.DeadShare);

        var sigmoid = UnitMonitor.Sigmoid(2);
        sigmoid.Observe([0.5f, 0.999f]);
        Assert.Equal(1, sigmoid.MeanSlope(0));
        Assert.Equal(0.5, sigmoid.SaturatedShare);
    }

    [Fact]
    public void A_tail_that_is_flat_in_the_machine_is_dead()
    {
        var monitor = UnitMonitor.Tanh(1);
        monitor.Observe([Math.Tanh(30)]);
        Assert.True(monitor.IsDead(0));
        Assert.False(monitor.IsSaturated(0));
    }

    [Fact]
    public void A_broken_unit_is_neither()
    {
        var monitor = UnitMonitor.Relu(1);
        monitor.Observe([double.NaN, 0]);
        Assert.Equal((0, 0), (monitor.DeadShare, monitor.SaturatedShare));
    }

    [Fact]
    public void It_starts_again_after_a_reset_and_knows_nothing_without_examples()
    {
        var monitor = new UnitMonitor(1, y => y);
        Assert.Equal((0, 0), (monitor.DeadShare, monitor.SaturatedShare));
        Assert.True(double.IsNaN(monitor.MeanSlope(0)));

        monitor.Observe([1.0]);
        monitor.Reset();
        Assert.Equal(0, monitor.Examples);
        monitor.Observe([0.0]);
        Assert.True(monitor.IsDead(0));
    }

    [Fact]
    public void Misuse_is_refused()
    {
        Assert.Equal("units", Assert.Throws<ArgumentOutOfRangeException>(() => UnitMonitor.Relu(0)).ParamName);
        Assert.Equal("threshold", Assert.Throws<ArgumentOutOfRangeException>(() => UnitMonitor.Relu(1, double.NaN)).ParamName);
        Assert.Equal("slope", Assert.Throws<ArgumentNullException>(() => new UnitMonitor(1, null!)).ParamName);

        var monitor = UnitMonitor.Relu(2);
        Assert.Equal("outputs", Assert.Throws<ArgumentException>(() => monitor.Observe(new float[3])).ParamName);
        Assert.Equal(0, monitor.Examples);
    }

    private static IEnumerable<T> Units<T>(UnitMonitor monitor, Func<int, T> of) => Enumerable.Range(0, monitor.Units).Select(of);
}
