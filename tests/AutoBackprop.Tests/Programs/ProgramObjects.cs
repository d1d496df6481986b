namespace AutoBackprop.Tests.Programs;

/// <summary>Objects and structs of the program's own, with members whose bodies are random.</summary>
internal sealed class ProgramObjects(ProgramContext context)
{
    private ProgramPen Pen => context.Pen;
    private ProgramExpressions Reals => context.Reals;

    public void Types()
    {
        var outer = context.Scope;
        Pen.Open(Pen.Chance(50) ? "private sealed class Cell" : "private class Cell");
        Pen.Line("public double H;");
        Pen.Line(Pen.Any("public double Gain { get; set; } = 0.5;", "public double Gain = 0.5;", "public double Gain { get; set => field = 0.5 * value; } = 0.25;"));
        Pen.Line("public int Steps;");
        Pen.Line(Pen.Any("public Cell(double h) { H = h; }", "public Cell(double h) => H = 0.5 * h;", "public Cell(double h) { H = h; Gain = Rate - h; Steps = 1; }"));
        Body("x", "public double Step(double x)");
        Pen.Line($"public double Energy => {Text("", () => Reals.Small(2))};");
        Pen.Line("public double this[int i] { get => i == 0 ? H : Gain; set { if (i == 0) H = value; else Gain = value; } }");
        Pen.Line("public void Mix(Cell other, double x) { H += x * other.H; other.Gain = H; }");
        Pen.Close();

        Pen.Open("private record Pose(double X, double Angle)");
        Pen.Line("public Pose Moved(double d) => this with { X = X + d * Math.Cos(Angle) };");
        Pen.Line("public double Length => Math.Sqrt(1 + X * X + Angle * Angle);");
        Pen.Line("public static Pose operator +(Pose a, Pose b) => new(a.X + 0.5 * b.X, Math.Sin(a.Angle + b.Angle));");
        Pen.Close();

        Pen.Open("private struct Sum");
        Pen.Line("public double Total; private int _count; public readonly double Mean => _count == 0 ? 0 : Total / _count;");
        Pen.Line("public void Add(double x) { Total += x; _count++; }");
        Pen.Line("public static Sum Of(double x) { var s = new Sum(); s.Add(x); s.Add(0.5 * x); return s; }");
        Pen.Line("public static implicit operator double(Sum s) => 0.5 * s.Total;");
        Pen.Close();

        Pen.Open("private readonly struct Duo<T>(T a, T b)");
        Pen.Line("public T A { get; } = a; public T B { get; } = b; public Duo<T> Swapped => new(B, A);");
        Pen.Line("public void Deconstruct(out T x, out T y) { x = A; y = B; }");
        Pen.Close();
        context.Scope = outer;
        Pen.Line("private static double Drive(Cell c, double x) { c.H += 0.5 * x; return c.Step(x) + c.Gain; }");
        Pen.Line("private static Cell Made(double x) => new Cell(x) { Gain = 0.5 * x };");
        Pen.Line("private static double Bump(ref Sum s, double x) { s.Add(x); return s.Mean; }");
    }

    private string Text(string parameter, Func<string> text)
    {
        var (outer, inner) = (context.Scope, context.IsInner);
        context.Scope = new BlockScope(null);
        context.IsInner = true;
        context.Scope.Add(new Variable("H", Sort.Real));
        context.Scope.Add(new Variable("Steps", Sort.Int));
        if (parameter.Length > 0) context.Scope.Add(new Variable(parameter, Sort.Real));
        var result = text();
        (context.Scope, context.IsInner) = (outer, inner);
        return result;
    }

    private void Body(string parameter, string head)
    {
        Pen.Open(head);
        Text(parameter, () =>
        {
            var (returns, budget, most) = (context.Returns, context.Budget, context.MostLoops);
            (context.Returns, context.Budget, context.MostLoops) = ("double", 3, 1);
            context.Statements.Block(Pen.Next(1, 3));
            Pen.Line($"H = {Reals.Small(2)};");
            Pen.Line("Steps++;");
            Pen.Line(context.Statements.Return());
            (context.Returns, context.Budget, context.MostLoops) = (returns, budget, most);
            return "";
        });
        Pen.Close();
    }

    public string? Real(int depth) => Pen.Next(12) switch
    {
        0 or 1 when context.Find(Sort.Object) is { } c => $"{c.Name}.{Pen.Any("H", "Gain", "Energy")}",
        2 when depth > 0 && context.MayCall && context.Find(Sort.Object) is { } c => $"{c.Name}.Step({Reals.Small(depth - 1)})",
        3 when context.Find(Sort.Object) is { } c => Pen.Any($"{c.Name}[{Reals.Int(0)}]", $"0.1 * {c.Name}.Steps"),
        4 when depth > 0 && context.MayCall && context.Find(Sort.Object) is { } c => $"Drive({c.Name}, {Reals.Small(depth - 1)})",
        5 when depth > 0 => $"new Cell({Reals.Small(depth - 1)}){Pen.Any("", $" {{ Gain = {Reals.Small(0)} }}")}.{Pen.Any("H", "Gain", "Energy")}",
        6 or 7 when context.Find(Sort.Pose) is { } p => $"{p.Name}.{Pen.Any("X", "Angle", "Length")}",
        8 when depth > 0 => $"{Pose(depth - 1)}.{Pen.Any("X", "Angle", "Length")}",
        9 when context.Find(Sort.Sum) is { } s => Pen.Any($"{s.Name}.Mean", $"{s.Name}.Total", $"(double){s.Name}"),
        10 when depth > 0 && context.MayCall && context.Find(Sort.Sum, assignable: true) is { } s => $"Bump(ref {s.Name}, {Reals.Small(depth - 1)})",
        11 when depth > 0 => $"new Duo<double>({Reals.Small(depth - 1)}, {Reals.Small(depth - 1)}).{Pen.Any("A", "B", "Swapped.A")}",
        _ => null,
    };

    private string Pose(int depth)
    {
        var local = context.Find(Sort.Pose)?.Name;
        return Pen.Next(5) switch
        {
            0 when local is not null => $"({local} with {{ {Pen.Any("X", "Angle")} = {Reals.Small(depth)} }})",
            1 when local is not null => $"{local}.Moved({Reals.Small(depth)})",
            2 when local is not null && depth > 0 => $"({local} + {Pose(depth - 1)})",
            3 when local is not null => local,
            _ => $"new Pose({Reals.Small(depth)}, {Reals.Small(depth)})",
        };
    }

    public bool Statement()
    {
        var cell = context.Find(Sort.Object)?.Name;
        switch (Pen.Next(16))
        {
            case 0 or 1:
                var c = context.Fresh("cell");
                Pen.Line($"{Pen.Any("var", "Cell")} {c} = {Pen.Any($"new Cell({Reals.Small(1)})", $"new Cell({Reals.Small(1)}) {{ Gain = {Reals.Small(0)} }}", $"Made({Reals.Small(1)})", cell ?? $"new Cell({Reals.Small(0)})")};");
                context.Scope.Add(new Variable(c, Sort.Object));
                return true;
            case 2 or 3 when cell is not null:
                Pen.Line($"{cell}.{Pen.Any("H", "Gain")} {Pen.Any("=", "+=", "-=", "*=")} {Reals.Small(1)};");
                return true;
            case 4 when cell is not null && context.MayCall: Pen.Line($"{cell}.Step({Reals.Small(1)});"); return true;
            case 5 when cell is not null: Pen.Line($"{cell}[{Reals.Int(0)}] {Pen.Any("=", "+=")} {Reals.Small(1)};"); return true;
            case 6 when cell is not null && context.Find(Sort.Object) is { } other:
                Pen.Line($"{cell}.Mix({other.Name}, {Reals.Small(1)});");
                return true;
            case 7 when cell is not null && context.Tries("new object") && context.Find(Sort.Object) is { } kept:
                Pen.Line($"if ({Reals.Bool(1)}) {kept.Name} = {Pen.Any(cell, $"new Cell({Reals.Small(0)})")};");
                return true;
            case 8 or 9:
                var p = context.Fresh("pose");
                Pen.Line($"{Pen.Any("var", "Pose")} {p} = {Pose(1)};");
                context.Scope.Add(new Variable(p, Sort.Pose));
                return true;
            case 10 or 11 when context.Find(Sort.Pose, assignable: true) is { } q: Pen.Line($"{q.Name} {Pen.Any("=", "+=")} {Pose(1)};"); return true;
            case 12 when context.Find(Sort.Pose) is { } d:
                var (x, y) = (context.Fresh(), context.Fresh());
                Pen.Line($"var ({x}, {y}) = {d.Name};");
                context.Scope.Add(new Variable(x, Sort.Real));
                context.Scope.Add(new Variable(y, Sort.Real));
                return true;
            case 13:
                var s = context.Fresh("sum");
                Pen.Line($"{Pen.Any("var", "Sum")} {s} = {Pen.Any("new Sum()", $"Sum.Of({Reals.Small(1)})", "default(Sum)", context.Find(Sort.Sum)?.Name ?? "new Sum()")};");
                context.Scope.Add(new Variable(s, Sort.Sum));
                return true;
            case 14 when context.Find(Sort.Sum, assignable: true) is { } t:
                Pen.Line(Pen.Any($"{t.Name}.Add({Reals.Small(1)});", $"{t.Name}.Total {Pen.Any("=", "*=")} {Reals.Small(1)};", $"{t.Name} = Sum.Of({Reals.Small(1)});"));
                return true;
            case 15:
                var (a, b) = (context.Fresh(), context.Fresh());
                Pen.Line($"var ({a}, {b}) = new Duo<double>({Reals.Small(1)}, {Reals.Small(1)}){Pen.Any("", ".Swapped")};");
                context.Scope.Add(new Variable(a, Sort.Real));
                context.Scope.Add(new Variable(b, Sort.Real));
                return true;
            default: return false;
        }
    }
}
