namespace AutoBackprop.Tests.Programs;

/// <summary>Constant objects of several types: patterns, virtual and interface calls; and loops over constant collections.</summary>
internal sealed class ProgramFamilies(ProgramContext context)
{
    private ProgramPen Pen => context.Pen;
    private ProgramExpressions Reals => context.Reals;

    public void Types()
    {
        foreach (var line in """
            private abstract record Shape(int Kind) { public abstract double Area(double s); public virtual double Edge(double s) => 0.5 * s + Kind; }
            private sealed record Disc(double R) : Shape(1) { public override double Area(double s) => 3 * R * R * s; }
            private sealed record Rect(double A, double B) : Shape(2) { public override double Area(double s) => A * B * Math.Sin(s); public override double Edge(double s) => base.Edge(s) * A; }
            private record Point(int N) : Shape(0) { public override double Area(double s) => N == 0 ? 0 : s * s; }
            private static readonly Shape[] Shapes = [new Disc(0.5), new Rect(0.3, 1.2), new Disc(1.1), new Point(1)];
            private static readonly (int K, double W)[] Knots = [(0, 0.5), (2, -0.3), (1, 1.1)];
            private static readonly Dictionary<string, double> Weights = new() { ["a"] = 0.5, ["b"] = -0.25 };
            private static readonly List<double> Levels = [0.1, 0.4, -0.9];
            private interface ICurve { double At(double t); double Twice(double t) => At(At(t)); }
            private sealed class Line(double slope) : ICurve { public double At(double t) => slope * t; }
            private sealed class Wave(double phase, int n) : ICurve { public double At(double t) => n > 1 ? Math.Sin(t + phase) : Math.Cos(t); }
            private static readonly ICurve[] Curves = [new Line(0.75), new Wave(0.2, 2), new Wave(0.4, 1), new Line(-0.5)];
            private static IEnumerable<int> Odd(int n) { for (int i = 0; i < n; i++) if (i % 2 == 1) yield return i; }
            private static double Reach(Shape s, double t) => s switch { Disc { R: var r } when t > 0.1 => r * t, Disc d => d.R - t, Rect(var a, var b) => a * t + b, { Kind: 0 } => Math.Tanh(t), _ => t };
            """.Split('\n')) Pen.Line(line.Trim());
    }

    private string Shape() => Pen.Any($"Shapes[({Reals.Int(0)}) & 3]", $"Shapes[{Pen.Next(4)}]", context.Find(Sort.Shape)?.Name ?? "Shapes[^1]");
    private string Curve() => Pen.Any($"Curves[({Reals.Int(0)}) & 3]", $"Curves[{Pen.Next(4)}]");

    public string? Real(int depth)
    {
        if (depth <= 0) return Pen.Any("Levels[1]", "Knots[1].W", "Weights[\"b\"]");
        return Pen.Next(9) switch
        {
            0 or 1 => $"{Shape()}.{Pen.Any("Area", "Edge")}({Reals.Small(depth - 1)})",
            2 or 3 => $"{Curve()}.{Pen.Any("At", "At", "Twice")}({Reals.Small(depth - 1)})",
            4 => $"Reach({Shape()}, {Reals.Small(depth - 1)})",
            5 => Match(depth),
            6 when context.Find(Sort.Shape) is { } s => $"({s.Name} is {Pen.Any("Disc", "Rect", "{ Kind: > 0 }", "not Disc", "Disc { Kind: 1 }", "Point(1) or Disc", "null")} ? {Reals.Small(depth - 1)} : {Reals.Small(depth - 1)})",
            7 => $"Weights[{Pen.Any("\"a\"", "\"b\"")}] * {Reals.Small(depth - 1)}",
            _ => $"Knots[({Reals.Int(0)} & 3) % 3].W * {Reals.Small(depth - 1)}",
        };
    }

    private string Match(int depth)
    {
        var (d, a, b) = (context.Fresh("d"), context.Fresh("w"), context.Fresh("h"));
        context.Scope.Own(d);
        context.Scope.Own(a);
        context.Scope.Own(b);
        return $"({Shape()} switch {{ Disc {d} => {d}.R * {Reals.Small(depth - 1)}, Rect(var {a}, var {b}){Pen.Any("", $" when {a} > {Reals.Leaf()}")} => {a} * {b} * {Reals.Small(depth - 1)}, "
            + $"{Pen.Any("Point { N: 1 } => 0.5, ", "")}_ => {Reals.Small(depth - 1)} }})";
    }

    public bool Statement()
    {
        switch (Pen.Next(8))
        {
            case 0:
                var shape = context.Fresh("shape");
                Pen.Line($"{Pen.Any("var", "Shape")} {shape} = {Shape()};");
                context.Scope.Add(new Variable(shape, Sort.Shape, Pen.Chance(40)));
                return true;
            case 1 when context.Find(Sort.Shape, assignable: true) is { } s:
                Pen.Line($"{(Pen.Chance(50) ? $"if ({Reals.Bool(0)}) " : "")}{s.Name} = {Shape()};");
                return true;
            case 2 when context.MayLoop:
                var e = context.Fresh("shape");
                context.Inside($"foreach ({Pen.Any("var", "Shape")} {e} in Shapes)", Body, isLoop: true, declare: () =>
                    context.Scope.Add(new Variable(e, Sort.Shape, false)));
                return true;
            case 3 when context.MayLoop:
                var (k, w) = (context.Fresh("k"), context.Fresh("w"));
                context.Inside($"foreach ({Pen.Any($"var ({k}, {w})", $"(int {k}, double {w})")} in Knots)", Body, isLoop: true, declare: () =>
                {
                    context.Scope.Add(new Variable(k, Sort.Int, false));
                    context.Scope.Add(new Variable(w, Sort.Real, false));
                });
                return true;
            case 4 when context.MayLoop:
                var (key, value) = (context.Fresh("key"), context.Fresh("v"));
                context.Inside($"foreach (var ({key}, {value}) in Weights)", Body, isLoop: true, declare: () =>
                {
                    context.Scope.Own(key);
                    context.Scope.Add(new Variable(value, Sort.Real, false));
                });
                return true;
            case 5 when context.MayLoop:
                var i = context.Fresh("i");
                context.Inside($"foreach (var {i} in {Pen.Any("Odd(5)", "Enumerable.Range(0, 3)", "new[] { 2, 0, 1 }", "Enumerable.Range(0, 6).Where(t => t % 2 == 0)")})",
                    Body, isLoop: true, declare: () => context.Scope.Add(new Variable(i, Sort.Int, false)));
                return true;
            case 6 when context.MayLoop:
                var v = context.Fresh("v");
                context.Inside(Pen.Any($"foreach (var {v} in Levels)", $"foreach (double {v} in Weights.Values)", $"foreach (var {v} in Knots.Select(t => t.W))"), Body, isLoop: true,
                    declare: () => context.Scope.Add(new Variable(v, Sort.Real, false)));
                return true;
            case 7 when context.Find(Sort.Shape) is { } t:
                var d = context.Scope.Own(context.Fresh("d"));
                context.Scope.Own($"r_{d.TrimStart('@')}");
                context.Inside($"if ({t.Name} is {Pen.Any($"Disc {d}", $"Disc {{ R: var r_{d.TrimStart('@')} }} {d}")}{Pen.Any("", $" && {d}.R > {Reals.Leaf()}")})", () =>
                {
                    if (context.Places.Real() is { } place) Pen.Line($"{place} += {d}.R * {Reals.Small(1)};");
                    Body();
                });
                return true;
            default: return false;
        }
    }

    private void Body() => context.Statements.Block(Pen.Next(1, 3));
}
