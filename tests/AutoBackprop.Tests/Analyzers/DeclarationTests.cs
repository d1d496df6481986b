using AutoBackprop.Analyzers;

namespace AutoBackprop.Tests;

/// <summary>What is wrong with a declaration as a whole; the pairs stand side by side, the one that is reported and its twin.</summary>
public sealed class DeclarationTests
{
    private const string Usings = "using System; using System.Collections.Generic; using System.Linq; using System.Numerics; using System.Threading.Tasks; using AutoBackprop;\n";

    /// <summary>Members of a static partial class, with a twin that is fine.</summary>
    public static TheoryData<string, string> Members => new()
    {
        // AB0004
        { "[Differentiable] static double {|AB0004:F|}(int n) => n;", "[Differentiable] static double F(int n, double x) => n * x;" },
        { "[Differentiable] static double {|AB0004:F|}() => 1;", "static double F() => 1;" },
        { "[Differentiable] static double {|AB0004:F|}([NoGradient] double x) => x;", "[Differentiable] static double F([NoGradient] double a, double x) => a * x;" },
        { "[Differentiable] static int {|AB0004:F|}(double x) => 1;", "static int F(double x) => 1;" },
        { "[Differentiable] static void {|AB0004:F|}(double x) { }", "static void F(double x) { }" },
        { "[Differentiable] static bool {|AB0004:F|}(double x) => x > 0;", "[NoGradient] static bool F(double x) => x > 0;" },
        { "[Differentiable] static (int, bool) {|AB0004:F|}(double x) => (1, x > 0);", "[Differentiable] static (int, double) F(double x) => (1, x);" },

        // AB0005
        { "[Differentiable] static double F(decimal {|AB0005:d|}, double x) => x;", "[Differentiable] static double F([NoGradient] decimal d, double x) => x * (double)d;" },
        { "[Differentiable] static double F(Half {|AB0005:d|}, double x) => x;", "[Differentiable] static double F([NoGradient] Half d, double x) => x * (double)d;" },
        { "[Differentiable] static double F(double? {|AB0005:d|}, double x) => x;", "[Differentiable] static double F([NoGradient] double? d, double x) => x * (d ?? 1);" },
        { "[Differentiable] static double F(float? {|AB0005:d|}, double x) => x;", "[Differentiable] static double F(int? d, double x) => x * (d ?? 1);" },
        { "[Differentiable] static double F(Complex {|AB0008:z|}, double x) => x;", "[Differentiable] static double F([NoGradient] Complex z, double x) => x * z.Real;" },
        { "[Differentiable] static double F(List<double> {|AB0008:l|}, double x) => x;", "[Differentiable] static double F(List<int> l, double x) => x * l.Count;" },
        { "[Differentiable] static double F(IReadOnlyList<float> {|AB0008:l|}, double x) => x;", "[Differentiable] static double F([NoGradient] IReadOnlyList<float> l, double x) => x * l[0];" },
        { "[Differentiable] static double F(Dictionary<string, double> {|AB0005:d|}, double x) => x;", "[Differentiable] static double F(Dictionary<string, int> d, double x) => x * d.Count;" },
        { "[Differentiable] static double F(Vector3 {|AB0008:v|}, double x) => x;", "[Differentiable] static double F([NoGradient] Vector3 v, double x) => x * v.X;" },
        { "[Differentiable] static double F(Task<double> {|AB0005:t|}, double x) => x;", "[Differentiable] static double F(Task t, double x) => x;" },
        { "[Differentiable] static double F((double, decimal) {|AB0005:t|}, double x) => x * t.Item1;", "[Differentiable] static double F((double, float) t, double x) => x * t.Item1 * t.Item2;" },
        { "[Differentiable] static {|AB0005:decimal|} F(double x) => 1m;", "static decimal F(double x) => 1m;" },
        { "[Differentiable] static {|AB0005:double?|} F(double x) => x;", "static double? F(double x) => x;" },
        { "[Differentiable] static {|AB0005:Complex?|} F(double x) => x;", "[Differentiable] static Complex F(double x) => new(x, -x);" },
        { "[Differentiable] static {|AB0005:HashSet<double>|} F(double x) => [x];", "static List<double> F(double x) => [x];" },

        { "[Differentiable] static {|AB0005:decimal[]|} F(double x) => [1m];", "[Differentiable] static void F(double x, double[] y) => y[0] = x;" },
        { "[Differentiable] static double F(List<double>[] {|AB0005:l|}, double x) => x;", "[Differentiable] static double F(double[] a, Span<double> b, ReadOnlySpan<double> c, double[,] d, double[][] e) => a[0] * b[0] * c[0] * d[0, 0] * e[0][0];" },
        { "[Differentiable] static double F(decimal[] {|AB0005:a|}, double x) => x;", "[Differentiable] static double F(int[] a, double x) => x * a[0];" },
        { "[Differentiable] static double F(Memory<double> {|AB0008:m|}, double x) => x;", "[Differentiable] static double F([NoGradient] Memory<double> m, double x) => x * m.Length;" },

        { "struct P { public P(double x) => X = x; public double X { get; } } [Differentiable] static double F(P {|AB0005:p|}) => p.X;", "struct P { public double X { get; set; } } [Differentiable] static double F(P p) => p.X;" },
        { "record P(decimal V, double X); [Differentiable] static double F(P {|AB0005:p|}) => p.X;", "record P([NoGradient] decimal V, double X); [Differentiable] static double F(P p) => p.X;" },
        { "class C { public List<double> L = []; public double X; } [Differentiable] static double F(C {|AB0005:c|}) => c.X;", "class C { public List<int> L = []; public double X; } [Differentiable] static double F(C c) => c.X * c.L.Count;" },
        { "class N { public double X; public N? Next; } [Differentiable] static double F(N {|AB0005:n|}) => n.X;", "class N { public double X; } [Differentiable] static double F(N n) => n.X;" },

        // AB0007
        { "[Differentiable] static double {|AB0007:F|}(double x) => x; static (double, double) FGradient(double x) => (x, 1);", "[Differentiable] static double F(double x) => x; static double FGradient(string x) => 1;" },
        { "[Differentiable] static double {|AB0007:F|}(double x) => x; static int FGradient;", "[Differentiable] static double F(double x) => x; static int FGradients;" },
        { "[Differentiable] static double {|AB0007:F|}(double x) => x; class FGradient { }", "[Differentiable(Derivatives.Backward)] static double F(double x) => x; class FGradient { }" },
        { "[Differentiable(Derivatives.Backward)] static double {|AB0007:F|}(double x) => x; static double FBackward(double x, double g, ref double gx) => x;", "[Differentiable] static double F(double x) => x; static double FBackward(double x, double g, ref double gx) => x;" },
        { "[Differentiable] static double {|AB0007:F|}(in double x) => x; static (double, double) FGradient(in double x) => (x, 1);", "[Differentiable] static double F(double x) => x; static double FGradient(double x, double y) => 1;" },

        { "[Differentiable(Derivatives.Parallel)] static double {|AB0007:F|}(double x) => x; static double FGradientParallel(double x, object options) => x;", "[Differentiable(Derivatives.Parallel)] static double F(double x) => x; static double FGradientParallel(double x) => x;" },

        // AB0008
        { "[Differentiable] static double F(double x, double {|AB0008:y|}) => x;", "[Differentiable] static double F(double x, [NoGradient] double y) => x;" },
        { "[Differentiable] static double F(double x, double {|AB0008:y|}) => x + 0 * (y > 1 ? 1 : 2);", "[Differentiable] static double F(double x, double y) => x + 0.5 * y;" },
        { "[Differentiable] static double F(double x, double {|AB0008:y|}) { y = 2; return x * y; }", "[Differentiable] static double F(double x, double y) { y *= 2; return x * y; }" },
        { "[Differentiable] static double F(double x, float {|AB0008:y|}) { var unused = x * y; return x; }", "[Differentiable] static double F(double x, int n) { var unused = x * n; return x; }" },
        { "[Differentiable] static double F(double x, double {|AB0008:y|}) => x + Gradients.Stop(y);", "[Differentiable] static double F(double x, double y) => x + y * Gradients.Stop(y);" },
        { "[Differentiable] static double F(double x, (double, double) {|AB0008:t|}) => x;", "[Differentiable] static double F(double x, (double, double) t) => x * t.Item1;" },

        // AB0009
        { "[Differentiable] static double F(double x) => x * {|AB0009:(int)x|};", "[Differentiable] static double F(double x) => x * (int)Gradients.Stop(x);" },
        { "[Differentiable] static double F(double x) => x * {|AB0009:(long)(x * x)|};", "[Differentiable] static double F(double x, int n) => x * (long)(n * 0.5);" },
        { "static double s; [Differentiable] static double F(double x) { {|AB0009:s = x|}; return x; }", "static double s; [Differentiable] static double F(double x) { s = Gradients.Stop(x); return x; }" },
        { "static double s; [Differentiable] static double F(double x) { {|AB0009:s += x * x|}; return x; }", "static double s; [Differentiable] static double F(double x) { s += 1; return x * s; }" },
        { "static double P { get; set; } [Differentiable] static double F(double x) { {|AB0009:P = x|}; return x; }", "static double P { get; set; } [Differentiable] static double F(double x, int n) { P = n; return x * P; }" },
        { "[NoGradient] static double G(double x) => x; [Differentiable] static double F(double x) => x + {|AB0009:G(x)|};", "[NoGradient] static double G(double x) => x; [Differentiable] static double F(double x) { G(x); return x; }" },
        { "[NoGradient] static double G(double x) => x; [Differentiable] static double F(double x) { var y = {|AB0009:G(x)|}; return x + y; }", "[NoGradient] static double G(double x) => x; [Differentiable] static double F(double x) => x + G(Gradients.Stop(x));" },

        // AB0010
        { "[Differentiable] static double {|AB0010:F|}<T>(double x) => x;", "static double F<T>(double x) => x;" },
        { "[Differentiable] static T {|AB0010:F|}<T>(T x) => x;", "[Differentiable] static T F<T>(T x) where T : System.Numerics.INumber<T> => x;" },
        { "[Differentiable] static T {|AB0010:F|}<T>(T x) where T : System.Numerics.IBinaryInteger<T> => x;", "static T F<T>(T x) where T : System.Numerics.IBinaryInteger<T> => x;" },
        { "[Differentiable] static async Task<double> {|AB0010:F|}(double x) { await Task.Yield(); return x; }", "static async Task<double> F(double x) { await Task.Yield(); return x; }" },
        { "[Differentiable] static IEnumerable<double> {|AB0010:F|}(double x) { yield return x; }", "static IEnumerable<double> F(double x) { yield return x; }" },
        { "static double s; [Differentiable] static ref double {|AB0010:F|}(double x) => ref s;", "static double s; static ref double F(double x) => ref s;" },
        { "static double s; [Differentiable] static ref readonly double {|AB0010:F|}(double x) { s = x; return ref s; }", "static double s; static ref readonly double F(double x) => ref s;" },
        { "[Differentiable, System.Runtime.InteropServices.DllImport(\"m\")] static extern double {|AB0010:F|}(double x);", "[System.Runtime.InteropServices.DllImport(\"m\")] static extern double F(double x);" },

        // AB0002: rows and lists of arrays that go by two names
        { "[Differentiable] static double F(double x) { double[] z = [x, x]; var l = new List<double[]>(); for (var i = 0; i < 2; i++) {|AB0002:l.Add(z)|}; l[0][0] = x * x; return l[1][0]; }",
            "[Differentiable] static double F(double x) { var l = new List<double[]>(); for (var i = 0; i < 2; i++) l.Add([x, x]); l[0][0] = x * x; return l[1][0]; }" },
        { "[Differentiable] static double F(double x) { var m = new double[2][]; double[] z = [x, x]; m[0] = [x]; {|AB0002:m[1] = z|}; z[0] = x * x; return m[1][0]; }",
            "[Differentiable] static double F(double x) { var m = new double[2][]; double[] z = [x, x]; m[0] = [x]; m[1] = z; return m[1][0] * z[1]; }" },
        { "[Differentiable] static double F(double x) { double[][] m = [[x], [x, 2]]; var c = (double[][]){|AB0002:m.Clone()|}; return c[1][0]; }",
            "[Differentiable] static double F(double x) { double[][] m = [[x], [x, 2]]; var c = m.Select(r => r.ToArray()).ToArray(); return c[1][0]; }" },

        // AB0002 and AB0003 on a declaration
        { "[Differentiable] static double F(double x, out double[] {|AB0002:y|}) { y = []; return x; }", "[Differentiable] static double F(ref double x, out double y) { y = x; return x; }" },
        { "[Differentiable] static double F(ref readonly double {|AB0002:x|}) => x;", "static double F(ref readonly double x) => x;" },
        { "[Differentiable(Derivatives.Hessian)] static double F(double x, int n) { for (var i = 0; i < n; i++) x += x * {|AB0002:Next(n)|}; return x; } static int Next(int n) => System.Random.Shared.Next(n);",
            "[Differentiable(Derivatives.Hessian)] static double F(double x, int n) { for (var i = 0; i < n; i++) x += x * Next(n); return x; } static int Next(int n) => n > 1 ? Next(n / 2) + 1 : 1;" },
        { "static int calls; [Differentiable(Derivatives.Hessian)] static double F(double x, int n) { for (var i = 0; i < n; i++) x += x * {|AB0002:Next(n)|}; return x; } static int Next(int n) => n + calls++;",
            "[Differentiable(Derivatives.Hessian)] static double F(double x, int n) { for (var i = 0; i < n; i++) x += x * Even(i) * new int[2].Length; return x; } static int Even(int n) => n == 0 ? 1 : Odd(n - 1); static int Odd(int n) => n == 0 ? 0 : Even(n - 1);" },
        { "static int calls; [Differentiable(Derivatives.Hessian)] static double F(double x, int n) { x *= One(n); for (var i = 0; i < n; i++) x += x * {|AB0002:Two(n)|}; return x; } static int One(int n) => n > 0 ? Two(n - 1) : calls++; static int Two(int n) => n > 0 ? One(n - 1) : 1;",
            "[Differentiable(Derivatives.Hessian)] static double F(double x, int n) => x * x * System.Random.Shared.Next(n);" },
        { "[Differentiable(Derivatives.Hessian)] static (double, double) {|AB0002:F|}(double x) => (x, x);", "[Differentiable(Derivatives.Jacobian)] static (double, double) F(double x) => (x, x);" },
        { "[Differentiable(Derivatives.Jacobian)] static double[] {|AB0002:F|}(double x) => [x, x * x];", "[Differentiable(Derivatives.Jacobian)] static void F(double x, Span<double> y) { y[0] = x; y[1] = x * x; }" },
        { "[Differentiable(Derivatives.Jacobian)] static double {|AB0002:F|}((double A, double B)[,] x) => x[0, 0].A;", "[Differentiable(Derivatives.Jacobian)] static double F((double A, double B)[] x) => x[0].A;" },
        { "[Differentiable] static double F(double x) => G(x); static double G(double x) => x * H(x); static double H(double x) => x;", "[Differentiable] static double F(double x) => x;" },
        { "[Differentiable] static double F(Span<double> a, double x) => {|AB0002:H(a, a, x, 2)|}; static double H(Span<double> s, ReadOnlySpan<double> t, double x, int k) { if (k <= 0) return x * t[0]; s[k] *= H(s, t, x, k - 1); return s[k]; }",
            "[Differentiable] static double F(Span<double> a, double x) => H(a, a.ToArray(), x, 2) * R(a, a, x, 2); static double H(Span<double> s, ReadOnlySpan<double> t, double x, int k) { if (k <= 0) return x * t[0]; s[k] *= H(s, t, x, k - 1); return s[k]; } static double R(ReadOnlySpan<double> s, ReadOnlySpan<double> t, double x, int k) => k <= 0 ? x * t[0] : s[k] * R(s, t, x, k - 1);" },
        { "[Differentiable] static double F(double[] a, double x) => {|AB0002:H(a, x, 2)|}; static double H(double[] s, double x, int k) { if (k <= 0) return x * s[0]; s[k] *= G(s, s, x, k - 1); return s[k]; } static double G(double[] s, double[] t, double x, int k) { if (k <= 0) return x; t[0] += G(s, t, x, k - 1); return t[0] * s[1]; }",
            "[Differentiable] static double F(double x) => x;" },
        { "[Differentiable] static double F(double[] a, double x, int k) { var n = 0.0; return {|AB0002:a.Select(v => n += v * x).Zip(a.TakeWhile((v, i) => i < k), (v, w) => v * w)|}.Sum() * n; }",
            "[Differentiable] static double F(double[] a, double x, int k) { var n = 0.0; return a.Select(v => n += v * x).Zip(a.Take(k), (v, w) => v * w).Sum() * n; }" },
        { "[Differentiable] static double F(double[] a, double x, int k) { var n = 0.0; return {|AB0002:a.Zip(a.Where((v, i) => { n += x; return i < k; }), (v, w) => v * w)|}.Sum() * n; }",
            "[Differentiable] static double F(double[] a, double x, int k) { var n = 0.0; return a.Where((v, i) => { n += x; return i < k; }).Zip(a, (v, w) => v * w).Sum() * n; }" },
        { "[Differentiable] static double F(double[] a, double x) { var n = 0.0; return {|AB0002:a.Zip(a.Select(v => n += v * x), a)|}.Sum(t => t.First * t.Second * t.Third) * n; }",
            "[Differentiable] static double F(double[] a, double x) { var n = 0.0; return a.Zip(a, a.Select(v => n += v * x)).Sum(t => t.First * t.Second * t.Third) * n; }" },
        { "[Differentiable] static double F(double[] p, double w) { var n = w; return {|AB0002:p.Last(e => (n += e * w) > 3)|} * n; }",
            "[Differentiable] static double F(double[] p, double w) { var n = w; return p.Last(e => e * w > 3) * n; }" },
        { "[Differentiable] static double F(double[] p, double w) { var n = w; return {|AB0002:p.Select(e => n += e * w).ElementAt(2)|} * n; }",
            "[Differentiable] static double F(double[] p, double w) { var n = w; return p.Where(e => (n += e * w) > 0).ElementAt(2) * n; }" },
        { "[Differentiable] static double F(double[] p, double w) { var n = w; return {|AB0002:p.Where(e => (n += e * w) > 0).SkipLast(1)|}.Sum() * n; }",
            "[Differentiable] static double F(double[] p, double w) { var n = w; return p.Where(e => (n += e * w) > 0).TakeLast(1).Sum() * n; }" },
        { "[Differentiable] static double F(double[] p, double w) { var n = w; return {|AB0002:p.Select(e => n += e * w).Single()|} * n; }",
            "[Differentiable] static double F(double[] p, double w) { var n = w; return p.Select(e => n += e * w).Single(e => e > w) * n; }" },
        { "[Differentiable] static double F(double[] p, double w) { var n = w; return {|AB0002:p.Select(e => n += e * w).Append(w).Skip(1)|}.Sum() * n; }",
            "[Differentiable] static double F(double[] p, double w) { var n = w; return p.Select(e => n += e * w).Append(w).ToArray().Skip(1).Sum() * n; }" },
        { "[Differentiable] static double F(double[] p, double w) { var n = w; return {|AB0002:p.Where(e => e > 0).Select(e => n += e * w).Last()|} * n; }",
            "[Differentiable] static double F(double[] p, double w) { var n = w; return p.Where(e => (n += e * w) > 0).ToArray().Last() * n; }" },
        { "[Differentiable] static double F(double[] p, double w) { var n = w; return {|AB0002:p.Where(e => (n += e * w) > 0).Last()|} * n; }",
            "[Differentiable] static double F(double[] p, double w) { var n = w; return p.Select(e => n += e * w).Where(e => e > 0).Last() * n; }" },
        { "[Differentiable] static double F(double[] p, double w) { var n = w; return {|AB0002:p.OrderBy(e => n += e * w).Count()|} * n; }",
            "[Differentiable] static double F(double[] p, double w) { var n = w; return p.OrderBy(e => e * w).Count() * p[0] * n; }" },
        { "[Differentiable] static double F(double[] p, double w) { var n = w; return {|AB0002:p.OrderBy(e => n += e * w).Last(e => e > 1)|} * n; }",
            "[Differentiable] static double F(double[] p, double w) { var n = w; return p.OrderBy(e => e * w).Last(e => e > 1) * n; }" },
        { "[Differentiable] static double F(double[] p, double w) { var n = w; return {|AB0002:p.OrderBy(e => n += e * w).First()|} * n; }",
            "[Differentiable] static double F(double[] p, double w) { var n = w; return p.OrderBy(e => n += e * w).Sum() * n; }" },
        { "[Differentiable] static double F(double[] p, double w) { var n = w; return {|AB0002:p.Where(e => (n += e) > 0).Reverse().DefaultIfEmpty(w).First()|} * n; }",
            "[Differentiable] static double F(double[] p, double w) { var n = w; return p.Where(e => (n += e) > 0).DefaultIfEmpty(w).Sum() * n; }" },
        { "[Differentiable] static double F(double[] p, double w) { var n = w; return {|AB0002:p.Select(e => n += e).Chunk(2)|}.Sum(c => c[0]) * n; }",
            "[Differentiable] static double F(double[] p, double w) { var n = w; return p.Select(e => n += e).ToArray().Chunk(2).Sum(c => c[0]) * n; }" },
        { "[Differentiable] static double F(double[] p, double w) { var n = w; return {|AB0002:p.Select(e => n += e).Reverse().Contains(w)|} ? n : w; }",
            "[Differentiable] static double F(double[] p, double w) { var n = w; return p.Select(e => n += e).Contains(w) ? n : w; }" },
        { "record Q(double A, double B); [Differentiable] static double F(double[] p, double w) { var n = w; return {|AB0002:p.Select(e => new Q(e, n += w)).MinBy(q => q.B)|}!.A * n; }",
            "record Q(double A, double B); [Differentiable] static double F(double[] p, double w) => p.Select(e => new Q(e, e * w)).MinBy(q => q.B)!.A * w;" },
        { "[Differentiable] static double F(double[] p, double w) { var n = w; return {|AB0002:p.Select(e => n += e * w).Reverse().First()|} * n; }",
            "[Differentiable] static double F(double[] p, double w) { var n = w; return p.Select(e => n += e * w).First() * n; }" },
        { "[Differentiable] static double F(double[] p, double w) { var n = w; return {|AB0002:p.Concat(p.Select(e => n += e * w)).ElementAt(5)|} * n; }",
            "[Differentiable] static double F(double[] p, double w) { var n = w; return p.Select(e => n += e * w).ToArray().ElementAt(3) * n; }" },
        { "[Differentiable] static double F(double[] p, double w) { var n = w; return ({|AB0002:p.Select((e, i) => n += e * w).Any()|} ? 1 : 2) * n; }",
            "[Differentiable] static double F(double[] p, double w) { var n = w; return (p.Select(e => n += e * w).ToArray().Any() ? p[0] : 2) * n; }" },
        { "[Differentiable] static double F(Span<double> p) => {|AB0002:H(p, p[..2], 2)|}; static double H(Span<double> g, ReadOnlySpan<double> p, int k) { if (k <= 0) return p[0]; g[0] *= 2; return H(g, p, k - 1) * g[1]; }",
            "[Differentiable] static double F(Span<double> p) => H(p[..2], p[2..], 2); static double H(Span<double> g, ReadOnlySpan<double> p, int k) { if (k <= 0) return p[0]; g[0] *= 2; return H(g, p, k - 1) * g[1]; }" },
        { "[Differentiable] static double F(Span<double> p) => {|AB0002:H(p[..2], p[1..3], 2)|}; static double H(Span<double> g, ReadOnlySpan<double> p, int k) { if (k <= 0) return p[0]; g[0] *= 2; return H(g, p, k - 1) * g[1]; }",
            "[Differentiable] static double F(Span<double> p) => H(p[..2], p[2..4], 2); static double H(Span<double> g, ReadOnlySpan<double> p, int k) { if (k <= 0) return p[0]; g[0] *= 2; return H(g, p, k - 1) * g[1]; }" },
        { "[Differentiable] static double F(double[] v, double w) { foreach (var c in {|AB0002:v.Chunk(2)|}) { v[1] -= c[0] * w; w *= v[1]; } return w; }",
            "[Differentiable] static double F(double[] v, double w) { foreach (var c in v.ToArray().Chunk(2)) { v[1] -= c[0] * w; w *= v[1]; } return w; }" },
        { "[Differentiable] static double F(double x) => {|AB0003:G(x)|}; static double G(double x) => Math.BitIncrement(x);", "[Differentiable] static double F(double x) => G(x); static double G(double x) => Math.Sqrt(x);" },
        { "[Differentiable] static double F(double x) => {|AB0003:G(x)|}; static double G(double x) => H(x); static double H(double x) => Math.BitIncrement(x);", "[Differentiable] static double F(double x) => G(x); static double G(double x) => H(x); static double H(double x) => x;" },
        { "[Differentiable] static double F(double x) => {|AB0002:G(x)|}; static double G(double x) { try { return x; } catch { return 1; } }", "[Differentiable] static double F(double x) => x * G(1); static double G(double x) { try { return x; } finally { } }" },
    };

    [Theory, MemberData(nameof(Members))]
    public Task The_declaration_is_marked(string wrong, string right)
    {
        Assert.NotEqual(wrong, right);
        return Compile.Analyze<LoweringAnalyzer>($"{Usings}static partial class Model {{ {wrong} }}");
    }

    [Theory, MemberData(nameof(Members))]
    public Task Its_twin_is_left_alone(string wrong, string right)
    {
        Assert.NotEqual(wrong, right);
        return Compile.Analyze<LoweringAnalyzer>($"{Usings}static partial class Model {{ {right} }}");
    }

    /// <summary>Whole files.</summary>
    [Theory]
    [InlineData("class A { [Differentiable] static double {|AB0001:F|}(double x) => x; }")]
    [InlineData("class A { partial class B { [Differentiable] static double {|AB0001:F|}(double x) => x; } }")]
    [InlineData("partial class A { struct B { [Differentiable] static double {|AB0001:F|}(double x) => x; } }")]
    [InlineData("class A { [Differentiable] static double {|AB0001:F|}(double x) => x; [Differentiable] static double {|AB0001:G|}(double x) => x; }")]
    [InlineData("record A { [Differentiable] static double {|AB0001:F|}(double x) => x; }")]
    [InlineData("interface A { [Differentiable] static double {|AB0001:F|}(double x) => x; }")]
    [InlineData("class A { [Differentiable] double {|AB0001:F|}(double x) => x; }")]
    [InlineData("struct A { public double x; [Differentiable] double {|AB0001:Half|} => x / 2; }")]
    [InlineData("abstract partial class A { [Differentiable] public abstract double {|AB0010:F|}(double x); }")]
    [InlineData("partial interface A { [Differentiable] double {|AB0010:F|}(double x); }")]
    [InlineData("partial class A { [Differentiable] double {|AB0004:Half|} => 2; }")]
    [InlineData("partial struct A { double x; [Differentiable] double {|AB0010:Half|} { get; } }")]
    [InlineData("partial record struct A(decimal X, double Y) { [Differentiable] public double {|AB0005:Half|} => Y / 2; }")]
    [InlineData("partial interface A { [Differentiable] static abstract double {|AB0010:F|}(double x); }")]
    [InlineData("interface I { static abstract double F(double x); } partial class A : I { [Differentiable] static double I.{|AB0010:F|}(double x) => x; }")]
    public Task A_type_that_cannot_be_added_to_is_marked(string source) => Compile.Analyze<LoweringAnalyzer>(Usings + source);

    [Theory]
    [InlineData("partial class A { [Differentiable] double F(double x) => x; }")]
    [InlineData("partial interface A { [Differentiable] double F(double x) => x; }")]
    [InlineData("partial struct A { [Differentiable] readonly double F(double x) => x; }")]
    [InlineData("partial record struct A(double X) { [Differentiable] public double Half => X / 2; [Differentiable] public static A operator -(A a) => new(-a.X); }")]
    [InlineData("partial class A { [Differentiable] static double F(double x) => x; }")]
    [InlineData("partial class A { partial class B { [Differentiable] static double F(double x) => x; } }")]
    [InlineData("partial class A<T> { [Differentiable] static double F(double x) => x; }")]
    [InlineData("partial record A(double X) { [Differentiable] static double F(double x) => x; }")]
    [InlineData("readonly partial record struct A(double X) { [Differentiable] static double F(double x) => x; }")]
    [InlineData("partial interface A { [Differentiable] static double F(double x) => x; }")]
    [InlineData("ref partial struct A { [Differentiable] internal static double F(double x) => x; }")]
    [InlineData("abstract partial class A { [Differentiable] protected static double F(double x) => x; }")]
    [InlineData("partial class A { [Differentiable] public static partial double F(double x); public static partial double F(double x) => x; }")]
    [InlineData("partial class A { public static partial double F(double x); [Differentiable] public static partial double F(double x) => x; }")]
    [InlineData("partial class A { [Differentiable] public static partial double F(double x); [Obsolete] public static partial double F(double x) => x; }")]
    [InlineData("namespace System { partial class A { [Differentiable] static double F(double x) => System.Math.Sin(x); } }")]
    [InlineData("partial class @class { [Differentiable] static double @double(double @in) => @in * @in; }")]
    public Task A_type_that_can_be_added_to_is_left_alone(string source) => Compile.Analyze<LoweringAnalyzer>(Usings + source);

    /// <summary>The compiler has an error of its own; one is enough.</summary>
    [Theory]
    [InlineData("[Differentiable] static double F(double x) => {|CS0103:y|};")]
    [InlineData("[Differentiable] static double F({|CS0246:Unknown|} x) => 1;")]
    [InlineData("[Differentiable] static {|CS0246:Unknown|} F(double x) => default;")]
    [InlineData("[Differentiable] static double F(double x) { {|CS0103:y|} = 1; try { return x; } finally { } }")]
    [InlineData("[Differentiable] static double {|CS0161:F|}(double x) { }")]
    [InlineData("[Differentiable] static double {|CS0161:F|}(int n) { }")]
    [InlineData("[Differentiable] static double F(double x) { double y; return x * {|CS0165:y|}; }")]
    [InlineData("[Differentiable] static double F(double x) => {|CS0029:\"a\"|};")]
    [InlineData("[Differentiable] static double F(double x) => x * Math.{|CS0117:Nothing|}(x);")]
    [InlineData("[Differentiable] static double F(double x) => x +{|CS1525:;|}")]
    [InlineData("[{|CS0246:{|CS0246:Differentiated|}|}] static double F(double x) => x;")]
    public Task The_compilers_own_error_is_enough(string member) => Compile.Analyze<LoweringAnalyzer>($"{Usings}static partial class Model {{ {member} }}");

    [Fact]
    public Task An_error_in_another_method_does_not_hide_ours() => Compile.Analyze<LoweringAnalyzer>(Usings + """
        static partial class Model
        {
            static double Half(double x) => {|CS0103:y|};
            [Differentiable] static double F(double x) => x * {|AB0003:Math.BitIncrement(x)|};
        }
        """);

    [Fact]
    public Task A_pragma_silences_a_warning_at_its_place() => Compile.Analyze<LoweringAnalyzer>(Usings + """
        static partial class Model
        {
            [Differentiable]
        #pragma warning disable AB0008
            static double F(double x, double y) => x;
        #pragma warning restore AB0008
            [Differentiable] static double G(double x, double {|AB0008:y|}) => x;
        }
        """);

    [Fact]
    public Task The_cause_in_a_called_method_of_another_file_is_shown_at_the_call() => Compile.Analyze<LoweringAnalyzer>(
        Usings + "static partial class Model { [Differentiable] static double F(double x) => x * {|AB0002:Helper.G(x)|}; }",
        "static class Helper { public static double G(double x) { try { return x; } catch { return 1; } } }");
}
