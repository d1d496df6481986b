namespace AutoBackprop.Tests;

/// <summary>The stack that generated code keeps values on.</summary>
public class KeptTests
{
    [Fact]
    public void Values_come_back_in_reverse_through_several_growths()
    {
        var kept = new Kept<int>();
        for (var i = 0; i < 10_000; i++) kept.Push(i);
        Assert.Equal(10_000, kept.Count);

        for (var i = 9_999; i >= 0; i--) Assert.Equal(i, kept.Pop());
        Assert.Equal(0, kept.Count);
        kept.Dispose();
    }

    [Fact]
    public void A_reference_shares_the_stack()
    {
        Kept<double> kept = default;
        try
        {
            PushTwo(ref kept);
            Assert.Equal((2, 2.0, 1.0), (kept.Count, kept.Pop(), kept.Pop()));
        }
        finally
        {
            kept.Dispose();
        }

        static void PushTwo(ref Kept<double> kept)
        {
            kept.Push(1);
            kept.Push(2);
        }
    }

    [Fact]
    public void A_using_variable_is_the_stack_itself_and_not_a_copy()
    {
        using var kept = new Kept<double>();
        kept.Push(1);
        Assert.Equal(1, kept.Count);
    }

    [Fact]
    public void An_empty_stack_says_so()
    {
        Assert.Throws<InvalidOperationException>(() => new Kept<double>().Pop());
        Assert.Throws<InvalidOperationException>(() =>
        {
            using var kept = new Kept<double>();
            kept.Push(1);
            kept.Pop();
            kept.Pop();
        });
    }

    [Fact]
    public void It_can_be_disposed_twice_and_used_again()
    {
        var kept = new Kept<double>();
        kept.Dispose();
        kept.Push(1);
        kept.Dispose();
        kept.Dispose();
        Assert.Equal(0, kept.Count);

        kept.Push(2);
        Assert.Equal(2, kept.Pop());
        kept.Dispose();
    }

    [Fact]
    public void The_pool_keeps_no_object_alive()
    {
        var kept = new Kept<Witness>();
        kept.Push(new Witness());
        kept.Dispose();

        Assert.All(System.Buffers.ArrayPool<Witness?>.Shared.Rent(64), Assert.Null);
    }

    [Fact]
    public void Nothing_is_allocated_once_warm()
    {
        Assert.Equal(0, Allocated.By(Sweep));

        static void Sweep()
        {
            using var kept = new Kept<double>();
            for (var i = 0; i < 1000; i++) kept.Push(i);
        }
    }

    // Of this test alone, so that no other test rents from its pool.
    private sealed class Witness;
}
