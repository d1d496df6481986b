using AutoBackprop;

namespace Cases;

#pragma warning disable AB0008, AB0009, AB0101, AB0103, AB0303, AB0304, AB0305, AB0403

// Kinetics, molecules, formulas and regressions as they are written today.

public static partial class Kinetics
{
    public sealed record Species(string Name, double Start);
    public sealed record Reaction(double LogA, double Energy, (int Index, int Count)[] Reactants, (int Index, int Count)[] Products)
    {
        private const double R = 8.314e-3;
        public double Rate(double logA, double temperature, ReadOnlySpan<double> c)
        {
            var k = Math.Exp(logA - Energy / (R * temperature));
            foreach (var (i, n) in Reactants) k *= n == 1 ? c[i] : Math.Pow(c[i], n);
            return k;
        }
    }
    public sealed class Network(params Reaction[] reactions)
    {
        public int Count => reactions.Length;
        public void Derivative(double[] logA, double temperature, ReadOnlySpan<double> c, Span<double> dc)
        {
            dc.Clear();
            for (int r = 0; r < reactions.Length; r++)
            {
                var reaction = reactions[r];
                double rate = reaction.Rate(logA[r], temperature, c);
                foreach (var (i, n) in reaction.Reactants) dc[i] -= n * rate;
                foreach (var (i, n) in reaction.Products) dc[i] += n * rate;
            }
        }
    }
    private static readonly Network Model = new(
        new Reaction(1, 2, [(0, 1), (1, 1)], [(2, 1)]),
        new Reaction(0.5, 1.5, [(2, 2)], [(0, 1), (3, 1)]),
        new Reaction(-0.2, 1, [(3, 1)], [(1, 2)]));

    delegate void Rhs(ReadOnlySpan<double> y, Span<double> dy);
    static void RungeKutta(Rhs f, Span<double> y, double h)
    {
        int n = y.Length;
        Span<double> k1 = stackalloc double[n], k2 = stackalloc double[n], k3 = stackalloc double[n], k4 = stackalloc double[n], t = stackalloc double[n];
        f(y, k1);
        for (int i = 0; i < n; i++) t[i] = y[i] + h / 2 * k1[i];
        f(t, k2);
        for (int i = 0; i < n; i++) t[i] = y[i] + h / 2 * k2[i];
        f(t, k3);
        for (int i = 0; i < n; i++) t[i] = y[i] + h * k3[i];
        f(t, k4);
        for (int i = 0; i < n; i++) y[i] += h / 6 * (k1[i] + 2 * k2[i] + 2 * k3[i] + k4[i]);
    }
    [Differentiable, Case("[1.0, 0.5, -0.2], 3.1, [1.0, 0.8, 0.1, 0.05], [0.3, 0.6]")]
    public static double Misfit(double[] logA, double temperature, double[] start, [NoGradient] double[] measured)
    {
        var c = (double[])start.Clone();
        var sum = 0.0;
        for (var m = 0; m < measured.Length; m++)
        {
            for (var step = 0; step < 4; step++)
                RungeKutta((y, dy) => Model.Derivative(logA, temperature * 100, y, dy), c, 0.05);
            var r = c[2] - measured[m];
            sum += r * r;
        }
        var total = c.Sum();
        if (double.IsNaN(total)) throw new InvalidOperationException($"diverged: {total}");
        return sum + 1e-3 * total;
    }
}

public static partial class Molecules
{
    public readonly record struct Vec3(double X, double Y, double Z)
    {
        public static Vec3 operator +(Vec3 a, Vec3 b) => new(a.X + b.X, a.Y + b.Y, a.Z + b.Z);
        public static Vec3 operator -(Vec3 a, Vec3 b) => new(a.X - b.X, a.Y - b.Y, a.Z - b.Z);
        public static Vec3 operator *(double s, Vec3 a) => new(s * a.X, s * a.Y, s * a.Z);
        public double Dot(Vec3 o) => X * o.X + Y * o.Y + Z * o.Z;
        public Vec3 Cross(Vec3 o) => new(Y * o.Z - Z * o.Y, Z * o.X - X * o.Z, X * o.Y - Y * o.X);
        public double Norm() => Math.Sqrt(Dot(this));
    }
    public sealed record Atom(string Symbol, double Charge, double Epsilon, double Sigma);
    public readonly record struct Bond(int I, int J, double K, double R0);
    public readonly record struct Angle(int I, int J, int K, double Stiffness, double Theta0);
    public sealed record Topology(IReadOnlyList<Atom> Atoms, Bond[] Bonds, Angle[] Angles)
    {
        private readonly HashSet<(int, int)> excluded = [.. Bonds.Select(b => (Math.Min(b.I, b.J), Math.Max(b.I, b.J)))];
        public bool IsExcluded(int i, int j) => excluded.Contains((i, j));
        public IEnumerable<(int I, int J)> Pairs()
        {
            for (var i = 0; i < Atoms.Count; i++)
                for (var j = i + 1; j < Atoms.Count; j++)
                    if (!IsExcluded(i, j)) yield return (i, j);
        }
    }
    private static readonly Topology Water = new(
        [new("O", -0.8, 0.15, 3.1), new("H", 0.4, 0.02, 1.2), new("H", 0.4, 0.02, 1.2), new("Ar", 0, 0.23, 3.4)],
        [new(0, 1, 450, 0.957), new(0, 2, 450, 0.957)],
        [new(1, 0, 2, 55, 1.824)]);

    private static double LennardJones(double r2, double epsilon, double sigma)
    {
        var s6 = Math.Pow(sigma * sigma / r2, 3);
        return 4 * epsilon * (s6 * s6 - s6);
    }
    public static IEnumerable<(Vec3 A, Vec3 B, Atom First, Atom Second)> Contacts(Topology t, Vec3[] r, double cutoff)
    {
        foreach (var (i, j) in t.Pairs())
        {
            var d = r[i] - r[j];
            if (d.Dot(d) > cutoff * cutoff) continue;
            yield return (r[i], r[j], t.Atoms[i], t.Atoms[j]);
        }
    }
    [Differentiable, Case("[[0,0,0],[0.95,0.1,0],[-0.3,0.9,0.05],[2.8,1.5,1.2]], 1.05, 8")]
    public static double Energy(Vec3[] r, double scale, [NoGradient] double cutoff)
    {
        var bonds = Water.Bonds.Sum(b => 0.5 * b.K * Math.Pow((r[b.I] - r[b.J]).Norm() - b.R0, 2));
        var angles = 0.0;
        foreach (var (i, j, k, stiffness, theta0) in Water.Angles)
        {
            var (u, v) = (r[i] - r[j], r[k] - r[j]);
            var theta = Math.Atan2(u.Cross(v).Norm(), u.Dot(v));
            angles += 0.5 * stiffness * (theta - theta0) * (theta - theta0);
        }
        double vdw = 0, coulomb = 0;
        foreach (var (a, b, first, second) in Contacts(Water, r, cutoff))
        {
            var d = a - b;
            vdw += LennardJones(d.Dot(d), Math.Sqrt(first.Epsilon * second.Epsilon), scale * (first.Sigma + second.Sigma) / 2);
            coulomb += 332.06 * first.Charge * second.Charge / d.Norm();
        }
        return bonds + angles + vdw + coulomb;
    }
}

public static partial class Formulas
{
    public abstract record Expression
    {
        public static Expression operator +(Expression a, Expression b) => new Binary('+', a, b);
        public static Expression operator *(Expression a, Expression b) => new Binary('*', a, b);
        public static implicit operator Expression(double v) => new Number(v);
    }
    public sealed record Number(double Value) : Expression;
    public sealed record Variable(string Name) : Expression;
    public sealed record Binary(char Op, Expression Left, Expression Right) : Expression;
    public sealed record Call(string Function, Expression Argument) : Expression;

    public static class Builder
    {
        public static Expression Var(string name) => new Variable(name);
        public static Expression Sin(Expression e) => new Call("sin", e);
        public static Expression Exp(Expression e) => new Call("exp", e);
    }
    private static readonly Expression Formula = Builder.Sin(Builder.Var("x") * 2.5) + Builder.Exp(-0.5 * Builder.Var("y")) * Builder.Var("x");

    private static double Evaluate(Expression e, double x, double y) => e switch
    {
        Number(var v) => v,
        Variable { Name: "x" } => x,
        Variable { Name: "y" } => y,
        Variable v => throw new KeyNotFoundException($"no variable {v.Name}"),
        Binary('+', var l, var r) => Evaluate(l, x, y) + Evaluate(r, x, y),
        Binary('*', var l, var r) => Evaluate(l, x, y) * Evaluate(r, x, y),
        Call { Function: "sin", Argument: var a } => Math.Sin(Evaluate(a, x, y)),
        Call { Function: "exp" } c => Math.Exp(Evaluate(c.Argument, x, y)),
        _ => throw new NotSupportedException(e.GetType().Name),
    };
    [Differentiable, Case("0.4, 1.1")]
    public static double Value(double x, double y) => Evaluate(Formula, x, y);

    [Differentiable, Case("[0.2, 0.5, 0.8], 1.1, 0.3")]
    public static double Integral(double[] grid, double y, double scale)
    {
        var sum = 0.0;
        foreach (var (a, b) in grid.Zip(grid.Skip(1)))
            sum += (b - a) * (Evaluate(Formula, a, y) + Evaluate(Formula, b, y)) / 2;
        return scale * sum;
    }
}

public static partial class Glm
{
    public enum Family { Gaussian, Poisson, Binomial }
    public interface ILink<TSelf> where TSelf : ILink<TSelf>
    {
        static abstract double Inverse(double eta);
    }
    public readonly struct Log : ILink<Log> { public static double Inverse(double eta) => Math.Exp(eta); }
    public readonly struct Logit : ILink<Logit> { public static double Inverse(double eta) => 1 / (1 + Math.Exp(-eta)); }
    public readonly struct Identity : ILink<Identity> { public static double Inverse(double eta) => eta; }
    public sealed record Row(double Y, string Group, params double[] X);
    public sealed class Frame
    {
        public List<Row> Rows { get; } = [];
        public IReadOnlyList<string> Levels => Rows.Select(r => r.Group).Distinct().Order().ToList();
        public int LevelOf(Row row) { var levels = Levels; for (int i = 0; i < levels.Count; i++) if (levels[i] == row.Group) return i; return -1; }
    }
    private static readonly Frame Data = new()
    {
        Rows = { new(1, "a", 0.5, 1.2), new(0, "b", -0.3, 0.7), new(2, "a", 1.1, -0.4), new(3, "c", 0.2, 0.9), new(1, "b", -1, 0.1) },
    };
    private static double Deviance<TLink>(Frame frame, Family family, double[] beta, double[] effects) where TLink : struct, ILink<TLink>
    {
        double sum = 0;
        foreach (var row in frame.Rows)
        {
            var eta = effects[frame.LevelOf(row)];
            for (var j = 0; j < row.X.Length; j++) eta += beta[j] * row.X[j];
            var mu = TLink.Inverse(eta);
            sum += family switch
            {
                Family.Gaussian => (row.Y - mu) * (row.Y - mu),
                Family.Poisson => 2 * (mu - row.Y * Math.Log(mu)),
                Family.Binomial when row.Y > 0 => -2 * Math.Log(mu),
                Family.Binomial => -2 * Math.Log(1 - mu),
                _ => throw new ArgumentOutOfRangeException(nameof(family)),
            };
        }
        return sum;
    }
    [Differentiable, Case("[0.3, -0.2], [0.1, 0.2, -0.1], 0.5, 0"), Case("[0.3, -0.2], [0.1, 0.2, -0.1], 0.5, 1"), Case("[0.3, -0.2], [0.1, 0.2, -0.1], 0.5, 2")]
    public static double Objective(double[] beta, double[] effects, double logPrecision, int kind)
    {
        var family = (Family)kind;
        var deviance = family switch
        {
            Family.Gaussian => Deviance<Identity>(Data, family, beta, effects),
            Family.Poisson => Deviance<Log>(Data, family, beta, effects),
            _ => Deviance<Logit>(Data, family, beta, effects),
        };
        var tau = Math.Exp(logPrecision);
        var shrinkage = (from e in effects let d = e - effects.Average() select tau * d * d).Sum();
        var lasso = beta.Where((b, i) => i > 0).Sum(Math.Abs);
        return deviance + shrinkage - effects.Length * logPrecision + 0.1 * lasso;
    }
}
