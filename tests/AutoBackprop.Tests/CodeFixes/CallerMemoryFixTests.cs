using AutoBackprop.Analyzers;
using AutoBackprop.CodeFixes;

namespace AutoBackprop.Tests;

/// <summary>AB0403: an array of any length becomes a span that the caller owns.</summary>
public sealed class CallerMemoryFixTests
{
    private static string Program(string members) => $"using System;\nusing AutoBackprop;\npublic static partial class Model\n{{\n    [Differentiable]\n    public {members}\n}}\n";

    private const string Before = """
        static double F(double[] x)
            {
                // The squares.
                var h = {|AB0403:new double[x.Length]|};
                for (var i = 0; i < h.Length; i++) h[i] += x[i] * x[i];
                return h[0] * h[1];
            }
        """;

    private const string After = """
        static double F(double[] x, Span<double> hMemory)
            {
                // The squares.
                var h = hMemory[..x.Length];
                h.Clear();
                for (var i = 0; i < h.Length; i++) h[i] += x[i] * x[i];
                return h[0] * h[1];
            }
        """;

    [Theory]
    [InlineData(Before, After)]
    [InlineData("static double F(double[] x, int n = 3)\n    {\n        double[] h = {|AB0403:new double[2 * n]|};\n        h[0] = x[0];\n        return h[0];\n    }",
        "static double F(double[] x, Span<double> hMemory, int n = 3)\n    {\n        var h = hMemory[..(2 * n)];\n        h.Clear();\n        h[0] = x[0];\n        return h[0];\n    }")]
    public Task It_becomes_a_parameter(string before, string after) => Compile.Fix<ManagedAllocation, CallerMemoryFix>(Program(before), Program(after));

    [Theory]
    [InlineData("static double F(double[] x) { var h = {|AB0403:new double[x.Length]|}; h[0] = x[0]; return h[0]; } static double G(double[] x) => F(x);")]
    [InlineData("static double F(double[] x) { var h = {|AB0403:new double[x.Length]|}; h[0] = x[0]; return h[0]; } static double G(double[] x) => FGradient(x, new double[9]);")]
    [InlineData("static double F(double[] x) { var h = {|AB0403:new[] { x[0], 1.0 }|}; return h[0]; }")]
    [InlineData("static double F(double[] x) { var h = {|AB0403:new double[2]|}; h[0] = x[0]; return Sum(h); } static double Sum(double[] h) => h[0] + h[1];")]
    public Task But_not_where_a_call_would_lack_it(string source) => Compile.NoFix<ManagedAllocation, CallerMemoryFix>(Program(source));

    /// <summary>Whatever the memory held before, and however long it is.</summary>
    [Fact]
    public void Value_and_gradient_stay()
    {
        double[] x = [1.5, -0.5, 2], expected = new double[3], actual = new double[3], memory = [9, 9, 9, 9, 9];
        const string Caller = "public static class Caller { public static double F(double[] x, double[] memory, double[] gradX) => Model.FGradient(";
        var value = Compile.Generate(Program(Markup.Parse(Before).Code) + Caller + "x, gradX); }").Call("Caller", "F", x, memory, expected);
        Assert.Equal(value, Compile.Generate(Program(After) + Caller + "x, memory, gradX, new double[memory.Length]); }").Call("Caller", "F", x, memory, actual));
        Assert.Equal(expected, actual);
        Assert.Equal([9, 9], memory[3..]);
    }
}
