using AutoBackprop;

namespace Cases;

/// <summary>Collections and objects that hold constants, with initialisers.</summary>
public static partial class Initialisers
{
    public sealed class Options { public int Steps { get; set; } = 1; public string Name { get; init; } = ""; public HashSet<int> Skipped { get; init; } = []; }

    [Differentiable, Case("0.3, 2")]
    public static double Powers(double x, double y) { var s = 0.0; var ks = new List<int> { 1, 2, 3 }; foreach (var k in ks) s += Math.Pow(x, k) * y; return s; }

    [Differentiable, Case("0.3, 2")]
    public static double Rates(double x, double y)
    {
        var rates = new Dictionary<string, double> { ["a"] = 0.5, ["b"] = 0.25 };
        var s = 0.0;
        foreach (var (name, r) in rates) s += r * x * name.Length;
        return s * y + rates["a"] * x;
    }

    [Differentiable, Case("0.3, 2")]
    public static double Pairs(double x, double y)
    {
        var names = new Dictionary<int, string>(StringComparer.Ordinal is null ? 1 : 4) { { 1, "one" }, { 3, "three" } };
        return Math.Pow(x, names[3].Length) + y * names.Count;
    }

    [Differentiable, Case("0.3, 2")]
    public static double Sets(double x, double y)
    {
        var s = 0.0;
        var set = new HashSet<int> { 1, 3 };
        for (var i = 0; i < 5; i++) if (set.Contains(i)) s += x * i * y;
        var q = new Queue<int>();
        q.Enqueue(1);
        q.Enqueue(2);
        while (q.Count > 0) s += q.Dequeue() * x * x;
        return s;
    }

    [Differentiable, Case("0.3, 2, 3")]
    public static double InLoop(double x, double y, int n)
    {
        var s = 0.0;
        for (var i = 0; i < n; i++) foreach (var k in new List<int> { i, 2 * i, 3 }) s += x * k * y;
        return s;
    }

    [Differentiable, Case("0.3, 2")]
    public static double Objects(double x, double y)
    {
        var o = new Options { Steps = 4, Name = "euler", Skipped = new() { 2 } };
        for (var i = 0; i < o.Steps; i++) if (!o.Skipped.Contains(i)) x += 0.1 * y * o.Name.Length;
        return x * x;
    }
}
