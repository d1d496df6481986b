namespace AutoBackprop.Tests.Programs;

/// <summary>Lists of numbers, arrays that a loop or a call makes anew, arrays of two dimensions. A list has three elements at least.</summary>
internal sealed class ProgramLists(ProgramContext context)
{
    private ProgramPen Pen => context.Pen;
    private ProgramExpressions Reals => context.Reals;
    private string M => context.Functions;

    /// <summary>Methods that return arrays.</summary>
    public void Methods()
    {
        var outer = context.Scope;
        context.Scope = new BlockScope(null);
        context.Scope.Add(new Variable("t", Sort.Real, false));
        context.Scope.Add(new Memory("h", "h.Length", 4, false, true));
        Pen.Open("private static double[] Step(double[] h, double t)");
        Pen.Line("var next = new double[h.Length];");
        context.Inside("for (int i = 0; i < h.Length; i++)", () => Pen.Line($"next[i] = {M}.Tanh({Reals.Real(2)});"), isLoop: true, declare: () =>
            context.Scope.Add(new Counter("i", "h.Length")));
        Pen.Line(Pen.Any("return next;", $"return t > {Reals.Leaf()} ? next : h;", "if (t < -0.5) return h; return next;"));
        Pen.Close();
        context.Scope = outer;
        Pen.Line("private static List<double> Steps(double t, int n) { var l = new List<double>(); for (int i = 0; i < n; i++) l.Add(t * i); return l; }");
        Pen.Line("private static void Push(List<double> l, double t) { l.Add(t * l[^1]); if (l.Count > 6) l.RemoveAt(0); }");
        Pen.Line("private static double Whole(List<double> l) { double s = 0; foreach (var v in l) s += v * v; return s / l.Count; }");
    }

    public string? Real(int depth)
    {
        var list = context.Find(Sort.List)?.Name;
        return Pen.Next(6) switch
        {
            0 or 1 or 2 when list is not null => $"{list}[{Index()}]",
            3 when list is not null && context.MayCall => $"Whole({list})",
            4 when list is not null => $"0.1 * {list}.Count",
            5 when context.Find(Sort.Grid) is { } g => $"{g.Name}[{Cell()}]",
            _ => null,
        };
    }

    private string Index() => Pen.Next(6) switch
    {
        0 => "^1",
        1 when context.Find(Sort.Int, assignable: true) is { } j => $"{j.Name}++ & 1",
        2 when context.Find(Sort.Int) is { } j => $"{j.Name} & 1",
        3 => "^2",
        _ => $"{Pen.Next(3)}",
    };

    // A range of values that int.Abs would let through.
    private string Cell() => $"{context.Find(Sort.Int)?.Name ?? "1"} & 1, {Pen.Any("0", "1", "2", "3", $"({Reals.Int(1)}) & 3")}";

    public bool Statement()
    {
        var list = context.Find(Sort.List)?.Name;
        switch (Pen.Next(16))
        {
            case 0 or 1 when !context.IsInner:
                var name = context.Fresh("list");
                Pen.Line(Pen.Next(4) switch
                {
                    0 => $"List<double> {name} = [{Reals.Small(1)}, {Reals.Leaf()}, {Reals.Small(0)}];",
                    1 => $"var {name} = new List<double> {{ {Reals.Small(1)}, {Reals.Leaf()}, {Reals.Small(0)} }};",
                    2 => $"var {name} = Steps({Reals.Small(1)}, {Pen.Next(3, 5)});",
                    _ => $"var {name} = new List<double>(); {name}.Add({Reals.Small(1)}); {name}.Add({Reals.Small(0)}); {name}.Add({Reals.Small(0)});",
                });
                context.Scope.Add(new Variable(name, Sort.List));
                return true;
            case 2 or 3 when list is not null: Pen.Line($"{list}.Add({Reals.Small(1)});"); return true;
            case 4 or 5 when list is not null:
                Pen.Line($"{list}[{Index()}] {Pen.Any("=", "+=", "-=", "*=")} {Reals.Small(1)};");
                return true;
            case 6 when list is not null:
                Pen.Line(Pen.Any($"{list}.Insert({Pen.Next(3)}, {Reals.Small(1)});", $"{list}.RemoveAt({Pen.Next(3)}); {list}.Add({Reals.Small(1)});",
                    $"if ({list}.Count > 4) {list}.RemoveAt({list}.Count - 1);", $"{list}.Reverse();",
                    $"{list}.Clear(); {list}.Add({Reals.Small(0)}); {list}.Add({Reals.Small(0)}); {list}.Add({Reals.Small(1)});"));
                return true;
            case 7 when list is not null && context.MayCall: Pen.Line($"Push({list}, {Reals.Small(1)});"); return true;
            case 8 when list is not null && context.MayLoop:
                var v = context.Fresh("v");
                context.Inside($"foreach (var {v} in {list}{Pen.Any("", "", ".ToArray()")})", () => context.Statements.Real($"{v} * {Reals.Leaf()}"), isLoop: true,
                    declare: () => context.Scope.Add(new Variable(v, Sort.Real, false)));
                return true;
            case 9 when list is not null && context.MayLoop && context.Find(Sort.Real, assignable: true) is { } sum:
                var i = context.Fresh("i");
                Pen.Line($"for (int {i} = 0; {i} < {list}.Count; {i}++) {sum.Name} += {list}[{i}] * {Reals.Leaf()};");
                return true;
            case 10 when list is not null && !context.IsInner:
                var array = context.Fresh("m");
                Pen.Line($"double[] {array} = {Pen.Any($"{list}.ToArray()", $"[.. {list}, {Reals.Small(0)}]", $"[{Reals.Small(0)}, .. {list}]")};");
                context.Scope.Add(new Memory(array, $"{array}.Length", 3, true, true));
                return true;
            case 11 or 12 when !context.IsInner && context.MayLoop: Rebuilt(); return true;
            case 13 when !context.IsInner: Grid(); return true;
            case 14 when context.Find(Sort.Grid) is { } g:
                Pen.Line($"{g.Name}[{Cell()}] {Pen.Any("=", "+=")} {Reals.Small(1)};");
                return true;
            case 15 when list is not null && context.FindMemory(where: m => m.IsArray) is { } source:
                Pen.Line(Pen.Any($"{list}.AddRange({source.Name});", $"if ({list}.Count < 9) {list}.AddRange({source.Name});"));
                return true;
            default: return false;
        }
    }

    private void Rebuilt()
    {
        var (h, k) = (context.Fresh("h"), context.Fresh("k"));
        var start = context.FindMemory(least: 4, where: m => m.IsArray) is { } m && Pen.Chance(40) ? m.Name
            : $"[{Reals.Small(1)}, {Reals.Leaf()}, {Reals.Small(0)}, 0.5]";
        Pen.Line($"double[] {h} = {start};");
        var shared = !start.StartsWith('[');
        context.Scope.Own(h);
        var head = Pen.Chance(70) ? $"for (int {k} = 0; {k} < {Pen.Next(1, 4)}; {k}++)"
            : $"foreach (var {k} in {context.FindMemory(where: x => x.Name != h)?.Name ?? "new[] { 0.5, 1.5 }"})";
        context.Inside(head, () =>
        {
            if (!shared && Pen.Chance(40)) Pen.Line($"{h}[{Pen.Next(4)}] += {Reals.Small(1)};");
            Pen.Line(Pen.Next(4) switch
            {
                0 => $"{h} = [.. {h}[1..], {Reals.Small(1)}];",
                1 => $"var next_{h.TrimStart('@')} = new double[{h}.Length]; for (int q_ = 0; q_ < {h}.Length; q_++) next_{h.TrimStart('@')}[q_] = 0.5 * {h}[q_] * {Reals.Leaf()}; {h} = next_{h.TrimStart('@')};",
                2 => $"if ({Reals.Bool(1)}) {h} = Step({h}, {Reals.Small(1)});",
                _ => $"{h} = Step({h}, {Reals.Small(1)});",
            });
            if (Pen.Chance(20)) Pen.Line($"if ({h}[0] > {Reals.Leaf()}) break;");
        }, isLoop: true);
        context.Scope.Add(new Memory(h, $"{h}.Length", 4, !shared, true));
    }

    private void Grid()
    {
        var g = context.Fresh("grid");
        if (Pen.Chance(30)) Pen.Line($"double[,] {g} = {{ {{ {Reals.Small(1)}, 1, 0.5, {Reals.Leaf()} }}, {{ 0.25, {Reals.Small(0)}, {Reals.Small(0)}, 2 }} }};");
        else
        {
            Pen.Line($"var {g} = new double[2, 4];");
            if (context.MayLoop) Pen.Line($"for (int r_ = 0; r_ < {g}.GetLength(0); r_++) for (int c_ = 0; c_ < 4; c_++) {g}[r_, c_] = {M}.Sin(r_ + c_ * {Reals.Leaf()});");
        }
        context.Scope.Add(new Variable(g, Sort.Grid));
    }
}
