using AutoBackprop.Analyzers;

namespace AutoBackprop.Tests;

/// <summary>AB0401 and AB0402.</summary>
public sealed class RemarkTests
{
    private static string Program(string member) => $"using System; using AutoBackprop;\nstatic partial class Model {{ [Differentiable] {member} }}";

    [Theory]
    [InlineData("static double F(double[] x) { var s = 0.0; {|AB0401:for|} (var i = 0; i < x.Length; i++) s += Math.IEEERemainder(x[i], 3); return s; }")]
    [InlineData("static double F(double[] x) { var s = 1.0; {|AB0401:for|} (var i = 0; i < x.Length; i++) s = s * x[i] + 1; return s; }")]
    [InlineData("static double F(double x) { {|AB0401:while|} (x < 100) x = x * x + 1; return x; }")]
    [InlineData("static double F(double[] x) { var s = 0.0; {|AB0401:for|} (var i = 0; i < x.Length / 3; i++) s += x[3 * i] * x[3 * i]; return s; }")]
    public Task A_scalar_loop_is_marked(string member) => Compile.Analyze<NotVectorised>(Program(member));

    [Theory]
    [InlineData("static double F(double[] x) { var s = 0.0; for (var i = 0; i < x.Length; i++) s += Math.Exp(x[i]); return s; }")]
    [InlineData("static double F(double[] x, double[] y) { var s = 0.0; for (var i = 0; i < x.Length; i++) s += x[i] * y[i]; return s; }")]
    [InlineData("static double F(double[] x) { var s = 0.0; for (var i = 0; i < 3; i++) s += Math.IEEERemainder(x[i], 3); return s; }")]
    // One sample per lane, however its power grows.
    [InlineData("static double F(double[] w, double[] t) { var s = 0.0; for (var i = 0; i < t.Length; i++) { double r = 0, p = 1; for (var j = 0; j < w.Length; j++) { r += w[j] * p; p *= t[i]; } s += r * r; } return s; }")]
    [InlineData("static void F(double[] x, double[] y) { for (var i = 0; i < x.Length; i++) y[i] = Math.Sin(x[i]); }")]
    public Task A_vector_loop_is_left_alone(string member) => Compile.Analyze<NotVectorised>(Program(member));

    /// <summary>Which function, which access, which dependence.</summary>
    [Theory]
    [InlineData("s += Math.IEEERemainder(x[i], 3);", "'Math.IEEERemainder' has no vector form")]
    [InlineData("s = s * x[i] + 1;", "'s' builds on the iteration before")]
    [InlineData("s += x[3 * i % n];", "the elements of 'x' that it touches do not lie side by side")]
    [InlineData("y[i + 1] = y[i + 1] * y[n - i];", "an iteration reads elements of 'y' that others write")]
    [InlineData("s += x[i] * (float)x[i];", "it mixes float and double")]
    [InlineData("y[i] = x[i] * x[0];", "on the way back iterations add to the same elements of 'grad_x'")]
    [InlineData("y[0] = x[i] * 2;", "iterations write the same elements of 'y'")]
    [InlineData("var j = i * i; s += j * x[i];", "a whole number in it does not grow evenly from one iteration to the next")]
    [InlineData("if (x[i] > y[0]) { y[0] = x[i]; s += 1; }", "an iteration reads elements of 'y' that others write")]
    [InlineData("Console.WriteLine(i); s += x[i];", "it does more than compute")]
    public async Task It_says_why(string body, string reason)
    {
        var generated = Compile.Generate(Program($"static double F(double[] x, double[] y, int n) {{ var s = 0.0; for (var i = 0; i < n; i++) {{ {body} }} return s + y[0]; }}"));
        var found = Assert.Single(await Compile.Diagnostics(generated.Compilation, new NotVectorised()));
        Assert.Contains(reason, found.GetMessage(System.Globalization.CultureInfo.InvariantCulture), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("static double F(double x, int n) { {|AB0402:for|} (var i = 0; i < n; i++) x = Math.Sin(x); return x; }")]
    [InlineData("static double F(double x) { {|AB0402:while|} (x < 100) x = x * x + 1; return x; }")]
    [InlineData("static double F(double[] x) { var s = 1.0; {|AB0402:foreach|} (var e in x) s *= e + s; return s; }")]
    public Task A_loop_that_stores_is_marked(string member) => Compile.Analyze<StoresValues>(Program(member));

    /// <summary>What ties the iterations together, or who runs all the way forward first.</summary>
    [Theory]
    [InlineData("for (var i = 0; i < n; i++) s = Math.Sin(s * x[i]);", "since each iteration builds on 's' of the one before")]
    [InlineData("while (s < 100) s = s * s + x[0];", "since each iteration builds on 's' of the one before")]
    [InlineData("for (var i = 0; i < n; i++) x[0] = Math.Sin(x[0]); s += x[0];", "since 'x', which it writes, is used after it")]
    [InlineData("for (var i = 0; i < n; i++) { x[0] = Math.Sin(x[0]); s += x[0]; }", "since its iterations meet in 'x'")]
    public async Task It_says_why_it_stores(string body, string reason)
    {
        var generated = Compile.Generate(Program($"static double F(double[] x, int n) {{ var s = 1.0; {body} return s; }}"));
        var found = Assert.Single(await Compile.Diagnostics(generated.Compilation, new StoresValues()));
        Assert.Contains(reason, found.GetMessage(System.Globalization.CultureInfo.InvariantCulture), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("static double F(double[] x) { var s = 0.0; for (var i = 0; i < x.Length; i++) s += Math.Sin(x[i]); return s; }")]
    [InlineData("static double F(double[] x, double[] y) { for (var i = 0; i < x.Length; i++) y[i] = x[i] * x[i]; return y[0]; }")]
    [InlineData("static double F(double x, int n) { for (var i = 0; i < n; i++) x = 2 * x + 1; return x; }")]
    public Task One_that_stores_nothing_is_left_alone(string member) => Compile.Analyze<StoresValues>(Program(member));
}
