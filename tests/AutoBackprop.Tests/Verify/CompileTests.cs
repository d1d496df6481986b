using Microsoft.CodeAnalysis.Text;

namespace AutoBackprop.Tests;

/// <summary>The verifier itself.</summary>
public sealed class CompileTests
{
    [Fact]
    public void Marks_are_taken_out_and_put_back()
    {
        const string Text = "a {|AB0001:{|CS0103:b|} c|} {|AB0002:|}{ | }";
        var markup = Markup.Parse(Text);
        Assert.Equal("a b c { | }", markup.Code);
        Assert.Equal([("CS0103", new TextSpan(2, 1)), ("AB0001", new TextSpan(2, 3)), ("AB0002", new TextSpan(6, 0))], markup.Marks);
        Assert.Equal(markup.Code, Markup.Parse(Markup.Write(markup.Code, markup.Marks)).Code);
        Assert.Throws<FormatException>(() => Markup.Parse("{|AB0001:a"));
    }

    [Fact]
    public void What_is_generated_can_be_called()
    {
        var generated = Compile.Generate("""
            public static partial class Model
            {
                [AutoBackprop.Differentiable]
                public static double Product(double x, double y) => x * y;
            }
            """);
        Assert.Equal(["Model.Product.g.cs"], generated.Texts.Keys);
        Assert.Empty(generated.Errors);
        Assert.Equal((6.0, 3.0, 2.0), generated.Call("Model", "ProductGradient", 2.0, 3.0));

        object?[] arguments = [2.0, 3.0, 1.0, 10.0, 20.0];
        Assert.Equal(6.0, generated.Call("Model", "ProductBackward", arguments));
        Assert.Equal([2.0, 3.0, 1.0, 13.0, 22.0], arguments);
    }

    [Fact]
    public async Task What_is_not_as_marked_fails()
    {
        var error = await Assert.ThrowsAnyAsync<Exception>(() => Compile.Analyze<Analyzers.LoweringAnalyzer>(
            "class A { [AutoBackprop.Differentiable] static double F(double {|AB0001:x|}) => x; }"));
        Assert.Contains("static double {|AB0001:F|}(double x)", error.Message, StringComparison.Ordinal);
    }
}
