using AutoBackprop;

namespace Cases;

public sealed class LowPass { public double S; private double a = 0.5; public double Step(double x) { S = a * S + x; return S; } }
public struct MeanOfFloats { public float Sum; public int N; public void Add(float v) { Sum += v; N++; } public readonly float Mean => Sum / N; }
public static partial class NeighboursOfFunctions
{
    // list aliased, captured and changed by a lambda, read through a helper
    static double Total(List<double> l) { var s = 0.0; foreach (var v in l) s += v * v; return s; }
    [Differentiable, Case("1.3, 0.7")] public static double ListAlias(double x, double y) { var l = new List<double> { x }; var m = l; Action<double> push = v => m.Add(v * l[0]); push(y); push(x); l[0] = y; return Total(m) + l.Count; }
    // compound assignment whose right side is a lambda that changes the target
    [Differentiable, Case("1.3, 0.7")] public static double Order(double x, double y) { var s = x; double Bump() { s *= y; return s; } s += Bump(); s = s + Bump() * s; return s; }
    // array element compound assignment, index changed by lambda
    [Differentiable, Case("[1, 2, 3], 0.7")] public static double Index(double[] w, double y) { var a = new double[3]; var i = 0; int Next() => i++; a[Next()] += w[i] * y; a[Next()] = w[i]; a[Next()] -= a[0] * a[1]; return a[0] + 2 * a[1] + 3 * a[2]; }
    // object stepped in a loop, with early exit, and aliased
    [Differentiable, Case("1.3, 4")] public static double Obj(double x, int n) { var f = new LowPass(); var g = f; for (var i = 0; i < n; i++) { g.Step(x * i); if (f.S > 5) break; } return f.S * f.Step(x); }
    // float struct in an array element, through a lambda
    [Differentiable, Case("[1, 2, 3]")] public static float Str(float[] w) { var a = new MeanOfFloats(); Action<float> add = v => a.Add(v * v); foreach (var v in w) add(v); var b = a; b.Add(w[0]); return a.Mean * b.Mean; }
    // deferred LINQ sees later change; enumerated twice
    [Differentiable, Case("[1, 2, 3], 0.7")] public static double Deferred(double[] w, double y) { var k = y; var q = w.Select(v => v * k); k = y * y; var s = q.Sum(); k = 3; return s * q.Max(); }
    // slices and copies of an array made anew in a loop
    [Differentiable, Case("[1, 2, 3], 3")] public static double Rebuilt(double[] w, int n) { double[] h = [.. w]; for (var t = 0; t < n; t++) { var g = h.Select((v, i) => v * w[(i + 1) % w.Length] * 0.5).ToArray(); g[0] += h[^1]; h = g; } return h[0] * h[1] + h[2]; }
    // swap of two rebuilt arrays
    [Differentiable, Case("[1, 2, 3], 3")] public static double Swapped(double[] w, int n) { double[] a = [.. w], b = new double[3]; for (var t = 0; t < n; t++) { for (var i = 0; i < 3; i++) b[i] = a[i] * w[i] * 0.5 + a[(i + 1) % 3]; (a, b) = (b, a); } return a[0] * b[1]; }
    // second derivative through lambda
    [Differentiable] public static double Inner(double x, double y) { Func<double, double> f = v => v * v * y; return f(f(x)); }
    [Differentiable, Case("1.3, 0.7")] public static double Second(double x, double y) { var (v, gx, gy) = InnerGradient(x, y); return gx * gx + gy * v; }
    // table aliasing
    [Differentiable, Case("1.3, 0.7")] public static double Table(double x, double y) { var m = new double[2, 2]; var t = m; m[0, 1] = x; t[1, 0] = y * m[0, 1]; m[0, 1] += t[1, 0]; return m[0, 1] * t[1, 0]; }
    // ref to a list element via span, closure over loop variable
    [Differentiable, Case("1.3, 0.7")] public static double Closures(double x, double y) { var s = 0.0; Func<double, double> last = v => v; for (var i = 1; i < 4; i++) { var k = i * x; Func<double, double> f = v => v * k + y; s += f(s); } return s * last(y); }
}

public class Amplifier { public double K = 2; public virtual double F(double x) => K * x; }
public class Counting : Amplifier { private int calls; public override double F(double x) { calls++; return K * x * x * calls; } }
public sealed class Bilinear(double[,] pixels) { public double Sample(double u, double v) { var (i, j) = ((int)Gradients.Stop(u), (int)Gradients.Stop(v)); var (a, b) = (u - i, v - j); return (1 - a) * (1 - b) * pixels[i, j] + a * (1 - b) * pixels[i + 1, j] + (1 - a) * b * pixels[i, j + 1] + a * b * pixels[i + 1, j + 1]; } }
public record Oscillator(double X, double V) { public Oscillator Step(double dt, double k) => this with { X = X + V * dt, V = V - k * X * dt }; }
public static partial class NeighboursOfObjects
{
    static readonly Bilinear Picture = new(new double[,] { { 1, 2, 4 }, { 3, 5, 8 }, { 2, 1, 0 } });
    static double Fold(IEnumerable<double> xs, Func<double, double, double> f) => xs.Aggregate(f);
    [Differentiable, Case("0.3, 0.6")] public static double Sampled(double u, double v) => Picture.Sample(u, v) * Picture.Sample(v, u);
    [Differentiable, Case("1.3")] public static double Virtual(double x) { Amplifier b = new Counting(); var s = b.F(x) + b.F(x); b.K = x; return s * b.F(2); }
    [Differentiable, Case("1.0, 0.5, 0.3, 20")] public static double Records(double x, double v, double k, int n) { var s = new Oscillator(x, v); Oscillator best = s; for (var i = 0; i < n; i++) { s = s.Step(0.1, k); if (s.X > best.X) best = s; } return best.X * s.V; }
    [Differentiable, Case("[1, 2, 3, 4, 5, 6, 7, 8, 9]")] public static float Single(float[] w) => w.Where((v, i) => i % 2 == 0).Select(v => v * v).Sum() / w.Average();
    [Differentiable, Case("[3, 1, 2], 0.7")] public static double Sorted(double[] w, double y) { var c = (double[])w.Clone(); Array.Sort(c); var d = w.OrderBy(v => -v).ToArray(); return c[0] * 2 + c[1] * y + d[0] * d[2]; }
    [Differentiable, Case("[1, 2, 3], 0.7")] public static double Folded(double[] w, double y) => Fold(w.Select(v => v + y), (a, b) => a * b + y);
    [Differentiable, Case("[1, 2, 3], 2")] public static double Jag(double[] w, int n) { var m = new double[w.Length][]; for (var i = 0; i < w.Length; i++) { m[i] = new double[n]; for (var j = 0; j < n; j++) m[i][j] = w[i] * (j + 1); } var row = m[1]; row[0] = w[2] * w[0]; (m[0][0], m[2][1]) = (m[2][1], m[0][0]); return m[1][0] * m[0][0] + m[2][1] * row[1]; }
    [Differentiable, Case("[1, 2, 3, 4], 1")] public static double Slices(double[] w, int k) { var l = w.ToList(); l.RemoveAt(k); l.Insert(0, l[^1] * l[0]); var s = l.ToArray().AsSpan()[1..]; s[0] *= 2; s[..2].CopyTo(s[1..]); return s[0] * s[1] + s[2] * l[0]; }
    [Differentiable, Case("2.0", Check = Check.Gradient)] public static double Nested(double x) { var v = 0.0; for (var i = 0; i < 5; i++) { Func<double, double> f = t => Math.Sin(t) * x; Func<double, double> g = t => f(t + i) + v; v = g(x) * 0.3; } return v; }
}
