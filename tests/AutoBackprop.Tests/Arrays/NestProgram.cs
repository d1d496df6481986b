namespace AutoBackprop.Tests;

/// <summary>A random method over matrices that lie row by row in spans: loops in loops, samples with short inner loops, products,
/// running extremes, rows as slices, scalars by reference. x, y: n × d, w: d × d, p: d, q: n.</summary>
internal sealed partial class NestProgram : ProgramText
{
    private sealed record Place(string Name, string Shape, bool IsWritable, bool IsArray = false);

    private readonly List<Place> _arrays = [new("x", "nd", false), new("w", "dd", false, true), new("p", "d", false), new("q", "n", false, true)];
    private readonly List<string> _scalars = ["s", "r"];
    private readonly List<(string Name, string Range)> _indices = [];
    private readonly List<string> _totals = ["s"];

    private NestProgram(int seed) : base(seed) { }

    /// <summary>Methods that the others call.</summary>
    public const string Helpers = """
            private static double Dot(ReadOnlySpan<double> a, ReadOnlySpan<double> b) { var t = 0.0; for (var i = 0; i < a.Length; i++) t += a[i] * b[i]; return t; }
            private static double Norm(ReadOnlySpan<double> a) { var t = 0.1; foreach (var v in a) t += v * v; return Math.Sqrt(t); }
            private static double Top(ReadOnlySpan<double> a) { var m = a[0]; for (var i = 1; i < a.Length; i++) if (a[i] > m) m = a[i]; return m; }
            private static double LogSum(ReadOnlySpan<double> a) { var m = Top(a); var t = 0.0; for (var i = 0; i < a.Length; i++) t += Math.Exp(a[i] - m); return m + Math.Log(t); }
            private static void Damp(Span<double> a, double k) { for (var i = 0; i < a.Length; i++) a[i] = a[i] * k + 0.1; }
            private static void Blend(ref double h, double v) { if (v > 0.7) return; h = 0.5 * h + Math.Sin(v); }
            private static double Parts(double v, out double rest) { var t = Math.Tanh(v); rest = v - t; return t; }
            private static double Fold(double h, ReadOnlySpan<double> a) { for (var i = 0; i < a.Length; i++) h = Math.Tanh(h + a[i]); return h; }

        """;

    /// <summary><c>static double name(ReadOnlySpan x, Span y, double[] w, ReadOnlySpan p, double[] q, int[] label, int n, int d, ref double r, out double o)</c></summary>
    public static string Of(string name, int seed) => new NestProgram(seed).Method(name, HasGradient(seed) ? Derivatives.Gradient : Derivatives.Backward);

    /// <summary>One program in two is looked at through its gradient, the other through its backward sweep.</summary>
    public static bool HasGradient(int seed) => seed % 2 == 0;

    private string Method(string name, Derivatives derivatives)
    {
        Line($"[Differentiable(Derivatives.{derivatives})]", -1);
        Line($"internal static double {name}(ReadOnlySpan<double> x, Span<double> y, double[] w, ReadOnlySpan<double> p, double[] q, int[] label, int n, int d, ref double r, out double o)", -1);
        Line("{", -1);
        Line("var s = 0.1;");
        Line($"o = {Pick("r", "0.5", "p[0]", "s * r")};");
        if (Chance(70)) _scalars.Add("o");
        _arrays.Add(new("y", "nd", Chance(60)));
        if (Chance(30)) _arrays[3] = _arrays[3] with { IsWritable = true };
        for (var count = Next(3); count > 0; count--) Local();
        for (var count = Next(2, 5); count > 0; count--) Statement(0);
        if (Chance(40)) Line($"o {Pick("=", "+=")} {Bounded()};");
        if (Chance(40)) Line("r = Math.Sin(r + s);");
        var last = _arrays[^1];
        Line($"for (var i = 0; i < {Length(last.Shape)}; i++) s += {last.Name}[i] * {Number()};");
        Line("return s + r * x[0] + w[^1] * p[0];");
        Line("}", -1);
        return ToString();
    }

    private void Statement(int depth)
    {
        switch (Next(depth == 0 ? 13 : 11))
        {
            case 0: Map(); break;
            case 1: Product(); break;
            case 2 or 3 or 4: Samples(); break;
            case 5: Extreme(); break;
            case 6: Rows(); break;
            case 7: Prefix(); break;
            case 8: Weighted(); break;
            case 9: Scalar(); break;
            case 10: Search(); break;
            case 11:
                var step = Name("step");
                Open($"for (var {step} = 0; {step} < {Next(2, 4)}; {step}++)");
                Inside(() =>
                {
                    for (var count = Next(1, 3); count > 0; count--) Statement(1);
                });
                Close();
                break;
            default: Branch(); break;
        }
    }

    private void Local()
    {
        var shape = Pick("n", "d", "nd", "dd", "nd");
        var name = Name("t");
        var kind = Next(3);
        Line(kind switch
        {
            0 => $"var {name} = new double[{Length(shape)}];",
            1 => $"Span<double> {name} = new double[{Length(shape)}];",
            _ => $"var {name} = new double[{Length(shape)} + 2].AsSpan({Next(3)}, {Length(shape)});",
        });
        _arrays.Add(new(name, shape, true, kind == 0));
        if (Chance(50) && Same(shape).Where(a => a.Name != name).ToList() is { Count: > 0 } others)
            Line(Pick($"{others[Next(others.Count)].Name}.CopyTo({name}{(kind == 0 ? ".AsSpan()" : "")});", $"for (var z = 0; z < {name}.Length; z++) {name}[z] = 0.5 * {others[Next(others.Count)].Name}[z];"));
    }

    private static string Length(string shape) => shape switch { "n" => "n", "d" => "d", "nd" => "n * d", _ => "d * d" };

    private IEnumerable<Place> Same(string shape) => _arrays.Where(a => a.Shape == shape);

    /// <summary>An array of this shape that may be written.</summary>
    private Place Target(params string[] shapes)
    {
        var found = _arrays.Where(a => a.IsWritable && shapes.Contains(a.Shape)).ToList();
        return found.Count > 0 ? found[Next(found.Count)] : null!;
    }

    private string Loop(string range, string first = "0")
    {
        var i = Name(range == "n" ? "i" : "j");
        Open(Next(6) switch
        {
            0 => $"for (var {i} = {range} - 1; {i} >= {first}; {i}--)",
            _ => $"for (var {i} = {first}; {i} < {range}; {i}++)",
        });
        _indices.Add((i, range));
        return i;
    }

    private void End()
    {
        _indices.RemoveAt(_indices.Count - 1);
        Close();
    }

    private void Inside(Action body)
    {
        var (arrays, scalars) = (_arrays.Count, _scalars.Count);
        body();
        _arrays.RemoveRange(arrays, _arrays.Count - arrays);
        _scalars.RemoveRange(scalars, _scalars.Count - scalars);
    }

    private string At(string shape) => shape switch
    {
        "n" => Index("n"),
        "d" => Index("d"),
        "nd" => $"{Factor(Index("n"))} * d + {Index("d")}",
        _ => $"{Factor(Index("d"))} * d + {Index("d")}",
    };

    private static string Factor(string index) => index.Contains(' ') && !index.EndsWith(')') ? $"({index})" : index;

    private string Index(string range)
    {
        var own = _indices.Where(i => i.Range == range).ToList();
        if (own.Count == 0) return Pick("0", $"{range} - 1", "0", range == "d" && _indices.Any(i => i.Range == "n") ? $"label[{_indices.Last(i => i.Range == "n").Name}]" : "0");
        var index = own[Chance(70) ? own.Count - 1 : Next(own.Count)].Name;
        return Next(14) switch
        {
            0 => $"{range} - 1 - {index}",
            1 => $"Math.Max({index} - 1, 0)",
            2 => $"Math.Min({index} + 1, {range} - 1)",
            3 => $"({index} * 2 + 1) % {range}",
            4 when range == "d" && _indices.Any(i => i.Range == "n") => $"label[{_indices.Last(i => i.Range == "n").Name}]",
            _ => index,
        };
    }

    private string Element()
    {
        var array = _arrays[Next(_arrays.Count)];
        return $"{array.Name}[{At(array.Shape)}]";
    }

    // ── statements ───────────────────────────────────────────────────────────────────────────────────────────

    private void Map()
    {
        if (Target("nd", "dd") is not { } target) { Samples(); return; }
        var i = Loop(target.Shape[..1]);
        var j = Loop("d");
        Inside(() =>
        {
            if (Chance(50)) Temporary();
            Write(target, $"{i} * d + {j}");
            if (Chance(25)) Line($"s += {Bounded()} / (n * d);");
        });
        End();
        End();
    }

    private void Product()
    {
        var (a, b) = (Same("nd").ToList(), Same("dd").ToList());
        var (left, right) = (a[Next(a.Count)].Name, b[Next(b.Count)].Name);
        var target = _arrays.Where(t => t is { IsWritable: true, Shape: "nd" } && t.Name != left).ToList() is { Count: > 0 } found ? found[Next(found.Count)].Name : null;
        var isTransposed = Chance(40);
        string Right(string k, string j) => isTransposed ? $"{right}[{j} * d + {k}]" : $"{right}[{k} * d + {j}]";
        if (target is null || Chance(50))
        {
            var i = Loop("n");
            var j = Loop("d");
            var sum = Name("z");
            Line($"var {sum} = {Pick("0.0", "0.0", "p[0]", $"p[{j}]")};");
            var k = Loop("d");
            Line($"{sum} += {left}[{i} * d + {k}] * {Right(k, j)};");
            End();
            Line(target is null ? $"s += {Pick($"{sum} * {sum}", $"Math.Tanh({sum})", $"Activations.Relu({sum})")} / (n * d);"
                : $"{target}[{i} * d + {j}] {Pick("=", "=", "+=")} {Pick(sum, $"Math.Tanh({sum})", $"Activations.Sigmoid({sum})")};");
            End();
            End();
            return;
        }
        var outer = Chance(50);
        var one = Loop(outer ? "n" : "d");
        var two = Loop(outer ? "d" : "n");
        var three = Loop("d");
        var (row, inner) = outer ? (one, two) : (two, one);
        Line($"{target}[{row} * d + {three}] += 0.5 * {left}[{row} * d + {inner}] * {Right(inner, three)};");
        End();
        End();
        End();
    }

    private void Extreme()
    {
        var (m, at) = (Name("m"), Name("at"));
        var array = _arrays[Next(_arrays.Count)];
        Line($"var ({m}, {at}) = ({array.Name}[0], 0);");
        Open($"for (var z = 1; z < {Length(array.Shape)}; z++)");
        Line(Next(3) switch
        {
            0 => $"{m} = Math.Max({m}, {array.Name}[z]);",
            1 => $"if ({array.Name}[z] > {m}) ({m}, {at}) = ({array.Name}[z], z);",
            _ => $"if ({array.Name}[z] * {Number()} < {m}) {m} = {array.Name}[z] * {Number()};",
        });
        Close();
        Line($"s += {m} * {array.Name}[{at}];");
    }

    /// <summary>Rows as slices, some of them written.</summary>
    private void Rows()
    {
        var i = Loop("n");
        Inside(() =>
        {
            var (from, row) = (Same("nd").ToList(), Name("row"));
            var array = from[Next(from.Count)];
            Line(array.IsArray ? $"var {row} = {array.Name}.AsSpan({i} * d, d);" : Pick($"var {row} = {array.Name}.Slice({i} * d, d);", $"var {row} = {array.Name}[({i} * d)..(({i} + 1) * d)];"));
            _arrays.Add(new(row, "d", array.IsWritable));
            if (array.IsWritable && Chance(60))
            {
                if (Chance(30)) Line($"Damp({row}, {Pick("r", "0.5", "p[0]")});");
                else
                {
                    var j = Loop("d");
                    Write(_arrays[^1], j);
                    End();
                }
            }
            Line($"{Pick(_totals)} += {Call()} / n;");
            if (Chance(50)) Inner(null);
            Line($"s += {Bounded()} / n;");
        });
        End();
    }

    private string Call()
    {
        var vectors = Same("d").ToList();
        string Any() => vectors[Next(vectors.Count)].Name;
        return Next(5) switch
        {
            0 => $"Dot({Any()}, {Any()})",
            1 => $"Norm({Any()})",
            2 => $"Top({Any()})",
            3 => $"LogSum({Any()})",
            _ => $"Fold({Pick(_scalars)}, {Any()})",
        };
    }

    /// <summary>Each row, or each column, from the one before it.</summary>
    private void Prefix()
    {
        if (Target("nd") is not { } target) { Extreme(); return; }
        var t = target.Name;
        var byRow = Chance(50);
        var i = Loop("n", byRow ? "1" : "0");
        var j = Loop("d", byRow ? "0" : "1");
        Line($"{t}[{i} * d + {j}] {Pick("=", "+=")} Math.{Pick("Tanh", "Sin")}({t}[{(byRow ? $"({i} - 1) * d + {j}" : $"{i} * d + {j} - 1")}] * {Number()} + {Expression(1)});");
        End();
        End();
    }

    /// <summary>Columns summed up, or rows weighted.</summary>
    private void Weighted()
    {
        if (Target("d", "n") is not { } target) { Samples(); return; }
        var outer = Loop(Chance(70) ? "n" : "d");
        var inner = Loop(_indices[^1].Range == "n" ? "d" : "n");
        var at = target.Shape == _indices[^1].Range ? inner : outer;
        Line($"{target.Name}[{at}] += {Pick($"{Element()} * {Element()}", Bounded())} / n;");
        End();
        End();
    }

    private void Scalar() => Line(Pick("Blend(ref s, r);", "Blend(ref r, s * w[0]);", "s += 0.5 * Parts(r, out o);", "s = Math.Tanh(s);", "r = Math.Tanh(r + s);", "s *= r;", "r += 0.5 * s;", "s = Math.Log(1.0 + s * s) + r;", "o = s * r;", "s -= LogSum(p);"));

    /// <summary>Leaves early.</summary>
    private void Search()
    {
        var i = Loop("n");
        Loop("d");
        if (Chance(40)) Line($"if ({Element()} > 0.8) {Pick("break", "continue")};");
        Line($"s += {Bounded()} / (n * d);");
        End();
        if (Chance(40)) Line($"if (s > {Number()}) {Pick("break", "return s * r")};");
        Line($"s -= {Element()} / n;");
        End();
    }

    private void Branch()
    {
        Open($"if ({Pick("s", "r", "p[0]")} {Pick("<", ">")} {Number()})");
        Inside(() => Statement(1));
        Close();
        if (Chance(40)) return;
        Open("else");
        Inside(() => Statement(1));
        Close();
    }

    private void Write(Place target, string at)
    {
        var line = $"{target.Name}[{at}] {Pick("=", "=", "+=", "-=")} {Bounded()};";
        Line(Chance(20) ? $"if ({Expression(1)} > {Number()}) {line}" : line);
    }

    private void Temporary()
    {
        var v = Name("v");
        Line($"var {v} = {Expression(2)};");
        if (Chance(25)) Line($"if ({v} > {Number()}) {v} = {Expression(1)};");
        _scalars.Add(v);
    }
}
