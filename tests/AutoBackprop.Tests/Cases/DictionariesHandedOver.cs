using AutoBackprop;

namespace Cases;

#pragma warning disable AB0008, AB0101, AB0103, AB0403

/// <summary>Dictionaries of numbers that a query makes, and that go to other methods.</summary>
public static partial class DictionariesHandedOver
{
    public sealed record Trade(string Desk, int Year, double Notional, double Strike);
    private static readonly List<Trade> Trades = [new("rates", 1, 10, 1), new("fx", 2, 5, 1.2), new("rates", 3, 7, 0.9), new("fx", 1, 3, 1.1), new("eq", 2, 4, 1)];
    private static double Value(Trade t, double spot, double vol) => t.Notional * Activations.Softplus((spot - t.Strike) / vol) * vol * Math.Sqrt(t.Year);

    private static double Norm(Dictionary<string, double> parameters) => Math.Sqrt(parameters.Values.Sum(v => v * v));
    private static double At(IReadOnlyDictionary<string, double> p, string key) => p.TryGetValue(key, out var value) ? value : p.Count;
    private static void Scale(Dictionary<string, double> p, double by)
    {
        p["mu"] *= by;
        p["added"] = by * by;
    }

    [Differentiable, Case("2, 3")]
    public static double Handed(double x, double y)
    {
        var p = new Dictionary<string, double> { ["mu"] = x, ["sigma"] = y };
        return Norm(p) + p["mu"] * At(p, "sigma") + At(p, "none");
    }

    [Differentiable, Case("2, 3")]
    public static double Changed(double x, double y)
    {
        var p = new Dictionary<string, double> { ["mu"] = x, ["sigma"] = y };
        for (var i = 0; i < 2; i++) Scale(p, y);
        return Norm(p) + p["mu"] * p["added"] + p.Count;
    }

    [Differentiable, Case("1.05, 0.2")]
    public static double Totals(double spot, double vol)
    {
        var totals = Trades.GroupBy(t => t.Desk).ToDictionary(g => g.Key, g => g.Sum(t => Value(t, spot, vol)));
        return totals["fx"] * totals["rates"] + totals.Values.Max();
    }

    [Differentiable, Case("1.05, 0.2")]
    public static double Keyed(double spot, double vol)
    {
        var byKey = Trades.ToDictionary(t => (t.Desk, t.Year), t => Value(t, spot, vol));
        var sum = 0.0;
        foreach (var ((desk, year), value) in byKey) sum += desk.Length * year * value;
        return sum * byKey[("fx", 2)];
    }

    [Differentiable, Case("[1, 2, 3]")]
    public static double OfElements(double[] x)
    {
        var i = 0;
        var byNumber = x.ToDictionary(_ => i++);
        return byNumber[0] * byNumber[2] + Sums(byNumber);
    }

    private static double Sums(Dictionary<int, double> all) => all.Sum(p => (p.Key + 1) * p.Value * p.Value);

    [Differentiable, Case("[1, 2, 3]")]
    public static double Twice(double[] x)
    {
        var squares = x.Select((v, i) => (v, i)).Where(p => p.i != 1).ToDictionary(p => p.i, p => p.v * p.v);
        return squares.ContainsKey(1) ? 0 : squares[0] * squares[2];
    }

    private static double Looked(Dictionary<string, double> rates, string[] path)
    {
        var product = 1.0;
        foreach (var step in path)
        {
            if (!rates.TryGetValue(step, out var rate)) return 0;
            product *= rate;
        }
        return product;
    }

    [Differentiable, Case("1.1, 0.7")]
    public static double Path(double a, double b)
    {
        var rates = new Dictionary<string, double> { ["ab"] = a, ["bc"] = b, ["ca"] = a * b };
        return Looked(rates, ["ab", "bc", "ab"]) + Looked(rates, ["xx"]) + Looked(rates, ["ca"]);
    }
}
