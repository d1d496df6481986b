using AutoBackprop.Core;

namespace AutoBackprop.Tests;

/// <summary>In which order elements move. That they arrive, the cases show.</summary>
public class MovesTests
{
    [Theory]
    [InlineData("w.CopyTo(v);", "up")]
    [InlineData("w[1..].CopyTo(w);", "up")]
    [InlineData("w[..3].CopyTo(w[1..]);", "down")]
    [InlineData("w[..3].CopyTo(w.Slice(1, 3));", "down")]
    [InlineData("w[..3].CopyTo(w[3..]);", "up")]
    [InlineData("w[2..].CopyTo(w.Slice(n, 2));", "either")]
    [InlineData("Move(w[..3], w[1..]);", "down")]
    [InlineData("Move(w[..2], v);", "up")]
    [InlineData("Move(w.Slice(n, 2), w);", "either")]
    [InlineData("var a = w; var b = a[1..]; b[..2].CopyTo(a[2..]);", "down")]
    [InlineData("var z = n > 1 ? w : v; z[..3].CopyTo(w[1..]);", "down")]
    public void Elements_move_so_that_none_is_overwritten_before_it_was_read(string copy, string order)
    {
        var steps = Body(copy).AllSteps();
        var loops = steps.OfType<For>().Where(f => f.Body.AllSteps().OfType<Store>().Any()).ToList();
        Assert.Equal(order, loops.Count == 2 && steps.OfType<If>().Any() ? "either" : loops is [{ Step: > 0 }] ? "up" : loops is [{ Step: < 0 }] ? "down" : "?");
        Assert.All(loops, f => Assert.Null(f.Move));
    }

    [Theory]
    [InlineData("w.CopyTo(v);", 1)]
    [InlineData("w[1..].CopyTo(w);", 0)]
    [InlineData("w[..3].CopyTo(w[1..]);", 1)]
    [InlineData("Span<double> u = new double[w.Length]; w.CopyTo(u);", 0)]
    [InlineData("Span<double> u = new double[w.Length - 1]; w.CopyTo(u);", 1)]
    [InlineData("w.TryCopyTo(v);", 0)]
    public void Room_is_asked_for_where_it_is_not_known(string copy, int questions) => Assert.Equal(questions, Body(copy).AllSteps().OfType<Execute>().Count());

    private static Block Body(string copy) => Compiled.From([$$"""
        using System; using AutoBackprop;
        public static partial class C
        {
            private static void Move(ReadOnlySpan<double> x, Span<double> y) => x.CopyTo(y);
            [Differentiable] public static void F(Span<double> w, Span<double> v, int n) { {{copy}} }
        }
        """]).Methods.Single().Lowered.Model!.Body!.Body;
}
