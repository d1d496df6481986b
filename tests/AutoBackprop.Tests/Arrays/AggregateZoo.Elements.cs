#pragma warning disable AB0008, AB0101, AB0102, AB0103, AB0104, AB0105, AB0303, AB0304, AB0306, AB0205, AB0401, AB0402, AB0403
namespace AutoBackprop.Tests;

// Arrays and spans of structs.
public static partial class AggregateZoo
{
    [Differentiable]
    public static double Neighbours(ReadOnlySpan<Point> points, [NoGradient] double reach)
    {
        var sum = 0.0;
        for (var i = 0; i < points.Length; i++)
            for (var j = i + 1; j < points.Length && j < i + 5; j++)
            {
                var (dx, dy) = (points[i].X - points[j].X, points[i].Y - points[j].Y);
                sum += Math.Exp(-reach * (dx * dx + dy * dy)) * (i + 1);
            }
        return sum;
    }

    [Differentiable]
    public static double PowerSeries(ReadOnlySpan<Complex> coefficients, Complex z)
    {
        var (sum, power) = (new Complex(0, 0), new Complex(1, 0));
        foreach (var c in coefficients)
        {
            sum += c * power;
            power *= z;
        }
        return sum.Norm;
    }

    [Differentiable]
    public static double Nearest(Point[] points, double x, double y)
    {
        var best = 10.0;
        foreach (ref readonly var p in points.AsSpan())
        {
            var d = Math.Abs(p.X - x) + Math.Abs(p.Y - y);
            if (d < best) best = d;
        }
        return best * best;
    }

    [Differentiable]
    public static double TurnedOver(ReadOnlySpan<Point> points)
    {
        var sum = 0.0;
        var half = points[..(points.Length / 2)];
        for (var i = half.Length - 1; i >= 0; i--)
        {
            var p = half[i];
            p.X *= p.Y + sum * 0.1;
            if (p.X > 0.9) break;
            sum += p.X - points[^(i + 1)].Y;
        }
        return sum;
    }

    [Differentiable]
    public static Point Centre(ReadOnlySpan<Particle> particles, double bias)
    {
        var (x, y, mass) = (0.0, 0.0, bias * bias + 1);
        var i = 0;
        while (i < particles.Length)
        {
            x += particles[i].At.X * particles[i].Mass;
            y += particles[i].At.Y * particles[i].V;
            mass += particles[i].Mass;
            i++;
        }
        return new Point(x / mass, y / mass);
    }

    [Differentiable]
    public static void Diffuse(Span<Point> points, ReadOnlySpan<double> rate)
    {
        for (var t = 0; t < 3; t++)
            for (var i = 1; i < points.Length; i++)
            {
                points[i].X += rate[i] * (points[i - 1].X - points[i].X);
                points[i] = points[i] with { Y = points[i].Y * points[i].X };
            }
    }

    [Differentiable]
    public static double Exchanged((double A, double B, int Kind)[] items, Span<Complex> into)
    {
        for (var i = 0; i < into.Length; i++) into[i] = new Complex(items[i].A * into[i].Re, items[i].B + items[i].Kind * into[i].Im);
        var sum = new Complex(0.1, 0.2);
        foreach (var c in into) sum = sum * new Complex(0.5, 0.5) + c;
        return sum.Re * sum.Im;
    }
}
