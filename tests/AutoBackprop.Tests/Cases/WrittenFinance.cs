using AutoBackprop;

namespace Cases;

#pragma warning disable AB0008, AB0009, AB0101, AB0103, AB0203, AB0303, AB0304, AB0305, AB0403

// Finance as it is written today: payoffs as records, a solver of a lambda, bootstrapped curves, trees.
// finance
public static partial class FinancePrograms
{
    public enum Right { Call, Put }
    public abstract record Payoff
    {
        public sealed record Vanilla(Right Right, double Strike) : Payoff;
        public sealed record Barrier(Payoff Inner, double Level) : Payoff;
        public sealed record Asian(double Strike) : Payoff;
    }
    private static double Pay(Payoff payoff, double[] path) => payoff switch
    {
        Payoff.Vanilla { Right: Right.Call, Strike: var k } => Math.Max(path[^1] - k, 0),
        Payoff.Vanilla(Right.Put, var k) => Math.Max(k - path[^1], 0),
        Payoff.Barrier(var inner, var level) when path.Any(s => s > level) => 0,
        Payoff.Barrier(var inner, _) => Pay(inner, path),
        Payoff.Asian(var k) => Math.Max(path.Average() - k, 0),
        _ => throw new NotSupportedException(),
    };
    private static readonly Payoff[] Book = [new Payoff.Vanilla(Right.Call, 95), new Payoff.Barrier(new Payoff.Vanilla(Right.Put, 110), 130), new Payoff.Asian(98)];

    [Differentiable, Case("100, 0.2, 0.01")]
    public static double MonteCarlo(double spot, double vol, double rate)
    {
        var random = new Random(42);
        const int paths = 8, steps = 4;
        var total = 0.0;
        for (var p = 0; p < paths; p++)
        {
            var path = new double[steps];
            var s = spot;
            for (var i = 0; i < steps; i++)
            {
                var z = random.NextDouble() + random.NextDouble() + random.NextDouble() - 1.5;
                s *= Math.Exp((rate - 0.5 * vol * vol) / steps + vol * z / Math.Sqrt(steps));
                path[i] = s;
            }
            total += Book.Sum(b => Pay(b, path));
        }
        return Math.Exp(-rate) * total / paths;
    }

    private static double Implied(Func<double, double> price, double target, double low, double high)
    {
        var x = 0.5 * (low + high);
        for (var i = 0; i < 8; i++)
        {
            var h = 1e-4;
            var slope = (price(x + h) - price(x - h)) / (2 * h);
            x -= (price(x) - target) / slope;
        }
        return x;
    }
    private static double BlackScholes(double s, double k, double t, double r, double v)
    {
        var d1 = (Math.Log(s / k) + (r + v * v / 2) * t) / (v * Math.Sqrt(t));
        return s * Special.NormalCdf(d1) - k * Math.Exp(-r * t) * Special.NormalCdf(d1 - v * Math.Sqrt(t));
    }
    [Differentiable, Case("100, 8.5", Tolerance = 1e-4)]
    public static double ImpliedVol(double spot, double price) => Implied(v => BlackScholes(spot, 100, 1, 0.01, v), price, 0.05, 0.5);

    [Differentiable, Case("[0.3, 0.2, 0.5], 2.0")]
    public static double MeanVariance(double[] w, double aversion)
    {
        double[] mean = [0.05, 0.07, 0.03];
        double[][] cov = [[0.04, 0.01, 0], [0.01, 0.09, 0.02], [0, 0.02, 0.01]];
        var total = w.Sum();
        var weights = w.Select(x => x / total).ToArray();
        var variance = weights.SelectMany((wi, i) => weights.Select((wj, j) => wi * wj * cov[i][j])).Sum();
        return weights.Zip(mean).Sum(p => p.First * p.Second) - 0.5 * aversion * variance;
    }

    private static double[] Bootstrap(IEnumerable<(int Years, double Rate)> swaps)
    {
        var discounts = new List<double>();
        foreach (var (years, rate) in swaps.OrderBy(s => s.Years))
            discounts.Add((1 - rate * discounts.Sum()) / (1 + rate));
        return [.. discounts];
    }
    [Differentiable, Case("[0.01, 0.015, 0.02]")]
    public static double BootstrappedForward(double[] rates)
    {
        var d = Bootstrap(rates.Select((r, i) => (Years: i + 1, Rate: r)));
        return d[1] / d[2] - 1 + d[0];
    }

    [Differentiable, Case("100, 0.25, 0.03")]
    public static double AmericanBinomial(double spot, double vol, double rate)
    {
        const int n = 6;
        var dt = 1.0 / n;
        var up = Math.Exp(vol * Math.Sqrt(dt));
        var p = (Math.Exp(rate * dt) - 1 / up) / (up - 1 / up);
        var values = Enumerable.Range(0, n + 1).Select(i => Math.Max(105 - spot * Math.Pow(up, 2 * i - n), 0)).ToArray();
        for (var step = n - 1; step >= 0; step--)
            values = Enumerable.Range(0, step + 1)
                .Select(i => Math.Max(105 - spot * Math.Pow(up, 2 * i - step), Math.Exp(-rate * dt) * (p * values[i + 1] + (1 - p) * values[i]))).ToArray();
        return values.Single();
    }

    public sealed record CashFlow(DateOnly Date, double Amount);
    [Differentiable, Case("0.05")]
    public static double Npv(double rate)
    {
        CashFlow[] flows = [new(new(2024, 1, 1), -100), new(new(2024, 7, 1), 60), new(new(2025, 1, 1), 55)];
        var start = flows[0].Date;
        return flows.Aggregate(0.0, (npv, f) => npv + f.Amount * Math.Pow(1 + rate, -(f.Date.DayNumber - start.DayNumber) / 365.0));
    }

    [Differentiable, Case("[0.01, -0.02, 0.015, 0.003], [0.1, 0.85, 0.01]")]
    public static double Garch(double[] returns, double[] p)
    {
        if (p is not [var alpha, var beta, var omega]) throw new ArgumentException("three");
        var h = returns.Select(r => r * r).Average();
        var logLikelihood = 0.0;
        foreach (ref readonly var r in returns.AsSpan())
        {
            logLikelihood -= 0.5 * (Math.Log(h) + r * r / h);
            h = omega + alpha * r * r + beta * h;
        }
        return logLikelihood;
    }
}
