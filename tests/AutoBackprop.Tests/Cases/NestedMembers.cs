using AutoBackprop;

namespace Cases;

/// <summary>Generated members called in differentiable methods, in any mix.</summary>
public static partial class NestedMembers
{
    [Differentiable(Derivatives.Gradient | Derivatives.Backward | Derivatives.Tangent | Derivatives.Value | Derivatives.HessianVector)]
    public static double Wave(double x, double y) => Math.Sin(x * y) + x * x * y;

    [Differentiable(Derivatives.Gradient | Derivatives.Backward | Derivatives.Tangent | Derivatives.Value | Derivatives.HessianVector)]
    public static double Bowl(ReadOnlySpan<double> w, double k)
    {
        var sum = 0.0;
        for (var i = 0; i < w.Length; i++) sum += Math.Exp(w[i] * k) * w[i];
        return sum;
    }

    [Differentiable(Derivatives.Backward | Derivatives.Tangent | Derivatives.Value)]
    public static void Spread(ReadOnlySpan<double> x, double k, Span<double> y)
    {
        for (var i = 0; i < x.Length; i++) y[i] = Math.Sin(x[i]) * k + y[i] * x[i];
    }

    [Differentiable, Case("0.7, -1.3")]
    public static double Value(double x, double y) => WaveValue(x, y) * x;

    [Differentiable, Case("0.7, -1.3")]
    public static double TangentOfTwo(double x, double y)
    {
        var (value, tangent) = WaveTangent(x, y * y, y, 1.5);
        return value * tangent;
    }

    [Differentiable, Case("0.7, -1.3")]
    public static double BackwardOfTwo(double x, double y)
    {
        var (gradX, gradY) = (y, 2.0);
        var value = WaveBackward(x, y, x * y, ref gradX, ref gradY);
        return value + gradX * gradX + gradY;
    }

    [Differentiable, Case("[0.3, -0.4, 0.9], 0.7")]
    public static double TangentOfMemory(ReadOnlySpan<double> w, double k)
    {
        Span<double> direction = new double[w.Length];
        for (var i = 0; i < w.Length; i++) direction[i] = w[i] * k + i;
        var (value, tangent) = BowlTangent(w, direction, k, w[0]);
        return value * tangent;
    }

    [Differentiable, Case("[0.3, -0.4, 0.9], 0.7")]
    public static double TangentAlongItself(ReadOnlySpan<double> w, double k) => BowlTangent(w, w, k, 1).Tangent;

    [Differentiable, Case("[0.3, -0.4, 0.9], 0.7")]
    public static double BackwardOfMemory(ReadOnlySpan<double> w, double k)
    {
        Span<double> gradient = new double[w.Length];
        gradient[0] = k;
        var gradK = w[1];
        var value = BowlBackward(w, k, k, gradient, ref gradK);
        return value + Linear.Dot(gradient, gradient) * gradK;
    }

    [Differentiable, Case("0.7, -1.3")]
    public static double HessianOfTwo(double x, double y)
    {
        var (value, gradX, hessianX, gradY, hessianY) = WaveHessianVector(x, y, y, x * x);
        return value * gradX + hessianX * hessianY - gradY;
    }

    [Differentiable, Case("[0.3, -0.4, 0.9], 0.7")]
    public static double HessianOfMemory(ReadOnlySpan<double> w, double k)
    {
        Span<double> gradient = new double[w.Length], hessian = new double[w.Length];
        var (value, gradK, hessianK) = BowlHessianVector(w, k, w, k * k, gradient, hessian);
        return value + Linear.Dot(gradient, hessian) + gradK * hessianK;
    }

    [Differentiable, Case("[0.3, -0.4, 0.9], 0.7")]
    public static double TangentOfWritten(ReadOnlySpan<double> x, double k)
    {
        Span<double> y = new double[x.Length], along = new double[x.Length], tangent = new double[x.Length];
        for (var i = 0; i < x.Length; i++) (y[i], along[i], tangent[i]) = (x[i] * k, i - k, x[i]);
        SpreadTangent(x, along, k, 0.5, y, tangent);
        return Linear.Dot(y, tangent);
    }

    [Differentiable, Case("[0.3, -0.4, 0.9], 0.7")]
    public static double BackwardOfWritten(ReadOnlySpan<double> x, double k)
    {
        Span<double> y = new double[x.Length], gradX = new double[x.Length], gradY = new double[x.Length];
        for (var i = 0; i < x.Length; i++) (y[i], gradY[i]) = (x[i] * k, x[i] * x[i]);
        var gradK = k;
        SpreadBackward(x, k, y, gradX, ref gradK, gradY);
        return Linear.Dot(y, gradX) + Linear.Dot(gradY, gradY) + gradK;
    }

    /// <summary>A gradient of a tangent, in a helper.</summary>
    [Differentiable(Derivatives.Gradient | Derivatives.Tangent)]
    public static double Along(double x, double y) => Slope(x, y);

    private static double Slope(double x, double y) => WaveTangent(x, 1, y, x).Tangent;

    [Differentiable, Case("0.7, -1.3")]
    public static double GradientOfTangent(double x, double y)
    {
        var (value, gradX, gradY) = AlongGradient(x, y);
        return value + gradX * gradY;
    }

    [Differentiable, Case("0.7, -1.3")]
    public static double TangentOfTangent(double x, double y) => AlongTangent(x, y, y, x).Tangent;

    /// <summary>Descent inside the method.</summary>
    [Differentiable, Case("0.4, 0.9")]
    public static double Descended(double x, double rate)
    {
        var y = 0.3;
        for (var i = 0; i < 4; i++)
        {
            var (_, _, gradY) = WaveGradient(x, y);
            y -= 0.1 * rate * gradY;
        }
        return WaveValue(x, y);
    }

    public struct Place(double x, double y, int id)
    {
        public double X = x, Y = y;
        public int Id = id;
    }

    [Differentiable(Derivatives.Gradient | Derivatives.Backward | Derivatives.Tangent)]
    public static double Height(Place p) => p.X * p.X * p.Y + p.Id * Math.Cos(p.Y);

    [Differentiable, Case("0.7, -1.3")]
    public static double OfStructs(double x, double y)
    {
        var place = new Place(x, y, 3);
        var (value, gradient) = HeightGradient(place);
        var added = new Place(1, y, 0);
        HeightBackward(place, x, ref added);
        var along = HeightTangent(place, gradient).Tangent;
        return value * gradient.X + gradient.Y + added.X * added.Y + along;
    }
}
