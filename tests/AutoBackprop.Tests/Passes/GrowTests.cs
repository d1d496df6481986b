using AutoBackprop.Core;

namespace AutoBackprop.Tests;

/// <summary>Memory that grows: nothing that was known of its length before it grew is believed afterwards.</summary>
public class GrowTests
{
    private const string Squares = "var list = new List<double>(); for (var i = 0; i < n; i++) list.Add(x * i); var sum = 0.0; foreach (var v in list) sum += v * v; return sum;";

    [Fact]
    public void A_list_grows_by_one_element_at_a_time() => Assert.IsType<Var>(Assert.Single(Primal(Squares).AllSteps().OfType<Grow>()).Array);

    [Fact]
    public void Its_adjoint_is_as_long_as_it_is_at_last()
    {
        var steps = Gradient(Squares).AllSteps();
        var adjoint = steps.FindIndex(s => s is Allocate { Array.Role: Role.Adjoint });
        Assert.True(adjoint > steps.FindLastIndex(s => s is Grow));
        Assert.True(((Allocate)steps[adjoint]).Length is not Const);
    }

    [Fact]
    public void What_nobody_stores_or_reads_does_not_grow()
    {
        var (x, list) = (new Var("x", 0, IrType.Double), new Var("list", 1, IrType.SpanOf(IrType.Double)));
        Stmt[] steps = [new Allocate(list, Const.Int(2)), new Grow(list, Const.Int(3))];
        var method = new Method("F", new[] { x }, new[] { true }, new Block(steps), new Expr[] { x }) { NextId = 2 };
        Assert.Empty(RemoveDead.Run(method).Body.Steps);
    }

    [Fact]
    public void Only_an_array_of_ours_grows()
    {
        var (x, memory) = (new Var("x", 0, IrType.Double), new Var("w", 1, IrType.SpanOf(IrType.Double)));
        var method = new Method("F", new[] { x, memory }, new[] { true, true }, new Block(new Stmt[] { new Grow(memory, Const.Int(3)) }), new Expr[] { x }) { NextId = 2 };
        Assert.Contains(Verify.Problems(method), p => p.Contains("no array of ours", StringComparison.Ordinal));
        Assert.Contains("w.1 grows to 3", Dump.Text(method), StringComparison.Ordinal);
    }

    private static Method Of(string body) => Compiled.From([$"using System; using System.Collections.Generic; using AutoBackprop; public static partial class C {{ [Differentiable] public static double F(double x, int n) {{ {body} }} }}"])
        .Methods.Single().Lowered.Model!.Body!;

    private static Block Primal(string body) => Of(body).Body;

    private static Block Gradient(string body) => Pipeline.Gradient(Of(body), seeded: false).Body;
}
