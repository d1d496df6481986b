using System.Globalization;
using AutoBackprop.Analyzers;

namespace AutoBackprop.Tests;

/// <summary>What a refusal says: what the construct is, and what to write in its place; all of them at once, and each mistake once.</summary>
public sealed class MessageTests
{
    private static async Task<string[]> Said(string members) => [.. (await Compile.Diagnostics(Compile.Generate(
        "using System; using System.Collections.Generic; using System.Linq; using System.Threading.Tasks; using AutoBackprop;\n" + $"static partial class Model {{ {members} }}").Compilation, new LoweringAnalyzer()))
        .OrderBy(d => d.Location.SourceSpan.Start).Select(d => $"{d.Id} {d.GetMessage(CultureInfo.InvariantCulture)}")];

    [Theory]
    [InlineData("double F(double[] x) { Parallel.For(0, 2, i => x[i] *= 2); return x[0]; }", "AB0002 A lambda or delegate that goes to 'Parallel.For', whose source is not in this project, cannot be differentiated; write a plain loop")]
    [InlineData("double F(double x) { var d = new SortedDictionary<int, double>(); d[0] = x; return d[0]; }", "AB0002 An element of 'SortedDictionary<int, double>', which receives an active value, cannot be differentiated; keep numbers in an array")]
    [InlineData("double F(Func<double, double> f, double x) => f(x);", "AB0003 'f' has no derivative: it is a delegate, and which function that is only the caller knows; leave [Differentiable] off")]
    [InlineData("double F(double x) { var q = new LinkedList<double>(); q.AddLast(x); q.AddLast(x); return q.Count; }", "AB0003 'AddLast' has no derivative, and its source is not in this project; keep numbers in an array or in a 'List<T>'")]
    [InlineData("double F(double x) { var d = new Dictionary<int, double> { [0] = x }; d.Remove(1); return d[0]; }", "AB0002 A new 'Dictionary<int, double>' that takes an active value cannot be differentiated; keep numbers in an array")]
    [InlineData("double F(double x) { var l = new List<P>(); for (var i = 0; i < 3; i++) l.Add(new P(x)); return l[0].X; } sealed class P(double x) { public double X => x; }", "AB0002 A loop that adds objects to a list cannot be differentiated; make the list of a 'Select(..).ToList()'")]
    [InlineData("double F(double x) { N p = new L(x); for (var i = 0; i < 3; i++) p = new M(p); return p.At; } abstract class N { public abstract double At { get; } } sealed class L(double x) : N { public override double At => x; } sealed class M(N of) : N { public override double At => of.At; }", "AB0002 A loop that changes which object, lambda or LINQ sequence a variable holds cannot be differentiated")]
    [InlineData("double F(double x) { var h = (Half)x; return (double)h + (double)h; }", "AB0002 A conversion to 'Half' cannot be differentiated; compute in 'float', and convert outside")]
    [InlineData("double F(double x) { again: x *= 2; if (x < 9) goto again; return x; }", "AB0002 'goto' cannot be differentiated; write a loop")]
    [InlineData("async Task<double> F(double x) { await Task.Yield(); return x; }", "AB0010 'F' is async, and has no gradient as such; await around it")]
    [InlineData("double F(IEnumerable<double> x) => x.Sum();", "AB0005 'x' of type 'IEnumerable<double>' holds real numbers in a way that is not supported; take an array, or 'IReadOnlyList<T>', or mark it [NoGradient]")]
    public async Task One_mistake_is_told_once_in_words_of_the_user(string method, string begin) =>
        Assert.StartsWith(begin, Assert.Single(await Said("[Differentiable] static " + method)), StringComparison.Ordinal);

    [Fact]
    public async Task All_of_a_method_are_told_at_once() => Assert.Equal(["AB0005", "AB0002", "AB0003", "AB0002"], (await Said("""
        [Differentiable] static double F(decimal rate, double x)
        {
            var d = (decimal)x;
            try { x = Math.BitIncrement(x); } catch { }
            return x * (double)rate;
        }
        """)).Select(m => m[..6]));

    [Fact]
    public async Task None_is_left_alone_where_nothing_is_wrong() => Assert.Empty(await Said("[Differentiable] static double F(IComparer<double> by, double x) => by is null ? x : -x;"));
}
