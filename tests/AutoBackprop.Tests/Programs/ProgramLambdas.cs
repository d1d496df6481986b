namespace AutoBackprop.Tests.Programs;

/// <summary>Lambdas and delegates: given to methods with source, held in locals, called at once; and generic methods.</summary>
internal sealed class ProgramLambdas(ProgramContext context)
{
    public const string Common = """
        private delegate double Curve(double t);
        private static readonly Func<double, double> Soft = t => Math.Log(1 + Math.Exp(Math.Sin(t)));
        private static double Twice(Func<double, double> f, double t) => f(f(t));
        private static double Rk(Func<double, double> f, double t, double h) { var k1 = f(t); var k2 = f(t + 0.5 * h * k1); return t + h * k2; }
        private static double Fold(ReadOnlySpan<double> c, double s, Func<double, double, double> f) { foreach (var v in c) s = f(s, v); return s; }
        private static void Each(double[] c, Func<double, int, double> f) { for (int i = 0; i < c.Length; i++) c[i] = f(c[i], i); }
        private static double Near(Func<double, double> f, double t, int steps) { for (int i = 0; i < steps; i++) t -= 0.5 * Math.Tanh(f(t)); return t; }
        private static double Area(Curve f) { double s = 0; for (int i = 0; i < 3; i++) s += f(0.5 * i) * 0.5; return s; }
        private static void Times(int n, Action<int> f) { for (int i = 0; i < n; i++) f(i); }
        private static double[] Table(int n, Func<int, double> f) { var c = new double[n]; for (int i = 0; i < n; i++) c[i] = f(i); return c; }
        private static T Pick<T>(bool b, T x, T y) => b ? x : y;
        private static T Run<T>(Func<T> f) => f();
        private static (T, T) Both<T>(T t, Func<T, T> f) => (t, f(t));
        private static void Swap<T>(ref T x, ref T y) { var t = x; x = y; y = t; }
        private static double First(Func<double, double> f, Func<double, double> g, double t) => t > 0.1 ? f(g(t)) : g(f(t));
        """;

    private ProgramPen Pen => context.Pen;
    private ProgramExpressions Reals => context.Reals;

    /// <summary>A function of a number, small whatever goes in.</summary>
    public string Function(int depth) => Pen.Next(10) switch
    {
        0 when context.Find(Sort.Function) is { } f => f.Name,
        1 => "Soft",
        2 when context.Functions == "Math" => Pen.Any("Math.Sin", "Math.Tanh", "Math.Cos"),
        3 => Lambda(1, v => $"static {v} => {Reals.Small(depth)}", isStatic: true),
        4 => Lambda(1, v => $"(double {v}) => {Reals.Small(depth)}"),
        5 or 6 => Block(depth),
        _ => Lambda(1, v => $"{v} => {Reals.Small(depth)}"),
    };

    /// <summary>The text of a lambda whose parameters are numbers.</summary>
    public string Lambda(int count, Func<string, string> text, bool isStatic = false, bool isRepeated = false)
    {
        List<string> names = [.. Enumerable.Range(0, count).Select(_ => context.Fresh("v"))];
        var result = "";
        context.Within(isStatic, isRepeated, [.. names.Select(n => new Variable(n, Sort.Real))], () => result = text(string.Join(", ", names)));
        return result;
    }

    private string Block(int depth)
    {
        var v = context.Fresh("v");
        var text = "";
        context.Within(false, false, [new Variable(v, Sort.Real)], () => text = Pen.Aside(() =>
        {
            var (returns, budget, self) = (context.Returns, context.Budget, context.Self);
            (context.Returns, context.Budget, context.Self) = ("double", 2, null);
            Pen.Open(Pen.Chance(80) ? $"{v} =>" : $"delegate (double {v})");
            context.Statements.Block(Pen.Next(1, 3));
            Pen.Line($"return {Reals.Small(depth)};");
            Pen.Close();
            (context.Returns, context.Budget, context.Self) = (returns, budget, self);
        }));
        return text.Trim();
    }

    public string? Real(int depth)
    {
        if (depth <= 0) return context.Find(Sort.Function) is { } known ? $"{known.Name}({Reals.Leaf()})" : null;
        return Pen.Next(13) switch
        {
            0 => $"Twice({Function(depth - 1)}, {Reals.Small(depth - 1)})",
            1 => $"Rk({Function(depth - 1)}, {Reals.Small(depth - 1)}, {Pen.Any("0.1", "0.25", "Rate")})",
            2 => $"Near({Function(depth - 1)}, {Reals.Small(depth - 1)}, {Pen.Next(1, 4)})",
            3 => $"Area({Lambda(1, v => $"{v} => {Reals.Small(depth - 1)}", isRepeated: true)})",
            4 or 5 when context.Find(Sort.Function) is { } f => $"{f.Name}({Reals.Small(depth - 1)})",
            6 => $"Pick{Pen.Any("<double>", "<double>")}({Reals.Bool(0)}, {Reals.Small(depth - 1)}, {Reals.Small(depth - 1)})",
            7 => Lambda(0, _ => $"Run(() => {Reals.Small(depth - 1)} + 0.0)"),
            8 => $"Both({Reals.Small(depth - 1)} + 0.0, {Lambda(1, v => $"{v} => {Reals.Small(depth - 1)}")}).Item{Pen.Next(1, 3)}",
            9 when context.FindMemory() is { } m =>
                $"Fold({context.Places.View(m, 1).Text}, {Reals.Small(0)}, {Lambda(2, v => $"({v}) => {Reals.Small(depth - 1)}", isRepeated: true)})",
            10 => $"((Func<double, double>)({Lambda(1, v => $"{v} => {Reals.Small(depth - 1)}")}))({Reals.Small(depth - 1)})",
            11 => $"First({Function(0)}, {Function(depth - 1)}, {Reals.Small(depth - 1)})",
            _ => $"Soft({Reals.Small(depth - 1)})",
        };
    }

    public bool Statement()
    {
        var array = context.FindMemory(writable: true, where: m => m.IsArray);
        switch (Pen.Next(9))
        {
            case 0 or 1:
                var f = context.Fresh("f");
                Pen.Line($"Func<double, double> {f} = {Function(1)};");
                context.Scope.Add(new Variable(f, Sort.Function, Pen.Chance(50)));
                return true;
            case 2 when context.Find(Sort.Function, assignable: true) is { } g:
                Pen.Line($"{(Pen.Chance(60) ? $"if ({Reals.Bool(0)}) " : "")}{g.Name} = {Function(1)};");
                return true;
            case 3 when array is not null:
                var i = context.Fresh("i");
                var v = context.Fresh("v");
                context.Within(false, true, [new Variable(v, Sort.Real), new Variable(i, Sort.Int, false)], () =>
                    Pen.Line($"Each({array.Name}, ({v}, {i}) => {Reals.Small(1)});"));
                return true;
            case 4 when !context.IsInner && context.Find(Sort.Real, assignable: true) is { IsReference: false } s:
                var add = context.Fresh("add");
                var t = context.Fresh("t");
                context.Within(false, false, [new Variable(t, Sort.Real)], () =>
                    Pen.Line($"Action<double> {add} = {t} => {s.Name} {Pen.Any("+=", "-=", "=")} {Reals.Small(1)};"));
                context.Scope.Own(add);
                for (var n = Pen.Next(1, 4); n > 0; n--) Pen.Line($"{add}({Reals.Small(1)});");
                return true;
            case 5 when context.MayLoop:
                var k = context.Fresh("k");
                context.Within(false, true, [new Variable(k, Sort.Int, false)], () =>
                {
                    Pen.Open($"Times({Pen.Next(1, 4)}, {k} =>");
                    var (returns, budget, self) = (context.Returns, context.Budget, context.Self);
                    (context.Returns, context.Budget, context.Self) = ("void", 3, null);
                    context.Statements.Block(Pen.Next(1, 3));
                    (context.Returns, context.Budget, context.Self) = (returns, budget, self);
                    Pen.Close(");");
                });
                return true;
            case 6 when !context.IsInner:
                var name = context.Fresh("m");
                var at = context.Fresh("i");
                context.Within(false, true, [new Variable(at, Sort.Int, false)], () =>
                    Pen.Line($"{Pen.Any("var", "double[]")} {name} = Table(4, {at} => {Reals.Small(1)});"));
                context.Scope.Add(new Memory(name, "4", 4, true, true));
                return true;
            case 7 when !context.IsInner && context.FindMemory(where: m => m.IsArray) is { } source:
                var other = context.Fresh("m");
                Pen.Line($"var {other} = Array.ConvertAll({source.Name}, {Lambda(1, x => $"{x} => {Reals.Small(1)} + 0.0", isRepeated: true)});");
                context.Scope.Add(new Memory(other, source.Extent, source.Least, true, true));
                return true;
            case 8 when context.Places.Real(canRefer: true) is { } a && context.Places.Real(canRefer: true) is { } b:
                Pen.Line($"Swap(ref {a}, ref {b});");
                return true;
            default: return false;
        }
    }
}
