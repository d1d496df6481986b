using System.Runtime.Intrinsics;

namespace AutoBackprop.Tests;

/// <summary>Gradients that are summed up lane by lane, in vectors where that is worth it, else at once.</summary>
public class LaneSumsTests
{
    [Theory]
    [InlineData(10, 0, 0), InlineData(10, 8, 10), InlineData(4096, 8, 4096), InlineData(4097, 120, 0)]
    [InlineData(4097, 128, 1025), InlineData(65536, 128, 16384), InlineData(65537, 1000, 0)]
    public void Sums_take_vectors_where_that_is_worth_it(int length, int iterations, int room) => Assert.Equal(room, Lanes.Room(length, iterations));

    [Theory]
    [InlineData(1, 8), InlineData(100, 64), InlineData(4097, 64), InlineData(4097, 256), InlineData(4098, 256), InlineData(4099, 256), InlineData(5000, 256), InlineData(70_000, 256)]
    public void What_is_added_arrives(int length, int iterations)
    {
        var random = new Random(length);
        double[] into = ArrayCheck.Data(length, 1), expected = [.. into];
        var sums = new Vector512<double>[Lanes.Room(length, iterations)];
        for (var i = 0; i < iterations; i++)
        {
            var (at, value) = (random.Next(length), Vector512.Create(ArrayCheck.Data(8, i)));
            Lanes.Add(sums, into, at, value);
            for (var lane = 0; lane < 8; lane++) expected[at] += value[lane];
        }
        Lanes.Total(sums, into);
        for (var i = 0; i < length; i++) Assert.Equal(expected[i], into[i], 1e-12);
    }

    [Theory, InlineData(5000, 256), InlineData(5003, 256), InlineData(100, 8)]
    public void Floats_arrive_too(int length, int iterations)
    {
        float[] into = [.. ArrayCheck.Data(length, 1).Select(v => (float)v)], expected = [.. into];
        var (random, sums) = (new Random(length), new Vector512<float>[Lanes.Room(length, iterations)]);
        for (var i = 0; i < iterations; i++)
        {
            var (at, value) = (random.Next(length), Vector512.Create([.. ArrayCheck.Data(16, i).Select(v => (float)v)]));
            Lanes.Add(sums, into, at, value);
            for (var lane = 0; lane < 16; lane++) expected[at] += value[lane];
        }
        Lanes.Total(sums, into);
        for (var i = 0; i < length; i++) Assert.Equal(expected[i], into[i], 1e-4f);
    }

    [Theory, InlineData(8), InlineData(256)]
    public void An_index_out_of_range_is_refused(int iterations) => Assert.Throws<IndexOutOfRangeException>(() =>
        Lanes.Add(new Vector512<double>[Lanes.Room(5000, iterations)], new double[5000], 5000, Vector512<double>.One));
}
