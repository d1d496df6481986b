namespace AutoBackprop.Tests;

/// <summary>Methods over structs, records, objects, and arrays of structs.</summary>
public static partial class AggregateZoo
{
    [Differentiable]
    public static double Network(Mlp net, [Extent(0, 3)] ReadOnlySpan<double> x, [NoGradient] double y)
    {
        var z = net.Out.B;
        for (var j = 0; j < net.Hidden; j++)
        {
            var s = net.B1[j];
            for (var i = 0; i < x.Length; i++) s += net.W1[j * x.Length + i] * x[i];
            z += net.Out.W[j] * Activations.Tanh(s);
        }
        return Losses.SquaredError(z, y);
    }

    [Differentiable]
    public static double Product(Pair p, double k)
    {
        var sum = 0.0;
        for (var i = 0; i < p.A.Length; i++) sum += p.A[i] * p.B[i] * k;
        return sum;
    }

    [Differentiable]
    public static double Record(Line f, double x)
    {
        if (f is null) throw new ArgumentNullException(nameof(f));
        var g = f with { Bias = f.Bias * x };
        return Applied(g, x) + f.W[^1];
    }

    private static double Applied(Line f, double x)
    {
        var sum = f.Bias;
        foreach (var w in f.W) sum += w * x;
        return sum;
    }

    [Differentiable]
    public static double Object(Cell cell)
    {
        var sum = cell.Rate * cell.Inner.C;
        for (var i = 0; i < cell.W.Length; i++) sum += cell.W[i] * cell.Rate * (cell.Mask is null ? 1 : cell.Mask[i]) * cell.Count;
        foreach (var row in cell.Inner.Rows)
            foreach (var r in row) sum += r * r * cell.Inner.M[0, 1];
        return sum;
    }

    [Differentiable]
    public static double TupleOfArrays((double[] A, double[] B) t)
    {
        var sum = 0.0;
        for (var i = 0; i < t.A.Length; i++) sum += t.A[i] * t.B[i] * t.B[0];
        return sum;
    }

    [Differentiable]
    public static double RefStruct(Lens w)
    {
        var sum = 0.0;
        foreach (var x in w.X) sum += x * w.K;
        return sum * sum;
    }

    [Differentiable]
    public static double PathLength(ReadOnlySpan<Point> points)
    {
        var length = 0.0;
        for (var i = 1; i < points.Length; i++)
        {
            var (dx, dy) = (points[i].X - points[i - 1].X, points[i].Y - points[i - 1].Y);
            length += Math.Sqrt(dx * dx + dy * dy + 0.1);
        }
        return length;
    }

    [Differentiable]
    public static double Energy(Particle[] particles, double g)
    {
        var energy = 0.0;
        foreach (var p in particles) energy += p.Mass * p.V * p.V / 2 + p.Mass * g * p.At.Y * p.Kind + p.At.X;
        return energy;
    }

    [Differentiable]
    public static double FrozenSum(Span<Frozen> all, double k)
    {
        for (var i = 1; i < all.Length; i++) all[i] = all[i] with { X = all[i].X * all[i - 1].X + k };
        var sum = 0.0;
        foreach (var f in all) sum += f.X * f.Y * f.Id;
        return sum;
    }

    [Differentiable]
    public static double Tuples((double A, double B)[] pairs)
    {
        var sum = 0.0;
        foreach (var (a, b) in pairs) sum += a * b * b;
        for (var i = pairs.Length - 1; i > 0; i--) sum *= pairs[i].A * 0.1 + 1;
        return sum;
    }

    [Differentiable]
    public static double GridOfPoints(Point[,] grid, Point[][] rows)
    {
        var sum = 0.0;
        for (var i = 0; i < grid.GetLength(0); i++)
            for (var j = 0; j < grid.GetLength(1); j++) sum += grid[i, j].X * grid[i, j].Y;
        foreach (var row in rows)
            for (var j = 0; j < row.Length; j++) sum += row[j].X * row[j].X - row[j].Y * sum;
        return sum;
    }

    [Differentiable]
    public static void Move(Span<Particle> particles, double dt)
    {
        for (var i = 0; i < particles.Length; i++)
        {
            ref var p = ref particles[i];
            p.At.X += p.V * dt;
            p.V *= 1 - dt * p.Mass;
            p.At.Y = p.At.X * p.V;
        }
    }

    [Differentiable]
    public static double ByReference(ref double x, ref Point p, out double y, double k)
    {
        y = x * k;
        x = Math.Sin(x) + y;
        p.X *= x;
        if (k > 0) p = new Point(p.Y, p.X * y);
        return p.X * p.Y * x;
    }
}
