using System.Text;

namespace AutoBackprop.Tests.Programs;

/// <summary>A random program: a class P with a differentiable method F, and what F needs.</summary>
internal sealed record ProgramSource(int Seed, string Text, IReadOnlyList<ProgramParameter> Parameters, string Returns)
{
    public const string Usings = "global using System; global using AutoBackprop; global using System.Runtime.InteropServices; global using System.Collections.Generic; global using System.Linq; global using System.Numerics; global using System.Numerics.Tensors;\n";

    /// <summary>Counts in order: what runs twice, not at all or at another time is seen.</summary>
    public const string Trace = """
        public static class Trace
        {
            public static int Sum;
            public static int Note(int n) { Sum = unchecked(Sum * 31 + n + 1); return n; }
        }

        """;

    public string Name => Alias ?? $"P{Seed}";

    /// <summary>Another name, to stand beside itself.</summary>
    public string? Alias { get; init; }

    public bool IsSingle => Text.Contains("float") || Text.Contains("Vector3") || Text.Contains("MathF");
    public int Results => Returns switch { "void" => 0, "double" or "float" => 1, _ => 2 };
    public bool HasGradient => Results == 1;
    public int Inputs(int n) => Parameters.Sum(p => p.Inputs(n));
    public int Outputs(int n) => Results + Parameters.Sum(p => p.Outputs(n));

    /// <summary>All methods of a batch that the tests call: flat arrays in and out.</summary>
    public string Wrapper(bool isDual)
    {
        var text = new StringBuilder($"public static class Call{Name}\n{{\n");
        text.Append(isDual ? Dual() : Value() + (HasGradient ? Gradient() : "") + Backward());
        return text.Append("}\n").ToString();
    }

    private string Value() => Method("Value", "double[] v, int[] k, double[] o", "double", $"{Assigned}{Name}.F({Arguments})", "");

    private string Dual() => $$"""
            public static void Forward(double[] start, double[] direction, int[] k, double[] value, double[] tangent, double[] scale)
            {
                var v = new Dual[start.Length];
                var o = new Dual[value.Length];
                for (var i = 0; i < v.Length; i++) v[i] = new Dual(start[i], direction[i], Math.Abs(direction[i]));
                Run(v, k, o);
                for (var i = 0; i < o.Length; i++) (value[i], tangent[i], scale[i]) = (o[i].Value, o[i].Tangent, o[i].Scale);
            }

        {{Method("Run", "Dual[] v, int[] k, Dual[] o", "Dual", $"{Assigned}{Name}.F({Arguments})", "").Replace("(double a, double c)", "(Dual a, Dual c)").Replace("(float)", "(DualF)").Replace("double ", "Dual ")}}
        """;

    private string Assigned => Returns == "void" ? "" : "var result = ";

    private string Gradient()
    {
        var destinations = string.Concat(Parameters.Where(p => p.IsMemory).Select(p => $", g_{p.Plain}"));
        var scalars = Parameters.Where(p => p.IsScalar && p.Passing != Passing.Out).ToList();
        var before = string.Concat(Parameters.Where(p => p.IsMemory).Select(p =>
            $"        var g_{p.Plain} = new double[n]; Array.Fill(g_{p.Plain}, double.NaN);\n"));
        var after = new StringBuilder();
        var at = 2;
        foreach (var p in Parameters)
            after.Append(p switch
            {
                { IsReal: false } or { Passing: Passing.Out } => "",
                { IsMemory: true } => $"        foreach (var t in g_{p.Plain}) g[l++] = t;\n",
                { Passing: Passing.Pair } => $"        g[l++] = result.Item{at}.a; g[l++] = result.Item{at++}.c;\n",
                { Passing: Passing.Struct } => $"        g[l++] = result.Item{at}.A; g[l++] = result.Item{at++}.B;\n",
                _ => $"        g[l++] = result.Item{at++};\n",
            });
        return Method("Gradient", "double[] v, int[] k, double[] o, double[] g", "double",
            $"var result = {Name}.FGradient({Arguments}{destinations})", before, scalars.Count == 0 ? "result" : "result.Item1",
                after.ToString());
    }

    private string Backward()
    {
        var before = new StringBuilder();
        var (passed, after) = (new StringBuilder(), new StringBuilder());
        foreach (var p in Parameters.Where(p => p.IsReal))
        {
            before.Append(p switch
            {
                { IsMemory: true } => $"        var g_{p.Plain} = new double[n]; for (var t = 0; t < n; t++) g_{p.Plain}[t] = g[l++];\n",
                { Passing: Passing.Pair } => $"        var g_{p.Plain} = (a: g[l++], c: g[l++]);\n",
                { Passing: Passing.Struct } => $"        var g_{p.Plain} = {Name}.Make(g[l++], g[l++]);\n",
                { Passing: Passing.Single } => $"        var g_{p.Plain} = (float)g[l++];\n",
                _ => $"        var g_{p.Plain} = g[l++];\n",
            });
            passed.Append(p.IsMemory ? $", g_{p.Plain}" : $", ref g_{p.Plain}");
            after.Append(p switch
            {
                { IsMemory: true } => $"        foreach (var t in g_{p.Plain}) g[l++] = t;\n",
                { Passing: Passing.Pair } => $"        g[l++] = g_{p.Plain}.a; g[l++] = g_{p.Plain}.c;\n",
                { Passing: Passing.Struct } => $"        g[l++] = g_{p.Plain}.A; g[l++] = g_{p.Plain}.B;\n",
                _ => $"        g[l++] = g_{p.Plain};\n",
            });
        }
        // Seeds lie as the outputs do, the result first. On the way back the result has none.
        var seed = Returns switch
        {
            "void" => "",
            "double" => "        var seed = g[l++];\n",
            "float" => "        var seed = (float)g[l++];\n",
            "S" => $"        var seed = {Name}.Make(g[l++], g[l++]);\n",
            _ => "        var seed = (g[l++], g[l++]);\n",
        };
        return Method("Backward", "double[] v, int[] k, double[] o, double[] g", "double",
            $"{Assigned}{Name}.FBackward({Arguments}{(Results == 0 ? "" : ", seed")}{passed})", seed + before, "result",
                $"        l = {Results};\n{after}");
    }

    private string Arguments => string.Join(", ", Parameters.Select(p => p.Passing switch
    {
        Passing.In => $"in {p.Plain}_",
        Passing.Ref => $"ref {p.Plain}_",
        Passing.Out => $"out {p.Plain}_",
        _ => $"{p.Plain}_",
    }));

    private string Method(string name, string signature, string real, string call, string before, string value = "result",
        string after = "")
    {
        var text = new StringBuilder($"    public static void {name}({signature})\n    {{\n        int i = 0, j = 0, l = 0, m = 1, n = k[0];\n");
        foreach (var p in Parameters)
            text.Append("        ").Append(p.Passing switch
            {
                Passing.Real or Passing.In or Passing.Ref => $"{real} {p.Plain}_ = v[i++];",
                Passing.Single => $"var {p.Plain}_ = (float)v[i++];",
                Passing.Out => $"{real} {p.Plain}_ = 0;",
                Passing.Pair => $"var {p.Plain}_ = (a: v[i++], c: v[i++]);",
                Passing.Struct => $"var {p.Plain}_ = {Name}.Make(v[i++], v[i++]);",
                Passing.Int => $"var {p.Plain}_ = k[m++];",
                Passing.Bool => $"var {p.Plain}_ = k[m++] > 0;",
                Passing.Length => $"var {p.Plain}_ = n;",
                Passing.Ints => $"var {p.Plain}_ = k[^n..];",
                _ => $"var {p.Plain}_ = v[i..(i += n)];",
            }).Append('\n');
        text.Append(before).Append($"        {call};\n");
        if (Results == 1) text.Append($"        o[j++] = {value};\n");
        if (Results == 2) text.Append(Returns == "S" ? $"        o[j++] = {value}.A; o[j++] = {value}.B;\n"
            : $"        o[j++] = {value}.Item1; o[j++] = {value}.Item2;\n");
        foreach (var p in Parameters.Where(p => p.IsReal))
            text.Append("        ").Append(p switch
            {
                { IsMemory: true } => $"foreach (var t in {p.Plain}_) o[j++] = t;",
                { Passing: Passing.Pair } => $"o[j++] = {p.Plain}_.a; o[j++] = {p.Plain}_.c;",
                { Passing: Passing.Struct } => $"o[j++] = {p.Plain}_.A; o[j++] = {p.Plain}_.B;",
                _ => $"o[j++] = {p.Plain}_;",
            }).Append('\n');
        return text.Append(after).Append("    }\n\n").ToString();
    }
}
