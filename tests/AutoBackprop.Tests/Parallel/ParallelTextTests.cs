using AutoBackprop.Analyzers;

namespace AutoBackprop.Tests.ManyCores;

/// <summary>What is generated for several cores, and what is said of what is not.</summary>
public sealed class ParallelTextTests
{
    private static string Program(string member) => $"using System; using AutoBackprop;\nstatic partial class Model {{ {member} }}";

    private const string Loss = "static double F(ReadOnlySpan<double> w, double b) { var s = 0.0; for (var i = 0; i < w.Length; i++) s += Math.Exp(b * w[i]); return s; }";

    private static string Generated(string member) => string.Concat(Compile.Generate(Program(member)).Texts.Select(t => t.Value));

    [Fact]
    public void What_was_there_stays_as_it_was()
    {
        var (plain, parallel) = (Generated("[Differentiable(Derivatives.Gradient)] " + Loss), Generated("[Differentiable(Derivatives.Gradient | Derivatives.Parallel)] " + Loss));
        var gradient = plain[plain.IndexOf("/// <summary>", StringComparison.Ordinal)..].TrimEnd().TrimEnd('}').TrimEnd();
        Assert.Contains(gradient, parallel, StringComparison.Ordinal);
        Assert.DoesNotContain("Chunks", plain, StringComparison.Ordinal);
    }

    [Fact]
    public void Alone_it_goes_with_the_usual_members()
    {
        var text = Generated("[Differentiable(Derivatives.Parallel)] " + Loss);
        Assert.Contains(" FGradient(", text, StringComparison.Ordinal);
        Assert.Contains(" FGradientParallel(global::System.ReadOnlySpan<double> w, double b, global::System.Span<double> gradW, global::System.Threading.Tasks.ParallelOptions options = null)", text, StringComparison.Ordinal);
        Assert.DoesNotContain("FBackward", text, StringComparison.Ordinal);
    }

    [Fact]
    public void It_reads_like_this()
    {
        var text = Generated("[Differentiable(Derivatives.Gradient | Derivatives.Parallel)] " + Loss);
        foreach (var line in new[]
        {
            "if (global::AutoBackprop.Chunks.IsSmall(", "return FGradient(w, b, gradW);", "// chunks of iterations, on several cores",
            "ref frame_Chunk_i, static (int chunk, ref ", "static void Chunk_i(int chunk, int chunks, int trips, ", "private ref struct ",
            "/// <remarks>1 loop runs on several cores, in at most 64 chunks of iterations each", "within 64 MiB in all",
        })
            Assert.Contains(line, text, StringComparison.Ordinal);
        Assert.DoesNotContain("unsafe", text, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("double F(double[] x) { var s = 1.0; {|AB0401:{|AB0401:for|}|} (var i = 0; i < x.Length; i++) s = s * x[i] + 1; return s; }")]
    [InlineData("double F(double[] x, double[] y) { {|AB0401:{|AB0401:for|}|} (var i = 1; i < x.Length; i++) y[i] = y[i - 1] * x[i]; return y[0]; }")]
    [InlineData("double F(double x) { return {|AB0401:x * x|}; }")]
    [InlineData("double F(double[] x) { var s = 0.0; for (var i = 0; i < x.Length; i++) s += Math.Exp(x[i]); return s; }")]
    public Task It_says_why_a_method_runs_on_one_core(string member) =>
        Compile.Analyze<NotVectorised>(Program("[Differentiable(Derivatives.Gradient | Derivatives.Parallel)] static " + member));

    [Fact]
    public Task The_form_on_several_cores_is_not_differentiated_again() => Compile.Analyze<LoweringAnalyzer>(Program(
        "[Differentiable(Derivatives.Parallel)] static double F(double x) => x * x; [Differentiable] static double G(double x) => {|AB0002:FGradientParallel(x)|}.GradX;"));
}
