namespace AutoBackprop.Tests;

public sealed class AllocatedTests
{
    private static object? _kept;

    [Fact]
    public void A_call_that_allocates_is_found() => Assert.InRange(Allocated.By(() => _kept = new object()), 5 * 16, 5 * 64);

    [Fact]
    public void Once_in_five_calls_is_found()
    {
        var call = 0;
        Assert.NotEqual(0, Allocated.By(() => { if (++call % 5 == 0) _kept = new object(); }));
    }

    [Fact]
    public void What_a_collection_takes_from_the_pool_is_not()
    {
        var call = 0;
        Assert.Equal(0, Allocated.By(() => { if (++call is 7 or 18) _kept = new double[64]; }));
    }
}
