using System.Text.RegularExpressions;
using AutoBackprop.Analyzers;
using AutoBackprop.CodeFixes;
using AutoBackprop.Core;
using Microsoft.CodeAnalysis.CodeFixes;
using Microsoft.CodeAnalysis.Diagnostics;

namespace AutoBackprop.Tests;

/// <summary>Fixes that promise the same value: both sides are compiled, values and gradients compared on random numbers.</summary>
public sealed partial class SameValueTests
{
    private static readonly DiagnosticAnalyzer[] Analyzers = [new Cancellation(), new LogOfSigmoid(), new LogOfSoftmax(), new UnshiftedExponentials(), new SmallPower()];
    private static readonly CodeFixProvider[] Fixes = [new StableFormFix(), new ShiftFix(), new ProductFix()];

    private const string Shifted = "var m = x[0]; foreach (var e in x) m = Math.Max(m, e); var s = 0.0; foreach (var e in x) s += Math.Exp(e - m); ";
    private const string Plain = "var s = 0.0; for (var i = 0; i < x.Length; i++) s += Math.Exp(x[i]); ";
    private const string Spanned = "Span<double> p = stackalloc double[3]; ";

    /// <summary>F(x, y) of two numbers or two arrays, and where to draw them from.</summary>
    public static TheoryData<string, double, double> Programs => new()
    {
        { "double x, double y) => y * Math.Log(1 + x) + Math.Log(1 - y);", 0.05, 0.9 },
        { "double x, double y) => (Math.Exp(x * y) - 1) * (1 - Activations.Sigmoid(y));", -2, 2 },
        { "double x, double y) => double.LogP1(x) * double.Log2P1(x * y) - double.Log10P1(y);", 0.05, 0.9 },
        { "double x, double y) => double.ExpM1(x) * double.Exp2M1(x * y) - double.Exp10M1(y);", -0.9, 0.9 },
        { "double x, double y) { var p = 1 / (1 + Math.Exp(-x * y)); return Math.Log(p) * 2 - Math.Log(1 - p); }", -3, 3 },
        { "double x, double y) { var p = Activations.Sigmoid(x); return double.LogP1(-p) + Special.LogP1(-p) * y; }", -3, 3 },
        { "double x, double y) { var p = Activations.Sigmoid(x); return -(y * Math.Log(p) + (1 - y) * Math.Log(1 - p)); }", 0.1, 0.9 },
        { "double x, double y) { var p = Activations.Sigmoid(x); var loss = 3.0; loss -= y * Math.Log(p) + (1 - y) * Math.Log(1 - p); return loss; }", 0.1, 0.9 },
        { "double x, double y) => Losses.BinaryCrossEntropy(Activations.Sigmoid(3 * x), y) + Losses.CrossEntropy(Activations.Sigmoid(x), y);", 0.1, 0.9 },
        { "double x, double y) => Math.Log(1 + Math.Exp(x)) + y * (Math.Exp(y) / (1 + Math.Exp(y)));", -3, 3 },
        { "double x, double y) => Math.Log(Math.Exp(x) + Math.Exp(2 * y)) * x;", -3, 3 },
        { "double x, double y) => Math.Pow(x, 2) - Math.Pow(x * y - 1, 3) / Math.Pow(y, 4);", 0.5, 2 },
        // A sum that a loop has made before.
        { "double x, double y) { var z = y; for (var i = 0; i < 3; i++) z += x * i; var p = Activations.Sigmoid(z); return -Math.Log(p); }", -1, 1 },
        { "double[] x, double[] y) { " + Shifted + "var p = Math.Exp(x[1] - m) / s; return -Math.Log(p) * y[0]; }", -3, 3 },
        { "double[] x, double[] y) { " + Shifted + "var p = new double[x.Length]; for (var i = 0; i < x.Length; i++) p[i] = Math.Exp(x[i] - m) / s; var loss = 0.0; for (var j = 0; j < x.Length; j++) loss -= y[x.Length - 1 - j] * Math.Log(p[x.Length - 1 - j]); return loss; }", -3, 3 },
        { "double[] x, double[] y) { " + Shifted + "return Losses.CrossEntropy(Math.Exp(x[2] - m) / s, y[1]); }", -3, 3 },
        { "double[] x, double[] y) { " + Spanned + "Activations.Softmax(x, p); return Losses.CrossEntropy(p, y); }", 0.1, 0.9 },
        { "double[] x, double[] y) { " + Spanned + "Activations.Softmax(x, p); return -Math.Log(p[1]) * y[2]; }", -3, 3 },
        { "double[] x, double[] y) { " + Spanned + "Activations.Sigmoid(x, p); return Losses.BinaryCrossEntropy(p, y); }", 0.1, 0.9 },
        { "double[] x, double[] y) { var s = 0.0; foreach (var e in x) s += Math.Exp(e); return Math.Log(s) * y[0]; }", -3, 3 },
        { "double[] x, double[] y) { " + Plain + "return Math.Exp(x[1]) / s * y[0]; }", -3, 3 },
        { "double[] x, double[] y) { var p = new double[x.Length]; var s = 0.0; for (var i = 0; i < x.Length; i++) { p[i] = Math.Exp(x[i]); s += p[i]; } var sum = 0.0; for (var j = 0; j < x.Length; j++) sum += y[j] * (p[j] / s); return sum; }", -3, 3 },
    };

    private static string Program(string member) => $"using System; using AutoBackprop;\npublic static partial class Model {{ [Differentiable] public static double F({member} }}";

    [Theory, MemberData(nameof(Programs))]
    public async Task Value_and_gradient_stay(string member, double low, double high)
    {
        var before = Program(member);
        var offers = await Compile.Offers(before, Analyzers, Fixes);
        Assert.NotEmpty(offers);
        var (original, random) = (Compile.Generate(before), new Random(member.Length));
        foreach (var generated in offers.Select(o => Compile.Generate(o)))
        {
            Assert.Empty(generated.Errors);
            for (var i = 0; i < 20; i++)
            {
                var (x, y) = (Drawn(), Drawn());
                var (wanted, found) = (Gradient(original, x, y), Gradient(generated, x, y));
                Assert.All(wanted.Zip(found), p => Assert.True(Math.Abs(p.First - p.Second) <= 1e-12 * (1 + Math.Abs(p.First)), $"{p.First} became {p.Second}:\n{generated.Compilation.SyntaxTrees[0]}"));
            }
        }

        double[] Drawn() => [.. Enumerable.Range(0, member.StartsWith("double[]", StringComparison.Ordinal) ? 3 : 1).Select(_ => low + (high - low) * random.NextDouble())];
    }

    /// <summary>No formula of the table without a program above.</summary>
    [Fact]
    public async Task Every_replacement_of_the_table_is_compared()
    {
        var texts = new List<string>();
        foreach (var program in Programs) texts.AddRange(await Compile.Offers(Program((string)program[0]), Analyzers, Fixes));
        foreach (var instead in StableForms.All.SelectMany(t => new[] { t.Instead, t.OfSpans }).OfType<string>().Distinct())
        {
            var pattern = Hole().Replace(Regex.Escape(instead.Replace("AutoBackprop.", "", StringComparison.Ordinal)), "[^;]+");
            Assert.True(texts.Exists(t => Regex.IsMatch(t, pattern)), instead);
        }
    }

    /// <summary>The value, and then what it changes with.</summary>
    private static double[] Gradient(Generated program, double[] x, double[] y)
    {
        if (x.Length == 1) return ((double, double, double))program.Call("Model", "FGradient", x[0], y[0])! is var (value, byX, byY) ? [value, byX, byY] : [];
        var (gradX, gradY) = (new double[x.Length], new double[y.Length]);
        return [((FOfArrays)Delegate.CreateDelegate(typeof(FOfArrays), program.Load().GetType("Model")!.GetMethod("FGradient")!))([.. x], [.. y], gradX, gradY), .. gradX, .. gradY];
    }

    private delegate double FOfArrays(double[] x, double[] y, Span<double> gradX, Span<double> gradY);

    [GeneratedRegex(@"\\\{(\d|array)}")]
    private static partial Regex Hole();
}
