namespace AutoBackprop.Tests;

/// <summary>A random method over three arrays of one length and a scalar. The seed decides all of it.</summary>
internal sealed class ArrayProgram : ProgramText
{
    private readonly List<string> _arrays = ["a", "b", "c"];
    private readonly List<string> _writable = [];
    private readonly List<string> _scalars = ["k", "s"];
    private readonly List<string> _indices = [];

    private ArrayProgram(int seed) : base(seed) { }

    /// <summary><c>static double name(ReadOnlySpan a, double[] b, ReadOnlySpan c, double k)</c></summary>
    public static string Of(string name, int seed) => new ArrayProgram(seed).Method(name);

    private string Method(string name)
    {
        Line("[Differentiable]", -1);
        Line($"internal static double {name}(ReadOnlySpan<double> a, double[] b, ReadOnlySpan<double> c, double k)", -1);
        Line("{", -1);
        Line("var n = a.Length;");
        Line("var s = 0.1;");
        if (Chance(25)) _writable.Add("b");
        for (var i = Next(1, 3); i > 0; i--) Array();
        Block(Next(2, 5), 0);
        Line($"for (var i = 0; i < n; i++) s += {_arrays[^1]}[i] * {Pick(_arrays)}[i];");
        Line("return s;");
        Line("}", -1);
        return ToString();
    }

    private void Block(int statements, int depth)
    {
        var (arrays, writable, scalars) = (_arrays.Count, _writable.ToList(), _scalars.Count);
        for (var i = 0; i < statements; i++) Statement(depth);
        if (depth == 0) return; // what is declared here ends here
        _arrays.RemoveRange(arrays, _arrays.Count - arrays);
        _writable.Clear();
        _writable.AddRange(writable);
        _scalars.RemoveRange(scalars, _scalars.Count - scalars);
    }

    private void Statement(int depth)
    {
        switch (Next(depth < 2 ? 13 : 9))
        {
            case 0 or 1 or 2: Elementwise(); break;
            case 3: Nested(); break;
            case 4: Accumulating(); break;
            case 5: Recurrence(); break;
            case 6: Line(Pick("s = Math.Tanh(s);", "s = Math.Sqrt(1.0 + s * s);", "s *= 0.5;", "s = Math.Log(1.0 + s * s) + k;")); break;
            case 7: Whole(); break;
            case 8: Exit(); break;
            case 9:
                Open($"if (s {Pick("<", ">")} {Number()})");
                Block(Next(1, 3), depth + 1);
                Close();
                if (!Chance(50)) break;
                Open("else");
                Block(Next(1, 3), depth + 1);
                Close();
                break;
            case 10:
                var r = Name("r");
                Open($"for (var {r} = 0; {r} < 3; {r}++)");
                Block(Next(1, 3), depth + 1);
                Close();
                break;
            case 11: Array(); break;
            default: Privatised(); break;
        }
    }

    private void Array()
    {
        var name = Name("t");
        switch (Next(4))
        {
            case 0: Line($"var {name} = new double[n];"); break;
            case 1: Line($"Span<double> {name} = new double[n];"); break;
            case 2:
                Line($"var {name}All = new double[n + 3];");
                Line($"var {name} = {name}All.AsSpan({Next(4)}, n);");
                break;
            default:
                Line($"var {name} = new double[n];");
                Line($"{Pick(_arrays)}.CopyTo({name}.AsSpan());");
                break;
        }
        _arrays.Add(name);
        _writable.Add(name);
    }

    private string Target()
    {
        if (_writable.Count == 0) Array();
        return Pick(_writable);
    }

    private string Loop(string first = "0", string last = "n")
    {
        var i = Name("i");
        Open(Next(5) switch
        {
            0 => $"for (var {i} = {last} - 1; {i} >= {first}; {i}--)",
            1 when Chance(50) => $"for (var {i} = {first}; {i} < {last}; {i} += {Next(2, 4)})",
            _ => $"for (var {i} = {first}; {i} < {last}; {i}++)",
        });
        _indices.Add(i);
        return i;
    }

    private void End()
    {
        _indices.RemoveAt(_indices.Count - 1);
        Close();
    }

    private void Elementwise()
    {
        if (_writable.Count == 0) Array();
        var i = Loop();
        var scalars = _scalars.Count;
        for (var count = Next(3); count > 0; count--) Temporary();
        for (var count = Next(1, 3); count > 0; count--)
        {
            if (Chance(20)) Line($"if ({Expression(1)} > {Number()}) {Write(i)}");
            else Line(Write(i));
        }
        _scalars.RemoveRange(scalars, _scalars.Count - scalars);
        End();
    }

    private string Write(string i) => Next(5) switch
    {
        0 or 1 => $"s {Pick("+=", "-=")} {Bounded()} / n;",
        2 => $"{Target()}[{i}] {Pick("+=", "-=")} {Bounded()};",
        3 => $"{Target()}[{Index(i)}] = {Bounded()};",
        _ => $"{Target()}[{i}] = {Bounded()};",
    };

    private void Temporary()
    {
        var name = Name("v");
        Line($"var {name} = {Expression(2)};");
        if (Chance(25)) Line($"if ({name} > {Number()}) {name} = {Expression(1)};");
        _scalars.Add(name);
    }

    private void Nested()
    {
        if (_writable.Count == 0) Array();
        var i = Loop();
        var sum = Name("q");
        Line($"var {sum} = {Number()};");
        var j = Loop(Pick("0", "0", "0", i));
        Line($"{sum} {Pick("+=", "-=")} {Pick($"{Pick(_arrays)}[{j}] * {Pick(_arrays)}[{i}]", $"{Pick(_arrays)}[{Index(j)}] * {Bounded()}", Bounded())} / n;");
        End();
        _scalars.Add(sum);
        Line(Write(i));
        _scalars.Remove(sum);
        End();
    }

    private void Accumulating()
    {
        if (_writable.Count == 0) Array();
        var i = Loop();
        var j = Loop();
        Line($"{Target()}[{Pick(i, j, j, Index(j))}] += {Pick(Bounded(), $"{Pick(_arrays)}[{i}] * {Pick(_arrays)}[{j}]")} / n;");
        End();
        End();
    }

    private void Recurrence()
    {
        var t = Target();
        var i = Loop("1");
        Line($"{t}[{i}] = Math.{Pick("Tanh", "Sin")}({t}[{i} - 1] * {Number()} + {Expression(1)});");
        End();
    }

    private void Whole()
    {
        var t = Target();
        Line(Next(4) switch
        {
            0 => $"{Pick(_arrays.Where(a => a != t).ToArray())}.CopyTo({Spanned(t)});",
            1 => $"{Spanned(t)}.Fill({Pick("s", "k", "a[0]", "c[n - 1] * k")});",
            2 => $"{Spanned(t)}[(n / 2)..].Clear();",
            _ => $"{Spanned(t)}.Slice(0, n / 3).Fill({Number()});",
        });
    }

    // Locals may be arrays or spans of their own.
    private string Spanned(string array) => $"((Span<double>){array})";

    private void Exit()
    {
        if (_writable.Count == 0) Array();
        var i = Loop();
        Line($"if ({Expression(1)} > 0.9) {Pick("break", "continue", "break", "return s * k")};");
        Line(Write(i));
        End();
    }

    private void Privatised()
    {
        var i = Loop();
        var t = Name("p");
        Line(Chance(50) ? $"double[] {t} = [{Expression(1)}, {Expression(1)}, {Expression(1)}];" : $"var {t} = new double[3];");
        var j = Name("j");
        Open($"for (var {j} = 0; {j} < 3; {j}++)");
        Line($"{t}[{j}] {Pick("=", "+=")} {Bounded()} * {j};");
        Close();
        Line($"s += {t}[0] * {t}[1] / n + {t}[2] / n;");
        if (Chance(50)) Line($"{Target()}[{i}] = Math.Sin({t}[2]);");
        End();
    }

    private string Bounded() => Next(5) switch
    {
        0 => $"Math.Tanh({Expression(2)})",
        1 => $"Math.Sin({Expression(2)})",
        2 => $"0.5 * {Element()}",
        3 => $"Activations.Sigmoid({Expression(2)})",
        _ => $"{Element()} * Math.Cos({Expression(1)})",
    };

    private string Expression(int depth) => Next(depth > 0 ? 14 : 4) switch
    {
        0 or 1 or 2 => Element(),
        3 => Chance(60) ? Pick(_scalars) : Number(),
        4 or 5 => $"({Expression(depth - 1)} {Pick("+", "-")} {Expression(depth - 1)})",
        6 or 7 => $"{Expression(depth - 1)} * {Expression(depth - 1)}",
        8 => $"Math.{Pick("Sin", "Cos", "Tanh", "Atan")}({Expression(depth - 1)})",
        9 => $"Math.Exp(-Math.Abs({Expression(depth - 1)}))",
        10 => $"Math.{Pick("Max", "Min")}({Expression(depth - 1)}, {Expression(depth - 1)})",
        11 => $"{Expression(depth - 1)} / (1.5 + Math.Sin({Expression(depth - 1)}))",
        12 => $"({Expression(0)} > {Number()} ? {Expression(depth - 1)} : {Expression(depth - 1)})",
        _ => $"Activations.{Pick("Softplus", "Sigmoid", "Relu")}({Expression(depth - 1)})",
    };

    private string Element() => _indices.Count == 0 ? $"{Pick(_arrays)}[{Pick("0", "n - 1", "^1")}]" : $"{Pick(_arrays)}[{Index(Pick(_indices))}]";

    private string Index(string i) => Next(12) switch
    {
        0 => $"n - 1 - {i}",
        1 => $"Math.Max({i} - 1, 0)",
        2 => $"Math.Min({i} + 1, n - 1)",
        3 => $"({i} * 3 + 1) % n",
        4 => "0",
        _ => i,
    };

    private string Number() => Pick("0.3", "0.5", "-0.2", "1.5", "0.0", "2.0");
}
