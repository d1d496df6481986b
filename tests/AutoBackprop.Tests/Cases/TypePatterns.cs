using AutoBackprop;

namespace Cases;

/// <summary>Switches over types, patterns on members, deconstruction: of objects that are data, and of those that the method makes.</summary>
public static partial class TypePatterns
{
    public abstract record Shape;
    public record Circle(double R) : Shape;
    public record Square(double A) : Shape;
    public record Box(double A, double B) : Square(A * 2) { public double Depth { get; init; } = 1; }
    public readonly record struct Pair(int A, int B);
    public sealed class Knot(double t, double y) { public double T => t; public double Y { get; } = y; public void Deconstruct(out double time, out double value) { time = t; value = Y * 2; } }
    public abstract class Animal { public double Weight = 2; }
    public sealed class Dog : Animal { public double Bark = 3; }
    public sealed class Cat : Animal { public double Purr { get; init; } = 0.5; }

    static double Area(Shape s) => s switch { Circle(var r) => Math.PI * r * r, Box(var a, var b) { Depth: var d } => a * b * d, Square(var a) => a * a, _ => 0 };
    static readonly Pair[] Pairs = [new(1, 2), new(3, 4)];
    static readonly Animal[] Animals = [new Dog(), new Cat(), new Dog { Weight = 1 }];
    static readonly Shape[] Shapes = [new Circle(2), new Square(3), new Box(1, 2)];
    static readonly Knot[] Knots = [new(0.5, 1), new(1, 2)];

    [Differentiable, Case("0.7, 1.3")]
    public static double Made(double x, double y) => Area(new Circle(x)) * y;

    [Differentiable, Case("0.7, 1.3")]
    public static double Several(double x, double y) => Area(new Circle(x)) * Area(new Square(y)) + Area(new Box(x, y) { Depth = x });

    [Differentiable, Case("0.7, 1.3")]
    public static double Pairwise(double x, double y) { var s = 0.0; foreach (var (a, b) in Pairs) s += a * x + b * y * x; return s; }

    [Differentiable, Case("0.7, 1.3")]
    public static double Constants(double x, double y) { var s = 0.0; for (var i = 0; i < Animals.Length; i++) s += Animals[i] switch { Dog { Weight: > 1, Bark: var b } => b * x, Dog d => d.Bark * y, Cat { Purr: var p } => p * x * y, _ => 0 }; return s; }

    [Differentiable, Case("0.7, 1.3")]
    public static double Positional(double x, double y) { var s = 0.0; for (var i = 0; i < Shapes.Length; i++) if (Shapes[i] is Square(var a)) s += a * x; else if (Shapes[i] is Circle { R: var r }) s += r * y * x; return s; }

    [Differentiable, Case("0.7, 1.3")]
    public static double Method(double x, double y) { var s = 0.0; for (var i = 0; i < Knots.Length; i++) { var (t, v) = Knots[i]; s += t * x + v * y * y; } return s; }

    [Differentiable, Case("0.7, 1.3")]
    public static double OfLocal(double x, double y) { var k = new Knot(x, x * y); var (t, v) = k; return t * v + (k is { Y: > 0 and var z } ? z * y : 0); }

    [Differentiable, Case("0.7, 1.3")]
    public static double Is(double x, double y) { Animal a = new Dog { Bark = x }; var s = a is Dog ? 2 * x : 0; if (a is Dog dog) s += dog.Bark * y; if (a is not Cat) s *= y; return s + (a as Cat is null ? x : 0); }

    [Differentiable, Case("0.7, 1.3"), Case("2.7, 1.3")]
    public static double Branch(double x, double y) => x > 1 ? Area(new Circle(y)) : Area(new Square(x * y));

    [Differentiable, Case("0.7, 1.3")]
    public static float Single(float x, float y) => (float)Area(new Circle(x)) * y;

    [Differentiable, Case("0.7, 1.3")]
    public static double Nulls(double x, double y) { var k = new Knot(x, y); Knot? none = null; return (k is null ? 0 : k.Y) * (k == null ? 2 : x) + (k != none ? y : 1); }

    public record struct S(double A, double B);
    public record class C(double A, int N);

    [Differentiable, Case("0.7, 1.3"), Case("0.7, 0.7", NoDifferences = true)]
    public static double Equality(double x, double y) { S s = new(x, y), t = s with { B = y * 1 }, u = t with { A = y }; return (s == t ? x * y : x + y) + (u == t ? x * x : y * y * x) + (u != s ? x : 3); }

    [Differentiable, Case("0.7, 1.3")]
    public static double EqualityOfClasses(double x, double y) { C s = new(x, 1), t = new(x, 1), u = new(x, 2); Shape a = new Circle(x), b = new Square(x), c = new Circle(x); return (s == t ? x * y : x) + (u == t ? x : y * y) + (a == b ? 1 : x * 3) + (a == c ? y * x : 2); }

    [Differentiable, Case("0.7, 1.3")]
    public static double Second(double x, double y) { var (v, gx, gy) = SeveralGradient(x, y); return v * gx + gy; }
}
