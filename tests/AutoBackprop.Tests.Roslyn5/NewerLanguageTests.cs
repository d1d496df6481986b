using AutoBackprop.Analyzers;
using AutoBackprop.Generator;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;

namespace AutoBackprop.Tests;

/// <summary>C# that the oldest compiler we run in does not know yet.</summary>
public sealed class NewerLanguageTests
{
    [Theory]
    [InlineData("extension(double a) { [Differentiable] public static double {|AB0010:F|}(double x) => x; }")]
    [InlineData("extension(double a) { [Differentiable] public double {|AB0010:F|}(double x) => x; }")]
    [InlineData("class P { public int X { get => field; set; } = 1; } [Differentiable] static double F(double x, P p) => x * p.X;")]
    [InlineData("class P { public P? Q; public int X; } [Differentiable] static double F(double x, P p) { p?.Q = null; return x; }")]
    [InlineData("struct C { public int N; public void operator +=(int k) => N += k; } [Differentiable] static double F(double x) { C c = default; c += 3; return x * c.N; }")]
    [InlineData("class C { public double V; public void operator +=(double v) => V += v; } [Differentiable] static double F(double x, C c) { {|AB0002:c += x|}; return x; }")]
    public Task Newer_constructs_are_refused_or_kept(string member) => Compile.Analyze<LoweringAnalyzer>($"using AutoBackprop;\nstatic partial class Model {{ {member} }}");

    /// <summary>A feature each, of C# 12 to 15: differentiated, kept as it is, or refused by its name.</summary>
    [Theory]
    // C# 12
    [InlineData("using Pair = (double A, double B);", "static double F(double x) { Pair p = (x, 2 * x); return p.A * p.B; }")]
    [InlineData("class Scaled(double by, int n) { public int N => n; public double By => by; }", "static double F(double x) => x * new Scaled(2, 3).N;")]
    [InlineData("", "static double F(double x) { System.Span<double> s = [x, 2]; return s[0] * s[1]; }")]
    [InlineData("", "static double F(double x) => G(in x); static double G(ref readonly double y) => y * y;")]
    [InlineData("", "static double F(double x) { var f = (int k = 3) => k; return x * f(); }")]
    [InlineData("[System.Runtime.CompilerServices.InlineArray(4)] struct Four { int _first; }", "static double F(double x) { var b = new Four(); return x * b[0]; }")]
    // C# 13
    [InlineData("", "static double F(double x) => G(x, x); static double G(params System.ReadOnlySpan<double> v) => v[0] * v[1];")]
    [InlineData("", "static double F(double x) { var l = new System.Threading.Lock(); lock (l) { x *= 2; } return x; }")]
    [InlineData("", "static double F(double x) => x * \"\\e\".Length;")]
    [InlineData("class Row { public int[] D = new int[3]; }", "static double F(double x) { var r = new Row { {|AB0002:D = { [^1] = 2 }|} }; return x * r.D[2]; }")]
    [InlineData("static partial class Half { public static partial double Of { get; } public static partial double Of => 0.5; }", "static double F(double x) => x * Half.Of;")]
    [InlineData("", "static double F(double x) => G(x, x); static double G(params System.Collections.Generic.List<double> v) => v[0] * v.Count;")]
    [InlineData("", "static double F(double x) => G(x, x); static double G(params System.Collections.Generic.IEnumerable<double> v) { var s = 0.0; foreach (var y in v) s += y * y; return s; }")]
    [InlineData("", "static double F(double[] x) => G(x); [System.Runtime.CompilerServices.OverloadResolutionPriority(1)] static double G(System.ReadOnlySpan<double> x) => x[0] * x[0]; static double G(double[] x) => 1;")]
    [InlineData("", "static double F(System.ReadOnlySpan<double> x) => x[0] * G(3); static int G<T>(T s) where T : struct, allows ref struct => 2;")]
    [InlineData("ref struct Part(int n) : System.IDisposable { public int N = n; public void Dispose() { } }", "static double F(double x) { using (var p = new Part(2)) x *= 3; return x * x; }")]
    [InlineData("", "static double F(double x, System.Threading.Lock l) { using (l.EnterScope()) { x *= 2; } return x * x; }")]
    [InlineData("", "static double F(double x) { var f = System.Math.Sin; return f(x); }")]
    [InlineData("", "static double F(double x) { System.Collections.Generic.IEnumerable<int> G() { System.Span<int> s = [1]; ref int r = ref s[0]; {|AB0002:yield return r;|} } return x * System.Linq.Enumerable.Count(G()); }")]
    // C# 14
    [InlineData("static class E { extension(double a) { public double G(double x) => a * x; public double Twice => 2 * a; } }", "static double F(double x) => x.G(x) + x.Twice;")]
    [InlineData("static class E { extension(double) { public static double Tau2 => 6; public static double G(double x) => x * x; } }", "static double F(double x) => double.G(x) * double.Tau2;")]
    [InlineData("class P { public int X { get => field; set; } = 1; }", "static double F(double x, P p) => x * p.X;")]
    [InlineData("class P { public P? Q; public int X; }", "static double F(double x, P p) { p?.X = 1; return x; }")]
    [InlineData("", "static double F(double x) => x * nameof(System.Collections.Generic.List<>).Length;")]
    [InlineData("static class E { public static double G(this System.ReadOnlySpan<double> v) => v[0] * v[0]; }", "static double F(double[] x) => x.G();")]
    [InlineData("delegate bool Parse(string s, out int n);", "static double F(double x) { Parse p = (s, out n) => int.TryParse(s, out n); return x; }")]
    [InlineData("struct Q { public double V; } static class E { extension(Q) { public static Q operator +(Q p, Q q) => new() { V = p.V + q.V }; } }", "static double F(double x) { var s = new Q { V = x } + new Q { V = 2 * x }; return s.V * s.V; }")]
    [InlineData("static class E { extension<T>(T a) where T : struct { public int Size => 3; } }", "static double F(double x, int n) => x * n.Size;")]
    [InlineData("partial class P { public int N; public partial P(int n); public partial P(int n) { N = n; } }", "static double F(double x) => x * new P(3).N;")]
    [InlineData("partial class P { public partial event System.Action E; public partial event System.Action E { add { } remove { } } public int N; }", "static double F(double x, P p) { {|AB0002:p.E += () => { }|}; return x * p.N; }")]
    [InlineData("struct C { public int N; public void operator ++() => N++; public void operator checked -=(int k) => N -= k; public void operator -=(int k) => N -= k; }", "static double F(double x) { C c = default; c++; c -= 3; return x * c.N; }")]
    [InlineData("class C { public double V; public void operator ++() => V++; }", "static double F(double x, C c) { {|AB0002:c++|}; return x; }")]
    public Task Every_feature_is_differentiated_kept_or_refused_by_its_name(string types, string members) =>
        Compile.Analyze<LoweringAnalyzer>($"#nullable enable\n{types}\nstatic partial class Model {{ [AutoBackprop.Differentiable] {members} }}");

    /// <summary>C# 15, a preview here.</summary>
    [Theory]
    [InlineData("", "static double F(double x, int n) { var s = 0.0; outer: for (var i = 0; i < n; i++) for (var j = 0; j < n; j++) { s += x * j; if (i + j > 3) break outer; if (j > i) continue outer; } return s * s; }")]
    [InlineData("", "static double F(double x) { System.Collections.Generic.List<int> l = [with(capacity: 8), 1]; return x * l[0]; }")]
    [InlineData(Union + "record Cat(int A); record Dog(int B); union Pet(Cat, Dog);", "static double F(double x, Pet p) => p switch { Cat c => x * c.A, Dog d => x * x * d.B };")]
    [InlineData(Union + "record Cat(int A); union Number(double, Cat);", "static double F(double x, Number {|AB0005:n|}) => x;")]
    [InlineData(Union + "record Cat(int A); union Number(double, Cat);", "static double F(double x) { Number n = {|AB0002:x|}; return n is Cat c ? x * c.A : x; }")]
    [InlineData(Closed + "closed record Shape; record Circle(int R) : Shape; record Square(int S) : Shape;", "static double F(double x, Shape s) => s switch { Circle c => x * c.R, Square q => x * x * q.S };")]
    [InlineData("static class E { extension(int n) { public int this[int k] => n * k; } }", "static double F(double x, int n) => x * n[2];")]
    public Task So_is_every_feature_of_the_next_version(string types, string members) =>
        Analyze($"#nullable enable\n{types}\nstatic partial class Model {{ [AutoBackprop.Differentiable] {members} }}");

    private const string Union = "namespace System.Runtime.CompilerServices { public class UnionAttribute : Attribute; public interface IUnion { object? Value { get; } } }\n";
    private const string Closed = "namespace System.Runtime.CompilerServices { public class IsClosedTypeAttribute : Attribute; public class ClosedAttribute : Attribute; }\n";

    private static async Task Analyze(string source)
    {
        var preview = Compile.Parsing.WithLanguageVersion(LanguageVersion.Preview);
        var marked = Markup.Parse(source);
        var input = CSharpCompilation.Create("Sample", [CSharpSyntaxTree.ParseText(marked.Code, preview, "File0.cs", System.Text.Encoding.UTF8)], Compile.References, Compile.Options);
        CSharpGeneratorDriver.Create([new GradientGenerator().AsSourceGenerator()], parseOptions: preview).RunGeneratorsAndUpdateCompilation(input, out var output, out _);
        var found = (await Compile.Diagnostics(output, new LoweringAnalyzer())).Concat(output.GetDiagnostics().Where(d => d.Severity == DiagnosticSeverity.Error));
        Assert.Equal(marked.Marks.Select(m => (m.Id, m.Span)), found.Select(d => (d.Id, d.Location.SourceSpan)));
    }
}
