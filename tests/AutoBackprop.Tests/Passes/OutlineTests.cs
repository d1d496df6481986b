using AutoBackprop.Core;

namespace AutoBackprop.Tests;

/// <summary>Methods that have grown too large for the JIT.</summary>
public class OutlineTests
{
    [Fact]
    public void Loops_of_a_large_method_become_methods_of_their_own()
    {
        var loops = Enumerable.Range(1, 20).Select(k => $"for (var i = 0; i < x.Length; i++) sum += Math.Exp(x[i] * {k}) / (1 + x[i] * x[i]);");
        var model = Model($"static double F(ReadOnlySpan<double> x) {{ var sum = 0.0; {string.Join(" ", loops)} return sum; }}");
        var gradient = Pipeline.Gradient(model.Body!, seeded: false);
        var outlined = Outline.Run(gradient, Outline.Most);
        Assert.True(Weight.Of(gradient.Body) > Outline.Most);
        Assert.True(Weight.Of(outlined.Body) <= Outline.Most);
        var parts = outlined.Body.AllSteps().OfType<Part>().ToList();
        Assert.NotEmpty(parts);
        Assert.All(parts, p => Assert.True(Weight.Of(p.Body) <= Outline.Most));
        // A loop over vectors and what is left over of it stay together.
        Assert.Contains(parts, p => p.Body.Steps.Any(s => s is For { Step: > 1 }) && p.Body.Steps.Any(s => s is For { Step: 1 or -1 }));
        Assert.Contains("static double Loop_i(", GradientFile.Write(model), StringComparison.Ordinal);
    }

    [Fact]
    public void A_method_of_ordinary_size_stays_whole()
    {
        var model = Model("static double F(ReadOnlySpan<double> x) { var sum = 0.0; for (var i = 0; i < x.Length; i++) sum += Math.Exp(x[i]) * Math.Tanh(x[i]); return sum; }");
        Assert.DoesNotContain("Loop", GradientFile.Write(model), StringComparison.Ordinal);
    }

    [Fact]
    public void The_name_of_a_part_is_free()
    {
        var model = Model("static double F(ReadOnlySpan<double> x, double Loop_i) { var sum = Loop_i; for (var i = 0; i < x.Length; i++) sum += Loop_i * Math.Exp(x[i]); return sum; }");
        Assert.Contains("Loop_i_1(", GradientFile.Write(model, most: 10), StringComparison.Ordinal);
    }

    private static Model Model(string method) =>
        Compiled.From([$"using System; using AutoBackprop; public static partial class C {{ [Differentiable] public {method} }}"]).Methods.Single().Lowered.Model!;
}
