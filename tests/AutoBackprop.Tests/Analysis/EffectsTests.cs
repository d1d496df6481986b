using AutoBackprop.Core;

namespace AutoBackprop.Tests;

/// <summary>What each kind of step reads and writes.</summary>
public class EffectsTests
{
    private static readonly IrType Span = IrType.SpanOf(IrType.Double);
    private static readonly Var A = new("a", 1, Span), B = new("b", 2, Span), Other = new("c", 3, Span), X = new("x", 4, IrType.Double);
    private static readonly Strided AtA = new(A, Const.Int(0), Const.Int(2), Const.Int(1));

    private static readonly Dictionary<string, (Stmt Step, string Reads, string Writes)> Steps = new()
    {
        ["load"] = (new Let(X, new Load(A, new Expr[] { Const.Int(0) }, IrType.Double)), "a", ""),
        ["store"] = (new Store(A, new Expr[] { Const.Int(0) }, X), "", "a"),
        ["accumulate"] = (new Accumulate(A, new Expr[] { Const.Int(0) }, X), "a", "a"),
        ["name"] = (new Let(B, A), "", ""),
        ["window"] = (new Let(B, new Slice(A, Const.Int(1), Const.Int(2), Span)), "", ""),
        ["length"] = (new Let(new Var("n", 5, IrType.Int), Ops.Length(A)), "", ""),
        ["quoted call"] = (new Execute(Code(A)), "a", "a"),
        ["quoted call of a window"] = (new Execute(Code(new Slice(A, Const.Int(1), Const.Int(2), Span))), "a", "a"),
        ["quoted call that only reads"] = (new Execute(Code(Opaque.OnlyRead(A))), "a", ""),
        ["quoted value"] = (new Let(X, Code(A)), "a", "a"),
        ["pure value"] = (new Let(X, Code(A) with { IsPure = true }), "a", ""),
        ["object with an array"] = (new Execute(Code(new Opaque(Opaque.Hole(0), new Expr[] { new Var("o", 6, IrType.Other("O")), A }, IrType.Other("O"), IsPure: true))), "a", "a"),
        ["product"] = (new Product(AtA, AtA with { Array = B }, AtA with { Array = Other }, Const.Int(2), Const.Int(2), Const.Int(2)), "abc", "c"),
        ["product that sets"] = (new Product(AtA, AtA with { Array = B }, AtA with { Array = Other }, Const.Int(2), Const.Int(2), Const.Int(2), Sets: true), "ab", "c"),
        ["call"] = (Called(Use.Reads, Use.Writes, Use.Overwrites), "ab", "bc"),
        ["call of which nothing is known"] = (Called(), "abc", "abc"),
        ["push"] = (new Push(new Var("kept", 7, Span), X), "", ""),
    };

    public static TheoryData<string> Names => [.. Steps.Keys];

    [Theory, MemberData(nameof(Names))]
    public void A_step_reads_and_writes(string name)
    {
        var (step, reads, writes) = Steps[name];
        var effects = new Effects(new Arrays(new Method("F", new[] { A, B, Other, X }, new[] { true, true, true, true }, new Block(default), default)));
        Var[] all = [A, B, Other];
        Assert.Equal(reads, string.Concat(all.Where(v => effects.Reads(step, v)).Select(v => v.Name)));
        Assert.Equal(writes, string.Concat(all.Where(v => effects.Writes(step, v)).Select(v => v.Name)));
    }

    [Fact]
    public void Names_of_the_same_memory_are_one_root()
    {
        Stmt[] steps = [new Let(B, A), new Let(Other, new Slice(B, Const.Int(1), Const.Int(2), Span)), new Store(Other, new Expr[] { Const.Int(0) }, X)];
        var effects = new Effects(new Arrays(new Method("F", new[] { A, X }, new[] { true, true }, new Block(steps), default)));
        Assert.True(effects.Writes(steps[2], A));
    }

    [Fact]
    public void Arrays_in_fields_may_be_the_same_where_one_is_written()
    {
        Let Field(Var v, string field) => new(v, new Opaque(field, default, Span, IsPure: true));
        Stmt[] steps = [Field(A, "C.A"), Field(B, "C.B"), new Store(A, new Expr[] { Const.Int(0) }, X), new Let(X, new Load(B, new Expr[] { Const.Int(0) }, IrType.Double))];
        var arrays = new Arrays(new Method("F", default, default, new Block(steps), default));
        Assert.True(new Effects(arrays).Reads(steps[3], arrays.Root(A)));
        arrays = new Arrays(new Method("F", default, default, new Block(steps.Where(s => s is Let).ToArray()), default));
        Assert.False(new Effects(arrays).Reads(steps[3], arrays.Root(A)));
    }

    [Fact]
    public void Code_of_the_user_gets_at_fields_by_itself()
    {
        Stmt[] steps = [new Let(A, new Opaque("C.A", default, Span, IsPure: true)), new Execute(Code() with { ReachesFields = true }), new Execute(Code())];
        var arrays = new Arrays(new Method("F", default, default, new Block(steps), default));
        Assert.True(arrays.IsWritten(A));
        Assert.True(new Effects(arrays).Writes(steps[1], A));
        Assert.False(new Effects(arrays).Writes(steps[2], A));
    }

    private static Opaque Code(params Expr[] args) => new("code", args, IrType.Double);

    private static Call Called(params Use[] uses) => new(new Callee("G", Sweep.Value, null, new[] { true, true, true }, default) { Uses = uses }, new Expr[] { A, B, Other }, default);
}
