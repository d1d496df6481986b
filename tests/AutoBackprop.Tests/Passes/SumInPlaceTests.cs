namespace AutoBackprop.Tests;

/// <summary>Without loops on vectors the sweep computes what the method does, to the last bit: also a sum in memory that began with
/// something.</summary>
public sealed class SumInPlaceTests
{
    private const string Code = """
        using AutoBackprop;
        public static partial class M
        {
            private static int _noted;
            [NoGradient] private static int Note(int k) { _noted++; return k; }

            [Differentiable]
            public static double Sum(double[] x, double[] y, int at)
            {
                for (var i = 0; i < x.Length; i++) y[at] += x[i] * Note(3);
                for (var i = 0; i < x.Length; i++) y[0] -= x[i] / Note(7);
                for (var i = 0; i < 4; i++) y[1] -= System.Math.Sin(x[0]);
                return y[at] * y[0];
            }

            public static double Both(double[] x, double[] y, int at)
            {
                double[] gradX = new double[x.Length], gradY = new double[y.Length];
                double[] z = [.. y];
                var difference = Sum(x, y, at) - SumGradient(x, z, at, gradX, gradY);
                for (var i = 0; i < y.Length; i++) difference += System.Math.Abs(y[i] - z[i]);
                return difference;
            }
        }
        """;

    [Fact]
    public void A_sum_that_begins_with_an_element_is_the_same_to_the_last_bit()
    {
        var generated = Compile.Generate(Code);
        Assert.DoesNotContain("Vector512", generated.Text);
        var random = new Random(1);
        for (var k = 0; k < 200; k++)
        {
            double[] x = [.. Enumerable.Range(0, 5).Select(_ => random.NextDouble())], y = [random.NextDouble(), random.NextDouble()];
            Assert.Equal(0.0, generated.Call("M", "Both", x, y, 1 - k % 2));
        }
    }
}
