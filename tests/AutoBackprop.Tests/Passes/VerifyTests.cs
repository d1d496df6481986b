using AutoBackprop.Core;

namespace AutoBackprop.Tests;

/// <summary>Every pass leaves a method that holds: each variable defined once and before it is read, types that fit.</summary>
public class VerifyTests
{
    [Fact]
    public void Every_pass_over_the_zoo_leaves_what_the_next_can_rely_on() => Check(Compiled.From(ZooBuild.Sources));

    [Fact]
    public void Every_pass_over_the_zoos_with_arrays_leaves_what_the_next_can_rely_on() => Check(Compiled.From(ArrayBuild.Sources, strict: false));

    [Theory, InlineData(0), InlineData(100)]
    public void Every_pass_over_random_programs_leaves_what_the_next_can_rely_on(int first) =>
        Check(Programs(Enumerable.Range(first, 100).Select(seed => ArrayProgram.Of($"F{seed}", seed)).Concat(Enumerable.Range(first, 100).Select(seed => NestProgram.Of($"N{seed}", seed)))));

    [Fact]
    public void Every_pass_has_a_name_and_shows_what_it_leaves()
    {
        var model = Programs(["[Differentiable] static double F(ReadOnlySpan<double> x, double a) { var s = 0.0; for (var i = 0; i < x.Length; i++) s += a * x[i] * x[i]; return s; }"]).Methods.Single().Lowered.Model!;
        var shown = new List<(string Pass, string Text)>();
        Compiler.Compile(model, after: (pass, method) => shown.Add((pass, Dump.Text(method))));
        Assert.All(["normalise", "derive", "vectorise", "contract"], pass => Assert.Contains(shown, s => s.Pass == pass));
        Assert.All(shown, s => Assert.NotEmpty(s.Pass));
        // What rounds once where C# rounds twice is seen by everyone who looks at the method, not by readers of the text alone.
        Assert.DoesNotContain("MultiplyAddEstimate", shown.Last(s => s.Pass == "fold").Text, StringComparison.Ordinal);
        Assert.Contains("MultiplyAddEstimate", shown.Last(s => s.Pass == "contract").Text, StringComparison.Ordinal);
    }

    // ── what it finds ────────────────────────────────────────────────────────────────────────────────────────

    private static readonly Var X = new("x", 0, IrType.Double), Y = new("y", 1, IrType.Double), Z = new("z", 2, IrType.Double), N = new("n", 3, IrType.Int);
    private static readonly Var Memory = new("w", 4, IrType.SpanOf(IrType.Double)), I = new("i", 5, IrType.Int);

    public static TheoryData<string, Stmt[]> Broken => new()
    {
        { "y.1 is defined twice", [new Let(Y, X), new Let(Y, X + X)] },
        { "y.1 is not defined where z.2 = y.1 reads it", [new Let(Z, Y)] },
        { "int where double belongs", [new Let(Y, N)] },
        { "y.1 is not defined where the result reads it", [new If(X > 0, new Block(new Stmt[] { new Let(Y, X) }), Block.Empty, default)] },
        { "double where bool belongs", [new If(X, Block.Empty, Block.Empty, default), new Let(Y, X)] },
        { "int where double belongs, in y.1 after a branch", [new If(X > 0, Block.Empty, Block.Empty, new[] { new Phi(Y, X, N) })] },
        { "y.1 is not defined where z.2 = y.1 reads it", [new For(I, Const.Int(0), Const.Int(3), 1, default, new Block(new Stmt[] { new Let(Z, Y) })), new Let(Y, X)] },
        { "y.1 is not defined where the condition of a loop", [new While(default, Y > 0, new Block(new Stmt[] { new Let(Y, X) })), new Let(Z, X)] },
        { "carried by a loop", [new For(I, Const.Int(0), Const.Int(3), 1, new[] { new Carried(Z, X, N, Y) }, Block.Empty)] },
        { "stands still", [new For(I, Const.Int(0), Const.Int(3), 0, default, Block.Empty), new Let(Y, X)] },
        { "int where double belongs", [new Store(Memory, new Expr[] { Const.Int(0) }, N), new Let(Y, X)] },
        { "double where int belongs", [new Let(Y, new Load(Memory, new Expr[] { X }, IrType.Double))] },
        { "2 dimensions", [new Let(Y, new Load(Memory with { Type = Memory.Type with { Rank = 2 } }, new Expr[] { N }, IrType.Double))] },
        { "Mul has 1 arguments", [new Let(Y, new Apply(Op.Mul, new Expr[] { X }, IrType.Double))] },
        { "has no type", [new Let(Y, X), new Execute(new Opaque("", new Expr[] { 1.0 }, IrType.Other("void")))] },
        { "a step follows a throw", [new Let(Y, X), new Throw(new Opaque("", default, IrType.Other("e"))), new Let(Z, X)] },
        { "is no storage", [new Push(Memory, X), new Let(Y, X)] },
        { "above NextId", [new Let(new Var("v", 100, IrType.Double), X), new Let(Y, X)] },
    };

    [Theory, MemberData(nameof(Broken))]
    public void What_does_not_hold_is_found(string problem, Stmt[] steps) =>
        Assert.Contains(Verify.Problems(Of(steps)), p => p.Contains(problem, StringComparison.Ordinal));

    [Fact]
    public void Memory_that_can_only_be_read_is_not_written()
    {
        var readOnly = Memory with { Type = Memory.Type with { ArrayKind = ArrayKind.ReadOnlySpan } };
        var method = Of([new Store(readOnly, new Expr[] { Const.Int(0) }, X), new Let(Y, X)]);
        Assert.Contains(Verify.Problems(method with { Parameters = method.Parameters.Map(p => p.Id == readOnly.Id ? readOnly : p) }), p => p.Contains("can only be read", StringComparison.Ordinal));
    }

    [Fact]
    public void What_holds_is_left_alone() => Assert.Empty(Verify.Problems(Of(
        [new For(I, Const.Int(0), N, 1, new[] { new Carried(Z, X, Z + Z, Y) }, new Block(new Stmt[] { new Store(Memory, new Expr[] { I }, Z) }))])));

    private static Method Of(Stmt[] steps) => new("F", new[] { X, N, Memory }, new[] { true, false, true }, new Block(steps), new Expr[] { Y }) { NextId = 50 };

    // ── what it is asked ─────────────────────────────────────────────────────────────────────────────────────

    private static Compiled Programs(IEnumerable<string> methods) =>
        Compiled.From([$"public static partial class Programs\n{{\n{string.Join("\n", methods)}}}\n"], strict: false);

    private static void Check(Compiled compiled)
    {
        var wrong = new List<string>();
        foreach (var (method, lowered) in compiled.Methods)
        {
            if (lowered.Model is not { Body: { } body } model) continue;
            foreach (var problem in Verify.Problems(body)) wrong.Add($"{method.Name}, lowered: {problem}");
            foreach (var optimised in new[] { true, false })
                Compiler.Compile(model with { Wanted = model.Wanted | AutoBackprop.Core.Derivatives.Backward }, optimised, after: (pass, left) =>
                {
                    if (Verify.Problems(left) is [var first, ..]) wrong.Add($"{method.Name}, {pass}: {first}");
                });
        }
        Assert.True(wrong.Count == 0, string.Join("\n", wrong.Take(20)));
    }
}
