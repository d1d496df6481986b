using AutoBackprop.Analyzers;

namespace AutoBackprop.Tests;

/// <summary>C# allows the attributes in more places than we look at; there they must not be skipped in silence.</summary>
public sealed class MisplacedAttributeTests
{
    [Theory]
    [InlineData("static double F(double x) { [Differentiable] static double {|AB0010:G|}(double y) => y; return G(x); }")]
    [InlineData("static double F(double x) { var g = [{|AB0010:Differentiable|}] (double y) => y; return g(x); }")]
    [InlineData("static double P { [{|AB0010:Differentiable|}] get => 1; }")]
    [InlineData("[{|AB0010:Differentiable|}] ~A() { }")]
    [InlineData("static event Action E { [{|AB0010:Differentiable|}] add { } remove { } }")]
    [InlineData("static void F() { [DerivativeOf(typeof(Math), \"Sin\")] static double {|AB0006:G|}(double x, double gradResult, ref double gradX) => x; }")]
    [InlineData("static double P { [{|AB0006:DerivativeOf(typeof(Math), \"Sin\")|}] get => 1; }")]
    public Task An_attribute_where_nothing_comes_of_it_is_marked(string member) => Analyze(member);

    [Theory]
    [InlineData("static double F(double x) { [Obsolete] static double G(double y) => y; return 1; }")]
    [InlineData("[Differentiable] static double F(double x) { static double G([NoGradient] double y) => y; return x; }")]
    [InlineData("static double P { [Obsolete] get => 1; }")]
    [InlineData("[Obsolete] ~A() { }")]
    public Task Other_attributes_are_left_alone(string member) => Analyze(member);

    private static Task Analyze(string member) =>
        Compile.Analyze<MisplacedAttributeAnalyzer>($"using System; using AutoBackprop;\npartial class A {{ {member} }}");
}
