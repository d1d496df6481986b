namespace AutoBackprop.Tests;

internal sealed partial class NestProgram
{
    /// <summary>An outer loop of samples with short loops inside.</summary>
    private void Samples()
    {
        var i = Loop("n");
        Inside(() =>
        {
            if (Chance(15)) Line($"if ({Element()} > {Number()}) {Pick("continue", "continue", "break")};");
            if (Chance(35))
            {
                var name = Name("u");
                Line(Chance(70) ? $"var {name} = new double[d];" : $"Span<double> {name} = new double[d];");
                _arrays.Add(new(name, "d", true));
                Inner(name);
            }
            for (var count = Next(1, 4); count > 0; count--) Inner(null);
            var total = Pick(_totals);
            Line($"{total} {Pick("+=", "-=", "+=")} {Bounded()} / n;");
            if (Chance(30) && Target("n") is { } target) Write(target, i);
            if (Chance(20)) Line($"r = 0.5 * r + {Bounded()} / n;");
        });
        End();
    }

    private void Inner(string? filled)
    {
        switch (filled is not null ? 9 : Next(9))
        {
            case 0 or 1:
            {
                var sum = Name("z");
                Line($"var {sum} = {Number()};");
                var j = Loop("d");
                Line($"{sum} {Pick("+=", "-=")} {Pick($"{Element()} * {Element()}", Bounded(), Element())};");
                End();
                _scalars.Add(sum);
                break;
            }
            case 2:
            {
                var h = Name("h");
                Line($"var {h} = {Pick(_scalars)};");
                Loop("d");
                Line($"{h} = {Pick($"Math.Tanh({h} * {Element()} + {Element()})", $"0.5 * {h} + {Element()} * {Element()}", $"{h} * {Element()} + {Number()}")};");
                End();
                _scalars.Add(h);
                break;
            }
            case 3:
            {
                var m = Name("m");
                var largest = Chance(60);
                Line($"var {m} = {(largest ? "double.NegativeInfinity" : "double.PositiveInfinity")};");
                Loop("d");
                var e = Name("e");
                Line($"var {e} = {Expression(1)};");
                Line(Chance(50) ? $"{m} = Math.{(largest ? "Max" : "Min")}({m}, {e});" : $"if ({e} {(largest ? ">" : "<")} {m}) {m} = {e};");
                End();
                _scalars.Add(m);
                break;
            }
            case 4:
            {
                var (m, at) = (Name("m"), Name("at"));
                Line($"var ({m}, {at}) = (-100.0, 0);");
                var j = Loop("d");
                var e = Name("e");
                Line($"var {e} = {Expression(1)};");
                Line($"if ({e} > {m}) ({m}, {at}) = ({e}, {j});");
                End();
                var v = Name("v");
                Line($"var {v} = {m} * p[{at}];");
                _scalars.Add(v);
                break;
            }
            case 5:
            {
                var sum = Name("z");
                Line($"var {sum} = 0.0;");
                var a = Loop("d");
                var b = Loop("d", Pick("0", "0", a));
                Line($"{sum} += w[{a} * d + {b}] * {Element()} * {Pick(Element(), Number())};");
                End();
                End();
                _scalars.Add(sum);
                break;
            }
            case 6: Temporary(); break;
            case 7 when Chance(40):
            {
                var (v, rest) = (Name("v"), Name("v"));
                Line($"var {v} = Parts({Expression(1)}, out var {rest});");
                Line($"Blend(ref {v}, {rest});");
                _scalars.Add(v);
                break;
            }
            case 7:
            {
                var v = Name("v");
                Line($"var {v} = {Call()};");
                _scalars.Add(v);
                break;
            }
            case 8:
                Line($"if ({Pick(_scalars)} > {Number()})");
                Line($"    {Pick(_totals)} += {Bounded()} / n;");
                break;
            default:
            {
                var j = Loop("d");
                Line($"{filled}[{j}] = {Bounded()};");
                End();
                break;
            }
        }
    }
}
