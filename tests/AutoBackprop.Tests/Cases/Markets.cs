using System.Numerics;
using AutoBackprop;

namespace Cases;

#pragma warning disable AB0008, AB0009, AB0101, AB0103, AB0303, AB0304, AB0305

/// <summary>Prices: a bond by its flows and its yield, Heston by simulation, early exercise by regression, a portfolio.</summary>
public static partial class Markets
{
    public static partial class Bonds
    {
        public enum DayCount { Act360, Act365, Thirty360 }
        public sealed record CashFlow(DateTime Date, double Amount);
        public sealed class Bond(DateTime settle, DateTime maturity, double coupon, int frequency, DayCount dayCount)
        {
            public IEnumerable<CashFlow> Flows()
            {
                for (var d = maturity; d > settle; d = d.AddMonths(-12 / frequency))
                    yield return new CashFlow(d, coupon / frequency + (d == maturity ? 100 : 0));
            }
            public double Price(double yield)
            {
                var price = 0.0;
                foreach (var flow in Flows())
                {
                    var t = dayCount.YearFraction(settle, flow.Date);
                    price += flow.Amount * Math.Pow(1 + yield / frequency, -frequency * t);
                }
                return price;
            }
            public (double Price, double Duration) PriceAndDuration(double yield)
            {
                double p = 0, d = 0;
                foreach (var (date, amount) in Flows().OrderBy(f => f.Date))
                {
                    var t = dayCount.YearFraction(settle, date);
                    var pv = amount * Math.Exp(-yield * t);
                    p += pv; d += t * pv;
                }
                return (p, d / p);
            }
            public double Yield(double price, double guess = 0.05, int maxIterations = 30)
            {
                var y = guess;
                for (var i = 0; i < maxIterations; i++)
                {
                    const double h = 1e-6;
                    var f = Price(y) - price;
                    var df = (Price(y + h) - Price(y - h)) / (2 * h);
                    var step = f / df;
                    y -= step;
                    if (Math.Abs(step) < 1e-13) return y;
                }
                throw new InvalidOperationException($"no convergence for {price}");
            }
        }

        static readonly Bond bond = new(new(2024, 3, 15), new(2029, 3, 15), 5, 2, DayCount.Thirty360);
        [Differentiable, Case("98.5, 0.04", Tolerance = 1e-6)]
        public static double Sensitivity(double price, double rate)
        {
            var (p, d) = bond.PriceAndDuration(rate);
            return bond.Yield(price) * 100 + p * 0.01 + d;
        }
    }

    public static partial class Heston
    {
        public sealed record HestonModel(double Kappa, double Theta, double Sigma, double Rho, double V0);
        public interface IPayoff { double Evaluate(ReadOnlySpan<double> path); }
        public sealed class Asian(double strike) : IPayoff { public double Evaluate(ReadOnlySpan<double> path) { var sum = 0.0; foreach (var s in path) sum += s; return Math.Max(sum / path.Length - strike, 0); } }
        public sealed class UpAndOut(double strike, double barrier) : IPayoff
        {
            public double Evaluate(ReadOnlySpan<double> path)
            {
                for (var i = 0; i < path.Length; i++) if (path[i] > barrier) return 0;
                return Math.Max(path[^1] - strike, 0);
            }
        }

        const int Paths = 20, Steps = 8;
        static double Normal(Random random)
        {
            var (u, v) = (1 - random.NextDouble(), random.NextDouble());
            return Math.Sqrt(-2 * Math.Log(u)) * Math.Cos(2 * Math.PI * v);
        }
        [Differentiable, Case("[1.5,0.04,0.3,-0.6,0.05], 1.0, 0.02", Tolerance = 1e-6)]
        public static double Price(HestonModel m, double spot, double rate)
        {
            IPayoff[] book = [new Asian(0.95), new UpAndOut(0.9, 1.6)];
            var random = new Random(42);
            const double dt = 1.0 / Steps;
            var total = 0.0;
            for (var p = 0; p < Paths; p++)
            {
                Span<double> path = new double[Steps];
                var (s, v) = (Math.Log(spot), m.V0);
                for (var i = 0; i < Steps; i++)
                {
                    var z1 = Normal(random);
                    var z2 = m.Rho * z1 + Math.Sqrt(1 - m.Rho * m.Rho) * Normal(random);
                    var vp = Math.Max(v, 1e-8);
                    s += (rate - 0.5 * vp) * dt + Math.Sqrt(vp * dt) * z1;
                    v += m.Kappa * (m.Theta - vp) * dt + m.Sigma * Math.Sqrt(vp * dt) * z2;
                    path[i] = Math.Exp(s);
                }
                foreach (var payoff in book) total += payoff.Evaluate(path);
            }
            return Math.Exp(-rate) * total / Paths;
        }
    }

    public static partial class Lsm
    {
        static double[] Solve(double[,] a, double[] b)
        {
            var n = b.Length;
            var m = (double[,])a.Clone();
            var x = (double[])b.Clone();
            for (var k = 0; k < n; k++)
            {
                var pivot = k;
                for (var i = k + 1; i < n; i++) if (Math.Abs(m[i, k]) > Math.Abs(m[pivot, k])) pivot = i;
                if (pivot != k)
                {
                    for (var j = 0; j < n; j++) (m[k, j], m[pivot, j]) = (m[pivot, j], m[k, j]);
                    (x[k], x[pivot]) = (x[pivot], x[k]);
                }
                for (var i = k + 1; i < n; i++)
                {
                    var f = m[i, k] / m[k, k];
                    for (var j = k; j < n; j++) m[i, j] -= f * m[k, j];
                    x[i] -= f * x[k];
                }
            }
            for (var k = n - 1; k >= 0; k--)
            {
                for (var j = k + 1; j < n; j++) x[k] -= m[k, j] * x[j];
                x[k] /= m[k, k];
            }
            return x;
        }
        static double[] Regress(List<(double X, double Y)> points, int degree)
        {
            var (a, b) = (new double[degree + 1, degree + 1], new double[degree + 1]);
            foreach (var (x, y) in points)
                for (var i = 0; i <= degree; i++)
                {
                    b[i] += y * Math.Pow(x, i);
                    for (var j = 0; j <= degree; j++) a[i, j] += Math.Pow(x, i + j);
                }
            return Solve(a, b);
        }
        [Differentiable, Case("1.0, 0.3, 0.03", Tolerance = 1e-5)]
        public static double American(double spot, double vol, double rate)
        {
            const int paths = 12, steps = 3;
            const double strike = 1.05, dt = 1.0 / steps;
            var random = new Random(11);
            var s = new double[paths, steps + 1];
            for (var p = 0; p < paths; p++)
            {
                s[p, 0] = spot;
                for (var t = 1; t <= steps; t++)
                {
                    var z = Enumerable.Range(0, 12).Sum(_ => random.NextDouble()) - 6;
                    s[p, t] = s[p, t - 1] * Math.Exp((rate - vol * vol / 2) * dt + vol * Math.Sqrt(dt) * z);
                }
            }
            var value = new double[paths];
            for (var p = 0; p < paths; p++) value[p] = Math.Max(strike - s[p, steps], 0);
            for (var t = steps - 1; t > 0; t--)
            {
                for (var p = 0; p < paths; p++) value[p] *= Math.Exp(-rate * dt);
                var inTheMoney = Enumerable.Range(0, paths).Where(p => s[p, t] < strike).Select(p => (s[p, t], value[p])).ToList();
                if (inTheMoney.Count < 4) continue;
                var c = Regress(inTheMoney, 2);
                for (var p = 0; p < paths; p++)
                {
                    var exercise = strike - s[p, t];
                    var hold = c[0] + s[p, t] * (c[1] + s[p, t] * c[2]);
                    if (exercise > 0 && exercise > hold) value[p] = exercise;
                }
            }
            return value.Average() * Math.Exp(-rate * dt);
        }
    }

    public static partial class Allocation
    {
        public sealed record Asset(string Name, double Mean, double Volatility);

        static readonly Asset[] universe = [new("A", 0.05, 0.1), new("B", 0.08, 0.2), new("C", 0.03, 0.05)];
        static readonly IReadOnlyDictionary<(string, string), double> correlation = new Dictionary<(string, string), double> { [("A", "B")] = 0.3, [("A", "C")] = -0.1, [("B", "C")] = 0.2 };
        static double Rho(Asset a, Asset b) => a == b ? 1 : correlation.TryGetValue((a.Name, b.Name), out var r) ? r : correlation[(b.Name, a.Name)];
        [Differentiable, Case("[0.2,0.5,0.1], 2.0")]
        public static double Utility(double[] logits, double aversion)
        {
            var max = logits.Max();
            var weights = logits.Select(l => Math.Exp(l - max)).ToList();
            var sum = weights.Sum();
            for (var i = 0; i < weights.Count; i++) weights[i] /= sum;
            var mean = universe.Zip(weights).Sum(p => p.First.Mean * p.Second);
            var variance = (from i in Enumerable.Range(0, universe.Length)
                            from j in Enumerable.Range(0, universe.Length)
                            let a = universe[i]
                            let b = universe[j]
                            select weights[i] * weights[j] * a.Volatility * b.Volatility * Rho(a, b)).Sum();
            var entropy = -weights.Where(w => w > 1e-12).Sum(w => w * Math.Log(w));
            return mean - aversion / 2 * variance + 0.01 * entropy;
        }
    }
}

internal static class DayCounts
{
    public static double YearFraction(this Markets.Bonds.DayCount convention, DateTime from, DateTime to) => convention switch
    {
        Markets.Bonds.DayCount.Act360 => (to - from).TotalDays / 360.0,
        Markets.Bonds.DayCount.Act365 => (to - from).TotalDays / 365.0,
        Markets.Bonds.DayCount.Thirty360 => (360 * (to.Year - from.Year) + 30 * (to.Month - from.Month) + (to.Day - from.Day)) / 360.0,
        _ => throw new ArgumentOutOfRangeException(nameof(convention)),
    };
}
