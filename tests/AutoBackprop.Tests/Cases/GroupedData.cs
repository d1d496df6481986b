using System.Numerics;
using AutoBackprop;

namespace Cases;

#pragma warning disable AB0008, AB0009, AB0101, AB0103, AB0303, AB0304, AB0305

/// <summary>Statistics: survival by strata, effects of subjects, clusters, a descent that is differentiated.</summary>
public static partial class GroupedData
{
    public static partial class Survival
    {
        public sealed record Patient(double Time, bool Died, double[] Covariates, string Site);
        public partial class Cox(IEnumerable<Patient> patients)
        {
            readonly List<Patient> _sorted = [.. patients.OrderByDescending(p => p.Time)];
            public double PartialLikelihood(ReadOnlySpan<double> beta)
            {
                double risk = 0, total = 0;
                foreach (var patient in _sorted)
                {
                    var eta = 0.0;
                    for (var i = 0; i < beta.Length; i++) eta += beta[i] * patient.Covariates[i];
                    risk += Math.Exp(eta);
                    if (patient.Died) total += eta - Math.Log(risk);
                }
                return total;
            }
            public double Stratified(double[] beta) =>
                _sorted.GroupBy(p => p.Site).Sum(site => site.Where(p => p.Died).Sum(p =>
                    p.Covariates.Zip(beta, (x, b) => x * b).Sum() - Math.Log(site.Where(q => q.Time >= p.Time).Sum(q => Math.Exp(q.Covariates.Zip(beta, (x, b) => x * b).Sum())))));
        }

        static readonly Cox cox = new([new(5, true, [1, 0.2], "a"), new(3, false, [0, 0.5], "b"), new(8, true, [0.5, -0.3], "a"), new(2, true, [0.1, 0.9], "b")]);
        [Differentiable, Case("[0.3,-0.2]")]
        public static double Loss(double[] beta) => -cox.PartialLikelihood(beta) + 0.1 * beta.Select(b => b * b).Sum();
        [Differentiable, Case("[0.3,-0.2]")]
        public static double LossStratified(double[] beta) => -cox.Stratified(beta);
    }

    public static partial class MixedModel
    {
        public sealed record Row(string Subject, double Dose, double Response);
        static readonly Row[] rows = [new("s1", 1, 2.1), new("s1", 2, 3.9), new("s2", 1, 1.2), new("s2", 3, 4.0)];
        static readonly string[] subjects = rows.Select(r => r.Subject).Distinct().ToArray();
        [Differentiable, Case("0.5, 1.2, [0.1,-0.2], 0.3, 0.2")]
        public static double NegLogPosterior(double intercept, double slope, double[] effects, double sigma, double tau)
        {
            double LogNormal(double x, double mean, double sd) => -0.5 * Math.Pow((x - mean) / sd, 2) - Math.Log(sd);
            var index = subjects.Select((name, i) => (name, i)).ToDictionary(p => p.name, p => p.i);
            var likelihood = rows.Sum(r => LogNormal(r.Response, intercept + effects[index[r.Subject]] + slope * r.Dose, sigma));
            var prior = effects.Sum(e => LogNormal(e, 0, tau));
            return -(likelihood + prior);
        }
    }

    public static partial class KMeans
    {
        public record struct Point(double X, double Y)
        {
            public static Point operator +(Point a, Point b) => new(a.X + b.X, a.Y + b.Y);
            public static Point operator /(Point a, double k) => new(a.X / k, a.Y / k);
            public readonly double DistanceTo(Point o) => double.Hypot(X - o.X, Y - o.Y);
        }
        [Differentiable, Case("[[0,0.1],[0.2,0],[2,2.1],[1.9,1.7]], [[0.1,0.5],[1.5,1.5]]")]
        public static double Inertia(Point[] points, Point[] start)
        {
            var centres = start.ToArray();
            for (var iteration = 0; iteration < 2; iteration++)
            {
                var sums = new Point[centres.Length];
                var counts = new int[centres.Length];
                foreach (var p in points)
                {
                    var nearest = Enumerable.Range(0, centres.Length).MinBy(k => p.DistanceTo(centres[k]));
                    sums[nearest] += p;
                    counts[nearest]++;
                }
                for (var k = 0; k < centres.Length; k++)
                    if (counts[k] > 0) centres[k] = (sums[k] + start[k]) / (counts[k] + 1);
            }
            return points.Sum(p => centres.Min(c => { var d = p.DistanceTo(c); return d * d; }));
        }
    }

    public static partial class Descent
    {
        static double[] Minimise(Func<double[], double[]> gradient, double[] start, double rate, int steps, Action<int, double[]>? callback = null)
        {
            var x = (double[])start.Clone();
            var velocity = new double[x.Length];
            for (var k = 0; k < steps; k++)
            {
                var g = gradient(x);
                for (var i = 0; i < x.Length; i++)
                {
                    velocity[i] = 0.9 * velocity[i] - rate * g[i];
                    x[i] += velocity[i];
                }
                callback?.Invoke(k, x);
            }
            return x;
        }
        [Differentiable, Case("0.05, [1,2], [0.5,-0.5]")]
        public static double Meta(double rate, double[] scale, double[] start)
        {
            var end = Minimise(x => x.Zip(scale, (v, s) => 2 * s * (v - 1)).ToArray(), start, rate, 6);
            return end.Sum(v => (v - 1) * (v - 1));
        }
    }
}
