using AutoBackprop;

namespace Cases;

/// <summary>Objects of which the run decides which one they are, and calls of their members.</summary>
public static partial class ChosenObjects
{
    public abstract class Shape
    {
        public double Scale = 1;
        public abstract double Area();
        public virtual string Name => "shape";
        public double Scaled => Scale * Area();
    }

    public sealed class Disc(double r) : Shape { public override double Area() => Math.PI * r * r; public override string Name => "disc"; }
    public sealed class Box(double a, double b) : Shape { public double Wide => a; public override double Area() => a * b; }
    public sealed class Counted(double step) : Shape { private double _n; public override double Area() { _n += step; return _n; } }

    public interface IShape { double Area(); }
    public readonly struct Square(double x) : IShape { public double Area() => x * x; }
    public readonly record struct Strip(double X) : IShape { public double Area() => Math.PI * X; }

    public abstract record Figure;
    public sealed record Dot(double X) : Figure;
    public sealed record Line(double X, double Y) : Figure;
    public sealed record Polyline(double[] Lengths) : Figure;

    private static double Area(IShape s) => s.Area();

    private static double Measure(Figure f) => f switch
    {
        Dot d => d.X * d.X,
        Line(var u, var v) when u > v => u * v,
        Line { X: var u } => u,
        Polyline p => p.Lengths.Sum(),
        _ => throw new ArgumentException("another figure"),
    };

    private static Shape Make(int kind, double x, double y) => kind switch { 0 => new Disc(x), 1 => new Box(x, y), _ => new Counted(x * y) };

    [Differentiable, Case("0.3, 2, true"), Case("0.3, 2, false")]
    public static double Ternary(double x, double y, bool b) { Shape s = b ? new Disc(x) : new Box(x, y); return s.Area() * y; }

    [Differentiable, Case("0.3, 2, 0"), Case("0.3, 2, 1"), Case("0.3, 2, 2")]
    public static double Factory(double x, double y, int kind) { var s = Make(kind, x, y); s.Area(); return s.Area() * y + s.Name.Length; }

    [Differentiable, Case("0.3, 2"), Case("0.3, -2")]
    public static double ByNumbers(double x, double y) { Shape s = x * y > 0 ? new Disc(x * y) : new Box(x, y); return s.Scaled * y; }

    [Differentiable, Case("0.3, 2, true"), Case("0.3, 2, false")]
    public static double Changed(double x, double y, bool b)
    {
        var first = new Counted(x);
        var second = new Counted(y);
        var s = b ? first : second;
        s.Area();
        s.Area();
        return first.Area() + 3 * second.Area();
    }

    [Differentiable, Case("0.3, 2, true"), Case("0.3, 2, false")]
    public static double Statements(double x, double y, bool b)
    {
        IShape s;
        if (b) s = new Square(x);
        else s = new Strip(x * y);
        return s.Area() * y;
    }

    [Differentiable, Case("0.3, 2")]
    public static double StructsAsInterface(double x, double y) => Area(new Square(x)) * y + Area(new Strip(y));

    [Differentiable, Case("0.3, 2, true"), Case("0.3, 2, false")]
    public static double Records(double x, double y, bool b) { Figure f = b ? new Dot(x) : new Line(x, y); return Measure(f) * y; }

    [Differentiable, Case("0.3, 2, 0"), Case("0.3, 2, 1"), Case("3, 2, 1"), Case("0.3, 2, 2")]
    public static double RecordsWithArrays(double x, double y, int k)
    {
        Figure f = k == 0 ? new Dot(x) : k == 1 ? new Line(x, y) : new Polyline([x, y, x * y]);
        return Measure(f) * x;
    }

    [Differentiable, Case("0.3, 2, true"), Case("0.3, 2, false")]
    public static double OrNull(double x, double y, bool b)
    {
        Shape? s = null;
        if (b) s = new Box(x, y);
        if (s == null) return x;
        return s is Box { Wide: > 0.1 } box ? box.Wide * s.Area() : y;
    }

    [Differentiable, Case("0.3, 2, 4")]
    public static double InLoop(double x, double y, int n)
    {
        var total = 0.0;
        for (var i = 0; i < n; i++)
        {
            Shape s = i % 2 == 0 ? new Disc(x * i) : new Box(y, total);
            if (i == 3) s.Scale = x;
            total += s.Area();
        }
        return total;
    }
}
