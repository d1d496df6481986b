using System.Numerics;
using AutoBackprop;

namespace Cases;

#pragma warning disable AB0008, AB0009, AB0101, AB0103, AB0303, AB0304, AB0305

/// <summary>Dictionaries of numbers that a method makes, by keys of many kinds.</summary>
public static partial class DictionariesOfNumbers
{
    public enum Kind { A, B, C }
    [Differentiable, Case("1.3, 0.7")] public static double D1(double x, double y) { var d = new Dictionary<string, double>(); d["a"] = x; d["b"] = y * x; d["a"] += y; return d["a"] * d["b"] + d.Count; }
    [Differentiable, Case("1.3, 0.7")] public static double D2(double x, double y) { var d = new Dictionary<Kind, double> { [Kind.A] = x, [Kind.C] = y }; d[Kind.A] *= d[Kind.C]; return d.Values.Sum() + d.Values.Max() * d[Kind.A]; }
    [Differentiable, Case("1.3, 0.7")] public static double D3(double x, double y) { Dictionary<int, double> d = new() { { 3, x }, { 5, y } }; for (var i = 0; i < 8; i++) d[i] = d.GetValueOrDefault(i) + x * i; return d[3] * d[5] + d[7]; }
    [Differentiable, Case("[1.3, 0.7, 0.2, 0.5]")] public static double D4(double[] x) { string[] keys = ["u", "v", "u", "w"]; var d = new Dictionary<string, double>(); for (var i = 0; i < x.Length; i++) { if (!d.ContainsKey(keys[i])) d[keys[i]] = 1; d[keys[i]] *= x[i]; } var s = 0.0; foreach (var (k, v) in d) s += k == "u" ? v * v : v; return s; }
    [Differentiable, Case("[1.3, 0.7, 0.2, 0.5]")] public static double D5(double[] x) { var d = new Dictionary<(int, int), double>(); for (var i = 0; i < x.Length; i++) d[(i % 2, i / 2)] = x[i] * x[i]; return d[(0, 1)] * d[(1, 0)] + (d.TryGetValue((1, 1), out var v) ? v : 7) + (d.TryGetValue((4, 1), out var w) ? w : x[0]); }
    [Differentiable, Case("[1.3, 0.7, 0.2, 0.5]")] public static double D6(double[] x) { var d = new Dictionary<string, double>(StringComparer.OrdinalIgnoreCase); d.Add("Ab", x[0]); d["AB"] += x[1]; if (!d.TryAdd("ab", x[3])) d.TryAdd("c", x[2]); return d["aB"] * d["C"]; }
    [Differentiable, Case("[1.3, 0.7, 0.2, 0.5]")] public static double D7(double[] x) { var d = new Dictionary<string, double>(); foreach (var v in x) { var k = v > 0.6 ? "big" : "small"; d.TryGetValue(k, out var old); d[k] = old + v * v; } return d["big"] * d["small"]; }
    [Differentiable, Case("[1.3, 0.7, 0.2, 0.5]")] public static double D8(double[] x) { var d = new Dictionary<string, double>(); foreach (var v in x) { var k = v > 0.6 ? "big" : "small"; d[k] = d.GetValueOrDefault(k, 1) * v; } var s = 1.0; foreach (var p in d) s += p.Value * p.Key.Length; return s * d.Sum(p => p.Value * p.Value); }
    [Differentiable, Case("[1.3, 0.7, 0.2, 0.5]")] public static float D9(float[] x) { var d = new Dictionary<int, Vector2>(); for (var i = 0; i < 4; i++) d[i % 2] = d.GetValueOrDefault(i % 2) + new Vector2(x[i], x[3 - i]); return d[0].X * d[1].Y + d.Values.Count; }
    [Differentiable, Case("[1.3, 0.7, 0.2, 0.5]")] public static double E2(double[] x) { var s = 0.0; for (var r = 0; r < 3; r++) { var d = new Dictionary<string, double>(); for (var i = 0; i < x.Length; i++) { var k = i < r ? "l" : "h"; d[k] = d.GetValueOrDefault(k) + x[i] * r; } foreach (var k in d.Keys.OrderBy(k => k)) s += d[k] * d[k] * (k == "l" ? 2 : 1); } return s; }
    [Differentiable, Case("[1.3, 0.7, 0.2, 0.5]")] public static double E3(double[] x) { Dictionary<char, double> d = []; foreach (var c in "abca") d[c] = d.ContainsKey(c) ? d[c] * x[1] : x[0]; return d.Where(p => p.Key != 'b').Sum(p => p.Value) + d.Select(p => p.Value).Average(); }
    [Differentiable, Case("[1.3, 0.7, 0.2, 0.5]")] public static double E4(double[] x) { var d = new Dictionary<string, double> { ["a"] = 1, ["b"] = 2 }; var s = 0.0; foreach (var (k, v) in d) s += v * x[k.Length]; return s; }
    [Differentiable, Case("[1.3, 0.7, 0.2, 0.5]")] public static float E5(float[] x) { var d = new Dictionary<string, float> { ["a"] = x[0] }; d["b"] = d["a"] * d["a"]; if (x[1] > 0) { d["c"] = x[1]; d["a"] = 2; } return d["b"] + d["a"] * d["c"]; }
    [Differentiable, Case("[1.3, 0.7, 0.2, 0.5]")] public static double E6(double[] x) { var d = new Dictionary<string, double>(); for (var i = 0; i < 3; i++) { d["k" + i] = x[i]; if (i == 1) continue; d["k0"] += x[3]; } foreach (var p in d) { if (p.Key == "k1") continue; if (p.Value > 100) break; d[p.Key] = p.Value * 2; } return d["k0"] * d["k1"] * d["k2"]; }

    [Differentiable, Case("[1, 3.1, 2.2, 4.3], 1.5")]
    public static float InSingle(float[] p, float w)
    {
        var d = new Dictionary<int, float>();
        for (var i = 0; i < p.Length; i++) d[i % 2] = d.GetValueOrDefault(i % 2) * w + p[i];
        foreach (var (k, v) in d) w *= v + k;
        return w + d.Values.Sum();
    }

    [Differentiable, Case("[1, 2, 3], 1.5")]
    public static double InALocalFunction(double[] p, double w)
    {
        var d = new Dictionary<string, double> { ["a"] = w, ["b"] = p[0] };
        double Scaled(string k) => d[k] *= p[1];
        var r = Scaled("a") + Scaled("b");
        return r * d["a"] + (d.TryGetValue("c", out var c) ? c : p[2]);
    }
}
