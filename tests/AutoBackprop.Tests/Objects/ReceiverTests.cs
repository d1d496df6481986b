namespace AutoBackprop.Tests.Objects;

/// <summary>Generated members of instance methods, properties, indexers and operators: where the object's gradient is, and that it is right.</summary>
public sealed class ReceiverTests
{
    private sealed class Flat(double rate) : ICurve
    {
        public double Rate => rate;
    }

    private static readonly Springs Data = new([1, 2, 3], 0.7) { Mass = 0.5 };
    private static readonly double[] Q = [1.5, 0.25, 4];

    private static double Slope(Func<double, double> f, double x)
    {
        double At(double h) => (f(x + h) - f(x - h)) / (2 * h);
        return (4 * At(5e-4) - At(1e-3)) / 3;
    }

    private static void Close(double expected, double actual) => Assert.True(Math.Abs(expected - actual) <= 1e-9 * (1 + Math.Abs(expected)), $"{actual}, not {expected}");

    private static double[] With(double[] x, int i, double value) => [.. x.Select((v, k) => k == i ? value : v)];

    [Fact]
    public void An_object_is_data()
    {
        var gradQ = new double[3];
        var (value, gradS) = Data.EnergyGradient(Q, 0.3, gradQ);
        Close(Data.Energy(Q, 0.3), value);
        Close(Slope(s => Data.Energy(Q, s), 0.3), gradS);
        for (var i = 0; i < 3; i++) Close(Slope(v => Data.Energy(With(Q, i, v), 0.3), Q[i]), gradQ[i]);
    }

    [Fact]
    public void Names_of_locals_and_parameters_hide_what_the_object_captures()
    {
        var (value, gradX, gradDamping) = Data.LevelGradient(1.25);
        Close(Data.Level(1.25), value);
        Close(Slope(x => Data.Level(x), 1.25), gradX);
        Close(Slope(d => Data.Level(1.25, d), 2), gradDamping);
    }

    [Fact]
    public void Backward_of_an_instance_method()
    {
        var (y, gradQ) = (new double[3], new double[3]);
        double[] gradY = [1, -2, 0.5];
        Data.StretchBackward(Q, y, gradQ, gradY);
        for (var i = 0; i < 3; i++) Close(new[] { 1, -2, 0.5 }[i] * 2 * Q[i] / (i + 1), gradQ[i]);
    }

    [Fact]
    public void A_struct_has_its_gradient_first()
    {
        var (a, b) = (new Point(1.5, -0.75), new Point(0.5, 2));
        var (value, gradThis, gradO) = a.DotGradient(b);
        Assert.Equal((a.Dot(b), b, a), (value, gradThis, gradO));

        Point grad = new(1, 1);
        Assert.Equal(a.Length, a.LengthBackward(2, ref grad));
        Close(1 + 2 * a.X / a.Length, grad.X);
        Close(1 + 2 * a.Y / a.Length, grad.Y);
        var (length, ofLength) = a.LengthGradient();
        Assert.Equal(a.Length, length);
        Close(a.X / a.Length, ofLength.X);
        Close(a.Y / a.Length, ofLength.Y);
    }

    [Fact]
    public void An_indexer()
    {
        var a = new Point(1.5, -0.75);
        Assert.Equal((a[0], new Point(1, 0)), a.ItemGradient(0));
        Assert.Equal((a[1], new Point(0, 2 * a.Y)), a.ItemGradient(1));
        Assert.Throws<ArgumentOutOfRangeException>(() => a.ItemGradient(2));
    }

    [Fact]
    public void Operators_are_named_as_the_runtime_calls_them()
    {
        var (a, b, seed) = (new Point(1.5, -0.75), new Point(0.5, 2), new Point(2, -3));
        Point gradA = default, gradB = default;
        Assert.Equal(a * b, Point.MultiplyBackward(a, b, seed, ref gradA, ref gradB));
        Assert.Equal(new Point(seed.X * b.X + seed.Y * b.Y, seed.Y * b.X - seed.X * b.Y), gradA);
        Assert.Equal(new Point(seed.X * a.X + seed.Y * a.Y, seed.Y * a.X - seed.X * a.Y), gradB);

        var (value, grad) = Point.ImplicitGradient(a);
        Close(a, value);
        Close(Slope(x => new Point(x, a.Y), a.X), grad.X);
        Close(Slope(y => new Point(a.X, y), a.Y), grad.Y);
    }

    [Fact]
    public void A_struct_can_be_data() => Assert.Equal(((1.5 + 2) * (-0.75 + 2), 1.5 + 2 - 0.75 + 2), new Point(1.5, -0.75).ShiftedGradient(2));

    [Fact]
    public void An_object_can_be_active()
    {
        var (layer, gradThis, gradX) = (new Layer(), new Layer { W = new double[3] }, new double[3]);
        Close(layer.Score(Q), layer.ScoreGradient(Q, gradThis, gradX));
        Close(Slope(b => new Layer { Bias = b }.Score(Q), 0.1), gradThis.Bias);
        for (var i = 0; i < 3; i++)
        {
            Close(Slope(w => new Layer { W = With(layer.W, i, w) }.Score(Q), layer.W[i]), gradThis.W[i]);
            Close(Slope(x => layer.Score(With(Q, i, x)), Q[i]), gradX[i]);
        }
        Assert.Equal("gradThis", Assert.Throws<ArgumentException>(() => layer.ScoreGradient(Q, layer, gradX)).ParamName);
    }

    [Fact]
    public void An_interface_has_members_of_its_own()
    {
        ICurve curve = new Flat(0.03);
        var (value, gradT) = curve.DiscountGradient(2);
        Close(curve.Discount(2), value);
        Close(-0.03 * value, gradT);
    }
}
