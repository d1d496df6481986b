using AutoBackprop;

namespace Cases;

#pragma warning disable AB0008, AB0009, AB0101, AB0103, AB0303, AB0304, AB0305, AB0403

// Finance and ratings as they are written today: swaps, volatility, a portfolio, a season of games.

public static partial class SwapBook
{
    public enum Leg { Pay, Receive }
    public record Swap(double Notional, double FixedRate, int Years, Leg Side = Leg.Pay)
    {
        public double Sign => Side == Leg.Pay ? 1 : -1;
    }
    public interface ICurve { double Zero(double t); }
    public sealed class PiecewiseLinear : ICurve
    {
        private readonly double[] times, rates;
        public PiecewiseLinear(double[] times, double[] rates)
        {
            if (times.Length != rates.Length) throw new ArgumentException("lengths differ");
            (this.times, this.rates) = (times, rates);
        }
        public double Zero(double t)
        {
            if (t <= times[0]) return rates[0];
            if (t >= times[^1]) return rates[^1];
            var i = Array.BinarySearch(times, t);
            if (i >= 0) return rates[i];
            i = ~i;
            var w = (t - times[i - 1]) / (times[i] - times[i - 1]);
            return rates[i - 1] * (1 - w) + rates[i] * w;
        }
    }
    public sealed class Shifted(ICurve inner, double shift) : ICurve
    {
        public double Zero(double t) => inner.Zero(t) + shift;
    }
    public static double Discount(this ICurve curve, double t) => Math.Exp(-curve.Zero(t) * t);
    public static double Forward(this ICurve curve, double from, double to) => (curve.Discount(from) / curve.Discount(to) - 1) / (to - from);

    static readonly double[] Pillars = { 0.5, 1, 2, 5, 10 };
    static readonly Dictionary<string, Swap> Book = new()
    {
        ["a"] = new(100, 0.02, 3),
        ["b"] = new(50, 0.025, 5, Leg.Receive),
        ["c"] = new(FixedRate: 0.03, Notional: 70, Years: 7),
    };
    static double Value(Swap swap, ICurve discount, ICurve forward, int perYear = 2)
    {
        var dt = 1.0 / perYear;
        var schedule = Enumerable.Range(1, swap.Years * perYear).Select(k => k * dt);
        var (fixedLeg, floatLeg) = (0.0, 0.0);
        foreach (var t in schedule)
        {
            var df = discount.Discount(t);
            fixedLeg += swap.FixedRate * dt * df;
            floatLeg += forward.Forward(t - dt, t) * dt * df;
        }
        return swap.Sign * swap.Notional * (floatLeg - fixedLeg);
    }
    [Differentiable, Case("[0.01, 0.012, 0.018, 0.022, 0.03], 0.002, 0.8")]
    public static double Cva(double[] rates, double spread, double hazard)
    {
        ICurve ois = new PiecewiseLinear(Pillars, rates);
        var libor = new Shifted(ois, spread);
        var exposure = Book.Values.OrderBy(s => s.Years).Select(s => Value(s, ois, libor)).Sum();
        double total = exposure;
        foreach (var (name, swap) in Book)
        {
            if (name is "b") continue;
            var survival = Math.Exp(-hazard * swap.Years);
            total -= 0.6 * (1 - survival) * Math.Max(Value(swap, ois, libor), 0);
        }
        return total;
    }
}

public static partial class Volatility
{
    public readonly record struct GarchParameters(double Omega, double Alpha, double Beta, double? Gamma = null)
    {
        public double Persistence => Alpha + Beta + 0.5 * (Gamma ?? 0);
        public double LongRun => Omega / (1 - Persistence);
        public static GarchParameters FromUnconstrained(ReadOnlySpan<double> u)
        {
            static double Logistic(double x) => 1 / (1 + Math.Exp(-x));
            var persistence = Logistic(u[0]);
            var share = Logistic(u[1]);
            return new(Omega: Math.Exp(u[2]), Alpha: persistence * share, Beta: persistence * (1 - share));
        }
    }
    public sealed class Garch(GarchParameters p)
    {
        public IEnumerable<double> Variances(IReadOnlyList<double> returns)
        {
            var h = p.LongRun;
            foreach (var r in returns)
            {
                yield return h;
                h = p.Omega + p.Alpha * r * r + p.Beta * h;
            }
        }
        public double[] Forecast(double last, int horizon)
        {
            var f = new double[horizon];
            f[0] = last;
            for (var i = 1; i < f.Length; i++) f[i] = p.Omega + p.Persistence * f[i - 1];
            return f;
        }
    }
    private static double Mean(this IEnumerable<double> source)
    {
        var (sum, count) = (0.0, 0);
        foreach (var v in source) { sum += v; count++; }
        return count == 0 ? double.NaN : sum / count;
    }
    [Differentiable, Case("[1.5, -1, -2.3], [0.1,-0.5,0.3,0.9,-1.2,0.2]")]
    public static double Objective(ReadOnlySpan<double> u, [NoGradient] double[] returns)
    {
        var p = GarchParameters.FromUnconstrained(u);
        if (p is { Persistence: >= 1 }) return double.PositiveInfinity;
        var model = new Garch(p with { Omega = p.Omega * 1.1 });
        var variances = model.Variances(returns).ToList();
        var loss = returns.Zip(variances, (r, h) => 0.5 * (Math.Log(h) + r * r / h)).Mean();
        var forecast = model.Forecast(variances[^1], 5);
        return loss + 0.01 * forecast[^1] + 0.001 * forecast[1..^1].Sum();
    }
}

public static partial class Allocation
{
    public enum Sector { Tech, Energy, Health }
    public record Asset(string Ticker, Sector Sector, double[] Returns)
    {
        public double Mean { get; } = Returns.Average();
    }
    public class Universe
    {
        private readonly List<Asset> assets = [];
        public IReadOnlyList<Asset> Assets => assets;
        public void Add(string ticker, Sector sector, params double[] returns) => assets.Add(new Asset(ticker, sector, returns));
        public double Covariance(int i, int j)
        {
            var (a, b) = (assets[i], assets[j]);
            return a.Returns.Zip(b.Returns, (x, y) => (x - a.Mean) * (y - b.Mean)).Sum() / (a.Returns.Length - 1);
        }
    }
    private static readonly Universe Market = CreateMarket();
    private static Universe CreateMarket()
    {
        var u = new Universe();
        u.Add("AAA", Sector.Tech, 0.02, -0.01, 0.03, 0.01);
        u.Add("BBB", Sector.Energy, 0.01, 0.02, -0.02, 0.0);
        u.Add("CCC", Sector.Health, 0.0, 0.01, 0.01, 0.015);
        u.Add("DDD", Sector.Tech, 0.05, -0.03, 0.02, -0.01);
        return u;
    }
    private static double[] Normalise(IReadOnlyList<double> logits)
    {
        var e = logits.Select(Math.Exp).ToArray();
        var sum = e.Sum();
        return [.. e.Select(v => v / sum)];
    }
    [Differentiable, Case("[0.2, -0.1, 0.4, 0.1], 3.5, 0.01")]
    public static double Utility(double[] logits, double aversion, double cost)
    {
        var w = Normalise(logits);
        var n = Market.Assets.Count;
        double mean = 0, variance = 0;
        for (int i = 0; i < n; i++)
        {
            mean += w[i] * Market.Assets[i].Mean;
            for (int j = 0; j < n; j++) variance += w[i] * w[j] * Market.Covariance(i, j);
        }
        var bySector = new Dictionary<Sector, double>();
        for (int i = 0; i < n; i++)
        {
            var sector = Market.Assets[i].Sector;
            bySector[sector] = bySector.GetValueOrDefault(sector) + w[i];
        }
        var penalty = bySector.Values.Sum(x => Math.Max(0, x - 0.4));
        var herfindahl = Market.Assets.Select((a, i) => (a.Sector, Weight: w[i])).GroupBy(t => t.Sector).Sum(g => Math.Pow(g.Sum(t => t.Weight), 2));
        var turnover = w.Sum(x => Math.Abs(x - 1.0 / n));
        return mean - aversion / 2 * variance - cost * turnover - penalty - 0.01 * herfindahl;
    }
    [Differentiable, Case("[0.2, -0.1, 0.4, 0.1], 1.5")]
    public static double TailLoss(double[] logits, double scale)
    {
        var w = Normalise(logits);
        var losses = Enumerable.Range(0, 4).Select(t => -scale * Market.Assets.Select((a, i) => w[i] * a.Returns[t]).Sum()).ToArray();
        Array.Sort(losses, (a, b) => b.CompareTo(a));
        return losses[..2].Average();
    }
}

public static partial class Ratings
{
    public enum Outcome { Home, Draw, Away }
    public record Game(string Home, string Away, Outcome Outcome, int Round = 0);
    static readonly List<Game> Season =
    [
        new("Lyon", "Bern", Outcome.Home), new("Bern", "Riga", Outcome.Draw, 1), new("Riga", "Lyon", Outcome.Away, 2), new("Bern", "Lyon", Outcome.Home, 3),
    ];
    [Differentiable, Case("0.4, 0.3, 25")]
    public static double Elo(double homeAdvantage, double drawWidth, double k)
    {
        var ratings = new Dictionary<string, double>();
        var logLikelihood = 0.0;
        foreach (var game in Season.OrderBy(g => g.Round))
        {
            if (!ratings.ContainsKey(game.Home)) ratings[game.Home] = 0;
            if (!ratings.ContainsKey(game.Away)) ratings[game.Away] = 0;
            var diff = ratings[game.Home] + homeAdvantage - ratings[game.Away];
            var home = 1 / (1 + Math.Exp(-(diff - drawWidth)));
            var away = 1 / (1 + Math.Exp(diff + drawWidth));
            var p = game.Outcome switch { Outcome.Home => home, Outcome.Away => away, _ => 1 - home - away };
            logLikelihood += Math.Log(p);
            var score = game.Outcome switch { Outcome.Home => 1.0, Outcome.Away => 0.0, _ => 0.5 };
            var delta = k / 100 * (score - (home + 0.5 * (1 - home - away)));
            ratings[game.Home] += delta;
            ratings[game.Away] -= delta;
        }
        return -logLikelihood;
    }
    [Differentiable, Case("[0.2, -0.1, 0.4], 0.3")]
    public static double BradleyTerry(double[] strength, double advantage)
    {
        var teams = Season.SelectMany(g => new[] { g.Home, g.Away }).Distinct().OrderBy(t => t).ToList();
        var index = teams.Select((t, i) => (t, i)).ToDictionary(p => p.t, p => p.i);
        var loss = Season.GroupBy(g => g.Home).Sum(group => group.Average(g =>
        {
            var d = strength[index[g.Home]] + advantage - strength[index[g.Away]];
            return g.Outcome == Outcome.Home ? Math.Log(1 + Math.Exp(-d)) : Math.Log(1 + Math.Exp(d));
        }));
        return loss + 0.1 * strength.Sum(s => s * s);
    }
}
